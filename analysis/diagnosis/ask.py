"""The diagnosis of a zone: need, capacity, coverage, reach, and where each figure comes from."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.doubt.completeness import mean_score
from analysis.need.asked_need import topics_of
from analysis.need.bases import base_counts, zone_counts
from analysis.need.by_zone import Need, need_by_zone, rules_for
from analysis.need.rules import all_rules
from analysis.need.unserved import least_by_zone
from analysis.question import Question, Selection
from analysis.records.bounds import State
from analysis.service_area.area import ServiceArea, service_area
from analysis.service_area.area_again import without_and_with
from analysis.service_area.completeness import known_offer
from analysis.service_area.offer import Supply, capacity_by_zone, of_stage, serving_areas
from analysis.service_area.perhaps_same import groups
from analysis.service_area.programme import Programme
from analysis.service_area.units import common_unit, in_unit, load_conversions
from geo.errors import NotFoundError
from geo.schema import STRATA
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData


@dataclass(frozen=True)
class Measures:
    """Every measure of one selection, for every zone of a territory.

    ``zones`` has one row per zone: ``zone_id``, ``level``, ``parent_id``, ``name``, ``births``,
    ``births_missing`` (smallest zones without births), ``population``, ``need`` (per year), ``need_status``,
    ``need_complete``, ``services``, ``capacity_known``, ``capacity``, ``used`` (per year), ``capacity_complete``,
    ``capacity_known_share``, ``coverage_rate`` (capacity ÷ need), ``gap`` (need − capacity), ``gap_low`` (what is
    missing at least, whatever the unknown capacities), ``undeclared`` (need that lives in no declared area; NaN where
    services may serve anybody), what they are were the actors that are perhaps the same one each (``services_low``,
    ``capacity_low``, ``coverage_rate_low``, ``gap_high``), ``mean_min``, ``max_min``. ``within`` has, per zone and
    threshold, births and population within reach of an actor that counts; ``within_open`` and ``within_to_verify`` are
    the same for open actors alone, and for those to verify as well, and ``reach_open`` and ``reach_to_verify`` the
    states of the register behind them (`ServiceArea.reach_state`).
    ``area`` is whom these services can serve, ``nearest`` its nearest actor of every place. ``areas`` are the zones
    each service is attached to.
    ``uncovered`` are the smallest zones left out, on the ground named in ``uncovered_basis``: ``declared`` (no service
    that counts declares them) or ``travel`` (no place within the longest threshold); None when nothing can be said.
    ``register_state`` of ``zones`` says how much of what exists is known there; where nobody is listed, ``services``,
    ``capacity`` and what rests on them are NaN.
    ``counts`` are births, population and children per zone (`analysis.need.bases.zone_counts`).
    Times beyond ``horizon_min`` are not looked for. ``left_out`` are the places and actors too far from any road.
    """

    selection: Selection
    supply: Supply
    need: Need
    zones: pd.DataFrame
    within: pd.DataFrame
    within_open: pd.DataFrame
    within_to_verify: pd.DataFrame
    reach_open: State
    reach_to_verify: State
    nearest: pd.DataFrame
    areas: pd.DataFrame
    area: ServiceArea
    uncovered: pd.DataFrame | None
    uncovered_basis: str | None
    engine: EngineInfo
    horizon_min: float
    unlocated: tuple[str, ...]
    left_out: pd.DataFrame
    counts: dict[str, pd.DataFrame]

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of every zone in ``zones``."""
        return {zone: at for at, zone in enumerate(self.zones["zone_id"])}

    @cached_property
    def row_quality_mean(self) -> float:
        """The mean score of the rows of the actors that count (`analysis.doubt.row_quality`)."""
        return mean_score(self.area.data, self.supply.actors, self.supply.services)

    @cached_property
    def need_topics(self) -> pd.DataFrame:
        """The needs that the ledger knows of the selection, where there are several and none is meant rather."""
        rules = all_rules(self.area.data)
        return topics_of(rules.iloc[:0] if len(self.need.rules) else rules, self.selection)

    @cached_property
    def need_strata(self) -> list[str]:
        """The strata that needs are known of, where none is known of all the families of the selection."""
        asked = self.selection
        if len(self.need.rules) or asked.stratum is not None:
            return []
        rules = all_rules(self.area.data)
        same = (rules["kind"] == asked.kind) if asked.kind else (rules["function"] == asked.function)
        found = rules[same & rules["stratum"].notna()]
        counts = base_counts(self.area.data, found["base"])
        known = {base for base, count in counts.items() if count["value"].notna().any()}
        named = set(found.loc[found["base"].isin(known), "stratum"])
        return [stratum for stratum in STRATA if stratum in named]


