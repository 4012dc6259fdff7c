"""Estimates of several methods below each other, so that nobody takes one number for the truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inbeeld.monitor.charts.svg import WIDTH, chart, circle, nice, path, scale, text

ROW, TOP, LEFT = 52, 12, 14


@dataclass(frozen=True, slots=True)
class Line:
    """One method. None: no estimate exists, no limit was worked out, or nothing bounds it (`high`)."""

    name: str
    estimate: float | None
    low: float | None = None
    high: float | None = None


def forest(
    lines: Sequence[Line], *, title: str, about: str, none: str, show: Callable[[float], str]
) -> str:
    """The picture. `none` is the word where no estimate exists; `show` writes a number."""
    ends = [one for line in lines for one in (line.estimate, line.high) if one is not None]
    most = nice(max(ends, default=1))
    factor, offset = scale(0, most, LEFT, WIDTH - 40)
    bottom = TOP + ROW * len(lines) + 4
    parts = [path("axis", [(LEFT, bottom), (WIDTH - 40, bottom)])]
    for place, line in enumerate(lines):
        y = TOP + place * ROW
        if line.estimate is None:
            parts.append(text(LEFT, y + 16, f"{line.name}: {none}", kind="soft"))
            continue
        parts.append(text(LEFT, y + 16, f"{line.name}: {show(line.estimate)}"))
        if line.low is not None:
            end = WIDTH - 20 if line.high is None else line.high * factor + offset
            parts.append(path("range", [(line.low * factor + offset, y + 34), (end, y + 34)]))
        parts.append(circle("point", line.estimate * factor + offset, y + 34, 7))
    parts += [
        text(LEFT, bottom + 20, "0", kind="soft"),
        text(WIDTH - 40, bottom + 20, show(most), kind="soft", anchor="middle"),
    ]
    return chart("forest", title=title, about=about, height=bottom + 28, parts=parts)
