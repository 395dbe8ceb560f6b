"""The one door to travel times: what was asked, which engine answers, and trips, made only where they are needed."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from geo.schema import FloatArray
from geo.travel.completed_by_estimate import completed_engine
from geo.travel.engines import EngineInfo, EstimateEngine, NearestTimes, Times, TravelEngine
from geo.travel.near_pairs import PackedPairs
from geo.travel.trips import Trips, nearest_trip, trips_of_table
from geo.workspace.territory import Territory

FEW_PAIRS = 500_000
"""Up to here (6 MB) all trips are made even for the nearest: other measures share them, and equals are told alike."""


@dataclass(frozen=True, eq=False)
class TravelTimes:
    """The travel times of places to actors, and what answers.

    A pair that is absent is farther than ``horizon_min``, or unreachable; one that the engine knows nothing of has
    the time of the estimate (``geo.travel.completed_by_estimate``), and is told as such. ``places`` and ``actors`` are
    those asked about, with ``lon`` and ``lat``; actors without a position have no trip, which is not unreachable.
    """

    engine: EngineInfo
    horizon_min: float
    places: pd.DataFrame
    actors: pd.DataFrame
    asked: TravelEngine

    @property
    def trips(self) -> Trips:
        """Every trip within the horizon; asked of the engine once."""
        return self._times.trips

    @property
    def left_out(self) -> pd.DataFrame:
        """Places and actors too far from any road: ``kind``, ``id``, ``rule``, ``walk_m`` (metres to the nearest)."""
        return self._times.left_out if self.has_trips else self._nearest.left_out

    @property
    def unlocated(self) -> tuple[str, ...]:
        """Actors whose position is unknown: nothing can be said of the way to them."""
        return tuple(self.actors.loc[self.actors["lon"].isna() | self.actors["lat"].isna(), "actor_id"])

    def nearest(self) -> NearestTimes:
        """Return the nearest actor of every place, asked once; among many pairs it is searched for, without trips."""
        return self._nearest

    def within(self, longest_min: float) -> "TravelTimes":
        """Return the times of trips that last ``longest_min`` or less; those that are known are not asked again."""
        if longest_min >= self.horizon_min:
            return self
        asked: TravelEngine = GivenTimes(self.engine, self._times) if self.has_trips else self.asked
        return replace(self, horizon_min=longest_min, asked=asked)

    def within_each(self, limit_min: FloatArray) -> Trips:
        """Return the trips that last no longer than a limit of each place; longer ones are not made where many are."""
        if self.has_trips or not isinstance(self.asked, EstimateEngine):
            trips = self.trips
            return trips.kept(trips.minutes <= limit_min[trips.place])
        found = self.asked.times(self.places, self.actors, horizon_min=self.horizon_min, limit_min=limit_min)
        return found.trips

    def expected_trips(self, limit_min: FloatArray) -> tuple[float, float] | None:
        """Return how many trips there would be within a limit of each place, where distance alone tells of them.

        And the minutes that a kilometre as the crow flies adds to a trip at most. None where trips are few, known, or
        not told by distance.
        """
        if self.has_trips or not isinstance(self.asked, EstimateEngine):
            return None
        limits = np.minimum(limit_min, self.horizon_min)
        found = self.asked.expected_trips(self.places, self.actors, limit_min=limits)
        return None if found is None else (found, self.asked.slowest_min_per_km)

    def few_nearest(self, count: int) -> Trips:
        """Return trips among which are those to the ``count`` nearest actors of every place, the first of equals.

        They are all trips where these are known, or where the engine cannot find the few nearest alone.
        """
        if not self.has_trips and isinstance(self.asked, EstimateEngine):
            found = self.asked.few_nearest(self.places, self.actors, count=count, horizon_min=self.horizon_min)
            if found is not None:
                return found
        return self.trips

    def packed(self) -> PackedPairs | None:
        """Return every trip within the horizon, packed; None where trips are few, known, or the engine cannot."""
        if self.has_trips or not isinstance(self.asked, EstimateEngine):
            return None
        return self.asked.packed(self.places, self.actors, horizon_min=self.horizon_min)

    def of_actors(self, actor_ids: pd.Series | pd.Index) -> "TravelTimes":
        """Return the times to some of the actors, in the order given; trips that are known are not asked for again."""
        index = pd.Index(actor_ids)
        if index.equals(pd.Index(self.actors["actor_id"])):
            return self
        kept = self.actors.set_index("actor_id").loc[index].reset_index(names="actor_id")
        asked: TravelEngine = GivenTimes(self.engine, self._times) if self.has_trips else self.asked
        return TravelTimes(self.engine, self.horizon_min, self.places, kept, asked)

    def given_to(self, actors: pd.DataFrame) -> "TravelTimes":
        """Return the times that are known already to other actors; those that are not known have none."""
        spots = actors[["actor_id", "lon", "lat"]].reset_index(drop=True)
        return TravelTimes(self.engine, self.horizon_min, self.places, spots, GivenTimes(self.engine, self._times))

    def told_estimated(self) -> "TravelTimes":
        """Return the same times, all their trips told as given by the estimate: what stands in for another engine."""
        given = GivenTimes(self.engine, replace(self._times, trips=self._times.trips.marked(estimated=True)))
        return replace(self, asked=given)

    @property
    def has_trips(self) -> bool:
        """Whether all trips are known already, or few enough to be made whatever is asked."""
        return "_times" in vars(self) or len(self.places) * len(self.actors) <= FEW_PAIRS

    @cached_property
    def _times(self) -> Times:
        return self.asked.times(self.places, self.actors, horizon_min=self.horizon_min)

    @cached_property
    def _nearest(self) -> NearestTimes:
        if self.has_trips:
            return nearest_of(self._times)
        return self.asked.nearest(self.places, self.actors, horizon_min=self.horizon_min)


@dataclass(frozen=True, eq=False)
class GivenTimes:
    """An engine that knows its answer already: trips worked out before, for more places or actors perhaps."""

    info: EngineInfo
    known: Times

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> Times:
        """Return what is known of these places and actors."""
        trips = self.known.trips.of_actors(pd.Index(actors["actor_id"])).of_places(pd.Index(places["place_id"]))
        left_out = self.known.left_out
        if len(left_out):
            ids = {"place": set(places["place_id"]), "actor": set(actors["actor_id"])}
            left_out = left_out[[id_ in ids[kind] for kind, id_ in zip(left_out["kind"], left_out["id"], strict=True)]]
        return Times(trips.kept(trips.minutes <= horizon_min), left_out)

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest of what is known."""
        return nearest_of(self.times(places, actors, horizon_min=horizon_min))


