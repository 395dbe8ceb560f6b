"""Isochrones: from where, or to where, one travels within a time of an actor.

A point belongs to the area when its travel time, counted exactly as that of a place — on foot in a straight line to
the nearest street, at most the longest walk, then along the streets — is the threshold or less. Times are computed at
the points of a grid and interpolated between them.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import BadInputError
from geo.roads.isochrones.contour import Rings, rings_within
from geo.roads.isochrones.grid import CellGrid
from geo.roads.isochrones.polygons import Window, multipolygons
from geo.routing import PointSet, RoutingEngine

SLACK_S = 1e-3
"""A thousandth of a second: times are exact to that, and a point at the threshold belongs to the area."""


NOWHERE = 2**31
"""Beyond any row or column."""


def isochrones(
    actors: PointSet,
    actor_ids: Sequence[str],
    engine: RoutingEngine,
    grid: CellGrid,
    *,
    thresholds_min: Sequence[float],
    to_actor: bool = True,
    workers: int = 2,
) -> gpd.GeoDataFrame:
    """Return the area within each time of each actor.

    Parameters
    ----------
    actors
        Actors attached to the network, from :func:`geo.roads.snapping.attach`.
    actor_ids
        Their ids, in the same order.
    engine
        The engine of the network.
    grid
        Grid over the network, from :func:`geo.roads.isochrones.cell_grid`.
    thresholds_min
        Minutes, themselves included.
    to_actor
        True: time from the point to the actor, as people who go there. False: from the actor to the point, as an
        actor who comes to people.
    workers
        Threads.

    Returns
    -------
    geopandas.GeoDataFrame
        ``actor_id``, ``threshold_min``, ``area_km2``, ``geometry`` (multipolygon in EPSG:4326, valid, with its
        holes; empty for an actor that is not attached), by actor then by threshold; areas of an actor are nested.

    Raises
    ------
    BadInputError
        ``bad-thresholds`` when they are none, negative or not finite.
    """
    limits = sorted({float(value) for value in thresholds_min})
    if not limits or limits[0] < 0 or not np.isfinite(limits[-1]):
        raise BadInputError("bad-thresholds", thresholds=", ".join(map(str, thresholds_min)))
    reach = GridTimes(grid, engine, to_actor=to_actor)

    def areas(actor: int) -> list[tuple[Rings, Window]]:
        return reach.areas(one_of(actors, actor), [60 * value + SLACK_S for value in limits])

    with ThreadPoolExecutor(max(1, workers)) as pool:
        drawn = [area for found in pool.map(areas, range(len(actors))) for area in found]
    return gpd.GeoDataFrame(
        {
            "actor_id": pd.Series(np.repeat(np.asarray(actor_ids, dtype=object), len(limits)), dtype="str"),
            "threshold_min": np.tile(limits, len(actors)),
            "area_km2": [rings.area_cells.sum() * grid.cell_m**2 / 1e6 for rings, _ in drawn],
        },
        geometry=multipolygons(drawn, grid),
        crs="EPSG:4326",
    )


def one_of(points: PointSet, position: int) -> PointSet:
    """Return one point of a set, as a set."""
    return PointSet(**{name: values[position : position + 1] for name, values in vars(points).items()})


class GridTimes:
    """Travel times on the grid, one actor at a time, only where its search went."""

    def __init__(self, grid: CellGrid, engine: RoutingEngine, *, to_actor: bool) -> None:
        points = grid.points
        self.grid, self.engine, self.to_actor = grid, engine, to_actor
        nodes, seconds = (points.out_nodes, points.out_seconds) if to_actor else (points.in_nodes, points.in_seconds)
        size = grid.rows * grid.columns
        self.nodes = [_spread(nodes[:, way].astype(np.int32), grid, size, 0) for way in (0, 1)]
        self.seconds = [_spread(seconds[:, way].astype(np.float32), grid, size, np.inf) for way in (0, 1)]
        self.low, self.high = _cells_of_nodes(nodes, seconds, grid, engine.graph.n_nodes)
        order = np.argsort(points.segment, kind="stable")
        self.by_segment = order, points.segment[order]

    def areas(self, actor: PointSet, limits_s: Sequence[float]) -> list[tuple[Rings, Window]]:
        """Rings of the area within each time of one actor."""
        reached, seconds = self.engine.reach(actor, limit_s=limits_s[-1], reverse=self.to_actor)
        beside, beside_s = self._same_street(actor)
        window = self._window(reached, beside)
        if window is None:
            return [(rings_within(np.ones((2, 2))), (0, 0, 2, 2))] * len(limits_s)
        time_s = np.full(self.engine.graph.n_nodes, np.inf, np.float32)
        time_s[reached] = seconds
        first_row, first_column, rows, columns = window
        cut = np.s_[first_row : first_row + rows, first_column : first_column + columns]
        shape = self.grid.rows, self.grid.columns
        found = np.full((rows, columns), np.inf, np.float32)
        for nodes, access in zip(self.nodes, self.seconds, strict=True):
            np.minimum(found, time_s[nodes.reshape(shape)[cut]] + access.reshape(shape)[cut], out=found)
        row, column = np.divmod(self.grid.cells[beside], self.grid.columns)
        np.minimum.at(found, (row - first_row, column - first_column), beside_s.astype(np.float32))
        walk_m = self.grid.walk_m.reshape(shape)[cut]
        too_far_s = (walk_m - self.grid.max_walk_m) / self.grid.walk_m_per_s
        step_s = self.grid.cell_m / self.grid.walk_m_per_s
        return [
            (rings_within(np.clip(np.maximum(found - limit, too_far_s), -step_s, step_s)), window) for limit in limits_s
        ]

    def _same_street(self, actor: PointSet) -> tuple[np.ndarray, np.ndarray]:
        """Points of the grid on the actor's own street, and the time along it without passing its ends."""
        order, segment = self.by_segment
        begin, end = np.searchsorted(segment, [actor.segment[0], actor.segment[0] + 1])
        near = order[begin:end] if actor.segment[0] >= 0 else order[:0]
        points = self.grid.points
        ahead = actor.fraction[0] - points.fraction[near]
        ahead = ahead if self.to_actor else -ahead
        with np.errstate(invalid="ignore"):
            along = np.where(ahead >= 0, ahead * points.forward_s[near], -ahead * points.backward_s[near])
        seconds = along + points.access_s[near] + actor.access_s[0]
        allowed = np.isfinite(seconds)
        return near[allowed], seconds[allowed]

    def _window(self, reached: np.ndarray, beside: np.ndarray) -> Window | None:
        """Part of the grid that holds every point reached, with a border; None when there is none."""
        if 2 * reached.size > self.engine.graph.n_nodes:
            return 0, 0, self.grid.rows, self.grid.columns
        first, last = [], []
        for axis, cells in enumerate(np.divmod(self.grid.cells[beside], self.grid.columns)):
            first.append(min(self.low[axis][reached].min(initial=NOWHERE), cells.min(initial=NOWHERE)))
            last.append(max(self.high[axis][reached].max(initial=-1), cells.max(initial=-1)))
        if last[0] < 0:
            return None
        rows, columns = (int(high) - int(low) + 3 for low, high in zip(first, last, strict=True))
        return int(first[0]) - 1, int(first[1]) - 1, rows, columns


def _spread(values: np.ndarray, grid: CellGrid, size: int, nothing: float) -> np.ndarray:
    spread = np.full(size, nothing, values.dtype)
    spread[grid.cells] = values
    return spread


def _cells_of_nodes(
    nodes: np.ndarray, seconds: np.ndarray, grid: CellGrid, n_nodes: int
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """First row and column, and last ones, of the points that leave by each node."""
    low, high = [], []
    for place in np.divmod(grid.cells, grid.columns):
        low.append(np.full(n_nodes, NOWHERE, np.int64))
        high.append(np.full(n_nodes, -1, np.int64))
        for way in (0, 1):
            used = np.isfinite(seconds[:, way])
            np.minimum.at(low[-1], nodes[used, way], place[used])
            np.maximum.at(high[-1], nodes[used, way], place[used])
    return low, high
