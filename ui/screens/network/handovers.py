"""Handovers between services: who should tell whom, and for how many births the passage breaks."""

from dataclasses import asdict

import pandas as pd
import streamlit as st

from ui.drawing.shown_tables import show_table
from ui.screens.network.choosing import choose_family_stratum, network_of
from ui.session.view import View
from ui.words.calling import told_lines
from ui.words.table_columns import Field


def draw_handovers(view: View) -> None:
    """Draw the handovers of a stratum."""
    catalogue = view.texts
    found = network_of(view)
    stratum = choose_family_stratum(view)
    st.caption(catalogue("links-lead"))
    frame = pd.DataFrame([asdict(line) for line in told_lines(found, stratum, catalogue)])
    titles = {
        "phase": "column-phase",
        "sender": "column-told",
        "receiver": "column-telling",
        "what": "column-what",
        "document": "column-document",
        "here": "column-here",
    }
    fields = [Field(key, catalogue(text)) for key, text in titles.items()]
    show_table(frame, fields, catalogue, name="handovers", wrapped=True)
