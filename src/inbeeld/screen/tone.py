"""How the talk around a message sounds, by its words: as in worrying conversations, or everyday.

Words, and pairs of words that stand side by side, have a weight (`knowledge/data/chat/tones.toml`). No
finding comes of it and no page shows it: it says how much of what rules find must come together before
it counts. With other weights (`urges.toml`) it says whether the talk around what counts cannot wait.
Looked at is a finding with the talk just before and after it, so that it weighs the same in a long
conversation as in a short one.

What worries is added from every message. What is everyday is taken off only for messages in which rules
find nothing, and these alone use up the room around. In a message with a finding, what is everyday only
takes away from what worries in that message itself. So what adds an observation never takes another
away, and a message without a weighed word changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from inbeeld.screen.fold import skeleton

# Messages with weighed words and without findings, that are looked at on either side.
AROUND = 4


class Tone(NamedTuple):
    """How the talk around a message sounds.

    `worry`: above 0 worrying, below 0 everyday. `plain`: how many messages around it have weighed words
    and no finding.
    """

    worry: int
    plain: int


def weighed_in(weights: Mapping[str, int], text: str) -> set[str]:
    """The words and pairs of words of a message that have a weight; each counts once."""
    words = skeleton(text).split(" ")
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return {one for one in (*words, *pairs) if one in weights}


def offered(weights: Mapping[str, int], found: Collection[str]) -> set[str]:
    """What a message with a finding adds: its worrying words, the lightest left out for everyday ones.

    As many are left out as it takes to outweigh what is everyday in the same message.
    """
    everyday = -sum(weights[one] for one in found if weights[one] < 0)
    worries = sorted((weights[one], one) for one in found if weights[one] > 0)
    taken = accumulate((weight for weight, _ in worries), initial=0)
    return {one for (_, one), before in zip(worries, taken, strict=False) if before >= everyday}


def tones(
    weights: Mapping[str, int],
    texts: Sequence[str],
    holding: Collection[int],
    asked: Collection[int],
) -> dict[int, Tone]:
    """How the talk around each message that is `asked` about sounds.

    `weights`: word or pair of a skeleton to its weight. `holding`: the numbers of the messages in which
    rules find something; all of `asked` are among them.
    """
    weighed = [weighed_in(weights, text) for text in texts]
    for line in holding:
        weighed[line] = offered(weights, weighed[line])
    plain = [line for line, found in enumerate(weighed) if found and line not in holding]
    worries: Counter[str] = Counter()
    everyday: Counter[str] = Counter()
    first = after = total = 0
    sounds: dict[int, Tone] = {}

    def change(line: int, by: int) -> int:
        """Takes a message in or out, and says by how much the total changes."""
        changed = 0
        for one in weighed[line]:
            held = worries if weights[one] > 0 else everyday
            held[one] += by
            if held[one] == (1 if by > 0 else 0):
                changed += by * weights[one]
        return changed

    for line in sorted(asked):
        before, beyond = bisect_left(plain, line), bisect_right(plain, line)
        start = plain[before - AROUND - 1] + 1 if before > AROUND else 0
        end = plain[beyond + AROUND] if beyond + AROUND < len(plain) else len(texts)
        while after < end:
            total += change(after, 1)
            after += 1
        while first < start:
            total += change(first, -1)
            first += 1
        sounds[line] = Tone(total, min(before, AROUND) + min(len(plain) - beyond, AROUND))
    return sounds
