"""A grid of points over the network, each attached to the nearest street as any place would be."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo.errors import BadInputError
from geo.roads.network import Network
from geo.roads.profile import Profile
from geo.roads.snapping import SnapIndex, projection, snap_metres
from geo.roads.snapping.attachment import attached_points
from geo.roads.snapping.index import unprojection
from geo.routing import PointSet

CELL_M: Mapping[str, float] = {"car": 200.0, "bike": 100.0, "foot": 100.0}
"""Distance between two points of the grid, per mode, in metres."""

MOST_CELLS = 20_000_000

_MARGIN_CELLS = 2


@dataclass(frozen=True, eq=False)
class CellGrid:
    """Points at the corners of square cells, row by row from the south-west; prepared once per network.

    Attributes
    ----------
    columns, rows
        Numbers of points.
    cell_m
        Distance between neighbours, in metres.
    lon, lat
        float64, shape (rows × columns,): degrees.
    walk_m
        float32, shape (rows × columns,): distance to the nearest street; ``inf`` when it is further than the
        longest walk and one cell.
    max_walk_m
        Longest walk to a street.
    walk_m_per_s
        Speed of the walk.
    cells
        int64, shape (points,): position in the grid of each point that has a street near; the others are out of
        reach.
    points
        These points as the engine takes them, in that order.
    """

    columns: int
    rows: int
    cell_m: float
    lon: np.ndarray
    lat: np.ndarray
    walk_m: np.ndarray
    max_walk_m: float
    walk_m_per_s: float
    cells: np.ndarray
    points: PointSet


def cell_grid(
    network: Network,
    index: SnapIndex,
    *,
    profile: Profile,
    cell_m: float | None = None,
    max_walk_m: float | None = None,
    extent: tuple[float, float, float, float] | None = None,
) -> CellGrid:
    """Prepare the grid over a network.

    Parameters
    ----------
    network, index, profile
        The network, its streets for snapping, and its profile.
    cell_m
        Distance between neighbours, in metres; by default that of the mode in ``CELL_M``.
    max_walk_m
        Longest walk to a street, in metres; by default the usual one of the profile.
    extent
        West, south, east, north in degrees, to cover only a part.

    Raises
    ------
    BadInputError
        ``bad-cell-size`` when it is not positive or the grid would have too many points.
    """
    cell_m = CELL_M[profile.mode] if cell_m is None else cell_m
    max_walk_m = profile.walk_usual_m if max_walk_m is None else max_walk_m
    south_west, columns, rows = _frame(index, cell_m, max_walk_m, extent)
    x = south_west[0] + cell_m * np.tile(np.arange(columns), rows)
    y = south_west[1] + cell_m * np.repeat(np.arange(rows), columns)
    edge, fraction, walk_m, _ = snap_metres(np.column_stack([x, y]), index, max_walk_m=max_walk_m + cell_m)
    border = (np.arange(rows * columns) % columns)[None] == np.array([[0], [columns - 1]])
    edge[border.any(axis=0)] = -1
    edge[:columns] = edge[-columns:] = -1
    cells = np.flatnonzero(edge >= 0)
    lon, lat = unprojection(index.crs)(x, y)
    return CellGrid(
        columns=columns,
        rows=rows,
        cell_m=cell_m,
        lon=lon,
        lat=lat,
        walk_m=np.where(edge >= 0, walk_m, np.inf).astype(np.float32),
        max_walk_m=max_walk_m,
        walk_m_per_s=profile.walk_m_per_s,
        cells=cells,
        points=attached_points(
            edge[cells], fraction[cells], walk_m[cells] / profile.walk_m_per_s, network, profile=profile
        ),
    )


def _frame(
    index: SnapIndex, cell_m: float, max_walk_m: float, extent: tuple[float, float, float, float] | None
) -> tuple[np.ndarray, int, int]:
    """South-west corner in metres, on a multiple of the cell so that grids of one territory agree; columns, rows."""
    if not cell_m > 0:
        raise BadInputError("bad-cell-size", cell_m=cell_m)
    grid = index.grid
    low = np.array([grid.west, grid.south])
    high = low + grid.cell_m * np.array([grid.columns, grid.rows])
    if extent is not None:
        x, y = projection(index.crs)(np.array(extent)[[0, 2, 0, 2]], np.array(extent)[[1, 3, 3, 1]])
        low, high = np.maximum(low, [x.min(), y.min()]), np.minimum(high, [x.max(), y.max()])
    reach_m = max_walk_m + _MARGIN_CELLS * cell_m
    first = np.floor((low - reach_m) / cell_m)
    columns, rows = (int(size) for size in np.maximum(np.ceil((high + reach_m) / cell_m) - first + 1, 3))
    if columns * rows > MOST_CELLS:
        raise BadInputError("bad-cell-size", cell_m=cell_m)
    return first * cell_m, columns, rows
