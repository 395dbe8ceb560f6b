"""How a measure of access is spread between families: the share of them as well served as each value, or better."""

from typing import Literal

import numpy as np
import pandas as pd

from analysis.access.inequality import sample

MOST_POINTS = 240
"""A curve of more points reads the same."""


def served_curve(values: pd.Series, weights: pd.Series, *, better: Literal["low", "high"]) -> pd.DataFrame:
    """Return the share of families as well served as each value, or better.

    Parameters
    ----------
    values
        A figure per place, zero or more; NaN is out of reach: nobody of that place is served as well as any value.
    weights
        Families of the same places; those of places where they are not known are left out.
    better
        Whether low values are the good ones (minutes), or high ones (offer).

    Returns
    -------
    pandas.DataFrame
        ``value``, in rising order, ``families`` (as well served, or better) and ``share`` (0–1, of all whose number is
        known); at most `MOST_POINTS` values, the extremes among them. Empty when nobody is counted.

    Raises
    ------
    BadInputError
        Those of `analysis.access.inequality.sample`.
    """
    known = sample(values, weights)
    whole = float(np.nansum(weights.to_numpy(dtype=np.float64, na_value=np.nan)))
    steps = pd.Series(known.weight).groupby(known.value).sum()
    steps = steps[steps > 0]
    if steps.empty:
        return pd.DataFrame({"value": [], "families": [], "share": []}, dtype=np.float64)
    families = steps.cumsum() if better == "low" else steps[::-1].cumsum()[::-1]
    kept = np.unique(np.linspace(0, len(families) - 1, min(len(families), MOST_POINTS)).round().astype(int))
    families = families.iloc[kept]
    return pd.DataFrame(
        {
            "value": families.index.to_numpy(dtype=np.float64),
            "families": families.to_numpy(),
            "share": families.to_numpy() / whole,
        }
    )
