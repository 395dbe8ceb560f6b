"""Handovers between services: who should tell whom, and for how many births the passage breaks."""

import streamlit as st

from ui.screens.network.calling import handover_table
from ui.screens.network.choosing import choose_family_stratum, network_of
from ui.session.view import View
from ui.words.calling import told_lines


def draw_handovers(view: View) -> None:
    """Draw the handovers of a stratum."""
    catalogue = view.texts
    found = network_of(view)
    stratum = choose_family_stratum(view)
    if found.data.actors.empty:
        st.info(catalogue("network-register-empty"))
    st.html(handover_table(view, told_lines(found, stratum, catalogue), catalogue("links-lead")))
