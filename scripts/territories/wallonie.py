"""Wallonia: 261 communes drawn around their postal localities, inside their judicial cantons."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.territories.levels import raise_level, stack_levels
from scripts.territories.belgian import Region, read_region
from scripts.territories.tables import Built, finish_places, read_locality_weights, weighed

REGION = "03000"
PROVINCES = {"20002": "Brabant wallon", "50000": "Hainaut", "60000": "Liège", "80000": "Luxembourg", "90000": "Namur"}
ARRONDISSEMENTS = {
    "25000": "Nivelles",
    "51000": "Ath",
    "52000": "Charleroi",
    "53000": "Mons",
    "55000": "Soignies",
    "56000": "Thuin",
    "57000": "Tournai-Mouscron",
    "58000": "La Louvière",
    "61000": "Huy",
    "62000": "Liège",
    "63000": "Verviers",
    "64000": "Waremme",
    "81000": "Arlon",
    "82000": "Bastogne",
    "83000": "Marche-en-Famenne",
    "84000": "Neufchâteau",
    "85000": "Virton",
    "91000": "Dinant",
    "92000": "Namur",
    "93000": "Philippeville",
}


def build(committed: pd.DataFrame) -> Built:
    """Return the zones and places of Wallonia; every figure is a committed one."""
    region = read_region(REGION, language="fr")
    zones = _zones(region.drawn(), region)
    columns = {"population": ("population", 2026)} | {f"births_{year}": ("births", year) for year in range(2022, 2026)}
    places = weighed(region.places(), read_locality_weights("wallonie"))
    return Built(zones, finish_places(places, committed, columns=columns), committed.iloc[:0])


def placed() -> pd.DataFrame:
    """Return where the localities are, before anything is spread over them."""
    return read_region(REGION, language="fr").places()


def _zones(drawn: gpd.GeoDataFrame, region: Region) -> gpd.GeoDataFrame:
    communes, member = region.communes, region.member
    zones = drawn.merge(communes, on="zone_id", validate="1:1").rename(columns={"arrondissement": "parent_id"})
    zones["level"] = "commune"
    zones["geometry_quality"] = np.where(zones["zone_id"].map(region.known_exactly()), "official", "approximate")
    province_of = dict(zip(communes["arrondissement"], communes["province"], strict=True))
    arrondissements = raise_level(zones, _units(ARRONDISSEMENTS), level="arrondissement", parents=province_of)
    provinces = raise_level(
        arrondissements, _units(PROVINCES), level="province", parents=dict.fromkeys(PROVINCES, REGION)
    )
    whole = raise_level(provinces, _units({REGION: "Wallonie"}), level="region")
    levels = {"province": provinces, "arrondissement": arrondissements}
    for level, parent in (("province", "province"), ("arrondissement", "arrondissement")):
        within = member.merge(communes, on="zone_id").groupby("canton")[parent].transform("nunique") == 1
        joined = member.merge(communes, on="zone_id")
        exact = within.groupby(joined[parent]).all()
        frame = levels[level]
        frame["geometry_quality"] = np.where(frame["zone_id"].map(exact), "official", "approximate")
    whole["geometry_quality"] = "official"
    return stack_levels(whole, provinces, arrondissements, zones)


def _units(names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(names.items()), columns=["zone_id", "name"])
