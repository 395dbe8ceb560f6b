"""A diagnosis as plain values, for JSON: the same figures as on screen, with the sources behind them."""

import pandas as pd

from analysis.diagnosis.ask import Measures, zone_line
from analysis.doubt.bands import band_records, need_band, parameters_record, reach_band
from analysis.doubt.completeness import quality, quality_record
from analysis.doubt.parameters import load_parameters
from analysis.doubt.small_counts import hide_records, is_sensitive
from analysis.doubt.sources import figure_sources, rule_sources, service_sources, travel_source
from analysis.need.bases import base_counts, zone_counts
from analysis.need.by_zone import Need
from analysis.need.rules import all_rules
from analysis.need.topic import topics_of
from analysis.service_area.border import edge_record
from analysis.service_area.offer import Supply
from geo.json_values import Record, bounded, engine_record, plain_number, plain_text
from geo.schema import STRATA
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData
from geo.workspace.zones import parts_of, smallest_in

__all__ = ["Record", "bounded", "diagnosis_record", "plain_number", "share_within", "sources_behind", "within_record"]


def diagnosis_record(data: TerritoryData, measures: Measures, zone_id: str) -> Record:
    """Return everything that a diagnosis says of a zone.

    Counts are per year, minutes are in minutes, rates are ratios. Besides the figures: ``parts`` (the zones that it
    compares), ``set_aside`` (actors known but planned, closed or to verify, never counted), ``unlocated`` (open
    actors whose place is unknown) and ``sources``. Needs of families in delicate situations too few to be shown are
    hidden (``masked``), with what would give them back.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    line = zone_line(measures, zone_id)
    parts = [_zone_record(measures, zone_line(measures, part)) for part in parts_of(data, zone_id)["zone_id"]]
    record, parts = _without_small_counts(_zone_record(measures, line), parts, measures)
    return {
        "territory": data.territory.id,
        **record,
        "function": measures.selection.function,
        "kind": measures.selection.kind,
        "stratum": measures.selection.stratum,
        "unit": measures.need.unit,
        "need_topics": _need_topics(data, measures),
        "need_strata": _need_strata(data, measures),
        "births_years": list(data.births_years),
        "layer": data.layer,
        "travel_engine": engine_record(measures.engine),
        "uncovered_zones": _uncovered(data, measures, zone_id),
        "uncovered_basis": measures.uncovered_basis,
        "horizon_min": measures.horizon_min,
        "farthest": _farthest(measures, smallest_in(data, zone_id)),
        "parts": parts,
        "actors": _actors(measures, data, zone_id),
        "set_aside": _listed(measures.supply.set_aside),
        "capacity_shared": bool(measures.areas.duplicated(["actor_id", "service"]).any()),
        "unlocated": list(measures.unlocated),
        "left_out": _left_out(measures, data, zone_id),
        "edge": edge_record(data, measures.supply.actors, smallest_in(data, zone_id)),
        "sources": sources_behind(data, measures, zone_id),
        "reach": _reach(measures, zone_id),
        "quality": quality_record(
            quality(
                data,
                measures.supply.actors,
                measures.supply.services,
                measures.engine,
                births=zone_counts(data).get("births"),
                zone_id=zone_id,
            )
        ),
        "confidence": parameters_record(load_parameters()),
    }


def _reach(measures: Measures, zone_id: str) -> list[Record]:
    """Return the share within 15, 20, 30 minutes of the nearest actor, with what the error of the times leaves it."""
    area = measures.area
    if len(area.located) == 0:
        return []
    inside = area.membership.inside(zone_id)
    band = reach_band(area.reach_min[inside], area.demand[inside], area.engine, parameters=load_parameters())
    return band_records(band)


def share_within(measures: Measures, zone_id: str) -> tuple[str, dict[str, float | None]]:
    """Return what the shares are of (births, or population where births are unknown) and the share per threshold."""
    rows = measures.within[measures.within["zone_id"] == zone_id]
    measure = "births" if rows["births_total"].notna().any() else "population"
    shares = rows[measure] / rows[f"{measure}_total"].where(rows[f"{measure}_total"] > 0)
    return measure, {f"{t:g}": plain_number(share) for t, share in zip(rows["threshold_min"], shares, strict=True)}


def within_record(measures: Measures, zone_id: str, measure: str) -> dict[str, float | None]:
    """Return the count within each threshold, keyed by the threshold in minutes."""
    rows = measures.within[measures.within["zone_id"] == zone_id]
    return {f"{row.threshold_min:g}": plain_number(getattr(row, measure)) for row in rows.itertuples()}


def sources_behind(data: TerritoryData, measures: Measures, zone_id: str) -> list[Record]:
    """Return what each figure of a zone rests on: its source, date or vintage, and status."""
    return sources_of(
        data, zone_id, supply=measures.supply, areas=measures.areas, need=measures.need, engine=measures.engine
    )


def sources_of(
    data: TerritoryData, zone_id: str, *, supply: Supply, areas: pd.DataFrame, need: Need, engine: EngineInfo
) -> list[Record]:
    """Return the same from what the figures were made of: services, the zones they are attached to, need, engine."""
    serving = set(areas.loc[areas["zone_id"].isin(smallest_in(data, zone_id)), "actor_id"])
    services = supply.services.merge(supply.actors[["actor_id", "name"]], on="actor_id")
    services = services[services["actor_id"].isin(serving)]
    return [
        *figure_sources(data, ["births", "population"], smallest_in(data, zone_id)),
        *rule_sources(_rules_behind(need, zone_id)),
        *service_sources(zip(services["source"], services["as_of"], services["name"], strict=True)),
        travel_source(engine),
    ]


def _zone_record(measures: Measures, line: pd.Series) -> Record:
    zone_id = str(line["zone_id"])
    share_measure, shares = share_within(measures, zone_id)
    band = need_band(line["need"], plain_text(line["need_status"]), parameters=load_parameters())
    return {
        "zone": zone_id,
        "name": line["name"],
        "level": line["level"],
        "births": plain_number(line["births"]),
        "births_status": plain_text(line["births_status"]),
        "births_missing_zones": int(line["births_missing"]) if pd.notna(line["births_missing"]) else None,
        "population": plain_number(line["population"]),
        "need": plain_number(line["need"]),
        "need_status": plain_text(line["need_status"]) or "unknown",
        "need_is_minimum": bool(line["need_complete"] is False),
        "services": int(line["services"]),
        "capacity": plain_number(line["capacity"]),
        "capacity_is_minimum": not bool(line["capacity_complete"]),
        "capacity_known_share": plain_number(line["capacity_known_share"]),
        "used": plain_number(line["used"]),
        "need_low": plain_number(band.low),
        "need_high": plain_number(band.high),
        "coverage_rate": plain_number(line["coverage_rate"]),
        "gap": plain_number(line["gap"]),
        "births_within": within_record(measures, zone_id, "births"),
        "population_within": within_record(measures, zone_id, "population"),
        "share_within": shares,
        "share_measure": share_measure,
        "mean_min": plain_number(line["mean_min"]),
        "max_min": plain_number(line["max_min"]),
        "unreached_places": int(line["unreached"]) if pd.notna(line["unreached"]) else 0,
    }


def _without_small_counts(total: Record, parts: list[Record], measures: Measures) -> tuple[Record, list[Record]]:
    parameters = load_parameters()
    below = parameters.mask_below if is_sensitive(measures.selection, parameters) else 0
    return hide_records(
        total, parts, count="need", derived=("need_low", "need_high", "coverage_rate", "gap"), below=below
    )


def _need_topics(data: TerritoryData, measures: Measures) -> list[Record]:
    """Return the needs that the ledger knows of a selection, where there are several and none is meant rather."""
    if len(measures.need.rules):
        return []
    found = topics_of(all_rules(data), measures.selection)
    return [{"unit": plain_text(row.unit), "stage": plain_text(row.stage)} for row in found.itertuples()]


def _need_strata(data: TerritoryData, measures: Measures) -> list[str]:
    """Return the strata that needs are known of, where none is known of all the families of a selection."""
    asked = measures.selection
    if len(measures.need.rules) or asked.stratum is not None:
        return []
    rules = all_rules(data)
    same = (rules["kind"] == asked.kind) if asked.kind else (rules["function"] == asked.function)
    found = rules[same & rules["stratum"].notna()]
    counts = base_counts(data, found["base"])
    known = {base for base, count in counts.items() if count["value"].notna().any()}
    named = set(found.loc[found["base"].isin(known), "stratum"])
    return [stratum for stratum in STRATA if stratum in named]


def _uncovered(data: TerritoryData, measures: Measures, zone_id: str) -> list[Record] | None:
    if measures.uncovered is None:
        return None
    inside = measures.uncovered[measures.uncovered["zone_id"].isin(smallest_in(data, zone_id))]
    return [{"zone": row.zone_id, "name": row.name} for row in inside.itertuples(index=False)]


def _actors(measures: Measures, data: TerritoryData, zone_id: str) -> list[Record]:
    serving = set(measures.areas.loc[measures.areas["zone_id"].isin(smallest_in(data, zone_id)), "actor_id"])
    named = measures.supply.actors[["actor_id", "name", "kind", "position_quality"]]
    services = measures.supply.services.merge(named, on="actor_id")
    return [
        {
            "actor_id": row.actor_id,
            "name": row.name,
            "kind": row.kind,
            "capacity": plain_number(row.capacity),
            "used": plain_number(row.used),
            "unit": plain_text(row.capacity_unit),
            "position_quality": row.position_quality,
            "source": row.source,
            "as_of": row.as_of,
        }
        for row in services[services["actor_id"].isin(serving)].itertuples(index=False)
    ]


def _left_out(measures: Measures, data: TerritoryData, zone_id: str) -> dict[str, int]:
    """Count the zone's places, and the open actors of the territory, that are too far from any road."""
    ids = measures.left_out.groupby("kind")["id"].agg(set).to_dict() if len(measures.left_out) else {}
    inside = data.places["zone_id"].isin(smallest_in(data, zone_id))
    missed = data.places.loc[inside, "place_id"].isin(ids.get("place", set()))
    return {"places": int(missed.sum()), "actors": len(ids.get("actor", set()))}


