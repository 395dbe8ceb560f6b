"""The measures of access: one is chosen with its weight of time, and read on a map, as a curve and by commune."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Any

import pandas as pd
import streamlit as st

from analysis.records.access import AccessRecord
from analysis.records.bounds import Sense, rising_sense
from analysis.records.shared import Dated
from geo.errors import BadInputError
from ui.drawing.charts import served_line
from ui.drawing.shown_tables import show_table
from ui.screens.shared.page import draw_atlas, draw_chart, finding, offer_other_kinds, register_gauge
from ui.screens.shared.provenance import where_from
from ui.screens.travel.measure_map import measure_atlas
from ui.session.choices import keep_choice, kept_choice
from ui.session.measure_answers import (
    DEMANDS,
    MEASURES,
    AccessAnswer,
    AccessChoice,
    decays_of,
    remembered_access,
    units_offered,
)
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.texts import Texts, pick
from ui.words.access import (
    ValueName,
    access_figure,
    access_indices,
    access_number,
    access_remarks,
    access_state,
    access_value,
    line_linked,
)
from ui.words.cautions import edge_lines
from ui.words.escape import plain
from ui.words.known import share_said
from ui.words.measures import rests_on, unit_name
from ui.words.table_columns import Field

_OWN = "own"
_SUPPLIES = ("capacity", "one")
_ANSWERABLE = ("access-no-capacity", "access-no-need", "access-decay-text", "access-bad-decay", "access-bad-steps")
_WRITTEN = {"nearest": "minutes", "cumulative": "decimal"}
_HEIGHT = 430


def draw_measures(view: View) -> None:
    """Draw the choice of a measure and what it says."""
    catalogue = view.texts
    asked = _asked(view)
    try:
        answer = waited(remembered_access, view, asked, told=catalogue("progress-measures"), texts=catalogue)
    except BadInputError as error:
        if error.key not in _ANSWERABLE:
            raise
        own = f"measures-{error.key}"
        st.info(plain(catalogue(own) if catalogue.has(own) else catalogue.error(error)))
        return
    record = answer.record
    if record["state"] != "ok":
        st.info(plain(access_state(record, catalogue)))
        if record["state"] != "unreachable":
            offer_other_kinds(view)
            return
    register_gauge(view)
    said = _finding(view, answer)
    finding(said[:1].upper() + said[1:])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw_atlas(view, measure_atlas(view, answer), height=_HEIGHT, key="measures")
    with right:
        _curve(view, answer)
    where_from(_dated(record), _figures(record), catalogue, formula=f"measure-{record['measure']}", key="measures")
    remarks = [*access_remarks(record, catalogue), *edge_lines(record["edge"], catalogue)]
    if remarks:
        with st.expander(catalogue("remarks-counted", remarks=len(remarks))):
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in remarks))
    _unequal(view, record)
    _worst(view, answer)


def _asked(view: View) -> AccessChoice:
    """Draw the choices of the measure, kept in the address, and return them."""
    texts = view.texts
    # What a measure does not ask leaves no hole: the choices that follow take its place.
    slots = iter(st.columns([4, 4, 3, 3], vertical_alignment="bottom"))
    with next(slots):
        measure = _kept("measure", MEASURES, texts("measures-measure"), lambda name: texts(f"measure-{name}"))
    decays, decay = decays_of(measure, view), ""
    if decays:
        with next(slots):
            kept = kept_choice("decay", default="")
            decay = _kept(
                "decay",
                ["", *decays[1:], *([kept] if kept not in ("", _OWN, *decays) else []), _OWN],
                texts("measures-decay"),
                lambda name: _decay_name(name, decays[0], texts),
                help=texts("measures-decay-help"),
            )
            if decay == _OWN:
                decay = st.text_input(
                    texts("measures-decay-own"), key="pick-decay-own", value=decays[0], max_chars=80
                ).strip()
                keep_choice("decay", decay)
    units: list[str] = [] if measure == "nearest" else units_offered(view)
    supply, unit = "capacity", None
    if measure != "nearest":
        with next(slots):
            choices = [*units, "one"] if len(units) > 1 else list(_SUPPLIES)
            supply = _kept("supply", choices, texts("measures-supply"), lambda name: _supply_name(name, texts))
            if supply not in _SUPPLIES:
                supply, unit = "capacity", supply
    # A territory without births counts people: to offer births would be to name what the figures do not count.
    born = remembered_data(view).places["births"].notna().any()
    known = [name for name in DEMANDS if name != "births" or born]
    with next(slots):
        demand = _kept("demand", known, texts("measures-demand"), lambda name: texts(f"measures-demand-{name}"))
    return AccessChoice(measure, decay, supply, unit, demand)


def _kept(name: str, options: Sequence[str], title: str, label: Callable[[str], str], **more: Any) -> str:  # noqa: ANN401 - as Streamlit takes it
    current = kept_choice(name, default=options[0])
    key = f"pick-{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = current if current in options else options[0]
    chosen = str(st.selectbox(title, options, key=key, format_func=label, **more))
    keep_choice(name, chosen)
    return chosen


def _decay_name(name: str, usual: str, texts: Texts) -> str:
    if name == _OWN:
        return texts("measures-decay-other")
    shape, _, minutes = (name or usual).partition(":")
    key = f"measures-decay-{shape}"
    said = texts(key, minutes=minutes) if texts.has(key) else name or usual
    return said if name else texts("measures-decay-usual", decay=said)


def _supply_name(name: str, texts: Texts) -> str:
    if name in _SUPPLIES:
        return texts(f"measures-supply-{name}")
    return texts("measures-supply-unit", unit=texts(f"unit-{name}"))


def _dated(record: AccessRecord) -> Dated:
    """Return what stands behind the figures, as every screen tells it."""
    quality = record["quality"]
    return {
        "territory": record["territory"],
        "sources": record["sources"],
        "births_years": quality["births_years"],
        "layer": "",
        "travel_engine": quality["travel_engine"],
    }


def _figures(record: AccessRecord) -> tuple[str, ...]:
    weighed = {"need": ("need", "births"), "population": ("population",)}.get(record["base"], ("births",))
    return (*weighed, "travel", *(() if record["measure"] == "nearest" else ("capacity",)))


def _finding(view: View, answer: AccessAnswer) -> str:
    """Return the mean of the zone, and who is worst served."""
    texts, record = view.texts, answer.record
    level = view.territory.level(view.territory.smallest_level)
    nearest = record["measure"] == "nearest"
    nothing = [
        line
        for line in answer.lines
        if (line["value"] is None and bool(line["unserved"]) if nearest else line["value"] == 0)
    ]
    # A mean that leaves out who is reached by nobody bounds nothing, and says whose mean it is.
    some = nearest and bool(record["unserved"]) and record["value"] is not None
    value = access_value(record["value"], record, texts) if some else access_figure(record, "value", record, texts)
    ordered = _worst_first(answer)
    worst = ordered[0] if ordered and len(answer.lines) > 1 and not nothing else None
    far = "none" if worst is None else "one"
    return texts(
        "measures-finding",
        nearest="yes" if nearest else "no",
        unit=unit_name(record, texts),
        value=value,
        reached="some" if some else "all",
        share=share_said(record["served_share"] or 0.0, record["bounds"].get("served_share", "exact"), texts),
        far="nothing" if nothing else far,
        count=len(nothing),
        zones=pick(level.plurals if len(nothing) > 1 else level.names, view.language),
        zone=worst["name"] if worst else "",
        worst=access_figure(worst, "value", record, texts) if worst else "",
    )


def _worst_first(answer: AccessAnswer) -> list[Any]:
    """Return the lines whose figure is known, the worst served first."""
    sign = -1 if answer.record["measure"] == "nearest" else 1
    known = [line for line in answer.lines if line["value"] is not None]
    return sorted(known, key=lambda line: (sign * (line["value"] or 0.0), line["name"]))


def _curve(view: View, answer: AccessAnswer) -> None:
    texts, record = view.texts, answer.record
    if answer.curve is None:
        st.info(texts("remark-hidden"))
        return
    if answer.curve.empty:
        st.info(texts("measures-curve-empty"))
        return
    nearest = record["measure"] == "nearest"
    better = "low" if nearest else "high"
    unit = texts("axis-minutes") if nearest else unit_name(record, texts)
    mean = record["value"]
    marks = [float(view.threshold_min)] if nearest else ([] if mean is None else [mean])
    sense = _curve_sense(record)
    draw_chart(
        served_line(answer.curve, title=unit, better=better, marks=marks, texts=texts),
        (
            answer.curve,
            [
                Field("value", unit, "ratio"),
                Field("families", texts(f"column-base-{record['base']}"), "count", sense=sense),
                Field("share", texts("measures-share"), "percent", sense=sense),
            ],
        ),
        view,
        name="measures-curve",
        title=texts("measures-curve-title", better=better, base=texts(f"base-{record['base']}")),
        subtitle=texts("measures-curve-subtitle", better=better, sense=sense, minutes=view.threshold_min),
    )
    engine = record["quality"]["travel_engine"]
    years, year = record["quality"]["births_years"], view.territory.population_year
    st.caption(plain(rests_on(years, year, engine["name"], engine["date"], texts)))


def _curve_sense(record: AccessRecord) -> Sense:
    """Return what is known of the shares: one more service could only raise them, unless families choose."""
    if record["register_state"] == "complete" and not record["is_minimum"]:
        return "exact"
    if record["measure"] in ("3sfca", "mh3sfca", "bfca"):
        return "unknown"
    return rising_sense("partial" if record["register_state"] == "complete" else record["register_state"])


def _unequal(view: View, record: AccessRecord) -> None:
    texts = view.texts
    st.subheader(texts("measures-unequal"))
    said = access_indices(record, texts)
    if said:
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in said))
    else:
        st.caption(texts("measures-unequal-unknown"))


def _worst(view: View, answer: AccessAnswer) -> None:
    """Draw every smallest zone, the worst served first, then those of which nothing is known."""
    texts, record = view.texts, answer.record
    ordered = _worst_first(answer)
    ordered += sorted((line for line in answer.lines if line["value"] is None), key=lambda line: line["name"])
    nearest = record["measure"] == "nearest"
    beyond = nearest and record["state"] == "ok"
    # An actor exists and none is within the horizon: that is farther than all, not unknown.
    ordered.sort(key=lambda line: not (beyond and line["value"] is None and bool(line["unserved"])))
    # Numbers sort; a figure between two bounds, or hidden, is a text.
    as_text = any(line_linked(line) or line["masked"] for line in ordered)
    frame = pd.DataFrame(
        [
            {
                "zone": line["name"],
                "figure": access_figure(line, "value", record, texts)
                if as_text
                else inf
                if beyond and line["value"] is None and line["unserved"]
                else access_number(line["value"]),
                "figure-sense": line["bounds"].get("value", "exact"),
                "other": _other(view, answer, line),
                **{name: access_number(line[name]) for name in ("demand", "served", "unserved")},
                "served-sense": line["bounds"].get("served", "exact"),
                "unserved-sense": line["bounds"].get("unserved", "exact"),
            }
            for line in ordered
        ]
    )
    fields = [
        Field("zone", texts("choice-zone")),
        Field(
            "figure",
            texts("axis-minutes") if nearest else unit_name(record, texts),
            "text" if as_text else _WRITTEN.get(record["measure"], "ratio"),
            sense="" if as_text else "figure-sense",
        ),
        Field("other", texts("measures-otherwise", counted="yes" if view.to_verify else "no")),
        Field("demand", texts(f"column-base-{record['base']}"), "count"),
        Field("served", texts("column-served"), "count", sense="served-sense"),
        Field("unserved", texts("column-unserved"), "count", sense="unserved-sense"),
    ]
    if not frame["other"].any():
        fields = [field for field in fields if field.name != "other"]
    level = view.territory.level(view.territory.smallest_level)
    st.subheader(texts("measures-worst", zones=pick(level.plurals, view.language)))
    if any(line["masked"] for line in answer.lines):
        st.caption(texts("remark-hidden"))
    show_table(frame, fields, texts, name="measures-zones", height=420)


def _other(view: View, answer: AccessAnswer, line: Any) -> str:  # noqa: ANN401 - a line of the record
    """Return the figure that was not asked for, with services to verify or without; empty where it reads the same."""
    name: ValueName = "value_open" if view.to_verify else "value_with_to_verify"
    said = [access_value(line[one], answer.record, view.texts, masked=line["masked"]) for one in ("value", name)]
    return "" if said[0] == said[1] else access_figure(line, name, answer.record, view.texts)
