"""What every measure of inequality starts from: values and weights of the same places, unknowns set apart."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import BadInputError

FloatArray = npt.NDArray[np.float64]


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
