"""What somebody could work out from all that was published: a linear programme, not a guess.

The attacker knows every published number of every table and year, of this version and of all earlier
ones, in both languages; how numbers are rounded; from which size they are shown; that a hidden cell is
not 0 where zeros are shown; how the tables hang together; and which cells were changed between two
versions (all other cells are the same number). For each hidden cell the programme finds the least and the
most it can be. A cell is recovered where these lie closer together than the threshold.

The attacker does not know which cells were hidden for their own sake and which to protect another, and
does not know single people. Those are limits of this check; the release says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

TINY = 1e-6
MIXES = 40  # at most: programmes over random mixes of cells, before each cell gets its own
FEWEST_CLOSED = 2  # cells that a mix must find safe, on average, to be worth its time


class AttackFailed(RuntimeError):
    """The programme did not end; then nothing is known to be safe."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sum of unknowns that was told: at least `low`, at most `high`. `name` is whoever told it."""

    unknowns: tuple[int, ...]
    low: float
    high: float
    name: object = None


@dataclass(frozen=True, slots=True)
class Target:
    """A sum of unknowns that must stay hidden, with its true value and its threshold."""

    unknowns: tuple[int, ...]
    value: int
    threshold: int
    name: object = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """A cell that is not safe: how small its interval is, and which statements give it away."""

    target: Target
    low: float
    high: float
    by: tuple[object, ...]


@dataclass(slots=True)
class Puzzle:
    """All that the attacker has. `ties` are sums that are equal: left minus right is 0.

    `truth` is what the attacker looks for. It shows that the puzzle is rightly put, and begins it.
    """

    truth: list[float]
    ties: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


class Solver:
    """The puzzle as matrices, made once and asked often. What is told to be 0 is taken out first."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.size = len(puzzle.truth)
        nobody = {place for one in puzzle.said if one.high == 0 for place in one.unknowns}
        self.kept = np.array(
            [place for place in range(self.size) if place not in nobody], dtype=int
        )
        sharp = [one for one in puzzle.said if one.low == one.high != 0]
        loose = [one for one in puzzle.said if one.low != one.high]
        upper = [one for one in loose if math.isfinite(one.high)]
        lower = [one for one in loose if one.low > 0]
        self.equal = vstack([
            self.rows([one.unknowns for one in sharp]),
            self.rows([left for left, _ in puzzle.ties])
            - self.rows([right for _, right in puzzle.ties]),
        ], format="csr")  # fmt: skip
        self.equal_to = np.array([one.high for one in sharp] + [0.0] * len(puzzle.ties))
        self.most = vstack([
            self.rows([one.unknowns for one in upper]),
            -self.rows([one.unknowns for one in lower]),
        ], format="csr")  # fmt: skip
        self.most_is = np.array([one.high for one in upper] + [-one.low for one in lower])
        self.sharp = [one.name for one in sharp]
        self.loose = [one.name for one in (*upper, *lower)]
        self.equal, self.most = self.equal[:, self.kept], self.most[:, self.kept]
        truth = np.array(puzzle.truth)[self.kept]
        if (
            (truth < 0).any()
            or any(puzzle.truth[place] for place in nobody)
            or not np.allclose(self.equal @ truth, self.equal_to, atol=TINY)
            or (self.most @ truth > self.most_is + TINY).any()
        ):
            raise AttackFailed("what is published does not agree with the counts")

    def rows(self, sums: Sequence[Iterable[int]]) -> csr_array:
        places = [(row, one) for row, unknowns in enumerate(sums) for one in unknowns]
        at = np.array(places, dtype=np.int32).reshape(-1, 2)
        ones = np.ones(len(places))
        return csr_array((ones, (at[:, 0], at[:, 1])), shape=(len(sums), self.size))

    def least(self, costs: np.ndarray) -> tuple[np.ndarray | None, float, tuple[object, ...]]:
        """A solution with the least cost, that cost, and the statements that hold it up.

        No solution and minus infinity where the cost has no least.
        """
        found = linprog(
            costs[self.kept], A_ub=self.most, b_ub=self.most_is, A_eq=self.equal, b_eq=self.equal_to,
            bounds=(0, None), method="highs",
        )  # fmt: skip
        if found.status in (2, 3):
            # HiGHS may call it "infeasible or unbounded": the truth is a solution, so it is the latter.
            return None, -math.inf, ()
        if found.status != 0:
            raise AttackFailed(f"the programme ended with status {found.status}")
        by = [
            name
            for names, prices in (
                (self.sharp, found.eqlin.marginals),
                (self.loose, found.ineqlin.marginals),
            )
            for name, price in zip(names, prices, strict=False)
            if abs(price) > TINY and name is not None
        ]
        solution = np.zeros(self.size)
        solution[self.kept] = found.x
        return solution, float(found.fun), tuple(dict.fromkeys(by))


def attack(
    puzzle: Puzzle, targets: Sequence[Target], *, seed: int = 0, mixes: int = MIXES
) -> list[Recovered]:
    """The cells whose interval is narrower than their threshold. AttackFailed where it did not end.

    Any solution of the puzzle bears witness for all cells at once, so most cells are found safe by a few
    programmes over mixes of them; only the rest get two programmes of their own.
    """
    if not targets:
        return []
    solver = Solver(puzzle)
    sums = solver.rows([one.unknowns for one in targets])
    seen = _Seen(targets)
    dice = np.random.default_rng(seed)
    first = len(seen.open())
    for number in range(mixes):
        open_ = seen.open()
        if not open_:
            return []
        if number >= 6 and first - len(open_) < FEWEST_CLOSED * number:
            break
        weights = np.zeros(len(targets))
        weights[open_] = 1.0 if number < 2 else dice.choice([-1.0, 1.0], len(open_))
        costs = sums.T @ weights
        solution, _, _ = solver.least(costs if number % 2 else -costs)
        seen.add(sums, solution)
    found = []
    for place in seen.open():
        if seen.safe(place):
            continue
        one = _alone(solver, sums, place, targets[place], seen)
        if one is not None:
            found.append(one)
    return found


class _Seen:
    """The least and the most that each cell had in any solution so far."""

    def __init__(self, targets: Sequence[Target]) -> None:
        values = np.array([float(one.value) for one in targets])
        self.low, self.high = values.copy(), values.copy()
        self.needs = np.array([one.threshold for one in targets])

    def add(self, sums: csr_array, solution: np.ndarray | None) -> None:
        if solution is not None:
            values = sums @ solution
            self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)

    def width(self) -> np.ndarray:
        return np.floor(self.high + TINY) - np.ceil(self.low - TINY)

    def safe(self, place: int) -> bool:
        return bool(self.width()[place] >= self.needs[place])

    def open(self) -> list[int]:
        return [int(one) for one in np.flatnonzero(self.width() < self.needs)]


def _alone(
    solver: Solver, sums: csr_array, place: int, target: Target, seen: _Seen
) -> Recovered | None:
    costs = sums[[place], :].toarray()[0]
    solution, least, above = solver.least(-costs)
    if solution is None:
        return None  # as large as you like
    seen.add(sums, solution)
    if seen.safe(place):
        return None
    high = math.floor(-least + TINY)
    solution, least, below = solver.least(costs)
    seen.add(sums, solution)
    low = math.ceil(least - TINY)
    if high - low >= target.threshold:
        return None
    return Recovered(target, low, high, tuple(dict.fromkeys((*above, *below))))
