"""The register of actors: who is known, where it is said, and bringing a file in."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from ui.drawing.shown_tables import MOST_ROWS, ReadyTable, ready_table, show_ready
from ui.screens.register.backups import backups
from ui.screens.register.history import past
from ui.screens.register.new_actor import add_actor
from ui.screens.register.new_kind import new_kind
from ui.screens.register.proposals import is_shared, judge_proposals, tell_waiting
from ui.screens.register.upload import upload
from ui.screens.shared.cards import actor_card
from ui.screens.shared.page import heading, zone_name
from ui.session.kind_choices import kind_namer, kinds_in_order
from ui.session.opened_parts import opened_once
from ui.session.register_rows import RowFilters, remembered_doubts, remembered_register, remembered_rows
from ui.session.shared_results import keep
from ui.session.territory_tables import register_key, remembered_data, screen_key
from ui.session.view import View
from ui.words.table_columns import Field

_TABS, _TAB = "register-tabs", "register-tab"


def draw(view: View) -> None:
    """Draw the screen."""
    heading(view, "actors", zone_name(view))
    parts: dict[str, Callable[[View], None]] = {
        "actors-tab": _listed,
        "edit-new-tab": add_actor,
        "past-tab": past,
        "upload-tab": upload,
        "kinds-tab": new_kind,
        "backups-tab": backups,
    }
    if is_shared(view):
        tell_waiting(view)
        parts["proposals-tab"] = judge_proposals
    labels = {view.texts(name): name for name in parts}
    # A tab is known by its words: in another language, the one that was open is opened again.
    key, last = f"{_TABS}-{view.language}", st.session_state.get(_TAB)
    if key not in st.session_state and last in parts:
        st.session_state[key] = view.texts(last)
    for name, tab in zip(parts, st.tabs(list(labels), key=key, on_change="rerun"), strict=True):
        if tab.open:
            st.session_state[_TAB] = name
        if opened_once(name, tab):
            with tab:
                parts[name](view)


def _listed(view: View) -> None:
    if remembered_data(view).actors.empty:
        st.info(view.texts("register-empty-here"))
    else:
        _register(view)


def _register(view: View) -> None:
    catalogue = view.texts
    rows = remembered_register(view)
    listed = set(rows["kind"].unique())
    first, second, third, fourth = st.columns([2, 3, 2, 2], vertical_alignment="bottom")
    search = first.text_input(
        catalogue("actors-search"), key="actors-search", placeholder=catalogue("actors-search-hint")
    )
    kinds = second.multiselect(
        catalogue("choice-kind"),
        kinds_in_order(listed, view.language),
        key=f"actors-kinds-{view.territory_id}",
        format_func=kind_namer(listed, catalogue),
        placeholder=catalogue("actors-every-kind"),
    )
    statuses = third.multiselect(
        catalogue("column-status"),
        sorted(rows["status"].unique()),
        key=f"actors-statuses-{view.territory_id}",
        format_func=lambda status: catalogue(f"status-{status}"),
        placeholder=catalogue("actors-every-status"),
    )
    here = fourth.checkbox(catalogue("actors-here"), value=False, key="actors-here", help=catalogue("actors-here-help"))
    filters = RowFilters(search.strip().casefold(), tuple(kinds), tuple(statuses), here)
    shown = remembered_rows(view, filters)
    st.markdown(f"**{catalogue('actors-found', shown=len(shown), known=len(rows))}**")
    left, right = st.columns([3, 1], gap="small")
    with left:
        # A narrow page has no room for the boxes to tick.
        with st.container(key="narrow-actors-card"):
            offered = shown.head(MOST_ROWS)
            named = dict(zip(offered["actor_id"], offered["name"], strict=True))
            sought = st.selectbox(
                catalogue("actors-open"),
                list(named),
                index=None,
                format_func=named.__getitem__,
                key="actors-open",
                placeholder=catalogue("actors-search-hint"),
            )
        table = _rows_table(view, filters, _columns(view))
        picked = show_ready(table, selectable=True, opened=partial(_open_actor, list(named)))
    with right:
        if picked and picked[0] < len(shown):
            actor_card(view, str(shown.iloc[picked[0]]["actor_id"]))
        elif sought in named:
            actor_card(view, str(sought))
        else:
            # On a narrow page the box of names says it.
            st.container(key="wide-actors-empty").info(catalogue("actors-card-empty"))
    issues = remembered_doubts(view)
    with st.expander(catalogue("actors-issues", count=len(issues))):
        if len(issues):
            show_ready(_issues_table(view))
        else:
            st.success(catalogue("actors-no-issue"))


def _open_actor(actors: list[str], row: int) -> None:
    """Open the card of the actor of a row, as choosing its name does."""
    if row < len(actors):
        st.session_state["actors-open"] = actors[row]


@keep(24, key=lambda view, filters, fields: (*screen_key(view), filters, fields))
def _rows_table(view: View, filters: RowFilters, fields: tuple[Field, ...]) -> ReadyTable:
    return ready_table(remembered_rows(view, filters), fields, view.texts, name="actors", height=620)


@keep(16, key=register_key)
def _issues_table(view: View) -> ReadyTable:
    texts = view.texts
    fields = [Field("name", texts("column-actor")), Field("issue", texts("column-message"))]
    return ready_table(remembered_doubts(view), fields, texts, name="actors-issues")


def _columns(view: View) -> tuple[Field, ...]:
    """Return the columns of the list that are shown: few of them unless the user asks for more."""
    texts = view.texts
    every = {
        "kind_name": Field("kind_name", texts("column-kind"), width=190),
        "zone": Field("zone", texts("column-place"), width=135),
        "status_name": Field("status_name", texts("column-status"), width=110),
        "quality": Field("quality", texts("column-row-quality"), "percent", texts("glossary-row-quality"), width=125),
        "capacity": Field("capacity", texts("column-capacity"), "count", texts("glossary-capacity"), width=90),
        "as_of": Field("as_of", texts("column-as-of"), "day", width=100),
        "source": Field("source", texts("column-source"), width=260),
    }
    with st.popover(texts("actors-columns")):
        chosen = st.multiselect(
            texts("actors-columns"),
            list(every),
            default=["kind_name", "zone", "status_name", "quality"],
            format_func=lambda name: every[name].title,
            key="actors-columns",
            placeholder=texts("actors-columns"),
            label_visibility="collapsed",
        )
    shown = [field for name, field in every.items() if name in chosen]
    return (Field("name", texts("column-actor"), width=325), *shown)
