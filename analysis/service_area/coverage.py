"""Who goes where: families to a service that receives them, a team to the families of its area or of its radius.

A service that receives on its site is reached by every trip, unless its kind serves the families of its area alone (a
CPAS: `geo.workspace.vocabulary.TerritorialRemit`) and it declares one: then trips from elsewhere count for nothing, and
where its place is not known it serves its area in minutes that are not known. One that comes (home visits, mobile) goes
to its declared area, no farther than its stated time where both are known; without area, as far as that time. One that
says neither is taken to go anywhere, and that is told. Trips of a team to where it does not go count for nothing.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.service_area.offer import serving_areas
from geo.schema import BoolArray, FloatArray, IntArray
from geo.travel.times import TravelTimes
from geo.travel.trips import Trips
from geo.workspace.data import TerritoryData
from geo.workspace.vocabulary import load_vocabulary

COMING = ("home-visits", "mobile")
"""Modes of a service that comes to the family."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """Where services come, or serve an area without a known place: one entry per actor and place, as positions.

    ``bounded`` tells, per actor, whether every service of it says whom it serves: its trips count to the places of
    ``trip_actor`` and ``trip_place`` alone. ``visits`` tells, per entry, whether a service comes there.
    """

    actor: IntArray
    place: IntArray
    visits: BoolArray
    bounded: BoolArray
    trip_actor: IntArray
    trip_place: IntArray
    n_places: int

    @property
    def comes(self) -> BoolArray:
        """Whether each place is where some service comes, or serves without a known place."""
        found = np.zeros(self.n_places, dtype=np.bool_)
        found[self.place] = True
        return found


@dataclass(frozen=True, eq=False)
class Meetings:
    """Which services can meet which places, whatever their capacity.

    ``reach`` has one entry per service: ``travel`` (families come, of its area alone where its kind is bounded by it),
    ``radius`` (the team goes as far as it says, or as far as the horizon: ``supposed``), ``area`` (declared zones) or
    ``none`` (nothing says whom it serves). ``service`` and ``place`` are positions, ``minutes`` those of the trip (0
    where the place of the service is not known).
    """

    reach: pd.Series
    supposed: pd.Series
    service: IntArray
    place: IntArray
    minutes: FloatArray


def meetings(
    data: TerritoryData, actors: pd.DataFrame, services: pd.DataFrame, travel: TravelTimes, *, horizon_min: float
) -> Meetings:
    """Return which services can meet which places.

    Parameters
    ----------
    actors
        ``schema.ACTOR``, for their positions.
    services
        ``schema.SERVICE`` of these actors; numbered by their order.
    travel
        Times from the places of ``data`` to these actors at least.
    horizon_min
        The longest trip of a family, inclusive.
    """
    order = services.reset_index(drop=True)
    visits, area = order["mode"].isin(COMING), order["covers"].notna()
    located = actors.set_index("actor_id")[["lon", "lat"]].notna().all(axis=1)
    known = order["actor_id"].map(located).fillna(value=False).astype("bool")
    bound_to_area = _receives_its_area(actors, order)
    reach = pd.Series(
        np.select(
            [(visits & area) | (bound_to_area & ~known), visits & known, ~visits & known],
            ["area", "radius", "travel"],
            default="none",
        ),
        index=order.index,
    )
    radius = order["reach_min"].astype("float64").where(visits)
    times = _service_trips(order.loc[known, "actor_id"], travel)
    limit = radius.fillna(horizon_min).to_numpy()[times["service"]]
    goes = reach.isin(["travel", "radius"]).to_numpy()[times["service"]]
    by_trip = times[goes & (times["minutes"] <= limit)]
    if (bound_to_area & known).any():
        theirs = _in_areas(data, actors, order[bound_to_area & known])
        free = by_trip[~bound_to_area.to_numpy()[by_trip["service"]]]
        by_trip = pd.concat([free, by_trip.merge(theirs, on=["service", "place"])])
    inside = _in_areas(data, actors, order[reach == "area"]).merge(times, on=["service", "place"], how="left")
    # Where a team declares its area and says how far it goes, both hold; without a place nothing can be timed.
    bound = radius.where(known).to_numpy()[inside["service"]]
    by_area = inside[np.isnan(bound) | (inside["minutes"] <= bound)]
    met = pd.concat([by_trip, by_area.fillna({"minutes": 0.0})])
    return Meetings(
        reach=reach,
        supposed=(reach == "radius") & radius.isna(),
        service=met["service"].to_numpy(dtype=np.int64),
        place=met["place"].to_numpy(dtype=np.int64),
        minutes=met["minutes"].to_numpy(dtype=np.float64),
    )


def coverage(data: TerritoryData, actors: pd.DataFrame, services: pd.DataFrame, travel: TravelTimes) -> Coverage:
    """Return where the services that come to families come, for actors in their order."""
    visits = services["mode"].isin(COMING)
    receives_its_area = _receives_its_area(actors, services)
    ids = pd.Index(actors["actor_id"])
    stated = (visits & (services["covers"].notna() | services["reach_min"].notna())) | receives_its_area
    all_stated = stated.groupby(services["actor_id"]).all().reindex(ids)
    bounded = all_stated.eq(other=True).to_numpy(dtype=np.bool_) if len(services) else np.zeros(len(ids), np.bool_)
    if not stated.any():
        none = np.empty(0, dtype=np.int64)
        return Coverage(none, none, none.astype(np.bool_), bounded, none, none, len(data.places))
    coming = services[stated]
    own = actors[actors["actor_id"].isin(coming["actor_id"])]
    met = meetings(data, own, coming, travel, horizon_min=travel.horizon_min)
    actor = ids.get_indexer(pd.Index(coming["actor_id"]))[met.service].astype(np.int64)
    width, key = max(1, len(ids)), met.place * max(1, len(ids)) + actor
    # Families still travel to who receives: its trips count within the threshold, its area alone reaches nobody.
    travels = (met.reach == "travel").to_numpy()[met.service]
    visiting = ~receives_its_area[stated].to_numpy()[met.service]
    allowed, served, visited = np.unique(key), np.unique(key[~travels]), np.unique(key[visiting])
    return Coverage(
        served % width,
        served // width,
        np.isin(served, visited),
        bounded,
        allowed % width,
        allowed // width,
        len(data.places),
    )


def trips_that_count(trips: Trips, actor_of: IntArray, covered: Coverage) -> Trips:
    """Return trips without those between an actor and places that it does not serve.

    Parameters
    ----------
    actor_of
        Position in the table of ``covered`` of each actor of the trips.
    """
    actor = actor_of[trips.actor]
    subject = covered.bounded[actor]
    if not subject.any():
        return trips
    width = max(1, len(covered.bounded))
    goes = np.isin(trips.place.astype(np.int64) * width + actor, covered.trip_place * width + covered.trip_actor)
    return trips.kept(~subject | goes)


def _receives_its_area(actors: pd.DataFrame, services: pd.DataFrame) -> pd.Series:
    """Return whether each service receives on site the families of its declared area alone, by its kind."""
    kinds = services["actor_id"].map(actors.set_index("actor_id")["kind"])
    here = ~services["mode"].isin(COMING) & services["covers"].notna()
    return here & kinds.isin(load_vocabulary().bounded_kinds)


def _service_trips(actor_ids: pd.Series, travel: TravelTimes) -> pd.DataFrame:
    """Return one line per located service and trip to its actor: ``service`` (its label), ``place``, ``minutes``."""
    if actor_ids.empty:
        return pd.DataFrame({"service": [], "place": [], "minutes": []}).astype({"service": "int64", "place": "int64"})
    trips = travel.of_actors(actor_ids.drop_duplicates()).trips
    made = pd.DataFrame({"actor": trips.actor, "place": trips.place.astype(np.int64), "minutes": trips.minutes})
    own = pd.DataFrame({"service": actor_ids.index, "actor": trips.actor_ids.get_indexer(pd.Index(actor_ids))})
    return own.astype({"actor": "int32"}).merge(made, on="actor")[["service", "place", "minutes"]]


def _in_areas(data: TerritoryData, actors: pd.DataFrame, services: pd.DataFrame) -> pd.DataFrame:
    """Return one line per service and place of its declared area: ``service`` (its label) and ``place``."""
    numbered = services.assign(service=services.index)
    areas = serving_areas(actors, numbered, data.ancestors)[["service", "zone_id"]].drop_duplicates()
    at = pd.DataFrame({"zone_id": data.places["zone_id"].to_numpy(), "place": np.arange(len(data.places))})
    return areas.merge(at, on="zone_id")[["service", "place"]].astype("int64")
