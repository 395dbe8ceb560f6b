"""The effect of a scenario as plain values, for JSON and the screens, with all that is needed to run it again."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.balance.result import Balance
from analysis.scenario.effect import MOVES, SIDES, Effect, worst_zone
from analysis.scenario.state import State
from geo.errors import NotFoundError
from geo.json_values import Record, engine_record, plain_number, plain_text
from geo.workspace.zones import parts_of

_LISTED = 12
_ASSIGNED = ("need", "served_low", "served_high", "unreached", "full", "unknown")


def effect_record(
    effect: Effect,
    *,
    assigned: tuple[Balance | None, Balance | None] = (None, None),
    sources: list[Record] | None = None,
) -> Record:
    """Return everything that an effect says of its zone.

    Weights are births (or what the question counts) per year, capacities and needs per year, minutes in minutes.
    ``parts`` are the zones that the zone compares, ``communes`` the smallest zones where something changes,
    ``beyond`` those with the most births left beyond the threshold. ``scenario`` and ``against`` hold the question
    and the changes in full.

    Parameters
    ----------
    assigned
        What `analysis.scenario.definition.assigned` says before and after.
    sources
        What the figures rest on, as `analysis.diagnosis.record.sources_behind` lists it.
    """
    before, after = effect.before, effect.after
    data = after.data
    line = effect.zones.loc[effect.zone_id]
    parts = list(parts_of(data, effect.zone_id)["zone_id"])
    smallest = effect.smallest
    changed = smallest[(smallest["gaining"] > 0) | (smallest["losing"] > 0) | _other_changes(smallest)]
    return {
        "territory": data.territory.id,
        **_zone(effect, effect.zone_id),
        "scenario": _scenario(after, effect.zone_id),
        "against": _scenario(before, effect.zone_id),
        "threshold_min": plain_number(after.threshold_min),
        "base": after.base,
        "unit": after.unit,
        "comparable": effect.comparable,
        "worst": {side: _worst(effect, side) for side in ("before", "after")},
        "parts": [_zone(effect, part) for part in parts],
        "communes": [_zone(effect, str(zone)) for zone in changed.index],
        "beyond": _beyond(effect),
        "beyond_zones": int((smallest["weight_after"] - smallest["within_after"] > 0).sum()),
        "vulnerability": _vulnerability(effect),
        "inequality": {
            str(index): {side: plain_number(row[side]) for side in ("before", "after")}
            for index, row in effect.inequality.iterrows()
        },
        "actors": _actors(effect),
        "assigned": {
            side: None if one is None else _assigned(one, effect.zone_id, parts)
            for side, one in zip(("before", "after"), assigned, strict=True)
        },
        "need_status": plain_text(line_of(after, effect.zone_id)["need_status"]) or "unknown",
        "unlocated": {"before": len(before.area.travel.unlocated), "after": len(after.area.travel.unlocated)},
        "births_years": list(data.births_years),
        "layer": data.layer,
        "horizon_min": plain_number(after.area.horizon_min),
        "travel_engine": engine_record(after.area.engine),
        "sources": sources or [],
        "inputs_hash": data.inputs_hash,
        "is_hypothesis": bool(line["need_after"] != line["need_before"]) if pd.notna(line["need_after"]) else False,
    }


def line_of(state: State, zone_id: str) -> pd.Series:
    """Return the figures of one zone in a state.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    if zone_id not in state.zones.index:
        raise NotFoundError("unknown-zone", zone=zone_id)
    return state.zones[state.zones.index == zone_id].iloc[0]


def _zone(effect: Effect, zone_id: str) -> Record:
    line = effect.zones.loc[zone_id]
    out: Record = {"zone": zone_id, "name": line["name"], "level": line["level"], "verdict": line["verdict"]}
    for side in ("before", "after"):
        told = {name: _plain(line[f"{name}_{side}"]) for name in SIDES}
        weight, within = line[f"weight_{side}"], line[f"within_{side}"]
        told["share_within"] = plain_number(within / weight) if weight > 0 else None
        out[side] = told
    out["moves"] = {name: plain_number(line[name]) for name in MOVES}
    timed = {"saved": line["gaining"] - line["newly_reached"], "lost": line["losing"] - line["newly_unreached"]}
    for way, weight in timed.items():
        out["moves"][f"minutes_{way}_mean"] = plain_number(line[f"minutes_{way}"] / weight) if weight > 0 else None
    return out


def _plain(value: object) -> object:
    return bool(value) if isinstance(value, (bool, np.bool_)) else plain_number(value)


def _scenario(state: State, zone_id: str) -> Record | None:
    given = state.scenario
    if given is None:
        return None
    return replace(given, question=replace(state.question, zone=zone_id)).values()


def _other_changes(zones: pd.DataFrame) -> pd.Series:
    changed = pd.Series(data=False, index=zones.index)
    for name in ("weight", "need", "capacity", "within"):
        one, other = zones[f"{name}_before"], zones[f"{name}_after"]
        changed |= ((one - other).abs() > 1e-9) | (one.isna() != other.isna())
    return changed


def _worst(effect: Effect, side: str) -> Record | None:
    zone = worst_zone(effect, side)
    if zone is None:
        return None
    line = effect.zones.loc[zone]
    return {
        "zone": zone,
        "name": line["name"],
        "mean_min": plain_number(line[f"mean_min_{side}"]),
        "weight": plain_number(line[f"weight_{side}"]),
    }


def _beyond(effect: Effect) -> list[Record]:
    left = effect.smallest.assign(beyond=lambda zones: zones["weight_after"] - zones["within_after"])
    left = left[left["beyond"] > 0].sort_values("beyond", ascending=False).head(_LISTED)
    return [
        {"zone": str(zone), "name": row["name"], "beyond": plain_number(row["beyond"])} for zone, row in left.iterrows()
    ]


def _vulnerability(effect: Effect) -> Record:
    known = effect.vulnerability
    return {
        "indicator": known.indicator,
        "year": known.year,
        "limits": [plain_number(limit) for limit in known.limits],
        "classes": [
            {name: plain_number(value) for name, value in row.items()} for row in effect.classes.to_dict("records")
        ],
    }


def _actors(effect: Effect) -> list[Record]:
    return [
        {
            "actor_id": row["actor_id"],
            "name": row["name"],
            "kind": row["kind"],
            "zone": plain_text(row["zone_id"]),
            "fate": row["fate"],
            "unit": plain_text(row["capacity_unit"]),
            **{
                name: plain_number(row[name])
                for name in ("nearest_before", "nearest_after", "capacity_before", "capacity_after")
            },
        }
        for row in effect.loads.to_dict("records")
    ]


def _assigned(balance: Balance, zone_id: str, parts: list[str]) -> Record:
    zones = balance.zones.set_index("zone_id")

    def line(zone: str) -> Record:
        return {name: plain_number(zones.loc[zone, name]) for name in _ASSIGNED}

    nodes = balance.nodes
    return {
        **line(zone_id),
        "unit": balance.unit,
        "horizon_min": plain_number(balance.horizon_min),
        "capacity_known_share": plain_number(balance.capacity_known_share),
        "reach_unknown": balance.reach_unknown,
        "parts": [{"zone": part, **line(part)} for part in parts],
        "actors": [
            {
                "actor_id": row["actor_id"],
                "load_low": plain_number(row["load_low"]),
                "load_high": plain_number(row["load_high"]),
                "capacity_low": plain_number(row["capacity_low"]),
                "capacity_known": bool(np.isfinite(row["capacity_high"])),
            }
            for row in nodes.to_dict("records")
        ],
    }
