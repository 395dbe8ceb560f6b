"""The three models of prenatal consultation, commune by commune."""

import streamlit as st

from ui.drawing.shown_tables import show_table
from ui.screens.network.choosing import network_of
from ui.screens.shared.page import finding
from ui.session.view import View
from ui.words.prenatal import prenatal_frame, prenatal_sentence


def draw_prenatal(view: View) -> None:
    """Draw which model each commune has."""
    catalogue = view.texts
    found = network_of(view)
    if found.data.actors.empty:
        st.info(catalogue("network-register-empty"))
    finding(prenatal_sentence(found, catalogue))
    st.caption(catalogue("prenatal-lead"))
    frame, fields = prenatal_frame(found, catalogue)
    show_table(frame, fields, catalogue, name="prenatal-models", height=420)
