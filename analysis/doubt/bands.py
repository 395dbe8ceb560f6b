"""How far figures could move: who is in reach with the bias of the times, a need with the status of its rate."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from analysis.doubt.draws import Interval, shares_within
from analysis.doubt.parameters import ConfidenceParameters, load_parameters
from geo.travel.engines import EngineInfo


@dataclass(frozen=True)
class Limits:
    """A time limit as the times given count it: if all of them are too short (``low``), as given, too long (``high``).

    Who is within ``low`` is within the limit whatever the bias; who is beyond ``high`` is beyond it whatever the bias.
    """

    low: float
    given: float
    high: float


def limits_under_bias(
    threshold_min: float, engine: EngineInfo, *, parameters: ConfidenceParameters | None = None
) -> Limits:
    """Return a time limit under both ends of the bias of an engine: the one way every measure takes it.

    A trip of ``t`` minutes that is truly ``t × f`` long is within the limit when ``t`` is within the limit ÷ ``f``.
    """
    error = (parameters or load_parameters()).travel_range(engine)
    return Limits(threshold_min / error.longest, threshold_min, threshold_min / error.shortest)


def reach_band(
    minutes: pd.Series, weights: pd.Series, engine: EngineInfo, *, parameters: ConfidenceParameters
) -> pd.DataFrame:
    """Return the share within each threshold, and what the bias of the times makes of it at both its ends.

    What single trips are wrong by averages out over a territory, and moves no bound; the bias moves all trips the same
    way, more on one side than on the other.

    Parameters
    ----------
    minutes
        Minutes to the nearest actor of each place; NaN where none is reached.
    weights
        Births (or people) of the same places.

    Returns
    -------
    pandas.DataFrame
        ``threshold_min``, ``share``, ``low``, ``high`` (0 to 1; NaN when nobody is known).
    """
    error = parameters.travel_range(engine)
    factors = np.array([1.0, error.longest, error.shortest])
    rows = [
        (threshold, *shares_within(minutes, weights, threshold_min=threshold, factors=factors))
        for threshold in parameters.thresholds_min
    ]
    return pd.DataFrame(rows, columns=["threshold_min", "share", "low", "high"])


def trip_band(minutes: float, engine: EngineInfo, *, parameters: ConfidenceParameters) -> Interval:
    """Return what one trip may truly last, in minutes: the bias and, besides, the scatter of a single trip."""
    error = parameters.travel_range(engine)
    return Interval(minutes * error.shortest / (1 + error.scatter), minutes * error.longest * (1 + error.scatter))


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
