"""The area from which an actor is reached within a time by public transport: small squares, each by its centre."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from geo.roads.covered_area import CELL_M
from geo.travel.transit_trips import TransitEngine

SQUARE_M = 250.0
"""Side of the squares, in metres: a walk of four minutes."""

_TOGETHER = 20_000
"""Squares asked about at once: what they need in memory does not grow with the area."""


def timetable_areas(
    engine: TransitEngine, actors: pd.DataFrame, *, thresholds_min: Sequence[float]
) -> gpd.GeoDataFrame:
    """Return the areas from which each actor is reached within each time, walks and waits counted.

    Nothing is said where no line passes, as everywhere: no square is there.

    Parameters
    ----------
    actors
        ``actor_id``, ``lon``, ``lat`` in degrees; those without position are left out.
    thresholds_min
        Minutes.

    Returns
    -------
    geopandas.GeoDataFrame
        ``actor_id``, ``threshold_min``, ``geometry`` (EPSG:4326), empty where nobody arrives in that time.
    """
    area = engine.transit.area
    parts = round(CELL_M / SQUARE_M)
    column, row = np.nonzero(np.kron(area.squares, np.ones((parts, parts), dtype=np.bool_)))
    west, south = (column + area.column * parts) * SQUARE_M, (row + area.row * parts) * SQUARE_M
    to_degrees = Transformer.from_crs(area.crs, "EPSG:4326", always_xy=True)
    lon, lat = to_degrees.transform(west + SQUARE_M / 2, south + SQUARE_M / 2)
    squares = pd.DataFrame({"place_id": np.arange(len(lon)).astype(str), "lon": lon, "lat": lat})
    placed = actors[actors["lon"].notna() & actors["lat"].notna()].reset_index(drop=True)
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for begin in range(0, len(squares), _TOGETHER):
        part = squares.iloc[begin : begin + _TOGETHER].reset_index(drop=True)
        trips = engine.times(part, placed, horizon_min=max(thresholds_min)).trips
        found.append((trips.place + begin, trips.actor, trips.minutes))
    place, actor, minutes = (np.concatenate(one) for one in zip(*found, strict=True))
    boxes = shapely.box(west, south, west + SQUARE_M, south + SQUARE_M)
    rows = [
        (actor_id, float(limit), shapely.coverage_union_all(boxes[place[(actor == at) & (minutes <= limit)]]))
        for at, actor_id in enumerate(placed["actor_id"])
        for limit in sorted(thresholds_min)
    ]
    table = pd.DataFrame(rows, columns=["actor_id", "threshold_min", "geometry"])
    return gpd.GeoDataFrame(table, geometry="geometry", crs=area.crs).to_crs("EPSG:4326")
