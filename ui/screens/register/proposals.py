"""The proposals for the register: what each changes of it as it stands, accepted, refused with a reason, withdrawn."""

import getpass

import streamlit as st

from geo.errors import MaillageError
from geo.workspace import journal
from geo.workspace.proposals import Proposal
from geo.workspace.register_proposals import Redrawn, accept, find_proposal, refuse, withdraw
from geo.workspace.rights import OWNER
from ui.drawing.shown_tables import show_table
from ui.session.failures import telling_failures
from ui.session.person import allowed, may, person, signed_as
from ui.session.register_desk import remembered_proposals
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.words.escape import plain
from ui.words.proposals import disputed_cells, proposal_rows
from ui.words.register_changes import difference_cells
from ui.words.table_columns import Field

_FEW = 6
_TOLD, _SHOWN = "proposals-told", "proposals-shown"


def is_shared(view: View) -> bool:
    """Tell whether proposals concern whoever is here: they signed in, or somebody left some in this workspace."""
    return person() != OWNER or len(remembered_proposals(view)) > 0


def tell_waiting(view: View) -> None:
    """Say to who may judge them how many proposals wait."""
    waiting = sum(one.state == "waiting" for one in remembered_proposals(view))
    # Its place is kept when there is nothing to say: what comes below would be drawn anew, its first tab in front.
    with st.container(key="proposals-waiting"):
        if waiting and may("judge"):
            st.info(view.texts("proposals-wait", count=waiting))


def judge_proposals(view: View) -> None:
    """Draw the list of proposals, and the one that is picked with what may be done with it."""
    texts = view.texts
    st.markdown(texts("proposals-lead"))
    if (told := st.session_state.pop(_TOLD, None)) is not None:
        st.success(told)
    # What others proposed is read by who judges it; everybody reads their own.
    known = [one for one in remembered_proposals(view) if may("judge") or one.proposed_by == person().name]
    if not known:
        st.info(texts("proposals-none"))
        return
    rows = proposal_rows(known, texts)
    fields = [Field(str(name), texts(f"proposals-head-{name}")) for name in rows.columns]
    height = 260 if len(rows) > _FEW else None
    picked = show_table(rows, fields, texts, name="proposals", height=height, selectable=True)
    if not picked or picked[0] >= len(known):
        st.caption(texts("proposals-pick" if any(one.state == "waiting" for one in known) else "proposals-none-waits"))
        return
    with telling_failures(texts):
        found, drawn = find_proposal(view.territory, known[picked[0]].proposal_id)
        _differences(view, found, drawn)
        if found.state == "waiting":
            _judging(view, found, drawn)


def _differences(view: View, found: Proposal, drawn: Redrawn) -> None:
    """Draw what a proposal changes: of the register as it stands while it waits, else as its author read it."""
    texts = view.texts
    st.markdown(f"**{plain(texts('proposals-title', proposal=found.proposal_id, by=found.proposed_by))}**")
    said = texts("proposals-said", reason=found.reason, origin=found.origin) if found.origin else found.reason
    st.caption(plain(said))
    waits = found.state == "waiting"
    if waits and len(drawn.since):
        st.warning(plain(texts("proposals-since", by=found.proposed_by)))
    cells = difference_cells(found.differences, texts)
    if waits:
        cells = difference_cells(journal.differences(drawn.before, drawn.after), texts)
    if len(cells):
        # What is the same on every line is said by the list above.
        told = [name for name in cells.columns if name not in ("name", "service") or cells[name].nunique() > 1]
        fields = [Field(str(name), texts(f"register-head-{name}")) for name in told]
        show_table(cells, fields, texts, name="proposals-differences")
    else:
        st.info(texts("proposals-nothing-left"))
    if waits and len(drawn.disputed):
        st.markdown(f"**{texts('proposals-disputed')}**")
        disputed = disputed_cells(drawn.disputed, texts)
        fields = [Field(str(name), texts(f"register-head-{name}")) for name in disputed.columns]
        show_table(disputed, fields, texts, name="proposals-disputed")


def _judging(view: View, found: Proposal, drawn: Redrawn) -> None:
    texts, own = view.texts, found.proposed_by == person().name
    if not own and not allowed("judge", texts):
        return
    with st.form(f"proposals-judge-{found.proposal_id}", border=True):
        why = st.text_input(texts("proposals-reason"), help=texts("proposals-reason-help"), max_chars=200)
        row = st.container(horizontal=True, gap="small")
        judges = may("judge")
        accepted = judges and row.form_submit_button(texts("proposals-accept"), type="primary")
        refused = judges and row.form_submit_button(texts("proposals-refuse"))
        withdrawn = own and row.form_submit_button(texts("proposals-withdraw"), type="tertiary")
    if refused and not why.strip():
        st.error(texts("proposals-reason-needed"))
        return
    default = "proposals-withdraw-reason" if withdrawn else "proposals-accept-reason"
    # On a machine of one's own nobody signs in: its owner judges under the name of the terminal.
    signed = signed_as(getpass.getuser(), why.strip() or texts(default), "")
    name, before = found.proposal_id, journal.rows_as_text(drawn.before)
    shown = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = (name, before)
    if accepted and shown != (name, before):
        st.warning(texts("proposals-changed-meanwhile"))
        return
    try:
        if accepted:
            saved = accept(view.territory, name, signed=signed, seen=drawn.before)
            told = texts("proposals-accepted", proposal=name, change=saved.change_id or "–")
        elif refused:
            refuse(view.territory, name, signed=signed)
            told = texts("proposals-refused", proposal=name)
        elif withdrawn:
            withdraw(view.territory, name, signed=signed)
            told = texts("proposals-withdrawn", proposal=name)
        else:
            return
    except MaillageError as error:
        forget_versions()
        st.error(plain(texts.error(error)))
        return
    forget_versions()
    st.session_state[_TOLD] = told
    st.rerun()
