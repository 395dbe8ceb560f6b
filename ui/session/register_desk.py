"""What the session keeps while the register is edited: the desk, who signs, the draft before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from geo.files.register.typed_by_hand import TypedRows
from geo.workspace.data import now
from geo.workspace.journal import Signature
from geo.workspace.register_changes import compare_days, list_changes, open_desk, save, stale_rows, undo
from geo.workspace.register_drafts import Desk, Draft
from geo.workspace.territory import load_territory
from ui.session.shared_results import keep
from ui.session.territory_tables import forget_versions, version_of
from ui.session.view import View

_SIGNED, _DRAFT, _DONE = "edit-signed", "edit-draft", "edit-done"


@dataclass(frozen=True)
class Pending:
    """A draft that waits to be saved: of which territory, and on which card it is shown (empty: a new actor)."""

    territory_id: str
    actor_id: str
    draft: Draft


@dataclass(frozen=True)
class Done:
    """What was just written: its change, None when nothing differed; ``key`` is the message that tells it."""

    territory_id: str
    change_id: str | None
    key: str


def desk(view: View) -> Desk:
    """Return the register as it stands, with the rules that read what is typed."""
    return _desk(view.territory_id, version_of(view), now().date().isoformat())


@keep(4, key=lambda territory_id, version, day: (territory_id, version, day))
def _desk(territory_id: str, version: str, day: str) -> Desk:
    built = version.rpartition("-")[0]
    return open_desk(load_territory(territory_id), rules=_rules(territory_id, built, day))


def _version_key(view: View, *days: date) -> tuple[str, ...]:
    return (view.territory_id, version_of(view), *(day.isoformat() for day in days))


@keep(8, key=_version_key)
def remembered_changes(view: View) -> pd.DataFrame:
    """Return the changes of the register (`geo.workspace.register_changes.list_changes`)."""
    return list_changes(view.territory)


@keep(8, key=_version_key)
def remembered_differences(view: View, first: date, last: date) -> pd.DataFrame:
    """Return what differs between two days (`geo.workspace.register_changes.compare_days`)."""
    return compare_days(view.territory, first, last)


@keep(8, key=_version_key)
def remembered_stale(view: View, today: date) -> pd.DataFrame:
    """Return the rows to confirm (`geo.workspace.register_changes.stale_rows`)."""
    return stale_rows(desk(view).register, today=today)


@keep(4, key=lambda territory_id, built, day: (territory_id, built, day))
def _rules(territory_id: str, built: str, day: str) -> TypedRows:
    del built, day
    return open_desk(load_territory(territory_id)).rules


def signature() -> Signature:
    """Return who signs in this session, empty until somebody said."""
    held: Mapping[str, str] = st.session_state.get(_SIGNED, {})
    return Signature(held.get("by", ""), held.get("reason", ""), held.get("origin", ""))


def sign(by: str, reason: str, origin: str) -> Signature:
    """Remember who signs in this session."""
    st.session_state[_SIGNED] = {"by": by.strip(), "reason": reason.strip(), "origin": origin.strip()}
    return signature()


def pending(view: View, actor_id: str) -> Draft | None:
    """Return the draft that waits on a card, if any."""
    held: Any = st.session_state.get(_DRAFT)
    if not isinstance(held, Pending) or (held.territory_id, held.actor_id) != (view.territory_id, actor_id):
        return None
    return held.draft


def propose(view: View, actor_id: str, draft: Draft) -> None:
    """Keep a draft to be shown before it is saved."""
    st.session_state[_DRAFT] = Pending(view.territory_id, actor_id, draft)
    st.session_state.pop(_DONE, None)


def drop_draft() -> None:
    """Forget the draft."""
    st.session_state.pop(_DRAFT, None)


def save_draft(view: View, draft: Draft, signed: Signature) -> None:
    """Write a draft; everything that shows the register follows at once."""
    saved = save(view.territory, draft, signed=signed)
    forget_versions()
    drop_draft()
    key = "edit-saved" if saved.change_id else "edit-unchanged"
    st.session_state[_DONE] = Done(view.territory_id, saved.change_id, key)


def undo_change(view: View, change_id: str, signed: Signature) -> None:
    """Undo a change as a whole."""
    saved, _ = undo(view.territory, change_id, signed=signed)
    forget_versions()
    st.session_state[_DONE] = Done(view.territory_id, saved.change_id, "edit-undone")


def done(view: View) -> Done | None:
    """Return what was just written in this territory, if anything."""
    held = st.session_state.get(_DONE)
    return held if isinstance(held, Done) and held.territory_id == view.territory_id else None
