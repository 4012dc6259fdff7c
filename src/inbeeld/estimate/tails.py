"""How unlikely an overlap is: the smaller tail of a Poisson distribution, as a logarithm.

As a logarithm, and summed from the small side: 1 minus a distribution function has no digits left at
1e-30, and then the wrong pair enters first.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincc, gammaln, xlogy

Floats = NDArray[np.float64]
TINY = 1e-280  # below this what SciPy gives loses digits
LONGEST = 10_000  # terms; a tail this small takes far fewer


def log_tail(seen: Floats, mean: Floats) -> Floats:
    """log min(P(X <= seen), P(X >= seen)) for X Poisson with this mean; 0 where the mean is 0."""
    seen, mean = np.broadcast_arrays(np.asarray(seen, float), np.asarray(mean, float))
    out = np.zeros(seen.shape)
    there = mean > 0
    counted, expected = seen[there], mean[there]
    least = gammaincc(counted + 1, expected)
    most = np.where(counted > 0, gammainc(np.maximum(counted, 1), expected), 1.0)
    tail = np.minimum(least, most)
    small = tail < TINY
    with np.errstate(divide="ignore"):
        found = np.log(tail)
    found[small] = [_series(x, mu) for x, mu in zip(counted[small], expected[small], strict=True)]
    out[there] = found
    return out


def _series(seen: float, mean: float) -> float:
    first = float(xlogy(seen, mean) - mean - gammaln(seen + 1))
    total, term, step = 1.0, 1.0, 0
    while term > 1e-17 * total and step < LONGEST:
        term *= (seen - step) / mean if seen <= mean else mean / (seen + step + 1)
        total += term
        step += 1
    return first + float(np.log(total))
