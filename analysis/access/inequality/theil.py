"""Theil T: inequality that splits exactly into between groups and within them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.access.inequality.sample import FloatArray, Inequality, sample


@dataclass(frozen=True, eq=False)
class Theil(Inequality):
    """``value`` = ``between`` + ``within``.

    ``groups`` is indexed by ``group``, sorted: ``population``, ``mean``, ``theil`` (inside the group; NaN when its
    mean is zero), ``between`` and ``within`` (its parts of the total).
    """

    between: float
    within: float
    groups: pd.DataFrame


def theil(values: pd.Series, weights: pd.Series, groups: pd.Series) -> Theil:
    """Return the Theil T index and its parts between and within groups.

    T = Σ (p/P) (a/μ) ln(a/μ); a place where a = 0 adds 0, the limit. With s_g = (P_g/P) (μ_g/μ), the group's part
    between is s_g ln(μ_g/μ) and its part within is s_g T_g. 0 is equality; the most is ln(P / smallest place).

    Parameters
    ----------
    values, weights
        As in `analysis.access.inequality.gini.gini`.
    groups
        Group (province, decile) of the same places; a place without one is left out.

    Returns
    -------
    Theil
        NaN when the mean is zero.

    Raises
    ------
    BadInputError
        As `analysis.access.inequality.sample.sample`.
    """
    known = sample(values, weights, groups)
    frame = pd.DataFrame({"group": groups.to_numpy()[known.keep], "a": known.value, "p": known.weight})
    frame["total"] = frame["a"] * frame["p"]
    table = frame.groupby("group", observed=True)[["p", "total"]].sum().rename(columns={"p": "population"})
    table["mean"] = (table["total"] / table["population"]).where(table["population"] > 0)
    own_mean = frame["group"].map(table["mean"]).to_numpy(dtype=np.float64)
    frame["inside"] = known.weight * _entropy(known.value, own_mean)
    inside = frame.groupby("group", observed=True)["inside"].sum()
    table["theil"] = (inside / table["population"]).where(table["mean"] > 0)
    meaningful = known.mean > 0
    part = table["total"] / (known.mean * known.population) if meaningful else table["total"] * np.nan
    relative = (table["mean"] / known.mean).where(table["mean"] > 0, 1.0) if meaningful else part
    table["between"] = part * np.log(relative)
    table["within"] = part * table["theil"].fillna(0.0)
    value = float(known.weight @ _entropy(known.value, np.full(len(known.value), known.mean)))
    return Theil(
        "theil",
        value / known.population if meaningful else float("nan"),
        known.population,
        known.population_excluded,
        *known.counts(),
        between=float(table["between"].sum()) if meaningful else float("nan"),
        within=float(table["within"].sum()) if meaningful else float("nan"),
        groups=table[["population", "mean", "theil", "between", "within"]].rename_axis("group"),
    )


def _entropy(value: FloatArray, mean: FloatArray) -> FloatArray:
    # (a/μ) ln(a/μ), and its limit 0 where a = 0.
    relative = np.divide(value, mean, out=np.zeros(len(value)), where=mean > 0)
    logarithm = np.log(relative, out=np.zeros(len(value)), where=relative > 0)
    return relative * logarithm
