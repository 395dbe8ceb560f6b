"""The network of a zone: for every function and stratum, who is within reach of its families, and who would be missed.

Cells stand on the same service areas as every other measure: an actor is within reach of a place within the threshold,
or where one of its services comes (its declared area, its stated reach), or serves an area without a known place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.need.bases import STRATUM_MARK, base_counts, territory_shares
from analysis.network.programme_said import programme_said
from analysis.network.room import asked_of_actors, has_room
from analysis.question import Question, Selection, default_threshold
from analysis.records.bounds import State
from analysis.service_area.area import ServiceArea, area_of_actors, service_area
from analysis.service_area.completeness import KindsKnown, Register, register_of
from analysis.service_area.offer import Supply
from analysis.service_area.programme import Programme, load_programme, service_functions
from analysis.service_area.zones import membership
from geo.schema import STRATA, BoolArray, FloatArray, IntArray
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData
from geo.workspace.vocabulary import load_vocabulary

SHOWN = ("open", "to-verify", "planned")
"""Statuses of the actors that a cell tells apart."""

CellState = Literal["reached", "to-verify", "planned", "unknown", "nobody", "not-asked", "not-named"]
"""How a function is carried for a stratum within reach of a zone.

``reached``: by open actors; ``to-verify``, ``planned``: by these alone; ``unknown``: nobody is known, and nobody knows
all who exist; ``nobody``: the register is complete and nobody is within reach; ``not-asked``: the programme does not
ask for it; ``not-named``: it asks, and names nobody for it.
"""


@dataclass(frozen=True, eq=False)
class Network:
    """Who carries what for the families of a zone.

    ``cells`` has one row per ``function`` and ``stratum``, in the order of the programme: ``state`` (`CellState`),
    ``open``, ``to_verify``, ``planned`` (actors within reach of some place of the zone), ``known`` (those of the
    territory, open, wherever they are), ``unlocated`` (open, neither place nor declared area), ``register_state``,
    ``within`` (births, or people, within reach of an actor that counts; NaN where nothing can be said), ``on_one``
    (those whom one actor alone reaches), ``on_two``, ``on_more``, ``families`` and ``families_within`` (of the stratum:
    a hypothesis, NaN where its share is not known), ``single`` (id of the only actor that counts, missing where there
    are none or several), ``saturated`` (actors within reach without room left).

    ``actors`` has one row per cell and actor within reach: ``function``, ``stratum``, ``actor_id``, ``status``,
    ``counts``, ``tier``, ``basis``, ``section`` (of the row of the programme, missing where a cell does not name the
    kind itself), ``minutes`` (mean of the places of the zone within reach, NaN where its own place is unknown),
    ``comes`` (to some of the zone), ``reached`` (births within its reach), ``alone`` (those whom nobody else
    reaches: what its closing would leave), ``room`` (``yes``, ``no``, ``unknown``), ``asked`` (need per year in its
    declared area, where a rule says it, in the unit of its capacity).

    By place of the territory: ``births`` (those counted in the zone, 0 outside it or where they are unknown) and, by
    kind of actor, ``reach`` (whether one that counts is within reach); ``complete`` tells the kinds whose register is.
    ``met`` has one row per place of the zone (its position) and actor that counts within its reach: ``place``,
    ``actor_id``.
    """

    data: TerritoryData
    question: Question
    zone_id: str
    threshold_min: float
    base: str
    total: float
    families: Mapping[str, float]
    cells: pd.DataFrame
    actors: pd.DataFrame
    engine: EngineInfo
    births: FloatArray
    reach: Mapping[str, BoolArray]
    complete: Mapping[str, bool]
    met: pd.DataFrame


def network(data: TerritoryData, question: Question, zone_id: str, *, programme: Programme | None = None) -> Network:
    """Return who carries each function of the programme, for each stratum, for the families of a zone.

    Parameters
    ----------
    question
        How one travels and within how long; whether actors to verify count. Its services are those of every cell.

    Raises
    ------
    NotFoundError
        ``unknown-zone``, ``no-travel-assumption``.
    """
    programme = programme or load_programme()
    ground = _ground(data, question, zone_id, programme)
    families = _families(data, zone_id)
    of_stratum = _weights_by_stratum(ground)
    cells, lines = [], []
    for function in load_vocabulary().functions:
        for stratum in STRATA:
            carriers = _carriers(ground, function, stratum)
            cell = _cell(ground, carriers, function, stratum, of_stratum[stratum])
            cells.append({**cell, "families": families[stratum]})
            if len(carriers.lines):
                lines.append(carriers.lines.assign(function=function, stratum=stratum))
    return Network(
        data=data,
        question=question,
        zone_id=zone_id,
        threshold_min=ground.threshold_min,
        base=ground.base,
        total=_known_sum(ground.demand[ground.inside]),
        families=families,
        cells=pd.DataFrame(cells),
        actors=_with_rows(lines),
        engine=ground.area.engine_in(zone_id),
        births=np.where(ground.inside, np.nan_to_num(ground.demand), 0.0),
        **_within_reach(ground),
    )


def single_points(found: Network, cells: pd.DataFrame) -> pd.DataFrame:
    """Return the actors that alone carry something for some family, and what closing each would leave.

    Parameters
    ----------
    cells
        The cells of the network that are told: all of ``found.cells``, or some.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``; ``cells`` (functions and strata where it is the only actor that counts); ``functions`` (how many);
        ``alone`` (the most births that one of these functions would leave with nobody), the heaviest first.
    """
    own = found.actors[found.actors["counts"]]
    only = cells.dropna(subset=["single"])[["function", "stratum", "single"]]
    rows = own.merge(only, left_on=["function", "stratum", "actor_id"], right_on=["function", "stratum", "single"])
    grouped = rows.groupby("actor_id", sort=True)
    table = pd.DataFrame(
        {"cells": grouped.size(), "functions": grouped["function"].nunique(), "alone": grouped["alone"].max()}
    )
    return table.sort_values(["alone", "cells"], ascending=False, kind="stable").reset_index()


@dataclass(frozen=True, eq=False)
class _Meeting:
    """Who reaches which places of the zone: one entry per place and actor, ``minutes`` NaN where an area alone says so.

    ``placed`` are the actors of whom something can be said: a known place, or an area where they come.
    """

    place: IntArray
    actor: IntArray
    minutes: FloatArray
    comes: BoolArray
    placed: BoolArray

    def of(self, wanted: BoolArray) -> "_Meeting":
        """Return the entries of some actors."""
        kept = wanted[self.actor]
        return _Meeting(self.place[kept], self.actor[kept], self.minutes[kept], self.comes[kept], self.placed & wanted)


@dataclass(frozen=True, eq=False)
class _Ground:
    """What every cell stands on: every actor shown, in one service area, and what its services do.

    ``pairs`` are the services that carry something, by function and stratum; ``services_of`` how many each actor has.
    """

    data: TerritoryData
    question: Question
    programme: Programme
    zone_id: str
    inside: BoolArray
    threshold_min: float
    base: str
    demand: FloatArray
    area: ServiceArea
    meeting: _Meeting
    pairs: Mapping[tuple[str, str], frozenset[tuple[str, str]]]
    services_of: pd.Series
    room: pd.Series
    asked: Mapping[str, float]
    made: dict[frozenset[tuple[str, str]], "_Carriers"]
    registers: dict[object, Register]


@dataclass(frozen=True, eq=False)
class _Carriers:
    """Who carries a function, in a set of services: the same for every cell that has the same set.

    ``number`` is how many of those that count reach each place; ``some`` whether any counts, ``placed`` whether
    something can be said of one that does; ``said`` the counts of the cell.
    """

    actors: pd.DataFrame
    lines: pd.DataFrame
    number: IntArray
    some: bool
    placed: bool
    said: Mapping[str, object]


def _ground(data: TerritoryData, question: Question, zone_id: str, programme: Programme) -> _Ground:
    members = membership(data)
    inside = members.inside(zone_id)
    carried = service_functions(data.services, data.actors, programme=programme)
    pairs = {
        (str(function), str(stratum)): frozenset(zip(rows["actor_id"], rows["service"], strict=True))
        for (function, stratum), rows in carried.groupby(["function", "stratum"])
    }
    everyone = data.actors[data.actors["status"].isin(SHOWN) & data.actors["actor_id"].isin(carried["actor_id"])]
    area = area_of_actors(data, replace(question, kind=None, function=None, stratum=None), everyone)
    threshold_min = question.threshold_min or default_threshold(data.territory)
    asked = asked_of_actors(data)
    return _Ground(
        data=data,
        question=question,
        programme=programme,
        zone_id=zone_id,
        inside=inside,
        threshold_min=threshold_min,
        base=area.base,
        demand=area.demand.to_numpy(dtype=np.float64),
        area=area,
        meeting=_meeting(area, inside, threshold_min),
        pairs=pairs,
        services_of=area.supply.services.groupby("actor_id").size(),
        room=has_room(area.supply.services, asked),
        asked=asked,
        made={},
        registers={},
    )


def _meeting(area: ServiceArea, inside: BoolArray, threshold_min: float) -> _Meeting:
    ids = pd.Index(area.supply.actors["actor_id"])
    trips = area.trips
    near = inside[trips.place] & (trips.minutes <= area.horizon_min)
    actor = ids.get_indexer(trips.actor_ids)[trips.actor[near]].astype(np.int64)
    trip = pd.DataFrame({"place": trips.place[near].astype(np.int64), "actor": actor, "minutes": trips.minutes[near]})
    come = inside[area.coverage.place]
    covered = area.coverage
    served = pd.DataFrame({"place": covered.place, "actor": covered.actor, "comes": covered.visits})[come]
    met = trip.merge(served, on=["place", "actor"], how="outer")
    comes = met["comes"].eq(other=True).to_numpy(dtype=np.bool_)
    minutes = met["minutes"].to_numpy(dtype=np.float64)
    kept = (minutes <= threshold_min) | met["comes"].notna().to_numpy()
    return _Meeting(
        met["place"].to_numpy(dtype=np.int64)[kept],
        met["actor"].to_numpy(dtype=np.int64)[kept],
        minutes[kept],
        comes[kept],
        np.asarray(ids.isin(area.located) | ids.isin(list(area.covered_only)), dtype=np.bool_),
    )


def _within_reach(ground: _Ground) -> dict[str, Any]:
    """Return where each kind and each actor is within reach, and whether the register of each kind is complete."""
    actors, root = ground.area.supply.actors, ground.data.territory.root
    counts = actors["status"].isin(ground.question.statuses)
    reach = {}
    for kind in actors["kind"].unique():
        own = ground.meeting.of((counts & (actors["kind"] == kind)).to_numpy(dtype=np.bool_))
        reach[kind] = np.bincount(own.place, minlength=len(ground.demand)) > 0
    # Of a kind that nobody has, only a source can say that there is none.
    counted = dict.fromkeys([*reach, *ground.data.expected["kind"]])
    known = KindsKnown.of(ground.data)
    complete = {kind: known[kind][root].state == "complete" for kind in counted}
    met = ground.meeting.of(counts.to_numpy(dtype=np.bool_))
    who = pd.Index(actors["actor_id"]).take(met.actor)
    return {"reach": reach, "complete": complete, "met": pd.DataFrame({"place": met.place, "actor_id": who})}


def _carriers(ground: _Ground, function: str, stratum: str) -> _Carriers:
    """Return who carries a function in a stratum, worked out once for each set of services."""
    pairs = ground.pairs.get((function, stratum), frozenset())
    if pairs not in ground.made:
        ground.made[pairs] = _made_carriers(ground, pairs)
    return ground.made[pairs]


def _made_carriers(ground: _Ground, pairs: frozenset[tuple[str, str]]) -> _Carriers:
    supply = ground.area.supply
    named = pd.Series([actor for actor, _ in pairs], dtype="str").value_counts()
    ids = supply.actors["actor_id"]
    wanted = np.asarray(ids.isin(named.index), dtype=np.bool_)
    # An actor whose other services do something else is met by those of the cell alone.
    partial = wanted & (ids.map(named) < ids.map(ground.services_of)).to_numpy(dtype=np.bool_)
    meeting = ground.meeting.of(wanted & ~partial)
    if partial.any():
        meeting = _joined(meeting, _partly(ground, partial, pairs))
    actors = supply.actors[wanted]
    counts = wanted & supply.actors["status"].isin(ground.question.statuses).to_numpy(dtype=np.bool_)
    lines = _actor_lines(ground, meeting, counts)
    number = np.bincount(meeting.place[counts[meeting.actor]], minlength=len(ground.demand))
    opened = (supply.actors["status"] == "open").to_numpy(dtype=np.bool_) & wanted
    counted = lines[lines["counts"]]
    status = lines["status"].value_counts()
    said = {
        "open": int(status.get("open", 0)),
        "to_verify": int(status.get("to-verify", 0)),
        "planned": int(status.get("planned", 0)),
        "known": int(opened.sum()),
        "unlocated": int((opened & ~meeting.placed).sum()),
        "single": counted["actor_id"].iloc[0] if len(counted) == 1 else None,
        "saturated": int((counted["room"] == "no").sum()),
        "reaching": len(counted),
    }
    return _Carriers(actors, lines, number, bool(counts.any()), bool((meeting.placed & counts).any()), said)


def _partly(ground: _Ground, partial: BoolArray, pairs: frozenset[tuple[str, str]]) -> _Meeting:
    """Return who meets the actors that offer other things too, by the services asked about."""
    everyone, services = ground.area.supply.actors, ground.area.supply.services
    actors = everyone[partial].reset_index(drop=True)
    own = services[services["actor_id"].isin(actors["actor_id"])]
    kept = [pair in pairs for pair in zip(own["actor_id"], own["service"], strict=True)]
    supply = Supply(actors, own[kept].reset_index(drop=True), actors.iloc[:0])
    area = service_area(
        ground.data,
        ground.area.question,
        supply=supply,
        travel=ground.area.travel,
        members=ground.area.membership,
        register=ground.area.register,
    )
    met, code = _meeting(area, ground.inside, ground.threshold_min), np.flatnonzero(partial)
    placed = np.zeros(len(everyone), dtype=np.bool_)
    placed[code[met.placed]] = True
    return _Meeting(met.place, code[met.actor], met.minutes, met.comes, placed)


def _joined(one: _Meeting, other: _Meeting) -> _Meeting:
    return _Meeting(
        np.concatenate([one.place, other.place]),
        np.concatenate([one.actor, other.actor]),
        np.concatenate([one.minutes, other.minutes]),
        np.concatenate([one.comes, other.comes]),
        one.placed | other.placed,
    )


def _cell(ground: _Ground, carriers: _Carriers, function: str, stratum: str, families: FloatArray) -> dict[str, object]:
    state: State = _register(ground, carriers, function, stratum).reach_state
    if state == "not-listed" and carriers.some:
        state = "partial"
    sayable = carriers.placed or (not carriers.some and state == "complete")
    own = np.where(ground.inside, ground.demand, np.nan)
    here = np.where(ground.inside, families, np.nan)

    def total(mask: BoolArray, weight: FloatArray = own) -> float:
        return _known_sum(weight * mask) if sayable else float("nan")

    return {
        "function": function,
        "stratum": stratum,
        "state": _state(ground.programme, function, stratum, said=carriers.said, state=state),
        **{name: value for name, value in carriers.said.items() if name != "reaching"},
        "register_state": state,
        "within": total(carriers.number > 0),
        "on_one": total(carriers.number == 1),
        "on_two": total(carriers.number == 2),
        "on_more": total(carriers.number > 2),
        "families_within": total(carriers.number > 0, here),
    }


def _register(ground: _Ground, carriers: _Carriers, function: str, stratum: str) -> Register:
    selection = Selection(function=function, stratum=stratum)
    made = register_of(ground.data, selection, carriers.actors, programme=ground.programme)
    key = (made.kinds, tuple(made.carriers["actor_id"]))
    return ground.registers.setdefault(key, made)


def _state(programme: Programme, function: str, stratum: str, *, said: Mapping[str, object], state: State) -> CellState:
    if said["reaching"] or said["open"]:
        return "reached"
    if said["to_verify"]:
        return "to-verify"
    if said["planned"]:
        return "planned"
    if not programme_said().asked(function, stratum):
        return "not-asked"
    if not programme.kinds_of(function, stratum):
        return "not-named"
    return "nobody" if state == "complete" else "unknown"


def _actor_lines(ground: _Ground, meeting: _Meeting, counts: BoolArray) -> pd.DataFrame:
    actors = ground.area.supply.actors
    n_actors, weight = len(actors), np.nan_to_num(ground.demand)
    number = np.bincount(meeting.place[counts[meeting.actor]], minlength=len(weight))
    met = np.bincount(meeting.actor, minlength=n_actors) > 0
    births = weight[meeting.place]
    sole = (number[meeting.place] == 1) & counts[meeting.actor]
    timed = ~np.isnan(meeting.minutes)
    # A commune without births this year has a way all the same.
    heavy = np.where(births > 0, births, 1e-9) * timed
    way, total, reached, alone, comes = (
        np.bincount(meeting.actor, weights=values, minlength=n_actors)
        for values in (heavy * np.nan_to_num(meeting.minutes), heavy, births, births * sole, meeting.comes)
    )
    table = pd.DataFrame(
        {
            "actor_id": actors["actor_id"].to_numpy(),
            "kind": actors["kind"].to_numpy(),
            "status": actors["status"].to_numpy(),
            "counts": counts,
            "minutes": np.divide(way, total, out=np.full(n_actors, np.nan), where=total > 0),
            "comes": comes > 0,
            "reached": reached,
            "alone": np.where(counts, alone, np.nan),
        }
    )[met]
    asked = table["actor_id"].map(ground.asked).astype("float64")
    return table.assign(asked=asked, room=table["actor_id"].map(ground.room))


def _with_rows(lines: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the actors of every cell with their rows of the programme, those to call first coming first."""
    names = ["actor_id", "kind", "status", "counts", "minutes", "comes", "reached", "alone", "asked", "room"]
    blank = pd.DataFrame(columns=[*names, "function", "stratum"]).astype({"counts": "bool", "comes": "bool"})
    table = pd.concat(lines, ignore_index=True) if lines else blank
    rows = programme_said().rows.drop_duplicates(["function", "stratum", "kind"])
    table = table.merge(rows, on=["function", "stratum", "kind"], how="left")
    rank = table.assign(
        line=table["function"].map({code: at for at, code in enumerate(load_vocabulary().functions)}),
        column=table["stratum"].map({code: at for at, code in enumerate(STRATA)}),
        other=~table["counts"].astype("bool"),
        full=table["room"] == "no",
        level=table["tier"].fillna("1"),
        far=table["minutes"].mask(table["comes"].astype("bool"), 0.0),
    )
    order = ["line", "column", "other", "full", "level", "far", "actor_id"]
    kept = rank.sort_values(order, kind="stable", na_position="last", ignore_index=True)
    return kept[["function", "stratum", *names, "tier", "basis", "section"]]


def _weights_by_stratum(ground: _Ground) -> dict[str, FloatArray]:
    """Return how many births of each stratum every place has."""
    shares = territory_shares(ground.data).shares.reindex(ground.data.places["zone_id"])
    return {stratum: ground.demand * shares[stratum].to_numpy(dtype=np.float64) for stratum in STRATA}


def _families(data: TerritoryData, zone_id: str) -> dict[str, float]:
    """Return how many births of each stratum a zone has, NaN where their share is not known."""
    counts = base_counts(data, [f"{STRATUM_MARK}{stratum}" for stratum in STRATA])
    found = {}
    for stratum in STRATA:
        table = counts.get(f"{STRATUM_MARK}{stratum}")
        value = None if table is None else table.set_index("zone_id")["value"].get(zone_id)
        found[stratum] = float("nan") if value is None else float(value)
    return found


def _known_sum(values: FloatArray) -> float:
    known = values[np.isfinite(values)]
    return float(known.sum()) if len(known) else float("nan")
