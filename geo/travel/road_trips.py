"""Travel times by road between places and actors, some at a time, and who could not be attached to a road."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from geo.roads.territory_roads import Roads
from geo.routing import PointSet

BLOCK_BYTES = 32 * 2**20
"""Size of the times held at once."""

MOST_KEPT = 8
"""Sets of points that stay attached: the places of a territory serve every choice of actors."""

_KEY_MIN_DECIMALS = 5


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
    located = actors[actors["lon"].notna() & actors["lat"].notna()]
    left_out, sides = [], []
    for kind, frame in (("place", places), ("actor", located)):
        points, missed = _attached(roads, *(_raw(frame[name]) for name in ("lon", "lat")))
        sides.append((frame[f"{kind}_id"].reset_index(drop=True), points))
        left_out.append(missed.assign(kind=kind, id=frame[f"{kind}_id"].to_numpy()[missed.index]))

    def parts() -> Iterator[pd.DataFrame]:
        (leave, leaving), (reach, reaching) = sides if to_actor else reversed(sides)
        for begin, block in roads.engine.matrix_chunks(
            leaving, reaching, limit_s=horizon_min * 60, block_bytes=BLOCK_BYTES, progress=progress, cancel=cancel
        ):
            row, column = np.nonzero(np.isfinite(block))
            minutes = np.round(block[row, column].astype(np.float64) / 60, _KEY_MIN_DECIMALS)
            ends = {leave.name: leave.take(row + begin), reach.name: reach.take(column)}
            yield pd.DataFrame(
                {
                    "place_id": ends["place_id"].array,
                    "actor_id": ends["actor_id"].array,
                    "mode": roads.profile.mode,
                    "minutes": minutes,
                }
            )

    return RoadTrips(pd.concat(left_out, ignore_index=True)[["kind", "id", "rule", "walk_m"]], parts())


def road_times(
    roads: Roads,
    places: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    horizon_min: float,
    to_actor: bool = True,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return all the times of :func:`road_trips` as one table, and who could not be attached.

    Returns
    -------
    tuple of pandas.DataFrame
        ``schema.TRAVEL``; and ``left_out`` of :class:`RoadTrips`.
    """
    trips = road_trips(
        roads, places, actors, horizon_min=horizon_min, to_actor=to_actor, progress=progress, cancel=cancel
    )
    empty = pd.DataFrame({"place_id": "", "actor_id": "", "mode": roads.profile.mode, "minutes": 0.0}, index=range(0))
    found = list(trips.parts)
    return (pd.concat(found, ignore_index=True) if found else empty), trips.left_out


@lru_cache(maxsize=MOST_KEPT)
def _attached(roads: Roads, lon: bytes, lat: bytes) -> tuple[PointSet, pd.DataFrame]:
    """Return points as the engine takes them, and those left out (by position); positions are raw float64."""
    snapped = roads.snapped(pd.DataFrame({"lon": np.frombuffer(lon), "lat": np.frombuffer(lat)}))
    return roads.attached(snapped), snapped.left_out


def _raw(degrees: pd.Series) -> bytes:
    return degrees.to_numpy(np.float64).tobytes()
