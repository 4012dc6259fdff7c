"""How a format is read: its name, and a way to go through its messages as often as needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inbeeld.chats.message import Message, Source
from inbeeld.chats.notes import Notes, What

SPEAKERS = 50_000


@dataclass(frozen=True)
class Reading:
    """`messages(notes)` reads the file from the start and adds its remarks to `notes`."""

    format: str
    messages: Callable[[Notes], Iterator[Message]]


def summary(reading: Reading) -> Source:
    """Goes through all messages once and counts. Raises `ChatError` where the file is broken."""
    notes = Notes()
    said = system = 0
    speakers: dict[str, None] = {}
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    for message in reading.messages(notes):
        if message.position is None:
            system += 1
        else:
            said += 1
        speaker = message.speaker
        if speaker is not None and speaker not in speakers:
            if len(speakers) < SPEAKERS:
                speakers[speaker] = None
            else:
                notes.once(What.MANY_SPEAKERS)
        time = message.time
        if time is not None:
            if first is None or last is None:
                first = last = time
            elif time.tzinfo is first.tzinfo is last.tzinfo:
                first, last = min(first, time), max(last, time)
            else:
                first = min(first, time, key=moment)
                last = max(last, time, key=moment)
    return Source(
        reading.format, said, system, tuple(speakers), first, last, notes.skipped, notes.remarks()
    )


def moment(time: dt.datetime) -> dt.datetime:
    """A time that can be compared with any other: with a zone as UTC, without one as it stands."""
    return time if time.tzinfo is None else time.astimezone(dt.UTC).replace(tzinfo=None)
