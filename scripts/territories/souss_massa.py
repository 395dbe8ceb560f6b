"""Souss-Massa: 175 communes, six provinces and prefectures, with the census of 2024."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.territories.coverage import simplify
from geo.territories.levels import raise_level, stack_levels
from scripts.territories.moroccan import attributes, census, people, placed, polygons, tiles
from scripts.territories.tables import Built, finish_places

CRS = "EPSG:32629"
REGION = "09"
SIMPLIFY_DEG = 0.001
YEAR = 2024
CENSUS, CENSUS_TABLES = "hcp-rgph-2024", "hcp-rgph-2024-derived"
STATUSES = {
    "population": ("official", CENSUS),
    "children_0_4": ("reconstructed", CENSUS_TABLES),
    "women_15_49": ("reconstructed", CENSUS_TABLES),
    "fertility": ("official", CENSUS_TABLES),
    "illiteracy_share": ("official", CENSUS_TABLES),
}


def build(committed: pd.DataFrame) -> Built:
    """Return the zones, places and figures of Souss-Massa; ``committed`` is not used, all comes from packages."""
    del committed
    communes = attributes("communes").query("region_code == @REGION").set_index("code")
    listed = people()
    drawn = polygons(REGION, communes)
    zones = _zones(drawn, communes)
    figures = _figures(census(communes, listed))
    columns = {
        "population": ("population", YEAR),
        "children_0_4": ("children_0_4", YEAR),
        "women_15_49": ("women_15_49", YEAR),
    }
    tiled = zones[zones["level"] == "commune"].set_index("zone_id").geometry
    places = finish_places(placed(drawn, tiled, communes, listed), figures, columns=columns)
    return Built(zones, places, figures)


def _figures(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the census figures per commune; those worked out of published shares are ``reconstructed``."""
    frames = [
        pd.DataFrame(
            {
                "zone_id": counted.index,
                "indicator": indicator,
                "year": YEAR,
                "value": counted[indicator].to_numpy(np.float64),
                "status": np.where(counted[indicator].isna(), "missing", status),
                "source_id": source_id,
            }
        )
        for indicator, (status, source_id) in STATUSES.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _zones(drawn: gpd.GeoDataFrame, communes: pd.DataFrame) -> gpd.GeoDataFrame:
    tiled = simplify(tiles(drawn, CRS), SIMPLIFY_DEG)
    zones = tiled.assign(
        level="commune",
        parent_id=tiled["zone_id"].map(communes["province_code"]),
        name=tiled["zone_id"].map(communes["name_fr"]),
        geometry_quality="approximate",
    )
    units = attributes("provinces").query("region_code == @REGION")
    units = units.rename(columns={"code": "zone_id", "name_fr": "name"})
    provinces = raise_level(zones, units, level="province", parents=dict.fromkeys(units["zone_id"], REGION))
    region = raise_level(provinces, pd.DataFrame({"zone_id": [REGION], "name": ["Souss-Massa"]}), level="region")
    return stack_levels(region, provinces, zones)
