"""Palma ratio: what the top tenth has, over what the bottom four tenths have."""

import numpy as np
import pandas as pd

from analysis.access.inequality.ranking import Ranking, ranking
from analysis.access.inequality.sample import FloatArray, Inequality, sample

BOTTOM_SHARE = 0.4
TOP_SHARE = 0.1


def palma(
    values: pd.Series,
    weights: pd.Series,
    rank: pd.Series | None = None,
    *,
    cutoffs: tuple[float, float] | None = None,
) -> Inequality:
    """Return the mean figure of the top 10 % over that of the bottom 40 %; 1 when they have the same.

    Parameters
    ----------
    values, weights
        As in `analysis.access.inequality.gini.gini`.
    rank
        Number that orders people (income); default: the figure itself, and then a quarter of this ratio is the
        ratio of shares that Palma defined.
    cutoffs
        Without it, exactly 40 % and 10 % of the people, a place that straddles the limit being divided. With it,
        whole places: those of rank at most ``cutoffs[0]``, and those of rank above ``cutoffs[1]``; to compare with
        limits taken on a wider population (`weighted_quantile` at 0.4 and 0.9).

    Returns
    -------
    Inequality
        NaN when the bottom has nothing, or either end has nobody.

    Raises
    ------
    BadInputError
        As `analysis.access.inequality.sample.sample`.
    """
    by = values if rank is None else rank
    known = sample(values, weights, by)
    order = ranking(known, by)
    if cutoffs is None:
        bottom = _first(order.people, BOTTOM_SHARE)
        top = _first(order.people[::-1], TOP_SHARE)[::-1]
    else:
        bottom = np.where(order.rank <= cutoffs[0], order.people, 0.0)
        top = np.where(order.rank > cutoffs[1], order.people, 0.0)
    low, high = _mean(order, bottom), _mean(order, top)
    return known.answer("palma", high / low if low > 0 else np.nan)


def _first(people: FloatArray, share: float) -> FloatArray:
    # How many people of each line are among the first ``share`` of all.
    before = np.cumsum(people) - people
    return np.asarray(np.clip(share * people.sum() - before, 0.0, people))


def _mean(order: Ranking, people: FloatArray) -> float:
    total = float(people.sum())
    return float(people @ order.mean) / total if total > 0 else float("nan")
