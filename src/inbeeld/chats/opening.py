"""One file, from its bytes to a chat that can be gone through as often as needed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inbeeld.chats.errors import ChatError
from inbeeld.chats.material import Material, in_memory
from inbeeld.chats.message import Message, Source
from inbeeld.chats.notes import Notes
from inbeeld.chats.reading import Reading, summary
from inbeeld.chats.recognising import recognise


class Chat:
    """One conversation. `source` says what it holds; going through it reads the file again, in
    order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.source: Source = summary(reading)

    def __iter__(self) -> Iterator[Message]:
        with _plainly():
            yield from self._reading.messages(Notes())

    def __repr__(self) -> str:
        return f"Chat({self.source.format}, {self.source.messages} messages)"


def open_chat(path: Path | str, *, conversation: str | None = None) -> Chat:
    """The chat in a file. `conversation` chooses one by name where the file holds several.

    The file is read once or twice here, and again each time that someone goes through the chat; it
    never stands in memory whole. Raises `ChatError`, and `SeveralConversations` where one must be
    chosen.
    """
    place = Path(path)
    try:
        if not place.is_file():
            what = "a folder" if place.is_dir() else "not there"
            raise ChatError(f"{place} is {what}. Give the file that the app exported.")
        size = place.stat().st_size
    except (OSError, ValueError) as error:
        raise ChatError(f"The file cannot be read: {error}.") from None
    return _opened(Material(lambda: place.open("rb"), size), conversation)


def read_text(text: str | bytes, *, conversation: str | None = None) -> Chat:
    """The chat in pasted text, or in the content of a file that is already in memory.

    Raises the same errors as `open_chat`.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return _opened(in_memory(data), conversation)


def _opened(material: Material, conversation: str | None) -> Chat:
    with _plainly():
        return Chat(recognise(material, conversation))


@contextmanager
def _plainly() -> Iterator[None]:
    """Whatever goes wrong while reading bytes becomes one plain message."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise ChatError("The zip is damaged. Export the chat again.") from None
    except OSError as error:
        raise ChatError(f"The file cannot be read: {error.strerror or error}.") from None
