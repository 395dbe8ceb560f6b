"""The zones of a territory that lie in another: those that one compares, and the smallest."""

import pandas as pd

from geo.errors import NotFoundError
from geo.workspace.data import TerritoryData


def parts_of(data: TerritoryData, zone_id: str) -> pd.DataFrame:
    """Return the zones that a diagnosis of ``zone_id`` compares: those of the comparison level, else those below.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    zone = data.zones[data.zones["zone_id"] == zone_id]
    if zone.empty:
        raise NotFoundError("unknown-zone", zone=zone_id)
    order = [level.id for level in data.territory.levels]
    depth = order.index(zone.iloc[0]["level"])
    if depth + 1 >= len(order):
        return data.zones.iloc[:0]
    comparison = order.index(data.territory.comparison_level)
    wanted = order[comparison] if comparison > depth else order[depth + 1]
    under = data.ancestors[(data.ancestors["ancestor_id"] == zone_id) & (data.ancestors["zone_id"] != zone_id)]
    return data.zones[data.zones["zone_id"].isin(under["zone_id"]) & (data.zones["level"] == wanted)]


def zones_in(data: TerritoryData, zone_id: str) -> pd.Series:
    """Return the ids of every zone inside a zone, itself included."""
    inside: pd.Series = data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"]
    return inside


def smallest_in(data: TerritoryData, zone_id: str) -> pd.Series:
    """Return the ids of the smallest zones inside a zone."""
    smallest = data.zones["level"] == data.territory.smallest_level
    return data.zones.loc[smallest & data.zones["zone_id"].isin(zones_in(data, zone_id)), "zone_id"]
