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

from geo.routing.jit import frozen, kernel

NOTHING = -1
CLOSEST = 1e-6
"""Crossings keep this share of a cell away from the points of the grid."""

_S, _W, _N, _E = range(4)
JOINED = 16
LINES = np.full((2 * JOINED, 4), NOTHING, np.int8)
"""Lines of a square, as side where one begins and side where it ends, twice. The row is the sum of 1, 2, 4, 8 for the
corners inside, from the south-west counter-clockwise, and of ``JOINED`` when two opposite corners are connected."""
for _row, _lines in {
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
    LINES[_row, : len(_lines)] = _lines


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


Traced = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def rings_within(field: np.ndarray) -> Rings:
    """Return the rings around the points whose value is zero or less.

    Parameters
    ----------
    field
        float, shape (rows, columns), finite; positive along its border.
    """
    return Rings(*_level_rings(frozen(np.asarray(field, np.float64))))


def rings_of_label(label: np.ndarray, wanted: int) -> Rings:
    """Return the rings around the points that carry a label; those of all labels cover the plane without overlap.

    Parameters
    ----------
    label
        int32, shape (rows, columns); another label along its border.
    wanted
        The label.
    """
    return Rings(*_label_rings(frozen(np.asarray(label, np.int32)), wanted))


@kernel
def _level_rings(field: np.ndarray) -> Traced:
    rows, columns = field.shape
    size = rows * columns
    following = np.full(2 * size, NOTHING, np.int32)
    for j in range(rows - 1):
        left = (field[j, 0] <= 0) + 8 * (field[j + 1, 0] <= 0)
        for i in range(columns - 1):
            case = left + 2 * (field[j, i + 1] <= 0) + 4 * (field[j + 1, i + 1] <= 0)
            left = (case >> 1 & 1) + 2 * (case & 4)
            if case in (0, 15):
                continue
            if case in (5, 10) and field[j, i] + field[j, i + 1] + field[j + 1, i + 1] + field[j + 1, i] <= 0:
                case += JOINED
            point = j * columns + i
            _link(following, (point, size + point, point + columns, size + point + 1), case)
    return _traced(following, field, columns)


@kernel
def _label_rings(label: np.ndarray, wanted: int) -> Traced:
    rows, columns = label.shape
    size = rows * columns
    following = np.full(3 * size, NOTHING, np.int32)
    for j in range(rows - 1):
        for i in range(columns - 1):
            a, b, c, d = label[j, i], label[j, i + 1], label[j + 1, i + 1], label[j + 1, i]
            case = (a == wanted) + 2 * (b == wanted) + 4 * (c == wanted) + 8 * (d == wanted)
            if case in (0, 15):
                continue
            if (case == 5 and (b != d or wanted < b)) or (case == 10 and (a != c or wanted < a)):
                case += JOINED
            point = j * columns + i
            sides = (point, size + point, point + columns, size + point + 1)
            if a == c or b == d or _distinct(a, b, c, d) == 2:
                _link(following, sides, case)
            else:
                _link_by_middle(following, sides, case, 2 * size + point)
    return _traced(following, np.where(label == wanted, -1.0, 1.0), columns)


@kernel
def _distinct(a: int, b: int, c: int, d: int) -> int:
    """Count the labels of a square."""
    return 1 + (b != a) + (c not in (a, b)) + (d not in (a, b, c))


@kernel
def _link(following: np.ndarray, sides: tuple[int, int, int, int], case: int) -> None:
    """Draw the one or two lines of a square, the inside on the left."""
    for line in range(2):
        begin, end = LINES[case, 2 * line], LINES[case, 2 * line + 1]
        if begin != NOTHING:
            following[sides[begin]] = sides[end]


@kernel
def _link_by_middle(following: np.ndarray, sides: tuple[int, int, int, int], case: int, middle: int) -> None:
    """Draw the line of a square where three labels or more meet: by its middle."""
    following[sides[LINES[case, 0]]], following[middle] = middle, sides[LINES[case, 1]]


@kernel
def _traced(following: np.ndarray, field: np.ndarray, columns: int) -> Traced:
    """Follow the lines from crossing to crossing until they close; then give every hole to its part."""
    size = field.size
    values = field.ravel()
    total = np.count_nonzero(following != NOTHING)
    crossings, shares = np.empty(total, np.int32), np.empty(total, np.float64)
    most = total // 4 + 1
    start, west, area = np.zeros(most + 1, np.int64), np.empty(most, np.int32), np.empty(most, np.float64)
    count = rings = 0
    for first in range(2 * size):
        if following[first] < 0:
            continue
        crossing, begin = first, count
        west[rings] = first
        last_x, last_y = 0.0, 0.0
        doubled = 0.0
        while following[crossing] >= 0:
            share = _share(values, crossing, size, columns)
            x, y = _position(crossing, share, size, columns)
            crossings[count], shares[count] = crossing, share
            if count > begin:
                doubled += last_x * y - x * last_y
            last_x, last_y = x, y
            if crossing < size and (west[rings] >= size or crossing % columns < west[rings] % columns):
                west[rings] = crossing
            count += 1
            onward = following[crossing]
            following[crossing] = -2 - rings
            crossing = onward
        x, y = _position(first, shares[begin], size, columns)
        area[rings] = (doubled + last_x * y - x * last_y) / 2
        rings += 1
        start[rings] = count
    part = _parts(following, values, west[:rings], area[:rings], columns)
    return crossings[:count], shares[:count], start[: rings + 1].copy(), part, area[:rings].copy()


@kernel
def _parts(following: np.ndarray, values: np.ndarray, west: np.ndarray, area: np.ndarray, columns: int) -> np.ndarray:
    """Give every ring the number of the exterior ring of its part.

    West of the westernmost crossing of a hole, the inside goes on until another ring of the same part, which reaches
    further west: taken from west to east, that ring already knows its part.
    """
    part = np.arange(west.size)
    for hole in np.argsort(west % columns):
        if area[hole] < 0:
            point = west[hole]
            while values[point] <= 0:
                point -= 1
            part[hole] = part[-2 - following[point]]
    return part


@kernel
def _share(values: np.ndarray, crossing: int, size: int, columns: int) -> float:
    """Return how far a crossing lies from its first point to the second."""
    if crossing >= 2 * size:
        return 0.5
    point = crossing % size
    first, second = values[point], values[point + (1 if crossing < size else columns)]
    share: float = min(max(first / (first - second), CLOSEST), 1 - CLOSEST)
    return share


@kernel
def _position(crossing: int, share: float, size: int, columns: int) -> tuple[float, float]:
    """Column and row of a crossing, with fractions."""
    point = crossing % size
    column, row = float(point % columns), float(point // columns)
    if crossing < size:
        return column + share, row
    if crossing < 2 * size:
        return column, row + share
    return column + 0.5, row + 0.5
