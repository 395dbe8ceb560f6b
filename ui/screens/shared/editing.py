"""Editing an actor where its card is shown: correct, close, move, add a service, verify; shown before it is saved."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geo.errors import MaillageError
from geo.files.register.columns import COLUMNS
from geo.files.register.export import register_cells
from geo.files.register.template import word
from geo.files.register.words import ALLOWED
from geo.workspace.register_changes import history
from geo.workspace.register_drafts import Desk, Draft, closed, confirmed, edited, new_service, reopened
from geo.workspace.register_proposals import Redrawn
from geo.workspace.rights import OWNER
from geo.workspace.vocabulary import load_vocabulary
from ui.drawing.shown_tables import show_issues, show_table
from ui.session.failures import guarded
from ui.session.person import allowed, may, person
from ui.session.register_desk import (
    desk,
    desk_read,
    done,
    drop_draft,
    pending,
    propose,
    save_draft,
    sign,
    signature,
    undo_change,
)
from ui.session.view import View
from ui.words.escape import plain
from ui.words.file_issues import issue_lines, worst_first
from ui.words.proposals import disputed_cells
from ui.words.register_changes import difference_cells, field_name, history_cells
from ui.words.table_columns import Field

POINT = "edit-point"
"""Where the session keeps the point clicked on the map: ``lon``, ``lat``, ``zone``."""

_ACTIONS = ("correct", "close", "move", "add", "history")
_USUAL = ("phone", "hours", "status", "capacity", "used")
_PLACE = ("address", "postal_code", "locality", "zone_id", "lon", "lat")
_ADDED = ("service", "functions", "capacity", "capacity_unit", "mode", "source", "as_of")
_FIXED = ("actor_id",)


def edit_actor(view: View, actor_id: str) -> None:
    """Draw, below the card of an actor, what can be done with it."""
    texts = view.texts
    tell_done(view, "card")
    if not allowed("propose", texts):
        with st.expander(texts("edit-history")):
            _history(view, actor_id)
        return
    first, second = st.columns([3, 2], vertical_alignment="center")
    action = first.selectbox(
        texts("edit-action"),
        _ACTIONS,
        index=None,
        format_func=lambda name: texts(f"edit-{name}"),
        key=f"edit-action-{actor_id}",
        placeholder=texts("edit-action"),
        label_visibility="collapsed",
    )
    second.button(
        texts("edit-verify"),
        key=f"edit-verify-{actor_id}",
        help=texts("edit-verify-help"),
        on_click=guarded(_verify),
        args=(view, actor_id, desk(view)),
        width="stretch",
    )
    if action is not None:
        _FORMS[action](view, actor_id)
    show_draft(view, actor_id)


def show_draft(view: View, actor_id: str) -> None:
    """Draw what a draft would change, who signs, and the buttons that save it or drop it."""
    texts, held = view.texts, pending(view, actor_id)
    if held is None:
        return
    draft = held.draft
    if held.drawn is not None:
        _changed_meanwhile(view, held.drawn)
    lines = issue_lines(draft.issues, texts)
    named: Any = [{**line, "column": line["column"] and field_name(line["column"], texts)} for line in lines]
    show_issues(worst_first(named), texts, name="edit-issues")
    if not draft.ok:
        st.error(texts("edit-refused"))
        return
    cells = difference_cells(draft.differences, texts)
    if cells.empty:
        st.info(texts("edit-unchanged"))
        return
    st.markdown(f"**{texts('edit-difference')}**")
    several = len(set(cells["service"])) > 1
    columns = (*(("service",) if several else ()), "field", "before", "after")
    show_table(cells, [Field(name, texts(f"register-head-{name}")) for name in columns], texts, name="edit-difference")
    _signing(view, draft)


def _changed_meanwhile(view: View, drawn: Redrawn) -> None:
    """Draw what somebody else changed while a draft was made, and which of it the draft would write over."""
    texts = view.texts
    st.warning(texts("edit-stale"))
    since, disputed = difference_cells(drawn.since, texts), disputed_cells(drawn.disputed, texts)
    for title, cells in (("edit-stale-since", since), ("edit-stale-disputed", disputed)):
        if len(cells):
            st.markdown(f"**{texts(title)}**")
            named = [Field(str(name), texts(f"register-head-{name}")) for name in cells.columns if name != "name"]
            show_table(cells, named, texts, name=title)


def tell_done(view: View, place: str) -> None:
    """Say what was just written, with the button that undoes it; several places of a screen may say so at once."""
    texts, written = view.texts, done(view)
    if written is None:
        return
    st.success(texts(written.key, change=written.change_id or ""))
    if written.change_id and written.key != "edit-proposed" and may("undo"):
        st.button(
            texts("edit-undo"),
            key=f"edit-undo-{place}",
            icon=":material/undo:",
            on_click=guarded(undo_change),
            args=(view, written.change_id, signature()),
        )


def signer(view: View, by: str) -> str:
    """Draw who signs, and return it: the account that signed in, which is not typed, else the name that is."""
    texts, who = view.texts, person()
    if who == OWNER:
        return st.text_input(texts("upload-by"), value=by, help=texts("upload-by-help"), max_chars=80)
    st.caption(plain(texts("account-signed", name=who.name)))
    return who.name


def values_of(register: pd.DataFrame, texts_language: str) -> dict[str, str]:
    """Return the cells of the first row of a register as texts in a language."""
    cells = next(register_cells(register, language=texts_language))
    return {column: f"{cell:g}" if isinstance(cell, float | int) else cell for column, cell in cells.items()}


def field_input(view: View, column: str, *, value: str, key: str) -> str:
    """Draw the input of a column of the register, and return what it holds, as a file would."""
    texts, words = view.texts, load_vocabulary()
    title, nothing = field_name(column, texts).capitalize(), texts("unknown")
    if column == "kind":
        kinds = sorted(words.kinds, key=lambda kind: words.label("kind", kind, language=view.language))
        at = kinds.index(value) if value in kinds else None
        picked = st.selectbox(
            title,
            kinds,
            index=at,
            key=key,
            placeholder=nothing,
            format_func=lambda kind: words.label("kind", kind, language=view.language),
        )
        return str(picked or "")
    if column in ALLOWED and column not in ("stages", "strata"):
        choices = [word(column, code, language=view.language) for code in ALLOWED[column]]
        picked = st.selectbox(
            title, choices, index=choices.index(value) if value in choices else None, key=key, placeholder=nothing
        )
        return str(picked or "")
    return str(st.text_input(title, value=value, key=key, max_chars=4000) or "")


def typed_fields(view: View, columns: Sequence[str], values: dict[str, str], *, key: str) -> dict[str, Any]:
    """Draw the inputs of some columns, and return those whose cell differs from ``values``."""
    given = {
        column: field_input(view, column, value=values.get(column, ""), key=f"{key}-{column}") for column in columns
    }
    return {column: cell for column, cell in given.items() if cell.strip() != values.get(column, "")}


def drafted(view: View, actor_id: str, make: Callable[[Desk], Draft], *, read: Desk | None = None) -> None:
    """Keep the draft that a form makes of what its reader had before them; what is refused is said on the spot."""
    try:
        propose(view, actor_id, make(read or desk(view)))
    except MaillageError as error:
        st.error(plain(view.texts.error(error)))


def _correct(view: View, actor_id: str) -> None:
    texts, read = view.texts, desk_read(view, actor_id, "correct")
    rows = read.rows(actor_id)
    service = _service(view, actor_id, rows)
    row = rows if service is None else rows[rows["service"] == service]
    columns = st.multiselect(
        texts("edit-fields"),
        [column for column in COLUMNS if column not in _FIXED],
        default=list(_USUAL),
        format_func=lambda column: field_name(column, texts),
        key=f"edit-fields-{actor_id}",
        placeholder=texts("edit-fields"),
    )
    with st.form(f"edit-correct-{actor_id}", border=False):
        fields = typed_fields(view, columns, values_of(row, view.language), key=f"edit-{actor_id}-{service}")
        sent = st.form_submit_button(texts("edit-show"))
    if sent and not fields:
        st.info(texts("edit-unchanged"))
    elif sent:
        drafted(view, actor_id, lambda at: edited(at, actor_id, fields, service=service), read=read)


def _close(view: View, actor_id: str) -> None:
    texts, read = view.texts, desk_read(view, actor_id, "close")
    rows = read.rows(actor_id)
    shut = bool((rows["status"] == "closed").all())
    service = None if shut else _service(view, actor_id, rows, every=True)
    with st.form(f"edit-close-{actor_id}", border=False):
        day = None if shut else st.date_input(texts("edit-close-day"), key=f"edit-day-{actor_id}", format="DD/MM/YYYY")
        sent = st.form_submit_button(texts("edit-reopen" if shut else "edit-show"))
    if sent and shut:
        drafted(view, actor_id, lambda at: reopened(at, actor_id), read=read)
    elif sent:
        until = str(day) if day else None
        drafted(view, actor_id, lambda at: closed(at, actor_id, service=service, day=until), read=read)


def _move(view: View, actor_id: str) -> None:
    texts, read = view.texts, desk_read(view, actor_id, "move")
    st.caption(texts("edit-move-how"))
    values = values_of(read.rows(actor_id), view.language)
    point: Any = st.session_state.get(POINT)
    with st.form(f"edit-move-{actor_id}", border=False):
        fields = typed_fields(view, _PLACE, values, key=f"edit-move-{actor_id}")
        here = point and st.form_submit_button(texts("edit-move-point", lon=point["lon"], lat=point["lat"]))
        sent = st.form_submit_button(texts("edit-show"))
    if here:
        fields |= {
            "lon": point["lon"],
            "lat": point["lat"],
            "zone_id": point["zone"],
            "position_quality": "approximate",
        }
    if sent or here:
        drafted(view, actor_id, lambda at: edited(at, actor_id, fields), read=read)


def _add(view: View, actor_id: str) -> None:
    texts, read = view.texts, desk_read(view, actor_id, "add")
    values = {"source": signature().origin, "as_of": read.today.isoformat()}
    with st.form(f"edit-add-{actor_id}", border=False):
        cells = {
            column: field_input(view, column, value=values.get(column, ""), key=f"edit-add-{actor_id}-{column}")
            for column in _ADDED
        }
        sent = st.form_submit_button(texts("edit-show"))
    if sent:
        drafted(view, actor_id, lambda at: new_service(at, actor_id, cells), read=read)


def _history(view: View, actor_id: str) -> None:
    cells = history_cells(history(view.territory, actor_id), view.texts, names=may("names"))
    fields = [Field(name, view.texts(f"register-head-{name}")) for name in cells.columns]
    show_table(cells, fields, view.texts, name="edit-history")


_FORMS: dict[str, Callable[[View, str], None]] = {
    "correct": _correct,
    "close": _close,
    "move": _move,
    "add": _add,
    "history": _history,
}


def _service(view: View, actor_id: str, rows: pd.DataFrame, *, every: bool = False) -> str | None:
    """Let the user say which service is meant, where there are several."""
    if len(rows) == 1:
        return None
    names = list(rows["service"])
    picked = st.selectbox(
        view.texts("edit-service"),
        names,
        index=None if every else 0,
        key=f"edit-service-{actor_id}-{every}",
        placeholder=view.texts("edit-service-all"),
    )
    return None if picked is None else str(picked)


def _verify(view: View, actor_id: str, read: Desk) -> None:
    """Note that the card was verified as it was shown: what somebody changed meanwhile is shown again."""
    propose(view, actor_id, draft := confirmed(read, actor_id))
    signed = signature()
    if signed.by and signed.reason:
        save_draft(view, draft, signed)


def _signing(view: View, draft: Draft) -> None:
    texts, signed = view.texts, signature()
    with st.form("edit-sign", border=True):
        by = signer(view, signed.by)
        why = st.text_input(texts("upload-reason"), value=signed.reason, max_chars=200)
        origin = st.text_input(texts("edit-origin"), value=signed.origin, help=texts("edit-origin-help"), max_chars=500)
        st.caption(texts("edit-remembered"))
        saved = st.form_submit_button(texts("edit-save" if may("write") else "edit-propose"), type="primary")
        dropped = st.form_submit_button(texts("edit-drop"))
    if dropped:
        drop_draft()
        st.rerun()
    if not saved:
        return
    if not by.strip() or not why.strip():
        st.error(texts("upload-who"))
        return
    try:
        save_draft(view, draft, sign(by, why, origin))
    except MaillageError as error:
        st.error(plain(texts.error(error)))
        return
    st.rerun()
