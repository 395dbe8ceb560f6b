"""Travel times by public transport between places and actors: the engine that a timetable gives."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from geo.schema import BoolArray
from geo.transit.range_query import DoorWalks, FoundTimes, percentile_times, percentile_times_before
from geo.transit.territory_transit import Transit, open_transit
from geo.travel.engines import (
    LEFT_OUT_COLUMNS,
    OUTSIDE_TIMETABLE,
    EngineInfo,
    NearestTimes,
    Times,
    Unknown,
    engine_info,
    is_located,
    outside_of,
)
from geo.travel.memory import check_trips
from geo.travel.trips import nearest_trip, trips_of
from geo.workspace.territory import Territory

CARLESS = "carless"
"""The mode of those who have no car: public transport, else all the way on foot."""

MOST_KEPT = 8
"""Answers that stay: the places of a territory are asked about for one choice of actors after another."""


@dataclass(frozen=True, eq=False)
class TransitEngine:
    """The times by the timetable of a territory: a percentile of those of all the moments of its hours.

    In the mode ``carless`` one may walk all the way, whatever the time; in ``transit``, as far as the profile says.
    """

    mode: str
    transit: Transit

    @property
    def info(self) -> EngineInfo:
        """What to say of the times."""
        said = engine_info("timetable", self.mode, "computed", self.transit.source, self.transit.built_on)
        return replace(said, hours=self.transit.profile.hours, feed_days=self.transit.feed_days)

    def times(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> Times:
        """Return the times by public transport, walks and waits counted; points outside the feeds are told apart."""
        found = _found(self.transit, self.mode, *_points(places), *_points(actors), horizon_min)
        check_trips(len(found.origin), places=len(places), actors=len(actors))
        minutes = found.seconds[:, 0] / 60
        ids = pd.Index(places["place_id"]), pd.Index(actors["actor_id"])
        return Times(trips_of(*ids, found.origin, found.target, minutes), self._left_out(places, actors))

    def nearest(self, places: pd.DataFrame, actors: pd.DataFrame, *, horizon_min: float) -> NearestTimes:
        """Return the nearest by public transport."""
        times = self.times(places, actors, horizon_min=horizon_min)
        return NearestTimes(*nearest_trip(times.trips), times.left_out)

    def unknown(self, places: pd.DataFrame, actors: pd.DataFrame) -> list[Unknown]:
        """Return the pairs with an end where no line of the feeds passes."""
        return outside_of(self._known(places), self._known(actors), is_located(actors))

    def _known(self, points: pd.DataFrame) -> BoolArray:
        return self.transit.covers(points)

    def _left_out(self, places: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
        parts = []
        for kind, frame in (("place", places), ("actor", actors)):
            outside = is_located(frame) & ~self._known(frame)
            ids = frame.loc[outside, f"{kind}_id"]
            parts.append(pd.DataFrame({"kind": kind, "id": ids, "rule": OUTSIDE_TIMETABLE, "walk_m": np.nan}))
        return pd.concat(parts, ignore_index=True)[LEFT_OUT_COLUMNS]


def transit_engine(territory: Territory, mode: str) -> TransitEngine:
    """Return the engine of the timetable that the workspace holds.

    Raises
    ------
    MissingFileError, BadInputError
        As :func:`geo.transit.territory_transit.open_transit`.
    """
    return TransitEngine(mode, open_transit(territory))


def door_walks(transit: Transit, places: pd.DataFrame, actors: pd.DataFrame, *, direct_min: float) -> DoorWalks:
    """Return the walks of trips from places to actors, by the limits of the profile; directly, by one given."""
    profile, walking, stops = transit.profile, transit.walking, transit.stops
    return DoorWalks(
        len(places),
        len(actors),
        walking.between(places, stops, within_min=profile.access_max_min),
        walking.between(stops, actors, within_min=profile.access_max_min),
        walking.between(places, actors, within_min=direct_min),
    )


def direct_limit(transit: Transit, mode: str, horizon_min: float) -> float:
    """Return how long one walks all the way, in minutes."""
    return horizon_min if mode == CARLESS else min(horizon_min, transit.profile.direct_max_min)


@lru_cache(maxsize=MOST_KEPT)
def _found(  # noqa: PLR0917 - what makes two questions the same
    transit: Transit, mode: str, lon: bytes, lat: bytes, to_lon: bytes, to_lat: bytes, horizon_min: float
) -> FoundTimes:
    places, actors = (
        pd.DataFrame({"lon": np.frombuffer(one), "lat": np.frombuffer(other)})
        for one, other in ((lon, lat), (to_lon, to_lat))
    )
    profile = transit.profile
    search = percentile_times_before if profile.hours.arrives else percentile_times
    return search(
        transit.timetable,
        door_walks(transit, places, actors, direct_min=direct_limit(transit, mode, horizon_min)),
        profile.hours.moments(),
        limit_s=int(horizon_min * 60),
        most_changes=profile.most_changes,
        percentiles=(profile.hours.percentile,),
    )


def _points(points: pd.DataFrame) -> tuple[bytes, bytes]:
    lon, lat = (points[name].to_numpy(np.float64).tobytes() for name in ("lon", "lat"))
    return lon, lat
