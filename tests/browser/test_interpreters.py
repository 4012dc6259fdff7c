"""Both interpreters of the chat rules say the same: on the vectors, and on 20,000 generated chats."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from inbeeld.browser.pack import pack_script, script_files
from inbeeld.browser.small import small as small_script
from inbeeld.check.outcome import distinct, highest, met_rules
from inbeeld.knowledge import Knowledge, Lang, shipped
from inbeeld.knowledge.chat_model import ChatRules
from inbeeld.knowledge.chat_rules import load_chat_rules, shipped_chat_rules
from inbeeld.screen import Finding, Said, shipped_screen
from inbeeld.screen.conversation import understand
from inbeeld.screen.fold import fold_sign
from inbeeld.screen.whose import instigator
from tests.browser.generated import chats

pytestmark = pytest.mark.browser

VECTORS = Path(__file__).parents[1] / "vectors"
CHATS, BATCH, SEED = 20_000, 5_000, 2026
LEAST, LEAST_OF_A_RULE = 0.3, 20

OF_A_CHAT = """(lines) => {
  const shown = reads.conversation(
    lines.map(([speaker, text]) => ({ speaker, text, time: null })), { observer: "parent" });
  return {
    findings: shown.findings.map((one) => [one.message, one.start, one.end, one.speaker, one.side,
      one.signal, one.process, one.excuse && one.excuse.id, names[one.rule] ?? null, one.counts]),
    observations: shown.observations.map((one) => [one.signal, one.circumstances]),
    instigator: shown.instigator, first_concern: shown.first_concern, outcome: shown.outcome,
  };
}"""
# What each file of vectors asks; places in a skeleton are counted in code points, as Python does.
ASK = {
    "fold": """({ text }) => {
      const points = ({ text, origin }) => {
        let at = 0;
        return [...text].map((sign) => origin[(at += sign.length) - sign.length]);
      };
      const first = IB.traced(text);
      return { text, skeleton: IB.skeleton(text), origin: points(first),
               undone: IB.undone(first).map((other) => [other.text, points(other)]) };
    }""",
    "syntax": """({ pattern, regex, texts }) => {
      const items = new IB.Patterns(IB.pack.lists).read(pattern);
      const find = (words) => {
        const found = IB.search(items, words);
        return found && [` ${words.slice(found.first, found.last).join(" ")} `, found.number];
      };
      return { pattern, regex, texts, found: texts.map((text) => find(text.split(" "))) };
    }""",
    "hits": """({ texts }) => {
      const { owners } = reads.matcher;
      return { texts, hits: reads.matcher.hits(texts).map((hit) => [
        hit.text, owners[hit.owner].kind, named(owners[hit.owner]), hit.start, hit.end, hit.number]) };
    }""",
    "conversation": f"({{ lines }}) => ({{ lines, ...({OF_A_CHAT})(lines) }})",
    "outcome": """({ observer, observations }) => {
      const given = observations.map(([signal, circumstances]) => ({ signal, circumstances }));
      const { outcome, reasons } = IB.weigh(IB.pack, given, observer);
      return { observer, observations, outcome,
               reasons: reasons.map((one) => [one.signal, one.rule, one.outcome]) };
    }""",
}


@pytest.fixture(scope="module")
def empty(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    for file in script_files():
        page.add_script_tag(content=small_script(file.read_text(encoding="utf-8")))
    yield page
    page.close()


def give(page: Page, rules: ChatRules, known: Knowledge) -> None:
    """The page reads by these rules from now on. To its scripts the place of a rule is its name."""
    page.add_script_tag(content=pack_script(rules, known, Lang.NL))
    page.evaluate(
        """(ids) => {
          globalThis.reads = IB.screen(IB.pack);
          globalThis.names = ids;
          globalThis.named = ({ kind, id }) => (["rule", "unless"].includes(kind) ? ids[id] : id);
        }""",
        list(rules.rules),
    )


@pytest.fixture
def small(empty: Page, known) -> Page:
    """A page with the rules of the vectors."""
    give(empty, load_chat_rules(folder=VECTORS), known)
    return empty


@pytest.fixture
def full(empty: Page, known) -> Page:
    """A page with the rules in use."""
    give(empty, shipped_chat_rules(), known)
    return empty


def answers(page: Page, ask: str, cases: Iterable[Any]) -> list[Any]:
    """What the scripts answer to each case. As one text: Playwright takes long over many values."""
    code = f"(cases) => JSON.stringify(JSON.parse(cases).map({ask}))"
    return json.loads(page.evaluate(code, json.dumps(list(cases))))


# ---------- vectors


@pytest.mark.parametrize("name", ["fold", "syntax", "hits", "conversation"])
def test_the_scripts_make_of_the_vectors_what_they_say(name, small):
    cases = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    for case, given in zip(cases, answers(small, ASK[name], cases), strict=True):
        assert given == case


def test_the_scripts_read_the_outcome_table_as_python_does(full):
    cases = json.loads((VECTORS / "outcome.json").read_text(encoding="utf-8"))
    for case, given in zip(cases, answers(full, ASK["outcome"], cases), strict=True):
        assert given == case


def test_every_sign_of_unicode_that_is_not_left_alone_folds_alike(small):
    """All signs below U+3100 and in every block that folding names, and one in 97 of the rest."""
    named = (
        *range(0x3100),
        *range(0xFE00, 0x10000),
        *range(0x1D000, 0x20000),
        *range(0xE0000, 0xE0200),
    )
    codes = sorted({*named, *range(0, sys.maxunicode, 97)}.difference(range(0xD800, 0xE000)))
    folded = answers(small, "(code) => IB.foldSign(code)", codes)
    assert dict(zip(codes, folded, strict=True)) == {code: fold_sign(code) for code in codes}


# ---------- generated chats


def in_python(batch: Sequence[Sequence[Said]]) -> Iterator[dict[str, Any]]:
    """What Python finds, all messages matched at once, as `OF_A_CHAT` tells it."""
    screen, known = shipped_screen(), shipped()
    starts = [0]
    for chat in batch:
        starts.append(starts[-1] + len(chat))
    found: list[list[Any]] = [[] for _ in batch]
    chat = 0
    for hit in screen.matcher.hits([line.text for chat in batch for line in chat]):
        while hit.text >= starts[chat + 1]:
            chat += 1
        found[chat].append(hit._replace(text=hit.text - starts[chat]))
    for lines, hits in zip(batch, found, strict=True):
        findings, observations = understand(screen.book, lines, hits)
        outcome = highest(met_rules(distinct(observations, known), known.rules))
        yield {
            "findings": [shown(one) for one in findings],
            "observations": [[one.signal, sorted(one.circumstances)] for one in observations],
            "instigator": instigator(shipped_screen().book.leans, lines, findings),
            "first_concern": min((one.message for one in findings if one.counts), default=None),
            "outcome": outcome.value,
        }


def shown(one: Finding) -> list[Any]:
    excuse, rule = one.excuse and one.excuse.id, one.rule and one.rule.id
    sign = (one.sign.signal, one.sign.process)
    return [one.message, one.start, one.end, one.speaker, one.side, *sign, excuse, rule, one.counts]


def test_both_find_the_same_in_twenty_thousand_generated_chats(full):
    made = list(chats(shipped_chat_rules(), CHATS, SEED))
    rules: Counter[str] = Counter()
    carrying = 0
    for first in range(0, CHATS, BATCH):
        batch = made[first : first + BATCH]
        lines = [[[line.speaker, line.text] for line in chat] for chat in batch]
        given = answers(full, OF_A_CHAT, lines)
        for chat, one, other in zip(batch, in_python(batch), given, strict=True):
            assert one == other, [(line.speaker, line.text) for line in chat]
            carrying += bool(one["findings"])
            rules.update(finding[8] for finding in one["findings"] if finding[8])
    assert carrying >= LEAST * CHATS
    few = {
        name: rules[name] for name in shipped_chat_rules().rules if rules[name] < LEAST_OF_A_RULE
    }
    assert not few
