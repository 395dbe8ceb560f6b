"""Pairs of a place and a point near enough, among many: tiles of places, a tree of points, never the whole table.

Places are gathered in square tiles. For each tile a k-d tree gives the points that some place of it could reach, and
only these are timed. What waits for the last tile takes eight bytes a pair: the number of a point and its minutes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from geo.schema import BoolArray, CodeArray, FloatArray, IntArray
from geo.shards import Held, held_in_shards, in_shards

EARTH_RADIUS_KM = 6371.0088
"""Mean Earth radius (IUGG), in km."""

Toward: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]
"""Minutes from places, in degrees, to the points that it was made for: shape (places, points), rounded."""

_TILES_ACROSS = 3.0
"""Tiles are this many times shorter than the way of a trip: smaller ones look at fewer points, and are more."""
_PAIRS_AT_ONCE = 500_000
PLACES_PER_SHARD = 20_000
"""Whole tiles are given to a worker until they hold so many places, hardly more: a million are fifty shards."""
_THOUSANDTHS = 1000.0
_SMALL_BITS = 32
_LARGE = np.dtype(np.uint64)


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
    count = np.zeros(len(lon), dtype=np.int64)
    found: list[tuple[IntArray, CodeArray, NDArray[np.float32]]] = []
    ground = _Ground(points, toward, farthest_km)
    for parts in in_shards(_near_of, ground, _shards(lon, lat, farthest_km, limit_min), threaded=True):
        for some, own, codes, single in parts:
            count[some] = own
            found.append((some, codes, single))
    start = np.concatenate(([0], np.cumsum(count)))
    point = np.empty(start[-1], dtype=np.int32)
    single_min = np.empty(start[-1], dtype=np.float32)
    while found:
        some, codes, single = found.pop()
        own = count[some]
        at = np.repeat(start[some] - np.cumsum(own) + own, own) + np.arange(len(codes))
        point[at], single_min[at] = codes, single
    return NearPairs(start, point, single_min)


class PackedPart(NamedTuple):
    """The pairs of some places in four or eight bytes each, place after place of a tile, tile after tile.

    Row ``r`` is that of the place ``order[r]``; its pairs are ``key[start[r]:start[r + 1]]``, rising: thousandths of a
    minute above ``shift`` bits, and below them the number of the point. Places that reach nobody may have no row.
    """

    order: IntArray
    start: IntArray
    key: NDArray[np.unsignedinteger[Any]]
    shift: int


@dataclass(frozen=True, eq=False)
class PackedPairs:
    """Packed pairs, shard after shard (:class:`PackedPart`): they stay where they were made, work goes to them."""

    n_places: int
    parts: Held

    @cached_property
    def n_pairs(self) -> int:
        """Number of pairs."""
        return sum(self.parts.each(_count_pairs, None))


def _count_pairs(shared: None, part: PackedPart) -> int:
    del shared
    return len(part.key)


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
    # As many bits as number the points; the others tell thousandths of a minute, and the largest key means too far.
    shift = max(1, (len(points[0]) - 1).bit_length())
    small = round(longest_min * _THOUSANDTHS) < (1 << max(0, _SMALL_BITS - shift)) - 1
    shift, kind = (shift, np.dtype(np.uint32)) if small else (32, _LARGE)
    ground = _Ground(points, toward, farthest_km, longest_min, shift, kind)
    shards = _shards(lon, lat, farthest_km, np.full(len(lon), longest_min))
    return PackedPairs(len(lon), held_in_shards(_packed_of, ground, shards, threaded=True))


@dataclass(frozen=True, eq=False)
class _Ground:
    """What every shard of places is looked at with; the last three for packed pairs alone."""

    points: tuple[FloatArray, FloatArray]
    toward: Callable[[FloatArray, FloatArray], Toward]
    farthest_km: Callable[[float], float]
    longest_min: float = np.inf
    shift: int = 0
    kind: np.dtype[np.unsignedinteger[Any]] = _LARGE

    @cached_property
    def tree(self) -> Any:  # noqa: ANN401 - SciPy has no types
        """The points, by where they are."""
        return import_module("scipy.spatial").cKDTree(on_sphere(*self.points))


class _Shard(NamedTuple):
    """Places of whole tiles, tile after tile: their numbers, where they are, how far they look; how many a tile has."""

    number: IntArray
    lon: FloatArray
    lat: FloatArray
    limit_min: FloatArray
    in_tile: list[int]


def _near_of(ground: _Ground, shard: _Shard) -> list[tuple[IntArray, IntArray, CodeArray, NDArray[np.float32]]]:
    """Return the pairs of a shard: numbers of places, how many pairs each has, their points, their minutes."""
    parts = []
    for here, reached, minutes in _timed(ground, shard):
        near = minutes <= shard.limit_min[here, None]
        codes, single = reached[np.nonzero(near)[1]], minutes[near].astype(np.float32)
        parts.append((shard.number[here], near.sum(axis=1), codes, single))
    return parts


def _packed_of(ground: _Ground, shard: _Shard) -> PackedPart:
    """Return the pairs of a shard packed."""
    # Computed in 64 bits whatever is kept: the largest key stands for a pair that is too far.
    far, shift = np.uint64(np.iinfo(ground.kind).max), np.uint64(ground.shift)
    order, counts, keys = [shard.number[:0]], [shard.number[:0]], [np.empty(0, dtype=ground.kind)]
    for here, reached, minutes in _timed(ground, shard):
        near = minutes <= ground.longest_min
        thousandths = np.rint(np.minimum(minutes, ground.longest_min) * _THOUSANDTHS).astype(np.uint64)
        packed = np.where(near, thousandths << shift | reached.astype(np.uint64), far).astype(ground.kind)
        packed.sort(axis=1)
        own = near.sum(axis=1)
        order.append(shard.number[here])
        counts.append(own)
        keys.append(packed[np.arange(len(reached)) < own[:, None]])
    start = np.concatenate(([0], np.cumsum(np.concatenate(counts))))
    return PackedPart(np.concatenate(order), start, np.concatenate(keys), ground.shift)


def _timed(ground: _Ground, shard: _Shard) -> Iterator[tuple[slice, CodeArray, FloatArray]]:
    """Give, some places of a tile at a time: which of the shard, the points looked at, rising, and the minutes."""
    lon, lat = ground.points
    for tile, reached in _reached(ground, shard):
        minutes_to = ground.toward(lon[reached], lat[reached])
        rows = max(1, _PAIRS_AT_ONCE // len(reached))
        for first in range(tile.start, tile.stop, rows):
            here = slice(first, min(first + rows, tile.stop))
            yield here, reached, minutes_to(shard.lon[here], shard.lat[here])


def _shards(
    lon: FloatArray, lat: FloatArray, farthest_km: Callable[[float], float], limit_min: FloatArray
) -> list[_Shard]:
    """Return the places in square tiles, those of a tile rising, whole tiles to a shard."""
    if not len(lon):
        return []
    order, sizes = in_tiles(lon, lat, max(0.2, farthest_km(float(np.median(limit_min))) / _TILES_ACROSS))
    starts = np.cumsum(sizes)[:-1]
    # A tile belongs to the shard in which its first place falls.
    of_tile = np.concatenate(([0], starts)) // PLACES_PER_SHARD
    cuts = np.flatnonzero(np.diff(of_tile)) + 1
    shards = []
    for own in np.split(np.arange(len(sizes)), cuts):
        first = int(sizes[: own[0]].sum())
        number = order[first : first + int(sizes[own].sum())]
        shards.append(_Shard(number, lon[number], lat[number], limit_min[number], sizes[own].tolist()))
    return shards


def in_tiles(lon: FloatArray, lat: FloatArray, edge_km: float) -> tuple[IntArray, IntArray]:
    """Return places in the order of square tiles, those of a tile rising, and how many each tile has."""
    east = np.radians(lon) * np.cos(np.radians(lat.mean())) * EARTH_RADIUS_KM // edge_km
    north = np.radians(lat) * EARTH_RADIUS_KM // edge_km
    order = np.lexsort((east, north))
    starts = np.flatnonzero((np.diff(east[order]) != 0) | (np.diff(north[order]) != 0)) + 1
    return order, np.diff(np.concatenate(([0], starts, [len(order)])))


def _reached(ground: _Ground, shard: _Shard) -> Iterator[tuple[slice, CodeArray]]:
    """Give the places of each tile of a shard, and the points that some of them could reach, rising."""
    ends = np.cumsum(shard.in_tile)
    tiles = [slice(end - size, end) for size, end in zip(shard.in_tile, ends.tolist(), strict=True)]
    spots = on_sphere(shard.lon, shard.lat)
    middles = np.array([spots[tile].mean(axis=0) for tile in tiles])
    # The way from the middle to a place, and on from it: no point that a place reaches is farther from the middle.
    both = zip(tiles, middles, strict=True)
    widths = [float(np.linalg.norm(spots[tile] - middle, axis=1).max()) for tile, middle in both]
    limits = [float(shard.limit_min[tile].max()) for tile in tiles]
    reach = {limit: chord(ground.farthest_km(limit)) for limit in set(limits)}
    radii = np.array([width + reach[limit] for width, limit in zip(widths, limits, strict=True)]) + 1e-9
    found = ground.tree.query_ball_point(middles, radii, return_sorted=True)
    for tile, near in zip(tiles, found, strict=True):
        if len(near):
            yield tile, np.array(near, dtype=np.int32)


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
    n_points = len(points[0])
    count = min(count, n_points)
    point = np.empty((len(lon), count), dtype=np.int32)
    minutes = np.empty((len(lon), count))
    left, looked = np.arange(len(lon)), min(count + _SPARE, n_points)
    tree = import_module("scipy.spatial").cKDTree(on_sphere(*points))
    while len(left):
        rows = max(1, _PAIRS_AT_ONCE // looked)
        blocks = [left[first : first + rows] for first in range(0, len(left), rows)]
        shards = [(lon[some], lat[some]) for some in blocks]
        crowded = []
        for some, (near, way, full) in zip(
            blocks, in_shards(_few_of, (tree, minutes_for, count, looked), shards, threaded=True), strict=True
        ):
            point[some], minutes[some] = near, way
            crowded.append(some[full & (looked < n_points)])
        left, looked = np.concatenate(crowded), min(4 * looked, n_points)
    near_enough = minutes <= horizon_min
    start = np.concatenate(([0], np.cumsum(near_enough.sum(axis=1))))
    own, single = point[near_enough], minutes[near_enough].astype(np.float32)
    order = np.lexsort((own, np.repeat(np.arange(len(lon)), np.diff(start))))
    return NearPairs(start, own[order], single[order])


def _few_of(
    asked: tuple[Any, Callable[[FloatArray, FloatArray, IntArray], FloatArray], int, int],
    places: tuple[FloatArray, FloatArray],
) -> tuple[IntArray, FloatArray, BoolArray]:
    """Return the nearest points of some places, their minutes, and where the farthest looked at is as near as the last.

    There others may be as near too.
    """
    tree, minutes_for, count, looked = asked
    near = tree.query(on_sphere(*places), k=looked)[1].reshape(len(places[0]), looked)
    way = minutes_for(*places, near)
    order = np.lexsort((near, way), axis=1)[:, :count]
    first, least = (np.take_along_axis(table, order, axis=1) for table in (near, way))
    return first, least, way.max(axis=1) == least[:, -1]


_SPARE = 4
"""Points looked at beyond those that are kept: rounded minutes make equals of some."""
