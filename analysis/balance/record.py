"""A balance as plain values, for JSON: every figure with its bounds, and what it rests on."""

import numpy as np
import pandas as pd

from analysis.balance.ask import TerritoryBalance
from analysis.doubt.bands import need_band
from analysis.doubt.parameters import load_parameters
from analysis.doubt.small_counts import hide_records, is_sensitive
from analysis.doubt.sources import figure_sources, rule_sources, supply_sources, travel_source
from analysis.need.universalism import Weights, vulnerability_weights, weighted_need
from analysis.question import Selection
from geo.errors import NotFoundError
from geo.json_values import Record, bounded, engine_record, plain_number, plain_text, rules_record
from geo.workspace.data import TerritoryData
from geo.workspace.zones import parts_of, smallest_in


def balance_record(data: TerritoryData, done: TerritoryBalance, zone_id: str, *, weights: Weights) -> Record:
    """Return everything that a balance says of a zone.

    ``unmet`` splits the need that is not served for sure: ``unknown`` (it depends on capacities that are not known),
    ``full``, and ``too_far`` (or ``undeclared``, by declared area). They add up to the need with ``served_low``.
    ``actors`` are those that can serve the zone; their case-load counts families from anywhere, and the minutes of
    those whose place is unknown are too. ``universalism``
    compares the zone and its parts; None where nothing is known of the strata, or the need is of one stratum only.
    Needs of families in delicate situations too few to be shown are hidden (``masked``), with what would give them
    back.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    zones = data.zones.set_index("zone_id")
    if zone_id not in zones.index:
        raise NotFoundError("unknown-zone", zone=zone_id)
    balance = done.balance
    parts = list(parts_of(data, zone_id)["zone_id"])
    inside = set(smallest_in(data, zone_id))
    named = {name: plain_text(done.topic[name]) for name in ("kind", "function", "stratum", "stage", "unit")}
    parameters = load_parameters()
    about = Selection(kind=named["kind"], function=named["function"], stratum=named["stratum"])
    sensitive = is_sensitive(about, parameters)
    own, lines = hide_records(
        _zone(done, zones, zone_id),
        [_zone(done, zones, part) for part in parts],
        count="need",
        derived=("need_low", "need_high", "served_low", "served_high", "coverage_low", "coverage_high", "unmet"),
        below=parameters.mask_below if sensitive else 0,
    )
    masked = own["masked"] or any(line["masked"] for line in lines)
    return {
        "territory": data.territory.id,
        "by": balance.by,
        **named,
        "horizon_min": balance.horizon_min,
        **own,
        "unplaced": plain_number(done.unplaced[done.unplaced.index.isin(inside)].sum()),
        "services": len(balance.nodes),
        "capacity_known_share": plain_number(balance.capacity_known_share),
        "reach_unknown": balance.reach_unknown,
        "reach_supposed": int(balance.nodes["reach_supposed"].sum()),
        "unlocated": list(done.unlocated),
        "births_years": list(data.births_years),
        "layer": data.layer,
        "parts": lines,
        "actors": _actors(data, done, inside, below=parameters.mask_below if sensitive else 0),
        "universalism": None if masked else _universalism(data, done, zone_id, parts=parts, weights=weights),
        "travel_engine": None if done.engine is None else engine_record(done.engine),
        "rules": rules_record(done.need.rules),
        "sources": [
            *figure_sources(data, ["births", "population"], smallest_in(data, zone_id)),
            *rule_sources(done.need.rules),
            *supply_sources(done.supply.actors, done.supply.services),
            *([] if done.engine is None else [travel_source(done.engine)]),
        ],
    }


def _zone(done: TerritoryBalance, zones: pd.DataFrame, zone_id: str) -> Record:
    line = done.balance.zones.set_index("zone_id").loc[[zone_id]].to_dict("records")[0]
    stated = done.need.zones[done.need.zones["zone_id"] == zone_id]
    need = float(line["need"])
    rate = {bound: line[f"served_{bound}"] / need if need > 0 else np.nan for bound in ("low", "high")}
    status = None if stated.empty else str(stated["need_status"].iloc[0])
    band = need_band(need, status, parameters=load_parameters())
    far = "undeclared" if done.balance.by == "declared" else "too_far"
    return {
        "zone": zone_id,
        "name": zones.loc[zone_id, "name"],
        "level": zones.loc[zone_id, "level"],
        "need": plain_number(need),
        "need_status": "unknown" if stated.empty or np.isnan(need) else str(stated["need_status"].iloc[0]),
        "need_low": plain_number(band.low),
        "need_high": plain_number(band.high),
        "need_is_minimum": bool(line["places_unknown"] > 0 and need > 0),
        "places_unknown": int(line["places_unknown"]),
        "served_low": plain_number(line["served_low"]),
        "served_high": plain_number(line["served_high"]),
        "coverage_low": plain_number(rate["low"]),
        "coverage_high": plain_number(rate["high"]),
        "unmet": {
            "unknown": plain_number(line["unknown"]),
            "full": plain_number(line["full"]),
            far: plain_number(line["unreached"]),
        },
    }


def _actors(data: TerritoryData, done: TerritoryBalance, inside: set[str], *, below: int) -> list[Record]:
    here = sorted(set(done.reached.loc[done.reached["zone_id"].isin(inside), "node"]))
    names = data.actors.set_index("actor_id")["name"]
    return [
        {
            "actor_id": node["actor_id"],
            "name": names[node["actor_id"]],
            "service": node["service"],
            "mode": node["mode"],
            "reach": node["reach"],
            "reach_supposed": bool(node["reach_supposed"]),
            "capacity_low": plain_number(node["capacity_low"]),
            "capacity_high": bounded(node["capacity_high"]),
            "capacity_basis": node["capacity_basis"],
            **{name: _shown(node[name], below) for name in ("demand", "load_low", "load_high")},
            "minutes_mean": None if node["actor_id"] in done.unlocated else plain_number(node["minutes_mean"]),
        }
        for node in done.balance.nodes.loc[here].to_dict("records")
    ]


def _shown(value: float, below: int) -> float | int | None:
    return None if 0 < value < below else plain_number(value)


def _universalism(
    data: TerritoryData, done: TerritoryBalance, zone_id: str, *, parts: list[str], weights: Weights
) -> Record | None:
    """Return the weighted need of a zone and its parts; the total that does not change is the territory's."""
    shares, ancestors = done.shares.shares, data.ancestors
    if isinstance(done.topic["stratum"], str) or shares.notna().sum().sum() == 0:
        return None
    smallest = done.need.zones[done.need.zones["zone_id"].isin(shares.index)].set_index("zone_id")["need"]
    need = smallest.reindex(shares.index).astype("float64")
    table = weighted_need(need, vulnerability_weights(shares, weights=weights.by_stratum))
    pairs = ancestors[ancestors["ancestor_id"].isin([*parts, zone_id]) & ancestors["zone_id"].isin(table.index)]
    sums = pairs.merge(table[["need", "need_weighted"]], left_on="zone_id", right_index=True)
    both = sums["need"].notna() & sums["need_weighted"].notna()
    total = sums[both].groupby("ancestor_id")[["need", "need_weighted"]].sum()
    names = data.zones.set_index("zone_id")["name"]
    lines = [
        {
            "zone": code,
            "name": names[code],
            "need": plain_number(total["need"].get(code, np.nan)),
            "need_weighted": plain_number(total["need_weighted"].get(code, np.nan)),
        }
        for code in (*parts, zone_id)
    ]
    told = {"weights": dict(weights.by_stratum), "status": weights.status, "source": weights.source}
    return {**told, "date": weights.date, **lines[-1], "parts": lines[:-1]}
