"""Maps as drawings for paper: the classes, colours and marks of the screens, their legend inside the picture."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.diagnosis.ask import Measures
from geo.workspace.data import TerritoryData
from ui.dossier.chart_pictures import FONTS
from ui.drawing.actor_marks import Mark, actor_marks, legend_marks
from ui.drawing.map_classes import (
    NO_DATA,
    PALE,
    Classified,
    classify_declared,
    classify_minutes,
    classify_numbers,
    round_limits,
)
from ui.texts import Texts, pick
from ui.words.numbers import count

_WIDTH, _TALLEST, _MARGIN = 640.0, 350.0, 8.0
_LEGEND, _LINE = 225.0, 16.0
_MARKED = "#c2410c"
_EDGE, _OUTLINE, _INK, _GREY = "#8a96a3", "#1c2733", "#1c2733", "#4a5663"
_DETAIL = 1400
"""Points of the widest side of the map, below which a bend of a boundary is not seen."""
_TOWNS, _FAR = 7, 3.0
_LETTER = 6.1
"""Mean width of a letter of the legend, in units of the drawing."""


@dataclass(frozen=True, eq=False)
class PaperMap:
    """What a map shows: zones coloured by class, the outlines of larger zones, and the actors."""

    title: str
    zones: gpd.GeoDataFrame
    outlines: gpd.GeoDataFrame
    classified: Classified
    actors: pd.DataFrame
    capacities: pd.Series
    names: pd.DataFrame
    counted: str
    notes: tuple[str, ...]
    pale: bool = False
    marked: str = ""


def minutes_classes(measures: Measures, zone_ids: pd.Series, texts: Texts, thresholds: Sequence[float]) -> Classified:
    """Return the classes of the mean trip of each zone, as the map of the screens has them."""
    lines = measures.zones.set_index("zone_id").loc[zone_ids]
    values = lines["mean_min"]
    if measures.area.reach_state == "not-listed":
        return classify_numbers(values * math.nan, list(thresholds), str, texts)
    # What an engine could not reach is beyond the horizon: far, not unknown.
    beyond = (lines["unreached"] > 0) & bool(measures.supply.actors["lon"].notna().any())
    shown = values.where(values.notna() | ~beyond, math.inf)
    return classify_minutes(shown, thresholds, texts, state=measures.area.reach_state)


def declared_classes(measures: Measures, zone_ids: pd.Series, texts: Texts) -> Classified:
    """Return which zones some open service declares as its area."""
    covered = set(measures.areas.loc[measures.areas["basis"] == "declared", "zone_id"])
    return classify_declared(pd.Index(zone_ids), covered, texts)


def births_classes(measures: Measures, zone_ids: pd.Series, texts: Texts) -> Classified:
    """Return the classes of the births of each zone, or of its people where births are not known."""
    lines = measures.zones.set_index("zone_id").loc[zone_ids]
    values = lines["births"] if lines["births"].notna().any() else lines["population"]
    return classify_numbers(values, round_limits(values), lambda value: count(value, texts.language), texts)


def zone_map(
    data: TerritoryData,
    shapes: gpd.GeoDataFrame,
    zone_id: str,
    classified: Classified,
    *,
    title: str,
    texts: Texts,
    actors: pd.DataFrame | None = None,
    notes: Sequence[str] = (),
    pale: bool = False,
    marked: str = "",
) -> str:
    """Return the map of the smallest zones of a zone as an SVG.

    Parameters
    ----------
    shapes
        Polygons of every zone, in EPSG:4326.
    classified
        Colours by ``zone_id``.
    actors
        ``schema.ACTOR``; those whose place is known are drawn.
    pale
        Whether less than half of the services are known: a thin register looks thin.
    marked
        The zone that the map is about, whose outline is drawn strongest; none when empty.
    """
    territory = data.territory
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"])
    zones = shapes[(shapes["level"] == territory.smallest_level) & shapes["zone_id"].isin(inside)]
    larger = shapes[(shapes["level"] == territory.comparison_level) & shapes["zone_id"].isin(inside)]
    larger = larger if len(larger) else shapes[shapes["zone_id"] == zone_id]
    placed = data.actors.iloc[:0] if actors is None else actors[actors["lon"].notna()]
    people = data.figures[data.figures["indicator"] == "population"].groupby("zone_id")["value"].max()
    towns = zones[["zone_id", "name"]].assign(population=zones["zone_id"].map(people))
    counted = pick(territory.level(territory.smallest_level).plurals, texts.language)
    said = [*notes, *([pick(territory.geometry_notes, texts.language)] if territory.geometry_notes else [])]
    drawn = PaperMap(
        title=title,
        zones=zones.to_crs(territory.metric_crs),
        outlines=larger.to_crs(territory.metric_crs),
        classified=classified,
        actors=placed,
        capacities=data.services.groupby("actor_id")["capacity"].sum(min_count=1).dropna(),
        names=towns,
        counted=counted,
        notes=tuple(said),
        pale=pale,
        marked=marked,
    )
    return map_svg(drawn, texts)


def map_svg(drawn: PaperMap, texts: Texts) -> str:
    """Return a map as an SVG: the land, the actors, the names, a scale in kilometres and the legend."""
    frame = _Frame.around(drawn.zones)
    marks = legend_marks(drawn.actors, texts) if len(drawn.actors) else []
    legend, tall = _legend(drawn, marks)
    height = max(frame.height, tall) + 2 * _MARGIN
    body = "".join([*_land(drawn, frame), *_marks(drawn, frame, texts), *_names(drawn, frame), _scale(frame, texts)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {_WIDTH:.0f} {height:.0f}" font-family="{FONTS}" font-size="12">'
        f'<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="5" height="5" fill="{NO_DATA}"/>'
        f'<line x1="0" y1="0" x2="0" y2="5" stroke="#9aa3ad" stroke-width="1.6"/></pattern></defs>'
        f"{body}"
        f'<g transform="translate({frame.width + 2 * _MARGIN:.0f},{_MARGIN:.0f})">{legend}</g></svg>'
    )


@dataclass(frozen=True)
class _Frame:
    """Where metres fall on the drawing."""

    west: float
    north: float
    per_unit: float
    width: float
    height: float

    @classmethod
    def around(cls, zones: gpd.GeoDataFrame) -> "_Frame":
        """Return the frame of zones, one far beyond the others left out."""
        middles = shapely.centroid(zones.geometry.to_numpy())
        near = np.ones(len(zones), dtype=bool)
        if len(zones) > _TOWNS:
            for place in (shapely.get_x(middles), shapely.get_y(middles)):
                low, high = np.quantile(place, (0.25, 0.75))
                spread = _FAR * (high - low)
                near &= (place >= low - spread) & (place <= high + spread)
        west, south, east, north = shapely.total_bounds(zones.geometry.to_numpy()[near])
        room = _WIDTH - _LEGEND - 3 * _MARGIN
        per_unit = max((east - west) / room, (north - south) / _TALLEST, 1e-6)
        width, height = (east - west) / per_unit, (north - south) / per_unit
        return cls(west - (room - width) / 2 * per_unit, north, per_unit, room, height)

    def path(self, shape: shapely.Geometry) -> str:
        """Return the outline of a shape, in units of the drawing."""
        rough = shapely.simplify(shape, self.per_unit * (self.width / _DETAIL), preserve_topology=True)
        return "".join(self._ring(ring) for part in shapely.get_parts(rough) for ring in _rings(part))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point falls."""
        return (x - self.west) / self.per_unit + _MARGIN, (self.north - y) / self.per_unit + _MARGIN

    def _ring(self, ring: shapely.Geometry) -> str:
        points = shapely.get_coordinates(ring)
        x, y = (points[:, 0] - self.west) / self.per_unit + _MARGIN, (self.north - points[:, 1]) / self.per_unit
        told = [f"{a:.1f} {b + _MARGIN:.1f}" for a, b in zip(x, y, strict=True)]
        return f"M{'L'.join(dict.fromkeys(told))}Z" if len(told) > 2 else ""


