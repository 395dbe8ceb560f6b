"""The dossier: the written diagnosis of the zone, to take away as a document."""

from datetime import date
from functools import partial

import streamlit as st

from ui.dossier.blocks import Dossier, Paragraph
from ui.dossier.compose import SECTIONS, compose
from ui.dossier.files import FORMATS, dossier_bytes
from ui.drawing.downloads import offer_file
from ui.screens.shared.page import heading, zone_name
from ui.session.dossier_answers import dossier_key, remembered_dossier_answers
from ui.session.failures import guarded
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import remembered_shapes
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.words.escape import plain

_ASKED = "dossier-asked"
"""Where the session keeps which dossier was asked for: another question, or new data, and it is asked for again."""


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    heading(view, "dossier", zone_name(view))
    final = st.toggle(catalogue("dossier-final"), help=catalogue("dossier-final-help"), key="dossier-final")
    asked = str(_key(view, on=date.today(), final=final))  # noqa: DTZ011 - the day of whoever writes
    if st.session_state.get(_ASKED) != asked:
        st.button(
            catalogue("dossier-prepare"),
            help=catalogue("dossier-prepare-help"),
            key="dossier-prepare",
            type="primary",
            on_click=guarded(_ask),
            args=(asked,),
        )
        st.markdown(catalogue("dossier-will-say"))
        st.markdown("\n".join(f"- {catalogue(f'dossier-section-{key}')}" for key in SECTIONS))
        return
    dossier = waited(
        remembered_dossier,
        view,
        on=date.today(),  # noqa: DTZ011
        final=final,
        told=catalogue("progress-dossier-writing"),
        texts=catalogue,
    )
    _offer(view, dossier)


def _ask(asked: str) -> None:
    st.session_state[_ASKED] = asked


def _offer(view: View, dossier: Dossier) -> None:
    """Draw the buttons that take the dossier away, and what it says, part by part."""
    catalogue = view.texts
    row = st.container(horizontal=True, gap="small")
    for wanted in FORMATS:
        offer_file(
            catalogue(f"dossier-download-{wanted}"),
            partial(dossier_bytes, dossier, wanted),
            name=dossier.file_name,
            ending=f".{wanted}",
            key=f"dossier-{wanted}",
            help=catalogue(f"dossier-download-{wanted}-help"),
            row=row,
            plain=False,
        )
    st.subheader(catalogue("dossier-inside"))
    for section in dossier.sections:
        st.markdown(f"**{plain(section.heading)}**")
        found = [block.text for block in section.blocks if isinstance(block, Paragraph) and block.role == "finding"]
        lines = [*found, *(part.heading for part in section.parts)]
        if lines:
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _key(view: View, *, on: date, final: bool) -> Key:
    return (*dossier_key(view), view.language, on, final)


@keep(6, key=_key)
def remembered_dossier(view: View, *, on: date, final: bool) -> Dossier:
    """Return the dossier of the view's zone, ready to be written in any format."""
    return compose(remembered_dossier_answers(view), remembered_shapes(view), view.texts, on=on, final=final)
