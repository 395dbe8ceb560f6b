"""The screen of territories: make another one, take one in, look after one's own."""

from urllib.parse import quote

import streamlit as st

from geo.territories.country import countries, draft_of, list_units
from geo.territories.draft import TerritoryDraft, births_known
from geo.territories.kept import check_id, save_draft, take
from geo.workspace.data import load
from geo.workspace.territory import Territory, load_territory
from ui.drawing.outlines import outlines_image
from ui.screens.territories.brought import given_path
from ui.screens.territories.files import draw_files
from ui.screens.territories.own import draw_own
from ui.session.choices import choose_part
from ui.session.failures import guarded
from ui.session.person import allowed, person
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.texts import Texts, pick
from ui.words.escape import plain
from ui.words.numbers import count
from ui.words.territories import draft_line, unit_words

_PARTS = ("country", "files", "zip", "own")
_MADE = "territory-made"
_MEGABYTES = 200


def draw(view: View) -> None:
    """Draw the screen."""
    catalogue = view.texts
    st.header(catalogue("screen-territories"))
    st.caption(catalogue("lead-territories"))
    made = st.session_state.pop(_MADE, None)
    if made is not None:
        _tell_made(load_territory(made), catalogue)
    part = choose_part("territories", _PARTS, lambda name: catalogue(f"territories-part-{name}"), catalogue)
    if not allowed("write", catalogue):
        return
    if part == "country":
        _draw_country(view)
    elif part == "files":
        draw_files(view, lambda draft: _draw_draft(draft, catalogue))
    elif part == "zip":
        _draw_zip(view)
    else:
        draw_own(view)


def _tell_made(territory: Territory, catalogue: Texts) -> None:
    """Say that a territory is kept, and lead to it."""
    name = pick(territory.names, catalogue.language)
    st.success(plain(catalogue("territories-made", name=name)))
    link = f"./?territory={quote(territory.id)}&lang={catalogue.language}"
    st.html(f'<a href="{link}" target="_self">{plain(catalogue("territories-open", name=name))}</a>')


def _draw_country(view: View) -> None:
    catalogue = view.texts
    first, second = st.columns(2)
    country = first.selectbox(
        catalogue("territories-country"),
        known := countries(),
        index=known.index(here) if (here := view.territory.country) in known else 0,
        format_func=lambda code: catalogue("territories-country-name", country=code),
        key="territories-country",
    )
    told = {
        code: f"{name} ({code}), {level}" for code, (name, level) in unit_words(list_units(country), catalogue).items()
    }
    chosen = second.selectbox(
        catalogue("territories-unit"),
        list(told),
        index=None,
        placeholder=catalogue("territories-unit-placeholder"),
        format_func=told.__getitem__,
        key="territories-unit",
    )
    st.markdown(catalogue("territories-country-lead"))
    if chosen is None:
        return
    with st.spinner(catalogue("progress-territory-draw")):
        draft = draft_of(country, chosen)
    _draw_draft(draft, catalogue)


def _draw_draft(draft: TerritoryDraft, catalogue: Texts) -> None:
    """Draw what would be kept, and what keeps it."""
    language, name = catalogue.language, pick(draft.names, catalogue.language)
    said, shown = st.columns([3, 2])
    said.markdown(f"**{plain(draft_line(draft, catalogue))}**")
    births = births_known(draft)
    figures = draft.figures[(draft.figures["indicator"] == "births") & (draft.figures["year"] == draft.births_year)]
    if births is None:
        said.caption(catalogue("territories-no-births"))
    else:
        key = "territories-births-spread" if (figures["status"] == "hypothesis").any() else "territories-births"
        said.caption(catalogue(key, births=count(births, language), year=str(draft.births_year)))
    for note in (draft.geometry_notes, draft.notes):
        if note:
            said.caption(plain(pick(note, language)))
    said.button(
        catalogue("territories-keep"), key="territories-keep", type="primary", on_click=guarded(_keep), args=(draft,)
    )
    zones = draft.zones[draft.zones["level"] == draft.levels[-1].id]
    shown.html(outlines_image(zones, catalogue("territories-picture", name=name, zones=len(zones))))


def _keep(draft: TerritoryDraft) -> None:
    check_id(draft.territory_id)
    load(save_draft(draft, person=person()))
    forget_versions()
    st.session_state[_MADE] = draft.territory_id


def _draw_zip(view: View) -> None:
    catalogue = view.texts
    st.markdown(catalogue("territories-zip-lead"))
    given = st.file_uploader(
        catalogue("territories-zip"), type=["zip"], key="territories-zip", max_upload_size=_MEGABYTES
    )
    if given is None:
        return
    if st.button(catalogue("territories-zip-take"), key="territories-zip-take", type="primary"):
        with given_path(given) as path:
            taken = take(path, person=person())
        load(taken)
        forget_versions()
        st.session_state[_MADE] = taken.id
        st.rerun()
