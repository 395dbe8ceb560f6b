"""What a map shows around its zones and over them, without asking anybody: the land, the main roads, the towns."""

from dataclasses import replace
from importlib import import_module

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from babel import Locale

from geo.paths import data_folder
from geo.schema import FloatArray
from geo.territories.surroundings import kept_divisions, surroundings
from geo.travel.engines import available_engines
from geo.travel.main_roads.profile import corridors_path, read_corridors
from geo.workspace.data import TerritoryData
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import Territory
from ui.drawing.maps import Name, Styled, geometry_texts
from ui.session.shared_results import keep
from ui.session.territory_tables import ground_version, remembered_data, travel_version
from ui.session.view import View

LAND = {"fill": True, "fillColor": "#f6f4ef", "fillOpacity": 1, "stroke": False}
_DIVISION = {"fill": False, "color": "#d3cec2", "weight": 0.9}
_BORDER = {"fill": False, "color": "#9d978a", "weight": 1.4, "dashArray": "7 3 1 3"}
_CASING = {"fill": False, "color": "#ffffff", "opacity": 0.85}
_WAY = {"fill": False, "color": "#c98a2b", "opacity": 0.9}
_WIDTHS = {"motorway": (3.4, 1.9), "trunk": (2.2, 0.9)}
_RIVER = {"fill": False, "color": "#17708c", "opacity": 0.95}
_RIVER_WIDTHS = (3.2, 1.6)
_MANY = 20
"""With more places than this in a zone, on average, none stands for the whole of it."""
_NEAR, _FAR = 260, 120
"""How many places may be named inside the zone and around it: those of a frame are chosen among them."""


@keep(8, key=lambda view: (view.territory_id, ground_version(view.territory_id)))
def around(view: View) -> list[Styled]:
    """Return the land of the countries around a territory, the lines between their divisions and their borders."""
    known = _surroundings(view)
    styles = {"land": LAND, "division": _DIVISION, "border": _BORDER}
    return [
        (text, styles[what])
        for what in styles
        for text in geometry_texts(list(known.loc[known["what"] == what, "geometry"]))
    ]


@keep(16, key=lambda view: (view.territory_id, ground_version(view.territory_id), view.language))
def names_around(view: View) -> list[Name]:
    """Return the names of the countries and divisions around a territory, in the language of the view."""
    known, countries = _surroundings(view), Locale(view.language).territories
    found: list[Name] = []
    for row in known[known["what"].isin(["country-name", "division-name"])].itertuples(index=False):
        country = row.what == "country-name"
        name = str(countries.get(row.fr, row.fr)) if country else str(row.fr if view.language == "fr" else row.en)
        found.append((round(row.geometry.y, 4), round(row.geometry.x, 4), name, row.what, round(row.room, 4)))
    return found


@keep(8, key=lambda view: (view.territory_id, ground_version(view.territory_id), travel_version(view, "car")))
def main_roads(view: View) -> list[Styled]:
    """Return the rivers and main roads of the road file, else the roads known to serve localities, one to the next."""
    built = "roads" in available_engines(view.territory, "car")
    known = _built_roads(view.territory) if built else _known_roads(view.territory)
    laid = [("river", _CASING, _RIVER_WIDTHS[0]), ("river", _RIVER, _RIVER_WIDTHS[1])]
    laid += [
        (kind, style, widths[layer])
        for layer, style in enumerate((_CASING, _WAY))
        for kind, widths in reversed(_WIDTHS.items())
    ]
    return [
        (geometry_texts([known[kind]])[0], style | {"weight": width}) for kind, style, width in laid if kind in known
    ]


def _built_roads(territory: Territory) -> dict[str, shapely.Geometry]:
    # Imported only where there are roads: they bring the compiled engine.
    roads = import_module("geo.roads.territory_roads").open_roads(territory, "car")
    found: dict[str, shapely.Geometry] = import_module("geo.roads.main_streets").main_streets(roads.network)
    return found if roads.rivers.is_empty else {**found, "river": roads.rivers}


def _known_roads(territory: Territory) -> dict[str, shapely.Geometry]:
    path = corridors_path(territory)
    if not path.is_file():
        return {}
    # The roads name localities, whatever layer of points the view counts.
    places = pd.read_parquet(territory.folder / "places.parquet", columns=["place_id", "lon", "lat"])
    places = places.set_index("place_id")
    lines: dict[str, list[shapely.Geometry]] = {}
    for road in read_corridors(path, places.index.to_series()):
        stops = places.loc[list(road.place_ids), ["lon", "lat"]].to_numpy(np.float64)
        lines.setdefault(road.kind, []).append(shapely.LineString(_rounded(stops)))
    return {kind: shapely.MultiLineString(found) for kind, found in lines.items()}


def localities(view: View) -> TerritoryData:
    """Return the tables of a view with the places of its territory: those of a layer that was brought name no town."""
    return remembered_data(replace(view, layer=view.territory.default_layer))


def town_names(data: TerritoryData, inside: set[str]) -> list[Name]:
    """Return the names of the places of a territory, those inside the zones given first, by rank.

    A place that bears the name of its zone counts for the whole of it; the others follow, by their own population.
    """
    places = data.places[["zone_id", "name", "lon", "lat", "population"]].copy()
    places["population"] = places["population"].fillna(0)
    named = data.zones.set_index("zone_id")["name"]
    seat = places["name"].str.casefold() == places["zone_id"].map(named).str.casefold()
    seat &= ~places.assign(seat=seat).duplicated(["zone_id", "seat"])
    total = places.groupby("zone_id")["population"].transform("sum")
    if len(places) > _MANY * places["zone_id"].nunique():
        seat &= False
    places["rank"] = np.where(seat, total, places["population"])
    places["near"] = places["zone_id"].isin(inside)
    places = places.assign(seat=seat).sort_values(["seat", "rank"], ascending=False, kind="stable")
    kept = pd.concat([places[places["near"]].head(_NEAR), places[~places["near"]].head(_FAR)])
    return [
        (round(lat, 4), round(lon, 4), str(name), "town-name", 0.0)
        for lat, lon, name in zip(kept["lat"], kept["lon"], kept["name"], strict=True)
    ]


def _rounded(points: FloatArray) -> FloatArray:
    """Return a way with its corners cut twice, its ends kept: a road known by its stops has no angles to show."""
    for _ in range(2):
        if len(points) > 2:
            quarter = points[:-1] * 0.75 + points[1:] * 0.25
            other = points[:-1] * 0.25 + points[1:] * 0.75
            middle = np.stack([quarter, other], axis=1).reshape(-1, 2)
            points = np.concatenate([points[:1], middle[1:-1], points[-1:]])
    return points


@keep(8, key=lambda view: (view.territory_id, ground_version(view.territory_id)))
def _surroundings(view: View) -> gpd.GeoDataFrame:
    path = data_folder() / "surroundings" / f"{view.territory_id}.parquet"
    if path.is_file():
        return gpd.read_parquet(path)
    whole = zone_shapes(view.territory, level=view.territory.levels[0].id)
    return surroundings(whole.union_all(), kept_divisions())
