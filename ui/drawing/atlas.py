"""What each map of the app shows: which indicator, which classes, which actors, and the same as a table."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

import numpy as np
import pandas as pd
import shapely

from analysis.diagnosis.ask import Measures
from analysis.records.bounds import Sense, falling_sense, rising_sense
from analysis.service_area.completeness import completeness_record
from geo.files.portable_names import portable_name
from ui.drawing.actor_marks import FAMILY_COLOURS, Mark, actor_marks, legend_marks, quality_marks
from ui.drawing.assets import map_scripts
from ui.drawing.drawn_shapes import shape_texts
from ui.drawing.map_classes import PALE, Classified, classify_declared, classify_minutes, classify_numbers, round_limits
from ui.drawing.map_extent import framed, neighbours
from ui.drawing.map_legend import legend_html, legend_picture
from ui.drawing.map_overlays import POINT_COLOURS, basin_shapes, basins, declared, grid, many_points, points, reach
from ui.drawing.maps import CONTEXT, OUTLINE, Drawing, drawing_code, label_points, located, map_page, zone_styles
from ui.drawing.surroundings import around, localities, main_roads, names_around, town_names
from ui.session.diagnosis_answers import remembered_measures
from ui.session.register_rows import remembered_quality
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import remembered_data, remembered_shapes, zone_key
from ui.session.view import View
from ui.texts import Texts, pick
from ui.words.known import bounded_short, known_line, register_lines, share_sense
from ui.words.measures import rests_on
from ui.words.numbers import count, decimal, minutes, percent
from ui.words.people import people_counted

_ON_SERVICES = ("minutes", "within", "coverage")
"""Indicators that one more service known could change."""
_FROM_DATA = ("minutes", "within", "declared", "births", "population", "coverage")
TILES = {"url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png", "credit": "© OpenStreetMap"}
"""Background tiles, asked of another host: never unless the user switches them on."""


@dataclass(frozen=True)
class MapRequest:
    """What a map should show: an indicator, and which layers over it.

    ``actors`` is ``selection``, ``all`` or ``none``; ``areas``, ``basins``, ``points``, ``tiles``: layers that are on.
    ``quality``: actors have the colour of the quality of their rows.
    """

    indicator: str
    actors: str = "selection"
    areas: bool = False
    basins: bool = False
    points: bool = False
    reach: tuple[str, ...] = ()
    tiles: bool = False
    quality: bool = False


@dataclass(frozen=True)
class Atlas:
    """A map ready to draw: its data, its title and legend, and the values behind its colours.

    ``values`` has ``zone``, ``value``, ``births`` or ``population``, and ``sense``, what is known of each value.
    ``about`` changes with what is shown. ``legend_classes`` holds the zones of each class, in the order of the legend;
    ``counted`` rewrites the legend from how many zones of each are told of.
    """

    code: str
    title: str
    legend: str
    values: pd.DataFrame
    about: str = ""
    legend_classes: tuple[frozenset[str], ...] = ()
    counted: Callable[[Sequence[int]], str] | None = None

    def legend_of(self, inside: set[str] | None) -> str:
        """Return the legend whose counts are those of some zones; None for all."""
        if inside is None or self.counted is None:
            return self.legend
        return self.counted([len(zones & inside) for zones in self.legend_classes])


@keep(64, key=zone_key)
def indicators(view: View) -> list[str]:
    """Return the indicators that a map of this territory can show; the first is the best to open on.

    Never to be changed by the caller.
    """
    data, measures = remembered_data(view), remembered_measures(view)
    inside = data.ancestors.loc[data.ancestors["ancestor_id"] == view.zone_id, "zone_id"]
    lines = measures.zones[measures.zones["level"] == data.territory.smallest_level]
    lines = lines[lines["zone_id"].isin(inside)]
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
    covered = lines["zone_id"].isin(measures.areas.loc[measures.areas["basis"] == "declared", "zone_id"])
    if "declared" in own and covered.nunique() < 2:
        # One flat colour says less than where the births are.
        own.sort(key=lambda name: name == "declared")
    return [*own, *other] or ["births"]


def indicator_name(indicator: str, view: View) -> str:
    """Return the title of an indicator."""
    catalogue = view.texts
    if indicator not in _FROM_DATA:
        return pick(view.territory.indicators[indicator].names, view.language)
    if indicator == "minutes":
        engine = remembered_measures(view).engine
        return catalogue(f"map-minutes-{engine.kind}", way=catalogue(f"by-mode-{engine.mode}"))
    if indicator == "within":
        return catalogue("map-within", minutes=view.threshold_min)
    return catalogue(f"map-{indicator}")


def _atlas_key(view: View, asked: MapRequest) -> Key:
    return (*zone_key(view), view.language, view.threshold_min if asked.indicator == "within" else 0, asked)


@keep(48, key=_atlas_key)
def atlas(view: View, asked: MapRequest) -> Atlas:
    """Return the map of a view."""
    territory, catalogue = view.territory, view.texts
    data, measures, shapes = remembered_data(view), remembered_measures(view), remembered_shapes(view)
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == view.zone_id, "zone_id"])
    zones = shapes[(shapes["level"] == territory.smallest_level) & shapes["zone_id"].isin(inside)]
    lines = measures.zones.set_index("zone_id").loc[zones["zone_id"]]
    values, classified = _classified(asked.indicator, view, measures, lines)
    palette: dict[str, str] = {}
    if asked.basins:
        classified, palette = basins(measures, lines, view)
    styles, position = zone_styles(classified, approximate=(zones["geometry_quality"] == "approximate").any())
    pale = PALE if asked.indicator in _ON_SERVICES and measures.area.register.of(view.zone_id).mostly_unknown else None
    if pale is not None:
        # A thin register looks thin.
        styles = [style | {"fillOpacity": pale} for style in styles]
    title = catalogue("map-basins") if asked.basins else indicator_name(asked.indicator, view)
    senses = _senses(asked.indicator, measures, zones["zone_id"])
    said = _said(values, senses, _writer(asked.indicator, view), catalogue, shares=asked.indicator == "within")
    if asked.basins:
        owners = {entry.colour: entry.label for entry in classified.classes}
        said = [f"{owners[classified.colours[zone]]} · {value}" for zone, value in zip(lines.index, said, strict=True)]
    captions = _captions(lines, said, view)
    drawn = _actors_drawn(asked, view, measures)
    scores = remembered_quality(view)["score"] if asked.quality else None
    bounds, away = framed(zones)
    larger = shapes[(shapes["level"] == territory.comparison_level) & shapes["zone_id"].isin(inside)]
    larger = larger if len(larger) else shapes[shapes["zone_id"] == view.zone_id]
    # Where there is no room for every name, the largest zones keep theirs.
    larger = larger.iloc[np.argsort(-shapely.area(larger.geometry.to_numpy()), kind="stable")]
    name = str(data.zones.set_index("zone_id").loc[view.zone_id, "name"])
    beside = neighbours(data, view.zone_id)
    drawing = Drawing(
        view=f"{territory.id} {view.zone_id}",
        label=catalogue("map-label", title=title, zone=name),
        bounds=bounds,
        zones=[
            (zone, caption, position[classified.colours[zone]])
            for zone, caption in zip(zones["zone_id"], captions, strict=True)
        ],
        styles=styles,
        shapes=shape_texts(view.territory),
        outlines=[
            *((zone, CONTEXT) for zone in beside),
            *((zone, {"fill": False, "color": OUTLINE, "weight": 1.8}) for zone in larger["zone_id"]),
        ],
        actors=actor_marks(located(drawn), _capacities(data.services), catalogue, own=palette, scores=scores),
        names=[
            *(label_points(larger, "zone-name") if len(larger) > 1 else []),
            *town_names(localities(view), inside),
            *label_points(shapes[shapes["zone_id"].isin(beside)], "division-name"),
            *names_around(view),
        ],
        under=around(view),
        roads=main_roads(view),
    )
    if asked.areas:
        drawing = replace(drawing, outlines=[*drawing.outlines, *declared(measures, inside, zones)])
    if asked.points:
        drawing = _with_points(drawing, view, measures)
    by_road = basin_shapes(view, palette) if palette else []
    reached, limits = reach(view, asked.reach) if asked.reach else ([], [])
    drawing = replace(drawing, extra=[*by_road, *reached], names=[*limits, *drawing.names])
    away_names = lines.loc[zones.loc[away, "zone_id"], "name"]
    notes = _notes(asked, view, unplaced=len(drawn) - len(located(drawn)), by_road=bool(by_road), away=away_names)
    head = _legend_head(title, asked, view, sense=cast("Sense", senses.iloc[0]))
    title, cautions = _bounded_title(title, asked, view, sense=cast("Sense", senses.iloc[0]))
    notes = [*cautions, *notes]
    marks = _actor_legend(located(drawn), scores, catalogue, own=bool(palette))
    marks += _point_marks(view) if asked.points else []
    counted = pick(territory.level(territory.smallest_level).plurals, view.language)
    folded = catalogue("legend-notes", notes=len(notes))
    counted_legend = partial(
        legend_html,
        head[0],
        classified,
        notes,
        marks,
        counted=counted,
        folded=folded,
        pale=pale,
        linked=True,
        under=head[1],
    )
    told = legend_picture(
        f"{title} ({counted})",
        classified,
        [*notes, _rests_on(view)],
        marks,
        pale=pale,
    )
    drawing = replace(drawing, tiles=TILES if asked.tiles else None, picture=picture_frame(view, name=name) | told)
    return Atlas(
        drawing_code(drawing),
        title,
        counted_legend(),
        _behind(lines, values, senses),
        f"{view.zone_id} {title}",
        tuple(frozenset(classified.colours.index[classified.colours == entry.colour]) for entry in classified.classes),
        lambda sizes: counted_legend(sizes=sizes),
    )


def _rests_on(view: View) -> str:
    data, engine = remembered_data(view), remembered_measures(view).engine
    return rests_on(data.births_years, view.territory.population_year, engine.name, engine.date, view.texts)


def _behind(lines: pd.DataFrame, values: pd.Series, senses: pd.Series) -> pd.DataFrame:
    """Return the values behind the colours, as an atlas holds them."""
    people = people_counted(lines["births"], lines["population"])
    shown = {"zone": lines["name"], "value": values.to_numpy(), people: lines[people], "sense": list(senses)}
    return pd.DataFrame(shown).reset_index(names="zone_id")


def _bounded_title(title: str, asked: MapRequest, view: View, *, sense: Sense) -> tuple[str, list[str]]:
    """Return the title of the legend with what the register knows, and what to say of it."""
    measures, texts = remembered_measures(view), view.texts
    known = measures.area.register.of(view.zone_id)
    if asked.indicator in _ON_SERVICES and known.state != "complete":
        told = completeness_record(known)
        return texts("map-known", title=title, sense=sense, line=known_line(told, texts)), register_lines(told, texts)
    if asked.indicator in ("minutes", "within") and measures.area.reach_state != "complete":
        return texts("column-marked", title=title, sense=sense), [texts("remark-reach-partial")]
    return title, []


def _legend_head(title: str, asked: MapRequest, view: View, *, sense: Sense) -> tuple[str, str]:
    """Return a title short enough for a legend, and the line below it: how many services are known of how many."""
    measures, texts = remembered_measures(view), view.texts
    known = measures.area.register.of(view.zone_id)
    told = known_line(completeness_record(known), texts) if known.state != "complete" else ""
    if asked.indicator == "minutes" and not asked.basins and sense in ("exact", "at-most"):
        way, bounded = texts(f"by-mode-{measures.engine.mode}"), "yes" if sense == "at-most" else "no"
        # The nearest that is known: its minutes are a most.
        return texts(f"legend-minutes-{measures.engine.kind}", way=way, known=bounded), told
    if asked.indicator in _ON_SERVICES and known.state != "complete":
        return texts("column-marked", title=title, sense=sense), told
    if asked.indicator in ("minutes", "within") and measures.area.reach_state != "complete":
        return texts("column-marked", title=title, sense=sense), ""
    return title, ""


def _actor_legend(drawn: pd.DataFrame, scores: pd.Series | None, texts: Texts, *, own: bool) -> list[Mark]:
    """Return the lines of the legend for actors: their families, or the quality of their rows."""
    marks = legend_marks(drawn, texts, own=own)
    if scores is None:
        return marks
    families = set(FAMILY_COLOURS.values())
    return [*quality_marks(drawn, scores, texts), *(mark for mark in marks if mark.fill not in families)]


def _notes(asked: MapRequest, view: View, *, unplaced: int, by_road: bool, away: Sequence[str]) -> list[str]:
    """Return what is written under the legend: what is not drawn, what the layers are, how good the shapes are."""
    texts, territory = view.texts, view.territory
    notes = [texts("legend-away", zones=", ".join(away))] if len(away) else []
    if unplaced:
        notes.append(texts("legend-unplaced", actors=unplaced))
    if asked.points:
        notes.append(texts("legend-points", layer=view.layer_name))
    if asked.reach:
        limits = ", ".join(map(str, territory.thresholds_min))
        notes.append(texts("legend-reach", minutes=limits, engine=remembered_measures(view).engine.kind))
    if by_road:
        notes.append(texts("legend-basins"))
    if asked.areas:
        notes.append(texts("legend-areas"))
    return [*notes, *([pick(territory.geometry_notes, view.language)] if territory.geometry_notes else [])]


def _with_points(drawing: Drawing, view: View, measures: Measures) -> Drawing:
    if many_points(view):
        return replace(drawing, grid=grid(view, measures))
    spots, styles = points(view, measures)
    return replace(drawing, points=spots, point_styles=styles)


def _point_marks(view: View) -> list[Mark]:
    """Return the lines of the legend for the population points."""
    limits, texts = view.territory.thresholds_min, view.texts
    said = [texts("legend-point", minutes=int(limit)) for limit in limits]
    said.append(texts("legend-point-beyond", minutes=int(limits[-1])))
    return [Mark(colour, "#ffffff", words) for colour, words in zip(POINT_COLOURS, said, strict=False)]


def _classified(indicator: str, view: View, measures: Measures, lines: pd.DataFrame) -> tuple[pd.Series, Classified]:
    catalogue, territory = view.texts, view.territory
    written = _writer(indicator, view)
    if indicator == "declared":
        covered = set(measures.areas.loc[measures.areas["basis"] == "declared", "zone_id"])
        values = pd.Series([float(zone in covered) for zone in lines.index], index=lines.index)
        return values, classify_declared(lines.index, covered, catalogue)
    if indicator in ("minutes", "within") and measures.area.reach_state == "not-listed":
        values = pd.Series(float("nan"), index=lines.index)
        limits = territory.thresholds_min if indicator == "minutes" else [0.0, 0.5, 0.8, 0.9999]
        return values, classify_numbers(values, limits, written, catalogue)
    if indicator == "minutes":
        values = lines["mean_min"]
        # What an engine could not reach is beyond the horizon: far, not unknown.
        shown = values.where(values.notna() | ~_beyond(measures, lines), float("inf"))
        state = measures.area.reach_state
        return values, classify_minutes(shown, territory.thresholds_min, catalogue, state=state)
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


def _senses(indicator: str, measures: Measures, zone_ids: pd.Series) -> "pd.Series[str]":
    """Return what is known of each zone's figure: exact, at least, at most or unknown."""
    register = measures.area.register
    if indicator not in _ON_SERVICES:
        return pd.Series("exact", index=zone_ids)
    states = (
        register.states.reindex(zone_ids) if indicator == "coverage" else pd.Series(measures.area.reach_state, zone_ids)
    )
    return states.map(falling_sense if indicator == "minutes" else rising_sense)


