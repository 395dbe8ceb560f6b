"""The ledger, line by line: what each need rests on, and what another rate would change at once."""

import math

import pandas as pd
import streamlit as st

from analysis.records.ledger import LedgerLine, LedgerRecord
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.shown_tables import show_table
from ui.session.balance_answers import remembered_ledger, supposed_ledger
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.words.balances import rule_figure, rules_named, subject_and_precision, unit_text, unknowns_text
from ui.words.diagnosis import need_note_text
from ui.words.measures import figure, needed, supposed
from ui.words.numbers import FRACTIONS, dated, whole
from ui.words.table_columns import Field


def draw_ledger(view: View) -> None:
    """Draw the ledger of the zone and the rules behind it."""
    catalogue = view.texts
    record = waited(remembered_ledger, view, told=catalogue("progress-ledger"), texts=catalogue)
    st.caption(catalogue("ledger-lead"))
    if not record["lines"]:
        st.info(catalogue("ledger-none"))
        return
    rates = _rates(view, record)
    after = record
    if rates:
        with st.spinner(catalogue("progress-ledger")):
            after = supposed_ledger(view, rates, source=catalogue("ledger-origin"))
        st.warning(catalogue("suppose-warning"), icon=":material/help:")
    _lines(view, record, after, supposed=bool(rates))
    st.caption(catalogue("ledger-adding-up"))
    for note in record["need_notes"]:
        st.caption(need_note_text(note, catalogue))
    _strata(view, record)


def _rates(view: View, record: LedgerRecord) -> dict[str, float]:
    """Show every rule with its base, rate, status and source, and return the rates that the user supposes."""
    catalogue = view.texts
    st.subheader(catalogue("ledger-rules-title"))
    st.caption(catalogue("ledger-rules-lead"))
    zones: dict[str, str] = dict(remembered_data(view).zones[["zone_id", "name"]].itertuples(index=False))
    rules = rules_named(record["rules"], zones, catalogue)
    table = pd.DataFrame(
        {
            "subject": [subject_and_precision(rule, catalogue) for rule in rules],
            "said": [rule_figure(rule, catalogue) for rule in rules],
            "status": [catalogue(f"status-{rule['status']}") for rule in rules],
            "source": [rule["source"] for rule in rules],
            "date": [dated(rule["date"], catalogue.language) for rule in rules],
            "supposed": pd.Series([None] * len(rules), dtype="float64"),
        }
    )
    titles = {
        "subject": catalogue("column-subject"),
        "said": catalogue("ledger-column-said"),
        "status": catalogue("column-status"),
        "source": catalogue("column-source"),
        "date": catalogue("column-as-of"),
    }
    edited = st.data_editor(
        table[["subject", "said", "supposed", "status", "source", "date"]],
        hide_index=True,
        placeholder="",
        disabled=list(titles),
        key=f"ledger-rates-{view.territory_id}-{view.zone_id}",
        column_config={
            **{name: st.column_config.TextColumn(title) for name, title in titles.items()},
            "supposed": st.column_config.NumberColumn(
                catalogue("ledger-column-supposed"),
                help=catalogue("ledger-column-supposed-help"),
                min_value=0.0,
                format="%.4g",
            ),
        },
    )
    given = zip(rules, edited["supposed"], strict=True)
    return {rule["rule_id"]: float(rate) for rule, rate in given if rate is not None and not math.isnan(rate)}


def _lines(view: View, record: LedgerRecord, after: LedgerRecord, *, supposed: bool) -> None:
    catalogue = view.texts
    st.subheader(catalogue("ledger-lines-title"))
    known = {_topic(line): line for line in record["lines"]}
    frame = pd.DataFrame([_row(line, known.get(_topic(line)), view) for line in after["lines"]])
    numbers = ["need", "before", "offered", "used", "missing"]
    frame[numbers] = frame[numbers].astype("float64")
    divides = [line["unit"] in FRACTIONS for line in after["lines"]]
    written = "fraction" if any(divides) else "amount"
    if any(divides):
        # One way of writing holds for a whole column: what does not divide is made whole beforehand.
        for name in numbers:
            frame[name] = [whole(value, line["unit"]) for value, line in zip(frame[name], after["lines"], strict=True)]
    fields = [
        Field("subject", catalogue("column-subject")),
        Field("unit", catalogue("column-unit")),
        Field("need", catalogue("ledger-column-supposed-need" if supposed else "ledger-column-needed"), written),
        *([Field("before", catalogue("ledger-column-before"), written)] if supposed else []),
        Field("status", catalogue("column-need-status")),
        Field("offered", catalogue("ledger-column-offered"), written, catalogue("glossary-capacity"), sense="least"),
        Field("used", catalogue("ledger-column-in-use"), written, sense="least"),
        Field("missing", catalogue("ledger-column-missing"), written, catalogue("glossary-gap"), sense="most"),
        Field("bound", catalogue("column-bound"), width=170),
        Field("unknowns", catalogue("ledger-column-unknowns"), width=200),
    ]
    show_table(frame, fields, catalogue, name="ledger-lines")


def _topic(line: LedgerLine) -> tuple[object, ...]:
    return tuple(line[name] for name in ("kind", "function", "stratum", "stage", "unit"))


def _row(line: LedgerLine, before: LedgerLine | None, view: View) -> dict[str, object]:
    catalogue = view.texts
    services = line["services"]
    # None known of a register that is not complete says nothing of what is offered.
    incomplete = line["offered_is_minimum"] or line["register_state"] != "complete"
    nothing_known = services is None or (incomplete and not line["offered_low"])
    return {
        "subject": subject_and_precision(line, catalogue),
        "unit": unit_text(line["unit"], catalogue),
        "need": supposed(line["need"], line["need_status"]),
        "before": supposed(before["need"], before["need_status"]) if before else None,
        "status": catalogue(f"need-status-{line['need_status']}"),
        "offered": None if nothing_known else line["offered_low"],
        "used": line["used"],
        "missing": supposed(line["missing_high"], line["need_status"]),
        "least": line["bounds"].get("offered_low", "exact"),
        "most": line["bounds"].get("missing_high", "exact"),
        "bound": _remark(line, view),
        "unknowns": unknowns_text(line, catalogue),
    }


def _remark(line: LedgerLine, view: View) -> str:
    """Return what keeps a line from being read as it is: a hidden need, a capacity that is only a minimum."""
    said = [view.texts("hidden")] if line["masked"] else []
    if line["offered_is_minimum"]:
        said.append(view.texts("bound-minimum" if line["offered_low"] else "bound-unknown"))
    if line["offered_is_minimum"] and line["missing_low"]:
        said.append(view.texts("missing-least", value=needed(line["missing_low"], line["need_status"], view.texts)))
    return ", ".join(said)


def _strata(view: View, record: LedgerRecord) -> None:
    told, strata = record["strata"], load_vocabulary().strata
    if told is None:
        return
    catalogue = view.texts
    shares = ", ".join(
        catalogue("ledger-strata-share", stratum=strata[code].short(view.language), births=figure(births, catalogue))
        for code, births in told["births"].items()
    )
    st.caption(catalogue("ledger-strata", shares=shares))
