"""The language of patterns: what it finds, and what it refuses."""

from __future__ import annotations

import re

import pytest

from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.screen.anchors import anchors, beginnings_of, beside, cost
from inbeeld.screen.fold import skeleton
from inbeeld.screen.rulebook import rulebook
from inbeeld.screen.syntax import Lists, SyntaxFault, parse, regex

LISTS = Lists({"tell": ["zeg", "vertel"], "nobody": ["niemand", "geen mens"], "loop": ["{loop}"]})


def finds(pattern: str, text: str) -> bool:
    return re.search(regex(parse(pattern, LISTS)), skeleton(text)) is not None


@pytest.mark.parametrize(
    ("pattern", "caught", "passed"),
    [
        ("zeg niks", "Zeg niks!", "zegniks"),
        ("stuur [me|mij] [een] foto", "stuur een foto", "stuur mij die foto"),
        ("(zeg|vertel) het", "vertel het", "praat het"),
        ("{tell} het {nobody}", "vertel het geen mens", "vertel het hem"),
        ("zeg ..2 niemand", "zeg het tegen niemand", "zeg dat nou nooit tegen niemand"),
        ("zeg ..2 niemand", "zeg niemand", "zeg. niemand"),
        ("geheim*", "geheimpje", "het is ongeheim"),
        ("*foto", "een pasfoto", "fotootje"),
        ("ik ben #", "ik ben 14", "ik ben veertien"),
        ("wat ?", "wat?", "wat"),
        ("ok . doei", "ok. Doei", "ok x doei"),
    ],
)
def test_a_pattern_finds_what_it_says(pattern, caught, passed):
    assert finds(pattern, caught)
    assert not finds(pattern, passed)


@pytest.mark.parametrize(
    "pattern",
    [
        "", "(zeg", "zeg)", "(zeg]", "[zeg)", "()", "(a||b)", "{weg}", "{loop}", "..9 zeg ..2", "zeg ..2",
        "..2 zeg", "[zeg]", "ze+g", "a\\b", "^zeg", "zeg$", "(a|b)*", "* zeg", "ze*g", "a**",
        "zeg .. niks", "zeg ..12 niks",
    ],
)  # fmt: skip
def test_what_no_interpreter_could_share_or_bound_is_refused(pattern):
    with pytest.raises(SyntaxFault):
        parse(pattern, LISTS)


def test_every_pattern_that_we_ship_is_read_alike_and_bounded():
    for pattern in rulebook(shipped_chat_rules()).patterns:
        source = pattern.regex
        assert source.startswith(" ")
        assert source.endswith((" ", ")", "?"))
        # Nothing to look around at, to refer back to, or to repeat without bound.
        assert not re.search(r"\(\?[=!<]|\\|\.\*|(?<!\])\+|[^,\]]\*|\{\d+,\}", source), source
        re.compile(source)


def test_the_anchor_of_a_pattern_is_the_rarest_of_what_must_be_there():
    assert anchors(parse("ik zeg niks geheims", LISTS)) == (" ik zeg niks geheims ",)
    assert anchors(parse("ik [zeg] geheims", LISTS)) == (" geheims ",)
    assert anchors(parse("(ik|jij) ..2 {nobody}", LISTS)) == (" geen mens ", " niemand ")
    assert anchors(parse("niet geheim*", LISTS)) == (" niet geheim",)
    assert cost(" ik ") > cost(" school ") > cost(" geheims ")


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("(stuur|app) ..2 foto*", {"fot"}),
        ("stuur ..2 {nobody}", {"nie", "gee"}),  # one word of each way
        ("stuur foto", set()),  # one row of words is the anchor, and there is no more
        ("stuur ..2 fo*", set()),  # too short to be sure of three letters
        ("stuur ..2 *foto", set()),  # any word may end so
        ("stuur [een] (foto|#)", set()),  # a number is no word that is known
    ],
)
def test_what_must_stand_beside_an_anchor_is_told_by_the_beginnings_of_words(pattern, wanted):
    items = parse(pattern, LISTS)
    assert beside(items, anchors(items)) == wanted


def test_no_text_that_a_shipped_pattern_finds_lacks_what_must_stand_beside_its_anchor():
    book = rulebook(shipped_chat_rules())
    told = [text for rule in book.rules.rules.values() for text in (*rule.caught, *rule.passed)]
    found = 0
    for pattern in book.patterns:
        for text in map(skeleton, told if pattern.beside else ()):
            if pattern.compiled.search(text):
                assert not pattern.beside.isdisjoint(beginnings_of(text)), pattern.written
                found += 1
    assert found > 300
