"""All the kinds of actors of a territory at a glance: how many, and who is within reach."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.records.bounds import senses, settle
from analysis.records.diagnosis import KindLine
from analysis.service_area.area import ServiceArea, service_area, times_to_open
from analysis.service_area.completeness import Completeness, completeness_record
from analysis.service_area.offer import serving_areas
from analysis.service_area.perhaps_same import groups
from analysis.service_area.zones import counts, membership
from geo.json_values import encode
from geo.schema import FloatArray
from geo.workspace.data import TerritoryData
from geo.workspace.zones import zones_in


def kinds_overview(data: TerritoryData, zone_id: str, question: Question | None = None) -> pd.DataFrame:
    """Return, for every kind of the register, what a zone has of it and how far it is.

    Actors anywhere in the territory count for reach; ``open``, ``to_verify`` and ``set_aside`` count those that stand
    in the zone or declare some part of it as their area.

    Parameters
    ----------
    question
        How one travels; its services are left aside, all kinds being told.

    Returns
    -------
    pandas.DataFrame
        ``kind``; ``open`` and ``set_aside`` (actors serving the zone that count, that do not: those to verify count
        where the question says so); ``open_low`` (those that count, the perhaps same taken as one); ``to_verify``;
        ``open_all`` and ``unlocated`` (actors of the whole territory that count, and those whose place is unknown);
        ``threshold_min``; ``share`` (of births, or of population where births are unknown, within the threshold: NaN
        when the place of no actor is known), and what it is without actors to verify (``share_open``) and with them
        (``share_with_to_verify``); ``register`` (`analysis.service_area.completeness.Completeness` of the zone),
        ``register_state``, ``reach_state`` of ``share``, ``reach_open`` and ``reach_to_verify`` of the two others.
        ``open`` and ``open_low`` are NaN where nobody is listed.
    """
    asked = question or Question()
    areas = serving_areas(data.actors, data.services, data.ancestors)
    inside = zones_in(data, zone_id)
    serving = data.actors["actor_id"].isin(areas.loc[areas["zone_id"].isin(inside), "actor_id"])
    status = data.actors["status"]
    actors = data.actors.assign(serving=serving, counts=status.isin(asked.statuses))
    actors["unlocated"] = actors["counts"] & actors["lon"].isna()
    actors["open"], actors["set_aside"] = serving & actors["counts"], serving & ~actors["counts"]
    actors["group"] = actors["actor_id"].map(groups(data.actors)).where(actors["open"])
    actors["to_verify"] = serving & (status == "to-verify")
    columns = {"open": "open", "to_verify": "to_verify", "set_aside": "set_aside"}
    columns |= {"open_all": "counts", "unlocated": "unlocated"}
    table = actors.groupby("kind")[list(columns.values())].sum().set_axis(list(columns), axis=1)
    table = table.assign(open_low=actors.groupby("kind")["group"].nunique()).reset_index()
    shares, known = _shares(data, zone_id, list(table["kind"]), asked)
    table["register"] = pd.Series([known[kind] for kind in table["kind"]], index=table.index, dtype=object)
    table["register_state"] = [
        "partial" if known[kind].state == "not-listed" and here else known[kind].state
        for kind, here in zip(table["kind"], table["open"], strict=True)
    ]
    counts_open = ["open", "open_low"]
    silent = table["register_state"] == "not-listed"
    table[counts_open] = table[counts_open].astype("float64").mask(silent)
    table = table.merge(shares, on="kind")
    table["share"] = table["share_with_to_verify" if asked.to_verify else "share_open"]
    table["reach_state"] = table["reach_to_verify" if asked.to_verify else "reach_open"]
    table["open_all"] = table["open_all"].astype("float64").mask(table["reach_state"] == "not-listed")
    return table.sort_values(["kind", "threshold_min"], ignore_index=True)


def _shares(
    data: TerritoryData, zone_id: str, kinds: list[str], asked: Question
) -> tuple[pd.DataFrame, dict[str, Completeness]]:
    """Return the share of the zone's births (or people) within reach of each kind, one line per kind and threshold.

    ``share_open`` counts open actors alone, ``share_with_to_verify`` those to verify as well; ``reach_open`` and
    ``reach_to_verify`` are the states of the register behind them. What is known of each kind in the zone comes second.
    """
    everyone = times_to_open(data, replace(asked, to_verify=True))
    weight, members = counts(data).fillna(0.0).to_numpy(), membership(data)
    own = np.where(members.inside(zone_id), weight, 0.0)
    limits = data.territory.thresholds_min
    lines, known = [], {}
    for kind in kinds:
        alone = replace(asked, kind=kind, function=None, stratum=None, to_verify=False)
        area = both = service_area(data, alone, travel=everyone, members=members)
        if ((data.actors["kind"] == kind) & (data.actors["status"] == "to-verify")).any():
            counted = replace(alone, to_verify=True)
            both = service_area(data, counted, travel=everyone, members=members, register=area.register)
        known[kind] = area.completeness(zone_id)
        without = _reached(area, own, limits)
        sure = without if both is area else _reached(both, own, limits)
        lines += [
            (kind, limit, first, second, area.reach_state, both.reach_state)
            for limit, first, second in zip(limits, without, sure, strict=True)
        ]
    names = ["kind", "threshold_min", "share_open", "share_with_to_verify", "reach_open", "reach_to_verify"]
    return pd.DataFrame(lines, columns=names), known


def _reached(area: ServiceArea, weight: FloatArray, limits_min: Sequence[float]) -> list[float]:
    known = weight.sum() > 0 and area.reach_known
    return [float(weight @ area.within(limit) / weight.sum()) if known else float("nan") for limit in limits_min]


def overview_records(overview: pd.DataFrame) -> list[KindLine]:
    """Return the overview, one record per kind, with ``share_within`` by threshold."""
    named = overview.assign(threshold=overview["threshold_min"].map("{:g}".format))
    records = [
        encode(
            KindLine,
            rows.iloc[0],
            register=completeness_record(rows["register"].iloc[0]),
            share_within=rows.set_index("threshold")["share"],
            share_open=rows.set_index("threshold")["share_open"],
            share_with_to_verify=rows.set_index("threshold")["share_with_to_verify"],
            bounds={
                **senses(rows["register_state"].iloc[0], up=["open", "open_low"]),
                **senses(rows["reach_state"].iloc[0], up=["open_all", "share_within"]),
                **senses(rows["reach_open"].iloc[0], up=["share_open"]),
                **senses(rows["reach_to_verify"].iloc[0], up=["share_with_to_verify"]),
            },
        )
        for _, rows in named.groupby("kind", sort=True)
    ]
    for record in records:
        settle(record)
    return records
