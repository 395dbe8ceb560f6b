"""All the kinds of actors of a territory at a glance: how many, and who is within reach."""

import numpy as np
import pandas as pd

from analysis.capacity import serving_areas
from analysis.diagnosis import smallest_in
from analysis.reach import nearest_actor, within_by_zone
from analysis.record import Record, plain_number
from geo.travel import travel_times
from geo.workspace import TerritoryData


def kinds_overview(data: TerritoryData, zone_id: str, *, mode: str = "car") -> pd.DataFrame:
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
    serving = set(areas.loc[areas["zone_id"].isin(smallest_in(data, zone_id)), "actor_id"])
    weight = "births" if data.places["births"].notna().any() else "population"
    travel = travel_times(data.territory, data.places, data.actors[data.actors["status"] == "open"], mode=mode)
    kind_of = data.actors.set_index("actor_id")["kind"]
    times = travel.table.assign(kind=travel.table["actor_id"].map(kind_of))
    parts = []
    for kind, actors in data.actors.groupby("kind"):
        is_open = actors["status"] == "open"
        here = actors["actor_id"].isin(serving)
        nearest = nearest_actor(data.places, times[times["kind"] == kind])
        within = within_by_zone(
            data.places,
            nearest,
            data.ancestors[data.ancestors["ancestor_id"] == zone_id],
            thresholds_min=data.territory.thresholds_min,
            measures=(weight,),
        )
        unlocated = int((is_open & actors["lon"].isna()).sum())
        located = int(is_open.sum()) > unlocated
        parts.append(
            pd.DataFrame(
                {
                    "kind": kind,
                    "open": int((is_open & here).sum()),
                    "set_aside": int((~is_open & here).sum()),
                    "open_all": int(is_open.sum()),
                    "unlocated": unlocated,
                    "threshold_min": within["threshold_min"],
                    "share": within[weight] / within[f"{weight}_total"] if located else np.nan,
                }
            )
        )
    columns = ["kind", "open", "set_aside", "open_all", "unlocated", "threshold_min", "share"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def overview_records(overview: pd.DataFrame) -> list[Record]:
    """Return the overview as plain values: one record per kind, with ``share_within`` by threshold."""
    records = []
    for kind, rows in overview.groupby("kind", sort=True):
        first = rows.iloc[0]
        counts = {name: int(first[name]) for name in ("open", "set_aside", "open_all", "unlocated")}
        shares = zip(rows["threshold_min"], rows["share"], strict=True)
        records.append({"kind": kind, **counts, "share_within": {f"{t:g}": plain_number(s) for t, s in shares}})
    return records
