"""The path of families by phase, and the checklist of links between services: read, said, brought, taken back."""

import getpass
import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.network.ask import Network
from analysis.network.family_path import PASSAGE_STATES, FamilyPath, family_path
from geo.errors import MaillageError
from geo.schema import HANDOVER_PHASES, HANDOVER_STATES
from geo.workspace.handovers import (
    check_handovers,
    handovers_text,
    import_handovers,
    present_handovers,
    set_handover,
    withdraw_handover,
)
from geo.workspace.journal import Signature
from ui.drawing.downloads import offer_file
from ui.drawing.plain_tables import plain_table
from ui.drawing.shown_tables import show_issues, show_table
from ui.screens.network.choosing import choose_family_stratum, network_of
from ui.screens.shared.cards import zone_rows
from ui.screens.shared.editing import signer
from ui.screens.shared.page import finding
from ui.session.person import allowed, signed_as
from ui.session.view import View
from ui.words.family_path import LINK_COLUMNS, link_cells, passage_cells, path_sentence, phase_cells
from ui.words.file_issues import issue_lines, issues_behind
from ui.words.table_columns import Field
from ui.words.unforeseen_failures import failure_sentence


def draw_handovers(view: View) -> None:
    """Draw the path of a stratum by phase, where it breaks, and the links."""
    catalogue = view.texts
    found = network_of(view)
    stratum = choose_family_stratum(view)
    if found.data.actors.empty:
        st.info(catalogue("network-register-empty"))
    links = present_handovers(view.territory)
    path = family_path(found, links, stratum)
    if path.phases.empty:
        finding(catalogue("passages-none"))
    else:
        finding(path_sentence(found, path, catalogue))
        st.caption(catalogue("passages-lead"))
        _phases(view, path)
        _where(view, found, path)
    titles = ("column-phase", "column-told", "column-telling", "column-what", "column-document", "column-here")
    rows = [passage_cells(one, found.total, catalogue) for one in path.passages]
    headers = [*(catalogue(name) for name in titles), catalogue("column-links")]
    st.html(plain_table(catalogue("passages-list"), headers, rows))
    _checklist(view, found, links)


def _phases(view: View, path: FamilyPath) -> None:
    catalogue = view.texts
    states = [catalogue(f"column-passage-{state}") for state in PASSAGE_STATES]
    rows = [phase_cells({str(name): one for name, one in line.items()}, catalogue) for line in _records(path.phases)]
    titles = [catalogue("column-phase"), catalogue("column-passages"), *states]
    st.html(plain_table(catalogue("passages-phases"), titles, rows))


def _where(view: View, found: Network, path: FamilyPath) -> None:
    """Draw the zones where the path breaks, by the phase where it breaks first."""
    catalogue = view.texts
    shown = path.zones[path.zones["broken"] > 0].sort_values("broken", ascending=False, kind="stable")
    if shown.empty:
        return
    names = found.data.zones.set_index("zone_id")["name"]
    phases = list(path.phases["phase"])
    table = shown.assign(name=shown["zone_id"].map(names))
    fields = [
        Field("name", catalogue("column-zone")),
        Field("total", catalogue(f"base-{found.base}").capitalize(), "count"),
        Field("broken", catalogue("column-broken"), "count"),
        *(Field(phase, catalogue(f"phase-{phase}"), "count") for phase in phases),
        Field("unknown", catalogue("column-passage-unknown"), "count"),
    ]
    with st.expander(catalogue("passages-where"), expanded=len(shown) > 1):
        zone_rows(view, table, fields, name="passages-where", height=320)


def _checklist(view: View, found: Network, links: pd.DataFrame) -> None:
    """Draw the links that are written, and the forms that say one, bring many or take one back."""
    catalogue = view.texts
    st.subheader(catalogue("links-title"))
    st.caption(catalogue("links-intro"))
    if (done := st.session_state.pop("links-done", None)) is not None:
        st.success(done)
    names = dict(zip(found.data.actors["actor_id"], found.data.actors["name"], strict=True))
    if links.empty:
        st.caption(catalogue("links-none"))
    else:
        rows = [link_cells(line, names, catalogue) for line in _records(links)]
        table = pd.DataFrame(rows, columns=list(LINK_COLUMNS))
        fields = [Field(name, catalogue(f"column-link-{name}")) for name in LINK_COLUMNS]
        show_table(table, fields, catalogue, name="links", height=min(420, 80 + 36 * len(rows)))
    content = handovers_text(links, found.data.actors, language=view.language).encode("utf-8-sig")
    offer_file(catalogue("links-download"), content, name="maillage-liens", ending=".csv", key="links-download")
    if not allowed("write", catalogue):
        return
    with st.expander(catalogue("links-add")):
        _say(view, found, names)
    with st.expander(catalogue("links-upload")):
        _bring(view)
    if len(links):
        with st.expander(catalogue("links-take-back")):
            _take_back(view, links, names)


