"""From hits in messages to what a conversation bears out.

Who says it, after what, and beside what: words alone say little. `browser/conversation.js` does the
same, and `tests/vectors/` holds both to it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inbeeld.check.advice import Observation
from inbeeld.knowledge.chat_model import ChatRules, SaidBy
from inbeeld.knowledge.words import Circumstance, Known
from inbeeld.screen.excuses import Excuses
from inbeeld.screen.matcher import Hit
from inbeeld.screen.nouns import Finding, Line
from inbeeld.screen.rulebook import Kind, Rulebook
from inbeeld.screen.tone import Tone, tone

ADULT = 18
MUCH_OLDER = 5  # years
EQUAL = 2  # years at most, both young
OLDEST = 99
YOUNGEST = 8
AGE_SIGNAL = "much-older-contact"
DISTRESS = "distress"
# Between equals these are no observation; pressure of any kind ends that.
MUTUAL = frozenset({"trust", "checking", "images", "sex", "meeting"})
PRESSURE = frozenset(
    {"isolation", "testing", "threat", "demand", "orders", "recruitment", "debt", "age"}
)
# A time counts this many messages before and after, by the same speaker.
WHEN_BEFORE, WHEN_AFTER = 1, 2
ENOUGH = 2  # processes by one side
ENOUGH_COMMON = 3  # where all of it is common in ordinary talk
MANY = 3  # signals
# How a conversation sounds (`tone.py`). From the first on, whatever a side shows counts. Below it, so
# much is asked for each everyday message, up to so many, before anything counts together.
WORRYING = 66
EVERYDAY, EVERYDAY_MOST = 16, 3
# These say something of what stands beside them. Nearness is not counted over them.
BESIDE = frozenset({Kind.ANSWER, Kind.EASE})
# A message that holds one of these may make something count, so it takes no weight away.
WEIGHING = frozenset({Kind.RULE, Kind.ANSWER, Kind.AGE, Kind.WHEN})


@dataclass(frozen=True, slots=True)
class Marks:
    """What the hits of one conversation say, apart from the findings."""

    cues: Mapping[int, frozenset[str]]
    ages: Mapping[str, tuple[int, int]]  # speaker: highest age told, and in which message
    whens: Mapping[int, frozenset[str]]
    answers: Mapping[int, str]  # who refuses or asks why, by message
    eases: frozenset[str]  # who laughs in a message that says nothing else
    ranks: Mapping[int, int]  # messages that say anything to the rules, numbered in order
    telling: frozenset[int]  # messages that say something of what stands beside them


@dataclass(frozen=True, slots=True)
class Answered:
    """How others answer one side: they refuse or ask why, it goes on after that, or they laugh."""

    resisted: bool
    pressed_on: bool
    eased: bool


def understand(
    book: Rulebook, lines: Sequence[Line], hits: Iterable[Hit]
) -> tuple[tuple[Finding, ...], tuple[Observation, ...]]:
    """The findings of one conversation, in order, and the observations that it bears out."""
    hits = list(hits)
    marks = _marks(book, lines, hits)
    findings = _in_messages(book, lines, hits, marks)
    findings += _age_gaps(book.rules, findings, marks)
    if findings:
        sounds = tone(book.weights, [line.text for line in lines], marks.telling)
        findings = _borne_out(findings, marks, sounds)
    findings += _sequences(book.rules, findings)
    findings.sort(key=lambda one: (one.message, one.start or 0, one.sign.signal))
    return tuple(findings), _observations(book.rules, lines, findings, marks)


def instigator(lines: Sequence[Line], findings: Iterable[Finding]) -> str | None:
    """From whom the messages that count mostly come; the first of them where several are equal.

    What is not common weighs first; what others answer is about them too. Where only answers count, they
    are about the other one. Distress is not: who writes that they cannot go on may well write it to a
    friend. So they are never named, nor the other for what is common or for an answer.
    """
    counted = [one for one in findings if one.counts]
    helpless = {one.speaker for one in counted if one.sign.process == DISTRESS}
    counted = [one for one in counted if one.speaker not in helpless]
    if helpless:
        counted = [one for one in counted if one.side is not None and not _common(one)]
    sides = list(dict.fromkeys(one.side for one in counted if one.side is not None))
    if not sides:
        told = {one.speaker for one in counted}
        others = {line.speaker for line in lines} - told - {None}
        return next(iter(others)) if counted and None not in told and len(others) == 1 else None

    def weight(side: str) -> tuple[int, int, int]:
        own = [one for one in counted if _about(one, side)]
        firm = {one.sign.process for one in own if one.side is not None and not _common(one)}
        return len(firm), len({one.sign.process for one in own}), len(own)

    return max(sides, key=weight)


def _marks(book: Rulebook, lines: Sequence[Line], hits: Sequence[Hit]) -> Marks:
    cues: dict[int, set[str]] = {}
    whens: dict[int, set[str]] = {}
    ages: dict[str, tuple[int, int]] = {}
    answers: dict[int, str] = {}
    eases: dict[int, str] = {}
    for hit in hits:
        owner = book.owners[hit.owner]
        speaker = lines[hit.text].speaker
        if owner.kind is Kind.CONTEXT:
            cues.setdefault(hit.text, set()).add(owner.id)
        elif owner.kind is Kind.WHEN:
            whens.setdefault(hit.text, set()).add(owner.id)
        elif owner.kind is Kind.ANSWER and speaker is not None:
            answers[hit.text] = speaker
        elif owner.kind is Kind.EASE and speaker is not None:
            eases[hit.text] = speaker
        elif owner.kind is Kind.AGE and speaker is not None:
            age = hit.number or 0
            if YOUNGEST <= age <= OLDEST and age > ages.get(speaker, (0, 0))[0]:
                ages[speaker] = (age, hit.text)

    def told_in(kinds: frozenset[Kind]) -> frozenset[int]:
        return frozenset(hit.text for hit in hits if book.owners[hit.owner].kind in kinds)

    weighing = told_in(WEIGHING)

    return Marks(
        {line: frozenset(found) for line, found in cues.items()},
        ages,
        {line: frozenset(found) for line, found in whens.items()},
        answers,
        frozenset(eases[line] for line in eases.keys() - weighing),
        {line: rank for rank, line in enumerate(sorted(told_in(frozenset(Kind) - BESIDE)))},
        told_in(WEIGHING | BESIDE),
    )


def _in_messages(
    book: Rulebook, lines: Sequence[Line], hits: Sequence[Hit], marks: Marks
) -> list[Finding]:
    silent = {
        (hit.text, book.owners[hit.owner].id)
        for hit in hits
        if book.owners[hit.owner].kind is Kind.UNLESS
    }
    heard = [
        (hit, book.rules.rules[book.owners[hit.owner].id])
        for hit in hits
        if book.owners[hit.owner].kind is Kind.RULE
        and (hit.text, book.owners[hit.owner].id) not in silent
    ]
    excuses = Excuses(book.rules, marks.cues, marks.ranks, {hit.text for hit, _ in heard})
    found = []
    for hit, rule in heard:
        sign = book.rules.signs[rule.signal]
        speaker = lines[hit.text].speaker
        found.append(
            Finding(
                message=hit.text,
                start=hit.start,
                end=hit.end,
                speaker=speaker,
                side=speaker if rule.said_by is SaidBy.SEEKER else None,
                sign=sign,
                rule=rule,
                excuse=excuses.of(hit.text, (*sign.mistaken_for, *rule.mistaken_for)),
                counts=False,
            )
        )
    return found


def _age_gaps(rules: ChatRules, findings: Sequence[Finding], marks: Marks) -> list[Finding]:
    """A speaker who is much older than another who is under age, where both told it."""
    sign = rules.signs.get(AGE_SIGNAL)
    young = [age for age, _ in marks.ages.values() if age < ADULT]
    if sign is None or not young:
        return []
    excuses = Excuses(rules, marks.cues, marks.ranks, {one.message for one in findings})
    found = []
    for speaker, (age, message) in marks.ages.items():
        if age >= ADULT and any(age - other >= MUCH_OLDER for other in young):
            excuse = excuses.of(message, sign.mistaken_for)
            found.append(
                Finding(message, None, None, speaker, speaker, sign, None, excuse, counts=False)
            )
    return found


def _borne_out(findings: Sequence[Finding], marks: Marks, sounds: Tone) -> list[Finding]:
    """Marks which findings count: those of a side that shows enough.

    Where something is borne out beside what two sides do alike, they are no equals in the rest either: so
    one more message never takes an observation away that stood before.
    """
    open_ones = [one for one in findings if one.excuse is None]
    equal = _equal(open_ones)
    counted = _counted([one for one in open_ones if one.sign.process not in equal], marks, sounds)
    if counted and equal:
        counted = _counted(open_ones, marks, sounds)
    return [dataclasses.replace(one, counts=id(one) in counted) for one in findings]


def _counted(weighed: Sequence[Finding], marks: Marks, sounds: Tone) -> set[int]:
    """Which of these count, by `id`."""
    sides: set[str | None] = {one.side for one in weighed if one.side is not None} or {None}
    # Who writes that they cannot go on says enough, whoever else is there.
    counted = {id(one) for one in weighed if one.alone and one.side is None}
    for side in sides:
        own = [one for one in weighed if _about(one, side)]
        if _enough(own, _answered(own, side, marks), sounds):
            counted |= {id(one) for one in own}
    return counted


def _about(finding: Finding, side: str | None) -> bool:
    """Whether a finding is about this side: its own words, or what another answers it."""
    if finding.side is not None:
        return finding.side == side
    return side is None or finding.speaker is None or finding.speaker != side


def _answered(own: Sequence[Finding], side: str | None, marks: Marks) -> Answered:
    """How others answer what this side says."""
    said = [one.message for one in own if one.side is not None and one.side == side]
    refusals = [line for line, speaker in marks.answers.items() if said and speaker != side]
    return Answered(
        resisted=any(line > min(said) for line in refusals),
        pressed_on=any(min(said) < line < max(said) for line in refusals),
        eased=side is not None and not marks.eases <= {side},
    )


def _enough(own: Sequence[Finding], answered: Answered, sounds: Tone) -> bool:
    """One that is enough; two processes of which one is not common in ordinary talk; or three.

    That another refuses or asks why counts as one more, and that another laughs as one less: it says how
    the words came across. Two that are common are enough where nobody laughs, and a refusal did not end
    it or there are many signals. What is common must stand in two messages, since one sentence may well
    be read in two ways. Where the conversation `sounds` worrying all over, anything is
    enough; where it sounds everyday, only what is enough by itself.
    """
    if any(one.alone for one in own):
        return True
    if sounds.worry >= WORRYING:
        return bool(own)
    if sounds.worry < EVERYDAY * min(sounds.everyday, EVERYDAY_MOST):
        return False
    firm = {one.sign.process for one in own if not one.faint}
    shown = len({one.sign.process for one in own}) + answered.resisted - answered.eased
    more = answered.resisted > answered.eased
    spread = more or len(firm) >= ENOUGH or len({one.message for one in own}) > 1
    signals = {one.sign.signal for one in own if one.side is not None}
    lasting = answered.pressed_on or len(signals) >= MANY
    few = bool(firm) or (lasting and not answered.eased)
    return spread and shown >= (ENOUGH if few else ENOUGH_COMMON)


def _equal(findings: Sequence[Finding]) -> frozenset[str]:
    """What two sides do to each other alike while nobody presses: that is no observation."""
    if any(one.sign.process in PRESSURE and not _common(one) for one in findings):
        return frozenset()
    pairs = {(one.sign.process, one.side) for one in findings if one.side is not None}
    by_process = Counter(process for process, _ in pairs)
    return frozenset(process for process in MUTUAL if by_process[process] > 1)


def _common(finding: Finding) -> bool:
    return finding.faint and not finding.alone


def _sequences(rules: ChatRules, findings: Sequence[Finding]) -> list[Finding]:
    """What only shows over time: by one side first this, then that, both borne out."""
    found = []
    for sequence in rules.sequences.values():
        sign = rules.signs[sequence.signal]
        for side in dict.fromkeys(one.side for one in findings if one.side is not None):
            own = sorted((one for one in findings if one.side == side), key=lambda one: one.message)
            counted = [one for one in own if one.counts]
            first = [one.message for one in counted if one.sign.process in sequence.first]
            then = [one.message for one in counted if one.sign.process in sequence.then]
            later = [message for message in then if first and message > first[0]]
            if later:
                found.append(
                    Finding(later[0], None, None, side, side, sign, None, None, counts=True)
                )
    return found


def _observations(
    rules: ChatRules, lines: Sequence[Line], findings: Iterable[Finding], marks: Marks
) -> tuple[Observation, ...]:
    """One observation a signal, with what makes it urgent: words of the same speaker near it."""
    urgent: dict[str, set[Circumstance]] = {}
    for one in findings:
        if one.counts:
            found = urgent.setdefault(one.sign.signal, set())
            for name in _near(marks, lines, one.message):
                when = rules.whens[name]
                if one.sign.signal in when.signals and when.circumstance is not None:
                    found.add(when.circumstance)
    return tuple(
        Observation(signal, Known.SEEN, frozenset(found)) for signal, found in urgent.items()
    )


def _near(marks: Marks, lines: Sequence[Line], message: int) -> set[str]:
    """The times told by the same speaker in or near a message."""
    rank, speaker = marks.ranks[message], lines[message].speaker
    return {
        name
        for line, found in marks.whens.items()
        if -WHEN_BEFORE <= marks.ranks[line] - rank <= WHEN_AFTER and lines[line].speaker == speaker
        for name in found
    }
