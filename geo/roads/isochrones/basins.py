"""Basins: to which actor each point of the territory is nearest."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import BadInputError
from geo.roads.isochrones.areas import SLACK_S
from geo.roads.isochrones.contour import rings_of_label
from geo.roads.isochrones.grid import CellGrid
from geo.roads.isochrones.polygons import multipolygons
from geo.routing import PointSet, RoutingEngine


def basins(
    actors: PointSet,
    actor_ids: Sequence[str],
    engine: RoutingEngine,
    grid: CellGrid,
    *,
    limit_min: float = np.inf,
    to_actor: bool = True,
    workers: int = 2,
) -> gpd.GeoDataFrame:
    """Return, for every actor, the area from which it is the nearest.

    Parameters
    ----------
    actors, actor_ids, engine, grid, to_actor, workers
        As in :func:`geo.roads.isochrones.isochrones`.
    limit_min
        Longest time, itself included; what is further belongs to nobody.

    Returns
    -------
    geopandas.GeoDataFrame
        ``actor_id``, ``area_km2``, ``geometry`` (multipolygon in EPSG:4326, empty for an actor nearest to nobody), in
        the order of the actors. Basins do not overlap, and leave no gap between them. At equal times, the actor listed
        first.

    Raises
    ------
    BadInputError
        ``bad-thresholds`` when the limit is negative.
    """
    if not limit_min >= 0:
        raise BadInputError("bad-thresholds", thresholds=str(limit_min))
    _, nearest = engine.nearest(
        actors, places=grid.points, limit_s=60 * limit_min + SLACK_S, reverse=not to_actor, workers=workers
    )
    within = grid.walk_m[grid.cells] <= np.float32(grid.max_walk_m)
    flat = np.full(grid.rows * grid.columns, -1, np.int32)
    flat[grid.cells] = np.where(within, nearest, -1)
    label = flat.reshape(grid.rows, grid.columns)
    drawn = []
    for actor in range(len(actors)):
        rows, columns = np.nonzero(label == actor)
        if rows.size:
            window = (int(rows.min()) - 1, int(columns.min()) - 1, int(np.ptp(rows)) + 3, int(np.ptp(columns)) + 3)
        else:
            window = (0, 0, 2, 2)
        cut = label[window[0] : window[0] + window[2], window[1] : window[1] + window[3]]
        drawn.append((rings_of_label(cut, actor), window))
    return gpd.GeoDataFrame(
        {
            "actor_id": pd.Series(list(actor_ids), dtype="str"),
            "area_km2": [rings.area_cells.sum() * grid.cell_m**2 / 1e6 for rings, _ in drawn],
        },
        geometry=multipolygons(drawn, grid),
        crs="EPSG:4326",
    )
