"""Words not to use are caught, words beside them are not, and the data hold none."""

from __future__ import annotations

import re

import pytest

from inbeeld.knowledge import DataFaults, Lang, data_folder
from inbeeld.knowledge.language import avoided, avoided_words
from tests.knowledge.texts import FILES, all_texts

# id of the word: texts in which it stands, and texts beside it that are fine.
DUTCH = {
    "kinderprostitutie": (
        ["Kinderprostitutie.", "jeugdprostitutie", "een prostituee", "jongensprostitutie"],
        ["protest", "instituut"],
    ),
    "loverboy": (["Loverboys zijn…", "een loverboy", "TIENERPOOIER"], ["een lover", "boys"]),
    "lovergirl": (["een lovergirl"], ["een girl"]),
    "kinderporno": (["kinderporno", "kinderpornografie"], ["kinderen"]),
    "schandknaap": (["een schandknaap", "schandknapen"], ["een schande", "een knaap"]),
    "sexchatten met": (["sexchatten met een man", "sekschatten met"], ["chatten met een vriend"]),
    "klant": (["De klant betaalt.", "klanten"], ["klantvriendelijk", "een klank", "plant"]),
    "wegloper": (["een wegloper", "Weglopers"], ["weglopen", "hij loopt weg"]),
    "kiest ervoor": (
        ["Zij kiest ervoor.", "koos ervoor", "laat zich gebruiken", "liet zich overhalen"],
        ["jij kiest", "kies er een", "laat zich zien"],
    ),
    "symptoom": (["een symptoom", "Symptomen"], ["symbool"]),
    "slachtoffertje": (["het slachtoffertje", "slachtoffertjes"], ["het slachtoffer"]),
    "beweert": (["Hij beweert dat", "zij beweerden"], ["beweegt", "beweren is iets anders"]),
    "losbandig": (["losbandig gedrag", "promiscue"], ["los", "bandig"]),
    "waarom deed je": (
        ["Waarom deed je dat?", "waarom stuurde je die foto"],
        ["Waarom dit advies", "waarom hij dat deed", "waarom we dit vragen"],
    ),
    "had je maar": (
        ["Had je maar niets gestuurd.", "een domme foto", "dom foto sturen", "eigen schuld"],
        ["had je hulp", "het is niet jouw schuld", "dommelen"],
    ),
    "geen risico": (
        ["Er is geen risico.", "niets aan de hand", "je bent helemaal veilig"],
        ["een risico", "aan de hand nemen", "helemaal niet", "is het veilig?"],
    ),
    "risicogedrag": (["risicogedrag", "een risicojongere", "de risicoscore"], ["het risico"]),
    "dader": (["dader/slachtoffer"], ["de dader", "en/of"]),
    "relatie met een volwassene": (
        ["een relatie met een volwassene", "relatie met een oudere man", "contact met een oudere vrouw"],
        ["contact met een volwassene die helpt", "een relatie met een leeftijdgenoot"],
    ),
    "stuurde een foto naar een man": (
        ["Zij stuurde foto's naar een man.", "stuurde nog een foto naar een man",
         "stuurt beelden aan een vrouw"],
        ["stuurde een foto naar een vriend", "een man kreeg foto's door druk"],
    ),
    "geldezel": (["een geldezel", "money mule"], ["een ezel", "geld"]),
    "groepsnaam": (["764", "de groep The Com"], ["7640", "1764", "the company", "thecom"]),
}  # fmt: skip