def _rings(part: shapely.Geometry) -> Iterator[shapely.Geometry]:
    if shapely.get_type_id(part) == shapely.GeometryType.POLYGON:
        yield shapely.get_exterior_ring(part)
        yield from (shapely.get_interior_ring(part, at) for at in range(shapely.get_num_interior_rings(part)))


def _land(drawn: PaperMap, frame: _Frame) -> Iterator[str]:
    opacity = f' fill-opacity="{PALE}"' if drawn.pale else ""
    dashed = ' stroke-dasharray="3 2"' if (drawn.zones["geometry_quality"] == "approximate").any() else ""
    yield f'<g stroke="{_EDGE}" stroke-width="0.6"{dashed}{opacity} fill-rule="evenodd">'
    for zone, shape in zip(drawn.zones["zone_id"], drawn.zones.geometry, strict=True):
        colour = drawn.classified.colours[zone]
        yield f'<path fill="{"url(#hatch)" if colour == NO_DATA else colour}" d="{frame.path(shape)}"/>'
    yield f'</g><g fill="none" stroke="{_OUTLINE}" stroke-width="1.5">'
    yield from (f'<path d="{frame.path(shape)}"/>' for shape in drawn.outlines.geometry)
    about = drawn.zones.geometry[drawn.zones["zone_id"] == drawn.marked]
    yield from (f'<path stroke="{_MARKED}" stroke-width="3.5" d="{frame.path(shape)}"/>' for shape in about)
    yield "</g>"


