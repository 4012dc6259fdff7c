"""From whom the messages that count mostly come, by how people in such talk speak.

Who presses and who answers use other words, whatever it is about. Each word has a weight
(`knowledge/data/chat/leans.toml`), and the one who speaks most as who presses is named. No finding comes
of it, and without findings that count nobody is named. Looked at are the messages that count and the
talk around them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence

from inbeeld.screen.fold import skeleton
from inbeeld.screen.nouns import Finding, Line

# Messages with words that weigh, that are looked at on either side of one that counts.
AROUND = 6
# A friend who is told that someone cannot go on asks where they are and comes to fetch them. So another
# beside them is only named who presses so much more, and whose own words show more than one process,
# begun before it was said.
APART = 45
# Who tells a friend or a teacher what another did speaks much as they do: then nobody is named.
SURE = 40
UNLIKE = 20  # of which at least so much by how they speak, whatever rules find
PROCESSES = 2
SHOWN = 20  # what each process weighs that their messages show, beside how they speak
DISTRESS = "distress"


def _weighed_in(weights: Mapping[str, int], text: str) -> set[str]:
    return {word for word in skeleton(text).split(" ") if word in weights}


def lean(weights: Mapping[str, int], text: str) -> int:
    """How one message speaks: above 0 as who presses, below as who answers."""
    return sum(weights[word] for word in _weighed_in(weights, text))


def leaning(
    weights: Mapping[str, int], lines: Sequence[Line], counted: Collection[int]
) -> dict[str, int]:
    """How each speaker around the messages that count speaks, as in `lean`."""
    words = [_weighed_in(weights, line.text) for line in lines]
    weighed = [line for line, found in enumerate(words) if found]
    near = set(counted)
    for line in counted:
        first, after = bisect_left(weighed, line), bisect_right(weighed, line)
        near.update(weighed[max(0, first - AROUND) : after + AROUND])
    said: dict[str, set[str]] = {}
    for line in sorted(near):
        speaker = lines[line].speaker
        if speaker is not None:
            said.setdefault(speaker, set()).update(words[line])
    return {speaker: sum(weights[word] for word in told) for speaker, told in said.items()}


def instigator(
    weights: Mapping[str, int], lines: Sequence[Line], findings: Sequence[Finding]
) -> str | None:
    """The speaker from whom the messages that count mostly come; the first where several are equal.

    It is one who speaks quite unlike every other, and of more than two one whose own words count. Who
    writes that they cannot go on is never named, and another beside them only whose own words showed
    enough before.
    """
    counts = [one for one in findings if one.counts]
    if not counts:
        return None
    leans = leaning(weights, lines, {one.message for one in counts})
    speakers = [name for name in dict.fromkeys(line.speaker for line in lines) if name is not None]
    helpless = {one.speaker for one in counts if one.sign.process == DISTRESS}
    asked = [speaker for speaker in speakers if speaker not in helpless]
    if len(speakers) > 2:
        sides = {one.side for one in counts}
        asked = [speaker for speaker in asked if speaker in sides]

    def weight(speaker: str) -> int:
        shown = {one.sign.process for one in counts if about(one, speaker)}
        return leans.get(speaker, 0) + SHOWN * len(shown)

    named = max(asked, key=weight, default=None)
    if named is None:
        return None
    others = [one for one in asked if one != named]
    apart = leans.get(named, 0) - max((leans.get(one, 0) for one in others), default=0)
    if apart < UNLIKE or weight(named) - max(map(weight, others), default=0) < SURE:
        return None
    if not helpless:
        return named
    most = max((leans.get(one, 0) for one in helpless if one is not None), default=0)
    said = min(one.message for one in counts if one.sign.process == DISTRESS)
    own = [one for one in counts if one.side == named]
    pressed = len({one.sign.process for one in own}) >= PROCESSES
    before = any(one.message < said for one in own)
    return named if leans.get(named, 0) - most >= APART and pressed and before else None


def about(finding: Finding, side: str | None) -> bool:
    """Whether a finding is about this side: its own words, or what another answers it."""
    if finding.side is not None:
        return finding.side == side
    return side is None or finding.speaker is None or finding.speaker != side
