"""What a file of roads covers: outside of it, the absence of a road says nothing.

The area is made of squares of a kilometre that a road or a ferry of the file crosses, of any kind, usable or not. Holes
and inlets narrower than ten kilometres belong to it (a closing by a disc of five kilometres: what a ball of that radius
cannot touch when it is rolled outside). A part of the file that is twenty kilometres or more from the network that was
kept is not covered either: the roads that lead to it are in another file. Inside, no way means out of reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from pyproj import Transformer
from scipy.ndimage import distance_transform_edt, label

from geo.roads.network import Network
from geo.roads.osm import RawRoads
from geo.roads.snapping import SnapIndex, projection
from geo.schema import BoolArray, FloatArray, IntArray

CELL_M = 1000.0
"""Side of the squares, in metres."""

HOLE_CELLS = 5
"""Radius of the disc that closes holes and inlets, in squares."""

APART_CELLS = 10
"""Half the distance from which a part of the file is apart from the network, in squares."""

MARGIN_M = 50_000.0
"""What lies farther than this from the territory is not looked at."""

_BLOCK = 500_000
"""Segments looked at together: what they need in memory does not grow with the file."""

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
        return self.holds_metres(*projection(self.crs)(*_degrees(points)))

    def holds_metres(self, x: FloatArray, y: FloatArray) -> BoolArray:
        """Return the same of points in metres of the system."""
        held: BoolArray = np.isfinite(x) & np.isfinite(y)
        column, row = _cells(np.where(held, x, 0.0)) - self.column, _cells(np.where(held, y, 0.0)) - self.row
        held &= (column >= 0) & (row >= 0) & (column < self.squares.shape[0]) & (row < self.squares.shape[1])
        held[held] = self.squares[column[held], row[held]]
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
    project = projection(metric_crs)
    x, y = project(*_degrees(raw.nodes))
    tail, head = (raw.segments[end].to_numpy() for end in ("tail", "head"))
    west, south, east, north = _bounds(extent, metric_crs)
    near = np.isfinite(x) & np.isfinite(y) & (x >= west) & (x <= east) & (y >= south) & (y <= north)
    touching = np.flatnonzero(near[tail] | near[head])
    blocks = [touching[begin : begin + _BLOCK] for begin in range(0, touching.size, _BLOCK)]
    cells = [_cells_of(*_along(x, y, tail[block], head[block])) for block in blocks]
    column, row = np.unique(np.concatenate(cells), axis=0).T if cells else np.zeros((2, 0), np.int64)
    middle_x, middle_y = (column + 0.5) * CELL_M, (row + 0.5) * CELL_M
    kept = (middle_x >= west) & (middle_x <= east) & (middle_y >= south) & (middle_y <= north)
    return _area(middle_x[kept], middle_y[kept], project(*_degrees(network.nodes)), metric_crs)


def area_of_streets(index: SnapIndex) -> CoveredArea:
    """Return what the streets of a network cover by themselves, where what their file held was not kept."""
    start, span = index.grid.start, index.grid.span
    x, y = np.concatenate([start, start + span]).T
    half = np.arange(len(start))
    return area_along(x, y, half, half + len(start), metric_crs=index.crs)


def area_along(
    x: FloatArray,
    y: FloatArray,
    tail: IntArray,
    head: IntArray,
    *,
    metric_crs: str,
    extent: tuple[float, float, float, float] | None = None,
) -> CoveredArea:
    """Return what straight lines between points cover.

    Parameters
    ----------
    x, y
        Points in metres of the system.
    tail, head
        The ends of each line, positions among the points.
    extent
        West, south, east, north in degrees: what lies farther than ``MARGIN_M`` is not looked at; None: everything is.
    """
    along_x, along_y = _along(x, y, tail, head)
    if extent is not None:
        west, south, east, north = _bounds(extent, metric_crs)
        near = (along_x >= west) & (along_x <= east) & (along_y >= south) & (along_y <= north)
        along_x, along_y = along_x[near], along_y[near]
    return _area(along_x, along_y, (along_x, along_y), metric_crs)


def joined_area(one: CoveredArea, other: CoveredArea) -> CoveredArea:
    """Return what either of two areas covers; they are in the same system."""
    first = min(one.column, other.column), min(one.row, other.row)
    ends = [(area.column + area.squares.shape[0], area.row + area.squares.shape[1]) for area in (one, other)]
    shape = [max(end[axis] for end in ends) - first[axis] for axis in (0, 1)]
    squares: BoolArray = np.zeros(shape, np.bool_)
    for area in (one, other):
        column, row = area.column - first[0], area.row - first[1]
        squares[column : column + area.squares.shape[0], row : row + area.squares.shape[1]] |= area.squares
    return CoveredArea(one.crs, *first, squares)


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


def _area(x: FloatArray, y: FloatArray, network: tuple[FloatArray, FloatArray], metric_crs: str) -> CoveredArea:
    """Return the area around points in metres, less what is apart from those of the network."""
    column, row = _cells(x), _cells(y)
    if not column.size:
        return CoveredArea(metric_crs, 0, 0, np.zeros((1, 1), dtype=np.bool_))
    edge = APART_CELLS + 1
    first = int(column.min()) - edge, int(row.min()) - edge
    squares: BoolArray = np.zeros(
        (int(column.max()) - first[0] + edge + 1, int(row.max()) - first[1] + edge + 1), np.bool_
    )
    squares[column - first[0], row - first[1]] = True
    whole = CoveredArea(metric_crs, *first, squares)
    parts, _ = label(_within(squares, APART_CELLS), structure=np.ones((3, 3)))
    inside = whole.holds_metres(*network)
    of_network = parts[_cells(network[0][inside]) - first[0], _cells(network[1][inside]) - first[1]]
    linked = np.isin(parts, np.unique(of_network))
    closed = ~_within(~_within(squares & linked, HOLE_CELLS), HOLE_CELLS)
    return replace(whole, squares=np.asarray(closed & linked, dtype=np.bool_))


def _degrees(points: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
    return points["lon"].to_numpy(np.float64), points["lat"].to_numpy(np.float64)


def _cells(metres: FloatArray) -> IntArray:
    return np.floor(metres / CELL_M).astype(np.int64)


def _cells_of(x: FloatArray, y: FloatArray) -> IntArray:
    """Return the squares that hold points, without doubles: int64, shape (squares, 2)."""
    pairs = pd.DataFrame({"column": _cells(x), "row": _cells(y)}).drop_duplicates()
    return pairs.to_numpy(np.int64)


def _bounds(extent: tuple[float, float, float, float], metric_crs: str) -> tuple[float, float, float, float]:
    """Return the limits in metres of what is looked at around a territory: none where the system does not reach."""
    west, south, east, north = extent
    in_world = max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0)
    low_x, low_y, high_x, high_y = Transformer.from_crs("EPSG:4326", metric_crs, always_xy=True).transform_bounds(
        *in_world
    )
    if not np.isfinite([low_x, low_y, high_x, high_y]).all():
        return -np.inf, -np.inf, np.inf, np.inf
    return low_x - MARGIN_M, low_y - MARGIN_M, high_x + MARGIN_M, high_y + MARGIN_M


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
    used = np.zeros(x.size, np.bool_)
    used[tail] = used[head] = True
    used &= np.isfinite(x) & np.isfinite(y)
    return np.concatenate([x[used], inner_x]), np.concatenate([y[used], inner_y])
