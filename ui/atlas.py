"""What each map of the app shows: which indicator, which classes, which actors, and the same as a table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from analysis.diagnosis import Measures, smallest_in
from ui.classes import (
    NO_DATA,
    Classified,
    MapClass,
    classify_declared,
    classify_minutes,
    classify_numbers,
    round_limits,
)
from ui.maps import (
    OUTLINE,
    Drawing,
    drawing_code,
    geometry_texts,
    label_points,
    legend_html,
    located,
    simplified,
    zone_styles,
)
from ui.memory import key_of, remembered_data, remembered_measures, remembered_shapes, version_of
from ui.numbers import count, decimal, minutes, percent
from ui.symbols import actor_marks, legend_marks
from ui.texts import pick
from ui.view import View

_TOWNS, _APART = 7, 0.05
_FROM_DATA = ("minutes", "within", "declared", "births", "population", "coverage")
_SOFT = ("#a6cee3", "#b2df8a", "#fdbf6f", "#cab2d6", "#fb9a99", "#ffff99", "#8dd3c7", "#bebada", "#d9a679", "#c7c7c7")
_POINT_COLOURS = ("#08519c", "#3182bd", "#6baed6", "#bdd7e7", "#f0b27a", "#9aa3ad")


@dataclass(frozen=True)
class Asked:
    """What a map should show: an indicator, and which layers over it.

    ``actors`` is ``selection``, ``all`` or ``none``; ``areas``, ``basins`` and ``points`` are layers switched on.
    """

    indicator: str
    actors: str = "selection"
    areas: bool = False
    basins: bool = False
    points: bool = False
    reach: tuple[str, ...] = ()


@dataclass(frozen=True)
class Atlas:
    """A map ready to draw: its data, its title and legend, and the values behind its colours."""

    code: str
    title: str
    legend: str
    values: pd.DataFrame


def indicators(view: View) -> list[str]:
    """Return the indicators that a map of this territory can show; the first is the best to open on."""
    data, measures = remembered_data(view), remembered_measures(view)
    lines = measures.zones[measures.zones["level"] == data.territory.smallest_level]
    possible = {
        "minutes": lines["mean_min"].notna().any(),
        "within": lines["mean_min"].notna().any(),
        "declared": (measures.areas["basis"] == "declared").any(),
        "births": lines["births"].notna().any(),
        "population": lines["population"].notna().any(),
        "coverage": lines["coverage_rate"].notna().any(),
    }
    other = [name for name in data.territory.indicators if name not in _FROM_DATA]
    own = [name for name in _FROM_DATA if possible[name]]
    return [*own, *other] or ["births"]


def indicator_name(indicator: str, view: View) -> str:
    """Return the title of an indicator."""
    catalogue = view.texts
    if indicator not in _FROM_DATA:
        return pick(view.territory.indicators[indicator].names, view.language)
    if indicator == "minutes":
        return catalogue(f"map-minutes-{remembered_measures(view).engine.kind}")
    if indicator == "within":
        return catalogue("map-within", minutes=view.threshold_min)
    return catalogue(f"map-{indicator}")


def atlas(view: View, asked: Asked) -> Atlas:
    """Return the map of a view."""
    key = (*key_of(view), view.zone_id, view.language, view.threshold_min if asked.indicator == "within" else 0)
    return _atlas(key, asked, view)


@st.cache_resource(max_entries=48, show_spinner=False)
def _atlas(key: tuple[object, ...], asked: Asked, _view: View) -> Atlas:
    del key
    view, territory, catalogue = _view, _view.territory, _view.texts
    data, measures, shapes = remembered_data(view), remembered_measures(view), remembered_shapes(view)
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == view.zone_id, "zone_id"])
    zones = shapes[(shapes["level"] == territory.smallest_level) & shapes["zone_id"].isin(inside)]
    lines = measures.zones.set_index("zone_id").loc[zones["zone_id"]]
    values, classified = _classified(asked.indicator, view, measures, lines)
    if asked.basins:
        classified = _basins(measures, lines, view)
    styles, position = zone_styles(classified, approximate=(zones["geometry_quality"] == "approximate").any())
    written = _writer(asked.indicator, view)
    title = catalogue("map-basins") if asked.basins else indicator_name(asked.indicator, view)
    captions = _captions(
        lines, values, written, title if not asked.basins else indicator_name(asked.indicator, view), view
    )
    drawn = _actors_drawn(asked, view, measures)
    larger = shapes[(shapes["level"] == territory.comparison_level) & shapes["zone_id"].isin(inside)]
    larger = larger if len(larger) else shapes[shapes["zone_id"] == view.zone_id]
    drawing = Drawing(
        view=f"{territory.id} {view.zone_id}",
        label=catalogue("map-label", title=title, zone=data.zones.set_index("zone_id").loc[view.zone_id, "name"]),
        bounds=tuple(gpd.GeoSeries(zones.geometry).total_bounds),
        zones=[
            (zone, caption, position[classified.colours[zone]])
            for zone, caption in zip(zones["zone_id"], captions, strict=True)
        ],
        styles=styles,
        shapes=_shape_texts(territory.id, version_of(view), view),
        outlines=[(zone, {"fill": False, "color": OUTLINE, "weight": 1.8}) for zone in larger["zone_id"]],
        actors=actor_marks(located(drawn), _capacities(data.services), catalogue),
        names=[*_towns(zones, lines), *(label_points(larger, "zone-name") if len(larger) > 1 else [])],
    )
    if asked.areas:
        drawing = replace(drawing, outlines=[*drawing.outlines, *_declared(measures, inside, zones)])
    if asked.points:
        points, point_styles = _points(view, measures)
        drawing = replace(drawing, points=points, point_styles=point_styles)
    if asked.reach:
        drawing = replace(drawing, extra=_reach(view, asked.reach))
    notes = [pick(territory.geometry_notes, view.language)] if territory.geometry_notes else []
    if asked.areas:
        notes = [catalogue("legend-areas"), *notes]
    if asked.reach:
        limits = ", ".join(map(str, territory.thresholds_min))
        notes = [catalogue("legend-reach", minutes=limits, engine=measures.engine.kind), *notes]
    if asked.points:
        notes = [catalogue("legend-points", layer=view.layer), *notes]
    unplaced = len(drawn) - len(located(drawn))
    if unplaced:
        notes = [catalogue("legend-unplaced", actors=unplaced), *notes]
    legend = legend_html(title, classified, notes, legend_marks(drawn, catalogue) if len(drawn) else ())
    table = pd.DataFrame({"zone": lines["name"], "value": values.to_numpy(), "births": lines["births"]})
    return Atlas(drawing_code(drawing), title, legend, table.reset_index(names="zone_id"))


def _classified(indicator: str, view: View, measures: Measures, lines: pd.DataFrame) -> tuple[pd.Series, Classified]:
    catalogue, territory = view.texts, view.territory
    written = _writer(indicator, view)
    if indicator == "declared":
        covered = set(measures.areas.loc[measures.areas["basis"] == "declared", "zone_id"])
        values = pd.Series([float(zone in covered) for zone in lines.index], index=lines.index)
        return values, classify_declared(lines.index, covered, catalogue)
    if indicator == "minutes":
        values = lines["mean_min"]
        # What an engine could not reach is beyond the horizon: far, not unknown.
        shown = values.where(values.notna() | ~_beyond(measures, lines), float("inf"))
        return values, classify_minutes(shown, territory.thresholds_min, catalogue)
    if indicator == "within":
        rows = measures.within[measures.within["threshold_min"] == view.threshold_min].set_index("zone_id")
        by = "births" if rows["births_total"].notna().any() else "population"
        values = (rows[by] / rows[f"{by}_total"].where(rows[f"{by}_total"] > 0)).reindex(lines.index)
        return values, classify_numbers(values, [0.0, 0.5, 0.8, 0.9999], written, catalogue)
    if indicator == "coverage":
        values = lines["coverage_rate"]
        return values, classify_numbers(values, [0.25, 0.5, 0.75, 1.0], written, catalogue)
    values = lines[indicator] if indicator in lines else _figures(indicator, view, lines.index)
    return values, classify_numbers(values, round_limits(values), written, catalogue)


def _beyond(measures: Measures, lines: pd.DataFrame) -> pd.Series:
    """Return which zones have places, none of which any actor reaches, though some actor has a known place."""
    some = bool(located(measures.supply.actors).shape[0])
    return (lines["unreached"] > 0) & some


def _figures(indicator: str, view: View, zone_ids: pd.Index) -> pd.Series:
    figures = remembered_data(view).figures
    rows = figures[figures["indicator"] == indicator].sort_values("year").drop_duplicates("zone_id", keep="last")
    return rows.set_index("zone_id")["value"].reindex(zone_ids)


def _writer(indicator: str, view: View) -> Any:  # noqa: ANN401 - a function of a number
    language, catalogue = view.language, view.texts
    if indicator == "declared":
        return lambda value: catalogue("class-declared" if value else "class-not-declared")
    if indicator == "minutes":
        return lambda value: minutes(value, language)
    if indicator in ("within", "coverage"):
        return lambda value: percent(value, language)
    known = view.territory.indicators.get(indicator)
    if known is None or known.kind == "count":
        return lambda value: count(value, language)
    unit = "\u00a0%" if known.unit.startswith("percent") else ""
    return lambda value: decimal(value, language) + ("" if math.isnan(value) else unit)


def _captions(lines: pd.DataFrame, values: pd.Series, written: Any, title: str, view: View) -> list[str]:  # noqa: ANN401
    texts, language = view.texts, view.language
    births = [count(value, language) for value in lines["births"]]
    return [
        texts("map-caption", zone=name, births=born, title=title, value=written(value))
        for name, born, value in zip(lines["name"], births, values, strict=True)
    ]


def _actors_drawn(asked: Asked, view: View, measures: Measures) -> pd.DataFrame:
    if asked.actors == "all":
        return remembered_data(view).actors
    if asked.actors == "none":
        return measures.supply.actors.iloc[:0]
    return pd.concat([measures.supply.actors, measures.supply.set_aside], ignore_index=True)


def _capacities(services: pd.DataFrame) -> pd.Series:
    return services.groupby("actor_id")["capacity"].sum(min_count=1).dropna()


def _towns(zones: gpd.GeoDataFrame, lines: pd.DataFrame) -> list[tuple[float, float, str, str]]:
    """Return the names of the most populous zones, leaving out those that would be written over another."""
    largest = zones[zones["zone_id"].isin(lines["population"].nlargest(_TOWNS).index)]
    west, south, east, north = zones.total_bounds
    kept: list[tuple[float, float, str, str]] = []
    for spot in label_points(largest, "town-name"):
        apart = (
            abs(spot[0] - other[0]) / (north - south) > _APART or abs(spot[1] - other[1]) / (east - west) > 3 * _APART
            for other in kept
        )
        if all(apart):
            kept.append(spot)
    return kept


def _declared(measures: Measures, inside: set[str], zones: gpd.GeoDataFrame) -> list[tuple[str, dict[str, Any]]]:
    declared = measures.areas[(measures.areas["basis"] == "declared") & measures.areas["zone_id"].isin(inside)]
    style = {"fill": False, "color": "#c2410c", "weight": 1.6, "dashArray": "6 4"}
    return [(zone, style) for zone in zones["zone_id"] if zone in set(declared["zone_id"])]


def _basins(measures: Measures, lines: pd.DataFrame, view: View) -> Classified:
    """Return one class per actor: the communes most of whose births have it as the nearest."""
    data = remembered_data(view)
    weight = data.places["births"].where(data.places["births"].notna(), data.places["population"])
    near = measures.nearest.assign(weight=weight.to_numpy())
    sums = near[near["actor_id"].notna()].groupby(["zone_id", "actor_id"])["weight"].sum().reset_index()
    main = sums.sort_values(["weight", "actor_id"], ascending=[False, True]).drop_duplicates("zone_id")
    owner = main.set_index("zone_id")["actor_id"].reindex(lines.index)
    return classify_owners(owner, measures.supply.actors.set_index("actor_id")["name"], view)


def classify_owners(owner: pd.Series, names: pd.Series, view: View) -> Classified:
    """Return one class per actor, neighbours told apart by a soft palette, and one for what none reaches."""
    known = list(owner.dropna().value_counts().index)
    palette = {actor: _SOFT[at % len(_SOFT)] for at, actor in enumerate(known)}
    # Two actors of one colour would be one class: a shade apart is enough.
    seen: dict[str, int] = {}
    for actor, colour in palette.items():
        turn = seen.get(colour, 0)
        seen[colour] = turn + 1
        palette[actor] = f"#{int(colour[1:], 16) - turn:06x}"
    counts = owner.value_counts()
    classes = [MapClass(palette[actor], str(names.get(actor, actor)), int(counts[actor])) for actor in known]
    missing = int(owner.isna().sum())
    if missing:
        classes.append(MapClass(NO_DATA, view.texts("class-none-reached"), missing))
    return Classified(colours=owner.map(palette).fillna(NO_DATA), classes=tuple(classes))


def _points(view: View, measures: Measures) -> tuple[list[tuple[float, float, int, str]], list[dict[str, Any]]]:
    """Return the population points by time to the nearest actor: what stands for isochrones without roads."""
    data = remembered_data(view)
    inside = set(smallest_in(data, view.zone_id))
    places = data.places.merge(measures.nearest[["place_id", "minutes"]], on="place_id")
    places = places[places["zone_id"].isin(inside)]
    thresholds = view.territory.thresholds_min
    at = [
        sum(value > limit for limit in thresholds) if not math.isnan(value) else len(thresholds)
        for value in places["minutes"]
    ]
    plain = len(places) > 4000
    captions: Sequence[str] = (
        [""] * len(places)
        if plain
        else [
            view.texts("point-caption", place=name, minutes=minutes(value, view.language))
            for name, value in zip(places["name"], places["minutes"], strict=True)
        ]
    )
    radius = 2.5 if plain else 4
    styles = [
        {"radius": radius, "stroke": not plain, "weight": 0.5, "color": "#ffffff", "fill": True}
        | {"fillColor": _POINT_COLOURS[min(position, len(_POINT_COLOURS) - 1)], "fillOpacity": 0.9}
        for position in range(len(thresholds) + 1)
    ]
    spots = zip(places["lat"].round(4), places["lon"].round(4), at, captions, strict=True)
    return [(lat, lon, style, caption) for lat, lon, style, caption in spots], styles


def _reach(view: View, actor_ids: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    # Imported only where areas are asked for: it brings the compiled engine.
    areas = import_module("ui.reach_areas").reach_areas(view, actor_ids)
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


@st.cache_resource(max_entries=8, show_spinner=False)
def _shape_texts(territory_id: str, version: str, _view: View) -> dict[str, str]:
    del territory_id, version
    shapes = remembered_shapes(_view)
    found: dict[str, str] = {}
    for _, level in shapes.groupby("level"):
        found |= simplified(level)
    return found
