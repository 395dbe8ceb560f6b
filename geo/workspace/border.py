"""The border of a territory: how far it is from a place, as the crow flies."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path

import numpy as np
import shapely

from geo.schema import FloatArray
from geo.workspace.data import database_path
from geo.workspace.store import open_database
from geo.workspace.territory import Territory

EARTH_M = 6_371_008.8
"""Mean radius of the Earth, in metres (IUGG)."""

_STEP_DEGREES = 0.005
_MOST_POINTS = 2_000


def border_points(territory: Territory) -> FloatArray:
    """Return points along the border of a territory: every half kilometre or so, every few for a large one.

    Returns
    -------
    numpy.ndarray
        ``(n, 2)``: longitude and latitude, in degrees. Empty where the territory has no polygon of its own or is
        not built. Coasts belong to the border.
    """
    path = database_path(territory)
    if not path.is_file():
        return np.empty((0, 2))
    return _points(path, path.stat().st_mtime_ns, territory.root)


@lru_cache(maxsize=8)
def _points(path: Path, written: int, root: str) -> FloatArray:
    """Return the same of a database as it was written at some time; never to be changed by the caller."""
    del written
    with open_database(path) as database:
        rows = database.frame("SELECT geometry_wkb FROM zone WHERE zone_id = $zone", {"zone": root})
    shapes = shapely.from_wkb([bytes(cell) for cell in rows["geometry_wkb"]])
    lines = shapely.segmentize(shapely.boundary(shapes), _STEP_DEGREES)
    points = shapely.get_coordinates(lines)
    return np.asarray(points[:: 1 + len(points) // _MOST_POINTS], dtype=np.float64)


def nearest_m(lonlat: FloatArray, others: FloatArray) -> FloatArray:
    """Return the great-circle distance from points to the nearest of others, in metres.

    Parameters
    ----------
    lonlat, others
        ``(n, 2)`` and ``(m, 2)``: longitude and latitude, in degrees.

    Returns
    -------
    numpy.ndarray
        ``(n,)``; infinite where there is no other, NaN for a point without coordinates.
    """
    angles = np.full(len(lonlat), np.inf)
    if len(others):
        known = np.isfinite(lonlat).all(axis=1)
        angles[~known] = np.nan
        # Imported here: most commands ask for no border.
        tree = import_module("scipy.spatial").cKDTree(_on_sphere(others))
        chords = tree.query(_on_sphere(lonlat[known]))[0]
        angles[known] = 2 * np.arcsin(np.clip(chords / 2, 0.0, 1.0))
    return angles * EARTH_M


def _on_sphere(lonlat: FloatArray) -> FloatArray:
    lon, lat = np.radians(lonlat).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
