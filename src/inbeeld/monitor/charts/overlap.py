"""Which lists hold the same people (an UpSet plot): a bar a group, and below it the lists it is on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inbeeld.monitor.charts.svg import WIDTH, apart, box, chart, circle, nice, path, scale, text

TOP, BOTTOM, ROW, NAMES = 30, 190, 28, 150
LONGEST = 13  # signs of a name; the table has it whole
MOST_GROUPS = 12


@dataclass(frozen=True, slots=True)
class Group:
    """People on exactly these lists (by place); None: the number is hidden."""

    lists: frozenset[int]
    people: int | None


def overlap(
    lists: Sequence[str],
    groups: Sequence[Group],
    *,
    title: str,
    about: str,
    hidden: str,
    show: Callable[[float], str],
) -> str:
    """The picture of the largest groups, hidden ones last. All groups stand in the table beside it."""
    order = sorted(groups, key=lambda one: (one.people is None, -(one.people or 0)))[:MOST_GROUPS]
    most = nice(max((one.people or 0 for one in order), default=1))
    factor, offset = scale(0, most, BOTTOM, TOP)
    step = (WIDTH - NAMES - 10) / max(len(order), 1)
    parts = [path("axis", [(NAMES, TOP), (NAMES, BOTTOM), (WIDTH - 10, BOTTOM)])]
    parts.append(text(NAMES - 8, TOP + 5, show(most), kind="soft", anchor="end"))
    for row, name in enumerate(lists):
        parts.append(text(NAMES - 8, _row(row) + 6, _short(name), anchor="end"))
    for place, group in enumerate(order):
        x = NAMES + step * (place + 0.5)
        width = min(30, step * 0.6)
        if group.people is None:
            parts.append(box("none", x - width / 2, BOTTOM - 24, width, 24))
        else:
            top = group.people * factor + offset
            parts.append(box("bar", x - width / 2, top, width, BOTTOM - top))
            if step >= 34:
                parts += apart(x, top - 6, show(group.people))
        parts += _lists(group, x, len(lists))
    if any(one.people is None for one in order):
        parts.append(text(WIDTH - 10, BOTTOM - 30, hidden, kind="soft", anchor="end"))
    height = _row(len(lists)) + 4
    return chart("overlap", title=title, about=about, height=height, parts=parts)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def _row(row: int) -> float:
    return BOTTOM + 22 + ROW * row


def _lists(group: Group, x: float, count: int) -> list[str]:
    on = sorted(group.lists)
    parts = [circle("full" if row in on else "dot", x, _row(row), 5) for row in range(count)]
    if len(on) > 1:
        parts.insert(0, path("line", [(x, _row(on[0])), (x, _row(on[-1]))]))
    return parts
