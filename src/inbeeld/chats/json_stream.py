"""A JSON file read piece by piece, so that a large one never stands in memory whole.

`json` of the standard library reads a whole document. Here a cursor walks through objects and arrays
and decodes one value at a time from a buffer that grows only as far as that value needs.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, Self

from inbeeld.chats.errors import ChatError
from inbeeld.chats.material import Material

CHUNK = 65_536
LARGEST = 64 * 1024 * 1024  # characters of one value
NEAR = 16  # an error this close to the end of the buffer may be a value that was cut off there
TRY = "Export the chat again, and take the whole file."
_DECODER = json.JSONDecoder(strict=False)  # people's messages may hold control characters


class Cursor:
    """A place in a JSON document. Every method moves on; errors are `ChatError` with the line."""

    def __init__(self, material: Material) -> None:
        self._stream = material.open()
        self._decode = codecs.getincrementaldecoder(material.encoding)("strict").decode
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._ended = False
        self._bytes = len(codecs.BOM_UTF8) if material.encoding == "utf-8-sig" else 0
        self._counted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    @property
    def line(self) -> int:
        """The line of the file where the cursor is, from 1."""
        return self._line + self._buffer.count("\n", 0, self._at)

    @property
    def place(self) -> int:
        """The place in bytes, for material in UTF-8."""
        self._bytes += len(self._buffer[self._counted : self._at].encode("utf-8"))
        self._counted = self._at
        return self._bytes

    def peek(self) -> str:
        """The next sign that is no space; "" at the end."""
        while True:
            while self._at < len(self._buffer):
                sign = self._buffer[self._at]
                if sign not in " \t\r\n\ufeff":
                    return sign
                self._at += 1
            if not self._more():
                return ""

    def fields(self) -> Iterator[str]:
        """The names of the fields of an object. Whoever takes one must go past its value before the
        next."""
        self._take("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            if self.peek() != '"':
                raise self._wrong("the name of a field")
            key: str = self.value()
            self._take(":")
            yield key
            if self._closed("}"):
                return

    def items(self) -> Iterator[int]:
        """The numbers of the items of an array, from 1. Go past each item before the next."""
        self._take("[")
        if self.peek() == "]":
            self._at += 1
            return
        number = 1
        while True:
            yield number
            number += 1
            if self._closed("]"):
                return

    def value(self) -> Any:
        """The value here, whole."""
        if self.peek() == "":
            raise self._wrong("a value")
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos > len(self._buffer) - NEAR
                if cut and self._more():
                    continue
                if cut:
                    self._at = len(self._buffer)
                    raise self._wrong("") from None
                self._at = min(error.pos, len(self._buffer))
                raise self._wrong("valid JSON") from None
            except (RecursionError, ValueError):
                raise self._wrong("values that are not nested or long beyond measure") from None
            if end == len(self._buffer) and self._more():  # a number may go on
                continue
            self._at = end
            return value

    def end(self) -> None:
        """Nothing may follow."""
        if self.peek():
            raise self._wrong("the end of the file")

    def _closed(self, bracket: str) -> bool:
        sign = self.peek()
        if sign not in (",", bracket) or not sign:
            raise self._wrong(f"a comma or {bracket}")
        self._at += 1
        return sign == bracket

    def _take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self._wrong(sign)
        self._at += 1

    def _more(self) -> bool:
        """Reads on. As much again as there is, so that a long value is not tried too often."""
        if self._ended:
            return False
        if self._at > CHUNK:
            self._bytes = self.place
            self._line += self._buffer.count("\n", 0, self._at)
            self._buffer = self._buffer[self._at :]
            self._at = self._counted = 0
        if len(self._buffer) - self._at > LARGEST:
            raise self._wrong("values of a chat, and this one is far too long for that")
        data = self._stream.read(max(CHUNK, len(self._buffer) - self._at))
        self._ended = not data
        try:
            self._buffer += self._decode(data, self._ended)
        except UnicodeError:
            raise ChatError(
                f"After line {self.line} the file is not text in UTF-8. Export the chat again."
            ) from None
        return True

    def _wrong(self, expected: str) -> ChatError:
        if self._ended and self._at >= len(self._buffer.rstrip()):
            return ChatError(
                f"The file stops in line {self.line}, in the middle of its data. {TRY}"
            )
        return ChatError(f"Line {self.line} is not as expected: there should be {expected}. {TRY}")
