"""What a conversation is about, by its words: does it sound as worrying ones do, or as everyday talk?

Words are weighed message by message (`knowledge/data/chat/tones.toml`). No finding comes of it and no
page shows it: it says how much of what rules find must come together before it counts. A message
weighs nothing or more, never less; and one that may make something count is no everyday talk. So what
adds an observation never takes another away, and a message without a weighed word changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from inbeeld.screen.fold import skeleton

# The messages that weigh most: what a conversation of hundreds of messages weighs has a limit.
HEAVIEST = 6


@dataclass(frozen=True, slots=True)
class Tone:
    """How a conversation sounds.

    `worry`: the sum over the messages that weigh most, from 0. `everyday`: how many messages hold
    weighed words and nothing that may make something count.
    """

    worry: int
    everyday: int


def tone(weights: Mapping[str, int], texts: Sequence[str], holding: Collection[int]) -> Tone:
    """How a conversation sounds.

    `weights`: word of a skeleton to its weight; a word counts once a message. `holding`: the numbers of
    the messages that may make something count.
    """
    weighed = [
        [weights[word] for word in {*skeleton(text).split(" ")} if word in weights]
        for text in texts
    ]
    sums = sorted((sum(found) for found in weighed), reverse=True)
    return Tone(
        worry=sum(one for one in sums[:HEAVIEST] if one > 0),
        everyday=sum(bool(found) for line, found in enumerate(weighed) if line not in holding),
    )
