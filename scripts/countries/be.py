"""Belgium outside Wallonia: Flanders by province, and Brussels, drawn as Wallonia is."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from scripts.territories.belgian import Region, read_region

REGIONS = {"02000": "nl", "04000": "fr"}
"""Each region and the language that its names are given in."""
UNITS = [
    ("02000", "region", None, "Vlaanderen", "Flandre", "Flanders"),
    ("04000", "region", None, "Bruxelles-Capitale", "Bruxelles-Capitale", "Brussels-Capital"),
    ("10000", "province", "02000", "Antwerpen", "Anvers", "Antwerp"),
    ("20001", "province", "02000", "Vlaams-Brabant", "Brabant flamand", "Flemish Brabant"),
    ("30000", "province", "02000", "West-Vlaanderen", "Flandre occidentale", "West Flanders"),
    ("40000", "province", "02000", "Oost-Vlaanderen", "Flandre orientale", "East Flanders"),
    ("70000", "province", "02000", "Limburg", "Limbourg", "Limburg"),
]
ARRONDISSEMENTS = {
    "11000": "Antwerpen",
    "12000": "Mechelen",
    "13000": "Turnhout",
    "21000": "Bruxelles-Capitale",
    "23000": "Halle-Vilvoorde",
    "24000": "Leuven",
    "31000": "Brugge",
    "32000": "Diksmuide",
    "33000": "Ieper",
    "34000": "Kortrijk",
    "35000": "Oostende",
    "36000": "Roeselare",
    "37000": "Tielt",
    "38000": "Veurne",
    "41000": "Aalst",
    "42000": "Dendermonde",
    "43000": "Eeklo",
    "44000": "Gent",
    "45000": "Oudenaarde",
    "46000": "Sint-Niklaas",
    "71000": "Hasselt",
    "72000": "Maaseik",
    "73000": "Tongeren",
}
UNLISTED = 250.0
"""People of a locality that GeoNames does not list among those of 500 and more, against those that it gives."""
ALIKE = {"21004"}
"""Communes whose localities weigh the same: GeoNames gives one of them the people of the whole city, or more."""


def build() -> dict[str, pd.DataFrame]:
    """Return the tables of Belgium.

    Returns
    -------
    ``units`` (``code``, ``level``, ``parent``, ``name`` in the language of the place, ``fr``, ``en``), ``communes``
    (``code``, ``name``, ``arrondissement``, ``province``, ``region``, ``geometry_quality``, ``geometry``) and
    ``localities`` (``zone_id``, ``name``, ``lon``, ``lat``, ``weight``).
    """
    communes, localities = [], []
    for code, language in REGIONS.items():
        region = read_region(code, language=language)
        drawn = region.drawn(but_with=region.localities)
        known = drawn["zone_id"].map(region.known_exactly())
        table = drawn.merge(region.communes, on="zone_id", validate="1:1")
        communes.append(table.assign(region=code, geometry_quality=np.where(known, "official", "approximate")))
        localities.append(_localities(region, drawn.set_index("zone_id").geometry))
    columns = ["code", "name", "arrondissement", "province", "region", "geometry_quality", "geometry"]
    both = pd.concat(communes).rename(columns={"zone_id": "code"}).sort_values("code", ignore_index=True)
    units = pd.DataFrame(UNITS, columns=["code", "level", "parent", "name", "fr", "en"])
    smaller = (
        both[["arrondissement", "province"]]
        .drop_duplicates()
        .rename(columns={"arrondissement": "code", "province": "parent"})
    )
    smaller["name"] = smaller["code"].map(ARRONDISSEMENTS)
    units = pd.concat([units, smaller.assign(level="arrondissement", fr=smaller["name"], en=smaller["name"])])
    return {
        "units": units.sort_values("code", ignore_index=True),
        "communes": gpd.GeoDataFrame(both[columns], crs=4326),
        "localities": pd.concat(localities).sort_values(["zone_id", "name", "lon"], ignore_index=True),
    }


def _localities(region: Region, drawn: gpd.GeoSeries) -> pd.DataFrame:
    """Return the localities that lie in the drawing of their commune, all those of a commune that has none there."""
    rows = region.localities.to_crs(4326)
    inside = shapely.intersects(drawn[rows["zone_id"]].to_numpy(), rows.geometry.to_numpy())
    rows = rows[inside | ~rows["zone_id"].isin(rows.loc[inside, "zone_id"])]
    weight = rows["listed_population"].fillna(UNLISTED).where(~rows["zone_id"].isin(ALIKE), 1.0)
    table = pd.DataFrame(rows[["zone_id", "postal_name", "lon", "lat"]]).assign(weight=weight)
    table[["lon", "lat"]] = table[["lon", "lat"]].round(5)
    return table.rename(columns={"postal_name": "name"})
