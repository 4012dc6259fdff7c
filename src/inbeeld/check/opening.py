"""Who is open now, and when again: local time of the Netherlands, summer time included."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from inbeeld.knowledge.model import Channel, Route

ZONE = ZoneInfo("Europe/Amsterdam")
DAYS_AHEAD = 8


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a way to reach help is open.

    `open` is True, False, or None where the hours are not known: we never guess.
    `always` means day and night. `until` is when it closes today; `opens` when it opens again.
    """

    open: bool | None
    always: bool = False
    until: dt.datetime | None = None
    opens: dt.datetime | None = None

    @property
    def rank(self) -> int:
        """Order in a list: known to be open, then not known, then shut."""
        return {True: 0, None: 1, False: 2}[self.open]


UNKNOWN = OpenState(open=None)


def local(at: dt.datetime) -> dt.datetime:
    """The same moment in local time. `at` must know its time zone, else ValueError."""
    if at.tzinfo is None:
        raise ValueError("`at` needs a time zone, for example datetime.now(timezone.utc)")
    return at.astimezone(ZONE)


def channel_state(channel: Channel, at: dt.datetime) -> OpenState:
    """The state of one channel at a moment."""
    if channel.always:
        return OpenState(open=True, always=True)
    if not channel.hours:
        return UNKNOWN
    now = local(at)
    spans = sorted(
        (_moment(day, hours.opens), _moment(day, hours.closes))
        for ahead in range(DAYS_AHEAD)
        for day in [now.date() + dt.timedelta(days=ahead)]
        for hours in channel.hours
        if day.isoweekday() in hours.days
    )
    for opens, closes in spans:
        if opens <= now < closes:
            return OpenState(open=True, until=closes)
        if now < opens:
            return OpenState(open=False, opens=opens)
    return UNKNOWN


def opening(route: Route, at: dt.datetime) -> OpenState:
    """The best state of all channels of a route where people answer (phone and chat).

    A web form has no hours, so a route with only a form is not known to be open.
    """
    states = [channel_state(channel, at) for channel in route.channels if channel.kind != "web"]
    return min(states, key=lambda state: (state.rank, not state.always), default=UNKNOWN)


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    """A wall-clock time on a day, as a moment that can be compared across a change of the clock."""
    return dt.datetime.combine(day, time, tzinfo=ZONE)
