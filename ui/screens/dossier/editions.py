"""What changed since an earlier dossier: the document that was written is brought back, and asked again."""

from datetime import date
from functools import partial

import streamlit as st

from analysis.dossier.ask import DossierAnswers
from analysis.dossier.editions import Editions, edition_changes
from analysis.dossier.replay import ReplayRecord, replayed_question
from geo.errors import BadInputError, MaillageError
from geo.workspace.data import load, named_in
from ui.dossier.edition_page import edition_headers, edition_lines, edition_page, edition_sentences
from ui.dossier.embedded_replay import replay_in
from ui.dossier.files import FORMATS, dossier_bytes
from ui.drawing.downloads import offer_document
from ui.drawing.plain_tables import plain_table
from ui.session.shared_results import Key, content_key, keep
from ui.session.territory_tables import trips_key
from ui.session.view import View
from ui.session.work_under_way import waited
from ui.words.escape import plain

_MEGABYTES = 30


def draw_editions(view: View) -> None:
    """Draw where an earlier dossier is brought, and what changed since it was written."""
    catalogue = view.texts
    st.subheader(catalogue("editions-heading"))
    st.markdown(catalogue("editions-lead"))
    given = st.file_uploader(
        catalogue("editions-upload"), type=list(FORMATS), key="editions-file", max_upload_size=_MEGABYTES
    )
    if given is None:
        return
    try:
        record = replay_in(given.getvalue())
        if record["territory"] != view.territory_id:
            raise BadInputError("edition-other-territory", territory=str(record["territory"]))
        found = waited(remembered_editions, view, record, told=catalogue("progress-editions"), texts=catalogue)
    except MaillageError as error:
        st.error(plain(catalogue.error(error)), icon=":material/error:")
        return
    changes, now = found
    lines = edition_lines(changes, now, catalogue)
    first, *rest = edition_sentences(changes, lines, catalogue)
    st.markdown(f"**{plain(now.record['name'])}** — {plain(first)}")
    for direction in ("better", "worse", "neither"):
        rows = [line.cells for line in lines if line.direction == direction]
        if rows:
            st.html(plain_table(catalogue(f"editions-table-{direction}"), edition_headers(catalogue), rows))
    for line in [*rest, catalogue("editions-how-told")]:
        st.caption(plain(line))
    page = edition_page(changes, now, catalogue, today=date.today().isoformat())  # noqa: DTZ011 - whoever reads's day
    offer_document(partial(dossier_bytes, page), FORMATS, catalogue, name=page.file_name, key="editions")


def _key(view: View, record: ReplayRecord) -> Key:
    return (*trips_key(view), view.language, content_key(record))


@keep(2, key=_key)
def remembered_editions(view: View, record: ReplayRecord) -> tuple[Editions, DossierAnswers]:
    """Return what changed since an edition of the view's territory, and today's answers."""
    question = replayed_question(record)
    data = load(view.territory, births=question.births, layer=question.layer)
    return edition_changes(record, named_in(data, view.language))
