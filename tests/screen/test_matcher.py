"""The quick matcher finds what the plain one finds: in any text, in any company."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.knowledge.faults import DataFaults
from inbeeld.screen import shipped_screen
from inbeeld.screen.matcher import BATCH
from inbeeld.screen.reference import reference_hits
from inbeeld.screen.rulebook import Kind, rulebook

RULES = shipped_chat_rules()
EXAMPLES = [text for rule in RULES.rules.values() for text in (*rule.caught, *rule.passed)]
WORDS = sorted({word for text in EXAMPLES for word in text.split()})
NOISE = st.sampled_from(["", "!", "?", ".", " 😂", "\n", "'", "é", "  ", "\u200b", "…", "0", "@"])


def apart(word: str) -> str:
    return " ".join(word)


SPELT = st.sampled_from([str, str.upper, apart, lambda word: word.replace("o", "0")])
PIECE = st.builds(
    lambda word, spell, noise: spell(word) + noise, st.sampled_from(WORDS), SPELT, NOISE
)
TEXT = st.one_of(
    st.text(max_size=30),
    st.lists(PIECE, max_size=12).map(" ".join),
    st.builds(lambda text, noise: noise + text + noise, st.sampled_from(EXAMPLES), NOISE),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, max_size=8))
def test_the_quick_matcher_finds_what_the_plain_one_finds(texts):
    screen = shipped_screen()
    assert screen.matcher.hits(texts) == reference_hits(screen.book, texts)


@settings(max_examples=40, deadline=None)
@given(TEXT, st.lists(TEXT, max_size=5))
def test_what_is_found_in_a_message_does_not_depend_on_its_company(text, others):
    matcher = shipped_screen().matcher
    alone = matcher.hits([text])
    among = [hit for hit in matcher.hits([*others, text]) if hit.text == len(others)]
    assert [hit[1:] for hit in alone] == [hit[1:] for hit in among]


def test_every_example_is_found_alike_by_both():
    screen = shipped_screen()
    some = EXAMPLES[::7]
    assert screen.matcher.hits(some) == reference_hits(screen.book, some)


def test_more_messages_than_fit_one_batch_lose_nothing():
    matcher = shipped_screen().matcher
    told = next(iter(RULES.rules.values())).caught[0]
    texts = ["goed"] * BATCH + [told] + ["mooi é"] * BATCH + [told]
    alone = [hit[1:] for hit in matcher.hits([told])]
    assert alone
    assert [hit[1:] for hit in matcher.hits(texts)] == alone * 2


def test_a_span_holds_the_words_that_were_found():
    screen = shipped_screen()
    owners = screen.book.owners
    for rule in RULES.rules.values():
        text = f"Zo: {rule.caught[0]}"
        hits = [hit for hit in screen.matcher.hits([text]) if owners[hit.owner].kind is Kind.RULE]
        mine = [hit for hit in hits if owners[hit.owner].id == rule.id]
        assert mine, rule.id
        assert 0 <= mine[0].start < mine[0].end <= len(text)
        assert text[mine[0].start : mine[0].end].strip() == text[mine[0].start : mine[0].end]


def test_a_pattern_that_cannot_be_read_is_told_with_its_rule(tmp_path):
    from inbeeld.knowledge.chat_rules import load_chat_rules

    (tmp_path / "own.toml").write_text(
        '[[rule]]\nid = "own-nl"\nsignal = "asks-for-secrecy"\nlang = "nl"\n'
        'words = ["(zeg", "[niks]"]\ncaught = ["zeg niks"]\n',
        encoding="utf-8",
    )
    with pytest.raises(DataFaults) as told:
        rulebook(load_chat_rules([tmp_path]))
    assert len(told.value.faults) == 2
    assert "rule own-nl" in str(told.value)
