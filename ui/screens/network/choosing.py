"""What the parts of the network share: the network of the view, and the stratum asked about."""

import streamlit as st

from analysis.network.ask import Network
from geo.schema import STRATA
from ui.session.choices import keep_choice, kept_choice
from ui.session.network_answers import remembered_network
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.words.network import stratum_name

_DEFAULT = "complex"


def network_of(view: View) -> Network:
    """Return the network of a view; while it is worked out, the page says so and lets the user stop."""
    return waited(remembered_network, view, told=view.texts("progress-network"), texts=view.texts)


def choose_family_stratum(view: View) -> str:
    """Draw the choice of a stratum, kept in the address, and return it."""
    catalogue, key = view.texts, "pick-family-stratum"
    current = kept_choice("families", default=_DEFAULT)
    if st.session_state.get(key) not in STRATA:
        st.session_state[key] = current if current in STRATA else _DEFAULT
    chosen = str(
        st.selectbox(
            catalogue("network-stratum"), STRATA, key=key, format_func=lambda code: stratum_name(code, catalogue)
        )
    )
    keep_choice("families", chosen)
    return chosen
