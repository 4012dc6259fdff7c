"""The bytes of a chat, which can be read from the start as often as a reader needs.

Inferring the order of dates takes a pass over the whole file before the first message can be given, so
nothing here assumes that a file is read once or fits in memory.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from inbeeld.chats.errors import ChatError

HEAD = 65_536
LONGEST_LINE = 4_000_000  # characters; WhatsApp allows 65,536 in a message
IN_MEMORY = 64 * 1024 * 1024
LARGE_TEXT = "a chat has no such lines. Export the chat again, or save the file as plain text"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Material:
    """Bytes that `open` gives afresh. `size` in bytes; `seekable` where jumping about is cheap."""

    open: Callable[[], BinaryIO]
    size: int
    seekable: bool = True

    @property
    def encoding(self) -> str:
        start = self.head(4)
        return next((name for mark, name in MARKS if start.startswith(mark)), "utf-8")

    def head(self, size: int = HEAD) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def head_text(self) -> str:
        """The beginning as text, as far as it is text. Without the mark of its encoding."""
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        return decoder.decode(self.head())

    def lines(self) -> Iterator[str]:
        """Every line without its end. `\\r\\n`, `\\r` and `\\n` end a line. Raises `ChatError`."""
        number = 0
        with io.TextIOWrapper(self.open(), encoding=self.encoding) as stream:
            try:
                for line in iter(partial(stream.readline, LONGEST_LINE), ""):
                    number += 1
                    if len(line) == LONGEST_LINE:
                        raise ChatError(f"Line {number} is extremely long: {LARGE_TEXT}.")
                    yield line[:-1] if line[-1] == "\n" else line
            except UnicodeError:
                raise self._not_text() from None

    def as_utf8(self) -> Material:
        """The same in UTF-8, so that places in bytes mean something."""
        if self.encoding == "utf-8":
            return self
        if self.size > IN_MEMORY:
            raise ChatError(
                "This file is large and not in plain UTF-8. Save it as UTF-8 without a mark first."
            )
        try:
            text = self.head(self.size).decode(self.encoding)
        except UnicodeError:
            raise self._not_text() from None
        return in_memory(text.encode("utf-8", "surrogatepass"))

    def in_memory(self) -> Material:
        """The same where jumping about is cheap."""
        if self.seekable:
            return self
        if self.size > IN_MEMORY:
            raise ChatError(
                "The chat inside this zip is too large to put in order. Unpack the zip, "
                "and give the file that was in it."
            )
        return in_memory(self.head(self.size))

    def _not_text(self) -> ChatError:
        """Which line is not text. Looked for only once it is known that there is one."""
        where = "A line"
        if self.encoding in ("utf-8", "utf-8-sig"):
            with self.open() as stream:
                for number, line in enumerate(iter(partial(stream.readline, LONGEST_LINE), b""), 1):
                    try:
                        line.decode("utf-8")
                    except UnicodeDecodeError:
                        where = f"Line {number}"
                        break
        return ChatError(
            f"{where} is not text in UTF-8. Export the chat again, or open the file in a text editor "
            "and save it as UTF-8."
        )


def in_memory(data: bytes) -> Material:
    """Bytes that are already there."""
    return Material(lambda: io.BytesIO(data), len(data))
