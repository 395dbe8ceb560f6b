"""How far figures could move: reach with the bias of the times, a need with its rate, a small count by chance."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.doubt.draws import Interval, shares_within
from analysis.doubt.parameters import ConfidenceParameters, load_parameters
from analysis.doubt.poisson import poisson_interval
from geo.travel.engines import EngineInfo


@dataclass(frozen=True)
class BiasedLimits:
    """A time limit as the times given count it: if all of them are too short (``low``), as given, too long (``high``).

    Who is within ``low`` is within the limit whatever the bias; who is beyond ``high`` is beyond it whatever the bias.
    """

    low: float
    given: float
    high: float


def limits_under_bias(
    threshold_min: float, engine: EngineInfo, *, parameters: ConfidenceParameters | None = None
) -> BiasedLimits:
    """Return a time limit under both ends of the bias of an engine: the one way every measure takes it.

    A trip of ``t`` minutes that is truly ``t × f`` long is within the limit when ``t`` is within the limit ÷ ``f``.
    """
    error = (parameters or load_parameters()).travel_range(engine)
    return BiasedLimits(threshold_min / error.longest, threshold_min, threshold_min / error.shortest)


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


def need_band(
    need: float | None, status: str | None, *, parameters: ConfidenceParameters, births: float | None = None
) -> Interval:
    """Return the supposed range of a need: how far the status of its rate lets it be, which no probability backs.

    Where few families are counted, the range also takes what another year could have given (:func:`count_band`): the
    two ends of both together.

    Parameters
    ----------
    need
        None or NaN is unknown: so is its interval.
    status
        ``official``, ``reconstructed``, ``stated`` or ``hypothesis``: the widths are in ``data/norms/confidence.toml``.
    births
        Births of the zone. Several of what is needed may go to one family: no more families than births are counted.
    """
    if need is None or np.isnan(need):
        return Interval(float("nan"), float("nan"))
    width = parameters.rate.get(status or "", 0.0)
    low, high = need * (1 - width), need * (1 + width)
    families = need if births is None or np.isnan(births) or births <= 0 else min(need, births)
    if not 0 < families < parameters.small_below:
        return Interval(low, high)
    counted = count_band(families, parameters=parameters)
    return Interval(low * counted.low / families, high * counted.high / families)


def count_band(counted: float | None, *, years: int = 1, parameters: ConfidenceParameters) -> Interval:
    """Return the exact interval of a yearly count: the means that a Poisson law could have had (Garwood 1936).

    Parameters
    ----------
    counted
        A count per year, zero or more; None or NaN is unknown: so is its interval.
    years
        Over how many years it is the mean.
    """
    if counted is None or np.isnan(counted):
        return Interval(float("nan"), float("nan"))
    low, high = poisson_interval(float(counted) * years, level=parameters.interval)
    return Interval(low / years, high / years)