def _said(
    values: pd.Series,
    senses: "pd.Series[str]",
    written: Any,  # noqa: ANN401
    texts: Texts,
    *,
    shares: bool,
) -> list[str]:
    said = []
    for value, sense in zip(values, cast("Iterable[Sense]", senses), strict=True):
        known = share_sense(value, sense) if shares else sense
        said.append(written(value) if pd.isna(value) else bounded_short(written(value), known, texts))
    return said


def _captions(lines: pd.DataFrame, said: Sequence[str], view: View) -> list[str]:
    people = people_counted(lines["births"], lines["population"])
    counts = [count(value, view.language) for value in lines[people]]
    return [
        view.texts("map-caption", zone=name, count=many, people=people, value=value)
        for name, many, value in zip(lines["name"], counts, said, strict=True)
    ]


def _actors_drawn(asked: MapRequest, view: View, measures: Measures) -> pd.DataFrame:
    if asked.actors == "all":
        return remembered_data(view).actors
    if asked.actors == "none":
        return measures.supply.actors.iloc[:0]
    return pd.concat([measures.supply.actors, measures.supply.set_aside], ignore_index=True)


def _capacities(services: pd.DataFrame) -> pd.Series:
    return services.groupby("actor_id")["capacity"].sum(min_count=1).dropna()


def picture_frame(view: View, *, name: str, proposal: str = "") -> dict[str, Any]:
    """Return what is written around a map when it is saved or printed, and the name of its file."""
    texts, named = view.texts, [f"maillage-{view.territory_id}-{view.zone_id}"]
    if proposal:
        named.append(texts("plan-file"))
    return {
        "title": " — ".join([name, view.subject, *([proposal] if proposal else [])]),
        "file": portable_name("-".join(named), ending=".png"),
        "nearer": texts("map-nearer"),
        "farther": texts("map-farther"),
        "home": {"label": texts("map-home"), "help": texts("map-home")},
        "full": {"label": texts("map-full"), "help": texts("map-full")},
        "png": {"label": texts("map-png"), "help": texts("map-png-help")},
        "print": {"label": texts("map-print"), "help": texts("map-print-help")},
    }


def exported_map(shown: Atlas, *, title: str) -> bytes:
    """Return a map as one page in UTF-8 that opens anywhere, without network: its scripts and styles are inside."""
    return map_page(shown.code, title=title, legend=shown.legend, scripts=map_scripts()).encode("utf-8")
