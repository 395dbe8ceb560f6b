"""From rings on a grid to polygons in degrees, all at once."""

from collections.abc import Sequence

import numpy as np
import shapely

from geo.isochrones.contour import Rings
from geo.isochrones.grid import CellGrid

Window = tuple[int, int, int, int]
"""First row, first column, rows, columns of a part of the grid."""


def multipolygons(areas: Sequence[tuple[Rings, Window]], grid: CellGrid) -> np.ndarray:
    """Return one (possibly empty) multipolygon per area, in EPSG:4326, exteriors counter-clockwise.

    Parameters
    ----------
    areas
        Rings of each area, with the part of the grid on which they were drawn.
    grid
        The grid.
    """
    if not areas:
        return np.zeros(0, dtype=object)
    coordinates, ring_sizes, polygon_sizes, area_sizes = [], [], [], []
    for rings, window in areas:
        order, holes = _by_polygon(rings)
        sizes = np.diff(rings.start)[order]
        coordinates.append(_degrees(rings, order, sizes, window, grid))
        ring_sizes.append(sizes + 1)
        polygon_sizes.append(holes + 1)
        area_sizes.append(holes.size)
    offsets = (
        _offsets(np.concatenate(ring_sizes)),
        _offsets(np.concatenate(polygon_sizes)),
        _offsets(np.array(area_sizes)),
    )
    polygons: np.ndarray = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, np.concatenate(coordinates), offsets
    )
    return polygons


def _by_polygon(rings: Rings) -> tuple[np.ndarray, np.ndarray]:
    """Order of the rings, each exterior followed by its holes, and number of holes of each exterior."""
    hole = rings.area_cells < 0
    order = np.lexsort((hole, rings.part))
    exteriors = np.flatnonzero(~hole[order])
    return order, np.diff(np.append(exteriors, order.size)) - 1


def _degrees(rings: Rings, order: np.ndarray, sizes: np.ndarray, window: Window, grid: CellGrid) -> np.ndarray:
    """Coordinates of rings in an order, each closed by its first point."""
    ends = np.cumsum(sizes + 1)
    position = np.arange(int(ends[-1]) if ends.size else 0) - np.repeat(ends - sizes - 1, sizes + 1)
    at = np.repeat(rings.start[:-1][order], sizes + 1) + position % np.repeat(np.maximum(sizes, 1), sizes + 1)
    crossing, share = rings.crossing[at], rings.share[at]
    first_row, first_column, rows, columns = window
    size = rows * columns
    kind, point = crossing // size, crossing % size
    cell = (first_row + point // columns) * grid.columns + first_column + point % columns
    east, north = (kind != 1) * share, (kind != 0) * share
    return np.column_stack([_between(values, cell, east, north, grid.columns) for values in (grid.lon, grid.lat)])


def _between(values: np.ndarray, cell: np.ndarray, east: np.ndarray, north: np.ndarray, columns: int) -> np.ndarray:
    """Value at shares of a cell to the east and to the north of a point of the grid."""
    low = values[cell] * (1 - east) + values[cell + 1] * east
    high = values[cell + columns] * (1 - east) + values[cell + columns + 1] * east
    mixed: np.ndarray = low * (1 - north) + high * north
    return mixed


def _offsets(sizes: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
