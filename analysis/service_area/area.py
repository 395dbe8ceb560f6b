"""The service area of a question: who offers what is asked, whom each can serve, in how long. Every figure asks it."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd

from analysis.question import Question, Selection
from analysis.records.bounds import State
from analysis.service_area.completeness import Completeness, Register, register_of
from analysis.service_area.coverage import Coverage, coverage, trips_that_count
from analysis.service_area.offer import Supply
from analysis.service_area.programme import Programme, load_programme
from analysis.service_area.selection import select
from analysis.service_area.travel_times import nearest_counted, times_to
from analysis.service_area.zones import (
    Membership,
    count_base,
    counts,
    is_within,
    main_service,
    mean_minutes,
    membership,
    within_by_zone,
    zone_minutes,
)
from geo.schema import BoolArray, FloatArray, IntArray
from geo.travel.engines import OUTSIDE_TIMETABLE, EngineInfo
from geo.travel.near_pairs import PackedPairs
from geo.travel.times import TravelTimes
from geo.travel.trips import Trips
from geo.workspace.data import TerritoryData

Travel: TypeAlias = TravelTimes
"""What was asked of an engine, which answers when it is read."""


@dataclass(frozen=True, eq=False)
class ServiceArea:
    """What every measure of a question stands on.

    ``coverage`` is where services come, or serve an area without a known place, by what they state. ``demand`` is what
    each place weighs, NaN where unknown; ``demand_status`` and ``demand_unit`` are those of a need, missing for counts;
    ``demand_observed`` are the zones whose need somebody observed. ``register`` says how much of what exists is known:
    it stays that of the true state where a scenario changes it.
    """

    data: TerritoryData
    question: Question
    supply: Supply
    travel: TravelTimes
    coverage: Coverage
    membership: Membership
    base: str
    demand: pd.Series
    register: Register
    demand_status: str | None = None
    demand_unit: str | None = None
    demand_observed: frozenset[str] = frozenset()

    def completeness(self, zone_id: str) -> Completeness:
        """Return what is known of these services in a zone (`analysis.service_area.completeness.Completeness`).

        Raises
        ------
        NotFoundError
            ``unknown-zone``.
        """
        return self.register.of(zone_id)

    def asked_as(self, question: Question) -> "ServiceArea":
        """Return the area of another question about the same services and trips: threshold, zone or count of its own.

        What is worked out of trips already is not worked out again, unless places weigh otherwise.
        """
        base = _base(self.data, question)
        if base != self.base:
            return replace(self, question=question, base=base, demand=_weights(self.data, base, self.membership))
        again = copy(self)
        object.__setattr__(again, "question", question)
        return again

    @property
    def selection(self) -> Selection:
        """The services that are asked about."""
        return self.question.selection

    @property
    def engine(self) -> EngineInfo:
        """Which engine gives the trips to the nearest actor, and how far it can be trusted."""
        return engine_of([self])

    def engine_in(self, zone_id: str) -> EngineInfo:
        """Return the same for the places of a zone."""
        return engine_of([self], self.membership.inside(zone_id))

    @property
    def horizon_min(self) -> float:
        """The longest trip looked for."""
        return self.travel.horizon_min

    @property
    def left_out(self) -> pd.DataFrame:
        """Places and actors too far from any road."""
        return self.travel.left_out

    @cached_property
    def located(self) -> pd.Index:
        """Ids of the open actors whose place is known, in order."""
        actors = self.supply.actors
        located: pd.Index = pd.Index(actors.loc[self._has_place, "actor_id"])
        return located

    @cached_property
    def covered(self) -> pd.DataFrame:
        """Where services come, or serve without a known place: ``actor_id``, ``place_id``, one row each."""
        ids = pd.Index(self.supply.actors["actor_id"]).take(self.coverage.actor)
        places = self.membership.place_ids.take(self.coverage.place)
        return pd.DataFrame({"actor_id": ids.array, "place_id": places.array})

    @property
    def covered_only(self) -> tuple[str, ...]:
        """Actors known by their declared area alone."""
        lost = self.supply.actors.loc[~self._has_place, "actor_id"]
        return tuple(lost[lost.isin(self._coming_ids)])

    @property
    def unlocated(self) -> tuple[str, ...]:
        """Actors of whom nothing is known: neither place, nor an area that bounds whom they serve."""
        lost = self.supply.actors.loc[~self._has_place, "actor_id"]
        return tuple(lost[~lost.isin(self._coming_ids)])

    @property
    def reach_known(self) -> bool:
        """Whether something can be said of times: some open actor has a known place, or there is none for sure."""
        return len(self.located) > 0 or (self.supply.actors.empty and self.register.reach_state == "complete")

    @property
    def reach_state(self) -> State:
        """How the services that times rest on stand to those that exist, in the whole territory.

        Where a timetable knows nothing of some places or services, what it reaches is at least that.
        Somebody is known as soon as a scenario opens a service of a kind that nobody had listed.
        """
        state = self.register.reach_state
        if state == "complete" and self.outside_timetable:
            return "partial"
        return "partial" if state == "not-listed" and len(self.supply.actors) else state

    @property
    def outside_timetable(self) -> bool:
        """Whether times are those of a timetable, and some places or services are where none of its lines passes."""
        if self.travel.engine.kind != "timetable":
            return False
        return bool((self.left_out["rule"] == OUTSIDE_TIMETABLE).any())

    @cached_property
    def is_covered(self) -> pd.Series:
        """Whether each place is where a service comes, or serves without a known place, by what it states."""
        return pd.Series(self.coverage.comes, index=self.demand.index)

    @cached_property
    def known_demand(self) -> FloatArray:
        """What each place weighs, zero where that is unknown."""
        return self.demand.fillna(0.0).to_numpy(dtype=np.float64)

    @cached_property
    def zone_demand(self) -> dict[str, FloatArray | IntArray]:
        """Known ``demand`` of every zone (NaN where none is known) and ``demand_unknown``, its places without."""
        unknown = np.asarray(self.demand.isna(), dtype=np.float64)
        return {
            "demand": self.membership.known_total(self.demand.to_numpy(dtype=np.float64)),
            "demand_unknown": self.membership.total(unknown).astype(np.int64),
        }

    @cached_property
    def trips(self) -> Trips:
        """The trips that count, between every place and every located actor, within the horizon."""
        all_trips = self.travel.of_actors(self.located).trips
        return trips_that_count(all_trips, np.flatnonzero(self._has_place), self.coverage)

    def trips_within(self, longest_min: float) -> Trips:
        """Return the trips that count and last ``longest_min`` or less; all of them where they are known already."""
        if self.travel.has_trips:
            return self.trips
        near = self.travel.of_actors(self.located).within(longest_min).trips
        return trips_that_count(near, np.flatnonzero(self._has_place), self.coverage)

    def packed_within(self, longest_min: float) -> PackedPairs | None:
        """Return the same packed, actors numbered as ``located``; None where that is no gain, or some actor comes."""
        if self.travel.has_trips or self.coverage.bounded[self._has_place].any():
            return None
        return self.travel.of_actors(self.located).within(longest_min).packed()

    def trips_to_few(self, count: int) -> Trips:
        """Return trips that count, among them those to the ``count`` nearest actors of every place.

        All trips of actors who come, or receive their area alone, are among them: which are the nearest to go where
        they go is not known before.
        """
        if self.travel.has_trips:
            return self.trips
        free = self._has_place & ~self.coverage.bounded
        ids, here = self.supply.actors["actor_id"], self.located
        few = self.travel.of_actors(ids[free]).few_nearest(count).of_actors(here)
        if free.sum() == len(here):
            return few
        bound = self._has_place & self.coverage.bounded
        theirs = trips_that_count(self.travel.of_actors(ids[bound]).trips, np.flatnonzero(bound), self.coverage)
        return few.with_more(theirs.of_actors(here))

    @cached_property
    def nearest(self) -> pd.DataFrame:
        """The nearest actor of every place among trips that count, in the order of the places.

        ``place_id``, ``zone_id``, ``actor_id``, ``minutes`` (both missing where none is within the horizon; between
        equals, the first actor by id), ``comes`` (whether a service comes to the place, or serves it from an unknown
        place), ``estimated`` (whether the estimate gave the minutes, where the engine knew nothing of the pair).
        """
        code, minutes, estimated = nearest_counted(self.travel, self.supply.actors, self.coverage, self._has_place)
        ids = pd.Index(self.supply.actors["actor_id"])
        return pd.DataFrame(
            {
                "place_id": self.membership.place_ids.array,
                "zone_id": self.data.places["zone_id"].array,
                "actor_id": ids.take(code, allow_fill=True, fill_value=None).array if len(ids) else None,
                "minutes": minutes,
                "comes": self.coverage.comes,
                "estimated": estimated,
            }
        ).astype({"actor_id": "str"})

    @cached_property
    def nearest_min(self) -> pd.Series:
        """Minutes to the nearest actor of every place, indexed by ``place_id``; NaN where none is reached."""
        minutes = self.nearest["minutes"].to_numpy(dtype=np.float64)
        return pd.Series(minutes, index=self.demand.index, name="nearest_min")

    @property
    def reach_min(self) -> pd.Series:
        """The minutes that decide who is within reach: to the nearest actor, none where a service comes."""
        return self.nearest_min.mask(self.coverage.comes, 0.0)

    def within(self, threshold_min: float) -> BoolArray:
        """Return whether each place has a service within a time, inclusive, or one that comes to it."""
        return is_within(self.nearest_min.to_numpy(), self.coverage.comes, threshold_min)

    def within_by_zone(
        self,
        thresholds_min: tuple[float, ...] | tuple[int, ...],
        *,
        measures: tuple[str, ...] = ("births", "population"),
    ) -> pd.DataFrame:
        """Return how many are within each time, per zone (`analysis.service_area.zones.within_by_zone`).

        Counts are NaN where nothing can be said of times (``reach_known``).
        """
        table = within_by_zone(
            self.data.places,
            self.membership,
            self.nearest_min.to_numpy(),
            self.coverage.comes,
            thresholds_min=thresholds_min,
            measures=measures,
        )
        return table if self.reach_known else table.assign(**dict.fromkeys(measures, np.nan))

    def zone_minutes(self) -> pd.DataFrame:
        """Return the mean and the longest time of every zone (`analysis.service_area.zones.zone_minutes`)."""
        demand = self.demand.to_numpy(dtype=np.float64)
        return zone_minutes(self.data.places, self.membership, self.nearest_min.to_numpy(), demand)

    def mean_minutes(self, minutes: FloatArray) -> FloatArray:
        """Return the mean of some minutes per place, for every zone (`analysis.service_area.zones.mean_minutes`)."""
        people = self.data.places["population"].to_numpy(dtype=np.float64)
        return mean_minutes(self.membership, minutes, self.demand.to_numpy(dtype=np.float64), people)

    def main_services(self) -> pd.DataFrame:
        """Return the service that stands for each smallest zone (`analysis.service_area.zones.main_service`)."""
        return main_service(self.nearest, counts(self.data))

    @cached_property
    def _has_place(self) -> BoolArray:
        actors = self.supply.actors
        return np.asarray(actors["lon"].notna() & actors["lat"].notna(), dtype=np.bool_)

    @cached_property
    def _coming_ids(self) -> pd.Index:
        coming: pd.Index = pd.Index(self.supply.actors["actor_id"]).take(np.unique(self.coverage.actor))
        return coming


def engine_of(areas: Sequence[ServiceArea], inside: BoolArray | None = None) -> EngineInfo:
    """Return what to say of the engine of some areas that share it.

    The share of the trips that the estimate gave counts the trip of every place to its nearest actor, by what the place
    weighs.

    Parameters
    ----------
    inside
        The places that count, all of them by default.
    """
    engine = areas[0].travel.engine
    if engine.otherwise is None:
        return engine
    weights, estimated = [], []
    for area in areas:
        reached = area.nearest["minutes"].notna().to_numpy() & (True if inside is None else inside)
        weights.append(area.known_demand[reached])
        estimated.append(area.nearest["estimated"].to_numpy(dtype=np.bool_)[reached])
    weight, told = np.concatenate(weights), np.concatenate(estimated)
    total = weight.sum()
    if not total > 0:
        weight, total = np.ones(len(told)), float(len(told))
    return engine.of_figure(float(weight[told].sum() / total) if total else 0.0)


def service_area(
    data: TerritoryData,
    question: Question,
    *,
    programme: Programme | None = None,
    supply: Supply | None = None,
    travel: TravelTimes | None = None,
    members: Membership | None = None,
    register: Register | None = None,
) -> ServiceArea:
    """Return the service area of a question on a territory.

    Places weigh births, or population where the question says so or the territory knows no births; a need is laid on
    it by `analysis.need.weighing.weighed_area`.

    Parameters
    ----------
    data
        Loaded with the births and the layer of the question.
    supply, travel, members, register
        What answers the question, times to these actors at least, which places are in which zones, and how much of what
        exists is known, where they are known; worked out when None.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    data = question.about_its_day(data)
    programme = programme or load_programme()
    if supply is None:
        supply = supply_of(data, question, programme=programme)
    if register is None:
        register = register_of(data, question.selection, supply.listed, programme=programme)
    asked = times_to(data, question, supply.actors) if travel is None else travel
    travel = asked.of_actors(supply.actors["actor_id"])
    members = membership(data) if members is None else members
    base = _base(data, question)
    return ServiceArea(
        data=data,
        question=question,
        supply=supply,
        travel=travel,
        coverage=coverage(data, supply.actors, supply.services, travel),
        membership=members,
        base=base,
        demand=_weights(data, base, members),
        register=register,
    )


