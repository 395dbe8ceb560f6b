"""From a grid of values to rings: marching squares, with the inside on the left.

A ring goes from crossing to crossing; a crossing lies strictly between two neighbouring points of the grid, one
inside and one outside. No crossing is used twice, so that rings neither cross nor touch: polygons are valid by
construction. Where the two diagonals of a square disagree, the mean of its corners decides: a larger area can only
join what a smaller one joined, so that areas of growing thresholds are nested.

Crossings are numbered: ``point`` is the one between a point and its eastern neighbour, ``size + point`` the one
between it and its northern neighbour, ``2 × size + point`` the middle of the square to its north-east.
"""

from typing import NamedTuple

import numpy as np

from geo.routing.jit import kernel

NOTHING = -1
CLOSEST = 1e-6
"""Crossings keep this share of a cell away from the points of the grid."""

_S, _W, _N, _E = range(4)
JOINED = 16
LINES = np.full((2 * JOINED, 4), NOTHING, np.int8)
"""Lines of a square, as side where one begins and side where it ends, twice. The row is the sum of 1, 2, 4, 8 for the
corners inside, from the south-west counter-clockwise, and of ``JOINED`` when two opposite corners are connected."""
for _case, _drawn in {
    1: (_S, _W),
    2: (_E, _S),
    3: (_E, _W),
    4: (_N, _E),
    5: (_S, _W, _N, _E),
    6: (_N, _S),
    7: (_N, _W),
    8: (_W, _N),
    9: (_S, _N),
    10: (_E, _S, _W, _N),
    11: (_E, _N),
    12: (_W, _E),
    13: (_S, _E),
    14: (_W, _S),
    5 + JOINED: (_S, _E, _N, _W),
    10 + JOINED: (_W, _S, _E, _N),
}.items():
    LINES[_case, : len(_drawn)] = _drawn


class Rings(NamedTuple):
    """Rings of one area.

    Attributes
    ----------
    crossing
        int32: crossings of all rings, one ring after the other, the first not repeated.
    share
        float64: how far each crossing lies from its first point to the second, 0 to 1.
    start
        int64, shape (rings + 1,): where each ring begins.
    part
        int64, shape (rings,): the exterior ring of the connected part that the ring bounds.
    area_cells
        float64, shape (rings,): area in cells, negative for holes.
    """

    crossing: np.ndarray
    share: np.ndarray
    start: np.ndarray
    part: np.ndarray
    area_cells: np.ndarray


def rings_within(field: np.ndarray) -> Rings:
    """Return the rings around the points whose value is zero or less.

    Parameters
    ----------
    field
        float, shape (rows, columns), finite; positive along its border.
    """
    square, case = _mixed_squares(field <= 0)
    columns = field.shape[1]
    south_west, east, north = _point(square, columns), 1, columns
    values = field.ravel()
    diagonal = np.flatnonzero((case == 5) | (case == 10))
    at = south_west[diagonal]
    corners = values[at] + values[at + east] + values[at + north] + values[at + north + east]
    case[diagonal[corners <= 0]] += JOINED
    begin, end = _lines(south_west, case, field.shape)
    return _traced(begin, end, values, field.shape)


def rings_of_label(label: np.ndarray, wanted: int) -> Rings:
    """Return the rings around the points that carry a label; those of all labels cover the plane without overlap.

    Where three labels or more meet, they meet in the middle of the square; where two labels face each other across
    both diagonals, the lower one is connected.

    Parameters
    ----------
    label
        int32, shape (rows, columns); another label along its border.
    wanted
        The label.
    """
    square, case = _mixed_squares(label == wanted)
    columns = label.shape[1]
    south_west = _point(square, columns)
    a, b, c, d = (label.ravel()[south_west + step] for step in (0, 1, columns + 1, columns))
    case[((case == 5) & ((b != d) | (wanted < b))) | ((case == 10) & ((a != c) | (wanted < a)))] += JOINED
    labels = 1 + (b != a) + ((c != a) & (c != b)) + ((d != a) & (d != b) & (d != c))
    by_middle = (a != c) & (b != d) & (labels > 2)
    begin, end = _lines(south_west[~by_middle], case[~by_middle], label.shape)
    to_middle, from_middle = _lines(south_west[by_middle], case[by_middle], label.shape)
    middle = 2 * label.size + south_west[by_middle]
    return _traced(
        np.concatenate([begin, to_middle, middle]),
        np.concatenate([end, middle, from_middle]),
        np.where(label == wanted, -1.0, 1.0).ravel(),
        label.shape,
    )


