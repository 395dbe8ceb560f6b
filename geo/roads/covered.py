"""What a file of roads covers: outside of it, the absence of a road says nothing.

The area is made of squares of a kilometre that a road or a ferry of the file crosses, of any kind, usable or not; holes
and inlets narrower than ten kilometres belong to it (a closing by a disc of five kilometres: what a ball of that radius,
rolled outside, cannot touch). A part of the file that is twenty kilometres or more from the network that was kept is not
covered either: the roads that lead to it are in another file. Inside, what cannot be reached is out of reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyproj import Transformer
from scipy.ndimage import distance_transform_edt, label

from geo.roads.network import Network
from geo.roads.osm import RawRoads
from geo.roads.snapping import projection
from geo.schema import BoolArray, FloatArray

CELL_M = 1000.0
"""Side of the squares, in metres."""

HOLE_CELLS = 5
"""Radius of the disc that closes holes and inlets, in squares."""

APART_CELLS = 10
"""Half the distance from which a part of the file is apart from the network, in squares."""

MARGIN_M = 50_000.0
"""What lies farther than this from the territory is not looked at."""

_NAMES = ("covered.corner", "covered.shape", "covered.cells")


@dataclass(frozen=True, eq=False)
class CoveredArea:
    """The squares that a file covers, of ``CELL_M`` metres, in the metric system ``crs``.

    ``column`` and ``row`` are those of the first square, counted from the origin of the system; ``squares`` is a
    boolean array of shape (columns, rows).
    """

    crs: str
    column: int
    row: int
    squares: BoolArray

    def holds(self, points: pd.DataFrame) -> BoolArray:
        """Return which points (``lon``, ``lat`` in degrees) are in the area; one without a position is not."""
        x, y = projection(self.crs)(*(points[name].to_numpy(np.float64) for name in ("lon", "lat")))
        return self._at(x, y)

    def _at(self, x: FloatArray, y: FloatArray) -> BoolArray:
        known = np.isfinite(x) & np.isfinite(y)
        at = [
            np.floor(np.where(known, metres, 0.0) / CELL_M).astype(np.int64) - first
            for metres, first in ((x, self.column), (y, self.row))
        ]
        inside = known & (at[0] >= 0) & (at[1] >= 0) & (at[0] < self.squares.shape[0]) & (at[1] < self.squares.shape[1])
        held: BoolArray = np.zeros(len(x), dtype=np.bool_)
        held[inside] = self.squares[at[0][inside], at[1][inside]]
        return held


def covered_area(
    raw: RawRoads, network: Network, *, metric_crs: str, extent: tuple[float, float, float, float]
) -> CoveredArea:
    """Return what a file covers around a territory.

    Parameters
    ----------
    raw
        All that the file holds.
    network
        What was kept of it for a mode.
    extent
        West, south, east, north of the territory, in degrees.
    """
    nodes = raw.nodes
    tail, head = (raw.segments[end].to_numpy() for end in ("tail", "head"))
    lon, lat = nodes["lon"].to_numpy(np.float64), nodes["lat"].to_numpy(np.float64)
    return _area(lon, lat, tail, head, network, metric_crs=metric_crs, extent=extent)


def area_of_network(network: Network, *, metric_crs: str) -> CoveredArea:
    """Return what a network covers by itself, where what its file held was not kept."""
    lon, lat = (network.nodes[name].to_numpy(np.float64) for name in ("lon", "lat"))
    tail, head = (network.edges[end].to_numpy() for end in ("tail", "head"))
    west, south, east, north = lon.min(), lat.min(), lon.max(), lat.max()
    return _area(lon, lat, tail, head, network, metric_crs=metric_crs, extent=(west, south, east, north))


def area_arrays(area: CoveredArea) -> dict[str, np.ndarray]:
    """Return what :func:`area_of` needs to make the area again: one-dimensional arrays, by name."""
    corner = np.array([area.column, area.row], np.int64)
    shape = np.array(area.squares.shape, np.int64)
    return dict(zip(_NAMES, (corner, shape, np.packbits(area.squares)), strict=True))


def area_of(arrays: Mapping[str, np.ndarray], *, metric_crs: str) -> CoveredArea | None:
    """Return the area that arrays hold; None when they hold none. They are in the system of the index beside them."""
    if not set(_NAMES) <= set(arrays):
        return None
    corner, shape, cells = (arrays[name] for name in _NAMES)
    columns, rows = shape.tolist()
    squares = np.unpackbits(cells, count=columns * rows).astype(np.bool_).reshape(columns, rows)
    return CoveredArea(metric_crs, int(corner[0]), int(corner[1]), squares)


def _area(
    lon: FloatArray,
    lat: FloatArray,
    tail: np.ndarray,
    head: np.ndarray,
    network: Network,
    *,
    metric_crs: str,
    extent: tuple[float, float, float, float],
) -> CoveredArea:
    x, y = projection(metric_crs)(lon, lat)
    own_x, own_y = projection(metric_crs)(*(network.nodes[name].to_numpy(np.float64) for name in ("lon", "lat")))
    bounds = Transformer.from_crs("EPSG:4326", metric_crs, always_xy=True).transform_bounds(*_in_world(extent))
    along_x, along_y = _along(x, y, tail, head)
    near = np.isfinite(along_x) & np.isfinite(along_y)
    if np.isfinite(bounds).all():
        west, south, east, north = bounds
        near &= (along_x >= west - MARGIN_M) & (along_x <= east + MARGIN_M)
        near &= (along_y >= south - MARGIN_M) & (along_y <= north + MARGIN_M)
    column, row = (np.floor(metres[near] / CELL_M).astype(np.int64) for metres in (along_x, along_y))
    if not column.size:
        return CoveredArea(metric_crs, 0, 0, np.zeros((1, 1), dtype=np.bool_))
    edge = APART_CELLS + 1
    first = int(column.min()) - edge, int(row.min()) - edge
    shape = int(column.max()) - first[0] + edge + 1, int(row.max()) - first[1] + edge + 1
    squares: BoolArray = np.zeros(shape, dtype=np.bool_)
    squares[column - first[0], row - first[1]] = True
    parts, _ = label(_within(squares, APART_CELLS), structure=np.ones((3, 3)))
    whole = CoveredArea(metric_crs, *first, squares)
    own = whole._at(own_x, own_y)  # noqa: SLF001 - the same module
    at = [
        np.floor(metres[own] / CELL_M).astype(np.int64) - start
        for metres, start in ((own_x, first[0]), (own_y, first[1]))
    ]
    linked = np.isin(parts, np.unique(parts[at[0], at[1]]))
    closed = ~_within(~_within(squares & linked, HOLE_CELLS), HOLE_CELLS)
    return CoveredArea(metric_crs, *first, np.asarray(closed & linked, dtype=np.bool_))


def _in_world(extent: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = extent
    return max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0)


def _within(squares: BoolArray, cells: float) -> BoolArray:
    """Return the squares at most so far from one of those given."""
    if not squares.any():
        return squares
    distance: FloatArray = np.asarray(distance_transform_edt(~squares))
    return np.asarray(distance <= cells, dtype=np.bool_)


def _along(x: FloatArray, y: FloatArray, tail: np.ndarray, head: np.ndarray) -> tuple[FloatArray, FloatArray]:
    """Return points along the segments, no two neighbours farther apart than half a square."""
    length_m = np.hypot(x[head] - x[tail], y[head] - y[tail])
    long = np.flatnonzero(np.isfinite(length_m) & (length_m > CELL_M / 2))
    steps = np.ceil(length_m[long] / (CELL_M / 2)).astype(np.int64)
    which = np.repeat(long, steps)
    step = np.arange(which.size) - np.repeat(np.cumsum(steps) - steps, steps)
    share = (step + 0.5) / np.repeat(steps, steps)
    inner_x = x[tail[which]] + share * (x[head[which]] - x[tail[which]])
    inner_y = y[tail[which]] + share * (y[head[which]] - y[tail[which]])
    used = np.unique(np.concatenate([tail, head]))
    return np.concatenate([x[used], inner_x]), np.concatenate([y[used], inner_y])
