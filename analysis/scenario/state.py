"""A state of a territory, today or under a scenario: who is how far, what is offered, what is needed, who is served."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.balance.assignment import balance_by_assignment
from analysis.balance.result import Balance
from analysis.balance.serving import serving_pairs
from analysis.diagnosis.ask import Measures
from analysis.doubt.bands import limits_under_bias
from analysis.need.bases import zone_counts
from analysis.need.by_zone import Need, need_by_zone, rules_for
from analysis.need.unserved import least_by_zone
from analysis.need.weighing import need_by_place, place_weights, smallest_need
from analysis.question import Question, default_threshold
from analysis.scenario.composing import compose, touches_need
from analysis.scenario.definition import SCENARIO_DEMANDS, Scenario
from analysis.service_area.area import ServiceArea, service_area
from analysis.service_area.area_again import changed_area
from analysis.service_area.completeness import known_offer
from analysis.service_area.offer import Supply, capacity_by_zone, of_stage, offer_in_unit, serving_areas
from analysis.service_area.programme import Programme
from analysis.service_area.units import common_unit, in_unit, load_conversions
from analysis.service_area.zones import Membership, mean_minutes
from geo.errors import BadInputError
from geo.workspace.data import TerritoryData

_OFFERED = [
    *("need", "need_status", "services", "capacity", "capacity_complete", "register_state"),
    *("coverage_rate", "gap", "gap_low", "undeclared"),
]
"""What is offered and needed, of the columns of the zones of a state."""


@dataclass(frozen=True, eq=False)
class State:
    """Everything that a comparison needs of one state; ``scenario`` is None for the present.

    ``area`` is whom the services of the question can serve. ``places`` is indexed by ``place_id``: ``weight`` (what
    the question counts; NaN unknown), ``minutes`` (to the nearest open actor; NaN beyond the horizon), ``actor_id``
    and ``within`` (whether a service is within the threshold, or comes). ``zones`` is indexed by ``zone_id``, every
    level: ``weight``, ``within`` (the threshold), ``within_low`` and ``within_high`` (at both ends of the bias of the
    times), ``mean_min``, ``unreached`` (places), ``need``, ``need_status``, ``services``, ``capacity`` (per year),
    ``capacity_complete``, ``register_state``, ``coverage_rate``, ``gap``, ``gap_low`` (missing at least) and
    ``undeclared`` (need in no declared area). ``reach_known`` is False when the place of no actor is known, or nobody
    is listed. ``counts`` are births and people by zone.
    """

    scenario: Scenario | None
    question: Question
    threshold_min: float
    data: TerritoryData
    area: ServiceArea
    counts: dict[str, pd.DataFrame]
    need: Need
    unit: str | None
    base: str
    places: pd.DataFrame
    zones: pd.DataFrame

    @cached_property
    def supply(self) -> Supply:
        """The services that answer the question; where their need is of one stage, those of that stage."""
        stages = rules_for(self.data.need_rules, self.question.selection)["stage"].dropna()
        supply = self.area.supply
        return replace(supply, services=of_stage(supply.services, str(stages.iloc[0]))) if len(stages) else supply

    @property
    def members(self) -> Membership:
        """Which places are in which zones."""
        return self.area.membership

    @property
    def reach_known(self) -> bool:
        """Whether something can be said of times."""
        return self.area.reach_known

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
    threshold = default_threshold(territory) if question.threshold_min is None else question.threshold_min
    if not 0 < threshold <= territory.horizon_min:
        raise BadInputError("scenario-threshold", value=threshold, most=territory.horizon_min)
    kind = territory.headline_kind if question.kind is None and question.function is None else question.kind
    zone = question.zone or territory.root
    return replace(question, kind=kind, threshold_min=threshold, zone=zone, layer=data.layer)


def present_state(
    data: TerritoryData, question: Question, *, programme: Programme | None = None, measured: Measures | None = None
) -> State:
    """Return the state of today.

    Parameters
    ----------
    data
        Loaded with the births and the layer of the question.
    measured
        The measures of the same services and trips on the same tables, whatever the threshold, the zone and the count:
        what the state has in common with them is taken from there, to the same figures. Worked out when None.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``; as `analysis.service_area.selection.Selection.check`.
    """
    data = question.about_its_day(data)
    asked = settled(question, data)
    area = service_area(data, asked, programme=programme) if measured is None else measured.area.asked_as(asked)
    return _state(None, asked, data, area, before=None, same_need=False, measured=measured)


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
    area = changed_area(before.area, data, programme=programme)
    same_need = not touches_need(scenario.changes)
    return _state(scenario, before.question, data, area, before=before, same_need=same_need)


def _state(
    scenario: Scenario | None,
    question: Question,
    data: TerritoryData,
    area: ServiceArea,
    *,
    before: State | None,
    same_need: bool,
    measured: Measures | None = None,
) -> State:
    if before is not None and same_need:
        counts, need, base = before.counts, before.need, before.base
        weight = before.places["weight"]
    else:
        if measured is None:
            rules = rules_for(data.need_rules, question.selection)
            counts = zone_counts(data, rules=rules)
            need = need_by_zone(rules, counts, data.ancestors, smallest_level=data.territory.smallest_level)
        else:
            counts, need = measured.counts, measured.need
        if question.demand not in SCENARIO_DEMANDS:
            raise BadInputError("scenario-demand", demand=question.demand, known=", ".join(SCENARIO_DEMANDS))
        weight, base = place_weights(data, question, need=need)
    threshold = float(question.threshold_min or 0.0)
    places = pd.DataFrame(
        {
            "weight": weight,
            "minutes": area.nearest_min.to_numpy(),
            "actor_id": area.nearest["actor_id"].array,
            "within": area.within(threshold),
        },
        index=weight.index,
    )
    state = State(
        scenario=scenario,
        question=question,
        threshold_min=threshold,
        data=data,
        area=area,
        counts=counts,
        need=need,
        unit=None,
        base=base,
        places=places,
        zones=_zones(area, places, threshold),
    )
    unit = need.unit or common_unit(state.supply.services)
    offered = _offered(area, state, unit) if measured is None else measured.zones.set_index("zone_id")
    return replace(state, unit=unit, zones=state.zones.join(offered[_OFFERED]))


def _zones(area: ServiceArea, places: pd.DataFrame, threshold_min: float) -> pd.DataFrame:
    members, weight = area.membership, places["weight"].to_numpy(dtype=np.float64)
    minutes = places["minutes"].to_numpy(dtype=np.float64)
    limits = limits_under_bias(threshold_min, area.engine)
    near = {
        "within": places["within"].to_numpy(dtype=np.float64),
        "within_low": area.within(limits.low).astype(np.float64),
        "within_high": area.within(limits.high).astype(np.float64),
    }
    people = area.data.places["population"].to_numpy(dtype=np.float64)
    return pd.DataFrame(
        {
            "weight": members.known_total(weight),
            **{name: members.known_total(weight * one) if area.reach_known else np.nan for name, one in near.items()},
            # As in the diagnosis: where what is counted is unknown or nobody, people weigh the mean, then places.
            "mean_min": mean_minutes(members, minutes, weight, people),
            "unreached": members.total(np.isnan(minutes).astype(np.float64)).astype(np.int64),
        },
        index=members.zone_ids,
    )


def _offered(area: ServiceArea, state: State, unit: str | None) -> pd.DataFrame:
    data, supply, counts, need, kind = state.data, state.supply, state.counts, state.need, state.question.kind
    shown = counts.get("births", counts.get("population"))
    weights = pd.Series(dtype="float64") if shown is None else shown.set_index("zone_id")["value"]
    if len(need.zones):
        weights = need.zones.set_index("zone_id")["need"]
    areas = serving_areas(supply.actors, supply.services, data.ancestors)
    comparable = in_unit(supply.services, unit, steps=load_conversions())
    offered = capacity_by_zone(comparable, areas, weights, data.ancestors)
    known = known_offer(offered, area.register)
    offered = known.set_index("zone_id")
    own = need.zones.set_index("zone_id").reindex(offered.index)
    offered["need"], offered["need_status"] = own["need"].astype("float64"), own["need_status"]
    offered["coverage_rate"] = (offered["capacity"] / offered["need"]).where(offered["need"] > 0)
    offered["gap"] = offered["need"] - offered["capacity"]
    return offered.join(least_by_zone(data, kind, need.zones, comparable, areas, offered=known))


def assigned(state: State) -> Balance | None:
    """Return the balance of a state under capacity; None where no rule says how much is needed.

    A family goes no farther than the threshold of the question; services that come to families go where they say.
    Unknown capacities are nothing in the low figures, without limit in the high ones.
    """
    unit = state.need.unit
    if unit is None or state.need.zones.empty:
        return None
    data = state.data
    placed = need_by_place(smallest_need(data, state.need), data.places)
    zones = pd.Series(data.places["zone_id"].to_numpy(), index=placed.need.index)
    offer = offer_in_unit(state.supply.actors, state.supply.services, unit=unit, steps=load_conversions())
    serving = serving_pairs(state.area, offer, horizon_min=state.threshold_min)
    return balance_by_assignment(
        placed.need, serving, zones, data.ancestors, unit=unit, horizon_min=state.threshold_min
    )
