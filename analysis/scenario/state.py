"""A state of a territory, today or under a scenario: who is how far, what is offered, what is needed."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.capacity import capacity_by_zone, serving_areas
from analysis.diagnosis.ask import zone_counts
from analysis.going import counted_trips
from analysis.ground import Membership, membership
from analysis.need.by_zone import Need, need_by_zone, rules_for
from analysis.offer import of_stage
from analysis.programme import Programme, load_programme
from analysis.scenario.composing import compose, touches_need
from analysis.scenario.definition import Question, Scenario
from analysis.scenario.place_weights import place_weights
from analysis.selection import Selection, Supply, select
from analysis.units import common_unit, in_unit, load_conversions
from geo.errors import BadInputError
from geo.travel.times import TravelTimes, travel_times
from geo.workspace.data import TerritoryData

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class State:
    """Everything that a comparison needs of one state; ``scenario`` is None for the present.

    ``places`` is indexed by ``place_id``: ``weight`` (what the question counts; NaN unknown), ``minutes`` (to the
    nearest open actor; NaN beyond the horizon) and ``actor_id``. ``zones`` is indexed by ``zone_id``, every level:
    ``weight``, ``within`` (the threshold), ``mean_min``, ``unreached`` (places), ``need``, ``need_status``,
    ``services``, ``capacity`` (per year), ``capacity_complete``, ``coverage_rate``, ``gap``. ``reach_known`` is False
    when there are actors and the place of none is known. ``counts`` are births and people by zone.
    """

    scenario: Scenario | None
    question: Question
    threshold_min: float
    data: TerritoryData
    supply: Supply
    travel: TravelTimes
    members: Membership
    counts: dict[str, pd.DataFrame]
    need: Need
    unit: str | None
    base: str
    places: pd.DataFrame
    zones: pd.DataFrame
    reach_known: bool

    @property
    def name(self) -> str:
        """The name of the scenario; empty for the present."""
        return "" if self.scenario is None else self.scenario.name


def settled(question: Question, data: TerritoryData) -> Question:
    """Return a question with nothing left open: the services, the threshold, the zone and the layer.

    Raises
    ------
    BadInputError
        ``scenario-threshold`` unless the threshold is above zero and within the horizon of the territory.
    """
    territory = data.territory
    threshold = question.threshold_min
    if threshold is None:
        known = territory.thresholds_min
        threshold = 45.0 if 45 in known else float(max(known))
    if not 0 < threshold <= territory.horizon_min:
        raise BadInputError("scenario-threshold", value=threshold, most=territory.horizon_min)
    kind = territory.headline_kind if question.kind is None and question.function is None else question.kind
    zone = question.zone or territory.root
    return replace(question, kind=kind, threshold_min=threshold, zone=zone, layer=data.layer)


def present_state(data: TerritoryData, question: Question, *, programme: Programme | None = None) -> State:
    """Return the state of today.

    Parameters
    ----------
    data
        Loaded with the births and the layer of the question.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``; as `analysis.selection.Selection.check`.
    """
    asked = settled(question, data)
    supply = _supply(data, asked.selection, programme or load_programme())
    travel = travel_times(data.territory, data.places, supply.actors, mode=asked.mode, engine=asked.engine)
    return _state(None, asked, data, supply, travel, before=None, same_need=False)


def changed_state(before: State, scenario: Scenario, *, programme: Programme | None = None) -> State:
    """Return the state under a scenario, taking from ``before`` all that its changes leave as it was.

    Travel times are looked for again only for the actors that are new or that moved; needs only where a rate or the
    population changes. ``before`` is the present, or the state whose territory the scenario starts from.

    Raises
    ------
    BadInputError
        ``scenario-matrix`` when times come from a table that the user brought, which does not know a new actor.
    """
    scenario = replace(scenario, question=before.question)
    data = compose(before.data, scenario)
    supply = _supply(data, before.question.selection, programme or load_programme())
    travel = _travel(before, data, supply)
    same_need = not touches_need(scenario.changes)
    return _state(scenario, before.question, data, supply, travel, before=before, same_need=same_need)


def _supply(data: TerritoryData, selection: Selection, programme: Programme) -> Supply:
    actors, services = data.actors, data.services
    if selection.kind is not None:
        # What other kinds do is not asked: reading it would take most of the time.
        actors = actors[actors["kind"] == selection.kind]
        services = services[services["actor_id"].isin(actors["actor_id"])]
    supply = select(actors, services, selection=selection, programme=programme)
    stages = rules_for(data.need_rules, selection)["stage"].dropna()
    return replace(supply, services=of_stage(supply.services, str(stages.iloc[0]))) if len(stages) else supply


def _travel(before: State, data: TerritoryData, supply: Supply) -> TravelTimes:
    spot = ["lon", "lat"]
    old = before.supply.actors.set_index("actor_id")[spot]
    now = supply.actors.set_index("actor_id")[spot]
    known = old.reindex(now.index)
    same = (now.index.isin(old.index)) & ((known == now) | (known.isna() & now.isna())).all(axis=1).to_numpy()
    fresh = supply.actors[~same].reset_index(drop=True)
    table, left_out = before.travel.table, before.travel.left_out
    kept = table[table["actor_id"].isin(now.index[same])]
    gone = (left_out["kind"] == "actor") & ~left_out["id"].isin(now.index[same]) if len(left_out) else None
    left_out = left_out if gone is None else left_out[~gone]
    located = fresh[fresh["lon"].notna() & fresh["lat"].notna()]
    if len(located):
        asked = before.question
        if before.travel.engine.kind == "matrix":
            raise BadInputError(
                "scenario-matrix", actor=str(located["name"].iloc[0]), source=before.travel.engine.source
            )
        more = travel_times(data.territory, data.places, located, mode=asked.mode, engine=asked.engine)
        kept = pd.concat([kept, more.table], ignore_index=True)
        if len(more.left_out):
            left_out = pd.concat([left_out, more.left_out]).drop_duplicates(["kind", "id"], ignore_index=True)
    unlocated = supply.actors.loc[supply.actors["lon"].isna() | supply.actors["lat"].isna(), "actor_id"]
    return replace(before.travel, table=kept, left_out=left_out, unlocated=tuple(unlocated))


def _state(
    scenario: Scenario | None,
    question: Question,
    data: TerritoryData,
    supply: Supply,
    travel: TravelTimes,
    *,
    before: State | None,
    same_need: bool,
) -> State:
    if before is not None and same_need:
        members, counts, need, base = before.members, before.counts, before.need, before.base
        weight = before.places["weight"]
    else:
        members = membership(data) if before is None else before.members
        rules = rules_for(data.need_rules, question.selection)
        counts = zone_counts(data, rules=rules)
        need = need_by_zone(rules, counts, data.ancestors, smallest_level=data.territory.smallest_level)
        weight, base = place_weights(data, question.demand, need)
    places = _nearest(weight, counted_trips(data, supply, travel.table), supply)
    reach_known = supply.actors.empty or len(travel.unlocated) < len(supply.actors)
    unit = need.unit or common_unit(supply.services)
    threshold = float(question.threshold_min or 0.0)
    return State(
        scenario=scenario,
        question=question,
        threshold_min=threshold,
        data=data,
        supply=supply,
        travel=travel,
        members=members,
        counts=counts,
        need=need,
        unit=unit,
        base=base,
        places=places,
        zones=_zones(data, members, places, threshold, reach_known).join(_offered(data, supply, counts, need, unit)),
        reach_known=reach_known,
    )


def _nearest(weight: pd.Series, table: pd.DataFrame, supply: Supply) -> pd.DataFrame:
    """Return the nearest actor of every place; between equals, the first in alphabetical order."""
    ids = pd.Index(sorted(supply.actors["actor_id"]))
    minutes = np.full((len(weight), len(ids)), np.inf)
    row = pd.Index(weight.index).get_indexer(pd.Index(table["place_id"]))
    column = ids.get_indexer(pd.Index(table["actor_id"]))
    minutes[row, column] = table["minutes"].to_numpy(dtype=np.float64)
    if not len(ids):
        nobody = pd.Series([None] * len(weight), index=weight.index, dtype="str")
        return pd.DataFrame({"weight": weight, "minutes": np.nan, "actor_id": nobody}, index=weight.index)
    first = minutes.argmin(axis=1)
    nearest = minutes[np.arange(len(weight)), first]
    reached = np.isfinite(nearest)
    return pd.DataFrame(
        {
            "weight": weight,
            "minutes": np.where(reached, nearest, np.nan),
            "actor_id": pd.Series(ids.take(first), index=weight.index).where(reached),
        },
        index=weight.index,
    )


def _zones(
    data: TerritoryData,
    members: Membership,
    places: pd.DataFrame,
    threshold_min: float,
    reach_known: bool,  # noqa: FBT001
) -> pd.DataFrame:
    weight = places["weight"].to_numpy(dtype=np.float64)
    minutes = places["minutes"].to_numpy(dtype=np.float64)
    counted = np.nan_to_num(weight)
    nobody = members.total((~np.isnan(weight)).astype(np.float64)) == 0
    within = members.total(counted * (minutes <= threshold_min))
    reached = ~np.isnan(minutes)
    population = data.places["population"].to_numpy(dtype=np.float64)
    mean = np.full(len(nobody), np.nan)
    # Where what is counted is unknown or nobody, population weighs the mean, then places: as in the diagnosis.
    for shade in (np.where(np.isnan(weight), population, weight), population, np.ones(len(weight))):
        shown = np.where(reached, np.nan_to_num(shade), 0.0)
        total = members.total(shown)
        own = np.divide(members.total(shown * np.nan_to_num(minutes)), total, out=mean.copy(), where=total > 0)
        mean = np.where(np.isnan(mean), own, mean)
    return pd.DataFrame(
        {
            "weight": np.where(nobody, np.nan, members.total(counted)),
            "within": np.where(nobody | (not reach_known), np.nan, within),
            "mean_min": mean,
            "unreached": members.total((~reached).astype(np.float64)).astype(np.int64),
        },
        index=members.zone_ids,
    )


def _offered(
    data: TerritoryData, supply: Supply, counts: dict[str, pd.DataFrame], need: Need, unit: str | None
) -> pd.DataFrame:
    shown = counts.get("births", counts.get("population"))
    weights = pd.Series(dtype="float64") if shown is None else shown.set_index("zone_id")["value"]
    if len(need.zones):
        weights = need.zones.set_index("zone_id")["need"]
    areas = serving_areas(supply.actors, supply.services, data.ancestors)
    comparable = in_unit(supply.services, unit, steps=load_conversions())
    offered = capacity_by_zone(comparable, areas, weights, data.ancestors).set_index("zone_id")
    own = need.zones.set_index("zone_id").reindex(offered.index)
    offered["need"], offered["need_status"] = own["need"].astype("float64"), own["need_status"]
    offered["coverage_rate"] = (offered["capacity"] / offered["need"]).where(offered["need"] > 0)
    offered["gap"] = offered["need"] - offered["capacity"]
    return offered
