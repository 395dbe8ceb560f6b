"""Planning: what a service more, a service less or a stronger one would do, and where to open the next ones."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.record import Record
from analysis.scenario.effect import Effect
from analysis.scenario.scenario import DEMANDS
from geo.errors import MaillageError
from ui.choices import keep_choice, kept_choice
from ui.effects import effect_remarks, effect_sentences
from ui.escape import plain
from ui.fields import Field
from ui.frames import show_table
from ui.memory import remembered_data, remembered_record
from ui.numbers import count, percent
from ui.page import draw_atlas, finding, heading
from ui.plan_forms import POINT, ZONE, draw_changes, draw_forms
from ui.plan_kept import draw_export, draw_kept
from ui.plan_map import SIDES, map_indicators, plan_atlas
from ui.plan_search import draw_search
from ui.plans import proposal, remembered_effect, remembered_effect_record, remembered_present
from ui.provenance import where_from
from ui.texts import pick
from ui.view import View

_HEIGHT = 520


def draw(view: View) -> None:
    """Draw the screen."""
    texts = view.texts
    with st.spinner(texts("progress-measures"), show_time=True):
        record = remembered_record(view)
    heading(view, "plan", record["name"])
    demand = _demand(view)
    try:
        now = remembered_present(view, demand)
    except MaillageError as error:
        st.error(plain(texts.error(error)))
        return
    if now.supply.actors.empty:
        st.info(texts("plan-nobody"))
    left, right = st.columns([2, 3], gap="large")
    with right:
        effect = _effect(view, demand)
        if effect is not None:
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
    texts, data = view.texts, remembered_data(view)
    has_births = data.places["births"].notna().any()
    strata = has_births and (data.territory.folder / "strata.csv").is_file()
    known = [
        name
        for name in DEMANDS
        if (name != "births" or has_births) and (":" not in name or strata) and (name != "need" or _has_need(view))
    ]
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
            width=360,
        )
    )
    keep_choice("count", chosen)
    return chosen


def _has_need(view: View) -> bool:
    return remembered_record(view)["need"] is not None


def _effect(view: View, demand: str) -> Effect | None:
    """Return what the proposal does; what stops it is said, and the proposal stays to be changed."""
    texts = view.texts
    try:
        with st.spinner(texts("progress-measures"), show_time=True):
            return remembered_effect(view, list(proposal(view)), demand=demand)
    except MaillageError as error:
        st.error(plain(texts.error(error)))
        st.markdown(texts("plan-after-error"))
        return None


def _map(view: View, effect: Effect) -> None:
    texts, changed = view.texts, bool(proposal(view))
    indicators = map_indicators(effect)
    first, second = st.columns([3, 2], vertical_alignment="bottom")
    side = "before"
    if changed:
        side = str(
            first.radio(
                texts("plan-side"),
                SIDES,
                format_func=lambda name: texts(f"plan-side-{name}"),
                key="plan-side",
                horizontal=True,
            )
        )
    else:
        first.caption(texts("plan-map-lead"))
    indicator = indicators[0]
    if len(indicators) > 1:
        indicator = str(
            second.selectbox(
                texts("map-indicator"),
                indicators,
                format_func=lambda name: texts(f"plan-indicator-{name}"),
                key=f"plan-indicator-{indicators[0]}",
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


def _shown(view: View, demand: str, present: Record) -> None:
    texts = view.texts
    record = remembered_effect_record(view, list(proposal(view)), demand=demand)
    first, *others = effect_sentences(record, texts)
    finding(first)
    _figures(view, record, present)
    st.markdown(" ".join(plain(sentence) for sentence in others))
    st.subheader(texts("plan-parts-title"))
    _parts(view, record)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(texts("plan-classes-title"))
        _classes(view, record)
    with right:
        st.subheader(texts("plan-actors-title"))
        _actors(view, record)
    with st.expander(texts("plan-communes-title", count=len(record["communes"]))):
        _communes(view, record)
    with st.expander(texts("remarks-title")):
        for sentence in effect_remarks(record, texts):
            st.markdown(f"- {plain(sentence)}")
    draw_export(view, demand, record)


def _figures(view: View, record: Record, present: Record) -> None:
    texts, language = view.texts, view.language
    before, after, moves = record["before"], record["after"], record["moves"]
    left = None if after["within"] is None or after["weight"] is None else after["weight"] - after["within"]
    was = None if before["within"] is None or before["weight"] is None else before["weight"] - before["within"]
    base = texts(f"scenario-base-{record['base'].replace(':', '-')}")
    sources = ("births", "population", "travel")
    shown = [
        ("within", texts("scenario-column-within", base=base, minutes=view.threshold_min), after["within"],
         before["within"], sources),
        ("gaining", texts("scenario-column-gaining"), moves["gaining"], None, sources),
        ("losing", texts("scenario-column-losing"), moves["losing"], None, sources),
        ("left", texts("plan-column-left", minutes=view.threshold_min), left, was, sources),
    ]  # fmt: skip
    if after["gap"] is not None:
        shown.append(("gap", texts("scenario-column-gap"), after["gap"], before["gap"], ("need", "capacity")))
    row = st.container(key="figures")
    for column, (name, title, value, old, behind) in zip(row.columns(len(shown)), shown, strict=True):
        with column:
            st.metric(title, _count(value, view))
            where_from(present, behind, texts, formula=f"plan-{name}", key=f"plan-{name}")
            if name in ("gaining", "losing"):
                total = after["weight"]
                share = float("nan") if value is None or not total else value / total
                st.caption(texts("plan-share", share=percent(share, language)))
            else:
                st.caption(texts("plan-was", value=_count(old, view)))


def _parts(view: View, record: Record) -> None:
    texts = view.texts
    rows = [_zone_line(zone) for zone in [*record["parts"], record]]
    level = (record["parts"] or [record])[0]["level"]
    title = pick(view.territory.level(level).names, view.language).capitalize()
    show_table(_frame(rows), _zone_fields(view, record, title), texts, name="plan-parts")


def _communes(view: View, record: Record) -> None:
    texts = view.texts
    if not record["communes"]:
        st.info(texts("plan-communes-none"))
        return
    rows = [_zone_line(zone) for zone in record["communes"]]
    title = pick(view.territory.level(view.territory.smallest_level).names, view.language).capitalize()
    frame = _frame(rows).sort_values(["losing", "gaining"], ascending=False)
    show_table(frame, _zone_fields(view, record, title), texts, name="plan-communes", height=380)


def _zone_line(zone: Record) -> dict[str, Any]:
    before, after, moves = zone["before"], zone["after"], zone["moves"]
    return {
        "zone": zone["name"],
        "within_before": before["within"],
        "within_after": after["within"],
        "gaining": moves["gaining"],
        "losing": moves["losing"],
        "mean_before": before["mean_min"],
        "mean_after": after["mean_min"],
        "gap_before": before["gap"],
        "gap_after": after["gap"],
    }


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    numbers = [name for name in frame.columns if name != "zone"]
    frame[numbers] = frame[numbers].astype("float64")
    return frame


def _zone_fields(view: View, record: Record, title: str) -> list[Field]:
    texts = view.texts
    base = texts(f"scenario-base-{record['base'].replace(':', '-')}")
    within = texts("scenario-column-within", base=base, minutes=view.threshold_min)
    written = "decimal" if ":" in record["base"] else "count"
    fields = [
        Field("zone", title),
        Field("within_before", texts("plan-before", figure=within), written),
        Field("within_after", texts("plan-after", figure=within), written),
        Field("gaining", texts("scenario-column-gaining"), written),
        Field("losing", texts("scenario-column-losing"), written),
        Field("mean_before", texts("plan-before", figure=texts("scenario-column-mean")), "minutes"),
        Field("mean_after", texts("plan-after", figure=texts("scenario-column-mean")), "minutes"),
    ]
    if record["after"]["gap"] is not None:
        gap = texts("scenario-column-gap")
        fields += [Field("gap_before", texts("plan-before", figure=gap), "count")]
        fields += [Field("gap_after", texts("plan-after", figure=gap), "count")]
    return fields


def _classes(view: View, record: Record) -> None:
    texts, known = view.texts, record["vulnerability"]
    if known["indicator"] is None:
        st.info(texts("plan-classes-unknown"))
        return
    classes = len(known["limits"]) + 1
    rows = [
        {
            "zone": class_label(int(one["vulnerability_class"]), classes, view),
            "weight": one["weight"],
            "gaining": one["gaining"],
            "losing": one["losing"],
            "mean_before": one["mean_before"],
            "mean_after": one["mean_after"],
        }
        for one in known["classes"]
    ]
    written = "decimal" if ":" in record["base"] else "count"
    fields = [
        Field("zone", texts("scenario-column-class")),
        Field("weight", texts(f"scenario-base-{record['base'].replace(':', '-')}").capitalize(), written),
        Field("gaining", texts("scenario-column-gaining"), written),
        Field("losing", texts("scenario-column-losing"), written),
        Field("mean_before", texts("plan-before", figure=texts("scenario-column-mean")), "minutes"),
        Field("mean_after", texts("plan-after", figure=texts("scenario-column-mean")), "minutes"),
    ]
    show_table(_frame(rows), fields, texts, name="plan-classes")
    indicators = view.territory.indicators
    name = known["indicator"]
    told = pick(indicators[name].names, view.language) if name in indicators else texts("scenario-vulnerability")
    st.caption(texts("scenario-classes-note", indicator=told, year=str(known["year"] or "–")))


def class_label(rank: int, classes: int, view: View) -> str:
    """Return the name of a class of vulnerability."""
    if rank == 0:
        return view.texts("scenario-class-unknown")
    last = "yes" if rank == classes and classes > 1 else "no"
    return view.texts("scenario-class", rank=rank, classes=classes, last=last)


def _actors(view: View, record: Record) -> None:
    texts = view.texts
    rows = [
        {
            "zone": actor["name"],
            "fate": texts(f"plan-fate-{actor['fate']}"),
            "nearest_before": actor["nearest_before"],
            "nearest_after": actor["nearest_after"],
            "capacity_after": actor["capacity_after"],
        }
        for actor in record["actors"]
    ]
    if not rows:
        st.info(texts("services-none"))
        return
    frame = pd.DataFrame(rows)
    numbers = ["nearest_before", "nearest_after", "capacity_after"]
    frame[numbers] = frame[numbers].astype("float64")
    near = texts("plan-nearest", minutes=view.threshold_min)
    fields = [
        Field("zone", texts("column-actor")),
        Field("fate", texts("plan-fate")),
        Field("nearest_before", texts("plan-before", figure=near), "count", texts("plan-nearest-help")),
        Field("nearest_after", texts("plan-after", figure=near), "count", texts("plan-nearest-help")),
        Field("capacity_after", texts("plan-after", figure=texts("column-capacity")), "count"),
    ]
    show_table(frame, fields, texts, name="plan-actors")


def _count(value: float | None, view: View) -> str:
    return count(float("nan") if value is None else value, view.language)
