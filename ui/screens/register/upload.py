"""Bringing a register file in: checked first, with every issue; recorded only when the user says so."""

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from geo.files.register import RegisterReading
from geo.workspace.register_intake import check_register, import_register, put_beside
from geo.workspace.register_merging import DECISIONS, Beside
from ui.drawing.shown_tables import show_issues, show_table
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.file_issues import issue_lines, worst_first
from ui.words.matched import matched_cells, matched_records, perhaps_sentences
from ui.words.table_columns import Field

_TYPES = ["csv", "xlsx", "tsv", "txt"]
_MEGABYTES = 20
_LISTED = 50


def upload(view: View) -> None:
    """Draw the file box, the check, and the button that records."""
    catalogue = view.texts
    st.markdown(catalogue("upload-lead", territory=plain(view.territory.names[view.language])))
    done = st.session_state.pop("upload-done", None)
    if done is not None:
        st.success(catalogue("upload-done", changed=done))
    given = st.file_uploader(
        catalogue("upload-file", megabytes=_MEGABYTES),
        type=_TYPES,
        key=f"upload-{view.territory_id}-{st.session_state.get('upload-turn', 0)}",
        max_upload_size=_MEGABYTES,
    )
    if given is None:
        st.caption(catalogue("upload-nothing"))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"register{Path(given.name).suffix.lower()}"
        path.write_bytes(given.getvalue())
        with st.spinner(catalogue("upload-checking")):
            reading = check_register(view.territory, path)
    _verdict(reading, catalogue)
    show_issues(worst_first(issue_lines(reading.issues, catalogue)), catalogue, name="upload-issues")
    if reading.ok:
        sides = put_beside(view.territory, reading)
        rows = _decided(sides, catalogue)
        if rows is not None:
            _commit(view, reading, given.name, rows)


def _verdict(reading: RegisterReading, catalogue: Texts) -> None:
    errors = int((reading.issues["severity"] == "error").sum())
    if reading.ok:
        st.success(catalogue("upload-clean", kept=reading.rows_kept, rows=reading.rows_read))
    else:
        st.error(catalogue("upload-refused", errors=errors, rows=reading.rows_read))


def _decided(sides: Beside, catalogue: Texts) -> pd.DataFrame | None:
    """Show who is there already and who is perhaps the same; return the rows to record once that is decided."""
    told = perhaps_sentences(sides, catalogue)
    if told:
        with st.expander(catalogue("upload-perhaps", count=len(told))):
            for sentence in told[:_LISTED]:
                st.text(sentence)
    if sides.matches.sure.empty:
        return sides.rows()
    st.markdown(f"**{catalogue('matched-count', count=len(sides.matches.sure))}**")
    cells = matched_cells(matched_records(sides), catalogue)
    fields = [Field(name, catalogue(f"matched-head-{name}")) for name in ("incoming", "known", "basis")]
    fields += [Field("field", catalogue("matched-head-field"))]
    fields += [Field(name, catalogue(f"upload-{name}")) for name in ("before", "after")]
    show_table(cells, fields, catalogue, name="upload-matched")
    chosen = st.radio(
        catalogue("matched-choice"),
        DECISIONS,
        index=None,
        format_func=lambda decision: catalogue(f"matched-{decision}"),
        key="upload-matched-choice",
    )
    names = sides.incoming.drop_duplicates("actor_id").set_index("actor_id")["name"]
    apart = st.multiselect(
        catalogue("matched-each"),
        list(sides.matches.sure["actor_id"]),
        format_func=lambda actor_id: names[actor_id],
        key="upload-matched-each",
        placeholder=catalogue("matched-nobody"),
    )
    if chosen is None:
        return None
    return sides.rows(chosen, each=dict.fromkeys(apart, "both"))


def _commit(view: View, reading: RegisterReading, name: str, rows: pd.DataFrame) -> None:
    catalogue = view.texts
    with st.form("upload-commit", border=True):
        by = st.text_input(catalogue("upload-by"), help=catalogue("upload-by-help"), max_chars=80)
        reason = st.text_input(catalogue("upload-reason"), max_chars=200)
        sent = st.form_submit_button(catalogue("upload-commit"), type="primary")
    if not sent:
        return
    if not by.strip() or not reason.strip():
        st.error(catalogue("upload-who"))
        return
    with st.spinner(catalogue("upload-recording")):
        signed = {"by": by.strip(), "reason": reason.strip(), "origin": name}
        changed = import_register(view.territory, reading, **signed, rows=rows)
    forget_versions()
    st.session_state["upload-done"] = changed
    st.session_state["upload-turn"] = st.session_state.get("upload-turn", 0) + 1
    st.rerun()
