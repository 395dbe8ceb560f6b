"""Planning: what a service more, a service less or a stronger one would do, and where to open the next ones."""

import math
from collections.abc import Mapping
from typing import Any, cast

import streamlit as st

from analysis.records.bounds import Sense, State, falling_sense, rising_sense
from analysis.records.diagnosis import DiagnosisRecord
from analysis.records.scenario import EffectRecord, ZoneState
from analysis.scenario.states_compared import ScenarioEffect
from geo.errors import MaillageError
from ui.screens.planning.change_forms import POINT, ZONE, draw_changes, draw_forms
from ui.screens.planning.kept_proposals import draw_export, draw_kept
from ui.screens.planning.proposal_maps import choose_side, map_indicators, plan_atlas
from ui.screens.planning.proposal_tables import actors_table, classes_table, communes_table, parts_table
from ui.screens.planning.question import demands
from ui.screens.planning.search import draw_search
from ui.screens.shared.page import draw_atlas, finding, heading, register_gauge
from ui.screens.shared.provenance import where_from
from ui.session.choices import keep_choice, kept_choice
from ui.session.diagnosis_answers import remembered_record
from ui.session.proposal_changes import proposal, remembered_effect, remembered_effect_record, remembered_present
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.words.escape import plain
from ui.words.known import bounded, bounded_short
from ui.words.numbers import count, percent
from ui.words.scenario import amount, effect_remarks, effect_sentences, gap_arrow, missing_side

_HEIGHT = 430


def draw(view: View) -> None:
    """Draw the screen."""
    texts = view.texts
    with st.spinner(texts("progress-measures"), show_time=True):
        record = remembered_record(view)
    heading(view, "plan", record["name"])
    left, right = st.columns([3, 5], gap="large")
    with left:
        demand = _demand(view)
    try:
        now = remembered_present(view, demand)
    except MaillageError as error:
        st.error(plain(texts.error(error)))
        return
    if now.supply.actors.empty:
        left.info(texts("plan-nobody", state=record["register_state"]))
    with right:
        register_gauge(view)
        effect = _effect(view, demand)
        if effect is not None:
            _in_short(view, effect)
            _map(view, effect)
    with left:
        draw_forms(view, now)
        draw_changes(view)
    if effect is not None and proposal(view):
        _shown(view, demand, record)
    st.subheader(texts("plan-search-title"))
    with st.container(border=True):
        draw_search(view, demand)
    draw_kept(view, demand)


def _demand(view: View) -> str:
    """Return what is counted; only what the territory and the subject know is offered."""
    texts, known = view.texts, demands(view)
    current = kept_choice("count", default=known[0])
    if st.session_state.get("plan-count") not in known:
        st.session_state["plan-count"] = current if current in known else known[0]
    chosen = str(
        st.selectbox(
            texts("plan-count"),
            known,
            key="plan-count",
            format_func=lambda name: texts(f"scenario-base-{name.replace(':', '-')}"),
            help=texts("plan-count-help"),
        )
    )
    keep_choice("count", chosen)
    return chosen


def _effect(view: View, demand: str) -> ScenarioEffect | None:
    """Return what the proposal does; what stops it is said, and the proposal stays to be changed."""
    texts = view.texts
    try:
        with st.spinner(texts("progress-measures"), show_time=True):
            return remembered_effect(view, list(proposal(view)), demand=demand)
    except MaillageError as error:
        st.error(plain(texts.error(error)))
        st.markdown(texts("plan-after-error"))
        return None


def _in_short(view: View, effect: ScenarioEffect) -> None:
    """Say in one line what the map shows: it keeps its place whether there is a proposal or not."""
    texts, line = view.texts, cast("Any", effect.zones.loc[effect.zone_id])
    base = effect.after.base
    within = None if math.isnan(line["within_after"]) else float(line["within_after"])
    state = effect.after.area.reach_state
    reached = bounded(amount(within, base, texts), "exact" if within is None else rising_sense(state), texts)
    said = texts("plan-short-within", amount=reached[:1].upper() + reached[1:], minutes=view.threshold_min)
    if proposal(view) and effect.comparable:
        moves = {
            name: bounded(
                amount(float(line[name]), base, texts), falling_sense(state) if line[name] else "exact", texts
            )
            for name in ("gaining", "losing")
        }
        said = " ".join([said, texts("plan-short-moves", **moves)])
    elif within is None and not math.isnan(line["gap_after"]):
        status = str(effect.after.zones.loc[effect.zone_id, "need_status"])
        said = texts("plan-short-gap", gap=gap_arrow(_side(line, "before"), _side(line, "after"), status, texts))
    elif within is None:
        said = texts("scenario-reach-unknown")
    st.markdown(f"**{plain(said)}**")


def _map(view: View, effect: ScenarioEffect) -> None:
    texts, side = view.texts, "before"
    indicators = map_indicators(effect)
    if proposal(view):
        side = choose_side(texts, key="plan-side")
    else:
        st.caption(texts("plan-map-lead"))
    indicator = indicators[0]
    if len(indicators) > 1:
        indicator = str(
            st.radio(
                texts("map-indicator"),
                indicators,
                format_func=lambda name: texts(f"plan-indicator-{name}"),
                key=f"plan-indicator-{indicators[0]}",
                horizontal=True,
                label_visibility="collapsed",
            )
        )
    shown = plan_atlas(view, effect, side=side, indicator=indicator)
    answer = draw_atlas(view, shown, height=_HEIGHT, key="plan", clickable=True, points=True)
    _take_click(view, answer)


