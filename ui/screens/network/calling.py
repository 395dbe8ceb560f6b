"""Whom to call: a commune, a stratum, a need, and the actors in the order of the programme."""

from dataclasses import asdict
from functools import partial

import pandas as pd
import streamlit as st

from geo.workspace.vocabulary import load_vocabulary
from geo.workspace.zones import parts_of
from ui.drawing.call_sheet import call_sheet
from ui.drawing.downloads import offer_file
from ui.drawing.shown_tables import show_table
from ui.screens.network.choosing import choose_family_stratum, network_of
from ui.screens.shared.page import finding, zone_name
from ui.session.choices import keep_choice, kept_choice
from ui.session.view import View
from ui.words.calling import call_groups, call_title, told_lines
from ui.words.escape import plain
from ui.words.network import function_name
from ui.words.table_columns import Field

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
    st.caption(catalogue("call-lead"))
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
    rows = []
    for group in call_groups(found, stratum, catalogue, functions=functions, most=_MOST):
        rows += [{"function": group.function, **asdict(line)} for line in group.lines]
        if group.said:
            rows.append({"function": group.function, "name": group.said})
    titles = {
        "function": "network-function",
        "name": "column-actor",
        "kind": "column-kind",
        "tier": "column-tier",
        "way": "column-way",
        "contact": "column-contact",
        "hours": "column-hours",
        "room": "column-room",
        "place": "card-place",
        "dated": "column-status-date",
    }
    frame = pd.DataFrame(rows).reindex(columns=list(titles)).fillna("–")
    fields = [Field(key, catalogue(text), width=200 if key == "name" else None) for key, text in titles.items()]
    show_table(frame, fields, catalogue, name="calls", height=520)
    st.subheader(catalogue("call-told-title"))
    for line in told:
        st.markdown(
            plain(f"{line.sender} → {line.receiver} – {line.what} ({line.phase}, {line.document}). {line.here}.")
        )


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
        help=catalogue("call-need-help"),
    )
    kept_choice("need", default="")
    keep_choice("need", " ".join(chosen))
    return list(chosen)
