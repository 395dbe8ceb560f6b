"""From rings on a grid to polygons in degrees, all at once."""

from collections.abc import Sequence

import numpy as np
import shapely

from geo.roads.isochrones.contour import Rings
from geo.roads.isochrones.grid import CellGrid

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
    crossings, shares, ring_sizes, polygon_sizes, area_sizes = [], [], [], [], []
    for rings, window in areas:
        order, holes = _by_polygon(rings)
        at, sizes = _closed(rings, order)
        crossings.append(_between(rings.crossing[at], window, grid.columns))
        shares.append(rings.share[at])
        ring_sizes.append(sizes)
        polygon_sizes.append(holes + 1)
        area_sizes.append(holes.size)
    first, second = np.concatenate(crossings, axis=1)
    share = np.concatenate(shares)
    degrees = [values[first] * (1 - share) + values[second] * share for values in (grid.lon, grid.lat)]
    offsets = _offsets(np.concatenate(ring_sizes)), _offsets(np.concatenate(polygon_sizes)), _offsets(area_sizes)
    polygons: np.ndarray = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, np.column_stack(degrees), offsets
    )
    return polygons


def _by_polygon(rings: Rings) -> tuple[np.ndarray, np.ndarray]:
    """Order of the rings, each exterior followed by its holes, and number of holes of each exterior."""
    hole = rings.area_cells < 0
    order = np.lexsort((hole, rings.part))
    exteriors = np.flatnonzero(~hole[order])
    return order, np.diff(np.append(exteriors, order.size)) - 1


def _closed(rings: Rings, order: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positions of the crossings of rings in an order, each ring closed by its first one, and their numbers."""
    sizes = np.diff(rings.start)[order] + 1
    ends = np.cumsum(sizes)
    at = np.arange(int(ends[-1]) if ends.size else 0) - np.repeat(ends - sizes - rings.start[:-1][order], sizes)
    at[ends - 1] = rings.start[:-1][order]
    return at, sizes


def _between(crossing: np.ndarray, window: Window, columns: int) -> np.ndarray:
    """Points of the grid between which crossings lie: int64, shape (2, crossings)."""
    first_row, first_column, rows, width = window
    side, point = np.divmod(crossing, rows * width)
    row, column = np.divmod(point, width)
    cell = (first_row + row) * columns + first_column + column
    return np.stack([cell + (side == 2), cell + np.array([1, columns, columns])[side]])


def _offsets(sizes: Sequence[int] | np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
