"""What a map opens on, and which towns it names."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.workspace.data import TerritoryData
from ui.drawing.maps import Name, label_points

_FEW, _TOWNS, _APART = 8, 7, 0.05


def framed(zones: gpd.GeoDataFrame) -> tuple[tuple[float, float, float, float], pd.Series]:
    """Return the bounds that a map opens on, in degrees, and which zones lie outside them.

    A zone beyond an ocean must not make all the others a dot: it is left out where it is farther from the middle half
    of the zones than three times their spread.
    """
    middles = shapely.centroid(zones.geometry.to_numpy())
    away = np.zeros(len(zones), dtype=bool)
    if len(zones) >= _FEW:
        for place in (shapely.get_x(middles), shapely.get_y(middles)):
            low, high = np.quantile(place, (0.25, 0.75))
            away |= (place < low - 3 * (high - low)) | (place > high + 3 * (high - low))
    west, south, east, north = shapely.total_bounds(zones.geometry.to_numpy()[~away])
    return (float(west), float(south), float(east), float(north)), pd.Series(away, index=zones.index)


def town_names(zones: gpd.GeoDataFrame, lines: pd.DataFrame) -> list[Name]:
    """Return the names of the most populous zones, leaving out those that would be written over another."""
    most = lines["population"].nlargest(_TOWNS).index
    largest = zones.set_index("zone_id", drop=False).loc[most]
    west, south, east, north = zones.total_bounds
    kept: list[Name] = []
    for spot in label_points(largest, "town-name"):
        apart = (
            abs(spot[0] - other[0]) / (north - south) > _APART or abs(spot[1] - other[1]) / (east - west) > 3 * _APART
            for other in kept
        )
        if all(apart):
            kept.append(spot)
    return kept


def neighbours(data: TerritoryData, zone_id: str) -> list[str]:
    """Return the zones that, with this one, make the whole territory: its neighbours, then those of what holds it."""
    holding = set(data.ancestors.loc[data.ancestors["zone_id"] == zone_id, "ancestor_id"])
    beside = data.zones["parent_id"].isin(holding) & ~data.zones["zone_id"].isin(holding)
    below = data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"]
    return list(data.zones.loc[beside & ~data.zones["zone_id"].isin(below), "zone_id"])
