"""Who goes where: families to a service that receives them, a team to the families of its area or of its radius.

A service that receives on its site is reached by every trip. One that comes (home visits, mobile) goes to its declared
area, no farther than its stated time where both are known; without area, as far as that time. One that says neither
is taken to go anywhere, and that is told. Trips of a team to where it does not go count for nothing.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.service_area.offer import serving_areas
from geo.schema import BoolArray, FloatArray, IntArray
from geo.travel.times import TravelTimes
from geo.travel.trips import Trips
from geo.workspace.data import TerritoryData

COMING = ("home-visits", "mobile")
"""Modes of a service that comes to the family."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """Where services come, by what they state: one entry per actor and place, as positions in the tables.

    ``bounded`` tells, per actor, whether every service of it comes and says where: its other trips do not count.
    """

    actor: IntArray
    place: IntArray
    bounded: BoolArray
    n_places: int

    @property
    def comes(self) -> BoolArray:
        """Whether each place is where some service comes."""
        found = np.zeros(self.n_places, dtype=np.bool_)
        found[self.place] = True
        return found


@dataclass(frozen=True, eq=False)
class Meetings:
    """Which services can meet which places, whatever their capacity.

    ``reach`` has one entry per service: ``travel`` (families come), ``radius`` (the team goes as far as it says, or as
    far as the horizon: ``supposed``), ``area`` (declared zones) or ``none`` (neither place nor area is known).
    ``service`` and ``place`` are positions, ``minutes`` those of the trip (0 where the team's place is not known).
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
        The longest trip of a family, inclusive; a declared area does not stop families who travel.
    """
    order = services.reset_index(drop=True)
    visits, area = order["mode"].isin(COMING), order["covers"].notna()
    located = actors.set_index("actor_id")[["lon", "lat"]].notna().all(axis=1)
    known = order["actor_id"].map(located).fillna(value=False).astype("bool")
    reach = pd.Series(
        np.select([visits & area, visits & known, ~visits & known], ["area", "radius", "travel"], default="none"),
        index=order.index,
    )
    radius = order["reach_min"].astype("float64").where(visits)
    times = _service_trips(order.loc[known, "actor_id"], travel)
    limit = radius.fillna(horizon_min).to_numpy()[times["service"]]
    goes = reach.isin(["travel", "radius"]).to_numpy()[times["service"]]
    by_trip = times[goes & (times["minutes"] <= limit)]
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
    says = services["covers"].notna() | services["reach_min"].notna()
    ids = pd.Index(actors["actor_id"])
    stated = visits & says
    all_stated = stated.groupby(services["actor_id"]).all().reindex(ids)
    bounded = all_stated.eq(other=True).to_numpy(dtype=np.bool_) if len(services) else np.zeros(len(ids), np.bool_)
    if not stated.any():
        none = np.empty(0, dtype=np.int64)
        return Coverage(none, none, bounded, len(data.places))
    coming = services[stated]
    own = actors[actors["actor_id"].isin(coming["actor_id"])]
    met = meetings(data, own, coming, travel, horizon_min=travel.horizon_min)
    actor = ids.get_indexer(pd.Index(coming["actor_id"]))[met.service].astype(np.int64)
    key = np.unique(met.place * max(1, len(ids)) + actor)
    return Coverage(key % max(1, len(ids)), key // max(1, len(ids)), bounded, len(data.places))


def trips_that_count(trips: Trips, actor_of: IntArray, covered: Coverage) -> Trips:
    """Return trips without those to places where a service that comes does not come.

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
    goes = np.isin(trips.place.astype(np.int64) * width + actor, covered.place * width + covered.actor)
    return trips.kept(~subject | goes)


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
