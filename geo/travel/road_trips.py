"""Travel times by road between places and actors, some at a time, and who could not be attached to a road."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from geo.roads.territory_roads import Roads
from geo.routing import PointSet
from geo.schema import BoolArray, CodeArray, FloatArray, IntArray
from geo.shards import in_shards, threads
from geo.travel.memory import BYTES_TO_JOIN, check_trips
from geo.travel.near_pairs import chord, in_tiles, on_sphere
from geo.travel.trips import Trips, rounded_minutes, trips_of

WORKERS = 2
BLOCK_BYTES = 32 * 2**20
"""Size of the times held at once."""

MOST_KEPT = 8
"""Sets of points that stay attached: the places of a territory serve every choice of actors."""


@dataclass(frozen=True)
class RoadTrips:
    """Travel times that are computed as they are read.

    Attributes
    ----------
    left_out
        Points too far from any road: ``kind`` (``place`` or ``actor``), ``id``, ``rule``, ``walk_m``.
    parts
        ``schema.TRAVEL``, some rows at a time; to be read once.
    """

    left_out: pd.DataFrame
    parts: Iterator[pd.DataFrame]


def road_trips(
    roads: Roads,
    places: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    horizon_min: float,
    to_actor: bool = True,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> RoadTrips:
    """Return travel times between every place and every actor by road, and who could not be attached.

    Parameters
    ----------
    places, actors
        ``place_id`` (or ``actor_id``), ``lon``, ``lat`` in degrees; NaN for an unknown position.
    horizon_min
        Longest time wanted, itself included.
    to_actor
        True: time from the place to the actor, as people who go there. False: from the actor to the place, as an
        actor who comes to people.
    progress
        Called with the points done, and their number.
    cancel
        Asked now and then whether to stop.

    Raises
    ------
    CancelledError
        When ``cancel`` answers true, while the parts are read.
    """
    located = _located(actors)
    sides, left_out = _sides(roads, places, located)

    def parts() -> Iterator[pd.DataFrame]:
        (leave, leaving), (reach, reaching) = sides if to_actor else reversed(sides)
        for begin, block in roads.engine.matrix_chunks(
            leaving, reaching, limit_s=horizon_min * 60, block_bytes=BLOCK_BYTES, progress=progress, cancel=cancel
        ):
            row, column = np.nonzero(np.isfinite(block))
            minutes = rounded_minutes(block[row, column].astype(np.float64) / 60)
            ends = {leave.name: leave.take(row + begin), reach.name: reach.take(column)}
            yield pd.DataFrame(
                {
                    "place_id": ends["place_id"].array,
                    "actor_id": ends["actor_id"].array,
                    "mode": roads.profile.mode,
                    "minutes": minutes,
                }
            )

    return RoadTrips(left_out, parts())


def road_times(
    roads: Roads, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float, to_actor: bool = True
) -> tuple[Trips, pd.DataFrame]:
    """Return the times of :func:`road_trips` as codes, and who could not be attached (``left_out``)."""
    located = _located(actors)
    ((_, leaving), (_, reaching)), left_out = _sides(roads, places, located)
    asked = _Asked(roads, reaching, *_degrees(located), horizon_min * 60, to_actor)
    lon, lat = _degrees(places)
    blocks: list[_Block] = []
    n_trips = 0
    for part in in_shards(_block_times, asked, _tiles(leaving, lon, lat, asked.reach_km)):
        blocks += part
        n_trips += sum(len(place) for place, _, _ in part)
        check_trips(n_trips, places=len(places), actors=len(actors), bytes_each=BYTES_TO_JOIN)
    place, actor, seconds = (
        np.concatenate(parts) for parts in (zip(*blocks, strict=True) if blocks else [[np.empty(0)]] * 3)
    )
    codes = np.flatnonzero(actors["actor_id"].isin(located["actor_id"]).to_numpy())
    minutes = rounded_minutes(seconds.astype(np.float64) / 60)
    place_ids, actor_ids = pd.Index(places["place_id"]), pd.Index(actors["actor_id"])
    return trips_of(place_ids, actor_ids, place, codes[actor.astype(np.int64)], minutes), left_out


PLACES_PER_TILE = 8_000
"""Whole tiles make a shard until they hold so many places, hardly more."""

_TILES_ACROSS = 3.0
_MARGIN = 1.02
"""The Earth is no sphere, and a tick is not nothing."""

_Block: TypeAlias = tuple[IntArray, IntArray, FloatArray]
"""Places and actors by number, and the seconds between them."""


class _Tile(NamedTuple):
    """Places near one another: their numbers, as the engine takes them, and where they are."""

    number: IntArray
    points: PointSet
    lon: FloatArray
    lat: FloatArray


@dataclass(frozen=True, eq=False)
class _Asked:
    """What the places of every tile are asked about: all actors, as the engine takes them, and where they are."""

    roads: Roads
    actors: PointSet
    lon: FloatArray
    lat: FloatArray
    limit_s: float
    to_actor: bool

    @property
    def reach_km(self) -> float:
        """How far one goes within the limit, at most, as the crow flies: the walks to and from a street, then along."""
        walks_km = 2 * self.roads.profile.walk_max_m / 1000
        return _MARGIN * (walks_km + self.limit_s / 3600 * self.roads.fastest_kph)

    @cached_property
    def tree(self) -> Any:  # noqa: ANN401 - SciPy has no types
        """The actors, by where they are."""
        return import_module("scipy.spatial").cKDTree(on_sphere(self.lon, self.lat))


def _tiles(points: PointSet, lon: FloatArray, lat: FloatArray, reach_km: float) -> list[_Tile]:
    """Return the places in shards of whole tiles; those without a position are on no street, and in none."""
    known = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    if not len(known):
        return []
    order, sizes = in_tiles(lon[known], lat[known], max(1.0, reach_km / _TILES_ACROSS))
    cuts = np.flatnonzero(np.diff(np.concatenate(([0], np.cumsum(sizes)[:-1])) // PLACES_PER_TILE)) + 1
    parts = np.split(known[order], np.cumsum(sizes)[cuts - 1])
    return [_Tile(number, points.at(number), lon[number], lat[number]) for number in parts]


def _block_times(asked: _Asked, tile: _Tile) -> list[_Block]:
    """Return the times between the places of a tile and the actors that some of them may reach within the limit."""
    spots = on_sphere(tile.lon, tile.lat)
    middle = spots.mean(axis=0)
    width = float(np.linalg.norm(spots - middle, axis=1).max())
    near = np.array(asked.tree.query_ball_point(middle, width + chord(asked.reach_km), return_sorted=True), dtype=int)
    if not len(near):
        return []
    ends = tile.points, asked.actors.at(near)
    found: list[_Block] = []
    for begin, block in asked.roads.engine.matrix_chunks(
        *(ends if asked.to_actor else reversed(ends)),
        limit_s=asked.limit_s,
        block_bytes=BLOCK_BYTES,
        workers=threads(WORKERS),
    ):
        row, column = np.nonzero(np.isfinite(block))
        place, actor = (row + begin, column) if asked.to_actor else (column, row + begin)
        found.append((tile.number[place], near[actor], block[row, column]))
    return found


def _degrees(points: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
    lon, lat = (points[name].to_numpy(np.float64) for name in ("lon", "lat"))
    return lon, lat


def road_nearest(
    roads: Roads, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float
) -> tuple[CodeArray, FloatArray, pd.DataFrame]:
    """Return the nearest actor of every place by road, from one search that leaves all actors at once.

    Returns
    -------
    tuple
        Position in ``actors``, int32, -1 where none is within the horizon; minutes, float64, then NaN; and who could
        not be attached, as in :class:`RoadTrips`.
    """
    located = _located(actors)
    ((_, leaving), (_, reaching)), left_out = _sides(roads, places, located)
    codes = np.append(np.flatnonzero(actors["actor_id"].isin(located["actor_id"]).to_numpy()), -1)
    if located.empty:
        return np.full(len(places), -1, dtype=np.int32), np.full(len(places), np.nan), left_out
    seconds, target = roads.engine.nearest(reaching, places=leaving, limit_s=horizon_min * 60)
    minutes = np.where(np.isfinite(seconds), rounded_minutes(seconds.astype(np.float64) / 60), np.nan)
    return codes[target].astype(np.int32), minutes, left_out


def road_covered(roads: Roads, points: pd.DataFrame) -> BoolArray:
    """Return which points the file of the roads speaks of: attached to a street, or inside what it covers.

    Parameters
    ----------
    points
        ``lon``, ``lat`` in degrees; NaN for an unknown position, which no file covers.
    """
    _, missed = _attached(roads, *(_raw(points[name]) for name in ("lon", "lat")))
    covered = roads.area.holds(points)
    attached = np.ones(len(points), dtype=np.bool_)
    attached[missed.index] = False
    return np.asarray(covered | attached, dtype=np.bool_)


Side = tuple[pd.Series, PointSet]
"""Ids, and the same points as the engine takes them."""


def _sides(roads: Roads, places: pd.DataFrame, located: pd.DataFrame) -> tuple[tuple[Side, Side], pd.DataFrame]:
    """Return places and located actors as the engine takes them, and those of both that could not be attached."""
    left_out, sides = [], []
    for kind, frame in (("place", places), ("actor", located)):
        points, missed = _attached(roads, *(_raw(frame[name]) for name in ("lon", "lat")))
        sides.append((frame[f"{kind}_id"].reset_index(drop=True), points))
        left_out.append(missed.assign(kind=kind, id=frame[f"{kind}_id"].to_numpy()[missed.index]))
    return (sides[0], sides[1]), pd.concat(left_out, ignore_index=True)[["kind", "id", "rule", "walk_m"]]


def _located(actors: pd.DataFrame) -> pd.DataFrame:
    return actors[actors["lon"].notna() & actors["lat"].notna()]


@lru_cache(maxsize=MOST_KEPT)
def _attached(roads: Roads, lon: bytes, lat: bytes) -> tuple[PointSet, pd.DataFrame]:
    """Return points as the engine takes them, and those left out (by position); positions are raw float64."""
    snapped = roads.snapped(pd.DataFrame({"lon": np.frombuffer(lon), "lat": np.frombuffer(lat)}))
    return roads.attached(snapped), snapped.left_out


def _raw(degrees: pd.Series) -> bytes:
    return degrees.to_numpy(np.float64).tobytes()