def _take_click(view: View, answer: dict[str, Any] | None) -> None:
    """Choose the commune that was clicked, and keep the point."""
    known = ((answer or {}).get("last_active_drawing") or {}).get("properties") or {}
    clicked = (answer or {}).get("last_clicked") or {}
    if known.get("what") != "zone" or st.session_state.get("plan-clicked") == (known.get("id"), str(clicked)):
        return
    zones = remembered_data(view).zones
    smallest = zones.loc[zones["level"] == view.territory.smallest_level, "zone_id"]
    if not (smallest == known["id"]).any():
        return
    st.session_state["plan-clicked"] = (known["id"], str(clicked))
    st.session_state[ZONE] = known["id"]
    if "lat" in clicked and "lng" in clicked:
        spot = {"zone": known["id"], "lat": round(clicked["lat"], 5), "lon": round(clicked["lng"], 5)}
        st.session_state[POINT] = spot


def _shown(view: View, demand: str, present: DiagnosisRecord) -> None:
    texts = view.texts
    record = remembered_effect_record(view, list(proposal(view)), demand=demand)
    first, *others = effect_sentences(record, texts, register=False)
    finding(first)
    _figures(view, record, present)
    st.markdown(" ".join(plain(sentence) for sentence in others))
    st.subheader(texts("plan-parts-title"))
    parts_table(view, record)
    st.subheader(texts("plan-classes-title"))
    classes_table(view, record)
    st.subheader(texts("plan-actors-title"))
    actors_table(view, record)
    with st.expander(texts("plan-communes-title", count=len(record["communes"]))):
        communes_table(view, record)
    with st.expander(texts("remarks-title")):
        for sentence in effect_remarks(record, texts):
            st.markdown(f"- {plain(sentence)}")
    draw_export(view, demand, record)


def _figures(view: View, record: EffectRecord, present: DiagnosisRecord) -> None:
    texts, language = view.texts, view.language
    before, after, moves, status = record["before"], record["after"], record["moves"], record["need_status"]
    left = None if after["within"] is None or after["weight"] is None else after["weight"] - after["within"]
    was = None if before["within"] is None or before["weight"] is None else before["weight"] - before["within"]
    base = texts(f"scenario-base-{record['base'].replace(':', '-')}")
    base = base[:1].upper() + base[1:]
    sources = ("births", "population", "travel")
    shown: list[tuple[str, str, Any, Any, tuple[str, ...]]] = [
        ("within", texts("scenario-column-within", base=base, minutes=view.threshold_min), after["within"],
         before["within"], sources),
        ("gaining", texts("scenario-column-gaining"), moves["gaining"], None, sources),
        ("losing", texts("scenario-column-losing"), moves["losing"], None, sources),
        ("left", texts("plan-column-left", minutes=view.threshold_min), left, was, sources),
    ]  # fmt: skip
    reach: State = "complete" if after["bounds"]["within"] == "exact" else "partial"
    bounds: dict[str, Sense] = {
        "within": rising_sense(reach),
        **dict.fromkeys(("gaining", "losing", "left"), falling_sense(reach)),
        **{name: after["bounds"].get(name, "exact") for name in ("need", "capacity")},
    }
    if after["within"] is None:
        # Nothing can be said of time: what is offered and needed stands alone.
        unit = texts(f"unit-{record['unit']}") if record["unit"] else texts("unit-capacity")
        shown = [
            ("need", f"{texts('column-need')} ({unit})", after["need"], before["need"], ("need", "births")),
            ("capacity", f"{texts('column-capacity')} ({unit})", after["capacity"], before["capacity"], ("capacity",)),
        ]
    if after["gap"] is not None:
        shown.append(("gap", texts("scenario-column-gap"), after["gap"], before["gap"], ("need", "capacity")))
    row = st.container(key="figures")
    for column, (name, title, value, old, behind) in zip(row.columns(len(shown)), shown, strict=True):
        with column:
            sense = bounds.get(name, "exact")
            told = missing_side(after, status, texts) if name == "gap" else _bounded(value, sense, view)
            st.metric(title, told)
            where_from(
                present,
                behind,
                texts,
                formula=name if name in ("need", "capacity") else f"plan-{name}",
                key=f"plan-{name}",
            )
            if name in ("gaining", "losing"):
                total = after["weight"]
                share = float("nan") if value is None or not total else value / total
                told = percent(share, language)
                st.caption(texts("plan-share", share=bounded_short(told, sense if share else "exact", texts)))
            else:
                was_told = missing_side(before, status, texts) if name == "gap" else _bounded(old, sense, view)
                st.caption(texts("plan-was", value=was_told))


def _side(line: Mapping[str, Any], side: str) -> ZoneState:
    """Return one of the two states of a zone, as `missing_side` reads it."""
    names = ("need", "gap", "gap_low")
    told = {name: None if math.isnan(line[f"{name}_{side}"]) else float(line[f"{name}_{side}"]) for name in names}
    return cast("ZoneState", told | {"capacity_complete": bool(line[f"capacity_complete_{side}"])})


def _bounded(value: float | None, sense: Sense, view: View) -> str:
    """Return a figure with what is known of it; nobody at most is nobody."""
    if value is None:
        return view.texts("unknown")
    if not value and sense == "at-least":
        return view.texts("none-known")
    return bounded_short(count(value, view.language), sense if value else "exact", view.texts)
