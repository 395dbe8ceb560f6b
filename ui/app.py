"""The app: choices on the side, screens in the middle."""

from pathlib import Path

import streamlit as st

from geo.errors import MaillageError
from ui.assets import publish_assets
from ui.choices import choose_language, choose_question, choose_territory, choose_zone
from ui.screens import overview
from ui.texts import Texts, texts

_STATIC = Path(__file__).resolve().parents[1] / "static"


def main() -> None:
    """Draw the app."""
    st.set_page_config(page_title="Maillage", layout="wide")
    _assets()
    catalogue = texts(choose_language())
    try:
        _draw(catalogue)
    except MaillageError as error:
        st.error(catalogue.error(error))
        st.caption(catalogue("app-after-error"))


def _draw(catalogue: Texts) -> None:
    with st.sidebar:
        st.title("Maillage")
        st.caption(catalogue("app-tagline"))
        territory = choose_territory(catalogue)
        question = choose_question(territory, catalogue)
        zone_id = choose_zone(territory, catalogue)
    overview.draw(territory, zone_id, question, catalogue)


@st.cache_resource
def _assets() -> None:
    publish_assets(_STATIC)
