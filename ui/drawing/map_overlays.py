"""The layers that are laid over a map: declared areas, basins, population points, what is reached from an actor."""

import math
from importlib import import_module
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from analysis.diagnosis.ask import Measures
from geo.workspace.zones import smallest_in
from ui.drawing.map_classes import NO_DATA, Classified, MapClass
from ui.drawing.maps import geometry_texts
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.words.numbers import minutes

_SOFT = ("#a6cee3", "#b2df8a", "#fdbf6f", "#cab2d6", "#fb9a99", "#ffff99", "#8dd3c7", "#bebada", "#d9a679", "#c7c7c7")
POINT_COLOURS = ("#08519c", "#3182bd", "#6baed6", "#bdd7e7", "#f0b27a", "#9aa3ad")
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
    palette, seen = {}, dict.fromkeys(_SOFT, 0)
    for at, actor in enumerate(actors):
        colour = _SOFT[at % len(_SOFT)]
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


def reach(view: View, actor_ids: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    """Return the areas within the thresholds of the actors chosen, the widest first."""
    # Imported only where areas are asked for: it brings the compiled engine.
    areas = import_module("ui.drawing.reach_areas").reach_areas(view, actor_ids)
    if areas is None:
        return []
    texts = geometry_texts(list(areas.geometry))
    order = areas["threshold_min"].rank(method="dense").astype(int)
    return [
        (
            text,
            {"fill": True, "fillColor": "#08519c", "fillOpacity": 0.16, "color": "#08519c", "weight": 1 + 0.4 * rank},
        )
        for text, rank in zip(texts, order, strict=True)
    ]
