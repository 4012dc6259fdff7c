"""What each picture of a release comes down to, in a sentence or two, for whom does not see it.

How a picture must be read says nothing of what it shows. These are the numbers that somebody would
read from it first; all of them stand in the table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from inbeeld.monitor.brought import Made
from inbeeld.monitor.charts.seen import DOTS, dots
from inbeeld.monitor.charts.stable import Step
from inbeeld.monitor.naming import Words
from inbeeld.monitor.release import Overlap, Release


def trend_says(release: Release, words: Words) -> str:
    """The first and the last year, and the newest estimate with its limits."""
    found = []
    for year in dict.fromkeys((release.years[0], release.years[-1])):
        total = release.total(year)
        count = words.say("release.hidden") if total is None else words.number(total)
        found.append(words.say("release.says_counted", year=year, count=count))
    for year in reversed(release.years):
        made = release.main(year)
        if made is not None and made.estimate is not None:
            number = words.number(made.estimate)
            found.append(words.say("release.says_estimate", year=year, number=number))
            found += _limits(made, words)
            break
    return " ".join(found)


def _limits(made: Made, words: Words) -> list[str]:
    if made.low is None:
        return []
    low = words.number(made.low)
    if made.high is None:
        return [words.say("release.says_above", low=low)]
    return [words.say("release.says_between", low=low, high=words.number(made.high))]


def forest_says(estimates: Sequence[Made], words: Words) -> str:
    """How far apart the methods lie. The range of their limits stands beside the picture."""
    there = [one for one in estimates if one.estimate is not None]
    numbers = [one.estimate for one in there if one.estimate is not None]
    if not there:
        return words.say("release.says_none")
    if len(there) == 1:
        found = [words.say("release.says_one", number=words.number(numbers[0]))]
        return " ".join(found + _limits(there[0], words))
    low, high = (words.number(one) for one in (min(numbers), max(numbers)))
    return words.say("release.says_methods", number=len(there), low=low, high=high)


def seen_says(share: float, words: Words) -> str:
    count = dots(share)
    return words.say("release.says_seen", seen=count, unseen=DOTS - count)


def stable_says(last: Step, words: Words) -> str:
    return words.say(
        "release.says_stable",
        number=words.number(last.replicates),
        middle=words.number(last.middle),
        low=words.number(last.low),
        high=words.number(last.high),
    )


def overlap_says(found: Overlap, words: Words) -> str:
    """The largest group that is shown; one always is, or the overlap is not published."""
    shown = [(one.people, one.lists) for one in found.groups if one.people is not None]
    people, lists = max(shown, key=lambda one: one[0])
    names = " + ".join(found.lists[place] for place in sorted(lists))
    return words.say("release.says_overlap", lists=names, people=words.number(people))