def _say(view: View, found: Network, names: dict[str, str]) -> None:
    catalogue = view.texts
    # Those within reach of the zone first: they are whom one speaks of here.
    here = dict.fromkeys(found.actors["actor_id"])
    order = [*here, *(actor for actor in names if actor not in here)]
    with st.form("link", border=False):
        ends = [
            st.selectbox(catalogue(f"column-link-{end}"), order, format_func=lambda actor: names.get(actor, actor))
            for end in ("sender", "receiver")
        ]
        phase = st.selectbox(
            catalogue("column-link-phase"), HANDOVER_PHASES, format_func=lambda code: catalogue(f"phase-{code}")
        )
        state = st.radio(
            catalogue("column-link-state"),
            HANDOVER_STATES,
            format_func=lambda code: catalogue(f"link-{code}"),
            horizontal=True,
        )
        typed = {
            name: st.text_input(catalogue(f"column-link-{name}")) for name in ("as_of", "source", "said_by", "note")
        }
        signed = _signature(view)
        sent = st.form_submit_button(catalogue("links-keep"), type="primary")
    if sent:
        line = {"sender": str(ends[0]), "receiver": str(ends[1]), "phase": str(phase), "state": str(state), **typed}
        try:
            changed = set_handover(view.territory, line, signed=signed)
        except MaillageError as error:
            st.error(failure_sentence(error, catalogue))
            for issue in issues_behind(error, catalogue):
                st.caption(f"{issue['column'] or ''} – {issue['message']}")
            return
        _done(catalogue("links-set" if changed else "links-same"))


def _bring(view: View) -> None:
    catalogue = view.texts
    brought = st.file_uploader(catalogue("links-upload"), type=["csv", "xlsx"], key="links-file")
    if brought is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"links{Path(brought.name).suffix.lower()}"
        path.write_bytes(brought.getvalue())
        reading = check_handovers(view.territory, path)
    show_issues(issue_lines(reading.findings.table(), catalogue), catalogue, name="links-issues")
    if not reading.ok or reading.table.empty:
        return
    with st.form("links-bring", border=False):
        signed = _signature(view, origin=brought.name)
        sent = st.form_submit_button(catalogue("links-upload-keep", count=len(reading.table)), type="primary")
    if sent:
        try:
            changed = import_handovers(view.territory, reading, signed=signed)
        except MaillageError as error:
            st.error(failure_sentence(error, catalogue))
            return
        _done(catalogue("links-imported", changed=changed))


def _take_back(view: View, links: pd.DataFrame, names: dict[str, str]) -> None:
    catalogue = view.texts
    cells = [link_cells(line, names, catalogue) for line in _records(links)]
    told = [f"{one[0]} → {one[1]} ({one[2]})" for one in cells]
    with st.form("links-back", border=False):
        at = st.selectbox(catalogue("links-choose"), range(len(told)), format_func=lambda position: told[position])
        signed = _signature(view)
        sent = st.form_submit_button(catalogue("links-take-back"))
    if sent:
        line = _records(links)[int(at)]
        try:
            withdraw_handover(
                view.territory, sender=line["sender"], receiver=line["receiver"], phase=line["phase"], signed=signed
            )
        except MaillageError as error:
            st.error(failure_sentence(error, catalogue))
            return
        _done(catalogue("links-removed"))


def _signature(view: View, *, origin: str = "") -> Signature:
    """Draw who writes and why, and return it."""
    by = signer(view, "")
    why = st.text_input(view.texts("upload-reason"), max_chars=200)
    return signed_as(by.strip() or getpass.getuser(), why.strip() or view.texts("links-title"), origin)


def _done(said: str) -> None:
    st.session_state["links-done"] = said
    st.rerun()


def _records(table: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(name): one for name, one in line.items()} for line in table.to_dict("records")]