def _base(data: TerritoryData, question: Question) -> str:
    return "population" if question.demand == "population" else count_base(data)


def _weights(data: TerritoryData, base: str, members: Membership) -> pd.Series:
    # One index for all: comparing 25,000 names at every measure would cost more than the measure.
    return pd.Series(data.places[base].to_numpy(dtype=np.float64), index=members.place_ids, name=base)


def supply_of(
    data: TerritoryData, question: Question, *, programme: Programme | None = None, carried: pd.DataFrame | None = None
) -> Supply:
    """Return the services that answer a question; parameters as in `analysis.service_area.selection.select`."""
    data = question.about_its_day(data)
    return select(
        data.actors,
        data.services,
        selection=question.selection,
        programme=programme or load_programme(),
        stage=question.stage,
        statuses=question.statuses,
        carried=carried,
    )


def times_to_open(data: TerritoryData, question: Question, actor_ids: Iterable[str] | None = None) -> TravelTimes:
    """Return the times to every actor of the register that counts, or to some actors: what several areas share.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    data = question.about_its_day(data)
    if actor_ids is None:
        wanted = data.actors["status"].isin(question.statuses)
    else:
        wanted = data.actors["actor_id"].isin(set(actor_ids))
    return times_to(data, question, data.actors[wanted].sort_values("actor_id", ignore_index=True))


def times_between(data: TerritoryData, question: Question, actors: pd.DataFrame) -> pd.DataFrame:
    """Return the minutes from some actors to the others: ``place_id`` (who one starts from), ``actor_id``, ``minutes``.

    Actors without a known place, and pairs that no trip joins, have no line.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    starts = actors.rename(columns={"actor_id": "place_id"})[["place_id", "name", "zone_id", "lon", "lat"]]
    placed = starts.dropna(subset=["lon", "lat"]).reset_index(drop=True)
    asked = times_to(data, question, actors.sort_values("actor_id", ignore_index=True), places=placed)
    return asked.trips.table(question.mode)[["place_id", "actor_id", "minutes"]]


def area_of_actors(data: TerritoryData, question: Question, actors: pd.DataFrame) -> ServiceArea:
    """Return the service area of some actors of the register, whatever they offer and whether they are open or not."""
    chosen = actors.sort_values("actor_id", kind="stable", ignore_index=True)
    services = data.services[data.services["actor_id"].isin(chosen["actor_id"])].reset_index(drop=True)
    return service_area(data, question, supply=Supply(chosen, services, actors.iloc[:0]))


def times_to_sites(data: TerritoryData, question: Question, sites: pd.DataFrame, places: pd.DataFrame) -> TravelTimes:
    """Return the times from some places of a territory to sites (``actor_id``, ``lon``, ``lat``) that nobody runs yet.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    return times_to(data, question, sites, places=places)
