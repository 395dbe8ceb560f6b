"""Missing is not far: where an engine knows nothing of a pair, the estimate answers, and its trips are told apart.

A matrix knows the pairs that are in it, with minutes or said to be out of reach. A road network knows the places and
actors inside what its file covers (``geo.roads.covered_area``): between two of them, no way means out of reach. Every
other pair is unknown by that engine, which says nothing of how far it is.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.schema import BoolArray, CodeArray, FloatArray
from geo.travel.engines import (
    EngineInfo,
    EstimateEngine,
    MatrixEngine,
    NearestTimes,
    PartialEngine,
    RoadsEngine,
    Times,
    TravelEngine,
    Unknown,
    engine_for,
    estimate_engine,
)
from geo.travel.trips import Trips, nearest_trip
from geo.workspace.territory import Territory

_PAIRS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class CompletedEngine:
    """An engine that knows a part, and the estimate for the rest."""

    engine: PartialEngine
    estimate: EstimateEngine

    @property
    def info(self) -> EngineInfo:
        """What to say of the times: the engine, and the estimate that answers otherwise."""
        return replace(self.engine.info, otherwise=self.estimate.info)

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> Times:
        """Return the times that the engine knows, and estimated ones where it knows nothing."""
        known, unknown = self.engine.times(places, actors, horizon_min=horizon_min), self.engine.unknown(places, actors)
        if not unknown:
            return known
        trips = known.trips.marked(estimated=False)
        for part in unknown:
            found = _estimated(part, places, actors, self.estimate, horizon_min)
            trips = trips.with_more(found.marked(estimated=True))
        return Times(trips, without_unknown(known.left_out, unknown, places, actors))

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest of what the engine knows and of what is estimated; the first given between equals."""
        known, unknown = (
            self.engine.nearest(places, actors, horizon_min=horizon_min),
            self.engine.unknown(places, actors),
        )
        if not unknown:
            return known
        actor, minutes = known.actor.copy(), known.minutes.copy()
        estimated = np.zeros(len(places), dtype=np.bool_)
        for part in unknown:
            rows = part.places
            first, way = _nearest_estimated(part, places, actors, self.estimate, horizon_min)
            before, code = minutes[rows], actor[rows]
            nearer = (first >= 0) & ((code < 0) | (way < before) | ((way == before) & (first < code)))
            actor[rows], minutes[rows] = np.where(nearer, first, code), np.where(nearer, way, before)
            estimated[rows] |= nearer
        left_out = without_unknown(known.left_out, unknown, places, actors)
        return NearestTimes(actor, minutes, left_out, estimated)


def completed_engine(territory: Territory, places: pd.DataFrame, *, mode: str, engine: str) -> TravelEngine:
    """Return the engine that answers for some places, with the estimate for what it does not know.

    A mode without an estimate has only its engine: what that does not know stays without a time.

    Raises
    ------
    BadInputError, NotFoundError
        As :func:`geo.travel.engines.engine_for`.
    """
    chosen = engine_for(territory, places, mode=mode, engine=engine)
    if not isinstance(chosen, MatrixEngine | RoadsEngine) or mode not in territory.estimates:
        return chosen
    return CompletedEngine(chosen, estimate_engine(territory, mode))


def without_unknown(
    left_out: pd.DataFrame, unknown: list[Unknown], places: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """Return the points too far from any road, less those of which the engine knows nothing with anyone."""
    if left_out.empty:
        return left_out
    n_located = int((actors["lon"].notna() & actors["lat"].notna()).sum())
    whole = [part for part in unknown if part.known is None]
    of_place = _times_named([(part.places, len(part.actors)) for part in whole], len(places))
    of_actor = _times_named([(part.actors, len(part.places)) for part in whole], len(actors))
    lost = {
        "place": set(places["place_id"].to_numpy()[of_place >= max(1, n_located)]),
        "actor": set(actors["actor_id"].to_numpy()[of_actor >= max(1, len(places))]),
    }
    stays = [id_ not in lost[kind] for kind, id_ in zip(left_out["kind"], left_out["id"], strict=True)]
    return left_out[stays].reset_index(drop=True)


def estimated_parts(
    engine: CompletedEngine, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float
) -> list[Trips]:
    """Return the estimated trips of what the engine does not know, one table per part: for files."""
    unknown = engine.engine.unknown(places, actors)
    return [_estimated(part, places, actors, engine.estimate, horizon_min) for part in unknown]


def _times_named(parts: list[tuple[np.ndarray, int]], size: int) -> np.ndarray:
    """Return with how many others each position is unknown."""
    total = np.zeros(size, dtype=np.int64)
    for positions, others in parts:
        total[positions] += others
    return total


def _estimated(
    part: Unknown, places: pd.DataFrame, actors: pd.DataFrame, estimate: EstimateEngine, horizon_min: float
) -> Trips:
    own, others = places.iloc[part.places], actors.iloc[part.actors]
    found = estimate.times(own, others, horizon_min=horizon_min).trips
    found = found.of_places(pd.Index(places["place_id"])).of_actors(pd.Index(actors["actor_id"]))
    return found if part.known is None else found.kept(_absent(found, part.known))


def _absent(trips: Trips, known: np.ndarray) -> BoolArray:
    return np.asarray(~np.isin(trips.key, known), dtype=np.bool_)


def _nearest_estimated(
    part: Unknown, places: pd.DataFrame, actors: pd.DataFrame, estimate: EstimateEngine, horizon_min: float
) -> tuple[CodeArray, FloatArray]:
    """Return, for the places of a part, the position in ``actors`` of the nearest one, -1 without; and minutes."""
    if part.known is None:
        own, others = places.iloc[part.places], actors.iloc[part.actors]
        found_nearest = estimate.nearest(own, others, horizon_min=horizon_min)
        first = found_nearest.actor
        return np.where(first >= 0, part.actors[first], -1).astype(np.int32), found_nearest.minutes
    # Which neighbour is not in the matrix cannot be told by distance: all trips of some places at a time.
    rows = max(1, _PAIRS_AT_ONCE // max(1, len(part.actors)))
    found = []
    for start in range(0, len(part.places), rows):
        some = part.places[start : start + rows]
        codes, minutes = nearest_trip(_estimated(replace(part, places=some), places, actors, estimate, horizon_min))
        found.append((codes[some], minutes[some]))
    codes, minutes = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return codes.astype(np.int32), minutes
