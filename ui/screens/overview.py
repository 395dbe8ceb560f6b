"""The overview: where a territory stands, in figures, sentences and one map."""

import streamlit as st

from analysis.records.diagnosis import DiagnosisRecord
from ui.drawing.atlas import MapRequest, atlas, indicators
from ui.drawing.shown_tables import ReadyTable, ready_table, show_ready
from ui.screens.shared.cards import card, choose_card
from ui.screens.shared.page import (
    balance_chart,
    draw_balance,
    draw_map,
    falling_words,
    finding,
    heading,
    register_gauge,
    waited_record,
    within,
    zones_table,
)
from ui.screens.shared.provenance import draw_source, where_from
from ui.session.choices import keep_choice, kept_choice
from ui.session.diagnosis_answers import remembered_overview, remembered_record
from ui.session.failures import guarded
from ui.session.opened_parts import opened_once
from ui.session.picked import Clicked, pick
from ui.session.shared_results import keep
from ui.session.territory_tables import screen_key
from ui.session.view import View
from ui.words.diagnosis import (
    answer_first,
    far_text,
    farthest_line,
    farthest_title,
    need_nature,
    none_known_far,
    overview_title,
    remarks,
)
from ui.words.diagnosis_tables import capacity_text, coverage_text, gap_text, kinds_frame
from ui.words.escape import plain
from ui.words.known import known_sentence
from ui.words.measures import needed
from ui.words.numbers import count, minutes
from ui.words.people import people_counted
from ui.words.perhaps_same import services_said
from ui.words.to_verify import other_share

_MOST = 6
"""Figures of the strip."""


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


def make_ready(view: View) -> None:
    """Work out what the screen shows: whoever opens it next waits for nothing."""
    remembered_record(view)
    atlas(view, MapRequest(indicators(view)[0]))
    balance_chart(view)
    zones_table(view, "zones")


def _answer(view: View, record: DiagnosisRecord, clicked: Clicked | None) -> None:
    """Draw what stands beside the map: the finding, or the card of what was clicked, and the cautions, folded."""
    catalogue = view.texts
    heading(view, "overview", record["name"])
    if clicked is not None:
        card(view, clicked)
    first, *others = answer_first(record, catalogue, threshold_min=view.threshold_min)
    # Less than half is known: the headline says so first, and the bar stands under it without words.
    thin = record["register"]["mostly_unknown"]
    if not thin:
        register_gauge(view)
    finding(first)
    if thin:
        register_gauge(view, told=False)
    named = farthest_line(record, catalogue)
    for sentence in others:
        if sentence != named:
            st.markdown(plain(sentence))
    _farthest(view, record, clicked)
    choose_card(view, clicked, compact=True)
    # The gauge, or the headline, says how much of the register is known.
    told = {known_sentence(record["register"], catalogue), catalogue("remark-reach-partial")}
    said = [sentence for sentence in remarks(record, view.territory, catalogue) if sentence not in told]
    with st.container(key="remarks"), st.expander(catalogue("remarks-counted", remarks=len(said))):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in said))
    _welcome(view, record)
    draw_balance(view, record, elsewhere=True)


def _farthest(view: View, record: DiagnosisRecord, clicked: Clicked | None) -> None:
    """Draw the farthest zones as what opens their cards."""
    known = {zone["zone"]: zone for zone in record["farthest"]}
    # Of a zone that holds no other, it would be itself.
    if not set(known) - {record["zone"]}:
        return
    chosen = clicked[1] if clicked and clicked[1] in known else None
    if st.session_state.get("pick-far") != chosen:
        st.session_state["pick-far"] = chosen
    none = none_known_far(record)
    st.pills(
        farthest_title(record, view.texts),
        list(known),
        format_func=lambda zone: (
            known[zone]["name"] if none else f"{known[zone]['name']} · {far_text(known[zone], record, view.texts)}"
        ),
        key="pick-far",
        on_change=guarded(_open_far),
    )


def _open_far() -> None:
    zone = st.session_state["pick-far"]
    pick(*(("zone", zone) if zone else ("none", "")))


