"""Travel time without a road network: great-circle distance × detour, at a speed that rises with distance.

With ``d`` the distance by road, estimated as great-circle kilometres × ``detour``::

    speed(d) = far − (far − near) × exp(−d / scale)          km/h
    minutes  = access + 60 × d / speed(d)

``access`` is the time to leave and to park. Parameters come from ``territory.toml``, with their status. Limits: no
river, no ridge, no motorway is seen. Where the main roads or the relief of a territory are known, ``geo.travel.ways``
goes by them; the bias and the scatter that were measured are given beside every estimated figure.
"""

from functools import partial
from importlib import import_module
from math import exp
from typing import Any, NamedTuple, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.schema import BoolArray, CodeArray, FloatArray, IntArray
from geo.shards import are_shared, in_shards
from geo.travel.memory import BYTES_PER_NEAR_TRIP, BYTES_PER_PACKED_TRIP, BYTES_PER_TRIP, check_trips
from geo.travel.near_pairs import (
    EARTH_RADIUS_KM,
    NearPairs,
    PackedPairs,
    Toward,
    few_nearest,
    near_pairs,
    on_sphere,
    packed_pairs,
)
from geo.travel.trips import Trips, rounded_minutes, sorted_trips, trips_of
from geo.workspace.territory import EstimateParameters

_PAIRS_PER_BLOCK = 4_000_000
_SURE_PAIRS = 2_000_000
"""Fewer pairs than this are never counted beforehand."""
_SAMPLE = 256
_FEW_PAIRS = 4_000_000
"""Up to here every pair is looked at; beyond, a tree of positions finds the nearest without them."""

_ROUNDING_MIN = 0.001
_NEAR_KM = 1e-3
_ANYWHERE_KM = 20_100.0

_NEIGHBOURS = 4
_PLACES_PER_BLOCK = 50_000


class Ways(Protocol):
    """How an estimate goes from a place to a point where it knows more than the distance between them."""

    def toward(self, lon: FloatArray, lat: FloatArray) -> Toward:
        """Return what gives the minutes to these points, in degrees."""
        ...

    def nearest(self, places: pd.DataFrame, lon: FloatArray, lat: FloatArray) -> tuple[NDArray[np.int64], FloatArray]:
        """Return, among many points, the position of the nearest of every place, and its minutes."""
        ...

    def farthest_km(self, minutes: float) -> float:
        """Return the great-circle distance beyond which no trip is that short; infinite where none is known."""
        ...


