"""Going to a service and coming back without a car: during what share of its opening hours, on a map and by commune."""

import pandas as pd
import streamlit as st

from analysis.records.bounds import Sense, rising_sense
from analysis.records.round_trips import GoingLine
from geo.transit.territory_transit import has_transit
from ui.drawing.atlas import Atlas
from ui.drawing.map_classes import classify_shares
from ui.drawing.shown_tables import show_table
from ui.screens.shared.page import draw_atlas, finding, no_reach, register_gauge, waited_record
from ui.screens.shared.provenance import where_from
from ui.screens.travel.measure_map import zones_atlas
from ui.session.access_answers import ReturnsAnswer, remembered_returns
from ui.session.choices import choose_part
from ui.session.diagnosis_answers import remembered_measures
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.texts import pick
from ui.words.escape import plain
from ui.words.going import able_share, going_finding, going_remarks, times_said, unknown_share
from ui.words.hours import clock_time
from ui.words.known import share_cell
from ui.words.measures import share
from ui.words.numbers import day
from ui.words.table_columns import Field

_SHOWN = ("hours", "people")


def draw_returns(view: View) -> None:
    """Draw when a service can be reached and returned from, whatever the mode chosen above."""
    catalogue = view.texts
    if not has_transit(view.territory):
        st.info(catalogue("returns-no-timetable"))
        return
    if not len(remembered_measures(view).area.located):
        no_reach(view, waited_record(view))
        return
    answer = waited(remembered_returns, view, told=catalogue("progress-measures"), texts=catalogue)
    record = answer.record
    if not record["total"] or record["share_mean"] is None:
        st.info(catalogue("returns-nobody" if not record["total"] else "returns-unknown"))
        return
    register_gauge(view)
    finding(going_finding(record, catalogue))
    shown = choose_part(
        "returns", _SHOWN, lambda name: catalogue(f"returns-map-{name}", base=record["base"]), catalogue
    )
    draw_atlas(view, _atlas(view, answer, shown), height=430, key=f"returns-{shown}")
    dated = waited_record(view)
    where_from(dated, ("births", "population"), catalogue, formula=f"returns-{shown}", key="returns")
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in going_remarks(record, catalogue)))
    _by_zone(view, answer)


def _share(line: GoingLine, shown: str) -> float | None:
    return line["share_mean"] if shown == "hours" else able_share(line)


def _sense(answer: ReturnsAnswer) -> Sense:
    return rising_sense(answer.record["register_state"])


def _atlas(view: View, answer: ReturnsAnswer, shown: str) -> Atlas:
    texts, record = view.texts, answer.record
    values = pd.Series({line["zone"]: _share(line, shown) for line in answer.lines}, dtype="float64")
    captions = {
        line["zone"]: texts(
            "returns-caption",
            zone=line["name"],
            share=share_cell(_share(line, shown), _sense(answer), texts),
            unknown=share(unknown_share(line), texts),
            some="yes" if line["unknown"] else "no",
            time=clock_time(line["last_back_min"], texts),
        )
        for line in answer.lines
    }
    return zones_atlas(
        view,
        classify_shares(values, texts),
        title=texts(f"returns-map-{shown}", base=record["base"]),
        captions=captions,
        values=values,
        source=texts("journey-source", source=record["source"], day=day(record["day"], view.language)),
    )


def _by_zone(view: View, answer: ReturnsAnswer) -> None:
    """Draw every smallest zone, where it is least possible first, then those of which nothing is known."""
    texts, record, sense = view.texts, answer.record, _sense(answer)
    ordered = sorted(answer.lines, key=lambda line: (line["share_mean"] is None, line["share_mean"] or 0, line["name"]))
    frame = pd.DataFrame(
        {
            "zone": [line["name"] for line in ordered],
            "hours": pd.Series([line["share_mean"] for line in ordered], dtype="float64"),
            "people": pd.Series([able_share(line) for line in ordered], dtype="float64"),
            "unknown": pd.Series([unknown_share(line) for line in ordered], dtype="float64"),
            "times": [times_said(line, sense, texts) for line in ordered],
            "back": [clock_time(line["last_back_min"], texts) for line in ordered],
            "total": pd.Series([line["total"] for line in ordered], dtype="float64"),
        }
    )
    fields = [
        Field("zone", texts("choice-zone")),
        Field("hours", texts("column-going-share"), "percent", sense=sense),
        Field("people", texts("column-going-able"), "percent", sense=sense),
        Field("unknown", texts("column-going-unknown"), "percent"),
        Field("times", texts("column-going-times")),
        Field("back", texts("column-going-last-back")),
        Field("total", texts(f"column-base-{record['base']}"), "count"),
    ]
    level = view.territory.level(view.territory.smallest_level)
    st.subheader(texts("returns-zones", zones=pick(level.plurals, view.language)))
    show_table(frame, fields, texts, name="returns-zones", height=420)
