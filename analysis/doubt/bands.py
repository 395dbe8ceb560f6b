"""How far figures could move: reach with the travel times, a need with what it rests on, a small count by chance."""

import numpy as np
import pandas as pd

from analysis.doubt.draws import Interval, interval, shares_within, time_factors
from analysis.doubt.parameters import ConfidenceParameters
from analysis.doubt.poisson import poisson_interval
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