def _more(view: View, record: DiagnosisRecord) -> None:
    """Draw what the answer rests on, below the first screen."""
    catalogue = view.texts
    if record["parts"]:
        st.subheader(catalogue("table-title"))
        show_ready(zones_table(view, "zones"), zones=[line["zone"] for line in [*record["parts"], record]])
    # Every kind of actor asks ten times more of the processor than the question does: not before somebody looks.
    every_kind = st.expander(overview_title(record, catalogue), key="overview-kinds", on_change="rerun")
    if opened_once("overview-kinds", every_kind):
        with every_kind:
            kinds = _kinds_table(view)
            if kinds is not None:
                show_ready(kinds)
            else:
                st.info(catalogue("register-empty"))
    with st.expander(catalogue("sources-title")):
        for source in record["sources"]:
            draw_source(source, catalogue)


@keep(96, key=screen_key)
def _kinds_table(view: View) -> ReadyTable | None:
    """Return the table of every kind of actor; None where the register is empty."""
    kinds = remembered_overview(view)
    if not kinds:
        return None
    frame, fields = kinds_frame(kinds, view.territory, view.texts, to_verify=view.to_verify)
    return ready_table(frame, fields, view.texts, name="kinds")


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
        *_inhabitants(view, record),
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
    # A figure that is not known says so once, at the end, in one line with the others.
    unknown = {catalogue("unknown"), catalogue("none-known")}
    known = [figure for figure in (*shown, *_travel(view, record)) if figure[2] not in unknown][:_MOST]
    alone = {"within": catalogue("figures-unknown-within", minutes=view.threshold_min)}
    lacking = [alone.get(name, label) for name, label, value, _, _ in shown if value in unknown]
    row = st.container(key="figures")
    columns = row.columns([1] * len(known) + ([1.2] if lacking else []))
    if lacking:
        with columns[-1]:
            st.caption(catalogue("figures-unknown"))
            st.caption(", ".join(lacking))
    for column, (name, label, value, note, sources) in zip(columns, known, strict=False):
        with column:
            st.metric(label, value)
            st.caption(note)
            where_from(record, sources, catalogue, formula=name, key=f"overview-{name}")


def _inhabitants(view: View, record: DiagnosisRecord) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """Return how many live there, where no birth is published: a strip does not open on what is not known."""
    if people_counted([record["births"]], [record["population"]]) == "births":
        return []
    year, said = str(view.territory.population_year), _count(record["population"], view)
    return [("population", view.texts("column-population"), said, year, ("population",))]


def _travel(view: View, record: DiagnosisRecord) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """Return what else is known of the way to a service: how long it takes, and how many are farther than asked."""
    catalogue = view.texts
    figures: list[tuple[str, str, str, str, tuple[str, ...]]] = []
    # A mean that leaves out who is reached by nobody bounds nothing.
    if record["mean_min"] is not None and not record["unreached_places"]:
        mean = falling_words(minutes(record["mean_min"], view.language), record["mean_min"], view)
        figures.append(("mean", catalogue("figure-mean"), mean, catalogue("figure-mean-note"), ("births", "travel")))
    within_reach = record["births_within"].get(str(view.threshold_min))
    if record["births"] is not None and within_reach is not None:
        far = max(0.0, record["births"] - within_reach)
        label = catalogue("figure-beyond", minutes=view.threshold_min)
        told = falling_words(count(far, view.language), far, view)
        figures.append(("beyond", label, told, catalogue("figure-beyond-note"), ("births", "travel")))
    return figures


def _within_note(view: View, record: DiagnosisRecord) -> str:
    """Return what a share rests on, and what it is with services to verify where they change it."""
    other = other_share(record, str(view.threshold_min), view.texts, counted=view.to_verify)
    if other is None:
        return view.texts(f"engine-{record['travel_engine']['name']}")
    return view.texts("within-note", other=other, counted="yes" if view.to_verify else "no")


def _tenths(view: View, record: DiagnosisRecord) -> str:
    rate = record["coverage_rate"]
    return view.texts("tenths", tenth=round(rate * 10)) if rate is not None and 0.05 <= rate < 0.95 else "\u00a0"


def _years(years: list[int]) -> str:
    return "–".join(str(year) for year in sorted({min(years), max(years)})) if years else "\u00a0"


def _count(value: float | None, view: View) -> str:
    return count(_number(value), view.language)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
