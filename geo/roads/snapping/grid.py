"""Nearest pieces of streets, on a grid of square cells."""

from typing import NamedTuple

import numpy as np

from geo.routing.jit import frozen, kernel

CELL_M = 200.0
"""Side of a cell, in metres, unless there would be too many."""

_MOST_CELLS = 16_000_000


class Grid(NamedTuple):
    """Pieces of streets, and which of them touch each cell.

    Attributes
    ----------
    start, span
        float64, shape (pieces, 2): where each piece begins and the vector to its end, metres.
    pointer, member
        int32: the pieces of cell ``c`` are ``member[pointer[c]:pointer[c + 1]]``.
    west, south, cell_m, columns, rows
        Corner of the grid and side of a cell in metres, and numbers of cells.
    """

    start: np.ndarray
    span: np.ndarray
    pointer: np.ndarray
    member: np.ndarray
    west: float
    south: float
    cell_m: float
    columns: int
    rows: int


def grid_of(start: np.ndarray, end: np.ndarray) -> Grid:
    """Put pieces into the cells that their bounding boxes touch.

    Parameters
    ----------
    start, end
        float64, shape (pieces, 2), metres; pieces shorter than a cell keep the lists short.
    """
    corner = np.minimum(start.min(axis=0), end.min(axis=0))
    extent = np.maximum(start.max(axis=0), end.max(axis=0)) - corner
    cell_m = max(CELL_M, float(np.sqrt(extent[0] * extent[1] / _MOST_CELLS)), float(extent.max()) / _MOST_CELLS)
    first = np.floor((np.minimum(start, end) - corner) / cell_m).astype(np.int32)
    last = np.floor((np.maximum(start, end) - corner) / cell_m).astype(np.int32)
    columns, rows = (int(size) + 1 for size in last.max(axis=0))
    size = last - first + 1
    del last
    count = size[:, 0] * size[:, 1]
    piece = np.repeat(np.arange(len(start), dtype=np.int32), count)
    nth = np.arange(piece.size, dtype=np.int32) - np.repeat((np.cumsum(count) - count).astype(np.int32), count)
    width = size[piece, 0]
    cell = (first[piece, 1] + nth // width) * np.int32(columns) + first[piece, 0] + nth % width
    del first, nth, width, size
    order = np.argsort(cell, kind="stable")
    pointer = np.zeros(columns * rows + 1, np.int32)
    np.cumsum(np.bincount(cell, minlength=columns * rows), out=pointer[1:])
    del cell
    return Grid(
        start=frozen(start),
        span=frozen(end - start),
        pointer=frozen(pointer),
        member=frozen(piece[order]),
        west=float(corner[0]),
        south=float(corner[1]),
        cell_m=cell_m,
        columns=columns,
        rows=rows,
    )


@kernel
def nearest_pieces(place: np.ndarray, grid: Grid, limit_m: float) -> np.ndarray:
    """Nearest piece of each point, by rings of cells, until no piece further out can be nearer.

    Parameters
    ----------
    place
        float64, shape (points, 2), metres.
    grid
        Pieces of streets by cell.
    limit_m
        Longest distance, itself allowed.

    Returns
    -------
    numpy.ndarray
        int64, shape (points,): piece, -1 beyond the limit. At exactly the same distance, the piece of lowest number.
    """
    start, span, pointer, member, west, south, cell_m, columns, rows = grid
    found = np.full(len(place), -1, np.int64)
    for point in range(len(place)):
        x, y = place[point, 0], place[point, 1]
        column, row = int(np.floor((x - west) / cell_m)), int(np.floor((y - south) / cell_m))
        best = limit_m * limit_m + 1e-6
        ring = max(0, -column, column - columns + 1, -row, row - rows + 1)
        border = min(x - west - column * cell_m, y - south - row * cell_m)
        border = min(border, west + (column + 1) * cell_m - x, south + (row + 1) * cell_m - y)
        while (ring - 1) * cell_m + border <= 0 or ((ring - 1) * cell_m + border) ** 2 <= best:
            for j in range(max(row - ring, 0), min(row + ring, rows - 1) + 1):
                whole = j == row - ring or j == row + ring
                step = 1 if whole or ring == 0 else 2 * ring
                for i in range(column - ring, column + ring + 1, step):
                    if i < 0 or i >= columns:
                        continue
                    for slot in range(pointer[j * columns + i], pointer[j * columns + i + 1]):
                        piece = member[slot]
                        square = _square_m2(x - start[piece, 0], y - start[piece, 1], span[piece, 0], span[piece, 1])
                        if square < best or (square == best and piece < found[point]):
                            best = square
                            found[point] = piece
            ring += 1
    return found


@kernel
def _square_m2(x: float, y: float, run: float, rise: float) -> float:
    """Squared distance from a point to a segment that begins at the origin and spans ``run`` and ``rise``."""
    square = max(run * run + rise * rise, 1e-12)
    along = min(max((x * run + y * rise) / square, 0.0), 1.0)
    across_x, across_y = x - along * run, y - along * rise
    return across_x * across_x + across_y * across_y
