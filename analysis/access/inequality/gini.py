"""Gini index: how far the Lorenz curve lies from equality."""

import numpy as np
import pandas as pd

from analysis.access.inequality.sample import Inequality, sample


def gini(values: pd.Series, weights: pd.Series) -> Inequality:
    """Return the weighted Gini index, 0 (everyone has the same) to 1 (one person has all).

    1 − Σ_k Δp_k (L_k + L_{k−1}), places sorted by value, p the share of the population, L the share of the total.

    Parameters
    ----------
    values
        A figure per place (access, minutes), zero or more; NaN is unknown and left out.
    weights
        Population of the same places.

    Returns
    -------
    Inequality
        NaN when the mean is zero.

    Raises
    ------
    BadInputError
        As `analysis.access.inequality.sample.sample`.
    """
    known = sample(values, weights)
    if not known.mean > 0:
        return known.answer("gini", np.nan)
    order = np.argsort(known.value, kind="stable")
    share = known.weight[order] / known.population
    lorenz = np.concatenate([[0.0], np.cumsum(share * known.value[order] / known.mean)])
    return known.answer("gini", 1.0 - float(share @ (lorenz[1:] + lorenz[:-1])))
