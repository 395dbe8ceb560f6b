"""The answer on a path as plain values, for JSON and the screens."""

import pandas as pd

from analysis.doubt.bands import parameters_record
from analysis.doubt.parameters import ConfidenceParameters, load_parameters
from analysis.doubt.sources import figure_sources, supply_sources, travel_source
from analysis.path.ask import PathAnswer, PathGround, follow_path
from geo.errors import NotFoundError
from geo.json_values import Record, engine_record, plain_number
from geo.workspace.data import TerritoryData
from geo.workspace.zones import parts_of, smallest_in


def path_record(
    stands: PathGround,
    zone_id: str,
    *,
    parameters: ConfidenceParameters | None = None,
) -> Record:
    """Return who can follow a path in a zone, step by step, with the answer if trips were shorter or longer.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    data = stands.data
    if zone_id not in set(data.zones["zone_id"]):
        raise NotFoundError("unknown-zone", zone=zone_id)
    known = parameters or load_parameters()
    answer = follow_path(stands)
    error = known.travel_range(answer.engine.kind, answer.engine.median_error_share).shared
    moved = {
        name: follow_path(stands, time_factor=factor).zones.loc[zone_id]
        for name, factor in (("shorter", 1 - error), ("longer", 1 + error))
    }
    return {
        "territory": data.territory.id,
        **_zone(data, answer, zone_id),
        "base": answer.base,
        "births_years": list(data.births_years),
        "layer": data.layer,
        "travel_engine": engine_record(answer.engine),
        "path": [
            {
                "step": one.step.label,
                "kind": one.step.selection.kind,
                "function": one.step.selection.function,
                "stratum": one.step.selection.stratum,
                "limit_min": plain_number(one.step.limit_min),
                "actors": one.actors,
                "unplaced": one.unplaced,
                "set_aside": one.set_aside,
            }
            for one in answer.reached
        ],
        "parts": [_zone(data, answer, part) for part in parts_of(data, zone_id)["zone_id"]],
        "sensitivity": {
            "time_error_share": plain_number(error),
            **{
                name: {"share_low": plain_number(line["share_low"]), "share_high": plain_number(line["share_high"])}
                for name, line in moved.items()
            },
        },
        "confidence": parameters_record(known),
        "sources": _sources(stands, smallest_in(data, zone_id)),
    }


def _sources(stands: PathGround, zone_ids: pd.Series) -> list[Record]:
    supplies = [one.supply for one in stands.grounds]
    actors = pd.concat([supply.actors for supply in supplies]).drop_duplicates("actor_id")
    services = pd.concat([supply.services for supply in supplies])
    return [
        *figure_sources(stands.data, ["births", "population"], zone_ids),
        *supply_sources(actors, services),
        travel_source(stands.engine),
    ]


def _zone(data: TerritoryData, answer: PathAnswer, zone_id: str) -> Record:
    line = answer.zones.loc[zone_id]
    named = data.zones.set_index("zone_id").loc[zone_id]
    figures = ("total", "complete", "broken", "unknown", "share_low", "share_high", "places_unknown")
    steps = answer.steps[answer.steps["zone_id"] == zone_id].to_dict("records")
    return {
        "zone": zone_id,
        "name": str(named["name"]),
        "level": str(named["level"]),
        **{name: plain_number(line[name]) for name in figures},
        "breaking_step": line["breaking_step"] if isinstance(line["breaking_step"], str) else None,
        "steps": [
            {
                "step": step["step"],
                **{name: plain_number(step[name]) for name in ("reaching", "missing", "unknown", "breaking")},
            }
            for step in steps
        ],
    }
