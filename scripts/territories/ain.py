"""Ain: 391 communes drawn around their villages, against those of the neighbours, grouped by intercommunality."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.names import slug
from geo.territories.coverage import cells_among
from geo.territories.levels import raise_level, stack_levels
from scripts.territories.french import POPULATION_YEAR, communes, locate
from scripts.territories.geonames import points, postal_localities
from scripts.territories.packages import ETALAB, read_json
from scripts.territories.tables import Built, finish_places, read_locality_weights, weighed

CRS = "EPSG:2154"
DEPARTEMENT = "01"
NEIGHBOURS = ["38", "39", "69", "71", "73", "74"]
MARGIN_M = 15_000.0
OLD_NAMES = {
    "Chavannes-sur-Suran": "01095",
    "Germagnat": "01095",
    "Hotonnes": "01187",
    "Songieu": "01187",
    "Le Grand-Abergement": "01187",
    "Le Petit-Abergement": "01187",
    "Treffort-Cuisiat": "01426",
}
"""Villages that GeoNames lists under a name that is no longer a commune's, and the commune that holds them."""


def build(committed: pd.DataFrame) -> Built:
    """Return the zones and places of the Ain, and the latest population; births are committed figures."""
    listed, present = _communes()
    figures = _population(present)
    localities = _localities(listed, present)
    drawn = _drawn(localities)
    known = pd.concat([committed[~committed["source_id"].isin(figures["source_id"])], figures])
    columns = {
        "population": ("population", 2021),
        "population_2023": ("population", POPULATION_YEAR),
        "births_2022": ("births", 2022),
    }
    places = weighed(_places(localities), read_locality_weights("ain"))
    return Built(_zones(drawn, present), finish_places(places, known, columns=columns), figures)


def placed() -> pd.DataFrame:
    """Return where the villages are, before anything is spread over them."""
    return _places(_localities(*_communes()))


def _communes() -> tuple[pd.DataFrame, pd.DataFrame]:
    listed = communes().query("departement == @DEPARTEMENT")
    return listed, listed[listed["kind"] == "commune-actuelle"].set_index("code").sort_index()


def _drawn(localities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the cells of the villages among those of the neighbours: half way to the nearest village outside."""
    box = shapely.box(*localities.total_bounds).buffer(MARGIN_M, join_style="mitre")
    around = communes().query("departement in @NEIGHBOURS and kind != 'arrondissement-municipal'")
    abroad = postal_localities("CH")
    outside = pd.concat([locate(around, ["FR"]).dropna(subset=["lon"])[["lon", "lat"]], abroad[["lon", "lat"]]])
    outside = points(outside.drop_duplicates(ignore_index=True), CRS)
    return cells_among(localities, outside.geometry, box, fragments=0.1)


def _population(present: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "zone_id": present.index,
            "indicator": "population",
            "year": POPULATION_YEAR,
            "value": present["population"].to_numpy(np.float64),
            "status": "official",
            "source_id": "insee-population-2023",
        }
    )


def _localities(listed: pd.DataFrame, present: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the villages of present communes as metric points."""
    old = pd.DataFrame({"name": list(OLD_NAMES), "zone_id": list(OLD_NAMES.values())})
    old["postal_codes"] = old["zone_id"].map(present["postal_codes"])
    rows = pd.concat([listed[["name", "zone_id", "postal_codes"]], old], ignore_index=True)
    located = points(locate(rows, ["FR"]).dropna(subset=["lon"]), CRS)
    located = located.drop_duplicates(["zone_id", "lon", "lat"]).sort_values(["zone_id", "name"], ignore_index=True)
    if missing := set(present.index) - set(located["zone_id"]):
        raise RuntimeError(f"communes without a locality: {sorted(missing)}")
    return located


def _zones(drawn: gpd.GeoDataFrame, present: pd.DataFrame) -> gpd.GeoDataFrame:
    groups = read_json(ETALAB, "data/epci.json")
    group_of = {member["code"]: group["code"] for group in groups for member in group["membres"]}
    zones = drawn.assign(
        level="commune",
        parent_id=drawn["zone_id"].map(group_of),
        name=drawn["zone_id"].map(present["name"]),
        geometry_quality="approximate",
    )
    units = pd.DataFrame(
        [(group["code"], _group_name(group, present)) for group in groups], columns=["zone_id", "name"]
    )
    level = raise_level(zones, units, level="epci", parents=dict.fromkeys(units["zone_id"], DEPARTEMENT))
    whole = raise_level(level, pd.DataFrame({"zone_id": [DEPARTEMENT], "name": ["Ain"]}), level="departement")
    return stack_levels(whole, level, zones)


def _group_name(group: dict[str, object], present: pd.DataFrame) -> str:
    members = group["membres"]
    inside = isinstance(members, list) and all(member["code"] in present.index for member in members)
    return str(group["nom"]) if inside else f"{group['nom']} (partie dans l'Ain)"


def _places(localities: gpd.GeoDataFrame) -> pd.DataFrame:
    places = pd.DataFrame(localities.drop(columns="geometry"))
    places["place_id"] = places["zone_id"] + "-" + places["name"].map(slug)
    return places[["place_id", "name", "zone_id", "lon", "lat"]]
