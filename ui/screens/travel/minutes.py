"""Travel times: who is within how many minutes, where it is farthest, and which engine says so."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analysis.records.bounds import falling_sense, rising_sense
from analysis.records.diagnosis import DiagnosisRecord
from geo.workspace.zones import smallest_in
from ui.drawing.charts import MOST_COLOURS, reach_lines
from ui.drawing.shown_tables import ReadyTable, ready_table, show_ready, show_table
from ui.screens.shared.page import (
    ReadyChart,
    curve_fields,
    draw_ready_chart,
    finding,
    footer,
    no_reach,
    parts_or_zone,
    ready_chart,
    register_gauge,
    waited_record,
    within,
)
from ui.screens.shared.provenance import engine_sentence, where_from
from ui.session.access_answers import remembered_curves
from ui.session.diagnosis_answers import remembered_measures, remembered_record
from ui.session.shared_results import keep
from ui.session.territory_tables import remembered_data, screen_key
from ui.session.view import View
from ui.texts import pick
from ui.words.cars import cars_said
from ui.words.diagnosis_tables import within_fields
from ui.words.escape import plain
from ui.words.known import bounded, share_said
from ui.words.numbers import count
from ui.words.people import people_counted, people_field
from ui.words.table_columns import Field

_MOST_LINES, _NAMED = 12, 8


def draw_minutes(view: View) -> None:
    """Draw who is within how many minutes of the nearest service."""
    catalogue, language = view.texts, view.language
    record = waited_record(view)
    shares = record["share_within"]
    share = shares.get(str(view.threshold_min))
    if share is None or remembered_measures(view).supply.actors.empty:
        no_reach(view, record)
        return
    beyond = _beyond(record, view)
    register_gauge(view)
    state = remembered_measures(view).area.reach_state
    share_told = share_said(share, rising_sense(state), catalogue)
    finding(
        catalogue(
            "travel-finding",
            share=share_told[:1].upper() + share_told[1:],
            minutes=view.threshold_min,
            measure=record["share_measure"],
            left="some" if beyond else "none",
            beyond=bounded(count(beyond, language), falling_sense(state), catalogue),
        )
    )
    st.info(plain(engine_sentence(record, catalogue)), icon=":material/speed:")
    row = st.container(key="figures-travel")
    for column, (limit, value) in zip(row.columns(len(shares)), shares.items(), strict=True):
        column.metric(
            catalogue("column-within", minutes=int(limit)), within(view, float("nan") if value is None else value)
        )
    where_from(record, ("births", "population", "travel"), catalogue, formula="within", key="travel")
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in cars_said(record, catalogue)))
    st.subheader(catalogue("travel-curves"))
    draw_ready_chart(_curves(view))
    footer(record, view)
    st.subheader(catalogue("travel-farthest"))
    zones = pick(view.territory.level(view.territory.smallest_level).plurals, language)
    horizon = int(remembered_measures(view).horizon_min)
    st.caption(catalogue("travel-farthest-lead", horizon=horizon, zones=zones, state=state))
    show_ready(_farthest(view))
    _left_out(view)


def _beyond(record: DiagnosisRecord, view: View) -> float:
    births = record["share_measure"] == "births"
    within = record["births_within" if births else "population_within"][str(view.threshold_min)]
    total = record["births" if births else "population"]
    return float("nan") if total is None or within is None else max(0.0, total - within)


@keep(64, key=screen_key)
def _curves(view: View) -> ReadyChart:
    """Return the curves of the parts of the zone and of the whole that they make."""
    catalogue, record = view.texts, remembered_record(view)
    parts = list(parts_or_zone(record))[: _MOST_LINES - 1]
    names = {part["zone"]: part["name"] for part in parts} | {record["zone"]: record["name"]}
    frame = remembered_curves(view, list(names), measure=record["share_measure"])
    return ready_chart(
        reach_lines(frame, names, threshold_min=view.threshold_min, texts=catalogue),
        (frame.assign(zone=frame["zone_id"].map(names)), curve_fields(view)),
        catalogue,
        name="curves",
        title=catalogue(
            "travel-curves-title", measure=record["share_measure"], state=remembered_measures(view).area.reach_state
        ),
        subtitle=catalogue(
            "travel-curves-subtitle", minutes=view.threshold_min, whole="yes" if len(names) > MOST_COLOURS else "no"
        ),
    )


@keep(64, key=screen_key)
def _farthest(view: View) -> ReadyTable:
    """Return the smallest zones, the farthest first."""
    catalogue, record = view.texts, remembered_record(view)
    data, measures = remembered_data(view), remembered_measures(view)
    state = measures.area.reach_state
    lines = measures.zones[measures.zones["zone_id"].isin(smallest_in(data, view.zone_id))]
    people = people_counted(lines["births"], lines["population"])
    frame = lines[["zone_id", "name", people, "mean_min", "max_min"]].copy()
    # An actor exists and none is within the horizon: farther than any time looked for, which is not unknown.
    frame[["mean_min", "max_min"]] = frame[["mean_min", "max_min"]].fillna(float("inf"))
    reached: Any = measures.within
    wide = reached.assign(
        share=measures.within[record["share_measure"]] / measures.within[f"{record['share_measure']}_total"]
    )
    wide = wide.pivot_table(index="zone_id", columns="threshold_min", values="share")
    wide.columns = [f"within {limit:g}" for limit in wide.columns]
    frame = frame.merge(wide.reset_index(), on="zone_id", how="left")
    # Where others may exist, nobody known within reach is not far: what is known comes first.
    frame["known"] = frame["mean_min"] < float("inf") if state != "complete" else True
    frame = frame.sort_values(["known", "mean_min", "name"], ascending=[False, False, True])
    fields = [
        Field("name", catalogue("choice-zone")),
        Field(
            "mean_min",
            catalogue("column-mean-minutes"),
            "minutes",
            catalogue("glossary-mean"),
            sense=falling_sense(state),
        ),
        Field("max_min", catalogue("column-max-minutes"), "minutes", sense=falling_sense(state)),
        people_field(people, catalogue),
        *[
            replace(field, sense=rising_sense(state))
            for field in within_fields(view.territory, catalogue)
            if field.name in frame
        ],
    ]
    return ready_table(frame, fields, catalogue, name="farthest", height=420)


def _left_out(view: View) -> None:
    catalogue = view.texts
    measures = remembered_measures(view)
    if measures.unlocated:
        named = measures.supply.actors.set_index("actor_id")["name"]
        first = [str(named[actor]) for actor in measures.unlocated[:_NAMED]]
        said = catalogue("travel-unlocated", names=", ".join(first), more=len(measures.unlocated) - len(first))
        st.warning(plain(f"{catalogue('remark-unlocated', actors=len(measures.unlocated))} {said}"))
    if len(measures.left_out):
        frame: pd.DataFrame = measures.left_out
        with st.expander(catalogue("travel-left-out", count=len(frame))):
            fields = [Field("id", catalogue("column-id")), Field("walk_m", catalogue("column-walk"), "count")]
            show_table(frame, fields, catalogue, name="left-out")
