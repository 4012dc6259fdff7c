"""Figures as the page shows them: a picture worked out here, with its table beside it."""

from __future__ import annotations

from dataclasses import dataclass

from inbeeld.knowledge.model import Figure, Knowledge, Value
from inbeeld.knowledge.words import FigureKind

# Estimates and the share that comes from one stand together; the kinds are never mixed in a picture.
GROUPS = (
    ("estimate", (FigureKind.SHARE, FigureKind.ESTIMATE)),
    ("registered", (FigureKind.REGISTERED,)),
    ("contacts", (FigureKind.CONTACTS,)),
    ("survey", (FigureKind.SURVEY,)),
)
FEWEST_BARS = 3
WIDEST = 245
LABEL_WIDTH = 46
ROW = 32
SCALE_FROM, SCALE_TO = 14, 346
DOTS_A_ROW, DOTS = 10, 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: the value, where its row stands, and how long its bar is. No length: not found."""

    value: Value
    top: int
    middle: int
    width: float | None
    end: float


@dataclass(frozen=True, slots=True)
class Range:
    """An estimate on a line from 0 up to its highest value."""

    value: float
    low: float
    high: float
    at: float
    from_: float
    to: float


@dataclass(frozen=True, slots=True)
class FigureView:
    figure: Figure
    bars: tuple[Bar, ...]
    height: int
    dots: tuple[tuple[int, int, bool], ...]
    range: Range | None


def figure_groups(known: Knowledge) -> list[tuple[str, list[FigureView]]]:
    """The public figures by kind, in the order of the data."""
    return [
        (
            name,
            [_view(one) for one in known.figures.values() if one.public and one.kind in kinds],
        )
        for name, kinds in GROUPS
    ]


def _view(figure: Figure) -> FigureView:
    bars = _bars(figure)
    return FigureView(
        figure=figure,
        bars=bars,
        height=len(bars) * ROW + 8,
        dots=_dots(figure),
        range=_range(figure),
    )


def _bars(figure: Figure) -> tuple[Bar, ...]:
    """Bars where the values are years, else none: parts of a whole are no series."""
    years = all(value.label.nl.isdecimal() for value in figure.values)
    if not years or len(figure.values) < FEWEST_BARS:
        return ()
    most = max((value.number or 0) for value in figure.values)
    bars = []
    for place, value in enumerate(figure.values):
        width = None if value.number is None else round(value.number / most * WIDEST, 1)
        top = 8 + place * ROW
        bars.append(Bar(value, top, top + 16, width, LABEL_WIDTH + (width or 0) + 6))
    return tuple(bars)


def _dots(figure: Figure) -> tuple[tuple[int, int, bool], ...]:
    """A hundred dots for a share in per cent, the seen ones first."""
    if figure.kind is not FigureKind.SHARE or figure.values[0].number is None:
        return ()
    return tuple(
        (
            10 + 20 * (place % DOTS_A_ROW),
            10 + 20 * (place // DOTS_A_ROW),
            place < figure.values[0].number,
        )
        for place in range(DOTS)
    )


def _range(figure: Figure) -> Range | None:
    if figure.low is None or figure.high is None or figure.values[0].number is None:
        return None

    def place(number: float) -> float:
        return round(SCALE_FROM + (SCALE_TO - SCALE_FROM) * number / (figure.high or 1) * 0.96, 1)

    value = figure.values[0].number
    return Range(
        value, figure.low, figure.high, place(value), place(figure.low), place(figure.high)
    )
