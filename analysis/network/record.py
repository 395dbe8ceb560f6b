"""The network of a zone as a record, for JSON and the screens."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.doubt.sources import figure_sources, travel_source
from analysis.network.ask import Network, single_points
from analysis.network.coordination import CoordinationNeed
from analysis.network.family_path import FamilyPath, Passage
from analysis.records.bounds import senses, settle, state_of
from analysis.records.network import (
    CarrierActor,
    CoordinationLine,
    CoordinationRecord,
    CoordinationTotal,
    FamilyPathRecord,
    NetworkCell,
    NetworkRecord,
    PassageTold,
    SinglePoint,
)
from analysis.records.shared import SourceRecord
from geo.json_values import Number, encode, plain_number
from geo.workspace.vocabulary import load_vocabulary
from geo.workspace.zones import smallest_in

_SAID = ("name", "phone", "hours", "website", "address", "postal_code", "locality", "position_quality")


def network_record(found: Network, *, functions: Sequence[str] = (), stratum: str | None = None) -> NetworkRecord:
    """Return the network of a zone.

    Parameters
    ----------
    functions, stratum
        The cells wanted: those of some functions, of one stratum; their actors are then told. All of them, without
        their actors, where neither is said.

    Raises
    ------
    NotFoundError
        ``unknown-function``, ``unknown-stratum``.
    """
    words = load_vocabulary()
    for code in functions:
        words.term("function", code)
    if stratum is not None:
        words.term("stratum", stratum)
    data = found.data
    cells = _chosen(found.cells, functions, stratum)
    some = bool(functions) or stratum is not None
    named = data.zones.set_index("zone_id").loc[found.zone_id]
    points = single_points(found, cells).merge(data.actors[["actor_id", "name"]], on="actor_id", how="left")
    return encode(
        NetworkRecord,
        named,
        found,
        zone=found.zone_id,
        territory=data.territory.id,
        to_verify=found.question.to_verify,
        families_status="hypothesis",
        cells=[_cell(line) for line in cells.to_dict("records")],
        single_points=encode(list[SinglePoint], points),
        actors=carriers(found, functions=functions, stratum=stratum) if some else [],
        travel_engine=found.engine,
        sources=_sources(found),
    )


def carriers(found: Network, *, functions: Sequence[str] = (), stratum: str | None = None) -> list[CarrierActor]:
    """Return the actors within reach of the cells wanted, those to call first coming first in each cell."""
    data = found.data
    chosen = _chosen(found.actors, functions, stratum)
    said = data.actors[["actor_id", *_SAID, "source", "as_of"]]
    table = chosen.merge(said, on="actor_id", how="left").merge(_offers(data.services), on="actor_id", how="left")
    return encode(list[CarrierActor], table.rename(columns={"asked": "needed"}))


def family_path_record(found: Network, path: FamilyPath) -> FamilyPathRecord:
    """Return the path of a stratum by phase."""
    return {
        "territory": found.data.territory.id,
        "zone": found.zone_id,
        "stratum": path.stratum,
        "threshold_min": found.threshold_min,
        "base": found.base,
        **{name: plain_number(getattr(path, name)) for name in ("total", "whole", "broken", "unknown")},  # type: ignore[typeddict-item]
        "at_most": path.at_most,
        "passages": [_passage(one) for one in path.passages],
        "phases": _plain(path.phases),
        "zones": _plain(path.zones),
        "sources": _sources(found),
    }


def coordination_record(found: Network, need: CoordinationNeed) -> CoordinationRecord:
    """Return coordination against need."""
    return {
        "territory": found.data.territory.id,
        "zone": need.zone_id,
        "fte_hours": need.hypotheses.fte_hours,
        "trip_min": need.hypotheses.trip_min,
        "status": need.hypotheses.status,
        "source": need.hypotheses.source,
        "date": need.hypotheses.date,
        "lines": encode(list[CoordinationLine], need.lines),
        "totals": encode(list[CoordinationTotal], need.totals),
        "sources": _sources(found),
    }


def _passage(one: Passage) -> PassageTold:
    return {
        "handover": one.handover.handover,
        "phase": one.handover.phase,
        "senders": list(one.handover.senders),
        "receivers": list(one.handover.receivers),
        "births": {state: plain_number(value) for state, value in one.births.items()},
        "senses": {str(state): sense for state, sense in one.senses.items()} if one.births else {},
        "pairs": one.pairs,
        "links": _plain(one.links),  # type: ignore[typeddict-item]
    }


def _plain(table: pd.DataFrame) -> list[dict[str, str | Number]]:
    return [
        {
            str(name): plain_number(value)
            if isinstance(value, float | int)
            else (None if pd.isna(value) else str(value))
            for name, value in row.items()
        }
        for row in table.to_dict("records")
    ]


def _offers(services: pd.DataFrame) -> pd.DataFrame:
    """Return what each actor offers and uses per year, NaN where that is not known, or not in one unit."""
    grouped = services.dropna(subset=["capacity_unit"]).groupby("actor_id")
    table = grouped[["capacity", "used"]].sum(min_count=1)
    table["unit"] = grouped["capacity_unit"].first()
    several = grouped["capacity_unit"].agg(lambda units: len(set(units)) > 1)
    table[["capacity", "used"]] = table[["capacity", "used"]].mask(several)
    return table.reset_index()


def _chosen(table: pd.DataFrame, functions: Sequence[str], stratum: str | None) -> pd.DataFrame:
    kept = table[table["function"].isin(list(functions))] if functions else table
    return kept if stratum is None else kept[kept["stratum"] == stratum]


def _cell(line: Mapping[Any, Any]) -> NetworkCell:
    state = state_of(line["register_state"])
    cell = encode(NetworkCell, line, bounds=senses(state, up=["within", "families_within"], down=["on_one"]))
    settle(cell)
    return cell


def _sources(found: Network) -> list[SourceRecord]:
    document = load_vocabulary().source
    told = encode(SourceRecord, document, figure="programme", status="stated")
    counted = figure_sources(found.data, [found.base], smallest_in(found.data, found.zone_id))
    return [told, *counted, travel_source(found.engine)]
