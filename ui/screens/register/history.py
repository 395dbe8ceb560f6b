"""The past of the register: every change with the button that undoes it, what differs since a day, what grows stale."""

from collections.abc import Iterable
from datetime import timedelta

import streamlit as st

from geo.workspace.data import now
from geo.workspace.journal import EMBEDDED
from geo.workspace.register_changes import STALE_DAYS
from ui.drawing.shown_tables import show_table
from ui.screens.shared.editing import signer, tell_done
from ui.session.failures import guarded, telling_failures
from ui.session.person import allowed, may
from ui.session.register_desk import (
    remembered_changes,
    remembered_differences,
    remembered_stale,
    sign,
    signature,
    undo_change,
)
from ui.session.view import View
from ui.words.register_changes import change_cells, difference_cells, difference_sentence, field_value
from ui.words.table_columns import Field


def past(view: View) -> None:
    """Draw the changes, the differences since a day, and the rows to confirm."""
    texts = view.texts
    tell_done(view, "past")
    _changes(view)
    st.markdown(f"**{texts('past-since')}**")
    today = now().date()
    changes = remembered_changes(view)
    begun = changes["recorded_at"].min().date() if len(changes) else today
    first = st.date_input(
        texts("past-day"),
        value=max(begun, today - timedelta(days=30)),
        min_value=begun,
        max_value=today,
        format="DD/MM/YYYY",
        key="past-day",
    )
    with telling_failures(texts):
        lines = remembered_differences(view, first, today)
        st.markdown(difference_sentence(lines, texts))
        cells = difference_cells(lines, texts)
        if len(cells):
            show_table(cells, _fields(cells.columns, view), texts, name="past-differences")
    rows = remembered_stale(view, today)
    with st.expander(texts("register-stale", count=len(rows), days=STALE_DAYS)):
        if len(rows):
            rows = rows.assign(confirmed=[field_value("verified", said, texts) for said in rows["confirmed"]])
            fields = [
                *_fields(["name", "service", "confirmed"], view),
                Field("days", texts("register-head-days"), "count"),
            ]
            show_table(rows, fields, texts, name="past-stale")


def _changes(view: View) -> None:
    texts, changes = view.texts, remembered_changes(view)
    st.markdown(f"**{texts('past-changes')}**")
    cells = change_cells(changes, texts, names=may("names"))
    picked = show_table(cells, _fields(cells.columns, view), texts, name="past-changes", height=260, selectable=True)
    if not picked or picked[0] >= len(changes):
        st.caption(texts("past-pick"))
        return
    change = changes.iloc[picked[0]]
    if change["recorded_by"] == EMBEDDED:
        st.caption(texts("past-embedded"))
        return
    if not allowed("undo", texts):
        return
    signed = signature()
    with st.form("past-undo", border=True):
        by = signer(view, signed.by)
        reason = st.text_input(texts("upload-reason"), value=signed.reason, max_chars=200)
        sent = st.form_submit_button(texts("past-undo", change=change["change_id"]))
    if sent:
        guarded(lambda: undo_change(view, str(change["change_id"]), sign(by, reason, signed.origin)))()
        st.rerun()


def _fields(columns: Iterable[str], view: View) -> list[Field]:
    return [Field(str(name), view.texts(f"register-head-{name}")) for name in columns]
