"""The meldcode of one case as lines: a professional on a terminal needs the record as on a page."""

from __future__ import annotations

from collections.abc import Iterator

from inbeeld.check import Advice
from inbeeld.knowledge import Lang, shipped
from inbeeld.knowledge.placeholders import plain
from inbeeld.knowledge.wording import shipped_words


def lines(advice: Advice, lang: Lang) -> Iterator[str]:
    """The record to copy (fact, told, thought), then the five steps with what was noticed."""
    if advice.meldcode is None:
        return
    words = {key: text[lang] for key, text in shipped_words().items()}
    known = shipped()
    record = advice.meldcode.record
    yield f"\n{words['meldcode.title']}"
    yield f"{words['meldcode.record']}. {words['meldcode.record_text']}"
    yield f"{words['meldcode.date']}: {record.on.isoformat()}"
    role = known.observers[record.by].name[lang]
    yield f"{words['meldcode.by']}: {words['meldcode.by_line'].format(role=role)}"
    for name, kept in (
        ("meldcode.fact", record.seen),
        ("meldcode.told", record.told),
        ("meldcode.thought", record.thought),
    ):
        yield f"{words[name]}:"
        for one in kept:
            yield f"- {known.signals[one.signal].text[lang]}"
        if not kept:
            yield f"- {words['meldcode.none']}"
    for step in advice.meldcode.steps:
        yield f"\n{step.number}. {step.name[lang]}"
        yield plain(step.text[lang], known.routes)
        for weighed in step.questions:
            missing = words["meldcode.by_hand" if weighed.by_hand else "meldcode.none"]
            yield f"- {weighed.question[lang]}"
            for said in [text[lang] for text in weighed.noticed] or [missing]:
                yield f"  {said}"
