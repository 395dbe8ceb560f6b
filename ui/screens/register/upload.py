"""Bringing a register file in: checked first, with every issue; recorded only when the user says so."""

import tempfile
from pathlib import Path

import streamlit as st

from geo.files.register import RegisterReading
from geo.workspace.register_intake import check_register, import_register
from ui.drawing.shown_tables import show_issues
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.file_issues import issue_lines, worst_first

_TYPES = ["csv", "xlsx", "tsv", "txt"]
_MEGABYTES = 20


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
        _commit(view, reading, given.name)


def _verdict(reading: RegisterReading, catalogue: Texts) -> None:
    errors = int((reading.issues["severity"] == "error").sum())
    if reading.ok:
        st.success(catalogue("upload-clean", kept=reading.rows_kept, rows=reading.rows_read))
    else:
        st.error(catalogue("upload-refused", errors=errors, rows=reading.rows_read))


def _commit(view: View, reading: RegisterReading, name: str) -> None:
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
        changed = import_register(view.territory, reading, by=by.strip(), reason=reason.strip(), origin=name)
    forget_versions()
    st.session_state["upload-done"] = changed
    st.session_state["upload-turn"] = st.session_state.get("upload-turn", 0) + 1
    st.rerun()
