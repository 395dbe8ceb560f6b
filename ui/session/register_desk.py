"""What the session keeps while the register is edited: the desk, who signs, the draft before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from geo.errors import BadInputError
from geo.files.register.typed_by_hand import TypedRows
from geo.workspace.data import now
from geo.workspace.journal import Signature, of_actors
from geo.workspace.proposals import Proposal
from geo.workspace.register_changes import compare_days, list_changes, open_desk, save, stale_rows, undo
from geo.workspace.register_drafts import Desk, Draft
from geo.workspace.register_proposals import Redrawn, list_proposals, redraw
from geo.workspace.register_proposals import propose as propose_change
from geo.workspace.rights import decide
from geo.workspace.territory import load_territory
from ui.session.person import signed_as
from ui.session.shared_results import keep
from ui.session.territory_tables import forget_versions, ground_version, version_of
from ui.session.view import View

_SIGNED, _DRAFT, _DONE, _READ = "edit-signed", "edit-draft", "edit-done", "edit-read"


@dataclass(frozen=True)
class Pending:
    """A draft that waits to be saved: of which territory, and on which card it is shown (empty: a new actor).

    ``drawn`` is what somebody else changed meanwhile, where the draft was put again on the rows as they stand.
    """

    territory_id: str
    actor_id: str
    draft: Draft
    drawn: Redrawn | None = None


@dataclass(frozen=True)
class Done:
    """What was just written: its change, None when nothing differed; ``key`` is the message that tells it."""

    territory_id: str
    change_id: str | None
    key: str


def desk(view: View) -> Desk:
    """Return the register as it stands, with the rules that read what is typed."""
    return _desk(view.territory_id, ground_version(view.territory_id), version_of(view), now().date().isoformat())


def desk_read(view: View, actor_id: str, form: str) -> Desk:
    """Return the register as it stood when a form was first drawn: what whoever fills it had before them.

    Parameters
    ----------
    form
        What the form does; another form, or another actor, reads the register again.
    """
    held, key = st.session_state.get(_READ), (view.territory_id, actor_id, form)
    if held is None or held[0] != key:
        held = st.session_state[_READ] = (key, desk(view))
    read: Desk = held[1]
    return read


@keep(4, key=lambda territory_id, ground, version, day: (territory_id, ground, version, day))
def _desk(territory_id: str, ground: str, version: str, day: str) -> Desk:
    del version
    return open_desk(load_territory(territory_id), rules=_rules(territory_id, ground, day))


def _version_key(view: View, *days: date) -> tuple[str, ...]:
    return (view.territory_id, version_of(view), *(day.isoformat() for day in days))


@keep(8, key=_version_key)
def remembered_changes(view: View) -> pd.DataFrame:
    """Return the changes of the register (`geo.workspace.register_changes.list_changes`)."""
    return list_changes(view.territory)


@keep(8, key=_version_key)
def remembered_proposals(view: View) -> list[Proposal]:
    """Return the proposals for the register (`geo.workspace.register_proposals.list_proposals`)."""
    return list_proposals(view.territory)


@keep(8, key=_version_key)
def remembered_differences(view: View, first: date, last: date) -> pd.DataFrame:
    """Return what differs between two days (`geo.workspace.register_changes.compare_days`)."""
    return compare_days(view.territory, first, last)


@keep(8, key=_version_key)
def remembered_stale(view: View, today: date) -> pd.DataFrame:
    """Return the rows to confirm (`geo.workspace.register_changes.stale_rows`)."""
    return stale_rows(desk(view).register, today=today)


@keep(4, key=lambda territory_id, ground, day: (territory_id, ground, day))
def _rules(territory_id: str, ground: str, day: str) -> TypedRows:
    del ground, day
    return open_desk(load_territory(territory_id)).rules


def signature() -> Signature:
    """Return who signs in this session, empty until somebody said."""
    held: Mapping[str, str] = st.session_state.get(_SIGNED, {})
    return signed_as(held.get("by", ""), held.get("reason", ""), held.get("origin", ""))


def sign(by: str, reason: str, origin: str) -> Signature:
    """Remember who signs in this session."""
    st.session_state[_SIGNED] = {"by": by.strip(), "reason": reason.strip(), "origin": origin.strip()}
    return signature()


def pending(view: View, actor_id: str) -> Pending | None:
    """Return the draft that waits on a card, if any."""
    held: Any = st.session_state.get(_DRAFT)
    if not isinstance(held, Pending) or (held.territory_id, held.actor_id) != (view.territory_id, actor_id):
        return None
    return held


def propose(view: View, actor_id: str, draft: Draft) -> None:
    """Keep a draft to be shown before it is saved."""
    st.session_state[_DRAFT] = Pending(view.territory_id, actor_id, draft)
    st.session_state.pop(_DONE, None)


def drop_draft() -> None:
    """Forget the draft, and what it was made from."""
    st.session_state.pop(_DRAFT, None)
    st.session_state.pop(_READ, None)


def save_draft(view: View, draft: Draft, signed: Signature) -> None:
    """Write a draft, or propose it where the account may not write; what shows the register follows at once.

    A draft of rows that somebody changed meanwhile is not written: it is put again on the rows as they stand, to be
    read and saved once more.
    """
    try:
        if decide(signed.person, "write").allowed:
            change, key = save(view.territory, draft, signed=signed).change_id, "edit-saved"
        else:
            change, key = propose_change(view.territory, draft.before, draft.after, signed=signed), "edit-proposed"
    except BadInputError as error:
        if error.key != "register-row-changed":
            raise
        _draw_again(view, draft)
        return
    forget_versions()
    drop_draft()
    st.session_state[_DONE] = Done(view.territory_id, change, key if change else "edit-unchanged")


def _draw_again(view: View, draft: Draft) -> None:
    """Put a draft on the rows as they stand, with what was changed since it was made."""
    forget_versions()
    st.session_state.pop(_READ, None)
    touched = {*draft.before["actor_id"], *draft.after["actor_id"]}
    drawn = redraw(draft.before, draft.after, of_actors(desk(view).register, touched))
    held: Any = st.session_state.get(_DRAFT)
    kept = Draft(drawn.before, drawn.after, draft.issues)
    st.session_state[_DRAFT] = Pending(view.territory_id, held.actor_id if held else "", kept, drawn)


def undo_change(view: View, change_id: str, signed: Signature) -> None:
    """Undo a change as a whole."""
    saved, _ = undo(view.territory, change_id, signed=signed)
    forget_versions()
    st.session_state[_DONE] = Done(view.territory_id, saved.change_id, "edit-undone")


def done(view: View) -> Done | None:
    """Return what was just written in this territory, if anything."""
    held = st.session_state.get(_DONE)
    return held if isinstance(held, Done) and held.territory_id == view.territory_id else None
