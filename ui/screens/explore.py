"""The map: one indicator, the layers that are wanted over it, and the card of what is clicked."""

from collections.abc import Callable, Iterable

import streamlit as st

from analysis.records.diagnosis import DiagnosisRecord
from ui.drawing.atlas import MapRequest, atlas, indicator_name, indicators
from ui.drawing.shown_tables import ReadyTable, ready_table, show_ready
from ui.screens.shared.cards import card, choose_card
from ui.screens.shared.page import draw_map, finding, heading, waited_record
from ui.screens.shared.provenance import where_from
from ui.session.choices import keep_choice, kept_choice
from ui.session.diagnosis_answers import remembered_measures
from ui.session.picked import Clicked, shade
from ui.session.shared_results import keep
from ui.session.territory_tables import screen_key
from ui.session.view import View
from ui.words.diagnosis import answer_first
from ui.words.escape import plain
from ui.words.people import People, people_field
from ui.words.table_columns import Field

_OVERLAYS = ("areas", "basins", "points", "quality", "reach")


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    record = waited_record(view)
    with st.container(key="screen-map"):
        asked = _asked(view)
        left, right = st.columns([5, 2], gap="small")
        with left:
            clicked = draw_map(view, asked, key="explore")
        with right:
            heading(view, "map", record["name"])
            if clicked is None:
                _answer(view, record)
            _card(view, clicked)
    where_from(record, ("births", "population", "need", "capacity", "travel"), catalogue, formula="map", key="map")
    with st.expander(catalogue("map-as-table")):
        _table(view, asked)


def _asked(view: View) -> MapRequest:
    catalogue = view.texts
    known = indicators(view)
    first, second, third, fourth = st.columns([6, 4, 4, 4], vertical_alignment="bottom")
    with first:
        indicator = _kept("indicator", known, catalogue("map-indicator"), lambda name: indicator_name(name, view))
    with second:
        actors = _kept(
            "actors",
            ("selection", "all", "none"),
            catalogue("map-actors"),
            lambda name: catalogue(f"map-actors-{name}"),
        )
    kept = [name for name in kept_choice("layers", default="").split(" ") if name in _OVERLAYS]
    if "pick-layers" not in st.session_state:
        st.session_state["pick-layers"] = kept
    with third:
        layers = st.multiselect(
            catalogue("map-layers"),
            _OVERLAYS,
            key="pick-layers",
            format_func=lambda name: catalogue(f"map-layer-{name}"),
            placeholder=catalogue("map-layers-none"),
            help=catalogue("map-layers-help"),
        )
    keep_choice("layers", " ".join(layers))
    # Never in the address: opening a link must not ask another host for anything.
    tiles = fourth.toggle(catalogue("map-tiles"), key="map-tiles", help=catalogue("map-tiles-help"))
    return MapRequest(
        indicator=indicator,
        actors=actors,
        areas="areas" in layers,
        basins="basins" in layers,
        points="points" in layers,
        reach=_reaching(view) if "reach" in layers else (),
        tiles=tiles,
        quality="quality" in layers,
    )


def _kept(name: str, options: Iterable[str], title: str, label: Callable[[str], str]) -> str:
    choices = list(options)
    current = kept_choice(name, default=choices[0])
    key = f"pick-{name}"
    if st.session_state.get(key) not in choices:
        st.session_state[key] = current if current in choices else choices[0]
    chosen = str(st.selectbox(title, choices, key=key, format_func=label))
    keep_choice(name, chosen)
    return chosen


def _reaching(view: View) -> tuple[str, ...]:
    supply = remembered_measures(view).supply.actors
    placed = supply[supply["lon"].notna()].set_index("actor_id")["name"].sort_values()
    if placed.empty:
        st.info(view.texts("reach-unknown"))
        return ()
    shown = st.multiselect(
        view.texts("map-reach-of"),
        list(placed.index),
        default=list(placed.index[:1]),
        format_func=lambda actor: placed[actor],
        key=f"pick-reach-{view.territory_id}-{view.selection}",
        max_selections=12,
    )
    return tuple(shown)


def _answer(view: View, record: DiagnosisRecord) -> None:
    """Draw what the overview says first: a map says where, beside how much."""
    first, *others = answer_first(record, view.texts, threshold_min=view.threshold_min)
    finding(first)
    for sentence in others:
        st.markdown(plain(sentence))


def _card(view: View, clicked: Clicked | None) -> None:
    choose_card(view, clicked)
    if clicked:
        card(view, clicked)


def _table(view: View, asked: MapRequest) -> None:
    shown = atlas(view, asked)
    at = shade(len(shown.legend_classes), shown=shown.about)
    table = _values(view, asked, at)
    show_ready(table, zones=list(table.frame["zone_id"]))


@keep(96, key=lambda view, asked, at: (*screen_key(view), asked, at))
def _values(view: View, asked: MapRequest, at: int | None) -> ReadyTable:
    """Return the table of what a map shows, in a class of its legend or in all."""
    catalogue, shown = view.texts, atlas(view, asked)
    written = {"minutes": "minutes", "within": "percent", "coverage": "percent", "declared": "count"}
    known = view.territory.indicators.get(asked.indicator)
    kind = written.get(asked.indicator, "count" if known is None or known.kind == "count" else "decimal")
    values = shown.values
    people: People = "births" if "births" in values else "population"
    fields = [
        Field("zone", catalogue("choice-zone")),
        Field("value", indicator_name(asked.indicator, view), kind, sense="sense"),
    ]
    if asked.indicator != people:
        fields.append(people_field(people, catalogue))
    if at is not None:
        values = values[values["zone_id"].isin(shown.legend_classes[at])]
    return ready_table(values, fields, catalogue, name="map-values")
