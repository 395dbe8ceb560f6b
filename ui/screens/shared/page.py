"""What every screen shares: its heading, its map, its charts with their downloads."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from html import escape
from math import inf, isnan
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from analysis.path.usual_steps import placed_kinds
from analysis.records.bounds import falling, rising, rising_sense
from analysis.records.diagnosis import DiagnosisLine, DiagnosisRecord
from analysis.service_area.completeness import completeness_record
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.atlas import Atlas, MapRequest, atlas, exported_map
from ui.drawing.charts import CONFIG, balance_bars, balance_parts, balance_subtitle
from ui.drawing.downloads import downloads, offer_file
from ui.drawing.maps import show_layers
from ui.drawing.shown_tables import WHOLE_ROWS, ReadyTable, ready_table, taken_away
from ui.session.choices import ask_kind
from ui.session.diagnosis_answers import remembered_measures, remembered_record
from ui.session.failures import guarded
from ui.session.picked import Clicked, on_bar, picked, shade, take
from ui.session.shared_results import SharedStore, content_key, keep
from ui.session.territory_tables import remembered_data, remembered_zone_names, screen_key
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.texts import Texts, pick
from ui.words.diagnosis_tables import zones_frame
from ui.words.escape import plain
from ui.words.known import bounded_short, known_line, share_cell
from ui.words.measures import rests_on
from ui.words.table_columns import Field

_SMALL_CHART_PX = 168
_SPECS: SharedStore[tuple[object, dict[str, Any]]] = SharedStore(128)
"""The drawings of the charts last drawn, each beside its chart, whose identity is its key while it is there."""


SAID_ONCE = ("need", "status", "capacity", "rate", "gap", "bound", "services", "mean")
"""Columns of a table of zones that need no room where every zone says the same of them."""
_NEXT = {True: "elsewhere", False: "below"}
REMARK_PX = 270
"""The width of remarks on zones where their table has room for it."""
_PADDING = {"right": 6}
"""Beside a drawing, in pixels: the last figure of its axis is otherwise cut on a narrow page."""
_WHATEVER_THE_KIND = frozenset({"actors", "methods"})
"""Screens that say the same whatever services and zone the question is about: their title is the territory."""


def heading(view: View, screen: str, zone_name: str, *, whatever: bool = False) -> None:
    """Draw the title of a screen and, unless its first sentence answers, the question that it answers.

    The services that the question is about are not named where the screen says the same ``whatever`` they are.
    """
    if screen in _WHATEVER_THE_KIND:
        said = pick(view.territory.names, view.language)
    else:
        said = zone_name if whatever else f"{zone_name} — {view.subject}"
    st.header(plain(said))
    if screen != "overview":
        st.caption(view.texts(f"lead-{screen}"))


def waited_record(view: View) -> DiagnosisRecord:
    """Return the diagnosis of the view's zone; while it is worked out, the page says so and lets the user stop."""
    return waited(remembered_record, view, told=view.texts("progress-measures"), texts=view.texts)


def register_gauge(view: View, *, told: bool = True) -> None:
    """Draw how many services the register knows of how many; where it is complete, what a neighbour may change.

    The bar alone where it is ``told`` elsewhere on the screen, in words.
    """
    area = remembered_measures(view).area
    known = area.register.of(view.zone_id)
    if known.state == "complete":
        if area.reach_state != "complete":
            st.caption(view.texts("remark-reach-partial"))
        return
    said = view.texts("register-gauge", line=known_line(completeness_record(known), view.texts)) if told else None
    if not isnan(known.about):
        st.progress(min(1.0, known.known / known.about), text=said)
    elif said is not None:
        st.caption(said)


def within(view: View, share: float) -> str:
    """Return a share within reach in words: at least that where the register is partial."""
    return share_cell(share, rising(remembered_measures(view).area.reach_state, share).sense, view.texts)


