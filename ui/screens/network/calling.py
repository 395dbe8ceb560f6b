"""Whom to call: a commune, a stratum, a need, and the actors in the order of the programme."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from geo.workspace.vocabulary import load_vocabulary
from geo.workspace.zones import parts_of
from ui.drawing.call_sheet import call_sheet
from ui.drawing.downloads import offer_file
from ui.drawing.plain_tables import plain_table
from ui.screens.network.choosing import choose_family_stratum, network_of
from ui.screens.shared.page import finding, zone_name
from ui.session.choices import keep_choice, kept_choice
from ui.session.view import View
from ui.words.calling import CallGroup, ToldLine, call_groups, call_title, told_lines
from ui.words.network import function_name

_MOST, _MOST_ON_SHEET = 4, 2


def draw_calling(view: View) -> None:
    """Draw whom to call, and who is told."""
    catalogue = view.texts
    found = network_of(view)
    left, right = st.columns([1, 2], gap="small")
    with left:
        stratum = choose_family_stratum(view)
    with right:
        functions = _need(view)
    finding(call_title(zone_name(view), stratum, catalogue))
    if found.data.actors.empty:
        st.info(catalogue("network-register-empty"))
    if len(parts_of(found.data, view.zone_id)):
        st.info(catalogue("call-commune"))
    told = told_lines(found, stratum, catalogue)
    most = _MOST if functions else _MOST_ON_SHEET
    sheet = partial(
        call_sheet,
        call_title(zone_name(view), stratum, catalogue),
        call_groups(found, stratum, catalogue, functions=functions, most=most),
        told,
        catalogue("call-lead"),
        catalogue,
    )
    name = f"maillage-{view.zone_id}-{stratum}"
    offer_file(catalogue("call-sheet"), sheet, name=name, ending=".pdf", key="call-sheet")
    st.html(_calls(view, call_groups(found, stratum, catalogue, functions=functions, most=_MOST)))
    st.html(handover_table(view, told, catalogue("call-told-title")))


def handover_table(view: View, told: Sequence[ToldLine], caption: str) -> str:
    """Return who tells whom as a table."""
    titles = ("column-phase", "column-told", "column-telling", "column-what", "column-document", "column-here")
    rows = [(one.phase, one.sender, one.receiver, one.what, one.document, one.here) for one in told]
    return plain_table(caption, [view.texts(name) for name in titles], rows)


def _calls(view: View, groups: Sequence[CallGroup]) -> str:
    catalogue = view.texts
    titles = [
        *("network-function", "column-actor", "column-tier", "column-way", "column-contact", "column-hours"),
        *("column-room", "card-place", "column-status-date"),
    ]
    rows: list[tuple[str, ...]] = []
    for group in groups:
        name = group.function
        for one in group.lines:
            actor = f"{one.name} ({one.kind})"
            rows.append((name, actor, one.tier, one.way, one.contact, one.hours, one.room, one.place, one.dated))
            name = ""
        if group.said:
            rows.append((name, group.said, *[""] * 7))
    return plain_table(catalogue("call-lead"), [catalogue(title) for title in titles], rows)


def _need(view: View) -> list[str]:
    """Draw the choice of the functions needed, kept in the address, and return them."""
    catalogue, known = view.texts, load_vocabulary().functions
    key = "pick-need"
    if key not in st.session_state:
        kept = kept_choice("need", default="").split(" ")
        st.session_state[key] = [code for code in kept if code in known]
    chosen = st.multiselect(
        catalogue("call-need"),
        list(known),
        key=key,
        format_func=lambda code: function_name(code, catalogue),
        placeholder=catalogue("call-need-help"),
    )
    kept_choice("need", default="")
    keep_choice("need", " ".join(chosen))
    return list(chosen)
