"""How the share of births within reach moves with the threshold and with the error of the travel times."""

import numpy as np
import pandas as pd

from analysis.doubt.draws import interval, shares_within, time_factors
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
