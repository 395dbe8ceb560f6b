"""The register of actors: who is known, where it is said, and bringing a file in."""

import streamlit as st

from ui.drawing.shown_tables import show_table
from ui.screens.register.backups import backups
from ui.screens.register.history import past
from ui.screens.register.new_actor import add_actor
from ui.screens.register.new_kind import new_kind
from ui.screens.register.proposals import is_shared, judge_proposals, tell_waiting
from ui.screens.register.upload import upload
from ui.screens.shared.cards import actor_card
from ui.screens.shared.page import heading, zone_name
from ui.session.kind_choices import kind_namer, kinds_in_order
from ui.session.register_rows import filtered, remembered_doubts, remembered_register
from ui.session.territory_tables import remembered_data
from ui.session.view import View
from ui.words.table_columns import Field


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    heading(view, "actors", zone_name(view))
    names = ["actors-tab", "edit-new-tab", "past-tab", "upload-tab", "kinds-tab", "backups-tab"]
    shared = is_shared(view)
    if shared:
        tell_waiting(view)
        names.append("proposals-tab")
    listed, added, passed, brought, kinds, saved, *proposed = st.tabs([catalogue(name) for name in names])
    with listed:
        if remembered_data(view).actors.empty:
            st.info(catalogue("register-empty-here"))
        else:
            _register(view)
    with added:
        add_actor(view)
    with passed:
        past(view)
    with brought:
        upload(view)
    with kinds:
        new_kind(view)
    with saved:
        backups(view)
    if shared:
        with proposed[0]:
            judge_proposals(view)


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
    shown = filtered(rows, search=search, kinds=kinds, statuses=statuses, here=here)
    # The kind that is asked about comes first: what a law gives to every commune would fill the screen.
    asked = (shown["kind"] != view.selection.kind).sort_values(kind="stable").index
    shown = shown.loc[asked].reset_index(drop=True)
    st.markdown(f"**{catalogue('actors-found', shown=len(shown), known=len(rows))}**")
    left, right = st.columns([2, 1], gap="medium")
    with left:
        picked = show_table(shown, _columns(view), catalogue, name="actors", height=460, selectable=True)
    with right:
        if picked and picked[0] < len(shown):
            actor_card(view, str(shown.iloc[picked[0]]["actor_id"]))
        else:
            st.info(catalogue("actors-card-empty"))
    issues = remembered_doubts(view)
    with st.expander(catalogue("actors-issues", count=len(issues))):
        if len(issues):
            fields = [Field("name", catalogue("column-actor")), Field("issue", catalogue("column-message"))]
            show_table(issues, fields, catalogue, name="actors-issues")
        else:
            st.success(catalogue("actors-no-issue"))


def _columns(view: View) -> list[Field]:
    """Return the columns of the list that are shown: few of them unless the user asks for more."""
    texts = view.texts
    every = {
        "kind_name": Field("kind_name", texts("column-kind"), width=160),
        "zone": Field("zone", texts("column-place"), width=110),
        "status_name": Field("status_name", texts("column-status"), width=84),
        "quality": Field("quality", texts("column-row-quality"), "percent", texts("glossary-row-quality"), width=80),
        "capacity": Field("capacity", texts("column-capacity"), "count", texts("glossary-capacity"), width=90),
        "as_of": Field("as_of", texts("column-as-of"), width=100),
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
    return [Field("name", texts("column-actor"), width=200), *shown]
