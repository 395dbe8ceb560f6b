"""France: every commune with its intercommunality, its people and its villages, as the packages carry them."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz

from geo.paths import data_folder
from scripts.territories.french import OVERSEAS, communes, french_plain, locate
from scripts.territories.geonames import cities, match_cities, points, postal_localities
from scripts.territories.packages import ETALAB, read_json

CRS = "EPSG:2154"
ABROAD = ("AD", "BE", "CH", "DE", "ES", "IT", "LU", "MC")
"""Countries whose villages limit the communes along the border."""
ABROAD_M = 20_000.0
"""Villages abroad are kept within this distance of a French one."""
UNLISTED = 250.0
"""People of a village that GeoNames does not list among those of 500 and more, against the figures that it gives: a
hypothesis, for communes of several villages only."""
ALIKE = 82.0
"""From this likeness (0-100) a name left alone in GeoNames is that of a commune that it does not know."""
TOGETHER = {
    "14355": ("Amblie", "Lantheuil", "Tierceville"),
    "14406": ("Coulombs", "Cully", "Martragny", "Rucqueville"),
    "28330": ("Civry", "Lutz-en-Dunois", "Ozoir-le-Breuil", "Saint-Cloud-en-Dunois"),
    "28334": ("Lanneray", "Saint-Denis-les-Ponts"),
}
"""Villages of the communes that GeoNames does not know and that share a postal code with another such commune."""
HALF_MINUTE = 1 / 120
"""Two communes given the same position, known to the minute of arc, are drawn half a minute apart (degrees)."""


def build() -> dict[str, pd.DataFrame]:
    """Return the tables of France.

    Returns
    -------
    ``communes`` (present communes and municipal districts: ``code``, ``name``, ``departement``, ``part_of``, the
    commune of a district, ``group``, ``population``), ``groups`` (``code``, ``name``), ``localities`` (``zone_id``,
    ``name``, ``lon``, ``lat``, ``weight``) and ``abroad`` (``lon``, ``lat``).
    """
    listed = communes()
    kept = {str(code) for code in read_outlines().index}
    listed = listed[listed["departement"].isin(kept)].reset_index(drop=True)
    localities = _localities(listed)
    group_of, groups = _groups()
    own = listed[listed["kind"].isin(["commune-actuelle", "arrondissement-municipal"])]
    district = own["kind"] == "arrondissement-municipal"
    table = pd.DataFrame(
        {
            "code": own["code"],
            "name": own["name"].str.replace("’", "'"),
            "departement": own["departement"],
            "part_of": own["zone_id"].where(district),
            "group": own["code"].map(group_of),
            "population": own["population"].astype(np.int32),
        }
    ).sort_values("code", ignore_index=True)
    groups = groups[groups["code"].isin(table["group"])].sort_values("code", ignore_index=True)
    return {"communes": table, "groups": groups, "localities": localities, "abroad": _abroad(localities)}


def read_outlines() -> gpd.GeoSeries:
    """Return the outlines of the départements that the embedded territory of France draws (EPSG:4326)."""
    zones = gpd.read_parquet(data_folder() / "territories" / "france" / "zones.parquet")
    return zones[zones["level"] == "departement"].set_index("zone_id").geometry


def _groups() -> tuple[dict[str, str], pd.DataFrame]:
    """Return the group of each commune; around Paris, its territorial public body rather than the whole métropole."""
    listed = [*read_json(ETALAB, "data/epci.json"), *read_json(ETALAB, "data/ept.json")]
    group_of = {str(member["code"]): str(group["code"]) for group in listed for member in group["membres"]}
    return group_of, pd.DataFrame([(group["code"], group["nom"]) for group in listed], columns=["code", "name"])


def _localities(listed: pd.DataFrame) -> pd.DataFrame:
    """Return the villages of each commune: its own, those of its delegated and associated parts, its districts."""
    located = locate(listed, ["FR", *OVERSEAS.values()])
    known = located.dropna(subset=["lon"])
    left_alone = pd.DataFrame(list(_left_alone(located)), columns=["zone_id", "name", "lon", "lat"])
    rows = pd.concat([known[["zone_id", "name", "lon", "lat", "kind", "population"]], left_alone], ignore_index=True)
    # where a commune and the part that is its seat are both there, the name of the village stays
    seats = known.loc[known["kind"].isin(["commune-deleguee", "commune-associee"]), ["code", "zone_id"]]
    seated = set(seats.loc[seats["code"] == seats["zone_id"], "code"])
    rows = rows[~((rows["kind"] == "commune-actuelle") & rows["zone_id"].isin(seated))]
    rows = rows.sort_values(["zone_id", "name"], ignore_index=True).drop_duplicates(["zone_id", "lon", "lat"])
    district = rows["kind"] == "arrondissement-municipal"
    rows = rows[district | ~rows["zone_id"].isin(rows.loc[district, "zone_id"])]
    rows = _apart(rows.sort_values(["zone_id", "name", "lon"], ignore_index=True))
    if missing := sorted(set(listed["zone_id"]) - set(rows["zone_id"])):
        raise RuntimeError(f"communes without a locality: {missing}")
    rows["weight"] = _weights(rows)
    rows["name"] = rows["name"].str.replace("’", "'")
    return rows[["zone_id", "name", "lon", "lat", "weight"]]


def _left_alone(located: pd.DataFrame) -> Iterator[tuple[str, str, float, float]]:
    """Find the villages of the communes that GeoNames does not know, among those that it alone names.

    They are those with a postal code of the commune that are no other commune's: those whose name is like the
    commune's where there are, else all of them. A commune that shares its village with its homonym takes its place.
    """
    postal = postal_localities("FR", *OVERSEAS.values())
    postal["plain"] = postal["name"].map(french_plain)
    known = located.dropna(subset=["lon"])
    taken = set(zip(known["lon"], known["lat"], strict=True))
    named = set(zip(known["departement"], known["name"].map(french_plain), strict=True))
    free = postal[[place not in taken for place in zip(postal["lon"], postal["lat"], strict=True)]]
    missing = located[(located["kind"] == "commune-actuelle") & ~located["zone_id"].isin(known["zone_id"])]
    for commune in missing.itertuples():
        if commune.code in TOGETHER:
            found = free[free["postal_code"].isin(commune.postal_codes) & free["name"].isin(TOGETHER[commune.code])]
        else:
            found = free[free["postal_code"].isin(commune.postal_codes)]
            found = found[[(commune.departement, name) not in named for name in found["plain"]] or slice(0)]
            alike = [fuzz.WRatio(french_plain(commune.name), name) >= ALIKE for name in found["plain"]]
            found = found[alike] if any(alike) else found
            if found.empty:
                found = postal[postal["plain"] == french_plain(commune.name)].drop_duplicates("postal_code")
                found = found[found.index.isin(free.index)] if found.index.isin(free.index).any() else found
        for village in found.drop_duplicates(["lon", "lat"]).itertuples():
            yield commune.code, village.name, village.lon, village.lat


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Return villages with those of two communes at one position drawn half a minute of arc apart, east to west."""
    rank = rows.groupby(["lon", "lat"]).cumcount()
    return rows.assign(lon=(rows["lon"] + rank * HALF_MINUTE).round(4), lat=rows["lat"].round(4))


