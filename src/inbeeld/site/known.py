"""The figures of the old page beside the newest ones, in the sentences that a release has for them."""

from __future__ import annotations

from dataclasses import dataclass

from inbeeld.knowledge.model import Figure, Knowledge, Value
from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import Text
from inbeeld.monitor.known_figures import AGAIN, pairs


@dataclass(frozen=True, slots=True)
class Side:
    """A figure on one side, with the values to show: none of a figure without a source."""

    heading: Text
    figure: Figure | None
    values: tuple[Value, ...]
    instead: Text  # what was found where there is no figure


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of the old page, the newest, and whether the old one can be worked out again."""

    sides: tuple[Side, Side]
    again: Text


def figures_beside(known: Knowledge) -> list[Beside]:
    """All pairs, in the order of the old page."""
    words = shipped_words()
    old, new = words["release.known_old"], words["release.known_new"]
    none = words["release.none_newer"]
    return [
        Beside(
            sides=(
                Side(old, pair.old, pair.old_values, none),
                Side(new, pair.newest, pair.newest_values, pair.old.note or none),
            ),
            again=words[AGAIN[pair.again]],
        )
        for pair in pairs(known)
    ]
