"""The overview: where a territory stands, in figures, sentences and one map."""

import streamlit as st

from analysis.records.diagnosis import DiagnosisRecord
from ui.drawing.atlas import MapRequest, indicators
from ui.drawing.shown_tables import show_table
from ui.screens.shared.cards import card
from ui.screens.shared.page import (
    Clicked,
    draw_balance,
    draw_map,
    finding,
    heading,
    register_gauge,
    waited_record,
    within,
)
from ui.screens.shared.provenance import where_from
from ui.session.choices import keep_choice, kept_choice
from ui.session.diagnosis_answers import remembered_overview
from ui.session.view import View
from ui.words.diagnosis import counted, headline, need_nature, remarks, source_line
from ui.words.diagnosis_tables import capacity_text, coverage_text, gap_text, kinds_frame, zones_frame
from ui.words.escape import plain
from ui.words.known import known_sentence
from ui.words.measures import needed
from ui.words.numbers import count
from ui.words.perhaps_same import services_said
from ui.words.to_verify import other_share


def draw(view: View) -> None:
    """Draw the screen."""
    with st.container(key="screen-overview"):
        record = waited_record(view)
        _figures(view, record)
        left, right = st.columns([5, 2], gap="small")
        with left:
            clicked = draw_map(view, MapRequest(indicators(view)[0]), key="overview")
        with right:
            _answer(view, record, clicked)
    _more(view, record)


def _answer(view: View, record: DiagnosisRecord, clicked: Clicked | None) -> None:
    """Draw what stands beside the map: the finding, or the card of what was clicked, and the cautions, folded."""
    catalogue = view.texts
    heading(view, "overview", record["name"])
    if clicked is not None:
        card(view, clicked)
    first, *others = headline(record, catalogue, threshold_min=view.threshold_min)
    # Less than half is known: the headline says so first, and the bar stands under it without words.
    thin = record["register"]["mostly_unknown"]
    if not thin:
        register_gauge(view)
    finding(first)
    if thin:
        register_gauge(view, told=False)
    for sentence in others:
        st.markdown(plain(sentence))
    # The gauge, or the headline, says how much of the register is known.
    told = {known_sentence(record["register"], catalogue), catalogue("remark-reach-partial")}
    said = [sentence for sentence in remarks(record, view.territory, catalogue) if sentence not in told]
    with st.expander(catalogue("remarks-counted", remarks=len(said))):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in said))
    _welcome(view, record)
    draw_balance(view, record)


def _more(view: View, record: DiagnosisRecord) -> None:
    """Draw what the answer rests on, below the first screen."""
    catalogue = view.texts
    if record["parts"]:
        st.subheader(catalogue("table-title"))
        frame, fields = zones_frame([*record["parts"], record], view.territory, catalogue, to_verify=view.to_verify)
        show_table(frame, fields, catalogue, name="zones")
    with st.expander(catalogue("overview-title", of=counted(record))):
        kinds = remembered_overview(view)
        if kinds:
            frame, fields = kinds_frame(kinds, view.territory, catalogue, to_verify=view.to_verify)
            show_table(frame, fields, catalogue, name="kinds")
        else:
            st.info(catalogue("register-empty"))
    with st.expander(catalogue("sources-title")):
        for source in record["sources"]:
            st.text(source_line(source, catalogue))


def _welcome(view: View, record: DiagnosisRecord) -> None:
    """Explain the screen in three steps on its own figures, folded, until dismissed."""
    if kept_choice("intro", default="1") != "1":
        return
    catalogue = view.texts
    longest = str(view.threshold_min)
    share = record["share_within"].get(longest)
    with st.expander(catalogue("welcome-title")):
        need = needed(record["need"], record["need_status"], catalogue)
        steps = (
            catalogue("welcome-need", need=need, births=_count(record["births"], view)),
            catalogue("welcome-capacity", capacity=capacity_text(record, catalogue), services=record["services"] or 0),
            catalogue("welcome-reach", minutes=view.threshold_min, share=within(view, _number(share))),
        )
        st.markdown("\n".join(f"{rank}. {step}" for rank, step in enumerate(steps, start=1)))
        if st.button(catalogue("welcome-dismiss"), key="welcome-dismiss"):
            keep_choice("intro", "0")
            st.rerun()


def _figures(view: View, record: DiagnosisRecord) -> None:
    catalogue = view.texts
    share = record["share_within"].get(str(view.threshold_min))
    years = record["births_years"]
    shown = (
        ("births", catalogue("column-births"), _count(record["births"], view), _years(years), ("births",)),
        (
            "need",
            catalogue("column-need"),
            needed(record["need"], record["need_status"], catalogue),
            need_nature(record, catalogue),
            ("need", "births"),
        ),
        (
            "capacity",
            catalogue("column-capacity"),
            capacity_text(record, catalogue),
            services_said(record, catalogue),
            ("capacity",),
        ),
        (
            "coverage",
            catalogue("column-coverage"),
            coverage_text(record, catalogue),
            _tenths(view, record),
            ("need", "capacity"),
        ),
        ("gap", catalogue("column-gap"), gap_text(record, catalogue), catalogue("gap-note"), ("need", "capacity")),
        (
            "within",
            catalogue("column-within", minutes=view.threshold_min),
            within(view, _number(share)),
            _within_note(view, record),
            ("births", "travel"),
        ),
    )
    row = st.container(key="figures")
    for column, (name, label, value, note, sources) in zip(row.columns(len(shown)), shown, strict=True):
        with column:
            st.metric(label, value)
            st.caption(note)
            where_from(record, sources, catalogue, formula=name, key=f"overview-{name}")


def _within_note(view: View, record: DiagnosisRecord) -> str:
    """Return what a share rests on, and what it is with services to verify where they change it."""
    engine = view.texts(f"engine-{record['travel_engine']['name']}")
    other = other_share(record, str(view.threshold_min), view.texts, counted=view.to_verify)
    if other is None:
        return engine
    return view.texts("within-note", engine=engine, other=other, counted="yes" if view.to_verify else "no")


def _tenths(view: View, record: DiagnosisRecord) -> str:
    rate = record["coverage_rate"]
    return view.texts("tenths", tenth=round(rate * 10)) if rate is not None and 0.05 <= rate < 0.95 else "\u00a0"


def _years(years: list[int]) -> str:
    return "–".join(str(year) for year in sorted({min(years), max(years)})) if years else "\u00a0"


def _count(value: float | None, view: View) -> str:
    return count(_number(value), view.language)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