def _marks(drawn: PaperMap, frame: _Frame, texts: Texts) -> Iterator[str]:
    points = gpd.GeoSeries.from_xy(drawn.actors["lon"], drawn.actors["lat"], crs="EPSG:4326").to_crs(drawn.zones.crs)
    for mark, point in zip(actor_marks(drawn.actors, drawn.capacities, texts), points, strict=True):
        x, y = frame.at(point.x, point.y)
        if not (_MARGIN <= x <= frame.width + _MARGIN and _MARGIN <= y <= frame.height + _MARGIN):
            continue
        style = mark["style"]
        dash = ' stroke-dasharray="3 3"' if "dashArray" in style else ""
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{style["radius"] * 0.8:.1f}" fill="{style["fillColor"]}" '
            f'fill-opacity="{style["fillOpacity"]}" stroke="{style["color"]}" stroke-width="{style["weight"]}"{dash}/>'
        )


def _names(drawn: PaperMap, frame: _Frame) -> Iterator[str]:
    """Give the names of the most populous zones, without those that would be written over another."""
    spots = dict(zip(drawn.zones["zone_id"], shapely.point_on_surface(drawn.zones.geometry.to_numpy()), strict=True))
    most = drawn.names.sort_values("population", ascending=False, na_position="last").head(_TOWNS)
    taken: list[tuple[float, float, float]] = []
    for zone, name in zip(most["zone_id"], most["name"], strict=True):
        x, y = frame.at(*shapely.get_coordinates(spots[zone])[0])
        half = len(name) * _LETTER / 2
        if any(abs(y - other) < _LINE and abs(x - beside) < half + wide for beside, other, wide in taken):
            continue
        taken.append((x, y, half))
        x = min(max(x, half + _MARGIN), frame.width + _MARGIN - half)
        spot = f'<text x="{x:.1f}" y="{max(y - 6, _LINE):.1f}" text-anchor="middle"'
        # A white edge first: not every program knows how to draw it below the letters.
        yield f'{spot} fill="#ffffff" stroke="#ffffff" stroke-width="3" stroke-linejoin="round">{escape(name)}</text>'
        yield f'{spot} fill="{_INK}">{escape(name)}</text>'


def _scale(frame: _Frame, texts: Texts) -> str:
    """Return a bar of a round number of kilometres."""
    fifth = frame.width * frame.per_unit / 5
    unit = 10.0 ** math.floor(math.log10(fifth))
    metres = next(step * unit for step in (5, 2, 1) if step * unit <= fifth)
    length, y = metres / frame.per_unit, frame.height + _MARGIN - 4
    told = texts("dossier-scale", km=f"{metres / 1000:g}".replace(".", "," if texts.language == "fr" else "."))
    return (
        f'<path d="M{_MARGIN} {y - 4:.1f}v4h{length:.1f}v-4" fill="none" stroke="{_INK}"/>'
        f'<text x="{_MARGIN + length + 5:.1f}" y="{y:.1f}" font-size="11" fill="{_GREY}">{escape(told)}</text>'
    )


def _legend(drawn: PaperMap, marks: Sequence[Mark]) -> tuple[str, float]:
    """Return the legend and how tall it is: a line per class with its number of zones, the marks, then notes."""
    out, y = [], 12.0
    for line in wrapped(drawn.title, _LEGEND):
        out.append(f'<text y="{y:.0f}" font-weight="bold" fill="{_INK}">{escape(line)}</text>')
        y += _LINE
    out.append(f'<text x="{_LEGEND}" y="{y:.0f}" text-anchor="end" font-size="11" fill="{_GREY}">')
    out.append(f"{escape(drawn.counted)}</text>")
    y += _LINE
    for entry in drawn.classified.classes:
        fill = "url(#hatch)" if entry.colour == NO_DATA else entry.colour
        pale = f' fill-opacity="{PALE}"' if drawn.pale else ""
        out.append(f'<rect y="{y - 11:.0f}" width="22" height="14" stroke="{_EDGE}" fill="{fill}"{pale}/>')
        out.append(f'<text x="{_LEGEND}" y="{y:.0f}" text-anchor="end" fill="{_GREY}">{entry.zones}</text>')
        for line in wrapped(entry.label, _LEGEND - 70):
            out.append(f'<text x="30" y="{y:.0f}" fill="{_INK}">{escape(line)}</text>')
            y += _LINE
        y += 2
    for mark in marks:
        dash = ' stroke-dasharray="3 3"' if mark.dashed else ""
        out.append(
            f'<circle cx="11" cy="{y - 4:.0f}" r="6" fill="{mark.fill}" stroke="{mark.stroke}" '
            f'stroke-width="{mark.width}"{dash}/>'
        )
        for line in wrapped(mark.label, _LEGEND - 30):
            out.append(f'<text x="30" y="{y:.0f}" fill="{_INK}">{escape(line)}</text>')
            y += _LINE
    y += 4
    for note in drawn.notes:
        for line in wrapped(note, _LEGEND * 1.08):
            out.append(f'<text y="{y:.0f}" font-size="11" fill="{_GREY}">{escape(line)}</text>')
            y += _LINE - 3
        y += 4
    return "".join(out), y


def wrapped(text: str, width: float) -> list[str]:
    """Return a text as lines that fit a width, in units of the drawing."""
    lines, most = [""], int(width / _LETTER)
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
