"""The pictures of a release in one language, each with the table beside it and what limits it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inbeeld.knowledge import Lang
from inbeeld.monitor.charts.forest import Line, forest
from inbeeld.monitor.charts.overlap import overlap
from inbeeld.monitor.charts.seen import seen
from inbeeld.monitor.charts.stable import stable
from inbeeld.monitor.charts.trend import Year, trend
from inbeeld.monitor.disclosure import TOGETHER
from inbeeld.monitor.messages import (
    forest_says,
    overlap_says,
    seen_says,
    stable_says,
    trend_says,
)
from inbeeld.monitor.naming import Words
from inbeeld.monitor.release import Release, as_dict
from inbeeld.monitor.told import Told, charts_as_dict


@dataclass(frozen=True, slots=True)
class Picture(Told):
    """A chart with its drawing, whose words for a screen reader are its title and what it says."""

    svg: str


def pictures(release: Release, words: Words) -> list[Picture]:
    """The pictures that this release has numbers for."""
    found = [_trend(release, words)]
    for year in dict.fromkeys(one.year for one in release.estimates):
        if year in (release.years[-1], TOGETHER):
            found += [_forest(release, words, year), *_seen(release, words, year)]
            break
    if release.stable:
        found.append(_stable(release, words))
    if release.overlap:
        found.append(_overlap(release, words))
    return found


def as_told(release: Release) -> dict[str, Any]:
    """The whole of release.json, by docs/schemas/release.json: the numbers, and the charts in words."""
    charts = charts_as_dict({lang: pictures(release, Words(lang)) for lang in Lang})
    return as_dict(release) | {"charts": charts}


def _limit(value: int | None, words: Words, *, high: bool = False) -> str:
    if value is None:
        return words.say("release.no_high") if high else words.say("release.no_interval")
    return words.number(value)


def _trend(release: Release, words: Words) -> Picture:
    title, about = _trend_words(release, words)
    years, rows = [], []
    for year in release.years:
        made, total = release.main(year), release.total(year)
        years.append(
            Year(year, total, made.estimate, made.low, made.high) if made else Year(year, total)
        )
        row = [str(year), words.say("release.hidden") if total is None else words.number(total)]
        if any(release.main(one) for one in release.years):
            row += (
                [
                    words.number(made.estimate or 0),
                    _limit(made.low, words),
                    _limit(made.high, words, high=made.low is not None),
                ]
                if made
                else ["–", "–", "–"]
            )
        rows.append(tuple(row))
    says = trend_says(release, words)
    svg = trend(
        years, title=title, about=says, hidden=words.say("release.hidden"),
        breaks=[one.year for one in release.breaks], show=words.number,
    )  # fmt: skip
    head = [words.say("release.year"), words.say("release.counted")]
    if rows and len(rows[0]) > 2:
        head += [words.say(f) for f in ("release.estimate", "release.low", "release.high")]
    limits = [words.say("release.limit_less")]
    limits += [
        words.say("release.break_at", year=one.year, reason=one.reason[words.lang])
        for one in release.breaks
    ]
    return Picture("trend", title, says, about, tuple(head), tuple(rows), tuple(limits), svg)


def _trend_words(release: Release, words: Words) -> tuple[str, str]:
    """The title and how to read it: of what is in the picture, and of nothing that is not."""
    if any(release.main(year) for year in release.years):
        title, about = words.say("release.chart_trend"), [words.say("release.chart_trend_desc")]
    else:
        title, about = words.say("release.chart_counts"), [words.say("release.chart_counts_desc")]
    if any(release.total(year) is None for year in release.years):
        about.append(words.say("release.chart_hidden_desc"))
    if release.breaks:
        about.append(words.say("release.chart_break_desc"))
    return title, " ".join(about)


def _forest(release: Release, words: Words, year: int) -> Picture:
    title, about = words.say("release.chart_forest"), words.say("release.chart_forest_desc")
    none = words.say("release.no_estimate")
    lines: list[Line] = []
    rows: list[tuple[str, ...]] = []
    cautions: dict[str, list[str]] = {}  # a caution of several methods is said once
    for one in release.estimates:
        if one.year != year:
            continue
        name = words.say(f"monitor_methods.{one.method}")
        lines.append(Line(name, one.estimate, one.low, one.high))
        bounds = [_limit(one.low, words), _limit(one.high, words, high=one.low is not None)]
        if one.estimate is None:
            rows.append((name, none, "–", "–"))
        else:
            rows.append((name, words.number(one.estimate), *bounds))
        for told in dict.fromkeys(one.warnings):
            cautions.setdefault(words.say(f"monitor_cautions.{told}"), []).append(name)
    says = forest_says([one for one in release.estimates if one.year == year], words)
    svg = forest(lines, title=title, about=says, none=none, show=words.number)
    head = ("release.method", "release.estimate", "release.low", "release.high")
    limits = [*_spanned(release, words, year), *_levels(release, words)]
    limits.append(words.say("release.estimate_rounded"))
    limits += [f"{', '.join(names)}: {caution}" for caution, names in cautions.items()]
    return Picture(
        "forest", f"{title} ({words.year(year)})", says, about,
        tuple(words.say(one) for one in head), tuple(rows), tuple(limits), svg,
    )  # fmt: skip


def _spanned(release: Release, words: Words, year: int) -> list[str]:
    """The range of all methods, for who has to name one range."""
    found = release.spanned(year)
    if found is None:
        return []
    given = {"level": round(100 * found.level), "low": words.number(found.low)}
    if math.isinf(found.high):
        return [words.say("monitor_estimate.together_open", **given)]
    return [words.say("monitor_estimate.together", high=words.number(found.high), **given)]


def _levels(release: Release, words: Words) -> list[str]:
    levels = dict.fromkeys(one.level for one in release.estimates if one.level is not None)
    return [f"{words.say('release.level')}: {round(100 * one)}%" for one in levels]


def _seen(release: Release, words: Words, year: int) -> list[Picture]:
    total, made, share = release.total(year), release.main(year), release.share(year)
    if not total or made is None or not made.estimate or made.estimate < total:
        return []
    title, about = words.say("release.chart_seen"), words.say("release.chart_seen_desc")
    counted, unseen = words.say("release.counted"), words.say("release.unseen")
    says = seen_says(total / made.estimate, words)
    svg = seen(total / made.estimate, title=title, about=says, filled=counted, empty=unseen)
    rows = [
        (counted, words.number(total)),
        (unseen, words.number(made.estimate - total)),
    ]
    if share:
        low, high = (round(100 * one) for one in share)
        rows.append((words.say("release.share"), words.say("release.share_of", low=low, high=high)))
    method = words.say(f"monitor_methods.{made.method}")
    limits = (
        f"{words.say('release.method')}: {method}.",
        words.say("release.estimates_text"),
    )
    head = (words.say("release.row"), words.say("release.people"))
    title = f"{title} ({words.year(year)})"
    return [Picture("seen", title, says, about, head, tuple(rows), limits, svg)]


def _stable(release: Release, words: Words) -> Picture:
    title, about = words.say("release.chart_stable"), words.say("release.chart_stable_desc")
    says = stable_says(release.stable[-1], words)
    svg = stable(release.stable, title=title, about=says, show=words.number)
    head = ("release.replicates", "release.low", "release.middle", "release.high")
    rows = [
        tuple(words.number(one) for one in (step.replicates, step.low, step.middle, step.high))
        for step in release.stable
    ]
    return Picture(
        "stable", title, says, about, tuple(words.say(one) for one in head), tuple(rows),
        (words.say("release.stable_limit"),), svg,
    )  # fmt: skip


def _overlap(release: Release, words: Words) -> Picture:
    assert release.overlap is not None  # noqa: S101 (asked by the caller)
    lists, hidden = release.overlap.lists, words.say("release.hidden")
    title, about = words.say("release.chart_overlap"), words.say("release.chart_overlap_desc")
    says = overlap_says(release.overlap, words)
    svg = overlap(
        lists, release.overlap.groups, title=title, about=says, hidden=hidden, show=words.number
    )
    rows = [
        (
            " + ".join(lists[place] for place in sorted(group.lists)),
            hidden if group.people is None else words.number(group.people),
        )
        for group in release.overlap.groups
    ]
    head = (words.say("release.lists"), words.say("release.people"))
    return Picture(
        "overlap", title, says, about, head, tuple(_largest_first(rows, release)),
        (words.say("release.overlap_limit"),), svg,
    )  # fmt: skip


def _largest_first(rows: Sequence[tuple[str, str]], release: Release) -> list[tuple[str, str]]:
    assert release.overlap is not None  # noqa: S101
    order = sorted(
        zip(release.overlap.groups, rows, strict=True),
        key=lambda one: (one[0].people is None, -(one[0].people or 0)),
    )
    return [row for _, row in order]
