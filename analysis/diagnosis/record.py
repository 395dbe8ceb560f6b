"""A diagnosis as a record, for JSON and the screens: the same figures as on screen, with the sources behind them."""

from collections.abc import Mapping
from math import isnan
from typing import cast

import numpy as np
import pandas as pd

from analysis.diagnosis.ask import Measures, zone_line
from analysis.doubt.bands import count_band, need_band, reach_band
from analysis.doubt.completeness import quality
from analysis.doubt.parameters import load_parameters
from analysis.doubt.small_counts import hide_records, is_sensitive, observed_needs
from analysis.doubt.sources import figure_sources, rule_sources, service_sources, travel_source
from analysis.need.bases import by_car
from analysis.need.by_zone import Need
from analysis.need.rule_notes import need_notes
from analysis.records.bounds import Sense, State, senses, settle, state_of
from analysis.records.diagnosis import ActorLine, CarLine, DiagnosisLine, DiagnosisRecord, FarZone, NeedTopic
from analysis.records.shared import ReachShare, SourceRecord, ZoneName
from analysis.service_area.border import edge_record
from analysis.service_area.completeness import completeness_record
from analysis.service_area.offer import Supply, serving_areas
from geo.json_values import encode, plain_text
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData
from geo.workspace.zones import parts_of, smallest_in, zones_in


