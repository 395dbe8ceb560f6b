"""Measures of inequality of a figure among people: every place weighs as much as its population.

Gini: how far the Lorenz curve lies from equality. Palma: the top tenth over the bottom four tenths. Concentration:
whether a figure goes rather to one end of a rank (income, vulnerability) than to the other. Foster-Greer-Thorbecke:
how many people miss a norm, and by how much. Theil T: splits exactly into between groups and within them.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import BadInputError
from geo.schema import FloatArray


@dataclass(frozen=True)
class Inequality:
    """A measure of inequality, and how much of the population it speaks of.

    ``value`` is NaN where the measure has no meaning: nobody, or a mean of zero. ``places_excluded`` are the places
    whose figure (or weight, or rank, or group) is unknown, ``population_excluded`` their known population.
    """

    measure: str
    value: float
    population: float
    population_excluded: float
    places: int
    places_excluded: int

    @property
    def known_share(self) -> float:
        """Share of the known population whose figure is known (0-1; NaN when nobody is known)."""
        total = self.population + self.population_excluded
        return self.population / total if total > 0 else float("nan")


@dataclass(frozen=True, eq=False)
class Sample:
    """Known values and weights; ``index`` their places; ``keep`` which of the caller's places they are."""

    value: FloatArray
    weight: FloatArray
    keep: npt.NDArray[np.bool_]
    population_excluded: float

    @property
    def population(self) -> float:
        """Total weight."""
        return float(self.weight.sum())

    @property
    def mean(self) -> float:
        """Weighted mean; NaN when nobody is there."""
        return float(self.weight @ self.value) / self.population if self.population > 0 else float("nan")

    def answer(self, measure: str, value: float) -> Inequality:
        """Return a value as a result."""
        return Inequality(measure, float(value), self.population, self.population_excluded, *self.counts())

    def counts(self) -> tuple[int, int]:
        """Return how many places are counted and how many are left out."""
        return int(self.keep.sum()), int((~self.keep).sum())


def sample(values: pd.Series, weights: pd.Series, *others: pd.Series, infinite: bool = False) -> Sample:
    """Return the places whose value, weight and other columns are all known.

    Parameters
    ----------
    values
        A figure per place, zero or more; NaN is unknown.
    weights
        Population of the same places, zero or more; NaN is unknown.
    *others
        Ranks or groups of the same places.
    infinite
        Whether an infinite value (an unreachable time) is allowed.

    Raises
    ------
    BadInputError
        ``inequality-misaligned`` unless all have the same index, ``inequality-bad-value`` (negative, or infinite
        where that is not allowed), ``inequality-bad-weight`` (negative or infinite).
    """
    for other in (weights, *others):
        if not values.index.equals(other.index):
            raise BadInputError("inequality-misaligned", left=len(values), right=len(other))
    value = values.to_numpy(dtype=np.float64, na_value=np.nan)
    weight = weights.to_numpy(dtype=np.float64, na_value=np.nan)
    _refuse((value < 0) | (np.isinf(value) & (not infinite)), values, "inequality-bad-value")
    _refuse((weight < 0) | np.isinf(weight), weights, "inequality-bad-weight")
    keep = ~np.isnan(value) & ~np.isnan(weight)
    for other in others:
        keep &= other.notna().to_numpy()
    return Sample(value[keep], weight[keep], keep, float(np.nansum(weight[~keep])))


def weighted_quantile(values: pd.Series, weights: pd.Series, *, probability: float) -> float:
    """Return the smallest value that at least ``probability`` of the population does not exceed.

    Unknown values and weights are left out; NaN when nobody is left.

    Raises
    ------
    BadInputError
        ``inequality-bad-probability`` outside 0-1; and the errors of `sample`.
    """
    if not 0 <= probability <= 1:
        raise BadInputError("inequality-bad-probability", value=probability)
    known = sample(values, weights)
    present = known.weight > 0
    if not present.any():
        return float("nan")
    order = np.argsort(known.value[present], kind="stable")
    reached = np.cumsum(known.weight[present][order])
    first = np.searchsorted(reached, probability * reached[-1], side="left")
    return float(known.value[present][order][min(first, len(order) - 1)])


