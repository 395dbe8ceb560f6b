"""Pairs of a place and a point near enough, among many: tiles of places, a tree of points, never the whole table.

Places are gathered in square tiles. For each tile a k-d tree gives the points that some place of it could reach, and
only these are timed. What waits for the last tile takes eight bytes a pair: the number of a point and its minutes.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from geo.schema import CodeArray, FloatArray, IntArray

EARTH_RADIUS_KM = 6371.0088
"""Mean Earth radius (IUGG), in km."""

Toward: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]
"""Minutes from places, in degrees, to the points that it was made for: shape (places, points), rounded."""

_TILES_ACROSS = 3.0
"""Tiles are this many times shorter than the way of a trip: smaller ones look at fewer points, and are more."""
_PAIRS_AT_ONCE = 500_000
_THOUSANDTHS = 1000.0
_SMALL = 1 << 16


class NearPairs(NamedTuple):
    """The pairs of place ``i`` are ``start[i]:start[i + 1]``: a point each, rising, and its minutes."""

    start: IntArray
    point: CodeArray
    single_min: NDArray[np.float32]


def on_sphere(lon: FloatArray, lat: FloatArray) -> FloatArray:
    """Return points of the unit sphere: the chord between two grows with their distance."""
    east, north = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def near_pairs(
    places: tuple[FloatArray, FloatArray],
    points: tuple[FloatArray, FloatArray],
    *,
    toward: Callable[[FloatArray, FloatArray], Toward],
    farthest_km: Callable[[float], float],
    limit_min: FloatArray,
) -> NearPairs:
    """Return every pair of a place and a point within the limit of the place, which is included.

    Parameters
    ----------
    places, points
        Longitudes and latitudes, in degrees.
    toward
        Makes what gives the minutes to some of the points.
    farthest_km
        Great-circle distance beyond which no trip lasts so few minutes or less.
    limit_min
        The longest trip of each place.
    """
    lon, lat = places
    spots = on_sphere(*points)
    tree = import_module("scipy.spatial").cKDTree(spots)
    count = np.zeros(len(lon), dtype=np.int64)
    found: list[tuple[IntArray, CodeArray, NDArray[np.float32]]] = []
    for members, reached in _tiles(lon, lat, tree, farthest_km, limit_min):
        minutes_to = toward(points[0][reached], points[1][reached])
        rows = max(1, _PAIRS_AT_ONCE // len(reached))
        for first in range(0, len(members), rows):
            some = members[first : first + rows]
            minutes = minutes_to(lon[some], lat[some])
            near = minutes <= limit_min[some, None]
            count[some] = near.sum(axis=1)
            found.append((some, reached[np.nonzero(near)[1]], minutes[near].astype(np.float32)))
    start = np.concatenate(([0], np.cumsum(count)))
    point = np.empty(start[-1], dtype=np.int32)
    single_min = np.empty(start[-1], dtype=np.float32)
    while found:
        some, codes, single = found.pop()
        own = count[some]
        at = np.repeat(start[some] - np.cumsum(own) + own, own) + np.arange(len(codes))
        point[at], single_min[at] = codes, single
    return NearPairs(start, point, single_min)


class PackedPairs(NamedTuple):
    """Pairs in four or eight bytes each, place after place of a tile, tile after tile.

    Row ``r`` is that of the place ``order[r]``; its pairs are ``key[start[r]:start[r + 1]]``, rising: thousandths of a
    minute above ``shift`` bits, and below them the number of the point.
    """

    order: IntArray
    start: IntArray
    key: NDArray[np.unsignedinteger[Any]]
    shift: int


def packed_pairs(
    places: tuple[FloatArray, FloatArray],
    points: tuple[FloatArray, FloatArray],
    *,
    toward: Callable[[FloatArray, FloatArray], Toward],
    farthest_km: Callable[[float], float],
    longest_min: float,
) -> PackedPairs:
    """Return every pair of a place and a point within a time, inclusive, as few bytes as hold it to the digit."""
    lon, lat = places
    n_points, most = len(points[0]), round(longest_min * _THOUSANDTHS)
    small = n_points <= _SMALL and most < _SMALL - 1
    shift, kind = (16, np.dtype(np.uint32)) if small else (32, np.dtype(np.uint64))
    # Computed in 64 bits whatever is kept: the largest key stands for a pair that is too far.
    far = np.uint64(np.iinfo(kind).max)
    tree = import_module("scipy.spatial").cKDTree(on_sphere(*points))
    key: NDArray[np.unsignedinteger[Any]] = np.empty(max(_PAIRS_AT_ONCE, len(lon)), dtype=kind)
    used = 0
    orders: list[IntArray] = []
    counts: list[IntArray] = []
    for members, reached in _tiles(lon, lat, tree, farthest_km, np.full(len(lon), longest_min)):
        minutes_to, codes = toward(points[0][reached], points[1][reached]), reached.astype(np.uint64)
        rows = max(1, _PAIRS_AT_ONCE // len(reached))
        for first in range(0, len(members), rows):
            some = members[first : first + rows]
            minutes = minutes_to(lon[some], lat[some])
            near = minutes <= longest_min
            thousandths = np.rint(np.minimum(minutes, longest_min) * _THOUSANDTHS).astype(np.uint64)
            packed = np.where(near, thousandths << np.uint64(shift) | codes, far).astype(kind)
            packed.sort(axis=1)
            own = near.sum(axis=1)
            flat = packed[np.arange(len(reached)) < own[:, None]]
            if used + len(flat) > len(key):
                key.resize(max(used + len(flat), len(key) * 5 // 4), refcheck=False)
            key[used : used + len(flat)] = flat
            used += len(flat)
            orders.append(some)
            counts.append(own)
    key.resize(used, refcheck=False)
    order = np.concatenate(orders) if orders else np.zeros(0, dtype=np.int64)
    # Places that reach nobody come last, with no pair.
    alone = np.setdiff1d(np.arange(len(lon)), order, assume_unique=True)
    own = np.concatenate([*counts, np.zeros(len(alone), dtype=np.int64)])
    return PackedPairs(np.concatenate([order, alone]), np.concatenate(([0], np.cumsum(own))), key, shift)


def _tiles(
    lon: FloatArray, lat: FloatArray, tree: object, farthest_km: Callable[[float], float], limit_min: FloatArray
) -> Iterator[tuple[IntArray, CodeArray]]:
    """Give the places of each tile, rising, and the points that some of them could reach, rising."""
    if not len(lon):
        return
    edge_km = max(0.2, farthest_km(float(np.median(limit_min))) / _TILES_ACROSS)
    east = np.radians(lon) * np.cos(np.radians(lat.mean())) * EARTH_RADIUS_KM // edge_km
    north = np.radians(lat) * EARTH_RADIUS_KM // edge_km
    order = np.lexsort((east, north))
    cuts = np.flatnonzero((np.diff(east[order]) != 0) | (np.diff(north[order]) != 0)) + 1
    groups = np.split(order, cuts)
    spots = on_sphere(lon, lat)
    middles = np.array([spots[members].mean(axis=0) for members in groups])
    # The way from the middle to a place, and on from it: no point that a place reaches is farther from the middle.
    both = zip(groups, middles, strict=True)
    widths = [float(np.linalg.norm(spots[members] - middle, axis=1).max()) for members, middle in both]
    limits = [float(limit_min[members].max()) for members in groups]
    reach = {limit: chord(farthest_km(limit)) for limit in set(limits)}
    radii = np.array([width + reach[limit] for width, limit in zip(widths, limits, strict=True)]) + 1e-9
    query = tree.query_ball_point  # type: ignore[attr-defined]
    for members, near in zip(groups, query(middles, radii, return_sorted=True), strict=True):
        if len(near):
            yield members, np.array(near, dtype=np.int32)


def chord(distance_km: float) -> float:
    """Return the chord of the unit sphere under a great-circle distance."""
    return float(2 * np.sin(min(distance_km / EARTH_RADIUS_KM, np.pi) / 2))


def few_nearest(
    places: tuple[FloatArray, FloatArray],
    points: tuple[FloatArray, FloatArray],
    *,
    count: int,
    minutes_for: Callable[[FloatArray, FloatArray, IntArray], FloatArray],
    horizon_min: float,
) -> NearPairs:
    """Return the ``count`` nearest points of every place within a horizon, the first of them where some are equals.

    Parameters
    ----------
    minutes_for
        Minutes from places, in degrees, to points given by number, shape (places, points): they grow with the distance
        as the crow flies.
    """
    lon, lat = places
    tree = import_module("scipy.spatial").cKDTree(on_sphere(*points))
    n_points = len(points[0])
    count = min(count, n_points)
    point = np.empty((len(lon), count), dtype=np.int32)
    minutes = np.empty((len(lon), count))
    left, looked = np.arange(len(lon)), min(count + _SPARE, n_points)
    while len(left):
        crowded = []
        for first in range(0, len(left), max(1, _PAIRS_AT_ONCE // looked)):
            some = left[first : first + max(1, _PAIRS_AT_ONCE // looked)]
            near = tree.query(on_sphere(lon[some], lat[some]), k=looked)[1].reshape(len(some), looked)
            way = minutes_for(lon[some], lat[some], near)
            order = np.lexsort((near, way), axis=1)[:, :count]
            point[some], minutes[some] = (np.take_along_axis(table, order, axis=1) for table in (near, way))
            # Where the farthest looked at is as near as the last kept, others may be too.
            crowded.append(some[(way.max(axis=1) == minutes[some, -1]) & (looked < n_points)])
        left, looked = np.concatenate(crowded), min(4 * looked, n_points)
    near_enough = minutes <= horizon_min
    start = np.concatenate(([0], np.cumsum(near_enough.sum(axis=1))))
    own, single = point[near_enough], minutes[near_enough].astype(np.float32)
    order = np.lexsort((own, np.repeat(np.arange(len(lon)), np.diff(start))))
    return NearPairs(start, own[order], single[order])


_SPARE = 4
"""Points looked at beyond those that are kept: rounded minutes make equals of some."""
