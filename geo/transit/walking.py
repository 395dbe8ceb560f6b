"""Who is within a walk of what: by the streets where a network on foot was built, else in straight line and detour."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from geo.roads.snapping import projection
from geo.roads.territory_roads import Roads, has_roads, open_roads
from geo.schema import BoolArray
from geo.transit.profile import TransitProfile
from geo.transit.timetable import Walks
from geo.workspace.territory import Territory


@dataclass(frozen=True)
class Walking:
    """How one walks in a territory: its streets, None where none were built, and what stands in for them."""

    streets: Roads | None
    profile: TransitProfile
    metric_crs: str

    @property
    def by(self) -> str:
        """What walks follow: ``streets`` or ``straight``."""
        return "straight" if self.streets is None else "streets"

    def between(self, ones: pd.DataFrame, others: pd.DataFrame, *, within_min: float) -> Walks:
        """Return the pairs within a walk: positions in both tables, sorted, and whole seconds, rounded.

        By the streets between two points that both touch them, in straight line otherwise.

        Parameters
        ----------
        ones, others
            ``lon``, ``lat`` in degrees; one without a position is near nothing.
        """
        one, other, seconds = self._straight(ones, others, within_min)
        if self.streets is None:
            return one, other, seconds
        ends = [self.streets.snapped(points) for points in (ones, others)]
        on_streets = ends[0].attached[one] & ends[1].attached[other]
        along = self._streets(self.streets, ends, within_min)
        parts = zip((one[~on_streets], other[~on_streets], seconds[~on_streets]), along, strict=True)
        one, other, seconds = (np.concatenate(part) for part in parts)
        order = np.lexsort((other, one))
        return one[order], other[order], seconds[order]

    def _straight(self, ones: pd.DataFrame, others: pd.DataFrame, within_min: float) -> Walks:
        project = projection(self.metric_crs)
        spots, kept = [], []
        for points in (ones, others):
            lon, lat = points["lon"].to_numpy(np.float64), points["lat"].to_numpy(np.float64)
            known: BoolArray = np.isfinite(lon) & np.isfinite(lat)
            xy = np.column_stack(project(lon[known], lat[known]))
            inside = np.isfinite(xy).all(axis=1)
            spots.append(xy[inside])
            kept.append(np.flatnonzero(known)[inside])
        if not len(spots[0]) or not len(spots[1]):
            nothing = np.empty(0, dtype=np.int64)
            return nothing, nothing, nothing
        pairs = cKDTree(spots[0]).sparse_distance_matrix(
            cKDTree(spots[1]), self.profile.walk_m(within_min), output_type="ndarray"
        )
        one, other = kept[0][pairs["i"]], kept[1][pairs["j"]]
        seconds = np.rint(self.profile.walk_s(pairs["v"])).astype(np.int64)
        order = np.lexsort((other, one))
        return one[order], other[order], seconds[order]

    @staticmethod
    def _streets(streets: Roads, ends: list, within_min: float) -> Walks:  # type: ignore[type-arg]
        sets = [streets.attached(end) for end in ends]
        found = [
            (row + begin, column, np.rint(block[row, column]))
            for begin, block in streets.engine.matrix_chunks(*sets, limit_s=within_min * 60)
            for row, column in [np.nonzero(np.isfinite(block))]
        ]
        parts = zip(*found, strict=True) if found else [[np.empty(0)]] * 3
        one, other, seconds = (np.concatenate(part).astype(np.int64) for part in parts)
        return one, other, seconds


def walking_in(territory: Territory, profile: TransitProfile) -> Walking:
    """Return how one walks in a territory: by the network on foot of the workspace where there is one."""
    streets = open_roads(territory, "foot") if has_roads(territory, "foot") else None
    return Walking(streets, profile, territory.metric_crs)
