"""Looks for short texts in bytes, in every form in which a program may have left them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick

PIECE = 32 * 1024 * 1024
SHORTEST = 12  # signs of a canary: shorter ones stand somewhere by chance


def forms(canary: str) -> dict[str, bytes]:
    """A canary as text, in hexadecimal, base64 and UTF-16."""
    plain = canary.encode()
    found = {
        "text": plain,
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "UTF-16 LE": canary.encode("utf-16-le"),
        "UTF-16 BE": canary.encode("utf-16-be"),
    }
    for before in range(3):
        found[f"base64 after {before}"] = _inside_base64(plain, before)
    return found


def _inside_base64(plain: bytes, before: int) -> bytes:
    """The signs that stand in any base64 of something with this in it, `before` bytes from a group.

    Only whole signs of ours count: those at both ends also hold bits of what stands around it.
    """
    written = base64.b64encode(b"\0" * before + plain + b"\0\0\0")
    first = -(-before * 8 // 6)
    return written[first : (before + len(plain)) * 8 // 6]


@dataclass
class Found:
    """Which canaries stand in what was searched, in which form and where."""

    bytes: int = 0
    places: int = 0
    canaries: set[int] = field(default_factory=set)
    seen: dict[str, int] = field(default_factory=dict)  # "form in place": how many canaries
    forms: set[str] = field(default_factory=set)


class Search:
    """A search for all canaries at once."""

    def __init__(self, canaries: Sequence[str]) -> None:
        assert all(len(one) >= SHORTEST for one in canaries)
        self.wanted = [
            (number, name, form)
            for number, canary in enumerate(canaries)
            for name, form in forms(canary).items()
        ]
        self.matcher = BytesAhoCorasick([form for _, _, form in self.wanted])
        self.longest = max(len(form) for _, _, form in self.wanted)

    def look(self, places: Iterable[tuple[str, bytes]]) -> Found:
        """What stands in these, each with the name of its kind."""
        found = Found()
        once: set[tuple[str, int]] = set()
        for kind, held in places:
            found.bytes += len(held)
            found.places += 1
            for pattern in self._patterns(held):
                number, name, _ = self.wanted[pattern]
                found.canaries.add(number)
                found.forms.add(name)
                once.add((f"{name} in {kind}", number))
        for what, _ in once:
            found.seen[what] = found.seen.get(what, 0) + 1
        return found

    def _patterns(self, held: bytes) -> Iterator[int]:
        matches = self.matcher.find_matches_as_indexes(held, overlapping=True)
        return iter({pattern for pattern, _, _ in matches})


def files(folder: Path, *, kind: str, but: Sequence[Path] = ()) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder as its bytes; so are the names of all files."""
    names = []
    for path in sorted(folder.rglob("*")):
        if any(path.is_relative_to(one) for one in but):
            continue
        names.append(str(path.relative_to(folder)))
        if path.is_file() and not path.is_symlink():
            try:
                yield kind, path.read_bytes()
            except OSError:
                continue  # it went away meanwhile
    yield f"{kind} (names)", "\n".join(names).encode()
