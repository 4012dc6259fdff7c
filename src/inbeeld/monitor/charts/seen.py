"""Who came into view among all there may be: a hundred dots, filled or empty."""

from __future__ import annotations

from inbeeld.monitor.charts.svg import chart, circle, text

A_ROW, DOTS, STEP, RADIUS = 20, 100, 19.5, 7


def dots(share: float) -> int:
    """How many of a hundred dots are filled."""
    return round(min(max(share, 0), 1) * DOTS)


def seen(share: float, *, title: str, about: str, filled: str, empty: str) -> str:
    """The picture of a share from 0 to 1, to whole dots; `filled` and `empty` are its key."""
    count = dots(share)
    parts = [
        circle("dot-seen" if place < count else "dot",
               12 + STEP * (place % A_ROW), 12 + STEP * (place // A_ROW), RADIUS)
        for place in range(DOTS)
    ]  # fmt: skip
    below = 12 + STEP * (DOTS // A_ROW) + 10
    parts += [
        circle("dot-seen", 12, below, RADIUS),
        text(28, below + 6, f"{filled}: {count}"),
        circle("dot", 12, below + 28, RADIUS),
        text(28, below + 34, f"{empty}: {DOTS - count}"),
    ]
    return chart("seen", title=title, about=about, height=below + 46, parts=parts)
