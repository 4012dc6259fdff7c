"""Which steps and sentences fit this reader, this outcome and these signals."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from inbeeld.check.advice import Home
from inbeeld.knowledge.guidance import Saying, Step
from inbeeld.knowledge.words import Observer, Outcome

Fitting = TypeVar("Fitting", Step, Saying)


class Fits:
    """One case, against which every step and sentence is held."""

    def __init__(
        self,
        outcome: Outcome,
        observer: Observer,
        signals: Collection[str],
        forms: Collection[str],
        home: Home,
    ) -> None:
        self.outcome = outcome
        self.observer = observer
        self.signals = signals
        self.forms = forms
        self.home = home

    def all(self, candidates: Iterable[Fitting]) -> list[Fitting]:
        return [one for one in candidates if self._fits(one)]

    def best(self, steps: Iterable[Step]) -> tuple[Step, ...]:
        """Steps that fit, those for these very signals first, then for the form, then general."""
        return tuple(sorted(self.all(steps), key=self._general))

    def _fits(self, one: Step | Saying) -> bool:
        left_out = (
            (one.informs_home and self.home is not Home.NO)
            or (one.home_only and self.home is not Home.YES)
            or (one.observers and self.observer not in one.observers)
            or (one.outcomes and self.outcome not in one.outcomes)
            or not set(one.unless).isdisjoint(self.signals)
        )
        if left_out:
            return False
        forms = one.forms if isinstance(one, Step) else ()
        if one.signals or forms:
            return bool(set(one.signals) & set(self.signals) or set(forms) & set(self.forms))
        return True

    def _general(self, step: Step) -> int:
        if step.home_only:
            return -1
        if set(step.signals) & set(self.signals):
            return 0
        return 1 if step.forms else 2
