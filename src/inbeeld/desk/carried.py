"""What somebody ticked in a check, as it is carried along to a report: `S029-seen`, and what is urgent.

A code holds the number of a signal, how it is known, and what makes it urgent. No words of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from inbeeld.check.advice import Observation, Reason
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.words import Circumstance, Known

CODE = re.compile(rf"(S\d{{3}})-({'|'.join(Known)})((?:-(?:{'|'.join(Circumstance)}))*)")


def codes(reasons: Iterable[Reason]) -> list[str]:
    """The observations behind an advice as codes."""
    return ["-".join([one.signal.fact, one.known, *sorted(one.circumstances)]) for one in reasons]


def is_code(given: str, known: Knowledge) -> bool:
    """Whether this is such a code, of a signal that is known."""
    found = CODE.fullmatch(given)
    return found is not None and found[1] in {one.fact for one in known.signals.values()}


def observations(given: Iterable[str], known: Knowledge) -> list[Observation]:
    """The observations again. What is no code of a signal that is known by now, is left out."""
    ids = {one.fact: one.id for one in known.signals.values()}
    found = []
    for code in given:
        parts = CODE.fullmatch(code)
        if parts is None or parts[1] not in ids:
            continue
        urgent = frozenset(one for one in Circumstance if f"-{one}" in parts[3])
        found.append(Observation(ids[parts[1]], Known(parts[2]), urgent))
    return found
