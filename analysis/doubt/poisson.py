"""The exact interval of the mean of a count that chance makes (Poisson), without any approximation by a normal law."""

from functools import cache
from math import ceil, exp, lgamma, log, sqrt

import numpy as np

_PRECISION = 1e-10
"""Bounds are found as closely as this; relative above one."""


@cache
def poisson_interval(counted: float, *, level: float) -> tuple[float, float]:
    """Return the means that a Poisson law could have had, given what was counted (Garwood, 1936).

    With P the distribution of a gamma law, the bounds solve P(counted, low) = (1 − level)/2 and
    P(counted + 1, high) = (1 + level)/2; a count of zero has zero as its lower bound.

    Parameters
    ----------
    counted
        Zero or more; a sum over years, or the count expected of a rate, need not be whole.
    level
        Share of such intervals that hold the true mean, at least: above 0, under 1.

    Examples
    --------
    The tables for 95 % give 4.80 to 18.39 for ten events, and 0 to 3.69 for none.

    >>> [round(bound, 2) for bound in poisson_interval(10, level=0.95)]
    [4.8, 18.39]
    >>> [round(bound, 2) for bound in poisson_interval(0, level=0.95)]
    [0.0, 3.69]
    """
    tail = (1 - level) / 2
    return (_gamma_quantile(counted, tail) if counted > 0 else 0.0, _gamma_quantile(counted + 1, 1 - tail))


def _gamma_quantile(shape: float, share: float) -> float:
    """Return x such that P(shape, x) = share: Newton's steps in the logarithm of x, halving where they leave it."""
    low, high = 0.0, shape + 1.0
    while _gamma(shape, high) < share:
        high *= 2.0
    found = high / 2.0
    while high - low > _PRECISION * max(high, 1.0):
        reached = _gamma(shape, found)
        low, high = (found, high) if reached < share else (low, found)
        slope = exp(shape * log(found) - found - lgamma(shape))
        step = found * exp((share - reached) / slope) if slope > abs(share - reached) else high
        if low < step < high and abs(step - found) <= _PRECISION * found:
            return step
        found = step if low < step < high else (low + high) / 2.0
    return found


def _gamma(shape: float, x: float) -> float:
    """Return P(shape, x), the regularised incomplete gamma function, by its series, whose terms are all positive."""
    logs = np.log(x / (shape + np.arange(1, ceil(x + 12 * sqrt(x) + 60)))).cumsum()
    largest = max(float(logs.max()), 0.0)
    total = exp(-largest) + float(np.exp(logs - largest).sum())
    return exp(shape * log(x) - x - lgamma(shape + 1.0) + largest + log(total))
