"""Answers messages as they come, and keeps nothing but what the next answers need.

Of each conversation the last `window` messages count together, of at most `most` conversations: who
was silent longest is forgotten first. What a conversation bore out does not vanish when messages
leave the window, so its outcome is never lowered by forgetting. A conversation that was forgotten
begins anew.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from inbeeld.archive.meaning import Meaning, meaning, telling
from inbeeld.archive.row import Row, moment
from inbeeld.check import Observation
from inbeeld.knowledge.words import Circumstance, Known
from inbeeld.screen import Finding, Said, Screen
from inbeeld.screen.conversation import understand
from inbeeld.screen.matcher import Hit

WINDOW = 200
MOST = 10_000
Kept = dict[str, frozenset[Circumstance]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one message adds. `message`: its position in its conversation, from 0.

    `findings`: those in this message, with its position in the conversation; `observations`: what the
    conversation bears out so far, and `meaning` what that means.
    """

    conversation: str
    message: int
    findings: tuple[Finding, ...]
    observations: tuple[Observation, ...]
    meaning: Meaning


@dataclass(slots=True)
class _Talk:
    """The last messages of a conversation with the hits in each, and what it bore out before."""

    lines: deque[Said] = field(default_factory=deque)
    hits: deque[list[Hit]] = field(default_factory=deque)
    gone: int = 0
    kept: Kept = field(default_factory=dict)


class Stream:
    """Conversations as their messages come by, in any mixture."""

    def __init__(self, screen: Screen, *, window: int = WINDOW, most: int = MOST) -> None:
        self._screen = screen
        self._tells = telling(screen.book)
        self._window = window
        self._most = most
        self._talks: OrderedDict[str, _Talk] = OrderedDict()

    def answer(self, row: Row) -> Answer:
        """What this message adds to its conversation."""
        talk = self._talks.setdefault(row.conversation, _Talk())
        self._talks.move_to_end(row.conversation)
        if len(self._talks) > self._most:
            self._talks.popitem(last=False)
        talk.lines.append(Said(row.text, row.speaker, moment(row.time)))
        talk.hits.append(self._screen.matcher.hits([row.text]))
        here = len(talk.lines) - 1
        findings, observations = self._understood(talk)
        found = _joined(talk.kept, observations)
        answer = Answer(
            conversation=row.conversation,
            message=talk.gone + here,
            findings=tuple(one for one in findings if one.message == here),
            observations=found,
            meaning=meaning(found),
        )
        if len(talk.lines) > self._window:
            self._slide(talk, observations)
        return answer

    def __len__(self) -> int:
        """How many conversations are remembered."""
        return len(self._talks)

    def _understood(self, talk: _Talk) -> tuple[tuple[Finding, ...], tuple[Observation, ...]]:
        hits = [hit._replace(text=place) for place, own in enumerate(talk.hits) for hit in own]
        if not any(self._tells[hit.owner] for hit in hits):
            return (), ()
        return understand(self._screen.book, list(talk.lines), hits)

    def _slide(self, talk: _Talk, observations: Iterable[Observation]) -> None:
        """Lets the first message of the window go, and keeps what nothing bears out without it.

        That may be more than its own findings: a time that it told, or how the talk around sounded.
        """
        talk.lines.popleft()
        talk.hits.popleft()
        talk.gone += 1
        borne_out = {one.signal: one.circumstances for one in observations}
        if not borne_out:
            return
        _, after = self._understood(talk)
        left = {one.signal: one.circumstances for one in after}
        for signal, urgent in borne_out.items():
            if signal not in left or urgent - left[signal]:
                talk.kept[signal] = talk.kept.get(signal, frozenset()) | urgent


def _joined(kept: Kept, observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Kept observations and new ones, one a signal."""
    joined = dict(kept)
    for one in observations:
        joined[one.signal] = joined.get(one.signal, frozenset()) | one.circumstances
    return tuple(Observation(signal, Known.SEEN, urgent) for signal, urgent in joined.items())
