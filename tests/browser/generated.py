"""Chats that nobody wrote: examples of the rules among ordinary messages, spelt in every way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from inbeeld.knowledge.chat_model import ChatRules
from inbeeld.screen import Said

SPEAKERS = ("A", "Sem", "10", "2", "Noor 🌸", "~lena", "__proto__", None)
ORDINARY = (
    "hoi", "hey wat doe je", "ben net thuis haha", "ok", "lol", "heb je het huiswerk af?",
    "nee nog niet", "zie je morgen op training", "mama zegt dat we om 5 eten",
    "wie komt er vanavond", "what are you up to", "not much", "see you at practice",
    "homework is so boring", "did you see the match?!", "😂😂", "👍🏽", "ik weet het niet hoor...",
    "grapje", "just kidding", "tot zo", "oké, doei", "ja €5 is goed",
)  # fmt: skip
BESIDE = (
    "ik ben 14", "ik ben al 25", "im 13", "i am 31", "16 jaar oud", "vandaag nog", "morgen", "nu meteen",
    "tonight", "hij zei dat", "songtekst 🎵", "pas op voor scam", "het is een verrassing",
    "surprise party", "kus mama", "love mum", "bel de kindertelefoon", "spreekbeurt over online safety",
)  # fmt: skip
ACCENTS = str.maketrans("aeiou", "áëïóü")
LEET = str.maketrans("oiea", "0134")


def _apart(text: str) -> str:
    return " ".join(text)


def _drawn_out(text: str) -> str:
    return "".join(sign * 3 if sign in "aeiou" else sign for sign in text)


SPELLINGS: tuple[Callable[[str], str], ...] = (
    *(str,) * 8,
    str.upper,
    str.title,
    lambda text: text.translate(ACCENTS),
    lambda text: text.translate(LEET),
    _apart,
    _drawn_out,
    lambda text: text.replace(" ", " \u200b"),
    lambda text: f"🎉{text}!!!\nok",
)


def chats(rules: ChatRules, count: int, seed: int) -> Iterator[list[Said]]:
    """So many chats of one to five messages. The examples of each rule come about as often."""
    chance = random.Random(seed)
    most = max(len(rule.caught) for rule in rules.rules.values())
    # A rule with few examples has them more often.
    found = [
        rule.caught[n % len(rule.caught)] for rule in rules.rules.values() for n in range(most)
    ]
    missed = [text for rule in rules.rules.values() for text in rule.passed]
    chance.shuffle(found)
    wanted = cycle(found)
    for _ in range(count):
        speakers = chance.sample(SPEAKERS, chance.choice((2, 2, 3)))
        texts = [_filler(chance, missed) for _ in range(chance.choice((1, 1, 2, 3)))]
        for _ in range(chance.choice((0, 1, 1, 2, 2))):
            texts.insert(chance.randint(0, len(texts)), next(wanted))
        yield [Said(_spelt(text, chance), chance.choice(speakers)) for text in texts]


def _filler(chance: random.Random, missed: Sequence[str]) -> str:
    return chance.choice(chance.choice((ORDINARY, ORDINARY, BESIDE, missed)))


def _spelt(text: str, chance: random.Random) -> str:
    return chance.choice(SPELLINGS)(text)
