"""Exports of WhatsApp, from Android and iOS, in every language of the app.

The file is read once to learn its shape, the order of its dates and who speaks (`survey`), and then
again for the messages. Shape and order belong to the file, not to a line: see `headers` and
`date_order`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from inbeeld.chats.app_lines import from_app, marked, may_be_notice, meaning, sent_by_person
from inbeeld.chats.date_order import Read, hours, read_date
from inbeeld.chats.errors import only_one
from inbeeld.chats.headers import FORMS, Form, Header, cleaned, read_header
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.reading import Reading
from inbeeld.chats.survey import Survey, look_over

ANDROID, IOS, PASTED = "whatsapp-android", "whatsapp-ios", "pasted"
LONGEST_MESSAGE = 1_000_000  # characters; the app allows 65,536
FEWEST = 5  # one line in so many begins a message, or the text only quotes an export
DATES_KEPT = 50_000  # more than a century of days
LEAST_NOTICE = 60  # characters of the notice that an iOS export begins with, in any language


def find_form(text: str) -> Form | None:
    """The form of the headers in the beginning of a file: of its first line, or else of enough
    lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    for form in FORMS:
        if read_header(lines[0], form):
            return form
    counts = {form: sum(read_header(line, form) is not None for line in lines) for form in FORMS}
    form, count = max(counts.items(), key=lambda item: item[1])
    return form if count * FEWEST >= len(lines) else None


def read(material: Material, conversation: str | None, form: Form) -> Reading:
    """A WhatsApp export whose headers have this form."""
    only_one(conversation)
    survey = look_over(material.lines(), form)
    ios = form.closing == "bracket"
    name = IOS if ios else ANDROID
    copied = ios and form.first == "time" and not survey.shape.seconds and not survey.marks
    if copied or form.closing == "bare":
        name = PASTED  # in a browser WhatsApp copies as [16:21, 27-3-2022] Name: text
    return Reading(name, lambda notes: Export(survey, notes).messages(material.lines()))


@dataclass(slots=True)
class Open:
    """A message that more lines may still belong to."""

    header: Header
    line: int
    lines: list[str]
    size: int = 0
    full: bool = False


class Export:
    """One reading of one file."""

    def __init__(self, survey: Survey, notes: Notes) -> None:
        self._survey = survey
        self._notes = notes
        self._said = 0
        self._begun = False
        self._dates: dict[tuple[str, str, str, str], Read] = {}
        for remark in survey.remarks:
            notes.once(remark)

    def messages(self, lines: Iterator[str]) -> Iterator[Message]:
        current: Open | None = None
        survey = self._survey
        for number, line in enumerate(lines, 1):
            header = read_header(line, survey.form)
            if header is not None and survey.accepts(header.around.shape):
                if current is not None:
                    yield self._made(current)
                current = Open(header, number, [])
            elif current is None:
                if cleaned(line).strip():
                    self._notes.skip(What.BEFORE_FIRST, number)
            else:
                self._continue(current, line, number)
        if current is not None:
            yield self._made(current)

    def _continue(self, current: Open, line: str, number: int) -> None:
        if current.full:
            return
        if current.size + len(line) > LONGEST_MESSAGE:
            current.full = True
            self._notes.add(What.TOO_LONG, current.line)
            return
        if any(read_header(line, form) for form in FORMS if form.closing != "bare"):
            self._notes.add(What.OTHER_SHAPE, number)
        current.size += len(line)
        current.lines.append(line)

    def _made(self, current: Open) -> Message:
        header, survey = current.header, self._survey
        time = self._time(header, current.line)
        speaker, text = survey.split(header.rest)
        if current.lines:
            text = "\n".join((text, *current.lines)).rstrip("\n")
        first, self._begun = not self._begun, True
        if speaker is None or self._by_app(speaker, text, first):
            return Message(None, time, None, cleaned(text).strip(), Kind.SYSTEM, current.line)
        kind, text, edited = meaning(text)
        self._said += 1
        return Message(self._said - 1, time, speaker, text, kind, current.line, edited=edited)

    def _by_app(self, speaker: str, text: str, first: bool) -> bool:
        if not marked(text):
            return may_be_notice(text) and from_app(speaker, text)
        if from_app(speaker, text):
            return True
        if sent_by_person(text):
            return False
        return speaker in self._survey.groups or (first and len(text) > LEAST_NOTICE)

    def _time(self, header: Header, line: int) -> dt.datetime | None:
        around = header.around
        key = (*header.parts, around.era[0])
        if key not in self._dates:
            if len(self._dates) > DATES_KEPT:
                self._dates.clear()
            self._dates[key] = read_date(header.parts, around.era, self._survey.order)
        date, remark = self._dates[key]
        if remark:
            self._notes.once(remark, line)
        hour = hours(header.hour, around.word) if around.word else header.hour
        if date is None or hour > 23 or header.minute > 59 or header.second > 59:
            if date is not None or remark is None:
                self._notes.add(What.NO_SUCH_DATE, line)
            return None
        return dt.datetime(  # noqa: DTZ001  # the clock of the device: the export names no zone
            date.year, date.month, date.day, hour, header.minute, header.second
        )
