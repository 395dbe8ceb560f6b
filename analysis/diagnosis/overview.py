"""All the kinds of actors of a territory at a glance: how many, and who is within reach."""

import numpy as np
import pandas as pd

from analysis.capacity import serving_areas
from analysis.diagnosis.ask import smallest_in
from analysis.going import counted_trips
from analysis.json_values import Record, plain_number
from analysis.selection import Supply
from geo.travel.times import travel_times
from geo.workspace.data import TerritoryData


def kinds_overview(data: TerritoryData, zone_id: str, *, mode: str = "car", engine: str = "auto") -> pd.DataFrame:
    """Return, for every kind of the register, what a zone has of it and how far it is.

    Actors anywhere in the territory count for reach; ``open`` and ``set_aside`` count those that stand in the zone or
    declare some part of it as their area.

    Returns
    -------
    pandas.DataFrame
        ``kind``; ``open`` and ``set_aside`` (actors serving the zone); ``open_all`` and ``unlocated`` (open
        actors of the whole territory, and those whose place is unknown); ``threshold_min``; ``share`` (of births, or
        of population where births are unknown, within the threshold: NaN when no open actor of the kind is located).
    """
    areas = serving_areas(data.actors, data.services, data.ancestors)
    inside = smallest_in(data, zone_id)
    serving = data.actors["actor_id"].isin(areas.loc[areas["zone_id"].isin(inside), "actor_id"])
    actors = data.actors.assign(serving=serving, is_open=data.actors["status"] == "open")
    actors["unlocated"] = actors["is_open"] & actors["lon"].isna()
    actors["open"], actors["set_aside"] = serving & actors["is_open"], serving & ~actors["is_open"]
    columns = {"open": "open", "set_aside": "set_aside", "open_all": "is_open", "unlocated": "unlocated"}
    counts = actors.groupby("kind")[list(columns.values())].sum().set_axis(list(columns), axis=1).reset_index()
    located = counts["open_all"] > counts["unlocated"]
    shares = _shares(data, inside, actors, kinds=pd.Index(counts["kind"]), mode=mode, engine=engine)
    parts = [
        counts.assign(threshold_min=threshold, share=pd.Series(share).where(located))
        for threshold, share in zip(data.territory.thresholds_min, shares, strict=True)
    ]
    return pd.concat(parts).sort_values(["kind", "threshold_min"], ignore_index=True)


def _shares(
    data: TerritoryData, inside: pd.Series, actors: pd.DataFrame, *, kinds: pd.Index, mode: str, engine: str
) -> list[np.ndarray]:
    """Return, per threshold, the share of the zone's births (or people) within reach of each kind."""
    places = data.places[data.places["zone_id"].isin(inside)]
    supply = Supply(actors[actors["is_open"]], data.services, actors[~actors["is_open"]])
    travel = travel_times(data.territory, places, supply.actors, mode=mode, engine=engine).table
    travel = counted_trips(data, supply, travel)
    minutes = np.full((len(places), len(kinds)), np.inf)
    kind_of = actors.set_index("actor_id")["kind"]
    row = pd.Index(places["place_id"]).get_indexer(pd.Index(travel["place_id"]))
    column = kinds.get_indexer(pd.Index(travel["actor_id"].map(kind_of)))
    np.minimum.at(minutes, (row, column), travel["minutes"].to_numpy())
    weight = places["births" if places["births"].notna().any() else "population"].fillna(0.0).to_numpy()
    total = weight.sum()
    return [
        weight @ (minutes <= limit) / total if total > 0 else np.full(len(kinds), np.nan)
        for limit in data.territory.thresholds_min
    ]


def overview_records(overview: pd.DataFrame) -> list[Record]:
    """Return the overview as plain values: one record per kind, with ``share_within`` by threshold."""
    records = []
    for kind, rows in overview.groupby("kind", sort=True):
        first = rows.iloc[0]
        counts = {name: int(first[name]) for name in ("open", "set_aside", "open_all", "unlocated")}
        shares = zip(rows["threshold_min"], rows["share"], strict=True)
        records.append({"kind": kind, **counts, "share_within": {f"{t:g}": plain_number(s) for t, s in shares}})
    return records
