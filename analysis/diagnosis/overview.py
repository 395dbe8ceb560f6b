"""All the kinds of actors of a territory at a glance: how many, and who is within reach."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.records.bounds import senses, settle
from analysis.records.diagnosis import KindLine
from analysis.service_area.area import ServiceArea, service_area, times_to_open
from analysis.service_area.completeness import completeness_record
from analysis.service_area.offer import serving_areas
from analysis.service_area.zones import counts, membership
from geo.json_values import encode
from geo.workspace.data import TerritoryData
from geo.workspace.zones import zones_in


def kinds_overview(data: TerritoryData, zone_id: str, question: Question | None = None) -> pd.DataFrame:
    """Return, for every kind of the register, what a zone has of it and how far it is.

    Actors anywhere in the territory count for reach; ``open`` and ``set_aside`` count those that stand in the zone or
    declare some part of it as their area.

    Parameters
    ----------
    question
        How one travels; its services are left aside, all kinds being told.

    Returns
    -------
    pandas.DataFrame
        ``kind``; ``open`` and ``set_aside`` (actors serving the zone); ``open_all`` and ``unlocated`` (open
        actors of the whole territory, and those whose place is unknown); ``threshold_min``; ``share`` (of births, or
        of population where births are unknown, within the threshold: NaN when the place of no open actor is known);
        ``register`` (`analysis.service_area.completeness.Completeness` of the zone), ``register_state`` and
        ``reach_state``. ``open`` is NaN where nobody is listed.
    """
    asked = question or Question()
    areas = serving_areas(data.actors, data.services, data.ancestors)
    inside = zones_in(data, zone_id)
    serving = data.actors["actor_id"].isin(areas.loc[areas["zone_id"].isin(inside), "actor_id"])
    actors = data.actors.assign(serving=serving, is_open=data.actors["status"] == "open")
    actors["unlocated"] = actors["is_open"] & actors["lon"].isna()
    actors["open"], actors["set_aside"] = serving & actors["is_open"], serving & ~actors["is_open"]
    columns = {"open": "open", "set_aside": "set_aside", "open_all": "is_open", "unlocated": "unlocated"}
    table = actors.groupby("kind")[list(columns.values())].sum().set_axis(list(columns), axis=1).reset_index()
    shares, areas_of = _shares(data, zone_id, list(table["kind"]), asked)
    known = [area.completeness(zone_id) for area in areas_of]
    table["register"] = pd.Series(known, index=table.index, dtype=object)
    table["reach_state"] = [area.reach_state for area in areas_of]
    table["register_state"] = [
        "partial" if one.state == "not-listed" and here else one.state
        for one, here in zip(known, table["open"], strict=True)
    ]
    silent = table["register_state"] == "not-listed"
    table["open"] = table["open"].astype("float64").mask(silent)
    table["open_all"] = table["open_all"].astype("float64").mask(table["reach_state"] == "not-listed")
    parts = [
        table.assign(threshold_min=threshold, share=shares[position])
        for position, threshold in enumerate(data.territory.thresholds_min)
    ]
    return pd.concat(parts).sort_values(["kind", "threshold_min"], ignore_index=True)


def _shares(
    data: TerritoryData, zone_id: str, kinds: list[str], asked: Question
) -> tuple[list[list[float]], list[ServiceArea]]:
    """Return, per threshold, the share of the zone's births (or people) within reach of each kind; and their areas."""
    everyone = times_to_open(data, asked)
    weight, members = counts(data).fillna(0.0).to_numpy(), membership(data)
    inside = members.inside(zone_id)
    shares: list[list[float]] = [[] for _ in data.territory.thresholds_min]
    areas = []
    for kind in kinds:
        alone = replace(asked, kind=kind, function=None, stratum=None)
        area = service_area(data, alone, travel=everyone, members=members)
        areas.append(area)
        own = np.where(inside, weight, 0.0)
        known = own.sum() > 0 and area.reach_known
        for position, limit in enumerate(data.territory.thresholds_min):
            shares[position].append(float(own @ area.within(limit) / own.sum()) if known else float("nan"))
    return shares, areas


def overview_records(overview: pd.DataFrame) -> list[KindLine]:
    """Return the overview, one record per kind, with ``share_within`` by threshold."""
    named = overview.assign(threshold=overview["threshold_min"].map("{:g}".format))
    records = [
        encode(
            KindLine,
            rows.iloc[0],
            register=completeness_record(rows["register"].iloc[0]),
            share_within=rows.set_index("threshold")["share"],
            bounds={
                **senses(rows["register_state"].iloc[0], up=["open"]),
                **senses(rows["reach_state"].iloc[0], up=["open_all", "share_within"]),
            },
        )
        for _, rows in named.groupby("kind", sort=True)
    ]
    for record in records:
        settle(record)
    return records
