"""Building the skeleton: localities joined to their neighbours and along the main roads, then every shortest way."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.schema import FloatArray
from geo.travel.estimate import great_circle_km
from geo.travel.main_roads.profile import Corridor, MainRoadsProfile
from geo.travel.near_pairs import EARTH_RADIUS_KM

Nodes: TypeAlias = npt.NDArray[np.int64]

_SLACK = 1e-9


@dataclass(frozen=True, eq=False)
class Skeleton:
    """The localities of a territory and the minutes of the shortest way between all of them.

    ``lon`` and ``lat`` are degrees, shape (localities,); ``dense`` says how close together people live around, 0
    (country) to 1 (town); ``minutes`` has shape (localities, localities), float32, ``inf`` where no way leads, without
    the time to leave and to park.
    """

    lon: FloatArray
    lat: FloatArray
    dense: FloatArray
    minutes: npt.NDArray[np.float32]


def build_skeleton(places: pd.DataFrame, corridors: Sequence[Corridor], profile: MainRoadsProfile) -> Skeleton:
    """Return the skeleton of some localities and of the main roads that serve them.

    Localities of one position are one. Neighbours are those of Gabriel (no third locality in the circle whose diameter
    joins them) within ``longest_km``. National roads join the localities that they serve, in order; motorways do on a
    second level, entered and left by a ramp, so that crossing one costs nothing and using it does.

    Parameters
    ----------
    places
        ``place_id``, ``lon``, ``lat`` (degrees), ``population`` (unknown ones count for nobody).
    corridors
        Main roads, by ``place_id``.
    """
    spots, node = np.unique(places[["lon", "lat"]].to_numpy(dtype=np.float64), axis=0, return_inverse=True)
    node = node.reshape(-1)
    known = np.nan_to_num(places["population"].to_numpy(dtype=np.float64, na_value=np.nan))
    people = np.bincount(node, weights=known).astype(np.float64)
    lon, lat = spots[:, 0], spots[:, 1]
    tree, flat = _flat(lon, lat)
    one, other = _gabriel(tree, flat, profile.local.longest_km)
    middle = _denseness(tree, (flat[one] + flat[other]) / 2, people, profile)
    km = great_circle_km(lon[one], lat[one], lon[other], lat[other])
    ways = [(one, other, 60 * km * profile.local.detour / profile.local.kph(middle))]
    of_place = dict(zip(places["place_id"], node.tolist(), strict=True))
    served = [np.array([of_place[place] for place in road.place_ids], dtype=np.int64) for road in corridors]
    stopped = [stop for stops, road in zip(served, corridors, strict=True) if road.kind == "motorway" for stop in stops]
    level = {stop: len(lon) + rank for rank, stop in enumerate(sorted({int(stop) for stop in stopped}))}
    for stops, road in zip(served, corridors, strict=True):
        first, second = stops[:-1], stops[1:]
        length = great_circle_km(lon[first], lat[first], lon[second], lat[second])
        if road.kind == "motorway":
            minutes = 60 * length * profile.motorway.detour / profile.motorway.kph
            pairs = np.array([(level[a], level[b]) for a, b in pairwise(stops.tolist())], dtype=np.int64)
            ways.append((pairs[:, 0], pairs[:, 1], minutes))
        else:
            ways.append((first, second, 60 * length * profile.trunk.detour / profile.trunk.kph))
    down, up = np.array(list(level), dtype=np.int64), np.array(list(level.values()), dtype=np.int64)
    ways.append((down, up, np.full(len(level), profile.motorway.ramp_min)))
    return Skeleton(lon, lat, _denseness(tree, flat, people, profile), _shortest(ways, len(lon), len(level)))


def _flat(lon: FloatArray, lat: FloatArray) -> tuple[cKDTree, FloatArray]:
    """Return positions in kilometres on a plane that serves to find neighbours, never to measure a way."""
    shrink = np.cos(np.radians(lat.mean())) if len(lat) else 1.0
    flat = EARTH_RADIUS_KM * np.column_stack([np.radians(lon) * shrink, np.radians(lat)])
    return cKDTree(flat), flat


def _gabriel(tree: cKDTree, flat: FloatArray, longest_km: float) -> tuple[Nodes, Nodes]:
    pairs = tree.query_pairs(longest_km, output_type="ndarray").astype(np.int64)
    one, other = pairs[:, 0], pairs[:, 1]
    radius = np.hypot(*(flat[one] - flat[other]).T) / 2
    away, _ = tree.query((flat[one] + flat[other]) / 2)
    kept = away >= radius * (1 - _SLACK)
    return one[kept], other[kept]


def _denseness(tree: cKDTree, flat: FloatArray, people: FloatArray, profile: MainRoadsProfile) -> FloatArray:
    density = profile.density
    around = tree.query_ball_point(flat, density.radius_km)
    living = np.array([people[nodes].sum() for nodes in around], dtype=np.float64) / (np.pi * density.radius_km**2)
    share = np.log(np.maximum(living, density.rural) / density.rural) / np.log(density.town / density.rural)
    return np.asarray(np.clip(share, 0.0, 1.0))


def _shortest(ways: Sequence[tuple[Nodes, Nodes, FloatArray]], localities: int, levels: int) -> npt.NDArray[np.float32]:
    one, other, minutes = (np.concatenate(parts) for parts in zip(*ways, strict=True))
    tail, head, size = np.concatenate([one, other]), np.concatenate([other, one]), localities + levels
    # A sparse matrix adds up the ways between two localities: the shortest is kept first.
    order = np.lexsort((np.concatenate([minutes, minutes]), tail * size + head))
    pair, first = np.unique((tail * size + head)[order], return_index=True)
    shortest = np.concatenate([minutes, minutes])[order][first]
    graph = csr_matrix((shortest, (pair // size, pair % size)), shape=(size, size))
    # Of a few thousand localities, all at once: quicker than preparing the routing engine, and as exact.
    return np.ascontiguousarray(dijkstra(graph, indices=np.arange(localities))[:, :localities], dtype=np.float32)
