"""The dossier: the written diagnosis of the zone, to take away as a document."""

import tempfile
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.dossier.data_book import data_book
from analysis.dossier.sheets import sheet_ground
from ui.dossier.blocks import Dossier, Paragraph
from ui.dossier.compose import compose
from ui.dossier.composition import Composition
from ui.dossier.data_book import write_book
from ui.dossier.files import FORMATS, dossier_bytes
from ui.dossier.sheets import sheets_zip
from ui.dossier.templates import load_template
from ui.drawing.downloads import offer_document, offer_file
from ui.screens.dossier.composing import composed
from ui.screens.dossier.editions import draw_editions
from ui.screens.shared.page import heading, zone_name
from ui.session.dossier_answers import dossier_key, remembered_dossier_answers
from ui.session.failures import guarded
from ui.session.shared_results import Key, content_key, keep
from ui.session.territory_tables import remembered_data, remembered_shapes, trips_key
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.words.escape import plain

_BOOK = "book-asked"
"""The same for the data book."""
_ASKED = "dossier-asked"
"""Where the session keeps which dossier was asked for: another question, or new data, and it is asked for again."""


@dataclass(frozen=True)
class _Wanted:
    """The document that is asked for: what somebody composed, and the day that it bears."""

    composition: Composition
    on: date

    @property
    def template(self) -> str:
        """The name of its template."""
        return self.composition.template

    @property
    def reference(self) -> str | None:
        """The zone that it is compared with, the whole territory where None."""
        return self.composition.reference or None


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    heading(view, "dossier", zone_name(view))
    wanted = _Wanted(composed(view), date.today())  # noqa: DTZ011 - the day of whoever writes
    asked = str(_key(view, wanted))
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
        named = wanted.composition.sections or load_template(wanted.template).sections
        st.markdown("\n".join(f"- {catalogue(f'dossier-section-{key}')}" for key in named))
    elif load_template(wanted.template).each:
        made = waited(remembered_sheets, view, wanted, told=catalogue("progress-sheets-pages"), texts=catalogue)
        offer_file(
            catalogue("dossier-download-zip"),
            made,
            name=f"fiches-{view.zone_id}",
            ending=".zip",
            key="dossier-zip",
            help=catalogue("dossier-download-zip-help"),
            plain=False,
        )
    else:
        told = catalogue("progress-dossier-writing")
        _offer(view, waited(remembered_dossier, view, wanted, told=told, texts=catalogue))
    st.divider()
    draw_editions(view)
    st.divider()
    _draw_book(view)


def _draw_book(view: View) -> None:
    """Draw what makes the data book of the whole territory, and what takes it away."""
    catalogue = view.texts
    st.subheader(catalogue("book-heading"))
    st.markdown(catalogue("book-lead"))
    asked = str(book_key(view))
    if st.session_state.get(_BOOK) != asked:
        st.button(
            catalogue("book-prepare"),
            help=catalogue("book-prepare-help"),
            key="book-prepare",
            on_click=guarded(_ask),
            args=(asked, _BOOK),
        )
        return
    made = waited(remembered_book, view, told=catalogue("progress-book-measures"), texts=catalogue)
    name = f"maillage-{view.territory_id}"
    offer_file(catalogue("book-download"), made, name=name, ending=".zip", key="book-zip", plain=False)


def book_key(view: View) -> Key:
    """Return what identifies the data book of a territory: what is known, how one travels, the language."""
    return (*trips_key(view), view.language)


@keep(2, key=book_key)
def remembered_book(view: View) -> bytes:
    """Return the data book of the view's territory, zipped."""
    book = data_book(remembered_data(view), remembered_shapes(view), view.question)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.zip"
        write_book(book, path, view.texts, travel=False)
        return path.read_bytes()


def _ask(asked: str, place: str = _ASKED) -> None:
    st.session_state[place] = asked


def _offer(view: View, dossier: Dossier) -> None:
    """Draw the buttons that take the dossier away, and what it says, part by part."""
    catalogue = view.texts
    offer_document(partial(dossier_bytes, dossier), FORMATS, catalogue, name=dossier.file_name, key="dossier")
    st.subheader(catalogue("dossier-inside"))
    for section in dossier.sections:
        st.markdown(f"**{plain(section.heading)}**")
        found = [block.text for block in section.blocks if isinstance(block, Paragraph) and block.role == "finding"]
        lines = [*found, *(part.heading for part in section.parts)]
        if lines:
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _key(view: View, wanted: _Wanted) -> Key:
    return (*dossier_key(view, wanted.reference), view.language, content_key(wanted))


@keep(6, key=_key)
def remembered_dossier(view: View, wanted: _Wanted) -> Dossier:
    """Return the dossier of the view's zone, ready to be written in any format."""
    answers, shapes = remembered_dossier_answers(view, wanted.reference), remembered_shapes(view)
    return compose(answers, shapes, view.texts, on=wanted.on, composition=wanted.composition)


@keep(2, key=_key)
def remembered_sheets(view: View, wanted: _Wanted) -> bytes:
    """Return a PDF page for each commune of the view's zone, zipped."""
    ground, shapes = sheet_ground(remembered_data(view), view.question), remembered_shapes(view)
    final = wanted.composition.final
    given: dict[str, Any] = {"on": wanted.on, "final": final, "composition": wanted.composition}
    return sheets_zip(ground, view.zone_id, shapes, view.texts, "pdf", **given)[0]