def _refuse(bad: npt.NDArray[np.bool_], cells: pd.Series, key: str) -> None:
    if bad.any():
        at = int(bad.argmax())
        raise BadInputError(key, id=str(cells.index[at]), value=float(cells.iloc[at]))


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
        As `sample`.
    """
    known = sample(values, weights)
    if not known.mean > 0:
        return known.answer("gini", np.nan)
    order = np.argsort(known.value, kind="stable")
    share = known.weight[order] / known.population
    lorenz = np.concatenate([[0.0], np.cumsum(share * known.value[order] / known.mean)])
    return known.answer("gini", 1.0 - float(share @ (lorenz[1:] + lorenz[:-1])))


@dataclass(frozen=True, eq=False)
class Ranking:
    """One line per distinct rank, rising: its people, and the mean of their figure."""

    rank: FloatArray
    people: FloatArray
    mean: FloatArray


def ranking(known: Sample, rank: pd.Series) -> Ranking:
    """Return the people of a sample in the order of ``rank`` (same places as the caller's values)."""
    own = rank.to_numpy(dtype=np.float64, na_value=np.nan)[known.keep]
    levels, at = np.unique(own, return_inverse=True)
    people = np.bincount(at, weights=known.weight, minlength=len(levels)).astype(np.float64)
    total = np.bincount(at, weights=known.weight * known.value, minlength=len(levels))
    present = people > 0
    return Ranking(levels[present], people[present], total[present] / people[present])


BOTTOM_SHARE = 0.4
TOP_SHARE = 0.1


def palma(
    values: pd.Series, weights: pd.Series, rank: pd.Series | None = None, *, cutoffs: tuple[float, float] | None = None
) -> Inequality:
    """Return the mean figure of the top 10 % over that of the bottom 40 %; 1 when they have the same.

    Parameters
    ----------
    values, weights
        As in `gini`.
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
        As `sample`.
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


def concentration(values: pd.Series, weights: pd.Series, rank: pd.Series) -> Inequality:
    """Return the concentration index, −1 to 1.

    2/μ · Σ (p/P) a r − 1, r being the mean fractional rank of the place's people (from 0, lowest, to 1). Positive:
    the figure goes rather to those of high rank; negative: to those of low rank; 0: the rank makes no difference.
    Places of equal rank share one mean.

    Parameters
    ----------
    values, weights
        As in `gini`.
    rank
        Number that orders the same places; a place without one is left out.

    Returns
    -------
    Inequality
        NaN when the mean is zero.

    Raises
    ------
    BadInputError
        As `sample`.
    """
    known = sample(values, weights, rank)
    if not known.mean > 0:
        return known.answer("concentration", np.nan)
    order = ranking(known, rank)
    share = order.people / known.population
    middle = np.cumsum(share) - share / 2
    return known.answer("concentration", 2.0 / known.mean * float(share @ (order.mean * middle)) - 1.0)


def fgt(
    values: pd.Series, weights: pd.Series, *, norm: float, alpha: float, missed: Literal["below", "above"] = "below"
) -> Inequality:
    """Return (1/P) Σ p · gap^alpha over the people who miss the norm.

    The gap is (z − a)/z, between 0 and 1, for a figure that should be at least z; (a − z)/z for one that should be
    at most z (minutes). ``alpha`` 0: share of people who miss the norm; 1: mean gap; 2: mean squared gap, which
    weighs the worst-off more. Exactly at the norm is not missing it.

    Parameters
    ----------
    values, weights
        As in `gini`; an infinite value (unreachable) counts with ``alpha`` 0 only.
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
        no gap); and those of `sample`.
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
        As in `gini`.
    groups
        Group (province, decile) of the same places; a place without one is left out.

    Returns
    -------
    Theil
        NaN when the mean is zero.

    Raises
    ------
    BadInputError
        As `sample`.
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
