"""All the kinds of actors of a territory at a glance: how many, and who is within reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.records.bounds import State, senses, settle
from analysis.records.diagnosis import KindLine
from analysis.service_area.area import ServiceArea, service_area, supply_of, times_to_open
from analysis.service_area.completeness import Register, completeness_record, register_of
from analysis.service_area.offer import serving_areas
from analysis.service_area.perhaps_same import groups
from analysis.service_area.programme import load_programme
from analysis.service_area.zones import counts, membership
from geo.json_values import encode
from geo.schema import FloatArray
from geo.workspace.data import TerritoryData
from geo.workspace.zones import zones_in


@dataclass(frozen=True, eq=False)
class KindsReach:
    """Who is within reach of each kind of the register, and what is known of it, for every zone of a territory.

    ``shares`` are the births (or people, where births are unknown) within each threshold over those of the zone, by
    kind: one row per threshold, one column per zone of ``zone_ids``; first of open actors alone, then with those to
    verify; NaN where the zone counts nobody or the place of no actor is known. ``states`` are those of the register
    behind them (`analysis.service_area.area.ServiceArea.reach_state`). ``areas`` are the zones that each service of the
    register is attached to (`analysis.service_area.offer.serving_areas`), ``idle`` tells which actors deliver nothing.
    """

    zone_ids: pd.Index
    shares: Mapping[str, tuple[FloatArray, FloatArray]]
    states: Mapping[str, tuple[State, State]]
    registers: Mapping[str, Register]
    areas: pd.DataFrame
    idle: pd.Series


def kinds_overview(
    data: TerritoryData, zone_id: str, question: Question | None = None, *, reach: KindsReach | None = None
) -> pd.DataFrame:
    """Return, for every kind of the register, what a zone has of it and how far it is.

    Actors anywhere in the territory count for reach; ``open``, ``to_verify`` and ``set_aside`` count those that stand
    in the zone or declare some part of it as their area.

    Parameters
    ----------
    question
        How one travels; its services are left aside, all kinds being told.
    reach
        What :func:`kinds_reach` returned for this question, where several zones share it; worked out when None.

    Returns
    -------
    pandas.DataFrame
        ``kind``; ``open`` and ``set_aside`` (actors serving the zone that count, that do not: those to verify count
        where the question says so); ``not_delivering`` (those whose status counts and that deliver nothing);
        ``open_low`` (those that count, the perhaps same taken as one); ``to_verify``;
        ``open_all`` and ``unlocated`` (actors of the whole territory that count, and those whose place is unknown);
        ``threshold_min``; ``share`` (of births, or of population where births are unknown, within the threshold: NaN
        when the place of no actor is known), and what it is without actors to verify (``share_open``) and with them
        (``share_with_to_verify``); ``register`` (`analysis.service_area.completeness.Completeness` of the zone),
        ``register_state``, ``reach_state`` of ``share``, ``reach_open`` and ``reach_to_verify`` of the two others.
        ``open`` and ``open_low`` are NaN where nobody is listed.
    """
    asked = question or Question()
    data = asked.about_its_day(data)
    reach = kinds_reach(data, asked) if reach is None else reach
    inside, areas, idle = zones_in(data, zone_id), reach.areas, reach.idle
    serving = data.actors["actor_id"].isin(areas.loc[areas["zone_id"].isin(inside), "actor_id"])
    status = data.actors["status"]
    actors = data.actors.assign(serving=serving, counts=status.isin(asked.statuses) & ~idle)
    actors["not_delivering"] = serving & status.isin(asked.statuses) & idle
    actors["unlocated"] = actors["counts"] & actors["lon"].isna()
    actors["open"], actors["set_aside"] = serving & actors["counts"], serving & ~status.isin(asked.statuses)
    actors["group"] = actors["actor_id"].map(groups(data.actors)).where(actors["open"])
    actors["to_verify"] = serving & (status == "to-verify")
    columns = {"open": "open", "to_verify": "to_verify", "set_aside": "set_aside", "not_delivering": "not_delivering"}
    columns |= {"open_all": "counts", "unlocated": "unlocated"}
    table = actors.groupby("kind")[list(columns.values())].sum().set_axis(list(columns), axis=1)
    table = table.assign(open_low=actors.groupby("kind")["group"].nunique()).reset_index()
    known = {kind: reach.registers[kind].of(zone_id) for kind in table["kind"]}
    table["register"] = pd.Series([known[kind] for kind in table["kind"]], index=table.index, dtype=object)
    table["register_state"] = [
        "partial" if known[kind].state == "not-listed" and here else known[kind].state
        for kind, here in zip(table["kind"], table["open"], strict=True)
    ]
    counts_open = ["open", "open_low"]
    silent = table["register_state"] == "not-listed"
    table[counts_open] = table[counts_open].astype("float64").mask(silent)
    table = table.merge(_shares(reach, zone_id, data.territory.thresholds_min), on="kind")
    table["share"] = table["share_with_to_verify" if asked.to_verify else "share_open"]
    table["reach_state"] = table["reach_to_verify" if asked.to_verify else "reach_open"]
    table["open_all"] = table["open_all"].astype("float64").mask(table["reach_state"] == "not-listed")
    return table.sort_values(["kind", "threshold_min"], ignore_index=True)


def _idle(actors: pd.DataFrame, services: pd.DataFrame) -> pd.Series:
    """Return whether each actor is known to deliver nothing of all that it lists."""
    given = services.loc[services["delivery"] != "none", "actor_id"]
    return actors["actor_id"].isin(services["actor_id"]) & ~actors["actor_id"].isin(given)


def kinds_reach(
    data: TerritoryData, question: Question, *, before: tuple[TerritoryData, KindsReach] | None = None
) -> KindsReach:
    """Return who is within reach of each kind of the register, whatever services the question is about.

    Parameters
    ----------
    before
        The answer to the same question with the same travel engine on other data of the territory, and that data: the
        kinds whose rows are the same are not worked out again.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    data = question.about_its_day(data)
    kept = {} if before is None else _unchanged(question.about_its_day(before[0]), data, before[1])
    everyone = times_to_open(data, replace(question, to_verify=True))
    weight, members = counts(data).fillna(0.0).to_numpy(), membership(data)
    programme = load_programme()
    shares, states, registers = {}, {}, {}
    for kind in sorted(set(data.actors["kind"])):
        if kind in kept:
            shares[kind], states[kind], registers[kind] = kept[kind]
            continue
        alone = replace(question, kind=kind, function=None, stratum=None, to_verify=False)
        supply = supply_of(data, alone, programme=programme)
        register = register_of(data, alone.selection, supply.listed, programme=programme)
        shared: dict[str, Any] = {"programme": programme, "travel": everyone, "members": members, "register": register}
        area = both = service_area(data, alone, supply=supply, **shared)
        if ((data.actors["kind"] == kind) & (data.actors["status"] == "to-verify")).any():
            both = service_area(data, replace(alone, to_verify=True), **shared)
        without = _reached(area, weight, data.territory.thresholds_min)
        sure = without if both is area else _reached(both, weight, data.territory.thresholds_min)
        shares[kind], states[kind] = (without, sure), (area.reach_state, both.reach_state)
        registers[kind] = register
    areas = serving_areas(data.actors, data.services, data.ancestors)
    return KindsReach(members.zone_ids, shares, states, registers, areas, _idle(data.actors, data.services))


