"""What is stale, thinly sourced or never confirmed: the list an editor works down before a release."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inbeeld.knowledge.model import Knowledge, Law, Route
from inbeeld.knowledge.words import Authority

UNCONFIRMED = "unconfirmed"
STALE = "stale"
WEAK = "weak-sources"
HOURS = "hours-unknown"
HIDDEN = "never-shown"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to do. `blocks` says whether a release has to wait for it."""

    topic: str
    id: str
    problem: str
    text: str
    blocks: bool = False


def audit(knowledge: Knowledge, *, today: dt.date) -> tuple[Remark, ...]:
    """Everything that someone should look at, by topic, in the order of the data files.

    An entry without any source never gets this far: the loader refuses it.
    """
    remarks: list[Remark] = []
    for route in knowledge.routes.values():
        remarks += _confirmation("route", route, today, blocks=route.public)
        remarks += _reach(route)
    for law in knowledge.law.values():
        remarks += _confirmation("law", law, today, blocks=False)
    for topic in ("signals", "routes", "law", "figures"):
        for label, entry in getattr(knowledge, topic).items():
            authorities = {knowledge.sources[source].authority for source in entry.sources}
            if authorities <= {Authority.WEAK}:
                remarks.append(Remark(topic, label, WEAK, "only weak sources: find a better one"))
    return tuple(remarks)


def _confirmation(topic: str, entry: Route | Law, today: dt.date, *, blocks: bool) -> list[Remark]:
    if entry.confirmed_on is None:
        text = f"never confirmed by a person; source: {entry.source_date}"
        return [Remark(topic, entry.id, UNCONFIRMED, text, blocks)]
    age = (today - entry.confirmed_on).days
    if age > entry.stale_after_days:
        text = f"confirmed {age} days ago, at most {entry.stale_after_days}: ask again"
        return [Remark(topic, entry.id, STALE, text, blocks)]
    return []


def _reach(route: Route) -> list[Remark]:
    if not route.public:
        why = "low confidence" if route.channels else "no number or address"
        return [Remark("route", route.id, HIDDEN, f"not shown to visitors: {why}")]
    unknown = [
        channel.kind
        for channel in route.channels
        if channel.kind != "web" and not channel.always and not channel.hours
    ]
    if unknown:
        return [Remark("route", route.id, HOURS, f"hours not known: {', '.join(unknown)}")]
    return []