def great_circle_km(
    lon: NDArray[np.float64], lat: NDArray[np.float64], other_lon: NDArray[np.float64], other_lat: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return great-circle distances in km between points in degrees (haversine formula); arrays broadcast."""
    phi, other_phi = np.radians(lat), np.radians(other_lat)
    half_lat = np.sin((other_phi - phi) / 2) ** 2
    half_lon = np.sin(np.radians(other_lon - lon) / 2) ** 2
    chord = half_lat + np.cos(phi) * np.cos(other_phi) * half_lon
    distance: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return distance


def minutes_for(distance_km: NDArray[np.float64], parameters: EstimateParameters) -> NDArray[np.float64]:
    """Return estimated minutes for great-circle distances in km, rounded as trips are (``geo.travel.trips``)."""
    road_km = distance_km * parameters.detour
    gain = np.exp(-road_km / parameters.scale_km)
    speed_kph = parameters.far_kph - (parameters.far_kph - parameters.near_kph) * gain
    return rounded_minutes(parameters.access_min + 60 * road_km / speed_kph)


def farthest_km(minutes: float, parameters: EstimateParameters) -> float:
    """Return a great-circle distance beyond which no trip lasts ``minutes`` or less, hardly more than need be."""

    def lasts(distance_km: float) -> float:
        road_km = distance_km * parameters.detour
        gain = exp(-road_km / parameters.scale_km)
        speed_kph = parameters.far_kph - (parameters.far_kph - parameters.near_kph) * gain
        return parameters.access_min + 60 * road_km / speed_kph

    low, high = 0.0, 1.0
    while lasts(high) <= minutes + _ROUNDING_MIN and high < _ANYWHERE_KM:
        low, high = high, 2 * high
    while high - low > _NEAR_KM:
        middle = (low + high) / 2
        low, high = (middle, high) if lasts(middle) <= minutes + _ROUNDING_MIN else (low, middle)
    return high


def straight(parameters: EstimateParameters, lon: FloatArray, lat: FloatArray) -> Toward:
    """Return what gives the minutes to points, in degrees, by the distance alone."""

    def minutes(here_lon: FloatArray, here_lat: FloatArray) -> FloatArray:
        return minutes_for(great_circle_km(here_lon[:, None], here_lat[:, None], lon, lat), parameters)

    return minutes


def estimate_trips(
    places: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    parameters: EstimateParameters,
    horizon_min: float,
    ways: Ways | None = None,
    limit_min: FloatArray | None = None,
) -> Trips:
    """Return the estimated trips from every place to every located actor.

    Parameters
    ----------
    places, actors
        Frames with ``place_id`` (or ``actor_id``), ``lon`` and ``lat`` in degrees. Actors without position have no
        trip: their travel time is unknown, which is not unreachable; callers count them.
    parameters
        Travel assumptions of one mode.
    horizon_min
        Pairs farther than this are left out; a pair at exactly the horizon stays.
    ways
        What the estimate knows besides the distance; None: nothing.
    limit_min
        The longest trip of each place, where some look for less than the horizon.

    Raises
    ------
    TooLargeError
        ``too-many-trips`` when memory would not hold the trips.
    """
    codes, lon, lat = _located(actors)
    limits = np.full(len(places), horizon_min) if limit_min is None else np.minimum(limit_min, horizon_min)
    by_tiles = len(places) * len(codes) > _FEW_PAIRS and np.isfinite(_bound_km(parameters, ways, horizon_min))
    bytes_each = BYTES_PER_NEAR_TRIP if by_tiles else BYTES_PER_TRIP
    _check_size(places, (lon, lat), parameters if ways is None else ways, limits, bytes_each)
    if by_tiles:
        near = near_pairs(
            _degrees(places),
            (lon, lat),
            toward=partial(straight, parameters) if ways is None else ways.toward,
            farthest_km=partial(_bound_km, parameters, ways),
            limit_min=limits,
        )
        return _trips(places, actors, codes, near)
    toward = straight(parameters, lon, lat) if ways is None else ways.toward(lon, lat)
    rows_per_block = max(1, _PAIRS_PER_BLOCK // max(1, len(codes)))
    blocks: list[tuple[CodeArray, CodeArray, NDArray[np.float32]]] = []
    for start in range(0, len(places), rows_per_block):
        minutes = toward(*_degrees(places.iloc[start : start + rows_per_block]))
        row, column = np.nonzero(minutes <= limits[start : start + rows_per_block, None])
        # Single precision at once: what waits for the last block takes twelve bytes a trip.
        found = minutes[row, column].astype(np.float32)
        blocks.append(((row + start).astype(np.int32), codes[column], found))
    empty: list[NDArray[np.int32]] = [np.empty(0, dtype=np.int32)]
    place, actor, kept = (np.concatenate(parts) for parts in (zip(*blocks, strict=True) if blocks else [empty] * 3))
    return trips_of(pd.Index(places["place_id"]), pd.Index(actors["actor_id"]), place, actor, kept)


def estimate_packed(
    places: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    parameters: EstimateParameters,
    horizon_min: float,
    ways: Ways | None = None,
) -> PackedPairs | None:
    """Return the same pairs as :func:`estimate_trips` packed, points numbered as the actors; None where they are few.

    None too where an actor has no position, or where no distance bounds a trip.

    Raises
    ------
    TooLargeError
        ``too-many-trips`` when the memory of this machine would not hold them; workers have their own bound.
    """
    codes, lon, lat = _located(actors)
    many = len(places) * len(codes) > _FEW_PAIRS and len(codes) == len(actors)
    if not many or not np.isfinite(_bound_km(parameters, ways, horizon_min)):
        return None
    if not are_shared():
        limits = np.full(len(places), horizon_min)
        _check_size(places, (lon, lat), parameters if ways is None else ways, limits, BYTES_PER_PACKED_TRIP)
    return packed_pairs(
        _degrees(places),
        (lon, lat),
        toward=partial(straight, parameters) if ways is None else ways.toward,
        farthest_km=partial(_bound_km, parameters, ways),
        longest_min=horizon_min,
    )


def estimate_few_nearest(
    places: pd.DataFrame, actors: pd.DataFrame, *, count: int, parameters: EstimateParameters, horizon_min: float
) -> Trips:
    """Return the trips from every place to the ``count`` nearest located actors, by the distance alone.

    Between equals, the first; fewer where fewer are within the horizon.
    """
    codes, lon, lat = _located(actors)

    def minutes(here_lon: FloatArray, here_lat: FloatArray, point: IntArray) -> FloatArray:
        away_km = great_circle_km(here_lon[:, None], here_lat[:, None], lon[point], lat[point])
        return minutes_for(away_km, parameters)

    if not len(codes):
        return trips_of(pd.Index(places["place_id"]), pd.Index(actors["actor_id"]), [], [], [])
    near = few_nearest(_degrees(places), (lon, lat), count=count, minutes_for=minutes, horizon_min=horizon_min)
    return _trips(places, actors, codes, near)


def _trips(places: pd.DataFrame, actors: pd.DataFrame, codes: CodeArray, near: NearPairs) -> Trips:
    place = np.repeat(np.arange(len(places), dtype=np.int32), np.diff(near.start))
    ids = pd.Index(places["place_id"]), pd.Index(actors["actor_id"])
    actor = near.point if len(codes) == len(actors) else codes[near.point]
    return sorted_trips(*ids, place, actor, near.single_min)


def _bound_km(parameters: EstimateParameters, ways: Ways | None, minutes: float) -> float:
    return farthest_km(minutes, parameters) if ways is None else ways.farthest_km(minutes)


def estimate_nearest(
    places: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    parameters: EstimateParameters,
    horizon_min: float,
    ways: Ways | None = None,
) -> tuple[CodeArray, FloatArray]:
    """Return the nearest located actor of every place, the same as among all trips, without making them.

    Where time depends on distance alone and grows with it, the nearest as the crow flies is the nearest; a few
    neighbours are timed anew, since rounded minutes make equals of some of them. ``ways`` say theirs.

    Returns
    -------
    tuple of numpy.ndarray
        Position of the actor in ``actors``, int32, -1 where none is within the horizon (between equals, the first);
        and minutes, float64, then NaN.
    """
    codes, lon, lat = _located(actors)
    if not len(codes):
        return np.full(len(places), -1, dtype=np.int32), np.full(len(places), np.nan)
    if len(places) * len(codes) <= _FEW_PAIRS:
        toward = straight(parameters, lon, lat) if ways is None else ways.toward(lon, lat)
        first, minutes = nearest_of_all(places, len(lon), toward)
    elif ways is None:
        first, minutes = _nearest_in_tree(places, lon, lat, parameters)
    else:
        first, minutes = ways.nearest(places, lon, lat)
    reached = minutes <= horizon_min
    return np.where(reached, codes[first], -1).astype(np.int32), np.where(reached, minutes, np.nan)


def _check_size(
    places: pd.DataFrame,
    points: tuple[FloatArray, FloatArray],
    by: EstimateParameters | Ways,
    limits: FloatArray,
    bytes_each: int,
) -> None:
    """Refuse trips that memory would not hold: the share of pairs within the limits is told by a sample."""
    if float(len(places)) * len(points[0]) > _SURE_PAIRS:
        check_trips(
            _expected(places, points, by, limits), places=len(places), actors=len(points[0]), bytes_each=bytes_each
        )


def expected_trips(
    places: pd.DataFrame, actors: pd.DataFrame, *, parameters: EstimateParameters, limit_min: FloatArray
) -> float:
    """Return how many trips there are within the limit of each place, by the distance alone, as a sample tells."""
    _, lon, lat = _located(actors)
    return _expected(places, (lon, lat), parameters, limit_min)


def _expected(
    places: pd.DataFrame, points: tuple[FloatArray, FloatArray], by: EstimateParameters | Ways, limits: FloatArray
) -> float:
    lon, lat = points
    every = max(1, len(lon) // _SAMPLE)
    some_points = lon[::every], lat[::every]
    step = max(1, len(places) // _SAMPLE)
    some = places.iloc[::step]
    toward = straight(by, *some_points) if isinstance(by, EstimateParameters) else by.toward(*some_points)
    within = toward(*_degrees(some)) <= limits[::step, None]
    return float(len(places)) * len(lon) * float(within.mean()) if within.size else 0.0


def nearest_of_all(places: pd.DataFrame, points: int, toward: Toward) -> tuple[NDArray[np.int64], FloatArray]:
    """Return the position of the nearest of some points for every place, the first among equals, and its minutes."""
    rows_per_block = max(1, _PAIRS_PER_BLOCK // points)
    first = np.empty(len(places), dtype=np.int64)
    nearest = np.empty(len(places))
    for start in range(0, len(places), rows_per_block):
        minutes = toward(*_degrees(places.iloc[start : start + rows_per_block]))
        chosen = minutes.argmin(axis=1)
        first[start : start + len(chosen)] = chosen
        nearest[start : start + len(chosen)] = minutes[np.arange(len(chosen)), chosen]
    return first, nearest


def _nearest_in_tree(
    places: pd.DataFrame, lon: FloatArray, lat: FloatArray, parameters: EstimateParameters
) -> tuple[NDArray[np.int64], FloatArray]:
    # One node per position, which stands for the first of the actors there.
    spots, owner = np.unique(np.column_stack([lon, lat]), axis=0, return_index=True)
    # Imported only for many points: it takes longer to load than few points take.
    tree = import_module("scipy.spatial").cKDTree(on_sphere(spots[:, 0], spots[:, 1]))
    where = places[["lon", "lat"]]
    blocks = [where.iloc[start : start + _PLACES_PER_BLOCK] for start in range(0, len(places), _PLACES_PER_BLOCK)]
    asked = _Asked(tree, spots, owner, (lon, lat), parameters)
    found = list(in_shards(_nearest_of_block, asked, blocks, threaded=True))
    empty: list[tuple[NDArray[np.int64], FloatArray]] = [(np.empty(0, dtype=np.int64), np.empty(0))]
    first, nearest = (np.concatenate(parts) for parts in zip(*(found or empty), strict=True))
    return first, nearest


class _Asked(NamedTuple):
    """What the places of every block look among: a tree of spots, the actor that stands for each, all actors."""

    tree: Any
    spots: FloatArray
    owner: NDArray[np.int64]
    points: tuple[FloatArray, FloatArray]
    parameters: EstimateParameters


def _nearest_of_block(asked: _Asked, block: pd.DataFrame) -> tuple[NDArray[np.int64], FloatArray]:
    """Return the position of the nearest actor of some places, the first among equals, and its minutes."""
    spots, owner, (lon, lat) = asked.spots, asked.owner, asked.points
    neighbours = min(_NEIGHBOURS, len(spots))
    here_lon, here_lat = _degrees(block)
    _, found = asked.tree.query(on_sphere(here_lon, here_lat), k=neighbours)
    found = found.reshape(len(block), neighbours)
    away_km = great_circle_km(here_lon[:, None], here_lat[:, None], spots[found, 0], spots[found, 1])
    minutes = minutes_for(away_km, asked.parameters)
    best = minutes.min(axis=1)
    chosen = np.where(minutes == best[:, None], owner[found], len(lon)).min(axis=1)
    # Where the last neighbour is as near as the first, others may be too: these places look at everyone.
    crowded: BoolArray = (minutes.max(axis=1) == best) & (neighbours < len(spots))
    if crowded.any():
        toward = straight(asked.parameters, lon, lat)
        chosen[crowded], best[crowded] = nearest_of_all(block[crowded], len(lon), toward)
    return chosen, best


def _located(actors: pd.DataFrame) -> tuple[CodeArray, FloatArray, FloatArray]:
    """Return the positions in the frame of the actors that have a place, and where they are."""
    lon, lat = _degrees(actors)
    codes = np.flatnonzero(~(np.isnan(lon) | np.isnan(lat))).astype(np.int32)
    return codes, lon[codes], lat[codes]


def _degrees(points: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
    lon, lat = (points[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    return lon, lat
