"""How far figures could move: births within reach with the travel times, a need with the status of what it rests on."""

from functools import cache

import numpy as np
import pandas as pd

from analysis.doubt.draws import Interval, interval, shares_within, time_factors
from analysis.doubt.parameters import ConfidenceParameters
from geo.travel.engines import EngineInfo


def reach_band(
    minutes: pd.Series, weights: pd.Series, engine: EngineInfo, *, parameters: ConfidenceParameters
) -> pd.DataFrame:
    """Return the share within each threshold, and the interval that the error of the times leaves it.

    Parameters
    ----------
    minutes
        Minutes to the nearest actor of each place; NaN where none is reached.
    weights
        Births (or people) of the same places.

    Returns
    -------
    pandas.DataFrame
        ``threshold_min``, ``share``, ``low``, ``high`` (0 to 1; NaN when nobody is known). The draws are those of the
        seed: the same figures each time.
    """
    rng = np.random.default_rng(parameters.seed)
    error = parameters.travel_range(engine.kind, engine.median_error_share)
    factors = time_factors(rng, 1, error, parameters=parameters)[:, 0]
    rows = []
    for threshold in parameters.thresholds_min:
        share = shares_within(minutes, weights, threshold_min=threshold, factors=np.ones(1))[0]
        bounds = interval(
            shares_within(minutes, weights, threshold_min=threshold, factors=factors), parameters=parameters
        )
        rows.append((threshold, share, bounds.low, bounds.high))
    return pd.DataFrame(rows, columns=["threshold_min", "share", "low", "high"])


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
