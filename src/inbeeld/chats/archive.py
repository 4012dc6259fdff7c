"""Chats in a zip. Only text is read, never a picture, sound or film, and never more than fits.

A small zip can unpack to more than a disk holds, so the sizes that it states are weighed before
anything is read, and `zipfile` gives no more than what was stated.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from inbeeld.chats.errors import ChatError, chosen
from inbeeld.chats.material import HEAD, Material

START = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
TEXT = {".txt", ".json", ".jsonl", ".ndjson", ".xml", ".csv", ".md"}
LARGEST = 2 * 1024**3
TIGHTEST = 200
SMALL = 100_000  # bytes that no ratio makes dangerous
_PART = re.compile(r"(?:^|/)message_\d+\.json$")
ENCRYPTED = 0x1


def inside(
    material: Material, conversation: str | None, is_chat: Callable[[Material], bool]
) -> tuple[Material, str | None]:
    """The chat in a zip, and the conversation that is still to be chosen inside it.

    `is_chat` says whether a text is surely an export: a text that was only sent along is none. Raises
    `ChatError`, and `SeveralConversations` where several texts are exports.
    """
    try:
        with material.open() as stream, zipfile.ZipFile(stream) as archive:
            members = [info for info in archive.infolist() if _is_text(info)]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise ChatError("The zip is damaged. Export the chat again.") from None
    members = [info for info in members if _PART.search(info.filename)] or members
    _weigh(members)
    texts = {_name(info): _member(material, info) for info in members}
    if len(texts) > 1:
        texts = {name: text for name, text in texts.items() if is_chat(text)} or texts
    if len(texts) == 1:
        return next(iter(texts.values())), conversation
    return texts[chosen(list(texts), conversation)], None


def _is_text(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not info.is_dir() and not hidden and path.suffix.lower() in TEXT


def _weigh(members: list[zipfile.ZipInfo]) -> None:
    """Refuses what cannot be read safely."""
    if not members:
        raise ChatError(
            "The zip holds no text. Expected a chat as .txt, .json, .xml or .csv. Export the chat again."
        )
    if any(info.flag_bits & ENCRYPTED for info in members):
        raise ChatError(
            "The zip is locked with a password. Unpack it, and give the file inside it."
        )
    size = sum(info.file_size for info in members)
    packed = max(1, sum(info.compress_size for info in members))
    if size > LARGEST:
        raise ChatError(f"The zip unpacks to {size} bytes of text; at most {LARGEST} are read.")
    if size > SMALL and size > packed * TIGHTEST:
        raise ChatError(
            f"The zip unpacks to more than {TIGHTEST} times its size, as no chat does. It is not read."
        )


def _name(info: zipfile.ZipInfo) -> str:
    return str(PurePosixPath(info.filename).with_suffix(""))


class _Unpacking(io.RawIOBase):
    """The bytes of one member. Closing it closes the zip too."""

    def __init__(self, material: Material, info: zipfile.ZipInfo) -> None:
        self._file = material.open()
        try:
            self._member = zipfile.ZipFile(self._file).open(info)  # noqa: SIM115  # closed below
        except BaseException:
            self._file.close()
            raise

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._member.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._member.close()
            self._file.close()
        super().close()


def _member(material: Material, info: zipfile.ZipInfo) -> Material:
    return Material(
        lambda: io.BufferedReader(_Unpacking(material, info), HEAD), info.file_size, seekable=False
    )
