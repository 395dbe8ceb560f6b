"""How firm an order is: the ranks that each line takes over the draws, and whom it cannot be told from."""

import numpy as np
import pandas as pd

from geo.schema import FloatArray


def rank_stability(draws: FloatArray, ids: pd.Index, *, probability: float) -> pd.DataFrame:
    """Return how stable the rank of each line is, from the highest figure (rank 1) to the lowest.

    Parameters
    ----------
    draws
        Draws × lines; a line with any unknown draw is left out of every rank.
    ids
        Of the lines.
    probability
        Share of the draws that the intervals hold, and above which an order of two lines is said to be sure.

    Returns
    -------
    pandas.DataFrame
        Indexed as ``ids``: ``rank_low``, ``rank_high`` (ties take the best rank; NaN when left out), and
        ``unsure_against``, the ids (a tuple) that are neither surely above this line, nor below, nor equal.
    """
    known = np.asarray(~np.isnan(draws).any(axis=0))
    values = draws[:, known]
    low = np.full(len(ids), np.nan)
    high = np.full(len(ids), np.nan)
    unsure: list[tuple[str, ...]] = [()] * len(ids)
    names, tails = ids[known], ((1 - probability) / 2, (1 + probability) / 2)
    for line, position in enumerate(np.flatnonzero(known)):
        above = values > values[:, [line]]
        bounds = np.quantile(1 + above.sum(axis=1), tails, method="nearest")
        low[position], high[position] = bounds
        below = values < values[:, [line]]
        outcomes = np.stack([above.mean(axis=0), below.mean(axis=0), (~above & ~below).mean(axis=0)])
        surely = outcomes.max(axis=0) >= probability
        unsure[position] = tuple(str(name) for name in names[~surely])
    return pd.DataFrame({"rank_low": low, "rank_high": high, "unsure_against": unsure}, index=ids)
