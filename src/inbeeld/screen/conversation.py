"""From hits in messages to what a conversation bears out.

Who says it, after what, and beside what: words alone say little. `browser/conversation.js` does the
same, and `tests/vectors/` holds both to it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from inbeeld.check.advice import Observation
from inbeeld.knowledge.chat_model import ChatRules, SaidBy
from inbeeld.knowledge.words import Circumstance, Known
from inbeeld.screen.excuses import Excuses
from inbeeld.screen.matcher import Hit
from inbeeld.screen.nouns import Finding, Line
from inbeeld.screen.rulebook import Kind, Rulebook
from inbeeld.screen.tone import Tone, tones
from inbeeld.screen.whose import about, lean

ADULT = 18
MUCH_OLDER = 5  # years
EQUAL = 2  # years at most, both young
OLDEST = 99
YOUNGEST = 8
AGE_SIGNAL = "much-older-contact"
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
# How the talk around a finding sounds (`tone.py`). From the first on, it counts, and what the same side
# shows beside it. Below so much for each message around it in which rules find nothing, up to so many, it
# counts only where it is enough by itself. From the last on, no other reading excuses it.
WORRYING = 39
EVERYDAY, EVERYDAY_MOST = 9, 3
INEXCUSABLE = 64
# From here on the talk around what counts cannot wait.
URGENT = 25
# How somebody takes it. Nearness is not counted over these.
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
    aged: frozenset[int]  # messages in which an age is told


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
    answering = _answering(book, lines, findings)
    findings += _age_gaps(book.rules, findings, marks)
    pressing: frozenset[int] = frozenset()
    if findings:
        asked = {one.message for one in findings}
        texts = [line.text for line in lines]
        holding = asked | marks.aged
        sounds = tones(book.weights, texts, holding, asked)
        findings = _borne_out(findings, marks, sounds, answering)
        counted = {one.message for one in findings if one.counts}
        urges = tones(book.urges, texts, holding, counted) if counted else {}
        pressing = frozenset(line for line, tone in urges.items() if tone.worry >= URGENT)
    findings += _sequences(book.rules, findings)
    findings.sort(key=lambda one: (one.message, one.start or 0, one.sign.signal))
    return tuple(findings), _observations(book.rules, lines, findings, marks, pressing)


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
        told_in(frozenset({Kind.AGE})),
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


def _answering(
    book: Rulebook, lines: Sequence[Line], findings: Iterable[Finding]
) -> frozenset[int]:
    """The messages with findings that speak as who answers, not as who presses (`whose.py`)."""
    asked = {one.message for one in findings}
    return frozenset(line for line in asked if lean(book.leans, lines[line].text) < 0)


def _borne_out(
    findings: Sequence[Finding],
    marks: Marks,
    sounds: Mapping[int, Tone],
    answering: frozenset[int],
) -> list[Finding]:
    """Marks which findings count: those of a side that shows enough.

    Where something is borne out beside what two sides do alike, they are no equals in the rest either: so
    one more message never takes an observation away that stood before.
    """
    findings = [
        dataclasses.replace(one, excuse=None)
        if one.excuse and sounds[one.message].worry >= INEXCUSABLE
        else one
        for one in findings
    ]
    open_ones = [one for one in findings if one.excuse is None and not _answers(one, answering)]
    equal = _equal(open_ones)
    counted = _counted([one for one in open_ones if one.sign.process not in equal], marks, sounds)
    if counted and equal:
        counted = _counted(open_ones, marks, sounds)
    return [dataclasses.replace(one, counts=id(one) in counted) for one in findings]


def _counted(weighed: Sequence[Finding], marks: Marks, sounds: Mapping[int, Tone]) -> set[int]:
    """Which of these count, by `id`."""
    sides: set[str | None] = {one.side for one in weighed if one.side is not None} or {None}
    # Who writes that they cannot go on says enough, whoever else is there.
    counted = {id(one) for one in weighed if one.alone and one.side is None}
    for side in sides:
        own = [one for one in weighed if about(one, side)]
        if not any(one.alone for one in own):
            own = [one for one in own if not _everyday(sounds[one.message])]
        if _enough(own, _answered(own, side, marks), sounds):
            counted |= {id(one) for one in own}
    return counted


def _answers(finding: Finding, answering: frozenset[int]) -> bool:
    """Whether words of who presses, not enough by themselves, stand in a message of who answers."""
    if finding.rule is None or finding.side is None or finding.alone:
        return False  # an age that is told presses nobody, and answers nobody
    return finding.message in answering


def _everyday(tone: Tone) -> bool:
    return tone.worry < EVERYDAY * min(tone.plain, EVERYDAY_MOST)


def _answered(own: Sequence[Finding], side: str | None, marks: Marks) -> Answered:
    """How others answer what this side says."""
    said = [one.message for one in own if one.side is not None and one.side == side]
    refusals = [line for line, speaker in marks.answers.items() if said and speaker != side]
    return Answered(
        resisted=any(line > min(said) for line in refusals),
        pressed_on=any(min(said) < line < max(said) for line in refusals),
        eased=side is not None and not marks.eases <= {side},
    )


def _enough(own: Sequence[Finding], answered: Answered, sounds: Mapping[int, Tone]) -> bool:
    """One that is enough; two processes of which one is not common in ordinary talk; or three.

    That another refuses or asks why counts as one more, and that another laughs as one less: it says how
    the words came across. Two that are common are enough where nobody laughs, and a refusal did not end
    it or there are many signals. What is common must stand in two messages, since one sentence may well
    be read in two ways. Where the talk around one of them `sounds` worrying, that is enough too.
    """
    if any(one.alone for one in own):
        return True
    if any(sounds[one.message].worry >= WORRYING for one in own):
        return True
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
    if any(one.sign.process in PRESSURE and not one.perhaps for one in findings):
        return frozenset()
    pairs = {(one.sign.process, one.side) for one in findings if one.side is not None}
    by_process = Counter(process for process, _ in pairs)
    return frozenset(process for process in MUTUAL if by_process[process] > 1)


def _sequences(rules: ChatRules, findings: Sequence[Finding]) -> list[Finding]:
    """What only shows over time: by one side first this, then that, both borne out."""
    found = []
    for sequence in rules.sequences.values():
        sign = rules.signs[sequence.signal]
        for side in dict.fromkeys(one.side for one in findings if one.side is not None):
            own = sorted((one for one in findings if one.side == side), key=lambda one: one.message)
            counted = [one for one in own if one.counts]
            first = [one.message for one in counted if one.sign.process in sequence.first]
            then = [
                one.message
                for one in counted
                if one.sign.process in sequence.then and not one.perhaps
            ]
            later = [message for message in then if first and message > first[0]]
            if later:
                found.append(
                    Finding(later[0], None, None, side, side, sign, None, None, counts=True)
                )
    return found


def _observations(
    rules: ChatRules,
    lines: Sequence[Line],
    findings: Iterable[Finding],
    marks: Marks,
    pressing: Collection[int],
) -> tuple[Observation, ...]:
    """One observation a signal, with what makes it urgent: a time told near it, or pressing talk."""
    urgent: dict[str, set[Circumstance]] = {}
    for one in findings:
        if one.counts:
            found = urgent.setdefault(one.sign.signal, set())
            if one.message in pressing:
                found.add(Circumstance.PRESSING)
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
