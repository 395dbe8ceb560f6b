"""The effect of a scenario as a record, for JSON and the screens, with all that is needed to run it again."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.access.round_trips import going_and_back, going_lines
from analysis.balance.result import Balance
from analysis.need.bases import by_car
from analysis.records.bounds import State as Known
from analysis.records.bounds import senses, settle, state_of, weakest
from analysis.records.round_trips import GoingLine
from analysis.records.scenario import (
    AssignedPart,
    AssignedRecord,
    BeyondZone,
    CarMoves,
    EffectLine,
    EffectRecord,
    Moment,
    Moves,
    ScenarioRecord,
    WorstZone,
    ZoneState,
)
from analysis.records.shared import SourceRecord
from analysis.scenario.changes import Close
from analysis.scenario.state import State
from analysis.scenario.states_compared import MOVES, SIDES, ScenarioEffect, worst_zone
from analysis.service_area.buildings import neighbours
from analysis.service_area.completeness import completeness_record
from geo.errors import NotFoundError
from geo.json_values import encode, plain_text
from geo.workspace.zones import parts_of

_LISTED = 12


def effect_record(
    effect: ScenarioEffect,
    *,
    assigned: tuple[Balance | None, Balance | None] = (None, None),
    sources: list[SourceRecord] | None = None,
) -> EffectRecord:
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
    left = smallest["weight_after"] - smallest["within_after"]
    shared = {side: neighbours(state.data.actors) for side, state in (("before", before), ("after", after))}
    changed = smallest[(smallest["gaining"] > 0) | (smallest["losing"] > 0) | _other_changes(smallest)]
    told = _zones(effect, [effect.zone_id, *parts, *changed.index])
    return encode(
        EffectRecord,
        told[effect.zone_id],
        after,
        effect,
        data,
        territory=data.territory.id,
        scenario=_scenario(after, effect.zone_id),
        against=_scenario(before, effect.zone_id),
        worst={side: _worst(effect, side) for side in ("before", "after")},
        parts=[told[part] for part in parts],
        communes=[told[zone] for zone in changed.index],
        beyond=_beyond(effect),
        beyond_zones=(left > 0).sum() if left.notna().any() else None,
        register=completeness_record(before.area.completeness(effect.zone_id)),
        vulnerability={**vars(effect.vulnerability), "classes": effect.classes},
        inequality=effect.inequality.to_dict("index"),
        actors=effect.loads.rename(columns={"zone_id": "zone", "capacity_unit": "unit"}).assign(
            beside=pd.Series(_beside(effect, shared), index=effect.loads.index, dtype=object)
        ),
        assigned={
            side: None if one is None else _assigned(one, effect.zone_id, parts)
            for side, one in zip(("before", "after"), assigned, strict=True)
        },
        cars=_cars(effect),
        returns=_returns(effect),
        need_status=plain_text(line_of(after, effect.zone_id)["need_status"]) or "unknown",
        housed=_housed(before, after),
        sharing={
            side: sum(one in shared[side] for one in state.supply.actors["actor_id"])
            for side, state in (("before", before), ("after", after))
        },
        unlocated={"before": len(before.area.travel.unlocated), "after": len(after.area.travel.unlocated)},
        horizon_min=after.area.horizon_min,
        travel_engine=after.area.engine,
        sources=sources or [],
        is_hypothesis=line["need_after"] != line["need_before"] if pd.notna(line["need_after"]) else False,
    )


def _cars(effect: ScenarioEffect) -> list[CarMoves]:
    """Return what a scenario does to families without a car in its zone, and with one."""
    places, after = effect.places, effect.after
    inside = after.members.inside(effect.zone_id)
    shares = by_car(after.data, pd.Series(np.where(inside, 1.0, 0.0), index=places.index))
    weight = places["weight"].fillna(0.0).to_numpy(dtype=np.float64)
    was = effect.before.places["weight"].fillna(0.0).to_numpy(dtype=np.float64)
    near = {side: state.places["within"].to_numpy() for side, state in (("before", effect.before), ("after", after))}
    return [
        encode(
            CarMoves,
            car=car,
            weight=weight @ share,
            within_before=was @ (share * near["before"]) if effect.comparable else np.nan,
            within_after=weight @ (share * near["after"]) if effect.comparable else np.nan,
            gaining=places["gaining"].to_numpy(dtype=np.float64) @ share,
            losing=places["losing"].to_numpy(dtype=np.float64) @ share,
        )
        for car, share in shares.items()
    ]


def _returns(effect: ScenarioEffect) -> dict[Moment, GoingLine] | None:
    """Return what one can do in a day without a car in both states; None where they run the same trips."""
    before, after = effect.before, effect.after
    if before.data.territory.more_feeds == after.data.territory.more_feeds:
        return None
    lines = [going_lines(going_and_back(state.area), [effect.zone_id])[0] for state in (before, after)]
    return {"before": lines[0], "after": lines[1]}


def _housed(before: State, after: State) -> list[str]:
    """Return the names of those that close because their building does."""
    changes = () if after.scenario is None else after.scenario.changes
    said = {change.actor_id for change in changes if isinstance(change, Close)}
    open_before = before.data.actors.loc[before.data.actors["status"] != "closed", "actor_id"]
    now = after.data.actors
    gone = (now["status"] == "closed") & now["actor_id"].isin(open_before) & ~now["actor_id"].isin(said)
    return list(now.loc[gone, "name"])


def _beside(effect: ScenarioEffect, shared: dict[str, dict[str, list[str]]]) -> list[list[str]]:
    """Return the names of those in the building of each actor, in the order of the loads."""
    names = {
        side: dict(zip(state.data.actors["actor_id"], state.data.actors["name"], strict=True))
        for side, state in (("before", effect.before), ("after", effect.after))
    }
    return [
        [str(names[side][other]) for other in shared[side].get(actor, [])]
        for actor, fate in zip(effect.loads["actor_id"], effect.loads["fate"], strict=True)
        for side in ["before" if fate == "closed" else "after"]
    ]


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


def _zones(effect: ScenarioEffect, zone_ids: list[str]) -> dict[str, EffectLine]:
    asked = list(dict.fromkeys(zone_ids))
    lines = effect.zones.loc[asked].to_dict("records")
    known = [state.zones["register_state"].to_dict() for state in (effect.before, effect.after)]
    return {
        zone: _zone(effect, zone, line, [state_of(each[zone]) for each in known])
        for zone, line in zip(asked, lines, strict=True)
    }


def _zone(effect: ScenarioEffect, zone_id: str, line: dict[Hashable, Any], offered: list[Known]) -> EffectLine:
    sides = {}
    for side, state, known in zip(("before", "after"), (effect.before, effect.after), offered, strict=True):
        told = {name: line[f"{name}_{side}"] for name in SIDES}
        told["share_within"] = _share(told["within"], told["weight"])
        sides[side] = _side(state, known, told)
    moves = {name: line[name] for name in MOVES}
    moves["minutes_saved_mean"] = _share(line["minutes_saved"], line["gaining"] - line["newly_reached"])
    moves["minutes_lost_mean"] = _share(line["minutes_lost"], line["losing"] - line["newly_unreached"])
    gains = [line[f"{name}_after"] - line[f"{name}_before"] for name in ("within", "within_low", "within_high")]
    told = {"within_gain": gains[0], "within_gain_low": min(gains), "within_gain_high": max(gains)}
    reach = weakest([effect.before.area.reach_state, effect.after.area.reach_state])
    grown = line["weight_before"] != line["weight_after"]
    bounds = senses(reach, down=() if grown else told)
    moved = _moves(reach, moves)
    found = encode(EffectLine, line, told, zone=zone_id, register_state=reach, bounds=bounds, moves=moved, **sides)
    settle(found)
    return found


def _side(state: State, offered: Known, told: dict[str, object]) -> ZoneState:
    reach = state.area.reach_state
    least: Known = offered if offered != "complete" or told["capacity_complete"] else "partial"
    bounds = {
        **senses(reach, up=["within", "within_low", "within_high", "share_within"], down=["mean_min"]),
        **senses(offered, up=["services"]),
        **senses(least, up=["capacity", "coverage_rate"], down=["gap"]),
    }
    side = encode(ZoneState, told, register_state=offered, bounds=bounds)
    settle(side)
    return side


def _moves(state: Known, moves: dict[str, float | None]) -> Moves:
    """Return who gains and loses: at most so many, where others who are not known may serve them already."""
    told = encode(Moves, moves, register_state=state, bounds=senses(state, down=MOVES))
    settle(told)
    return told


def _share(amount: float, weight: float) -> float | None:
    return amount / weight if weight > 0 else None


def _scenario(state: State, zone_id: str) -> ScenarioRecord | None:
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


def _worst(effect: ScenarioEffect, side: str) -> WorstZone | None:
    zone = worst_zone(effect, side)
    if zone is None:
        return None
    line = effect.zones.loc[zone]
    return encode(WorstZone, line, zone=zone, mean_min=line[f"mean_min_{side}"], weight=line[f"weight_{side}"])


def _beyond(effect: ScenarioEffect) -> list[BeyondZone]:
    left = effect.smallest.assign(beyond=lambda zones: zones["weight_after"] - zones["within_after"])
    left = left[left["beyond"] > 0].sort_values("beyond", ascending=False).head(_LISTED)
    return encode(list[BeyondZone], left.rename_axis("zone").reset_index())


def _assigned(balance: Balance, zone_id: str, parts: list[str]) -> AssignedRecord:
    zones = balance.zones.set_index("zone_id")
    return encode(
        AssignedRecord,
        zones.loc[zone_id],
        balance,
        parts=encode(list[AssignedPart], zones.loc[parts].rename_axis("zone").reset_index()),
        actors=balance.nodes.assign(capacity_known=np.isfinite(balance.nodes["capacity_high"])),
    )
