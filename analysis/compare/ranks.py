"""How firm an order is: the ranks that each line takes over the draws, and whom it cannot be told from."""

from collections.abc import Sequence
from math import isnan

import numpy as np
import pandas as pd

from analysis.records.bounds import State
from analysis.service_area.completeness import Completeness
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


def are_comparable(registers: Sequence[Completeness], states: Sequence[State]) -> bool:
    """Tell whether zones may be ranked: all their registers are complete, or they know the same share of what exists.

    With n known of N, N between two bounds, the share known lies between n ÷ most and n ÷ least. It may be the same
    everywhere when some share lies in all these intervals; a zone without bounds of its own has no interval.

    Parameters
    ----------
    states
        The state that the figure of each zone rests on, which may be that of the whole territory.
    """
    if all(state == "complete" for state in states):
        return True
    shares = [_share_known(one) for one in registers]
    known = [share for share in shares if share is not None]
    return len(known) == len(shares) and max(low for low, _ in known) <= min(high for _, high in known)


def _share_known(register: Completeness) -> tuple[float, float] | None:
    stated = all(one.stated_in == register.zone_id for one in register.kinds)
    if register.state == "not-listed" or not stated or isnan(register.high) or not register.low > 0:
        return None
    return register.known / register.high, register.known / register.low
