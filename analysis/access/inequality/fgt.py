"""Foster-Greer-Thorbecke: how many people miss a norm, and by how much."""

from typing import Literal

import numpy as np
import pandas as pd

from analysis.access.inequality.sample import Inequality, sample
from geo.errors import BadInputError


def fgt(
    values: pd.Series,
    weights: pd.Series,
    *,
    norm: float,
    alpha: float,
    missed: Literal["below", "above"] = "below",
) -> Inequality:
    """Return (1/P) Σ p · gap^alpha over the people who miss the norm.

    The gap is (z − a)/z, between 0 and 1, for a figure that should be at least z; (a − z)/z for one that should be
    at most z (minutes). ``alpha`` 0: share of people who miss the norm; 1: mean gap; 2: mean squared gap, which
    weighs the worst-off more. Exactly at the norm is not missing it.

    Parameters
    ----------
    values, weights
        As in `analysis.access.inequality.gini.gini`; an infinite value (unreachable) counts with ``alpha`` 0 only.
    norm
        z, above zero.
    alpha
        0 or more.
    missed
        The side of the norm where it is missed.

    Returns
    -------
    Inequality
        NaN when nobody is there.

    Raises
    ------
    BadInputError
        ``inequality-bad-norm`` (norm not above zero, alpha negative), ``inequality-bad-value`` (an infinite value has
        no gap); and those of `analysis.access.inequality.sample.sample`.
    """
    if not (norm > 0 and np.isfinite(norm) and alpha >= 0 and np.isfinite(alpha)):
        raise BadInputError("inequality-bad-norm", norm=norm, alpha=alpha)
    known = sample(values, weights, infinite=missed == "above" and alpha == 0)
    gap = (norm - known.value if missed == "below" else known.value - norm) / norm
    misses = gap > 0
    if not known.population > 0:
        return known.answer(f"fgt-{alpha:g}", np.nan)
    loss = float(known.weight[misses] @ gap[misses] ** alpha)
    return known.answer(f"fgt-{alpha:g}", loss / known.population)
