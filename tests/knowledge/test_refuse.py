"""No sexual detail: an invented marker word is caught, words of a leaflet are not."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from inbeeld.knowledge import data_folder
from inbeeld.knowledge.refuse import digest, fold, refused, shipped_list, stems
from tests.knowledge.texts import all_texts

ROOT = Path(__file__).parents[2]
LIST = data_folder() / "language" / "refused.txt"
HASH = re.compile(r"[0-9a-f]{16}")
WRITTEN = ("README*.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "publiccode.yaml",
           "docs/**/*.md", "docs/**/*.json", "src/inbeeld/**/README.md",
           "src/inbeeld/**/*.html", "src/inbeeld/**/*.txt")  # fmt: skip

CAUGHT = [
    "zwompelgrat",
    "Zwompelgrat",
    "ZWOMPELGRAT!",
    "zwompelgratten",
    "zwompelgratje",
    "zwompelgratjes",
    "zwompelgrats",
    "zwompelgrát",
    "zwómpelgrât",
    unicodedata.normalize("NFD", "zwómpelgrát"),
    "zwompel\u00adgrat",
    "zwompel\u200bgrat",
    "‘zwompelgrat’",
    "zwompelgrat-achtig",
    "zwompelgrat2",
    "een_zwompelgrat_hier",
    "ｚｗｏｍｐｅｌｇｒａｔ",
]

FINE = [
    "zwompel",
    "zwompelgra",
    "grat",
    "Seksuele uitbuiting is nooit de schuld van een jongere.",
    "Iemand dreigt met een naaktfoto of vraagt om seks.",
    "Sexual exploitation, abuse, sextortion, grooming, images, pressure, naked picture.",
    "Het lichaam, de borst, zwanger, verkracht, aangerand, misbruikt, mensenhandel.",
    "Zij praat met de politie, een arts of Veilig Thuis.",
    "Een jongen of meisje van zestien; a boy or girl of sixteen.",
    "Middelbare school, wiskunde, zelfmoord, ziekenhuis, hulplijn.",
    "",
    "112 113 0800-2000 ... ‘’ – !",
]


@pytest.mark.parametrize("text", CAUGHT)
def test_the_marker_word_is_caught_in_every_shape(text):
    assert len(refused(text)) == 1


@pytest.mark.parametrize("text", FINE)
def test_words_of_a_leaflet_are_not_caught(text):
    assert refused(text) == ()


def test_the_place_is_that_of_the_word_in_the_text_itself():
    text = f"Een {unicodedata.normalize('NFD', 'café')} en zwompelgratten, en Zwompelgrat."
    assert refused(text) == (text.index("zwompel"), text.index("Zwompel"))


@pytest.mark.parametrize(
    ("word", "plain"),
    [("Één", "een"), ("straße", "strasse"), ("naïef", "naief"), ("a\u00adb", "ab")],
)
def test_a_word_is_folded_to_bare_letters(word, plain):
    assert fold(word) == plain


def test_a_stem_is_never_shorter_than_three_letters():
    assert stems("een") == {"een"}
    assert min(len(stem) for stem in stems("teren")) == 3


def test_the_list_holds_only_hashes_and_a_note():
    lines = LIST.read_text(encoding="ascii").splitlines()
    assert lines[0].startswith("# ")
    assert all(HASH.fullmatch(line) for line in lines[1:])
    assert len(set(lines)) == len(lines)
    assert lines[1:] == sorted(lines[1:])
    assert len(shipped_list()) == len(lines) - 1 > 300
    assert digest("zwompelgrat") in shipped_list()


def test_the_words_are_hashed_with_a_key():
    import hashlib

    plain = hashlib.blake2b(b"zwompelgrat", digest_size=8).hexdigest()
    assert plain not in shipped_list()


def test_no_text_of_a_visitor_is_refused(known, site):
    for where, text in all_texts(known, site):
        for words in (text.nl, text.en):
            assert not refused(words), where


def test_no_word_anywhere_in_the_data_is_refused():
    """Search words, sources, ids and comments too. Two lists apart hold what they are about."""
    apart = {data_folder() / "language/avoid.toml", data_folder() / "chat/imagery.toml"}
    assert all(path.exists() for path in apart)
    for path in sorted({*data_folder().rglob("*.toml")} - apart):
        text = path.read_text(encoding="utf-8")
        assert tomllib.loads(text)
        assert not refused(text), path.name


def written() -> Iterator[Path]:
    for pattern in WRITTEN:
        found = [path for path in ROOT.glob(pattern) if path != LIST]
        assert found or pattern.startswith("docs"), pattern
        yield from found


def test_no_document_or_template_is_refused():
    for path in written():
        assert not refused(path.read_text(encoding="utf-8")), path


def test_no_code_comment_or_script_is_refused():
    code = [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "src").rglob("*.js"),
        *(ROOT / "src").rglob("*.css"),
    ]
    assert len(code) > 40
    for path in code:
        assert not refused(path.read_text(encoding="utf-8")), path
