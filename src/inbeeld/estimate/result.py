"""What comes out: one shape for every method, so that methods can stand side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Term = tuple[str, ...]  # the lists of one term of a model, in the order of the table
LEVELS = (0.8, 0.95)


class Method(StrEnum):
    """How an estimate was made."""

    STEPWISE = "stepwise"  # pairs that enter one by one (Chan, Silverman and Vincent 2021)
    BIC = "bic"  # the best of all hierarchical models, or a search downhill beyond six lists
    GRAPHS = "graphs"  # Bayesian averaging over decomposable graphs (Madigan and York 1997)
    CHAO = "chao"  # a lower bound (Chao 1987)
    COVERAGE = "coverage"  # sample coverage (Chao and Tsay 1998)
    AIC2014 = "aic2014"  # as in the United Kingdom in 2014 (Silverman)


class Status(StrEnum):
    """Whether an estimate exists."""

    EXISTS = "exists"  # finite, with every parameter of the model finite
    BOUNDARY = (
        "boundary"  # finite; some parameters lie at minus infinity, where an overlap is empty
    )
    NONE = "none"  # there is no finite estimate: it does not exist, or nothing tells it


class Caution(StrEnum):
    """What a reader must know beside a number. The words for it stand in `knowledge`."""

    SPREAD = "spread"  # methods differ by more than 1.5 times
    NOISY_LIMIT = "noisy-limit"  # a limit rests on fewer than 10 replicates
    FEW_REPLICATES = "few-replicates"
    REPLICATES_WITHOUT_ESTIMATE = "replicates-without-estimate"
    LOWER_BOUND = "lower-bound"  # no estimate of all, but of at least how many
    STEPWISE_ONLY = "stepwise-only"  # more than eight lists
    DOWNHILL = "downhill"  # not all models were looked at
    EMPTY_OVERLAP = "empty-overlap"  # a pair of lists shares nobody
    NO_OVERLAP = "no-overlap"  # no pair of lists shares anybody
    DOES_NOT_EXIST = "does-not-exist"
    NOT_IDENTIFIED = "not-identified"
    INTERVAL_FAILED = "interval-failed"
    LINKS_LEFT_OUT = "links-left-out"  # the interval could not be made to hold doubt about links
    NOT_FOR_THIS_TABLE = "not-for-this-table"  # too few lists for this method, for example


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high` people, at this level (0.95 is 95 %). `high` may be inf."""

    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate of all people, on a list or on none.

    `estimate` is None where none exists. `terms` are those of the model beyond the main effects.
    `seconds` is how long it took; it says nothing about people and stays out of comparisons.
    """

    method: Method
    estimate: float | None
    status: Status
    intervals: tuple[Interval, ...] = ()
    terms: tuple[Term, ...] = ()
    cautions: tuple[Caution, ...] = ()
    diagnostics: Mapping[str, float] = field(default_factory=dict)
    seconds: float = field(default=0.0, compare=False)

    def interval(self, level: float = 0.95) -> Interval | None:
        """The interval at this level, where there is one."""
        return next((one for one in self.intervals if one.level == level), None)