def falling_words(written: str, value: float, view: View) -> str:
    """Return a figure of travel that one more service could only lower, with its sign; beyond any time stays so."""
    if value == inf:
        return written
    sense = falling(remembered_measures(view).area.reach_state, value).sense
    # Nothing cannot be lowered.
    return bounded_short(written, "exact" if value == 0 and sense == "at-most" else sense, view.texts)


def finding(sentence: str) -> None:
    """Draw the sentence that a screen opens with, as a heading."""
    st.markdown(f"### {plain(sentence)}")


def zone_name(view: View) -> str:
    """Return the name of the zone chosen."""
    return remembered_zone_names(view.territory_id, view.language)[view.zone_id]


def draw_map(view: View, asked: MapRequest, *, key: str) -> Clicked | None:
    """Draw the map that fills the first screen, its legend over it, and return what is picked, here or elsewhere."""
    shown = atlas(view, asked)
    draw_atlas(view, shown, key=key, clickable=True, tall=True)
    return picked(view)


def draw_atlas(
    view: View,
    shown: Atlas,
    *,
    height: int = 520,
    key: str,
    clickable: bool = False,
    points: bool = False,
    tall: bool = False,
) -> dict[str, Any] | None:
    """Draw a map that is ready, with its legend and its export; return what the browser says was clicked.

    ``points`` asks for the point itself, beside the zone or the actor under it. A ``tall`` map has the height that the
    window leaves it, and its legend inside.
    """
    wanted = (["last_active_drawing"] if clickable else []) + (["last_clicked"] if points else [])
    # The box keeps its height while the map comes, so that nothing below it moves.
    box = st.container(key=f"tall-{key}") if tall else st.container(height=height + 4, border=False, key=f"box-{key}")
    with box:
        answer = show_layers(shown.code, height=height, returned=wanted, key=f"map-{key}")
        if tall:
            take(answer, key=key)
            with st.container(key=f"legend-{key}"):
                st.html(shown.legend_of(_inside(view)))
            st.html(_chosen(view, shown))
    if not tall:
        st.html(shown.legend)
    _export(view, shown, key)
    return answer if clickable else None


def _inside(view: View) -> set[str] | None:
    """Return the small zones of what is picked, where it is a part of the zone that holds several; None for all."""
    card = picked(view)
    if card is None or card[0] != "zone":
        return None
    ancestors = remembered_data(view).ancestors
    inside = set(ancestors.loc[ancestors["ancestor_id"] == card[1], "zone_id"])
    return inside if len(inside) > 2 else None


def _chosen(view: View, shown: Atlas) -> str:
    """Return what the map reads to know what is picked; the same text is said once."""
    card, at = picked(view), shade(len(shown.legend_classes), shown=shown.about)
    told, row = ":".join(card) if card else "", "" if at is None else str(at)
    return (
        f'<span class="maillage-chosen" data-card="{escape(told)}" data-shade="{row}" '
        f'data-said="{escape(told)} {row}"></span>'
    )


@dataclass(frozen=True, eq=False)
class ReadyChart:
    """A chart, or several small ones in rows, ready to be drawn for anybody: never to be changed."""

    drawings: Sequence[tuple[str, dict[str, Any], str, int | str]]
    """What tells each from any other, its drawing, its key and its width."""
    small: bool
    table: tuple[pd.DataFrame, Sequence[Field]]
    texts: Texts
    name: str
    title: str
    subtitle: str

    def taken_away(self) -> pd.DataFrame:
        """Return the table behind it, to download."""
        return taken_away(*self.table, self.texts)


