"""Who can serve whom: the need against the capacity, on one of three grounds that never mix."""

import pandas as pd
import streamlit as st

from analysis.balance.ask import GROUNDS
from analysis.records.balance import BalanceRecord, Far
from geo.errors import BadInputError
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.charts import ground_bars, ground_parts
from ui.drawing.shown_tables import show_table
from ui.screens.shared.page import draw_chart, finding
from ui.session.balance_answers import balance_topics, remembered_balance
from ui.session.choices import keep_choice, kept_choice
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.words.balances import balance_notes, balance_sentences, unit_text
from ui.words.escape import plain
from ui.words.measures import supposed
from ui.words.numbers import amount_column
from ui.words.table_columns import Field


def draw_grounds(view: View) -> None:
    """Draw the balance of the question on the ground that is chosen."""
    catalogue = view.texts
    st.caption(catalogue("grounds-lead"))
    by = _ground(view)
    topics = balance_topics(view)
    if not topics:
        st.info(catalogue("grounds-no-need"))
        return
    topic = topics[0]
    if len(topics) > 1:
        topic = st.selectbox(
            catalogue("grounds-topic"),
            topics,
            key=f"grounds-topic-{view.territory_id}-{view.selection}",
            format_func=lambda each: _topic(each, view),
        )
    asked = {"by": by, "topic": topic, "horizon_min": float(view.threshold_min)}
    try:
        record = waited(remembered_balance, view, told=catalogue("progress-measures"), texts=catalogue, **asked)
    except BadInputError as error:
        st.info(plain(catalogue.error(error)))
        return
    first, *others = balance_sentences(record, catalogue)
    finding(first)
    for sentence in others:
        st.markdown(plain(sentence))
    _bars(view, record)
    _zones(view, record)
    _actors(view, record)
    for note in balance_notes(record, catalogue):
        st.caption(f"· {plain(note)}")


def _ground(view: View) -> str:
    catalogue = view.texts
    kept = kept_choice("ground", default=GROUNDS[0])
    if st.session_state.get("pick-ground") not in GROUNDS:
        st.session_state["pick-ground"] = kept if kept in GROUNDS else GROUNDS[0]
    by = st.radio(
        catalogue("grounds-by"),
        GROUNDS,
        key="pick-ground",
        format_func=lambda name: catalogue(f"ground-{name}", minutes=view.threshold_min),
        captions=[catalogue(f"ground-{name}-help") for name in GROUNDS],
    )
    keep_choice("ground", by)
    return str(by)


def _topic(topic: tuple[str, str | None], view: View) -> str:
    unit, stage = topic
    said = unit_text(unit, view.texts)
    return f"{said} ({load_vocabulary().stages[stage].label(view.language)})" if stage else said


def _bars(view: View, record: BalanceRecord) -> None:
    catalogue = view.texts
    frame = ground_parts(record["parts"] or [record], far=_far(record))
    if frame.empty:
        return
    unit = catalogue("bar-axis", unit=unit_text(record["unit"], catalogue))
    draw_chart(
        ground_bars(frame, title=unit, far=_far(record), texts=catalogue),
        (
            frame.assign(part=[catalogue(f"ground-part-{part}") for part in frame["part"]]),
            [
                Field("zone", catalogue("choice-zone")),
                Field("part", catalogue("column-part")),
                Field("value", unit, "amount", sense="sense"),
            ],
        ),
        view,
        name="grounds",
        title=catalogue("grounds-title"),
        subtitle=catalogue("grounds-subtitle"),
    )


def _zones(view: View, record: BalanceRecord) -> None:
    catalogue, far = view.texts, _far(record)
    rows = [
        {
            "zone": line["name"],
            "need": supposed(line["need"], line["need_status"]),
            "status": catalogue("hidden") if line["masked"] else catalogue(f"need-status-{line['need_status']}"),
            "low": line["served_low"],
            "high": line["served_high"],
            "far": line["unmet"][far],
            "full": line["unmet"]["full"],
            "unknown": line["unmet"]["unknown"],
            "served": line["bounds"]["served_low"],
            "unmet": line["bounds"]["unmet"],
        }
        for line in [*record["parts"], record]
    ]
    frame = pd.DataFrame(rows)
    numbers = ["need", "low", "high", "far", "full", "unknown"]
    frame[numbers] = frame[numbers].astype("float64")
    written = amount_column(record["unit"])
    fields = [
        Field("zone", catalogue("choice-zone")),
        Field("need", catalogue("ledger-column-needed"), written, catalogue("glossary-need")),
        Field("status", catalogue("column-need-status")),
        Field("low", catalogue("grounds-column-low"), written, sense="served"),
        Field("high", catalogue("grounds-column-high"), written, catalogue("grounds-column-high-help")),
        Field("far", catalogue(f"bal-column-{far.replace('_', '-')}"), written, sense="unmet"),
        Field("full", catalogue("bal-column-full"), written, sense="unmet"),
        Field("unknown", catalogue("bal-column-unknown"), written, sense="unmet"),
    ]
    show_table(frame, fields, catalogue, name="grounds-zones")


def _actors(view: View, record: BalanceRecord) -> None:
    catalogue = view.texts
    st.subheader(catalogue("grounds-actors"))
    if not record["actors"]:
        st.info(catalogue("services-none", state=record["register_state"]))
        return
    st.caption(catalogue("grounds-actors-lead"))
    frame = pd.DataFrame(record["actors"])
    numbers = ["capacity_low", "capacity_high", "demand", "load_low", "load_high", "minutes_mean"]
    frame[numbers] = frame[numbers].astype("float64")
    unknown = frame["capacity_high"].isna() & (frame["capacity_low"] == 0)
    frame["capacity_low"] = frame["capacity_low"].mask(unknown)
    frame["basis"] = [catalogue(f"capacity-basis-{basis}") for basis in frame["capacity_basis"]]
    written, most = amount_column(record["unit"]), record["bounds"]["unmet"]
    fields = [
        Field("name", catalogue("column-actor")),
        Field("service", catalogue("column-service")),
        Field("capacity_low", catalogue("bal-column-capacity"), written, catalogue("glossary-capacity")),
        Field("basis", catalogue("column-basis")),
        # Others who are not known may take some of it.
        Field("load_low", catalogue("bal-column-load"), written, catalogue("glossary-case-load"), sense=most),
        *(
            [Field("demand", catalogue("bal-column-demand"), written, sense=most)]
            if frame["demand"].notna().any()
            else []
        ),
        *(
            [Field("minutes_mean", catalogue("bal-column-minutes"), "minutes")]
            if record["by"] != "declared" and frame["minutes_mean"].notna().any()
            else []
        ),
    ]
    show_table(frame, fields, catalogue, name="grounds-actors")


def _far(record: BalanceRecord) -> Far:
    return "undeclared" if record["by"] == "declared" else "too_far"
