"""What someone must look at before a release."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from inbeeld.knowledge.audit import HIDDEN, HOURS, STALE, UNCONFIRMED, WEAK, audit
from inbeeld.knowledge.words import Authority

TODAY = dt.date(2026, 11, 23)


def by_problem(known, problem):
    return {remark.id for remark in audit(known, today=TODAY) if remark.problem == problem}


def changed(known, label, **values):
    """The same knowledge, with one route changed."""
    route = replace(known.routes[label], **values)
    return replace(known, routes={**known.routes, label: route})


def test_every_public_unconfirmed_route_blocks_a_release_and_nothing_else_does(known):
    blocks = {remark.id for remark in audit(known, today=TODAY) if remark.blocks}
    assert blocks == {route.id for route in known.routes.values() if route.public}
    assert len(blocks) == 23


def test_all_routes_and_laws_are_listed_as_unconfirmed_today(known):
    assert by_problem(known, UNCONFIRMED) == {*known.routes, *known.law}


def test_a_law_never_blocks(known):
    assert not any(one.blocks for one in audit(known, today=TODAY) if one.topic == "law")


def test_what_is_never_shown_says_why(known):
    reasons = {one.id: one.text for one in audit(known, today=TODAY) if one.problem == HIDDEN}
    assert reasons.keys() == {route.id for route in known.routes.values() if not route.public}
    assert reasons["mum"].endswith("low confidence")
    assert reasons["stop-it-now-flanders"].endswith("no number or address")


def test_unknown_hours_are_listed_and_known_hours_are_not(known):
    unknown = by_problem(known, HOURS)
    assert {"helpwanted", "police", "chat-met-fier"} <= unknown
    assert not {"alarm-112", "113", "veilig-thuis", "take-it-down"} & unknown


@pytest.mark.parametrize(
    ("days", "problem"),
    [(0, None), (364, None), (365, None), (366, STALE), (4000, STALE)],
)
def test_a_confirmation_holds_as_long_as_the_route_says(known, days, problem):
    on = TODAY - dt.timedelta(days=days)
    remarks = audit(changed(known, "113", confirmed_on=on, confirmed_by="Een Beller"), today=TODAY)
    about = [one for one in remarks if one.id == "113"]
    assert [one.problem for one in about] == ([problem] if problem else [])
    assert all(one.blocks for one in about)


def test_a_stale_route_that_is_hidden_blocks_nothing(known):
    on = TODAY - dt.timedelta(days=1000)
    remarks = audit(changed(known, "mum", confirmed_on=on, confirmed_by="Een Beller"), today=TODAY)
    assert {one.problem for one in remarks if one.id == "mum"} == {STALE, HIDDEN}
    assert not any(one.blocks for one in remarks if one.id == "mum")


def test_an_entry_with_only_weak_sources_is_listed(known):
    weak = next(one.id for one in known.sources.values() if one.authority is Authority.WEAK)
    strong = next(one.id for one in known.sources.values() if one.authority is Authority.EXPERT)
    assert "113" in by_problem(changed(known, "113", sources=(weak,)), WEAK)
    assert "113" not in by_problem(changed(known, "113", sources=(weak, strong)), WEAK)


def test_one_signal_is_thinly_sourced_today(known):
    """S086, moving to another app: only sources of low authority name it; a specialist must confirm."""
    assert by_problem(known, WEAK) == {"wants-private-app"}
    assert known.signals["wants-private-app"].fact == "S086"
