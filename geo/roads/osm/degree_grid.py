"""Squares of degrees that each hold a number: what is kept of a file, and which law holds where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from geo.roads.osm.raw import RawRoads
from geo.schema import FloatArray, IntArray

STEP_DEGREES = 0.005
"""Side of the squares: some 500 m, 350 m of longitude at 45°."""
_MOST_SIDE = 4000


@dataclass(frozen=True, eq=False)
class DegreeGrid:
    """Squares of ``step`` degrees from the south-west corner; ``codes`` is int8, of shape (columns, rows).

    Outside of them, and in the squares of none of the shapes that they were made from, the code is 0.
    """

    west: float
    south: float
    step: float
    codes: np.ndarray

    def at(self, lon: FloatArray, lat: FloatArray) -> np.ndarray:
        """Return the code of each point (degrees), int8."""
        columns, rows = self.codes.shape
        column, row = self._cells(lon, self.west, columns), self._cells(lat, self.south, rows)
        inside = (column >= 0) & (row >= 0)
        found = self.codes[np.where(inside, column, 0), np.where(inside, row, 0)]
        return np.where(inside, found, np.int8(0))

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the squares, in degrees."""
        columns, rows = self.codes.shape
        return self.west, self.south, self.west + columns * self.step, self.south + rows * self.step

    def _cells(self, degrees: FloatArray, first: float, most: int) -> IntArray:
        with np.errstate(invalid="ignore"):
            cell = np.floor((degrees - first) / self.step)
            return np.where((cell >= 0) & (cell < most), cell, -1).astype(np.int32)


def degree_grid(shapes: Sequence[shapely.Geometry], *, extent: tuple[float, float, float, float]) -> DegreeGrid:
    """Return squares coded by the shape that holds their middle: its rank, from 1; the last one where several do.

    Parameters
    ----------
    shapes
        In degrees (EPSG:4326), at most 127.
    extent
        West, south, east, north of the squares, in degrees.
    """
    west, south, east, north = extent
    step = max(STEP_DEGREES, (east - west) / _MOST_SIDE, (north - south) / _MOST_SIDE)
    columns, rows = max(1, int(np.ceil((east - west) / step))), max(1, int(np.ceil((north - south) / step)))
    codes = np.zeros((columns, rows), np.int8)
    for code, shape in enumerate(shapes, start=1):
        shapely.prepare(shape)
        low, high = np.array(shape.bounds).reshape(2, 2)
        first = np.maximum(0, np.floor((low - [west, south]) / step).astype(int))
        last = np.minimum([columns, rows], np.ceil((high - [west, south]) / step).astype(int))
        if (last <= first).any():
            continue
        x = west + (np.arange(first[0], last[0]) + 0.5) * step
        y = south + (np.arange(first[1], last[1]) + 0.5) * step
        part = codes[first[0] : last[0], first[1] : last[1]]
        part[shapely.contains_xy(shape, *np.meshgrid(x, y, indexing="ij"))] = code
    return DegreeGrid(west, south, step, codes)


def clipped(raw: RawRoads, within: DegreeGrid) -> RawRoads:
    """Return the roads whose two ends are in the squares that hold a code; the others, and their points, are left."""
    nodes, segments = raw.nodes, raw.segments
    inside = within.at(nodes["lon"].to_numpy(), nodes["lat"].to_numpy()) > 0
    tail, head = segments["tail"].to_numpy(), segments["head"].to_numpy()
    kept = inside[tail] & inside[head]
    used = np.zeros(len(nodes), np.bool_)
    used[tail[kept]] = used[head[kept]] = True
    row = (np.cumsum(used) - 1).astype(np.int32)
    segments = segments[kept].reset_index(drop=True)
    return replace(
        raw,
        nodes=nodes[used].reset_index(drop=True),
        segments=segments.assign(tail=row[segments["tail"]], head=row[segments["head"]]),
    )