def _farthest(measures: Measures, zone_ids: pd.Series, *, size: int = 5) -> list[Record]:
    """Return the zones with the longest mean time; those that nothing reaches come first, without a time."""
    zones = measures.zones[measures.zones["zone_id"].isin(zone_ids)]
    if zones["mean_min"].isna().all():
        return []
    far = zones.sort_values(["mean_min", "zone_id"], ascending=[False, True], na_position="first").head(size)
    return [
        {
            "zone": row.zone_id,
            "name": row.name,
            "mean_min": plain_number(row.mean_min),
            "births": plain_number(row.births),
        }
        for row in far.itertuples(index=False)
    ]


def _listed(actors: pd.DataFrame) -> list[Record]:
    return [
        {"actor_id": row.actor_id, "name": row.name, "status": row.status, "source": row.source, "as_of": row.as_of}
        for row in actors.itertuples(index=False)
    ]


def _rules_behind(need: Need, zone_id: str) -> pd.DataFrame:
    """Return the need rules that a zone follows, and those whose rate they take."""
    used = need.zones.loc[need.zones["zone_id"] == zone_id, "rules"]
    ids = set(used.iloc[0].split(";")) if len(used) and isinstance(used.iloc[0], str) else set()
    rules = need.rules
    ids |= set(rules.loc[rules["rule_id"].isin(ids), "like"].dropna())
    return rules[rules["rule_id"].isin(ids)]
