"""The maps of a proposal: before, after, and what changes between the two."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pandas as pd
import streamlit as st

from analysis.records.bounds import Sense, falling_sense, rising_sense
from analysis.records.siting import EqualSet
from analysis.scenario.states_compared import ScenarioEffect
from analysis.service_area.buildings import neighbours
from analysis.service_area.completeness import completeness_record
from ui.drawing.actor_marks import Mark, actor_marks, building_mark, gathered_in_buildings, legend_marks
from ui.drawing.atlas import Atlas, picture_frame
from ui.drawing.drawn_shapes import shape_texts
from ui.drawing.map_classes import NO_DATA, PALE, Classified, MapClass, classify_minutes, classify_numbers
from ui.drawing.map_extent import framed
from ui.drawing.map_legend import legend_html, legend_picture
from ui.drawing.maps import OUTLINE, Drawing, drawing_code, label_points, located, zone_styles
from ui.drawing.surroundings import around, localities, main_roads, names_around, town_names
from ui.session.shared_results import SharedStore, content_key
from ui.session.territory_tables import remembered_shapes, version_of
from ui.session.view import View
from ui.texts import Texts, pick
from ui.words.known import bounded_short, known_line
from ui.words.measures import rests_on
from ui.words.numbers import count, decimal, minutes, percent
from ui.words.siting import joined

SIDES = ("change", "before", "after")
INDICATORS = ("minutes", "coverage")
_STEPS_MIN, _STEPS_SHARE = (5.0, 15.0), (0.05, 0.25)
_EDGE = 1e-6
CHANGE = ("#08519c", "#6baed6", "#c6dbef", "#f7f7f7", "#fdd0a2", "#fd8d3c", "#a63603")
"""Gains in blues, losses in oranges: told apart by everyone, and paler where the change is small."""
_SERVED, _HALF = ("#f7f7f7", "#c6dbef", "#6baed6", "#08519c"), 0.5
_NEW, _GONE = "#111111", "#a63603"
_ATLASES: SharedStore[tuple[ScenarioEffect, Atlas]] = SharedStore(24)
"""The maps last drawn, each beside its effect, whose identity is a part of its key while it is there."""


def choose_side(texts: Texts, *, key: str) -> str:
    """Ask which side of a change the map shows: one of ``SIDES``."""
    return str(
        st.radio(
            texts("plan-side"),
            SIDES,
            format_func=lambda name: texts(f"plan-side-{name}"),
            key=key,
            horizontal=True,
            label_visibility="collapsed",
        )
    )


def plan_atlas(
    view: View,
    effect: ScenarioEffect,
    *,
    side: str,
    indicator: str,
    served: pd.DataFrame | None = None,
    equals: Sequence[EqualSet] = (),
) -> Atlas:
    """Return the map of a proposal, the same for whoever looks at the same effect.

    Parameters
    ----------
    side
        One of ``SIDES``.
    indicator
        One of ``INDICATORS``: minutes to the nearest service, or the share of the need that is covered.
    served
        Indexed by ``zone_id``: ``amount`` and ``need`` of what the new services would serve; shown in their place.
    equals
        Sets of sites that are worth the same: hollow marks where one could open instead.
    """
    key = content_key(id(effect), view, version_of(view), side, indicator, served, equals)
    made = _ATLASES.get(key, lambda: (effect, _plan_atlas(view, effect, side, indicator, served, equals)))
    return made[1]


def _plan_atlas(  # noqa: PLR0917 - what a kept map is made of
    view: View,
    effect: ScenarioEffect,
    side: str,
    indicator: str,
    served: pd.DataFrame | None,
    equals: Sequence[EqualSet],
) -> Atlas:
    texts, territory = view.texts, view.territory
    shapes = remembered_shapes(view)
    lines = effect.smallest
    zones = shapes[shapes["zone_id"].isin(lines.index)]
    lines = lines.loc[zones["zone_id"]]
    if served is None:
        classified = _classified(effect, lines, side, indicator, texts)
        captions = _captions(effect, lines, indicator, texts)
        title = texts(f"plan-map-{indicator}-{side}", engine=effect.after.area.engine.kind)
        known = effect.after.area.register.of(view.zone_id)
        if known.state != "complete":
            falls = indicator == "minutes" or side == "change"
            sense = (falling_sense if falls else rising_sense)(known.state)
            title = texts("map-known", title=title, sense=sense, line=known_line(completeness_record(known), texts))
    else:
        classified = _classify_served(served.reindex(lines.index), texts)
        captions = _served_captions(served.reindex(lines.index), lines["name"], texts)
        title = texts("plan-map-served")
    styles, position = zone_styles(classified, approximate=(zones["geometry_quality"] == "approximate").any())
    pale = effect.after.area.register.of(view.zone_id).mostly_unknown and served is None
    if pale:
        # A thin register looks thin, here as on the other maps.
        styles = [style | {"fillOpacity": PALE} for style in styles]
    inside = set(effect.after.data.ancestors.query("ancestor_id == @view.zone_id")["zone_id"])
    larger = shapes[(shapes["level"] == territory.comparison_level) & shapes["zone_id"].isin(inside)]
    larger = larger if len(larger) else shapes[shapes["zone_id"] == view.zone_id]
    drawn = _actors(effect, side)
    placed = _marks(drawn, effect, side, texts)
    drawing = Drawing(
        view=f"{territory.id} {view.zone_id}",
        label=texts("map-label", title=title, zone=effect.zones.loc[view.zone_id, "name"]),
        bounds=framed(zones)[0],
        zones=[
            (zone, caption, position[classified.colours[zone]])
            for zone, caption in zip(zones["zone_id"], captions, strict=True)
        ],
        styles=styles,
        shapes=shape_texts(view.territory),
        outlines=[(zone, {"fill": False, "color": OUTLINE, "weight": 1.8}) for zone in larger["zone_id"]],
        actors=[*_equal_marks(equals, texts), *placed],
        names=[
            *(label_points(larger, "zone-name") if len(larger) > 1 else []),
            *town_names(localities(view), inside),
            *names_around(view),
        ],
        under=around(view),
        roads=main_roads(view),
    )
    notes = [pick(territory.geometry_notes, view.language)] if territory.geometry_notes else []
    unplaced = len(drawn) - len(located(drawn))
    notes = [texts("legend-unplaced", actors=unplaced), *notes] if unplaced else notes
    plain = located(drawn[~drawn["fate"].isin(["opened", "closed", "moved"])])
    marks = legend_marks(plain, texts) if len(plain) else []
    marks += _fate_marks(drawn, texts)
    marks += [building_mark(texts)] if any("ring" in mark["style"] for mark in placed) else []
    marks += [Mark("#ffffff", _NEW, texts("plan-mark-equal"), width=2, dashed=True)] if equals else []
    engine = effect.after.area.engine
    counted = pick(territory.level(territory.smallest_level).plurals, view.language)
    legend = legend_html(title, classified, notes, marks, counted=counted, pale=PALE if pale else None)
    told = legend_picture(
        title,
        classified,
        [*notes, rests_on(effect.after.data.births_years, territory.population_year, engine.name, engine.date, texts)],
        marks,
        pale=PALE if pale else None,
    )
    frame = picture_frame(view, name=cast("Any", effect.zones).loc[view.zone_id, "name"], proposal=effect.after.name)
    drawing = replace(drawing, picture=frame | told)
    table = pd.DataFrame({"zone": lines["name"], "value": lines["mean_min_after"], "births": lines["weight_after"]})
    return Atlas(drawing_code(drawing), title, legend, table.reset_index(names="zone_id"))


def map_indicators(effect: ScenarioEffect) -> list[str]:
    """Return what a map of this proposal can show, the best first."""
    lines = effect.smallest
    known = {
        "minutes": lines["mean_min_after"].notna().any() or lines["mean_min_before"].notna().any(),
        "coverage": lines["coverage_rate_after"].notna().any(),
    }
    if not effect.comparable:
        known = dict(reversed(known.items()))
    return [name for name, shown in known.items() if shown] or ["minutes"]


def _classified(effect: ScenarioEffect, lines: pd.DataFrame, side: str, indicator: str, texts: Texts) -> Classified:
    column = "mean_min" if indicator == "minutes" else "coverage_rate"
    if side == "change":
        return _classify_change(effect, lines, column, texts)
    values = lines[f"{column}_{side}"]
    if indicator == "coverage":
        return classify_numbers(values, [0.25, 0.5, 0.75, 1.0], lambda value: percent(value, texts.language), texts)
    state = effect.before if side == "before" else effect.after
    beyond = state.zones.loc[lines.index, "unreached"] > 0
    known = state.reach_known and len(state.supply.actors) > 0
    shown = values.where(values.notna() | ~(beyond & known), float("inf"))
    limits = effect.after.data.territory.thresholds_min
    return classify_minutes(shown, limits, texts, state=state.area.reach_state)


def _classify_change(effect: ScenarioEffect, lines: pd.DataFrame, column: str, texts: Texts) -> Classified:
    """Return the classes of a change: gains first, then nothing, then losses."""
    by_minutes = column == "mean_min"
    small, large = _STEPS_MIN if by_minutes else _STEPS_SHARE
    old = lines[f"{column}_before"].to_numpy(dtype=np.float64)
    new = lines[f"{column}_after"].to_numpy(dtype=np.float64)
    if by_minutes:
        old, new = (np.where(np.isnan(side), math.inf, side) for side in (old, new))
    with np.errstate(invalid="ignore"):
        better = old - new if by_minutes else new - old
    better = np.where(old == new, 0.0, better)
    unknown = np.isnan(better) | (not effect.comparable and by_minutes)
    # A change at a limit is in the larger class.
    edges = [better >= large, better >= small, better > _EDGE, better >= -_EDGE, better > -small, better > -large]
    position = np.select(edges, range(len(edges)), default=len(edges))
    position = np.where(unknown, len(CHANGE), position).astype(int)
    unit = "minutes" if by_minutes else "share"
    told = {"small": f"{small:g}" if by_minutes else f"{small * 100:g}"}
    told["large"] = f"{large:g}" if by_minutes else f"{large * 100:g}"
    names = [f"plan-class-{unit}-gain-{size}" for size in ("large", "middle", "small")]
    names += ["plan-class-same"]
    names += [f"plan-class-{unit}-loss-{size}" for size in ("small", "middle", "large")]
    sizes = np.bincount(position, minlength=len(CHANGE) + 1)
    palette = [*CHANGE, NO_DATA]
    labels = [*(texts(name, **told) for name in names), texts("class-unknown")]
    classes = [
        MapClass(colour, label, int(size)) for colour, label, size in zip(palette, labels, sizes, strict=True) if size
    ]
    return Classified(pd.Series([palette[at] for at in position], index=lines.index), tuple(classes))


def _classify_served(served: pd.DataFrame, texts: Texts) -> Classified:
    """Return the classes of the share of its need that the new services would serve in each commune."""
    share = (served["amount"] / served["need"].where(served["need"] > 0)).fillna(0.0)
    position = np.select([share <= 0, share <= _HALF, share < 1 - _EDGE], [0, 1, 2], default=3)
    sizes = np.bincount(position, minlength=len(_SERVED))
    labels = [texts(f"plan-class-served-{name}") for name in ("none", "some", "most", "all")]
    classes = [MapClass(colour, label, int(size)) for colour, label, size in zip(_SERVED, labels, sizes, strict=True)]
    return Classified(pd.Series([_SERVED[at] for at in position], index=served.index), tuple(classes))


def _served_captions(served: pd.DataFrame, names: "pd.Series[str]", texts: Texts) -> list[str]:
    return [
        texts("plan-caption-served-none", zone=name)
        if math.isnan(amount) or amount <= 0
        else texts(
            "plan-caption-served", zone=name, amount=decimal(amount, texts.language), need=decimal(need, texts.language)
        )
        for name, amount, need in zip(names, served["amount"], served["need"], strict=True)
    ]


def _captions(effect: ScenarioEffect, lines: pd.DataFrame, indicator: str, texts: Texts) -> list[str]:
    column = "mean_min" if indicator == "minutes" else "coverage_rate"
    written = minutes if indicator == "minutes" else percent
    base = texts(f"scenario-base-{effect.after.base.replace(':', '-')}")
    states = {"before": effect.before.area.reach_state, "after": effect.after.area.reach_state}
    senses = {at: (falling_sense if indicator == "minutes" else rising_sense)(state) for at, state in states.items()}
    return [
        texts(
            f"plan-caption-{indicator}",
            zone=row["name"],
            before=_told(row[f"{column}_before"], senses["before"], written, texts),
            after=_told(row[f"{column}_after"], senses["after"], written, texts),
            weight=count(row["weight_after"], texts.language),
            base=base,
        )
        for row in lines.to_dict("records")
    ]


def _told(value: float, sense: Sense, written: object, texts: Texts) -> str:
    if math.isnan(value):
        return texts("unknown")
    return bounded_short(str(written(value, texts.language)), sense, texts)  # type: ignore[operator]


def _actors(effect: ScenarioEffect, side: str) -> pd.DataFrame:
    """Return the actors to draw, with what becomes of each; those that close stay, hollow, on the change."""
    fate = effect.loads.set_index("actor_id")["fate"]
    if side == "before":
        return effect.before.supply.actors.assign(fate="kept")
    after = effect.after.supply.actors
    gone = effect.before.supply.actors
    gone = gone[gone["actor_id"].map(fate) == "closed"].assign(status="closed")
    drawn = pd.concat([after, gone], ignore_index=True) if side == "change" and len(gone) else after
    return drawn.assign(fate=drawn["actor_id"].map(fate))


def _marks(drawn: pd.DataFrame, effect: ScenarioEffect, side: str, texts: Texts) -> list[dict[str, Any]]:
    """Return the marks of actors, one for each building that several share; what becomes of each is said."""
    capacities = effect.loads.set_index("actor_id")["capacity_after"].dropna()
    shown = located(drawn)
    marks = actor_marks(shown, capacities, texts)
    for mark, fate in zip(marks, shown["fate"], strict=True):
        if fate in ("opened", "moved"):
            larger = max(9, mark["style"]["radius"])
            mark["style"] = mark["style"] | {"radius": larger, "color": _NEW, "weight": 3, "dashArray": None}
        elif fate == "closed":
            mark["style"] = mark["style"] | {"radius": 8, "color": _GONE, "weight": 3, "dashArray": None}
        if fate in ("opened", "moved", "closed"):
            name, _, said = mark["caption"].partition("\n")
            mark["caption"] = f"{name} ({texts(f'plan-fate-{fate}')})\n{said}"
    state = effect.before if side == "before" else effect.after
    homes = neighbours(state.data.actors)
    if side == "change":
        # Those that close are shown where they were, beside those who stay.
        gone = set(shown.loc[shown["fate"] == "closed", "actor_id"])
        was = neighbours(effect.before.data.actors)
        homes |= {one: others for one, others in was.items() if one in gone or gone.intersection(others)}
    names = dict(zip(state.data.actors["actor_id"], state.data.actors["name"], strict=True))
    return gathered_in_buildings(marks, homes, names, texts)


def _equal_marks(equals: Sequence[EqualSet], texts: Texts) -> list[dict[str, object]]:
    """Return one hollow mark per site that could open instead of one that is chosen, the shortest trips said."""
    style = {"radius": 7, "color": _NEW, "weight": 2, "dashArray": "3 3", "fill": True}
    style |= {"fillColor": "#ffffff", "fillOpacity": 0.9}
    marks: dict[str, dict[str, object]] = {}
    for one in equals:
        told = {"sites": joined([site["name"] for site in one["sites"]], texts)}
        told |= {"instead": joined(one["instead"], texts)}
        for site in one["sites"]:
            caption = texts("plan-equal-caption", name=site["name"], **told)
            mark = {"actor_id": site["site_id"], "lat": site["lat"], "lon": site["lon"]}
            marks.setdefault(site["site_id"], mark | {"caption": caption, "style": style})
    return list(marks.values())


def _fate_marks(drawn: pd.DataFrame, texts: Texts) -> list[Mark]:
    known = set(located(drawn)["fate"])
    lines = [Mark("#ffffff", _NEW, texts("plan-mark-new"), width=3)] if known & {"opened", "moved"} else []
    return lines + ([Mark("#ffffff", _GONE, texts("plan-mark-closed"), width=3)] if "closed" in known else [])