def diagnosis_record(data: TerritoryData, measures: Measures, zone_id: str) -> DiagnosisRecord:
    """Return everything that a diagnosis says of a zone.

    Counts are per year, minutes are in minutes, rates are ratios. Besides the figures: ``parts`` (the zones that it
    compares), ``set_aside`` (actors known that do not count: planned, suspended, closed, to verify), ``unlocated``
    (actors that count but whose place is unknown) and ``sources``. Needs of families in delicate situations too few to
    be shown are hidden (``masked``), with what would give them back.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    data = measures.area.question.about_its_day(data)
    years = len(data.births_years)
    own, parts = _lines(measures, [zone_id, *parts_of(data, zone_id)["zone_id"]], years)
    supply, inside = measures.supply, smallest_in(data, zone_id)
    births = measures.counts.get("births")
    return encode(
        DiagnosisRecord,
        own,
        measures.selection,
        measures,
        data,
        territory=data.territory.id,
        unit=measures.need.unit,
        to_verify=measures.area.question.to_verify,
        need_topics=encode(list[NeedTopic], measures.need_topics),
        need_strata=measures.need_strata,
        need_notes=need_notes(data.territory, _rules_behind(measures.need, zone_id)),
        travel_engine=measures.area.engine_in(zone_id),
        uncovered_zones=_uncovered(data, measures, zone_id),
        farthest=_farthest(measures, inside),
        parts=parts,
        actors=_actors(measures, data, zone_id),
        set_aside=supply.set_aside,
        delivery=_delivery(measures, data, zone_id),
        capacity_shared=measures.areas.duplicated(["actor_id", "service"]).any(),
        left_out=_left_out(measures, data, zone_id),
        edge=edge_record(data, supply.actors, inside),
        sources=sources_behind(data, measures, zone_id),
        reach=_reach(measures, zone_id),
        cars=_cars(data, measures, zone_id, str(own["share_measure"])),
        quality=quality(
            data,
            supply.actors,
            supply.services,
            measures.area.engine_in(zone_id),
            births=births,
            zone_id=zone_id,
            row_mean=measures.row_quality_mean,
        ),
        confidence=load_parameters(),
        register=completeness_record(measures.area.completeness(zone_id)),
    )


def _reach(measures: Measures, zone_id: str) -> list[ReachShare]:
    """Return the share within 15, 20, 30 minutes of the nearest actor, with what the error of the times leaves it."""
    area = measures.area
    if len(area.located) == 0:
        return []
    inside = area.membership.inside(zone_id)
    band = reach_band(
        area.reach_min[inside], area.demand[inside], area.engine_in(zone_id), parameters=load_parameters()
    )
    return encode(list[ReachShare], band if area.reach_state == "complete" else band.assign(high=np.nan))


def _cars(data: TerritoryData, measures: Measures, zone_id: str, measure: str) -> list[CarLine]:
    """Return who is within reach among families without a car, and with one."""
    area = measures.area
    inside, minutes = area.membership.inside(zone_id), area.nearest_min.to_numpy(dtype=np.float64)
    counts = data.places.set_index("place_id")[measure].where(inside)
    found = []
    for car, weight in by_car(data, counts).items():
        near = {f"{limit:g}": float(weight @ area.within(limit)) for limit in data.territory.thresholds_min}
        near = near if area.reach_known else dict.fromkeys(near, np.nan)
        total, timed = weight.sum(), np.where(np.isnan(minutes), 0.0, weight)
        found.append(
            encode(
                CarLine,
                car=car,
                counts=total,
                within=near,
                share_within={limit: one / total if total > 0 else np.nan for limit, one in near.items()},
                mean_min=np.nansum(timed * minutes) / timed.sum() if timed.sum() > 0 else np.nan,
            )
        )
    return found


_Shares = dict[str, float]
"""The share of a zone within each threshold, by threshold in minutes; NaN where nobody is counted."""


def _within(measures: Measures, zone_ids: list[str]) -> list[dict[str, object]]:
    """Return, for every zone, the counts and the shares within each threshold, and what the shares are of."""
    tables = (measures.within, measures.within_open, measures.within_to_verify)
    asked, only_open, to_verify = (_rows_of(table, zone_ids) for table in tables)
    out: list[dict[str, object]] = []
    for zone_id in zone_ids:
        rows = asked[zone_id]
        measure = "population" if all(isnan(row["births_total"]) for row in rows.values()) else "births"
        out.append(
            {
                "births_within": {limit: row["births"] for limit, row in rows.items()},
                "population_within": {limit: row["population"] for limit, row in rows.items()},
                "share_within": _shares(rows, measure),
                "share_open": _shares(only_open[zone_id], measure),
                "share_with_to_verify": _shares(to_verify[zone_id], measure),
                "share_measure": measure,
            }
        )
    return out


def _rows_of(table: pd.DataFrame, zone_ids: list[str]) -> dict[str, dict[str, dict[str, float]]]:
    """Return what each zone counts within each threshold, from a table of every zone."""
    out: dict[str, dict[str, dict[str, float]]] = {}
    for row in table[table["zone_id"].isin(zone_ids)].to_dict("records"):
        out.setdefault(row["zone_id"], {})[f"{row['threshold_min']:g}"] = cast("dict[str, float]", row)
    return out


def _shares(rows: dict[str, dict[str, float]], measure: str) -> _Shares:
    pairs = ((limit, row[measure], row[f"{measure}_total"]) for limit, row in rows.items())
    return {limit: part / total if total > 0 else np.nan for limit, part, total in pairs}


def sources_behind(data: TerritoryData, measures: Measures, zone_id: str) -> list[SourceRecord]:
    """Return what each figure of a zone rests on: its source, date or vintage, and status."""
    return sources_of(
        data,
        zone_id,
        supply=measures.supply,
        areas=measures.areas,
        need=measures.need,
        engine=measures.area.engine_in(zone_id),
    )


def sources_of(
    data: TerritoryData, zone_id: str, *, supply: Supply, areas: pd.DataFrame, need: Need, engine: EngineInfo
) -> list[SourceRecord]:
    """Return the same from what the figures were made of: services, the zones they are attached to, need, engine."""
    serving = set(areas.loc[areas["zone_id"].isin(zones_in(data, zone_id)), "actor_id"])
    services = supply.services.merge(supply.actors[["actor_id", "name"]], on="actor_id")
    services = services[services["actor_id"].isin(serving)]
    return [
        *figure_sources(data, ["births", "population"], smallest_in(data, zone_id)),
        *rule_sources(_rules_behind(need, zone_id)),
        *service_sources(zip(services["source"], services["as_of"], services["name"], strict=True)),
        travel_source(engine),
    ]


def _lines(measures: Measures, zone_ids: list[str], years: int) -> tuple[DiagnosisLine, list[DiagnosisLine]]:
    """Return the lines of a zone and of its parts, without the small counts of delicate situations."""
    parameters = load_parameters()
    within = _within(measures, zone_ids)
    own, *parts = (_line(measures, zone_id, years, near) for zone_id, near in zip(zone_ids, within, strict=True))
    below = parameters.mask_below if is_sensitive(measures.selection, parameters) else 0
    derived = (
        "need_low",
        "need_high",
        "coverage_rate",
        "coverage_rate_low",
        "gap",
        "gap_low",
        "gap_high",
        "undeclared",
    )
    seen = observed_needs(measures.zones.set_index("zone_id").loc[zone_ids], measures.need.rules)
    line, lines = hide_records(DiagnosisLine, own, parts, count="need", derived=derived, below=below, observed=seen)
    for one in (line, *lines):
        settle(one)
    return line, lines


def _line(measures: Measures, zone_id: str, years: int, within: Mapping[str, object]) -> dict[str, object]:
    line, parameters = zone_line(measures, zone_id), load_parameters()
    births = count_band(line["births"], years=max(years, 1), parameters=parameters)
    band = need_band(line["need"], plain_text(line["need_status"]), parameters=parameters, births=line["births"])
    return {
        **line,
        **within,
        "zone": zone_id,
        "births_missing_zones": line["births_missing"],
        "need_status": plain_text(line["need_status"]) or "unknown",
        "need_is_minimum": line["need_complete"] is False,
        "need_low": band.low,
        "need_high": band.high,
        "births_low": births.low,
        "births_high": births.high,
        "capacity_is_minimum": not line["capacity_complete"],
        "unreached_places": line["unreached"] if measures.area.reach_known else np.nan,
        "bounds": _bounds(measures, line),
    }


def _bounds(measures: Measures, line: pd.Series) -> dict[str, Sense]:
    """Return what is known of each figure of a zone: what it is offered by its own register, times by the whole one."""
    state, reach = state_of(line["register_state"]), measures.area.reach_state
    offered: State = state if state != "complete" or line["capacity_complete"] else "partial"
    return {
        **senses(state, up=["services", "services_low"]),
        **senses(offered, up=["capacity", "capacity_low", "used", *_RATES], down=["gap", "gap_high"]),
        **senses(reach, up=["births_within", "population_within", "share_within"], down=_FALLING),
        **senses(measures.reach_open, up=["share_open"]),
        **senses(measures.reach_to_verify, up=["share_with_to_verify"]),
    }


_RATES = ("coverage_rate", "coverage_rate_low")

_FALLING = ("mean_min", "max_min", "unreached_places")
"""Figures of travel that one more service could only lower, for those who already reach one."""


def _uncovered(data: TerritoryData, measures: Measures, zone_id: str) -> list[ZoneName] | None:
    if measures.uncovered is None:
        return None
    inside = measures.uncovered[measures.uncovered["zone_id"].isin(smallest_in(data, zone_id))]
    return encode(list[ZoneName], inside.rename(columns={"zone_id": "zone"}))


def _actors(measures: Measures, data: TerritoryData, zone_id: str) -> list[ActorLine]:
    serving = set(measures.areas.loc[measures.areas["zone_id"].isin(zones_in(data, zone_id)), "actor_id"])
    named = measures.supply.actors[["actor_id", "name", "kind", "position_quality"]]
    services = measures.supply.services.merge(named, on="actor_id")
    services = services[services["actor_id"].isin(serving)].rename(columns={"capacity_unit": "unit"})
    return encode(list[ActorLine], services)


def _delivery(measures: Measures, data: TerritoryData, zone_id: str) -> dict[str, int]:
    """Count the actors listed that serve a zone, by what they deliver of what is asked."""
    inside, supply, areas = zones_in(data, zone_id), measures.supply, measures.areas
    idle = supply.actors.iloc[:0] if supply.idle is None else supply.idle
    if len(idle):
        offered = data.services[data.services["actor_id"].isin(idle["actor_id"])]
        areas = pd.concat([areas, serving_areas(idle, offered, data.ancestors)], ignore_index=True)
    serving = areas.loc[areas["zone_id"].isin(inside), "actor_id"]
    here = supply.services[supply.services["actor_id"].isin(serving)]
    return Supply(supply.actors, here, supply.set_aside, idle[idle["actor_id"].isin(serving)]).delivery


def _left_out(measures: Measures, data: TerritoryData, zone_id: str) -> dict[str, int]:
    """Count the zone's places, and the open actors of the territory, that are too far from any road."""
    ids = measures.left_out.groupby("kind")["id"].agg(set).to_dict() if len(measures.left_out) else {}
    inside = data.places["zone_id"].isin(smallest_in(data, zone_id))
    missed = data.places.loc[inside, "place_id"].isin(ids.get("place", set()))
    return {"places": int(missed.sum()), "actors": len(ids.get("actor", set()))}


def _farthest(measures: Measures, zone_ids: pd.Series, *, size: int = 5) -> list[FarZone]:
    """Return the zones with the longest mean time; those that nothing reaches come first, without a time.

    Of those that are as far, the ones with the most births, else people, come first.
    """
    zones = measures.zones[measures.zones["zone_id"].isin(zone_ids)]
    if zones["mean_min"].isna().all():
        return []
    many = zones["births"].fillna(zones["population"]).fillna(0.0)
    order = {"mean_min": False, "many": False, "zone_id": True}
    far = (
        zones.assign(many=many).sort_values(list(order), ascending=list(order.values()), na_position="first").head(size)
    )
    return encode(list[FarZone], far.rename(columns={"zone_id": "zone"}))


def _rules_behind(need: Need, zone_id: str) -> pd.DataFrame:
    """Return the need rules that a zone follows, and those whose rate they take."""
    used = need.zones.loc[need.zones["zone_id"] == zone_id, "rules"]
    ids = set(used.iloc[0].split(";")) if len(used) and isinstance(used.iloc[0], str) else set()
    rules = need.rules
    ids |= set(rules.loc[rules["rule_id"].isin(ids), "like"].dropna())
    return rules[rules["rule_id"].isin(ids)]
