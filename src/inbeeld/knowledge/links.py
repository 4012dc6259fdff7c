"""Checks that what the data files point at is there, and that every entry has a source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from inbeeld.knowledge.model import Channel, Knowledge
from inbeeld.knowledge.placeholders import misplaced
from inbeeld.knowledge.reading import Reader
from inbeeld.knowledge.words import Country, Level, Observer, Outcome

Lead = Callable[[str, str, str, Iterable[str], Collection[str]], None]

TOPICS = (
    ("sources", "sources.toml"),
    ("categories", "categories.toml"),
    ("signals", "signals"),
    ("forms", "forms.toml"),
    ("phases", "forms.toml"),
    ("vulnerabilities", "vulnerabilities.toml"),
    ("not_used", "vulnerabilities.toml"),
    ("routes", "routes.toml"),
    ("law", "law.toml"),
    ("figures", "figures.toml"),
    ("rules", "rules.toml"),
    ("steps", "advice.toml"),
    ("sayings", "advice.toml"),
    ("meldcode", "meldcode.toml"),
    ("seed", "seed.toml"),
)

RULE_KINDS = ("count", "together", "circumstance")
WEEK = range(1, 8)

# Where a thing may be sourceless: a source itself, and a seed statement that was left out for it.
SOURCELESS = {"sources", "seed"}


def check_links(known: Knowledge, reader: Reader) -> None:
    """Notes every reference that leads nowhere, and every entry without a source."""

    def lead(file: str, entry: str, key: str, ids: Iterable[str], there: Collection[str]) -> None:
        for label in ids:
            if label not in there and label not in reader.broken:
                reader.fault(file, entry, f"{key} names {label}, which does not exist")

    for topic, file in TOPICS:
        for label, thing in getattr(known, topic).items():
            where = reader.signal_files[label] if topic == "signals" else file
            sources = getattr(thing, "sources", ())
            lead(where, f"{topic} {label}", "sources", sources, known.sources)
            if topic not in SOURCELESS and not sources:
                reader.fault(where, f"{topic} {label}", "has no source")
    _signals(known, reader, lead)
    for form in known.forms.values():
        lead("forms.toml", f"form {form.id}", "result", [form.result], known.result_forms)
    for route in known.routes.values():
        entry = f"route {route.id}"
        lead("routes.toml", entry, "forms", route.forms, known.forms)
        for channel in route.channels:
            for reason in _hours(channel):
                reader.fault("routes.toml", entry, f"{channel.address} {reason}")
    for number, step in known.meldcode.items():
        for question in step.questions:
            lead("meldcode.toml", f"step {number}", "signals", question.signals, known.signals)
    _rules(known, reader, lead)
    _texts(known, reader)
    _complete("observers.toml", "observer", Observer, known.observers, reader)
    _complete("advice.toml", "outcome", Outcome, known.outcomes, reader)


def _texts(known: Knowledge, reader: Reader) -> None:
    routes = known.routes.keys() | reader.broken
    for file, topic in (("advice.toml", "steps"), ("meldcode.toml", "meldcode")):
        for label, entry in getattr(known, topic).items():
            for text in (entry.text, getattr(entry, "text_home", None) or entry.text):
                for reason in misplaced(text, routes, ()):
                    reader.fault(file, f"{topic} {label}", reason)


def _complete(
    file: str, key: str, needed: Iterable[str], there: Collection[str], reader: Reader
) -> None:
    """Code counts on one entry for each word of a closed set."""
    for label in needed:
        if label not in there and label not in reader.broken:
            reader.fault(file, f"{key} {label}", "is missing")


def _signals(known: Knowledge, reader: Reader, lead: Lead) -> None:
    facts: dict[str, str] = {}
    for signal in known.signals.values():
        file, entry = reader.signal_files[signal.id], f"signal {signal.id}"
        lead(file, entry, "category", [signal.category], known.categories)
        lead(file, entry, "area", [signal.area], known.areas)
        lead(file, entry, "forms", signal.forms, known.forms)
        lead(file, entry, "phases", signal.phases, known.phases)
        lead(file, entry, "routes", signal.routes, known.routes)
        _shown(known, reader, file, entry, signal.routes)
        if signal.level is Level.ACUTE and not signal.routes:
            reader.fault(file, entry, "is acute and names no first call in routes")
        if not signal.observers:
            reader.fault(file, entry, "has no observers")
        if signal.fact in facts:
            reader.fault(file, entry, f"{signal.fact} is {facts[signal.fact]}")
        facts[signal.fact] = signal.id


def _shown(known: Knowledge, reader: Reader, file: str, entry: str, ids: Iterable[str]) -> None:
    """A route of low confidence or without a way in is never shown, so nobody may be sent to it."""
    for label in ids:
        if label in known.routes and not known.routes[label].public:
            reader.fault(file, entry, f"names {label}, which is never shown to visitors")


def _hours(channel: Channel) -> list[str]:
    reasons = []
    for hours in channel.hours:
        if not hours.days or not set(hours.days) <= set(WEEK):
            reasons.append("has days that are not 1 (Monday) to 7")
        if hours.opens >= hours.closes:
            reasons.append("closes before it opens: write the hours after midnight apart")
    return reasons


def _rules(known: Knowledge, reader: Reader, check: Lead) -> None:
    for rule in known.rules.values():
        entry = f"rule {rule.id}"
        if rule.kind not in RULE_KINDS:
            reader.fault("rules.toml", entry, f"kind must be one of: {', '.join(RULE_KINDS)}")
        check("rules.toml", entry, "signals", rule.signals, known.signals)
        check("rules.toml", entry, "together_with", rule.together_with, known.signals)
        check("rules.toml", entry, "first_calls", rule.first_calls, known.routes)
        _shown(known, reader, "rules.toml", entry, rule.first_calls)
    check("rules.toml", "first_call_order", "it", known.first_call_order, known.routes)
    check("rules.toml", "home_signals", "it", known.home_signals, known.signals)
    check("rules.toml", "default_routes", "it", known.default_routes, list(Observer))
    for observer, ids in known.default_routes.items():
        check("rules.toml", f"default_routes {observer}", "it", ids, known.routes)
        _shown(known, reader, "rules.toml", f"default_routes {observer}", ids)
    for country, swaps in known.abroad.items():
        check("rules.toml", "abroad", "it", [country], list(Country))
        check("rules.toml", f"abroad {country}", "it", [*swaps, *swaps.values()], known.routes)
        _shown(known, reader, "rules.toml", f"abroad {country}", swaps.values())
    for statement in known.statements.values():
        check("self_check.toml", statement.id, "signals", statement.signals, known.signals)
    for follow_up in known.follow_ups.values():
        check("self_check.toml", follow_up.id, "signal", [follow_up.signal], known.signals)
    for step in known.steps.values():
        check("advice.toml", f"step {step.id}", "forms", step.forms, known.forms)
        check("advice.toml", f"step {step.id}", "signals", step.signals, known.signals)
        check("advice.toml", f"step {step.id}", "unless", step.unless, known.signals)
    for saying in known.sayings.values():
        check("advice.toml", f"saying {saying.id}", "signals", saying.signals, known.signals)
        check("advice.toml", f"saying {saying.id}", "unless", saying.unless, known.signals)