def _mixed_squares(inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the squares that a line crosses, and which of their corners are inside (see ``LINES``)."""
    bits = inside.view(np.uint8)
    case = bits[:-1, :-1] + 2 * bits[:-1, 1:] + 4 * bits[1:, 1:] + 8 * bits[1:, :-1]
    square = np.flatnonzero((case != 0) & (case != 15))
    return square, case.ravel()[square].astype(np.int64)


def _point(square: np.ndarray, columns: int) -> np.ndarray:
    """South-western point of each square."""
    point: np.ndarray = square + square // (columns - 1)
    return point


def _lines(south_west: np.ndarray, case: np.ndarray, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Crossings at which the lines of squares begin and end."""
    size, columns = shape[0] * shape[1], shape[1]
    side = np.array([0, size, columns, size + 1])
    twice = np.flatnonzero(LINES[case, 2] != NOTHING)
    again, case_again = south_west[twice], case[twice]
    return (
        np.concatenate([south_west + side[LINES[case, 0]], again + side[LINES[case_again, 2]]]),
        np.concatenate([south_west + side[LINES[case, 1]], again + side[LINES[case_again, 3]]]),
    )


def _traced(begin: np.ndarray, end: np.ndarray, values: np.ndarray, shape: tuple[int, ...]) -> Rings:
    """Follow the lines from crossing to crossing until they close; then give every hole to its part."""
    size, columns = shape[0] * shape[1], shape[1]
    begins_at = np.empty(3 * size, np.int64)
    begins_at[begin] = np.arange(begin.size)
    order, start = _follow(begins_at[end])
    crossing = begin[order]
    ring = np.repeat(np.arange(start.size - 1), np.diff(start))
    side, point = np.divmod(crossing, size)
    row, column = np.divmod(point, columns)
    share = _shares(side, point, values, columns)
    x, y = column + (side != 1) * share, row + (side != 0) * share
    doubled = np.empty(crossing.size)
    doubled[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    last, first = start[1:] - 1, start[:-1]
    doubled[last] = x[last] * y[first] - x[first] * y[last]
    area = np.add.reduceat(doubled, first) / 2 if first.size else np.zeros(0)
    return Rings(crossing, share, start, _parts(np.flatnonzero(side == 0), crossing, column, ring, area), area)


@kernel
def _follow(following: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Go round every cycle of a permutation: its elements in order, and where each cycle begins."""
    order = np.empty(following.size, np.int64)
    start = np.zeros(following.size + 1, np.int64)
    seen = np.zeros(following.size, np.bool_)
    count = cycles = 0
    for first in range(following.size):
        at = first
        while not seen[at]:
            seen[at] = True
            order[count] = at
            count += 1
            at = following[at]
        if count > start[cycles]:
            cycles += 1
            start[cycles] = count
    return order, start[: cycles + 1].copy()


def _shares(side: np.ndarray, point: np.ndarray, values: np.ndarray, columns: int) -> np.ndarray:
    """Return how far each crossing lies from its first point to the second; halfway for the middle of a square."""
    first = values[point].astype(np.float64)
    second = values[point + np.array([1, columns, 1])[side]]
    share = np.clip(first / np.where(first == second, np.inf, first - second), CLOSEST, 1 - CLOSEST)
    shares: np.ndarray = np.where(side == 2, 0.5, share)
    return shares


def _parts(
    level: np.ndarray, crossing: np.ndarray, column: np.ndarray, ring: np.ndarray, area: np.ndarray
) -> np.ndarray:
    """Give every ring the number of the exterior ring of its part.

    West of the westernmost crossing of a hole, the inside goes on until the crossing before it on the same row,
    which belongs to a ring of the same part that reaches further west: in the end, to its exterior ring. ``level``
    are the positions of the crossings between a point and its eastern neighbour.
    """
    part = np.arange(area.size)
    of_hole = level[area[ring[level]] < 0]
    if not of_hole.size:
        return part
    begins = np.flatnonzero(np.diff(ring[of_hole], prepend=-1))
    westernmost = of_hole[
        np.minimum.reduceat(column[of_hole] * of_hole.size + np.arange(of_hole.size), begins) % of_hole.size
    ]
    level = level[np.argsort(crossing[level])]
    before = level[np.searchsorted(crossing[level], crossing[westernmost]) - 1]
    part[ring[westernmost]] = ring[before]
    while (part[part] != part).any():
        part = part[part]
    return part
