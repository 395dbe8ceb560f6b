"""Bringing official boundaries, from the app."""

import tempfile
from pathlib import Path

import streamlit as st

from geo.errors import MaillageError
from geo.workspace.boundaries import boundaries_path, keep_boundaries, read_boundaries, remove_boundaries
from geo.workspace.shapes import zone_shapes
from ui.session.failures import guarded
from ui.session.person import allowed, person
from ui.session.territory_tables import forget_versions
from ui.session.view import View
from ui.words.boundaries import reading_lines
from ui.words.escape import plain

_TYPES = ["geojson", "json", "gpkg", "zip", "parquet"]
_MEGABYTES = 50


def draw_boundaries(view: View) -> None:
    """Draw what brings official boundaries in place of the approximate ones, or takes them away."""
    texts = view.texts
    with st.expander(texts("boundaries-title")):
        st.markdown(texts("boundaries-lead"))
        if not allowed("write", texts):
            return
        brought = boundaries_path(view.territory).is_file()
        if brought:
            st.button(texts("boundaries-remove"), key="boundaries-remove", on_click=guarded(_remove), args=(view,))
        given = st.file_uploader(
            texts("boundaries-file"), type=_TYPES, key="boundaries-file", max_upload_size=_MEGABYTES
        )
        if given is None:
            return
        try:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / Path(given.name).name
                path.write_bytes(given.getvalue())
                reading = read_boundaries(path, zone_shapes(view.territory), view.territory)
        except MaillageError as error:
            st.error(plain(texts.error(error)))
            return
        for line in reading_lines(reading, texts):
            st.markdown(plain(line))
        if st.button(texts("boundaries-keep"), key="boundaries-keep", type="primary"):
            keep_boundaries(view.territory, reading, person=person())
            forget_versions()
            st.success(texts("boundaries-kept"))


def _remove(view: View) -> None:
    remove_boundaries(view.territory, person=person())
    forget_versions()
