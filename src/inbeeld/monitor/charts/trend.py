"""How many were counted each year, and how many there may be: a bar, and a range where one was made."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inbeeld.monitor.charts.svg import WIDTH, apart, box, chart, circle, nice, path, scale, text

LEFT, TOP, BOTTOM = 14, 30, 250
WIDEST = 44
LEAST_STEP, HIDDEN_STEP = (
    60,
    74,
)  # between two years whose words still stand apart, also where large


@dataclass(frozen=True, slots=True)
class Year:
    """None: hidden, or no estimate of this year."""

    year: int
    counted: int | None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None


def trend(
    years: Sequence[Year],
    *,
    title: str,
    about: str,
    hidden: str,
    breaks: Sequence[int],
    show: Callable[[float], str],
) -> str:
    """The picture. In the first year of `breaks` an upright dashed line stands before the bar."""
    numbers = (n for one in years for n in (one.counted, one.estimate, one.high))
    most = nice(max((n for n in numbers if n is not None), default=1))
    factor, offset = scale(0, most, BOTTOM, TOP)
    step = (WIDTH - 2 * LEFT) / max(len(years), 1)
    width = min(WIDEST, step * 0.5)
    unknown = any(one.counted is None for one in years)
    every = math.ceil((HIDDEN_STEP if unknown else LEAST_STEP) / step)
    named = {one.year for one in years[::-1][::every]}
    parts, ribbon = [path("axis", [(LEFT, TOP), (LEFT, BOTTOM), (WIDTH - LEFT, BOTTOM)])], []
    for place, one in enumerate(years):
        x = LEFT + step * (place + 0.5)
        if one.year in breaks:
            parts.append(path("none", [(x - step / 2, TOP - 20), (x - step / 2, BOTTOM + 24)]))
        # The word stands once at hidden years in a row: it is wider than they are apart.
        again = place >= every and years[place - every].counted is None
        word = "" if again else hidden
        parts += _bar(one, x, width, factor, offset, one.year in named, word, show)
        if one.estimate is not None:
            ribbon.append((x, one))
    parts[1:1] = _ribbon(ribbon, factor, offset)
    for x, one in ribbon:
        parts += _range(one, x, factor, offset, one.year in named, show)
    parts.append(text(LEFT, TOP - 14, show(most), kind="soft"))
    return chart("trend", title=title, about=about, height=BOTTOM + 32, parts=parts)


def _bar(
    one: Year, x: float, width: float, factor: float, offset: float, named: bool, hidden: str,
    show: Callable[[float], str],
) -> list[str]:  # fmt: skip
    """A bar; its words only where there is room, all of them stand in the table."""
    if one.counted is None:
        parts = [box("none", x - width / 2, BOTTOM - 30, width, 30)]
        words, top = hidden, BOTTOM - 30.0
    else:
        top = one.counted * factor + offset
        parts = [box("bar", x - width / 2, top, width, BOTTOM - top)]
        words = show(one.counted)
    if named:
        parts += apart(x, top - 6, words)
        parts.append(text(x, BOTTOM + 22, str(one.year), anchor="middle"))
    return parts


def _ribbon(years: Sequence[tuple[float, Year]], factor: float, offset: float) -> list[str]:
    """Between neighbouring years with both limits, a band."""
    whole = [(x, one) for x, one in years if one.low is not None and one.high is not None]
    if len(whole) < 2:
        return []
    up = [(x, (one.high or 0) * factor + offset) for x, one in whole]
    down = [(x, (one.low or 0) * factor + offset) for x, one in reversed(whole)]
    return [path("ribbon", [*up, *down], closed=True)]


def _range(
    one: Year, x: float, factor: float, offset: float, named: bool, show: Callable[[float], str]
) -> list[str]:
    y = (one.estimate or 0) * factor + offset
    parts = []
    if one.low is not None:
        high = TOP - 10 if one.high is None else one.high * factor + offset
        parts.append(path("range", [(x, one.low * factor + offset), (x, high)]))
    parts.append(circle("point", x, y, 6))
    if named:
        # At the point itself: above the range it would read as the upper limit.
        parts += apart(x, max(y - 12, 14), show(one.estimate or 0))
    return parts
