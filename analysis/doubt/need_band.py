"""How much a need could move, given the status of what it rests on: the same seeded draws everywhere."""

from functools import cache

import numpy as np

from analysis.doubt.draws import Interval
from analysis.doubt.parameters import ConfidenceParameters


def need_band(need: float | None, status: str | None, *, parameters: ConfidenceParameters) -> Interval:
    """Return the interval of a need: its value times the factors that the status of its rate allows.

    Parameters
    ----------
    need
        None or NaN is unknown: so is its interval.
    status
        ``official``, ``reconstructed``, ``stated`` or ``hypothesis``: the widths are in ``data/norms/confidence.toml``.
    """
    if need is None or np.isnan(need):
        return Interval(float("nan"), float("nan"))
    width = parameters.rate.get(status or "", 0.0)
    factors = _factors(parameters.seed, parameters.draws, width, parameters.tails())
    return Interval(need * factors[0], need * factors[1])


@cache
def _factors(seed: int, draws: int, width: float, tails: tuple[float, float]) -> tuple[float, float]:
    drawn = 1.0 + np.random.default_rng(seed).uniform(-1.0, 1.0, draws) * width
    low, high = np.quantile(drawn, tails)
    return float(low), float(high)
