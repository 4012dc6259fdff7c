"""Whether an estimate settles: its middle and its limits as replicates are added."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inbeeld.monitor.charts.svg import WIDTH, chart, nice, path, scale, text

LEFT, TOP, BOTTOM = 14, 30, 250
FIRST = 20


@dataclass(frozen=True, slots=True)
class Step:
    """After so many replicates: the middle and the limits of 95 %."""

    replicates: int
    low: float
    middle: float
    high: float


def steps(replicates: Sequence[float]) -> list[Step]:
    """Running middle and limits at about ten counts, in the order of the replicates."""
    known = [one for one in replicates if math.isfinite(one)]
    found, count = [], FIRST
    while count < len(known):
        found.append(_step(known[:count]))
        count = math.ceil(count * 1.6)
    return [*found, _step(known)] if len(known) >= FIRST else []


def _step(numbers: Sequence[float]) -> Step:
    order = sorted(numbers)
    low, middle, high = (
        order[min(round(share * (len(order) - 1)), len(order) - 1)] for share in (0.025, 0.5, 0.975)
    )
    return Step(len(order), low, middle, high)


def stable(found: Sequence[Step], *, title: str, about: str, show: Callable[[float], str]) -> str:
    """The picture: a line for the middle, dashed lines for the limits; across, replicates doubled."""
    most = nice(max((one.high for one in found), default=1))
    up, up_from = scale(0, most, BOTTOM, TOP)
    ends = [math.log(one.replicates) for one in found] or [0.0, 1.0]
    along, from_ = scale(ends[0], ends[-1], LEFT + 10, WIDTH - 60)

    def way(pick: Callable[[Step], float]) -> list[tuple[float, float]]:
        return [
            (math.log(one.replicates) * along + from_, pick(one) * up + up_from) for one in found
        ]

    parts = [path("axis", [(LEFT, TOP), (LEFT, BOTTOM), (WIDTH - LEFT, BOTTOM)])]
    if len(found) > 1:
        parts += [
            path("range", way(lambda one: one.low)),
            path("range", way(lambda one: one.high)),
            path("line", way(lambda one: one.middle)),
        ]
    for one in (found[0], found[-1]) if len(found) > 1 else found:
        x = math.log(one.replicates) * along + from_
        parts.append(text(x, BOTTOM + 20, show(one.replicates), kind="soft", anchor="middle"))
    parts.append(text(LEFT, TOP - 14, show(most), kind="soft"))
    return chart("stable", title=title, about=about, height=BOTTOM + 32, parts=parts)
