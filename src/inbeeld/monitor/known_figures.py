"""The figures of the page this project began with, each beside the newest one that was found.

Each says what it counts, and none can be worked out again: the lists below them are not public. A figure
without a source is paired too, so that its reader learns why it is not repeated; its number is not shown.
A release and the public page say the same of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inbeeld.knowledge import Knowledge
from inbeeld.knowledge.model import Figure, Value
from inbeeld.knowledge.words import FigureKind


class Again(StrEnum):
    """Whether a figure can be worked out again, and why not."""

    NOT_PUBLIC = "no"  # an estimate from lists that are not public
    COUNT = "counted"  # a count of others
    NO_SOURCE = "source"


AGAIN = {
    Again.NOT_PUBLIC: "release.again_no",
    Again.COUNT: "release.again_counted",
    Again.NO_SOURCE: "release.again_source",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of the old page; the newest figure found on the same people, where there is one.

    Values are those to show: none of a figure without a source.
    """

    old: Figure
    old_values: tuple[Value, ...]
    newest: Figure | None
    newest_values: tuple[Value, ...]
    again: Again


# The facts that the old page named (domain.md), and what was published latest on the same people. An
# estimate is never replaced by a count: the count stands beside it and says what it counts. Of parts of a
# whole, the first so many are on the same people.
PAIRS = (
    ("trafficking-victims-estimate", "reported-to-comensha", 1),
    ("dutch-girls-estimate", "reported-minors", 1),
    ("share-of-girls-in-view", None, 0),
    ("almost-three-thousand", "minors-by-form-2019-2023", 3),
    ("boys-a-day-claim", None, 0),
)


def pairs(known: Knowledge) -> tuple[Pair, ...]:
    """The pairs, in the order of the old page."""
    found = []
    for label, newer, parts in PAIRS:
        old, newest = known.figures[label], known.figures[newer] if newer else None
        values = _values(newest, parts) if newest else ()
        found.append(Pair(old, _values(old, 1), newest, values, _again(old)))
    return tuple(found)


def _values(figure: Figure, parts: int) -> tuple[Value, ...]:
    """The newest year of a series, or the first parts of a whole."""
    if not figure.public:
        return ()
    there = [one for one in figure.values if one.number is not None]
    if there and there[-1].label.nl.isdecimal():
        return (there[-1],)
    return tuple(there[:parts])


def _again(figure: Figure) -> Again:
    if figure.kind is FigureKind.UNSOURCED:
        return Again.NO_SOURCE
    return (
        Again.NOT_PUBLIC if figure.kind in (FigureKind.ESTIMATE, FigureKind.SHARE) else Again.COUNT
    )
