"""Concentration index: whether a figure goes rather to one end of a rank (income, vulnerability) than to the other."""

import numpy as np
import pandas as pd

from analysis.access.inequality.ranking import ranking
from analysis.access.inequality.sample import Inequality, sample


def concentration(values: pd.Series, weights: pd.Series, rank: pd.Series) -> Inequality:
    """Return the concentration index, −1 to 1.

    2/μ · Σ (p/P) a r − 1, r being the mean fractional rank of the place's people (from 0, lowest, to 1). Positive:
    the figure goes rather to those of high rank; negative: to those of low rank; 0: the rank makes no difference.
    Places of equal rank share one mean.

    Parameters
    ----------
    values, weights
        As in `analysis.access.inequality.gini.gini`.
    rank
        Number that orders the same places; a place without one is left out.

    Returns
    -------
    Inequality
        NaN when the mean is zero.

    Raises
    ------
    BadInputError
        As `analysis.access.inequality.sample.sample`.
    """
    known = sample(values, weights, rank)
    if not known.mean > 0:
        return known.answer("concentration", np.nan)
    order = ranking(known, rank)
    share = order.people / known.population
    middle = np.cumsum(share) - share / 2
    return known.answer("concentration", 2.0 / known.mean * float(share @ (order.mean * middle)) - 1.0)
