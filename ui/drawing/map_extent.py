"""What a map opens on, and what stands beside a zone."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.workspace.data import TerritoryData

_FEW = 8


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


def neighbours(data: TerritoryData, zone_id: str) -> list[str]:
    """Return the zones that, with this one, make the whole territory: its neighbours, then those of what holds it."""
    holding = set(data.ancestors.loc[data.ancestors["zone_id"] == zone_id, "ancestor_id"])
    beside = data.zones["parent_id"].isin(holding) & ~data.zones["zone_id"].isin(holding)
    below = data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"]
    return list(data.zones.loc[beside & ~data.zones["zone_id"].isin(below), "zone_id"])
