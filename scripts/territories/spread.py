"""How a figure known for a commune is spread over its population points."""

import numpy as np
import pandas as pd


def largest_remainder(total: int, weights: np.ndarray) -> np.ndarray:
    """Return integers in proportion to ``weights`` (shape ``(n,)``, not all zero) whose sum is exactly ``total``.

    Each point first gets the whole part of its exact share; the units that remain go to the largest remainders, the
    earlier point first when two are equal (Hamilton's method).

    Examples
    --------
    >>> largest_remainder(10, np.array([1.0, 1.0, 1.0])).tolist()
    [4, 3, 3]
    """
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole).round(9), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def spread(figures: pd.Series, places: pd.DataFrame) -> pd.Series:
    """Return the figure of each place: its zone's, spread by ``weight``, whole numbers, exact per zone.

    Parameters
    ----------
    figures
        Indexed by ``zone_id``; NaN or absent means unknown and stays NaN in every place of the zone.
    places
        Columns ``zone_id`` and ``weight``.
    """
    out = pd.Series(np.nan, index=places.index, dtype=np.float64)
    for zone_id, rows in places.groupby("zone_id", sort=False).groups.items():
        total = figures.get(zone_id, np.nan)
        if not np.isnan(total):
            out.loc[rows] = largest_remainder(round(total), places.loc[rows, "weight"].to_numpy(np.float64))
    return out