def ready_chart(
    chart: alt.TopLevelMixin | Sequence[dict[str, Any]],
    data: tuple[pd.DataFrame, Sequence[Field]],
    texts: Texts,
    *,
    name: str,
    title: str,
    subtitle: str,
) -> ReadyChart:
    """Return a chart ready to be drawn, with its finding, its measure and the table behind it.

    ``data`` is that table, with the fields to take away.
    """
    small = isinstance(chart, Sequence)
    parts: list[tuple[dict[str, Any], str, int | str]]
    if isinstance(chart, Sequence):
        parts = [(one, f"chart-{name}-{rank}", _SMALL_CHART_PX) for rank, one in enumerate(chart)]
    else:
        # Checking the drawing against its grammar takes longer than the figures: the tests do it.
        drawing = _SPECS.get(str(id(chart)), lambda: (chart, chart.to_dict(validate=False)))[1]
        parts = [(drawing, f"chart-{name}", "stretch")]
    drawings = [
        (content_key(told, key, width), told, key, width)
        for told, key, width in (
            (one | {"config": one.get("config", {}) | CONFIG, "padding": _PADDING}, key, width)
            for one, key, width in parts
        )
    ]
    return ReadyChart(drawings, small, data, texts, name, title, subtitle)


def draw_chart(
    chart: alt.TopLevelMixin | Sequence[dict[str, Any]],
    data: tuple[pd.DataFrame, Sequence[Field]],
    view: View,
    *,
    name: str,
    title: str,
    subtitle: str,
    zones: dict[str, str] | None = None,
) -> None:
    """Draw a chart, or several small ones in rows; arguments as :func:`ready_chart` and :func:`draw_ready_chart`."""
    draw_ready_chart(ready_chart(chart, data, view.texts, name=name, title=title, subtitle=subtitle), zones=zones)


def draw_ready_chart(ready: ReadyChart, *, zones: dict[str, str] | None = None) -> None:
    """Draw a chart that is ready: its finding, its measure, and the download of its data.

    A click on a bar opens the card of its zone where ``zones`` gives the ids by name.
    """
    st.markdown(f"**{plain(ready.title)}**")
    st.caption(plain(ready.subtitle))
    if ready.small:
        with st.container(horizontal=True, gap="small", key=f"charts-{ready.name}"):
            for same, *drawn in ready.drawings:
                _drawn_once(same, drawn)
    elif zones:
        _drawn_to_pick(ready.drawings[0][1], zones, key=f"bars-{ready.name}")
    else:
        same, *drawn = ready.drawings[0]
        _drawn_once(same, drawn)
    downloads(ready.taken_away, ready.texts, name=ready.name)


def curve_fields(view: View) -> list[Field]:
    """Return the fields of the points of cumulative curves (`analysis.diagnosis.reach_curves`), by zone."""
    texts = view.texts
    sense = rising_sense(remembered_measures(view).area.reach_state)
    within = texts("column-within-curve", measure=remembered_record(view)["share_measure"])
    return [
        Field("zone", texts("choice-zone")),
        Field("minutes", texts("column-minutes"), "count"),
        Field("within", within, "count", sense=sense),
        Field("share", texts("column-share-within"), "percent", sense=sense),
    ]


def _drawn_to_pick(drawing: dict[str, Any], zones: dict[str, str], *, key: str) -> None:
    """Draw bars whose click opens the card of their zone (``zones``: ids by name)."""
    bar = {"name": "bar", "select": {"type": "point", "fields": ["zone"]}}
    st.vega_lite_chart(
        drawing | {"params": [*drawing.get("params", []), bar]},
        key=key,
        width="stretch",
        on_select=guarded(on_bar(zones, key=key)),
        selection_mode="bar",
    )


@st.cache_resource(max_entries=192, show_spinner=False)
def _drawn_once(same: str, _drawn: Sequence[Any]) -> None:
    """Draw a chart that was not drawn before; Streamlit sends one that was again, to any session."""
    del same
    drawing, key, width = _drawn
    st.vega_lite_chart(deepcopy(drawing), key=key, width=width)


