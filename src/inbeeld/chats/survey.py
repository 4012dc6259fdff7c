"""The first pass over a WhatsApp export: its shape, the order of its dates, and who speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from inbeeld.chats.app_lines import from_app, marked, sent_by_person, split_name
from inbeeld.chats.date_order import DateOrder
from inbeeld.chats.errors import ChatError
from inbeeld.chats.headers import Form, Header, Shape, read_header
from inbeeld.chats.locales import clock_key
from inbeeld.chats.notes import What

NAMES_KEPT = 20_000
LONGEST_WORD = 12  # characters of an unknown word for morning or afternoon
SELDOM = 10  # a word that stands there less than once in so many lines is part of a sentence
LEAST = 3  # messages before a colon is taken for a part of a name
WORDS_KEPT = 1000
LONGEST_SECOND = 42  # characters of a name behind its first colon


@dataclass(slots=True)
class Voice:
    """Everything that stands under one name."""

    count: int = 0
    second: str | None = None  # what stands before a second colon, while it is always the same
    marked: int = 0  # lines that the app marked as its own
    by_app: int = 0
    sent: int = 0  # marked lines that stand for what a person sent


@dataclass(frozen=True)
class Survey:
    """What holds for a whole file."""

    form: Form
    shape: Shape
    links: frozenset[str]
    order: str
    remarks: tuple[What, ...]
    marks: bool
    groups: frozenset[str]
    longer: dict[str, str] = field(default_factory=dict)

    def accepts(self, shape: Shape) -> bool:
        """Whether a header has the shape of this file."""
        return shape == self.shape or (shape[:5] == self.shape[:5] and shape.link in self.links)

    def split(self, rest: str) -> tuple[str | None, str]:
        """Speaker and text behind a header, where a name may hold a colon itself."""
        name, text = split_name(rest)
        if name is not None and name in self.longer:
            more, _, text = text.partition(":")
            return f"{name}: {more}", text[1:] if text[:1] == " " else text
        return name, text


def look_over(lines: Iterator[str], form: Form) -> Survey:
    """Reads every header of the file. Raises `ChatError` where there is none."""
    shape: Shape | None = None
    links: Counter[str] = Counter()
    order = DateOrder()
    voices: dict[str, Voice] = {}
    for line in lines:
        header = read_header(line, form)
        if header is None:
            continue
        found = header.around.shape
        if shape is None:
            shape = found
        if found != shape and not _alike(found, shape):
            continue
        if found.link in links or len(links) < WORDS_KEPT:
            links[found.link] += 1
        order.add(header)
        _listen(header, voices, order)
    if shape is None:
        raise ChatError(
            "No line of this file begins with a date and a time. A WhatsApp export has lines such as "
            "27-03-2022 16:21 - Name: text. Export the chat again, without media."
        )
    chosen, remark = ("DMY", None) if form.first == "named" else order.decide()
    known = frozenset(link for link in links if link == shape.link or _often(link, links, shape))
    return Survey(
        form=form,
        shape=shape,
        links=known,
        order=chosen,
        remarks=((remark,) if remark else ()) + ((What.CLOCK,) if len(known) > 1 else ()),
        marks=any(voice.marked for voice in voices.values()),
        groups=frozenset(
            name for name, voice in voices.items()
            if voice.by_app and not voice.sent and voice.marked == voice.count
        ),
        longer={
            name: voice.second for name, voice in voices.items()
            if voice.second and voice.count >= LEAST
        },
    )  # fmt: skip


def _often(link: str, links: Counter[str], shape: Shape) -> bool:
    """Whether a second word is the other of a pair; in a sentence it stands before the time, and once."""
    least = 1 if link.startswith("|") else 2
    return links[link] >= max(least, links[shape.link] // SELDOM)


def _alike(shape: Shape, first: Shape) -> bool:
    """The same but for a word, which may then be the other of a pair for morning and afternoon."""
    words = (shape.link, first.link)
    return shape[:5] == first[:5] and all(words) and max(map(len, words)) <= LONGEST_WORD


def _listen(header: Header, voices: dict[str, Voice], order: DateOrder) -> None:
    name, text = split_name(header.rest)
    if name is None:
        return
    voice = voices.get(name)
    if voice is None:
        if len(voices) >= NAMES_KEPT:
            return
        voice = voices[name] = Voice()
    second, colon, _ = text[:LONGEST_SECOND].partition(": ")
    if not colon or (voice.count and voice.second != second):
        second = ""
    voice.second = second
    voice.count += 1
    if text[:1] == "<" and text[-1:] == ">":
        order.hint(clock_key(text.strip("<>")))
    if marked(text):
        voice.marked += 1
        voice.by_app += from_app(name, text)
        voice.sent += sent_by_person(text)