def nearest_of(times: Times) -> NearestTimes:
    """Return the nearest among times that are known, told as estimated where its trip is."""
    actor, minutes = nearest_trip(times.trips)
    estimated = None if times.trips.estimated is None else times.trips.estimated_to(actor)
    return NearestTimes(actor, minutes, times.left_out, estimated)


def travel_times(
    territory: Territory,
    places: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    mode: str = "car",
    engine: str = "auto",
    within_min: float | None = None,
) -> TravelTimes:
    """Return the travel times of a territory's places to actors, with the engine that answers.

    Parameters
    ----------
    places, actors
        ``place_id`` (or ``actor_id``), ``lon``, ``lat`` in degrees, NaN for an unknown position.
    within_min
        Nothing farther is looked for; the horizon of the territory when None.

    Raises
    ------
    BadInputError, NotFoundError
        As :func:`geo.travel.completed_by_estimate.completed_engine`.
    """
    chosen = completed_engine(territory, places, mode=mode, engine=engine)
    horizon = territory.horizon_min if within_min is None else min(within_min, territory.horizon_min)
    spots = [frame[[name, "lon", "lat"]] for frame, name in ((places, "place_id"), (actors, "actor_id"))]
    return TravelTimes(chosen.info, horizon, spots[0], spots[1].reset_index(drop=True), chosen)


def given_times(
    table: pd.DataFrame,
    places: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    engine: EngineInfo,
    horizon_min: float,
    left_out: pd.DataFrame | None = None,
) -> TravelTimes:
    """Return travel times that are known already, as a table (``schema.TRAVEL``), as if an engine had answered."""
    trips = trips_of_table(table, pd.Index(places["place_id"]), pd.Index(actors["actor_id"]))
    known = Times(trips) if left_out is None else Times(trips, left_out)
    spots = [frame[[name, "lon", "lat"]] for frame, name in ((places, "place_id"), (actors, "actor_id"))]
    return TravelTimes(engine, horizon_min, spots[0], spots[1].reset_index(drop=True), GivenTimes(engine, known))


def joined_times(before: TravelTimes, more: TravelTimes, actors: pd.DataFrame) -> TravelTimes:
    """Return the times to actors known from one answer or another of the same places, the second before the first."""
    fresh = before.actors["actor_id"].isin(more.actors["actor_id"])
    kept = before.of_actors(before.actors.loc[~fresh, "actor_id"])
    known = [times.given_to(actors) for times in (kept, more)]
    left_out = pd.concat([times.left_out for times in known]).drop_duplicates(["kind", "id"], ignore_index=True)
    both = Times(known[0].trips.with_more(known[1].trips), left_out)
    return replace(known[0], asked=GivenTimes(before.engine, both))
