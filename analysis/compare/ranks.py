"""How firm an order is: the ranks that each line takes over the draws, and whom it cannot be told from."""

from collections.abc import Sequence
from math import isnan

import numpy as np
import pandas as pd

from analysis.records.bounds import State
from analysis.service_area.completeness import Completeness
from geo.schema import FloatArray, IntArray

_BYTE = 255
_NARROW = 2**15


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
    ranks = _ranks(draws[:, known])
    above = _times_above(ranks)
    # Whom a line is below in a draw is above it in that draw.
    surely = np.maximum(np.maximum(above, above.T), len(draws) - above - above.T) / len(draws) >= probability
    low, high = np.full((2, len(ids)), np.nan)
    if ranks.shape[1]:
        tails = ((1 - probability) / 2, (1 + probability) / 2)
        low[known], high[known] = np.quantile(ranks, tails, axis=0, method="nearest")
    unsure: list[tuple[str, ...]] = [()] * len(ids)
    names = np.asarray(ids[known], dtype=object)
    for line, position in enumerate(np.flatnonzero(known)):
        unsure[position] = tuple(str(name) for name in names[~surely[line]])
    return pd.DataFrame({"rank_low": low, "rank_high": high, "unsure_against": unsure}, index=ids)


def _ranks(draws: FloatArray) -> IntArray:
    """Return the rank of each line in each draw (draws × lines), the highest first; ties take the best."""
    lines = draws.shape[1]
    ranks: IntArray = np.empty(draws.shape, dtype=np.int64)
    for draw, values in enumerate(draws):
        ranks[draw] = 1 + lines - np.searchsorted(np.sort(values), values, side="right")
    return ranks


def _times_above(ranks: IntArray) -> IntArray:
    """Return in how many draws a line (column) is above another (row)."""
    narrow = np.ascontiguousarray(ranks.T.astype(np.int16) if ranks.shape[1] < _NARROW else ranks.T)
    # Lines that always have the same rank, as zones without anyone within reach do, are counted once.
    seen: dict[bytes, int] = {}
    same = np.array([seen.setdefault(line.tobytes(), len(seen)) for line in narrow], dtype=np.int64)
    apart = np.ascontiguousarray(narrow[np.unique(same, return_index=True)[1]].T)
    above = np.zeros((len(seen), len(seen)), dtype=np.int64)
    # Bytes are added eight times as fast as whole numbers, and hold a count of so many draws.
    for begin in range(0, len(apart), _BYTE):
        part = apart[begin : begin + _BYTE]
        for line in range(len(seen)):
            above[line] += (part < part[:, [line]]).sum(axis=0, dtype=np.uint8)
    return above[np.ix_(same, same)]


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
