"""Stepwise selection as in `plain.py`, compiled: one table after another, for very many tables.

The same steps with the same numbers. The compiler is numba; what it makes is kept beside this file,
so that only the first run waits for it.
"""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.lattice import terms
from inbeeld.estimate.plain import EMPTY, ENOUGH, FINITE, LONGEST, MOST_STEPS

Floats = NDArray[np.float64]
SINGULAR = 1e-13  # a pivot of the scaled Hessian this small: the table does not tell the parameters
TAIL_ENDS = 1e-17

_kernel: Any = numba.njit(cache=True, nogil=True)


def stepwise_many(
    counts: Floats, threshold: float
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int8]]:
    """What `plain.stepwise_many` gives. Shapes: (tables,), (tables, terms), (tables, terms)."""
    size = counts.shape[1].bit_length() - 1
    every = terms(size)
    unseen = np.empty(len(counts))
    order = np.zeros((len(counts), len(every)), np.int64)
    state = np.zeros((len(counts), len(every)), np.int8)
    # Fewer distinct tables than replicates would be luck; each is worked out on its own.
    _all(
        np.ascontiguousarray(counts, np.float64),
        size,
        every,
        math.log(threshold),
        unseen,
        order,
        state,
    )
    return unseen, order, state


@_kernel
def _all(counts, size, every, limit, unseen, order, state):  # type: ignore[no-untyped-def]
    width, many = counts.shape[1], len(every)
    margins, means = np.empty(width), np.empty(width)
    fitted, parameters, tried = np.empty(width), np.empty(many), np.empty(many)
    left, tried_left = np.empty(width, np.bool_), np.empty(width, np.bool_)
    refused = np.empty(many, np.bool_)
    hessian, step, own = np.empty((many, many)), np.empty(many), np.empty(many, np.int64)
    for row in range(len(counts)):
        margins[:] = counts[row]
        margins[0] = 0.0
        _around(margins, size)
        left[:] = False
        refused[:] = False
        mine, when = state[row], order[row]
        _start(margins, size, every, parameters)
        mine[: size + 1] = FINITE
        unseen[row] = np.nan
        if not _fit(
            margins, size, every, mine, left, parameters, means, fitted, hessian, step, own
        ):
            continue
        came = 0
        while True:
            best, chance = _least_likely(margins, fitted, size, every, mine, refused)
            if best < 0 or chance >= limit:
                break
            bits = every[best]
            tried[:] = parameters
            tried_left[:] = left
            mine[best] = FINITE
            if margins[bits] == 0.0:
                mine[best] = EMPTY
                for history in range(width):
                    if history & bits == bits:
                        tried_left[history] = True
            if _fit(
                margins, size, every, mine, tried_left, tried, means, fitted, hessian, step, own
            ):
                came += 1
                when[best] = came
                parameters[:] = tried
                left[:] = tried_left
            else:
                mine[best] = 0
                refused[best] = True
                _margins_of(margins, size, every, mine, left, parameters, means)
                fitted[:] = means
        unseen[row] = math.exp(parameters[0])


@_kernel
def _around(values, size):  # type: ignore[no-untyped-def]
    for bit in range(size):
        step = 1 << bit
        for block in range(0, 1 << size, 2 * step):
            for place in range(block, block + step):
                values[place] += values[place + step]


@_kernel
def _within(values, size):  # type: ignore[no-untyped-def]
    for bit in range(size):
        step = 1 << bit
        for block in range(0, 1 << size, 2 * step):
            for place in range(block, block + step):
                values[place + step] += values[place]


@_kernel
def _start(margins, size, every, parameters):  # type: ignore[no-untyped-def]
    """Lists that know nothing of each other, with the listed as if they were all."""
    parameters[:] = 0.0
    listed = max(margins[0], 1.0)
    parameters[0] = math.log(listed)
    for one in range(1, size + 1):
        share = min(max(margins[every[one]] / listed, 1e-9), 0.9)
        parameters[one] = math.log(share / (1.0 - share))
        parameters[0] += math.log(1.0 - share)


