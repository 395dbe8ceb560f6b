"""The layers that are laid over a map: declared areas, basins, population points, what is reached from an actor."""

import math
from importlib import import_module
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from analysis.diagnosis.ask import Measures
from geo.workspace.zones import smallest_in
from ui.drawing.map_classes import NO_DATA, Classified, MapClass
from ui.drawing.maps import Name, geometry_texts
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.words.numbers import minutes

SOFT = ("#f1c5fc", "#99f65a", "#e3ebd6", "#f877ab", "#a2c78a", "#9e9efa", "#8ac7c7", "#ebebad", "#d6ebeb", "#bd9fd1")
POINT_COLOURS = ("#08519c", "#3182bd", "#6baed6", "#bdd7e7", "#f0b27a", "#9aa3ad")
REACH = "#6a1b5e"
_MANY, _DEGREE_KM = 4000, 111.2


def declared(measures: Measures, inside: set[str], zones: gpd.GeoDataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Return the outlines of the zones inside the declared area of an open service."""
    known = measures.areas[(measures.areas["basis"] == "declared") & measures.areas["zone_id"].isin(inside)]
    style = {"fill": False, "color": "#c2410c", "weight": 1.6, "dashArray": "6 4"}
    return [(zone, style) for zone in zones["zone_id"] if zone in set(known["zone_id"])]


def basins(measures: Measures, lines: pd.DataFrame, view: View) -> tuple[Classified, dict[str, str]]:
    """Return one class per actor, the communes most of whose births have it as the nearest; and the actors' colours."""
    owner = measures.area.main_services()["actor_id"].reindex(lines.index)
    palette = _palette(list(owner.dropna().value_counts().index))
    counts, names = owner.value_counts(), measures.supply.actors.set_index("actor_id")["name"]
    classes = [MapClass(colour, str(names.get(actor, actor)), int(counts[actor])) for actor, colour in palette.items()]
    missing = int(owner.isna().sum())
    if missing:
        classes.append(MapClass(NO_DATA, view.texts("class-none-reached"), missing))
    return Classified(colours=owner.map(palette).fillna(NO_DATA), classes=tuple(classes)), palette


def basin_shapes(view: View, palette: dict[str, str]) -> list[tuple[str, dict[str, Any]]]:
    """Return the basins drawn along the roads, in the colours of their actors; none without roads."""
    # Imported only where areas are asked for: it brings the compiled engine.
    areas = import_module("ui.drawing.reach_areas").road_basins(view, tuple(sorted(palette)))
    if areas is None:
        return []
    style = {"fill": True, "fillOpacity": 1, "color": "#3b4652", "weight": 1}
    texts = geometry_texts(list(areas.geometry))
    return [
        (text, {**style, "fillColor": palette[actor]}) for text, actor in zip(texts, areas["actor_id"], strict=True)
    ]


def _palette(actors: list[str]) -> dict[str, str]:
    """Return a soft colour per actor; two of the same tone are a shade apart, so that each is a class of its own."""
    palette, seen = {}, dict.fromkeys(SOFT, 0)
    for at, actor in enumerate(actors):
        colour = SOFT[at % len(SOFT)]
        palette[actor] = f"#{int(colour[1:], 16) - seen[colour]:06x}"
        seen[colour] += 1
    return palette


def points(view: View, measures: Measures) -> tuple[list[tuple[float, float, int, str]], list[dict[str, Any]]]:
    """Return the population points by time to the nearest actor: what stands for isochrones without roads."""
    places, at = _placed(view, measures)
    captions = [
        view.texts("point-caption", place=name, minutes=minutes(value, view.language))
        for name, value in zip(places["name"], places["minutes"], strict=True)
    ]
    styles = [
        {"radius": 4, "stroke": True, "weight": 0.5, "color": "#ffffff", "fill": True}
        | {"fillColor": colour, "fillOpacity": 0.9}
        for colour in POINT_COLOURS
    ]
    spots = zip(places["lat"].round(4), places["lon"].round(4), at, captions, strict=True)
    return [(lat, lon, int(style), caption) for lat, lon, style, caption in spots], styles


def many_points(view: View) -> bool:
    """Tell whether the population points are too many to be drawn one by one."""
    return len(remembered_data(view).places) > _MANY


def grid(view: View, measures: Measures) -> dict[str, Any]:
    """Return many population points as one grid of squares: ten-thousandths of a degree, a colour each, their side."""
    places, at = _placed(view, measures)
    return {
        "lat": (places["lat"] * 10_000).round().astype("int64").tolist(),
        "lon": (places["lon"] * 10_000).round().astype("int64").tolist(),
        "style": "".join(map(str, at.tolist())),
        "colours": list(POINT_COLOURS),
        "km": _spacing_km(places),
    }


def _placed(view: View, measures: Measures) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """Return the points of the zone, and the class of each by its minutes; the last class is out of reach."""
    data, thresholds = remembered_data(view), view.territory.thresholds_min
    places = data.places[data.places["zone_id"].isin(set(smallest_in(data, view.zone_id)))]
    places = places.merge(measures.nearest[["place_id", "minutes"]], on="place_id", how="left")
    at = np.searchsorted(np.asarray(thresholds, dtype=float), places["minutes"].fillna(np.inf), side="left")
    return places, np.minimum(at, len(POINT_COLOURS) - 1)


def _spacing_km(places: pd.DataFrame) -> float:
    """Return how far apart neighbouring points are, in km: the side of the squares."""
    if len(places) < 2:
        return 1.0
    shrink = math.cos(math.radians(places["lat"].mean()))
    spots = np.column_stack([places["lon"] * shrink, places["lat"]]) * _DEGREE_KM
    near, _ = cKDTree(spots).query(spots, k=2)
    return round(float(np.median(near[:, 1])), 3)


def reach(view: View, actor_ids: tuple[str, ...]) -> tuple[list[tuple[str, dict[str, Any]]], list[Name]]:
    """Return the outline of what is reached from the actors chosen at each threshold, the widest first, and its time.

    Times that are estimated are known at places: the outline is that of the places reached, never a disc.
    """
    # Imported only where areas are asked for: it brings the compiled engine.
    areas = import_module("ui.drawing.reach_areas").reach_areas(view, actor_ids)
    if areas is None or areas.empty:
        return [], []
    areas = areas.sort_values("threshold_min", ascending=False, kind="stable")
    rank = areas["threshold_min"].rank(method="dense", ascending=False).astype(int)
    texts = geometry_texts(list(shapely.boundary(areas.geometry.to_numpy())))
    style = {"fill": False, "color": REACH, "opacity": 0.95}
    drawn = [(text, style | {"weight": 1 + 0.7 * at}) for text, at in zip(texts, rank, strict=True)]
    limits: list[Name] = []
    for limit, geometry in zip(areas["threshold_min"], areas.geometry, strict=True):
        points = shapely.get_coordinates(shapely.boundary(geometry))
        # Where the line is the farthest north, east, south and west: the first place that is free.
        for at in (points[:, 1].argmax(), points[:, 0].argmax(), points[:, 1].argmin(), points[:, 0].argmin()):
            said = view.texts("minutes-short", minutes=int(limit))
            limits.append((round(points[at, 1], 4), round(points[at, 0], 4), said, "limit-name", 0.0))
    return drawn, limits
