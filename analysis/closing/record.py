"""Redundancy as plain values, for JSON and the screens."""

from analysis.closing.ask import MOST, Redundancy
from analysis.doubt.completeness import quality, quality_record
from analysis.doubt.sources import measure_sources
from analysis.need.bases import zone_counts
from analysis.service_area.area import ServiceArea
from analysis.service_area.border import edge_record
from geo.errors import NotFoundError
from geo.json_values import Record, plain_number
from geo.workspace.zones import parts_of, smallest_in

LEVELS = [*(f"with_{level}" for level in range(MOST)), f"with_{MOST}_or_more"]


def redundancy_record(about: ServiceArea, found: Redundancy, zone_id: str) -> Record:
    """Return what families of a zone can count on, and the closures, for those whom ``found`` was asked about.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    data = about.data
    if zone_id not in about.membership.zone_ids:
        raise NotFoundError("unknown-zone", zone=zone_id)
    judged = quality(
        data,
        about.supply.actors,
        about.supply.services,
        about.engine,
        births=zone_counts(data).get("births"),
        zone_id=zone_id,
    )
    figures = [name for name in found.closures.columns if name not in {"actor_id", "name", "basis"}]
    return {
        "territory": data.territory.id,
        **_zone(about, found, zone_id),
        "kind": about.selection.kind,
        "function": about.selection.function,
        "stratum": about.selection.stratum,
        "threshold_min": plain_number(found.threshold_min),
        "base": found.base,
        "actors": len(about.supply.actors),
        "covered_only": list(about.covered_only),
        "unlocated": list(about.unlocated),
        "parts": [_zone(about, found, part) for part in parts_of(data, zone_id)["zone_id"]],
        "functions": [
            {
                "function": row["function"],
                "stratum": row["stratum"],
                "actors": int(row["actors"]),
                **{name: plain_number(row[name]) for name in LEVELS},
            }
            for row in found.functions.to_dict("records")
        ],
        "closures": [
            {
                "actor_id": row["actor_id"],
                "name": row["name"],
                "basis": row["basis"],
                **{name: plain_number(row[name]) for name in figures},
            }
            for row in found.closures.to_dict("records")
        ],
        "horizon_min": plain_number(about.horizon_min),
        "quality": quality_record(judged),
        "edge": edge_record(data, about.supply.actors, smallest_in(data, zone_id)),
        "sources": measure_sources(data, about.supply, about.engine, smallest_in(data, zone_id)),
    }


def _zone(about: ServiceArea, found: Redundancy, zone_id: str) -> Record:
    named = about.data.zones.set_index("zone_id").loc[zone_id]
    line = found.choice.loc[zone_id]
    return {
        "zone": zone_id,
        "name": str(named["name"]),
        "level": str(named["level"]),
        "total": plain_number(line["total"]),
        **{name: plain_number(line[name]) for name in LEVELS},
    }