def measure(data: TerritoryData, question: Question, *, programme: Programme | None = None) -> Measures:
    """Return the measures of the services that a question is about.

    Where the need is that of one stage, what is offered counts the services of that stage; whom services reach does
    not depend on it.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption`` when the territory has no way to travel by this mode.
    """
    data = question.about_its_day(data)
    area = service_area(data, question, programme=programme)
    supply = area.supply
    rules = rules_for(data.need_rules, question.selection)
    counts = zone_counts(data, rules=rules)
    need = need_by_zone(rules, counts, data.ancestors, smallest_level=data.territory.smallest_level)
    stages = rules["stage"].dropna()
    if len(stages):
        supply = replace(supply, services=of_stage(supply.services, str(stages.iloc[0])))
    areas = serving_areas(supply.actors, supply.services, data.ancestors)
    weights = need.zones.set_index("zone_id")["need"] if len(need.zones) else _weights(counts)
    unit = need.unit or common_unit(supply.services)
    comparable = in_unit(supply.services, unit, steps=load_conversions())
    grouped = capacity_by_zone(comparable, areas, weights, data.ancestors, group=groups(data.actors))
    offered = known_offer(grouped, area.register)
    least = least_by_zone(data, question.kind, need.zones, comparable, areas, offered=offered)
    (within_open, reach_open), (within_to_verify, reach_to_verify) = without_and_with(
        area, lambda one: (one.within_by_zone(data.territory.thresholds_min), one.reach_state)
    )
    within = within_to_verify if question.to_verify else within_open
    uncovered, basis = _uncovered(
        data, supply, areas, within, nobody_known=not area.reach_known and supply.actors.empty
    )
    return Measures(
        selection=question.selection,
        supply=supply,
        need=need,
        zones=_zone_table(data, counts, need, offered, area.zone_minutes()).merge(least, on="zone_id", how="left"),
        within=within,
        within_open=within_open,
        within_to_verify=within_to_verify,
        reach_open=reach_open,
        reach_to_verify=reach_to_verify,
        nearest=area.nearest,
        areas=areas,
        area=area,
        uncovered=uncovered,
        uncovered_basis=basis,
        engine=area.engine,
        horizon_min=area.horizon_min,
        unlocated=area.travel.unlocated,
        left_out=area.left_out,
        counts=counts,
    )


def zone_line(measures: Measures, zone_id: str) -> pd.Series:
    """Return the measures of one zone.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    if zone_id not in measures.row_of:
        raise NotFoundError("unknown-zone", zone=zone_id)
    return measures.zones.iloc[measures.row_of[zone_id]]


def _weights(counts: dict[str, pd.DataFrame]) -> pd.Series:
    frame = counts.get("births", counts.get("population"))
    return pd.Series(dtype="float64") if frame is None else frame.set_index("zone_id")["value"]


def _zone_table(
    data: TerritoryData, counts: dict[str, pd.DataFrame], need: Need, offered: pd.DataFrame, minutes: pd.DataFrame
) -> pd.DataFrame:
    table = data.zones[["zone_id", "level", "parent_id", "name"]].copy()
    for name in ("births", "population"):
        if name in counts:
            renamed = counts[name].rename(
                columns={"value": name, "missing": f"{name}_missing", "status": f"{name}_status"}
            )
            table = table.merge(renamed, on="zone_id", how="left")
        else:
            table[name], table[f"{name}_missing"], table[f"{name}_status"] = np.nan, 0, "missing"
    table = table.merge(need.zones, on="zone_id", how="left").merge(offered, on="zone_id", how="left")
    table["need"] = table["need"].astype("float64")
    table["capacity_known_share"] = (table["capacity_known"] / table["services"]).where(table["services"] > 0)
    table["coverage_rate"] = (table["capacity"] / table["need"]).where(table["need"] > 0)
    table["gap"] = table["need"] - table["capacity"]
    table["coverage_rate_low"] = (table["capacity_low"] / table["need"]).where(table["need"] > 0)
    table["gap_high"] = table["need"] - table["capacity_low"]
    return table.merge(minutes, on="zone_id", how="left")


def _uncovered(
    data: TerritoryData, supply: Supply, areas: pd.DataFrame, within: pd.DataFrame, *, nobody_known: bool
) -> tuple[pd.DataFrame | None, str | None]:
    if nobody_known:
        return None, None
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, ["zone_id", "name"]]
    if supply.services.empty or (areas["basis"] == "declared").any():
        covered = areas.loc[areas["basis"] == "declared", "zone_id"]
        return smallest[~smallest["zone_id"].isin(covered)].reset_index(drop=True), "declared"
    longest = within[within["threshold_min"] == max(data.territory.thresholds_min)]
    if longest["population"].isna().all():
        return None, None
    outside = longest.loc[longest["population"] == 0, "zone_id"]
    return smallest[smallest["zone_id"].isin(outside)].reset_index(drop=True), "travel"