_OneKind = tuple[tuple[FloatArray, FloatArray], tuple[State, State], Register]


def _unchanged(old: TerritoryData, new: TerritoryData, reach: KindsReach) -> dict[str, _OneKind]:
    """Return what is known of the kinds that have the same actors, services and surroundings in both."""
    around = ("zones", "ancestors", "figures", "places", "expected")
    if old.births_years != new.births_years or not all(getattr(old, one).equals(getattr(new, one)) for one in around):
        return {}
    was, now = (_by_kind(data) for data in (old, new))
    same = [kind for kind in now if kind in was and all(a.equals(b) for a, b in zip(was[kind], now[kind], strict=True))]
    return {kind: (reach.shares[kind], reach.states[kind], reach.registers[kind]) for kind in same}


def _by_kind(data: TerritoryData) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Return the actors and the services of each kind of actor."""
    kind_of = data.services["actor_id"].map(data.actors.set_index("actor_id")["kind"])
    services = {str(kind): rows.reset_index(drop=True) for kind, rows in data.services.groupby(kind_of)}
    none = data.services.iloc[:0]
    return {
        str(kind): (rows.reset_index(drop=True), services.get(str(kind), none))
        for kind, rows in data.actors.groupby("kind")
    }


def _reached(area: ServiceArea, weight: FloatArray, limits_min: Sequence[float]) -> FloatArray:
    """Return the share of a weight per place within each time: one row per time, one column per zone."""
    total = area.membership.total(weight)
    if not area.reach_known:
        return np.full((len(limits_min), len(total)), np.nan)
    inside = np.stack([area.membership.total(weight * area.within(limit)) for limit in limits_min])
    share: FloatArray = np.divide(inside, total, out=np.full(inside.shape, np.nan), where=total > 0)
    return share


def _shares(reach: KindsReach, zone_id: str, limits_min: Sequence[float]) -> pd.DataFrame:
    """Return the shares of a zone, one line per kind and threshold, with the states of the register behind them."""
    at = reach.zone_ids.get_loc(zone_id)
    lines = [
        (kind, limit, without[row, at], sure[row, at], *reach.states[kind])
        for kind, (without, sure) in reach.shares.items()
        for row, limit in enumerate(limits_min)
    ]
    names = ["kind", "threshold_min", "share_open", "share_with_to_verify", "reach_open", "reach_to_verify"]
    return pd.DataFrame(lines, columns=names)


def overview_records(overview: pd.DataFrame) -> list[KindLine]:
    """Return the overview, one record per kind, with ``share_within`` by threshold."""
    named = overview.assign(threshold=overview["threshold_min"].map("{:g}".format)).sort_values("kind", kind="stable")
    records = []
    for _, told in groupby(named.to_dict("records"), key=itemgetter("kind")):
        lines = list(told)
        first = lines[0]
        record = encode(
            KindLine,
            first,
            register=completeness_record(first["register"]),
            share_within={line["threshold"]: line["share"] for line in lines},
            share_open={line["threshold"]: line["share_open"] for line in lines},
            share_with_to_verify={line["threshold"]: line["share_with_to_verify"] for line in lines},
            bounds={
                **senses(first["register_state"], up=["open", "open_low"]),
                **senses(first["reach_state"], up=["open_all", "share_within"]),
                **senses(first["reach_open"], up=["share_open"]),
                **senses(first["reach_to_verify"], up=["share_with_to_verify"]),
            },
        )
        settle(record)
        records.append(record)
    return records
