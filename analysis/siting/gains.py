"""What each site would bring to each place: the common form of maximum coverage and of the p-median.

Opening the set S brings ``Σ_i max_{j ∈ S} g_ij``. For coverage, g_ij is the weight of a place that nothing covers yet
and that j covers; for the median, the weight times the minutes that j saves. Places that the same sites would serve
with the same gain are one.
"""

from dataclasses import dataclass

import numpy as np

from analysis.siting.problem import Problem
from geo.schema import BoolArray, CodeArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Gains:
    """Rows of gains: those of row ``i`` are ``start[i]:start[i + 1]``, the largest first.

    ``constant`` is what is already there: the weight covered today, or minus the total minutes of today.
    """

    start: IntArray
    site: CodeArray
    gain: FloatArray
    n_sites: int
    constant: float

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.start) - 1

    @property
    def row(self) -> IntArray:
        """Row of every gain."""
        return np.repeat(np.arange(self.n_rows), np.diff(self.start))


def coverage_gains(problem: Problem, *, horizon_min: float) -> Gains:
    """Return the gains of coverage within a horizon, which is included."""
    covered = problem.before <= horizon_min
    useful = (problem.minutes <= horizon_min) & ~covered[problem.place] & (problem.weight > 0)[problem.place]
    place, site = problem.place[useful], problem.site[useful]
    rows, weights = merged(place, site, problem.weight, n_places=problem.n_places)
    start = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
    return Gains(
        start=start,
        site=np.concatenate(rows).astype(np.int32) if rows else np.zeros(0, dtype=np.int32),
        gain=np.repeat(weights, np.diff(start)),
        n_sites=problem.n_sites,
        constant=float(problem.weight[covered].sum()),
    )


def minutes_gains(problem: Problem, *, far_min: float) -> Gains:
    """Return the gains in weighted minutes; a place that nothing reaches counts as ``far_min`` away."""
    now = np.minimum(problem.before, far_min)
    gain = problem.weight[problem.place] * (now[problem.place] - problem.minutes)
    useful = gain > 0
    place = problem.place[useful]
    # Sorted by minutes within a place, hence by gain, the largest first.
    start = np.concatenate(([0], np.cumsum(np.bincount(place, minlength=problem.n_places)))).astype(np.int64)
    kept = np.concatenate(([True], np.diff(start) > 0))
    return Gains(
        start=start[kept],
        site=problem.site[useful],
        gain=gain[useful],
        n_sites=problem.n_sites,
        constant=-float(problem.weight @ now),
    )


def with_bonus(gains: Gains, sites: BoolArray | None, bonus: float) -> Gains:
    """Return gains with one more row per site of ``sites``: opening it brings ``bonus`` more, whatever else opens."""
    if sites is None or not sites.any() or bonus <= 0:
        return gains
    codes = np.flatnonzero(sites)
    more = gains.start[-1] + 1 + np.arange(len(codes))
    return Gains(
        start=np.concatenate([gains.start, more]),
        site=np.concatenate([gains.site, codes]).astype(np.int32),
        gain=np.concatenate([gains.gain, np.full(len(codes), bonus)]),
        n_sites=gains.n_sites,
        constant=gains.constant,
    )


def merged(
    place: IntArray, site: CodeArray, weight: FloatArray, *, n_places: int
) -> tuple[list[CodeArray], FloatArray]:
    """Return the distinct sets of sites that cover places, and the weight of the places of each."""
    order = np.lexsort((site, place))
    cuts = np.concatenate(([0], np.cumsum(np.bincount(place, minlength=n_places))))
    ordered = np.ascontiguousarray(site[order], dtype=np.int32)
    found: dict[bytes, int] = {}
    rows: list[CodeArray] = []
    weights: list[float] = []
    for here in np.flatnonzero(np.diff(cuts)):
        row = ordered[cuts[here] : cuts[here + 1]]
        key = row.tobytes()
        if key not in found:
            found[key] = len(rows)
            rows.append(row)
            weights.append(0.0)
        weights[found[key]] += float(weight[here])
    return rows, np.array(weights)
