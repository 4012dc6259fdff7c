"""From observations to advice: the outcome, and everything a person needs around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from inbeeld.check.advice import (
    Advice,
    FormPointer,
    Home,
    Note,
    Observation,
    Reason,
)
from inbeeld.check.fitting import Fits
from inbeeld.check.meldcode import Case, meldcode
from inbeeld.check.opening import local, opening
from inbeeld.check.outcome import Fact, Met, distinct, highest, met_rules
from inbeeld.check.routes import RouteNow, at_moment, find_routes, instead
from inbeeld.knowledge.guidance import Rule
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.words import Country, Level, Observer, Outcome, Text

MOST_STEPS = 6
MOST_UNKNOWN = 6
SIGNALS_TO_ASK = 3


def advise(
    observations: Iterable[Observation],
    *,
    observer: Observer,
    knowledge: Knowledge,
    at: dt.datetime,
    home: Home = Home.UNKNOWN,
    country: Country = Country.NL,
    asked: Collection[str] = (),
    worded: Mapping[str, Text] | None = None,
) -> Advice:
    """What to do about these observations, and why.

    `at` is the moment of asking, with a time zone (else ValueError); it decides who is open.
    `home` says whether someone at home may be part of it. Unless it is NO, nothing in the advice
    tells to inform people at home. `asked` are ids of signals that were already asked about, so that
    they are not named again as unknown. `worded` holds, by signal, the sentence that this person ticked
    where it is not that of the catalogue.

    The outcome is the highest that any rule of `knowledge.rules` gives. Raises `UnknownId` for a
    signal that does not exist. Source of the table: `rules.toml` and docs/decisions/0003.
    """
    at = local(at)
    given = tuple(observations)
    facts = distinct(given, knowledge)
    met = met_rules(facts, knowledge.rules)
    outcome = highest(met)
    seen = {fact.signal.id for fact in facts}
    if seen & set(knowledge.home_signals):
        home = Home.YES
    forms = {form for fact in facts if _tells(fact) for form in fact.signal.forms}
    first = _first_calls(outcome, met, facts, observer, knowledge, country, at)
    fits = Fits(outcome, observer, seen, forms, home)
    unknown = _unknown(facts, forms, fits, knowledge, seen | set(asked))
    return Advice(
        outcome=outcome,
        words=knowledge.outcomes[outcome],
        observer=observer,
        reasons=_reasons(facts, met, observer, knowledge, worded or {}),
        forms=_forms(facts, knowledge),
        unknown=unknown,
        otherwise=tuple(fact.signal for fact in facts),
        do=fits.best([step for step in knowledge.steps.values() if step.do])[:MOST_STEPS],
        dont=fits.best([step for step in knowledge.steps.values() if not step.do])[:MOST_STEPS],
        say=next(iter(fits.all(knowledge.sayings.values())), None),
        first_calls=tuple(at_moment(knowledge.routes[label], at) for label in first),
        routes=_routes(knowledge, at, observer, forms, country, first, facts),
        home=home,
        meldcode=meldcode(
            given,
            Case(facts, unknown),
            observer=observer,
            knowledge=knowledge,
            on=at.date(),
            home=home,
        ),
        notes=_notes(facts, observer, knowledge),
        at=at,
    )


def _notes(facts: Sequence[Fact], observer: Observer, knowledge: Knowledge) -> tuple[Note, ...]:
    """A signal that this observer does not usually see counts, and is named."""
    text = knowledge.notes["outside"].text
    return tuple(
        Note(fact.signal.id, text) for fact in facts if observer not in fact.signal.observers
    )


def _reasons(
    facts: Sequence[Fact],
    met: Sequence[Met],
    observer: Observer,
    knowledge: Knowledge,
    worded: Mapping[str, Text],
) -> tuple[Reason, ...]:
    """For each fact the strongest rule it helps to meet; what weighs most comes first."""
    best: dict[str, Met] = {}
    # Of rules that give the same action, the one that needs fewest other facts says it best.
    for one in sorted(met, key=lambda one: (-one.outcome.step, one.rule.at_least)):
        for fact in one.facts:
            best.setdefault(fact.signal.id, one)
    own: dict[str, Text] = {}
    if observer is Observer.SELF:
        for statement in knowledge.statements.values():
            own |= dict.fromkeys(statement.signals, statement.text)
    own |= worded
    found = [
        Reason(
            signal=fact.signal,
            text=own.get(fact.signal.id, fact.signal.text),
            known=fact.known,
            circumstances=fact.circumstances,
            rule=best[fact.signal.id].rule,
            because=_because(best[fact.signal.id].rule, observer),
            outcome=best[fact.signal.id].outcome,
        )
        for fact in facts
    ]
    return tuple(sorted(found, key=lambda reason: -reason.outcome.step))


def _because(rule: Rule, observer: Observer) -> Text:
    """What a rule asks for, in words for this reader."""
    own = rule.because_self if observer is Observer.SELF else None
    return own or rule.because


def _tells(fact: Fact) -> bool:
    """Whether a signal points to a form at all: a general one says too little for that."""
    return fact.signal.level is not Level.GENERAL


def _forms(facts: Sequence[Fact], knowledge: Knowledge) -> tuple[FormPointer, ...]:
    found = []
    for result in knowledge.result_forms.values():
        parts = {form.id for form in knowledge.forms.values() if form.result == result.id}
        behind = [fact for fact in facts if parts & set(fact.signal.forms)]
        if any(_tells(fact) for fact in behind):
            found.append(FormPointer(result, tuple(fact.signal for fact in behind)))
    return tuple(found)


def _first_calls(
    outcome: Outcome,
    met: Sequence[Met],
    facts: Sequence[Fact],
    observer: Observer,
    knowledge: Knowledge,
    country: Country,
    at: dt.datetime,
) -> tuple[str, ...]:
    """Whom to call first. Each line names its own; where several speak, the gravest goes first."""
    if outcome.step < Outcome.CONSULT.step:
        return ()
    level = Level.ACUTE if outcome is Outcome.ACT else Level.STRONG
    lines = [one.rule.first_calls for one in met if one.outcome is outcome]
    lines += [fact.signal.routes for fact in facts if fact.level is level]
    order = {label: place for place, label in enumerate(knowledge.first_call_order)}
    lines = sorted(filter(None, lines), key=lambda line: order.get(line[0], len(order)))
    calls = [label for line in lines for label in line]
    if not calls:
        defaults = knowledge.default_routes.get(observer, ())
        here = [instead(knowledge, country, label) for label in defaults]
        calls = sorted(here, key=lambda label: opening(knowledge.routes[label], at).rank)[:1]
    return tuple(dict.fromkeys(instead(knowledge, country, label) for label in calls))


def _routes(
    knowledge: Knowledge,
    at: dt.datetime,
    observer: Observer,
    forms: Collection[str],
    country: Country,
    first: Sequence[str],
    facts: Sequence[Fact],
) -> tuple[RouteNow, ...]:
    opened = [route for fact in facts for route in fact.signal.routes]
    return find_routes(
        knowledge,
        at=at,
        observer=observer,
        forms=forms,
        country=country,
        first=[*first, *opened],
    )


def _unknown(
    facts: Sequence[Fact],
    forms: Collection[str],
    fits: Fits,
    knowledge: Knowledge,
    known: Collection[str],
) -> tuple[Text, ...]:
    """What is not known yet and worth asking: urgency first, then other signals, then the rest."""
    urgent = [
        follow_up.question
        for follow_up in knowledge.follow_ups.values()
        for fact in facts
        if follow_up.signal == fact.signal.id and not fact.circumstances
    ]
    signals = [
        signal.question
        for signal in knowledge.signals.values()
        if signal.id not in known
        and fits.observer is not Observer.SELF  # these questions speak about the young person
        and fits.observer in signal.observers
        and signal.level is Level.STRONG
        and set(signal.forms) & set(forms)
    ]
    rest = [
        unknown.text
        for unknown in knowledge.unknowns.values()
        if (not unknown.observers or fits.observer in unknown.observers)
        and (not unknown.outcomes or fits.outcome in unknown.outcomes)
        and not (unknown.about_home and fits.home is not Home.UNKNOWN)
    ]
    return tuple(dict.fromkeys([*urgent, *signals[:SIGNALS_TO_ASK], *rest]))[:MOST_UNKNOWN]