@keep(96, key=screen_key)
def balance_chart(view: View) -> ReadyChart | None:
    """Return what is offered, missing and not known in the zone or its parts; None where nothing of it is known."""
    catalogue, record = view.texts, remembered_record(view)
    frame = balance_parts(parts_or_zone(record))
    if frame.empty:
        return None
    shown = frame.assign(part=[catalogue(f"bar-{part}") for part in frame["part"]])
    unit = catalogue("bar-axis", unit=catalogue(f"unit-{record['unit']}")) if record["unit"] else catalogue("bar-title")
    return ready_chart(
        balance_bars(frame, unit=record["unit"], texts=catalogue),
        (
            shown,
            [
                Field("zone", catalogue("choice-zone")),
                Field("part", catalogue("column-part")),
                Field("value", unit, "count", sense="sense"),
            ],
        ),
        catalogue,
        name="balance",
        title=catalogue("bar-title"),
        subtitle=balance_subtitle(frame, catalogue),
    )


def draw_balance(view: View, record: DiagnosisRecord, *, elsewhere: bool = False) -> None:
    """Draw what is offered, missing and not known in the zone or its parts, with what it rests on.

    Where nothing of it is known, what to do next, which is ``elsewhere`` or below on the same screen.
    """
    catalogue, chart = view.texts, balance_chart(view)
    if chart is None:
        told = catalogue("bar-several") if record["need_topics"] else catalogue(f"bar-empty-{_NEXT[elsewhere]}")
        (st.caption if elsewhere else st.info)(told)
        return
    draw_ready_chart(chart, zones={line["name"]: line["zone"] for line in parts_or_zone(record)})
    footer(record, view)


@keep(96, key=lambda view, name: (*screen_key(view), name))
def zones_table(view: View, name: str) -> ReadyTable:
    """Return the table of the parts of the view's zone, then of the zone itself."""
    record = remembered_record(view)
    rows = [*record["parts"], record]
    frame, fields = zones_frame(rows, view.territory, view.texts, to_verify=view.to_verify)
    near = [field.name for field in fields if field.name.startswith("within ")]
    unknown = bool(frame[near].isna().to_numpy().all())
    if unknown:
        # The columns of minutes have no place there: remarks are read whole.
        fields = [replace(field, width=REMARK_PX) if field.name == "bound" else field for field in fields]
    once, whole = (*SAID_ONCE, *near), WHOLE_ROWS if unknown else 0
    return ready_table(frame, fields, view.texts, name=name, once=once, whole=whole)


def footer(record: DiagnosisRecord, view: View) -> None:
    """Say in one line what the charts rest on."""
    engine, year = record["travel_engine"], view.territory.population_year
    st.caption(plain(rests_on(record["births_years"], year, engine["name"], engine["date"], view.texts)))


def no_reach(view: View, record: DiagnosisRecord) -> None:
    """Say why no time is known for the question asked, and what to ask instead."""
    texts = view.texts
    st.info(texts("reach-unknown") if record["services"] else texts("services-none", state=record["register_state"]))
    offer_other_kinds(view)


def offer_other_kinds(view: View) -> None:
    """Offer to ask about kinds of actors that have services in a known place, where there are any."""
    placed = placed_kinds(remembered_data(view), view.question)
    if len(placed):
        words = load_vocabulary()
        st.pills(
            view.texts("reach-instead"),
            list(placed.index[:3]),
            format_func=lambda kind: words.label("kind", kind, language=view.language),
            key="pick-instead",
            on_change=guarded(_ask_instead),
        )


def _ask_instead() -> None:
    if kind := st.session_state.pop("pick-instead"):
        ask_kind(kind)


def parts_or_zone(record: DiagnosisRecord) -> Sequence[DiagnosisLine]:
    """Return the zones that a screen compares: the parts of the zone, or itself when it has none."""
    return record["parts"] or [record]


def _export(view: View, shown: Atlas, key: str) -> None:
    title = f"{zone_name(view)} — {view.subject}"
    offer_file(
        view.texts("download-map"),
        lambda: exported_map(shown, title=title),
        name=f"maillage-{view.territory_id}-{view.zone_id}",
        ending=".html",
        key=f"export-{key}",
        help=view.texts("download-map-help"),
    )