def _weights(rows: pd.DataFrame) -> pd.Series:
    """Return what each village weighs in its commune: the people that GeoNames gives it, a district its own."""
    alone = ~rows["zone_id"].duplicated(keep=False)
    placed = points(rows[~alone], CRS)
    listed = points(cities("FR"), CRS)
    around = gpd.GeoSeries(shapely.buffer(placed.geometry.to_numpy(), 1), index=placed.index)
    areas = around.groupby(placed["zone_id"]).first()
    city = match_cities(placed, listed, areas)["city"]
    people = listed["population"].to_numpy(np.float64)[city.where(city >= 0, 0)]
    given = pd.Series(np.where(city >= 0, people, UNLISTED), index=placed.index)
    weights = rows["population"].where(rows["kind"] == "arrondissement-municipal").fillna(given)
    return weights.where(~alone, 1.0).astype(np.int32)


def _abroad(localities: pd.DataFrame) -> pd.DataFrame:
    """Return where the villages of the neighbouring countries are, near the border."""
    around = points(postal_localities(*ABROAD)[["lon", "lat"]].drop_duplicates(), CRS)
    tree = shapely.STRtree(points(localities, CRS).geometry.to_numpy())
    near, _ = tree.query_nearest(around.geometry.to_numpy(), max_distance=ABROAD_M, all_matches=False)
    kept = pd.DataFrame(around.iloc[sorted(near)][["lon", "lat"]]).round(4)
    return kept.drop_duplicates().sort_values(["lon", "lat"], ignore_index=True)