@_kernel
def _margins_of(margins, size, every, mine, left, parameters, means):  # type: ignore[no-untyped-def]
    """Fitted margins in `means`; gives the log-likelihood but for a constant."""
    means[:] = 0.0
    said = 0.0
    for one in range(len(every)):
        if mine[one] == FINITE:
            means[every[one]] = parameters[one]
            said += parameters[one] * margins[every[one]]
    _within(means, size)
    means[0] = 0.0
    for history in range(1, len(means)):
        means[history] = 0.0 if left[history] else math.exp(min(means[history], 700.0))
    _around(means, size)
    return said - means[0]


@_kernel
def _fit(margins, size, every, mine, left, parameters, means, fitted, hessian, step, own):  # type: ignore[no-untyped-def]
    """Newton's method; True where it arrived. Then `parameters` and `fitted` hold what it found."""
    k = 0
    for one in range(len(every)):
        if mine[one] == FINITE:
            own[k] = one
            k += 1
        else:
            parameters[one] = 0.0
    best = -np.inf
    for _ in range(MOST_STEPS):
        likelihood = _margins_of(margins, size, every, mine, left, parameters, means)
        if likelihood < best - 1e-9 * abs(best):
            for place in range(k):
                step[place] /= 2.0
                parameters[own[place]] -= step[place]
            continue
        best = likelihood
        if not _solve(margins, every, means, hessian, step, own, k):
            return False
        longest = 0.0
        for place in range(k):
            longest = max(longest, abs(step[place]))
        shrink = min(1.0, LONGEST / max(longest, LONGEST))
        for place in range(k):
            step[place] *= shrink
            parameters[own[place]] += step[place]
        if longest < ENOUGH:
            _margins_of(margins, size, every, mine, left, parameters, fitted)
            return True
    return False


@_kernel
def _solve(margins, every, means, hessian, step, own, k):  # type: ignore[no-untyped-def]
    """A Newton step in `step` by Cholesky; False where the Hessian cannot be inverted."""
    for i in range(k):
        here = every[own[i]]
        if not means[here] > 0.0:
            return False
        for j in range(i + 1):
            hessian[i, j] = means[here | every[own[j]]]
        step[i] = margins[here] - means[here]
    for i in range(k):
        whole = hessian[i, i]
        for j in range(i):
            total = hessian[i, j]
            for m in range(j):
                total -= hessian[i, m] * hessian[j, m]
            hessian[i, j] = total / hessian[j, j]
        total = whole
        for m in range(i):
            total -= hessian[i, m] * hessian[i, m]
        if not total > SINGULAR * whole:
            return False
        hessian[i, i] = math.sqrt(total)
    for i in range(k):
        for m in range(i):
            step[i] -= hessian[i, m] * step[m]
        step[i] /= hessian[i, i]
    for i in range(k - 1, -1, -1):
        for m in range(i + 1, k):
            step[i] -= hessian[m, i] * step[m]
        step[i] /= hessian[i, i]
    return True


@_kernel
def _least_likely(margins, fitted, size, every, mine, refused):  # type: ignore[no-untyped-def]
    """The pair with the smallest tail and its logarithm; -1 where none is left."""
    best, chance = -1, np.inf
    for one in range(size + 1, len(every)):
        if mine[one] != 0 or refused[one]:
            continue
        seen, mean = margins[every[one]], fitted[every[one]]
        if mean <= 0.0:
            found = 0.0
        else:
            found = seen * math.log(mean) - mean - math.lgamma(seen + 1.0)
            if found >= chance:  # a tail is never smaller than its first term
                continue
            if abs(seen - mean) <= 1.0:
                found += math.log(min(_series(seen, mean, True), _series(seen, mean, False)))
            else:
                found += math.log(_series(seen, mean, seen <= mean))
        if found < chance:
            best, chance = one, found
    return best, chance


@_kernel
def _series(seen, mean, lower):  # type: ignore[no-untyped-def]
    """The tail from `seen` on, as a multiple of its first term."""
    total, term, step = 1.0, 1.0, 0.0
    while term > TAIL_ENDS * total and step < 10000.0:
        term *= (seen - step) / mean if lower else mean / (seen + step + 1.0)
        total += term
        step += 1.0
    return total
