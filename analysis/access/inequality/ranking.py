"""People in the order of a rank variable: places of equal rank share one mean, so that their order is no matter."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.access.inequality.sample import FloatArray, Sample


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
