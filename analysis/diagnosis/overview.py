"""All the kinds of actors of a territory at a glance: how many, and who is within reach."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.records.diagnosis import KindLine
from analysis.service_area.area import service_area, times_to_open
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
        of population where births are unknown, within the threshold: NaN when the place of no open actor is known).
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
    shares = _shares(data, zone_id, list(table["kind"]), asked)
    parts = [
        table.assign(threshold_min=threshold, share=shares[position])
        for position, threshold in enumerate(data.territory.thresholds_min)
    ]
    return pd.concat(parts).sort_values(["kind", "threshold_min"], ignore_index=True)


def _shares(data: TerritoryData, zone_id: str, kinds: list[str], asked: Question) -> list[list[float]]:
    """Return, per threshold, the share of the zone's births (or people) within reach of each kind."""
    everyone = times_to_open(data, asked)
    weight, members = counts(data).fillna(0.0).to_numpy(), membership(data)
    inside = members.inside(zone_id)
    shares: list[list[float]] = [[] for _ in data.territory.thresholds_min]
    for kind in kinds:
        alone = replace(asked, kind=kind, function=None, stratum=None)
        area = service_area(data, alone, travel=everyone, members=members)
        own = np.where(inside, weight, 0.0)
        known = own.sum() > 0 and area.reach_known
        for position, limit in enumerate(data.territory.thresholds_min):
            shares[position].append(float(own @ area.within(limit) / own.sum()) if known else float("nan"))
    return shares


def overview_records(overview: pd.DataFrame) -> list[KindLine]:
    """Return the overview, one record per kind, with ``share_within`` by threshold."""
    named = overview.assign(threshold=overview["threshold_min"].map("{:g}".format))
    return [
        encode(KindLine, rows.iloc[0], share_within=rows.set_index("threshold")["share"])
        for _, rows in named.groupby("kind", sort=True)
    ]
