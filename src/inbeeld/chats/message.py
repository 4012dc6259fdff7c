"""The nouns of this room: a message, and where it came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from inbeeld.chats.notes import Remark


class Kind(StrEnum):
    """What a message is."""

    SAID = "said"
    SYSTEM = "system"  # the app itself speaks: someone joined, messages are encrypted
    MEDIA = "media"  # sent by a person, but only the place of an image, sound or file is left


@dataclass(frozen=True, slots=True)
class Message:
    """One message, or one line in which the app itself speaks.

    `position` counts from 0 over what people sent (said and media) and is None for a system line.
    `time` is Gregorian: without a zone it is the clock of the device, with a zone where the file says
    which. It is None where the file gives none that can exist. `speaker` stands as in the file, without
    the invisible marks of writing direction, and is None where the file does not say. `text` is the
    caption where the kind is media. `line` is the line in a text file or the number of the item in any
    other, from 1. `reply_to` is the position of the message that is answered, where the file tells.
    """

    position: int | None
    time: dt.datetime | None
    speaker: str | None
    text: str = field(repr=False)
    kind: Kind = Kind.SAID
    line: int | None = None
    reply_to: int | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What one conversation of a file holds, counted over all of it.

    `messages` counts what people sent, `system` the lines of the app. `speakers` in the order of their
    first message. `first` and `last` are the earliest and the latest time. `skipped` counts lines or
    items that belong to no message; `notes` says which, and everything that was decided or could not
    be.
    """

    format: str
    messages: int
    system: int
    speakers: tuple[str, ...]
    first: dt.datetime | None
    last: dt.datetime | None
    skipped: int
    notes: tuple[Remark, ...]