ENGLISH = {
    "child prostitute": (["child prostitutes", "Prostitution"], ["a protest"]),
    "lovergirl-en": (["a lovergirl"], ["a girl"]),
    "loverboy-en": (["Loverboys"], ["a boy"]),
    "child porn": (["child porn", "child pornography", "kiddie porn"], ["a child"]),
    "put themselves at risk": (
        ["She put herself at risk.", "puts themselves at risk", "poor choices", "streetwise"],
        ["put herself first", "choices", "the street"],
    ),
    "runaway": (["a runaway", "runaways"], ["ran away", "runs away"]),
    "money mule": (["a money mule"], ["money", "a mule"]),
    "claims": (["He claims that", "the girl claims"], ["a claim", "insurance claims"]),
    "why did you": (
        ["Why did you go?", "your own fault", "should have known"],
        ["why did they", "not your fault", "should know"],
    ),
    "no risk": (
        ["There is no risk.", "nothing is wrong", "perfectly safe", "at risk"],
        ["risky", "nothing was found", "are you safe?"],
    ),
    "client": (["clients of a child", "client of minors", "punters"], ["a client of the bank"]),
    "relationship with an adult": (
        ["a relationship with an adult", "contact with an older man"],
        ["contact with an adult who helps", "a relationship"],
    ),
    "sent pictures to a man": (
        [
            "She sent pictures to a man.",
            "sent one more photo to an adult",
            "sends images to a woman",
        ],
        ["sent a picture to a friend", "a man got pictures by pressure"],
    ),
    "symptom": (["a symptom", "symptoms"], ["symbol"]),
    "group name": (["764", "The Com"], ["7640", "the company", "the common good"]),
}

TABLE = [(Lang.NL, label, *texts) for label, texts in DUTCH.items()]
TABLE += [(Lang.EN, label, *texts) for label, texts in ENGLISH.items()]


@pytest.mark.parametrize(("lang", "label", "bad", "fine"), TABLE)
def test_a_word_not_to_use_is_caught_and_its_neighbours_are_not(lang, label, bad, fine):
    for text in bad:
        assert label in {word.id for word in avoided(text, lang)}, text
    for text in fine:
        assert label not in {word.id for word in avoided(text, lang)}, text


def test_every_word_of_the_list_has_its_table():
    words = [(word.lang, word.id) for word in avoided_words()]
    assert sorted(words) == sorted((lang, label) for lang, label, _, _ in TABLE)


def test_a_word_may_stand_where_it_must(site):
    assert not avoided("loverboy", Lang.NL, "forms.toml")
    assert avoided("loverboy", Lang.NL, "routes.toml")
    assert avoided("loverboy", Lang.EN) != []


def test_a_word_of_one_language_is_fine_in_the_other():
    assert not avoided("the client asks the klant", Lang.EN)
    assert not avoided("a streetwise runaway", Lang.NL)


def test_no_text_holds_a_word_not_to_use(known, site):
    for where, text in all_texts(known, site):
        for lang in Lang:
            found = [word.id for word in avoided(text[lang], lang, where)]
            assert not found, f"{where}: {text[lang]}"


def test_search_words_and_titles_of_sources_hold_only_what_is_allowed_there(known):
    """They may hold what people type and what others wrote, and no more than that."""
    for form in known.forms.values():
        for lang in Lang:
            assert not avoided(" ".join(form.search_words), lang, "forms.toml"), form.id
    for source in known.sources.values():
        for lang in Lang:
            assert not avoided(source.title, lang, "sources.toml"), source.id


def test_an_exception_names_a_file_or_page_that_is_there_and_needs_it(known, site):
    needed = {
        (word.id, where)
        for where, text in all_texts(known, site)
        for lang in Lang
        for word in avoided(text[lang], lang)
        if where in word.allowed
    }
    places = {*FILES, *site.pages, "sources.toml", "glossary"} | {
        path.name for path in (data_folder() / "signals").glob("*.toml")
    }
    for word in avoided_words():
        assert set(word.allowed) <= places, word.id
        # Titles of sources, search words and the glossary are no texts of a page.
        for where in set(word.allowed) - {"sources.toml", "forms.toml", "glossary"}:
            assert (word.id, where) in needed, f"{word.id} need not be allowed in {where}"


def test_every_pattern_is_a_regular_expression_with_a_reason_in_both_languages():
    for word in avoided_words():
        assert re.compile(word.pattern)
        assert word.why.nl != word.why.en
        assert word.instead.nl != word.instead.en


def test_a_fault_in_the_list_is_told(copy, monkeypatch):
    from inbeeld.knowledge import language

    copy.change("language/avoid.toml", "\n[[avoid]]", "\n[[avoided]]")
    monkeypatch.setattr(language, "__file__", str(copy.folder.parent / "language.py"))
    avoided_words.cache_clear()
    try:
        with pytest.raises(DataFaults, match="avoided: is not known here, only: avoid"):
            avoided_words()
    finally:
        avoided_words.cache_clear()
