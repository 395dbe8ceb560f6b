"""Levels of zones: those above raised from those below, all of them stacked in one table."""

import geopandas as gpd
import pandas as pd

from geo import schema
from geo.territories.coverage import join


def raise_level(
    children: gpd.GeoDataFrame,
    units: pd.DataFrame,
    *,
    level: str,
    parents: dict[str, str] | None = None,
    tiles: bool = True,
) -> gpd.GeoDataFrame:
    """Return the zones of the level above ``children``: each the exact union of its children.

    Parameters
    ----------
    children
        Zones with ``parent_id`` and ``geometry_quality``.
    units
        Columns ``zone_id``, ``name``.
    parents
        ``parent_id`` of each unit; none for the whole.
    tiles
        Whether the children fit together exactly; those that do not are joined all the same, slower.
    """
    pieces = children[["geometry"]].assign(zone_id=children["parent_id"]).set_crs(children.crs)
    joined = join(pieces) if tiles else pieces.dissolve("zone_id").reset_index()
    qualities = children.groupby("parent_id")["geometry_quality"].agg(set)
    names = units.set_index("zone_id")["name"]
    return gpd.GeoDataFrame(
        {
            "zone_id": joined["zone_id"],
            "level": level,
            "parent_id": [(parents or {}).get(zone_id) for zone_id in joined["zone_id"]],
            "name": joined["zone_id"].map(names),
            "geometry_quality": [
                "official" if qualities[zone_id] == {"official"} else "approximate" for zone_id in joined["zone_id"]
            ],
        },
        geometry=joined.geometry.to_numpy(),
        crs=children.crs,
    )


def stack_levels(*levels: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return all levels as one table of ``schema.ZONE``, whole first, sorted by code within a level."""
    ordered = [level.sort_values("zone_id") for level in levels]
    stacked = pd.concat([pd.DataFrame(level) for level in ordered], ignore_index=True)
    return gpd.GeoDataFrame(schema.conform(stacked, schema.ZONE), geometry="geometry", crs=4326)
