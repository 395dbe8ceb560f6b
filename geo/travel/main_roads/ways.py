"""Going by the main roads: from a point to a locality near it, by the skeleton, and on to the other point."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.schema import FloatArray
from geo.travel.estimate import great_circle_km, minutes_for, straight
from geo.travel.main_roads.profile import MainRoadsProfile
from geo.travel.near_pairs import Toward, on_sphere
from geo.travel.trips import rounded_minutes
from geo.workspace.territory import EstimateParameters

_FEW = 3_000_000
"""Up to so many pairs of a point and a locality, all are looked at; beyond, a tree of positions finds the near ones."""

_POINTS_AT_ONCE = 200_000
_CANDIDATES = 6
"""How many points stay in question for each locality when the nearest of many is looked for."""


@dataclass(frozen=True, eq=False)
class SkeletonArrays:
    """The arrays of a skeleton: see ``geo.travel.main_roads.graph.Skeleton``."""

    lon: FloatArray
    lat: FloatArray
    dense: FloatArray
    minutes: npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Attached:
    """Points and the localities that they go through.

    ``node`` and ``leg_min`` have shape (points, neighbours); ``end_min`` (points,) is what the end of the trip adds.
    """

    node: npt.NDArray[np.int64]
    leg_min: FloatArray
    end_min: FloatArray


@dataclass(frozen=True, eq=False)
class MainRoads:
    """The estimate by the main roads: the shorter of the direct way and of the way by the skeleton.

    A point goes to one of its nearest localities at the local speed, from there by the shortest way of the skeleton to
    a locality near the other point, then to it. Leaving, parking and the two ends count once.
    """

    skeleton: SkeletonArrays
    profile: MainRoadsProfile
    parameters: EstimateParameters

    def toward(self, lon: FloatArray, lat: FloatArray) -> Toward:
        """Return what gives the minutes to points, in degrees."""
        ends = self.attached(lon, lat)
        from_nodes = self._from_nodes(ends)
        direct = straight(self.parameters, lon, lat)

        def minutes(here_lon: FloatArray, here_lat: FloatArray) -> FloatArray:
            begin = self.attached(here_lon, here_lat)
            way = np.full((len(here_lon), len(lon)), np.inf)
            for rank in range(begin.node.shape[1]):
                np.minimum(way, from_nodes[begin.node[:, rank]] + begin.leg_min[:, rank, None], out=way)
            way += self.profile.ends.access_min + begin.end_min[:, None] + ends.end_min
            return np.minimum(rounded_minutes(way), direct(here_lon, here_lat))

        return minutes

    def nearest(
        self, places: pd.DataFrame, lon: FloatArray, lat: FloatArray
    ) -> tuple[npt.NDArray[np.int64], FloatArray]:
        """Return, among many points, the position of the nearest of every place, and its minutes.

        Each locality keeps the few points that are nearest by the skeleton, each place those that are nearest in a
        straight line; the nearest is among them.
        """
        ends = self.attached(lon, lat)
        cost = self._from_nodes(ends) + ends.end_min
        few = min(_CANDIDATES, len(lon))
        by_node = np.argsort(cost, axis=1, kind="stable")[:, :few]
        tree = import_module("scipy.spatial").cKDTree(on_sphere(lon, lat))
        first, least = np.empty(len(places), dtype=np.int64), np.empty(len(places))
        for start in range(0, len(places), _POINTS_AT_ONCE):
            block = places.iloc[start : start + _POINTS_AT_ONCE]
            here_lon, here_lat = (block[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
            begin = self.attached(here_lon, here_lat)
            _, close = tree.query(on_sphere(here_lon, here_lat), k=few)
            near = by_node[begin.node].reshape(len(block), -1)
            found = np.concatenate([near, close.reshape(len(block), few)], axis=1)
            way = np.full(found.shape, np.inf)
            for rank in range(begin.node.shape[1]):
                np.minimum(way, cost[begin.node[:, rank, None], found] + begin.leg_min[:, rank, None], out=way)
            way += self.profile.ends.access_min + begin.end_min[:, None]
            away_km = great_circle_km(here_lon[:, None], here_lat[:, None], lon[found], lat[found])
            minutes = np.minimum(rounded_minutes(way), minutes_for(away_km, self.parameters))
            best = minutes.min(axis=1)
            chosen = np.where(minutes == best[:, None], found, len(lon)).min(axis=1)
            first[start : start + len(block)], least[start : start + len(block)] = chosen, best
        return first, least

    def farthest_km(self, minutes: float) -> float:
        """Return the great-circle distance beyond which no trip is that short: none is known."""
        del minutes
        return np.inf

    def left_at_localities(self, lon: float, lat: float, limit_min: float) -> tuple[FloatArray, FloatArray]:
        """Return the minutes left at every locality of a trip of ``limit_min`` from a point, and km/h around each."""
        ends = self.attached(np.array([lon]), np.array([lat]))
        way = self._from_nodes(ends)[:, 0] + self.profile.ends.access_min + ends.end_min[0]
        dense = self.skeleton.dense
        return limit_min - way - self.profile.ends.dense_min * dense, self.profile.local.kph(dense)

    def attached(self, lon: FloatArray, lat: FloatArray) -> Attached:
        """Return the localities that points go through, the nearest first, and what it takes to get there."""
        return _attached(self.skeleton, self.profile, lon.tobytes(), lat.tobytes())

    def _from_nodes(self, ends: Attached) -> FloatArray:
        """Return the minutes from every locality to points, their last leg counted: shape (localities, points)."""
        minutes = self.skeleton.minutes
        way = np.full((len(minutes), len(ends.node)), np.inf)
        for rank in range(ends.node.shape[1]):
            # Ways are the same in both directions: columns are read as rows.
            np.minimum(way, minutes[ends.node[:, rank]].T + ends.leg_min[:, rank], out=way)
        return way


@lru_cache(maxsize=16)
def _attached(kept: SkeletonArrays, profile: MainRoadsProfile, lon_bytes: bytes, lat_bytes: bytes) -> Attached:
    """Return `MainRoads.attached`: every question is asked from the same places."""
    lon, lat, ends, local = np.frombuffer(lon_bytes), np.frombuffer(lat_bytes), profile.ends, profile.local
    few = min(ends.neighbours, len(kept.lon))
    if len(lon) * len(kept.lon) <= _FEW:
        km = great_circle_km(lon[:, None], lat[:, None], kept.lon, kept.lat)
        node = np.argpartition(km, few - 1, axis=1)[:, :few] if few < len(kept.lon) else np.argsort(km, axis=1)
    else:
        tree = import_module("scipy.spatial").cKDTree(on_sphere(kept.lon, kept.lat))
        node = tree.query(on_sphere(lon, lat), k=few)[1].reshape(len(lon), few)
    km = great_circle_km(lon[:, None], lat[:, None], kept.lon[node], kept.lat[node])
    order = np.lexsort((node, km), axis=1)
    node, km = np.take_along_axis(node, order, axis=1), np.take_along_axis(km, order, axis=1)
    dense = kept.dense[node[:, 0]]
    return Attached(node, 60 * km * local.detour / local.kph(dense)[:, None], ends.dense_min * dense)
