"""One's own territories: given births, renamed, taken away as a ZIP, removed."""

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from geo.errors import MaillageError
from geo.territories.figures_file import read_figures_file
from geo.territories.kept import give_figures, remove_territory, rename, share
from geo.workspace.data import load
from geo.workspace.rights import Person, require
from geo.workspace.territory import Territory, embedded_territories, list_territories, load_territory
from ui.drawing.downloads import offer_file
from ui.drawing.shown_tables import show_issues
from ui.screens.territories.brought import given_path
from ui.session.failures import guarded
from ui.session.person import person
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.texts import Texts, pick
from ui.words.escape import plain
from ui.words.file_issues import issue_lines, worst_first

_TABLES = ["csv", "xlsx", "txt", "tsv", "zip"]
_MEGABYTES = 100


def draw_own(view: View) -> None:
    """Draw the territories that were made here, and what can be done with each."""
    catalogue, embedded = view.texts, embedded_territories()
    own = [name for name in list_territories() if name not in embedded]
    if not own:
        st.info(catalogue("territories-none-own"))
        return
    chosen = st.selectbox(
        catalogue("territories-own"),
        own,
        format_func=lambda name: pick(load_territory(name).names, catalogue.language),
        key="territories-own",
    )
    territory = load_territory(chosen)
    offer_file(
        catalogue("territories-download"),
        partial(_shared, territory.id, person()),
        name=territory.id,
        ending=".zip",
        key="territories-download",
        plain=False,
    )
    _draw_figures(territory, catalogue)
    with st.form("territories-rename", border=True):
        name = st.text_input(catalogue("territories-new-name"), value=pick(territory.names, catalogue.language))
        if st.form_submit_button(catalogue("territories-rename")):
            rename(territory.id, {"fr": name, "en": name}, person=person())
            forget_versions()
            st.rerun()
    with st.expander(catalogue("territories-remove")):
        st.markdown(catalogue("territories-remove-lead"))
        sure = st.checkbox(catalogue("territories-remove-sure"), key="territories-remove-sure")
        st.button(
            catalogue("territories-remove"),
            key="territories-remove",
            disabled=not sure,
            on_click=guarded(_remove),
            args=(territory.id,),
        )


def _draw_figures(territory: Territory, catalogue: Texts) -> None:
    with st.expander(catalogue("territories-give-figures")):
        given = st.file_uploader(
            catalogue("cli-territory-figures-option-help"),
            type=_TABLES,
            key="territories-own-figures",
            max_upload_size=_MEGABYTES,
        )
        first, second = st.columns(2)
        source = first.text_input(catalogue("territories-figures-source"), key="territories-own-source")
        year = second.number_input(
            catalogue("territories-year"),
            min_value=1900,
            max_value=2200,
            value=None,
            step=1,
            key="territories-own-year",
        )
        if given is None:
            return
        data = load(territory)
        low = data.zones.loc[data.zones["level"] == territory.smallest_level, "zone_id"]
        try:
            with given_path(given) as path:
                told = read_figures_file(path, low, year=year)
        except MaillageError as error:
            st.error(plain(catalogue.error(error)))
            return
        show_issues(worst_first(issue_lines(told.findings.table(), catalogue)), catalogue, name="territories-figures")
        if told.findings.ok and st.button(catalogue("territories-figures-keep"), type="primary"):
            load(give_figures(territory.id, told.figures, source=source or given.name, person=person()))
            forget_versions()
            st.success(catalogue("territory-figures-kept"))


def _remove(territory_id: str) -> None:
    remove_territory(territory_id, person=person())
    forget_versions()


def _shared(territory_id: str, who: Person) -> bytes:
    require(who, "export")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{territory_id}.zip"
        share(territory_id, path)
        return path.read_bytes()
