"""Morocco: every commune of the census of 2024, its figures, its polygon and its population points."""

import geopandas as gpd
import pandas as pd

from geo.territories.coverage import simplify
from scripts.territories.moroccan import FOLDERS, attributes, census, people, placed, polygons, tiles

CRS = "EPSG:6933"
"""Equal areas, to know the smallest of two polygons that overlap."""
SIMPLIFY_DEG = 0.0015
"""About 150 m."""


def build() -> dict[str, pd.DataFrame]:
    """Return the tables of Morocco.

    Returns
    -------
    ``units`` (regions and provinces: ``code``, ``name``, ``region``, none for a region), ``communes`` (``code``,
    ``name``, ``province``, ``population``, ``children_0_4``, ``women_15_49``, ``geometry``) and ``localities``
    (``place_id``, ``zone_id``, ``name``, ``lon``, ``lat``, ``weight``, ``position_quality``).
    """
    listed, counted = attributes("communes").set_index("code").sort_index(), people()
    tiled, points = [], []
    for region in FOLDERS:
        communes = listed[listed["region_code"] == region]
        drawn = polygons(region, communes)
        ground = simplify(tiles(drawn, CRS), SIMPLIFY_DEG)
        if missing := sorted(set(communes.index) - set(ground["zone_id"])):
            raise RuntimeError(f"communes without a polygon: {missing}")
        tiled.append(ground)
        points.append(placed(drawn, ground.set_index("zone_id").geometry, communes, counted))
    ground = gpd.GeoDataFrame(pd.concat(tiled), crs=4326).sort_values("zone_id", ignore_index=True)
    listed = listed.loc[ground["zone_id"]]
    figures = census(listed, counted)[["population", "children_0_4", "women_15_49"]].reset_index(drop=True)
    table = pd.DataFrame(
        {
            "code": ground["zone_id"],
            "name": listed["name_fr"].to_numpy(),
            "province": listed["province_code"].to_numpy(),
        }
    )
    places = pd.concat(points).sort_values("place_id", ignore_index=True)
    places[["lon", "lat"]] = places[["lon", "lat"]].round(5)
    return {
        "units": _units(),
        "communes": gpd.GeoDataFrame(pd.concat([table, figures], axis=1), geometry=ground.geometry, crs=4326),
        "localities": places[["place_id", "zone_id", "name", "lon", "lat", "weight", "position_quality"]],
    }


def _units() -> pd.DataFrame:
    regions, provinces = attributes("regions").assign(region_code=None), attributes("provinces")
    both = pd.concat([regions, provinces]).rename(columns={"name_fr": "name", "region_code": "region"})
    return both[["code", "name", "region"]].sort_values("code", ignore_index=True)
