"""The figures of the page this project began with, each beside the newest one that was found.

Each says what it counts, and none can be worked out again: the lists below them are not public. A figure
without a source is paired too, so that the release says why it is not repeated; its number is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inbeeld.knowledge import Knowledge
from inbeeld.knowledge.model import Figure
from inbeeld.knowledge.words import FigureKind


class Again(StrEnum):
    """Whether a figure can be worked out again, and why not."""

    NOT_PUBLIC = "no"  # an estimate from lists that are not public
    COUNT = "counted"  # a count of others
    NO_SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of the old page; the newest figure found on the same people, where there is one."""

    old: Figure
    newest: Figure | None
    again: Again


# The facts that the old page named (domain.md), and what was published latest on the same people. An
# estimate is never replaced by a count: the count stands beside it and says what it counts.
PAIRS = (
    ("trafficking-victims-estimate", "reported-to-comensha"),
    ("dutch-girls-estimate", "reported-minors"),
    ("share-of-girls-in-view", None),
    ("almost-three-thousand", "minors-by-form-2019-2023"),
    ("boys-a-day-claim", None),
)


def pairs(known: Knowledge) -> tuple[Pair, ...]:
    """The pairs, in the order of the old page."""
    return tuple(
        Pair(known.figures[old], known.figures[new] if new else None, _again(known.figures[old]))
        for old, new in PAIRS
    )


def _again(figure: Figure) -> Again:
    if figure.kind is FigureKind.UNSOURCED:
        return Again.NO_SOURCE
    return (
        Again.NOT_PUBLIC if figure.kind in (FigureKind.ESTIMATE, FigureKind.SHARE) else Again.COUNT
    )
