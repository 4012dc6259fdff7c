"""Keeps what takes long to make from the data files, so that a command starts quickly.

It is made when the package is built (`hatch_build.py`) and read back only while it belongs to the very
files it was made of. After any change of a data file it is made anew in memory, so an editor never
sees old text. It lies inside the package and is as trusted as the code beside it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

FOLDER = Path(__file__).parent / "built"
KEY_BYTES = 32


def key(sources: Iterable[Path]) -> bytes:
    """A hash over the names and bytes of files; those of a folder are all that lie in it."""
    digest = hashlib.sha256()
    for source in sources:
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.digest()


def kept(name: str, sources: Iterable[Path], make: Callable[[], T]) -> T:
    """What was kept under a name when it still belongs to its sources, else what `make` gives."""
    try:
        content = (FOLDER / f"{name}.pickle").read_bytes()
    except OSError:
        return make()
    if content[:KEY_BYTES] != key(sources):
        return make()
    try:
        found: T = pickle.loads(content[KEY_BYTES:])  # noqa: S301 (made by us, beside our code)
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError):
        return make()
    return found


def keep(name: str, sources: Iterable[Path], made: object) -> Path:
    """Keeps what was made; returns its file."""
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{name}.pickle"
    file.write_bytes(key(sources) + pickle.dumps(made, protocol=5))
    return file
