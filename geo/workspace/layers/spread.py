"""Spreading the figure of a zone over its points so that nothing is lost: largest remainders.

The share of a point is counted in parts of a unit, :data:`PARTS` to one birth or one inhabitant: a square where a
tenth of a birth is expected per year keeps a tenth, and neither becomes none nor a whole one. Since the parts are a
power of two, the shares of a zone add up to its figure exactly, in whatever order they are added.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

PARTS = 1024
"""Parts of a unit in which shares are counted."""


def spread(totals: pd.Series, zone_ids: pd.Series, weights: pd.Series) -> pd.Series:
    """Return the share of each point in the figure of its zone, in proportion to its weight.

    Each point first gets the whole parts of its exact share; the parts that remain go to the largest remainders, the
    heavier point first when two are equal, then the first in the order given (Hamilton's method).

    Parameters
    ----------
    totals
        Figure per zone, indexed by ``zone_id``, in its own unit, rounded to a part; NaN or absent means unknown and
        stays NaN in every point.
    zone_ids
        Zone of each point.
    weights
        Weight of each point, known and zero or more, not all zero in a zone; same index as ``zone_ids``.

    Returns
    -------
    pandas.Series
        Share of each point; those of a zone add up to its figure exactly.

    Examples
    --------
    >>> import pandas as pd
    >>> spread(pd.Series({"a": 3.0}), pd.Series(["a", "a"]), pd.Series([1.0, 3.0])).tolist()
    [0.75, 2.25]
    """
    zone, known = pd.factorize(zone_ids)
    weight = weights.to_numpy(np.float64)
    units = np.round(totals.reindex(known).to_numpy(np.float64) * PARTS)
    whole = np.bincount(zone, weights=weight, minlength=len(known))
    with np.errstate(invalid="ignore", divide="ignore"):
        exact = units[zone] * weight / whole[zone]
    floor = np.floor(exact)
    given = np.bincount(zone, weights=np.nan_to_num(floor), minlength=len(known))
    left = np.nan_to_num(units) - given
    order = np.lexsort((-weight, -np.nan_to_num(exact - floor).round(9), zone))
    floor[order] += _rank_in_run(zone[order]) < left[zone[order]]
    return pd.Series(floor / PARTS, index=zone_ids.index)


def _rank_in_run(sorted_codes: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the rank, from 0, of each element among those equal to it that precede it in a sorted array."""
    starts = np.flatnonzero(np.diff(sorted_codes, prepend=-1))
    lengths = np.diff(np.append(starts, len(sorted_codes)))
    return np.arange(len(sorted_codes)) - np.repeat(starts, lengths)
