"""A territory from files: what the boundaries hold is shown, the columns are chosen, the rest is told."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.errors import MaillageError
from geo.territories.draft import TerritoryDraft
from geo.territories.from_files import LevelColumns, TerritoryReading, TerritoryRequest, read_territory_files
from geo.territories.zone_columns import zone_columns
from geo.workspace.boundaries import open_shapes
from ui.drawing.shown_tables import show_issues
from ui.screens.territories.brought import given_path, year_input
from ui.session.view import View
from ui.texts import Texts
from ui.words.escape import plain
from ui.words.file_issues import issue_lines, worst_first

_SHAPES = ["geojson", "json", "gpkg", "zip", "parquet"]
_TABLES = ["csv", "xlsx", "txt", "tsv", "zip"]
_MEGABYTES = 200
_MOST_LEVELS = 2
_COUNTRIES = ("", "BE", "FR", "MA")


def draw_files(view: View, shown: Callable[[TerritoryDraft], None]) -> None:
    """Draw the files asked for, the columns found, what is wrong in them; ``shown`` draws what may be kept."""
    catalogue = view.texts
    st.markdown(catalogue("territories-files-lead"))
    first, second = st.columns(2)
    boundaries = first.file_uploader(
        catalogue("cli-territory-boundaries-help"),
        type=_SHAPES,
        key="territories-boundaries",
        max_upload_size=_MEGABYTES,
    )
    figures = second.file_uploader(
        catalogue("cli-territory-figures-option-help"),
        type=_TABLES,
        key="territories-figures",
        max_upload_size=_MEGABYTES,
    )
    if boundaries is None:
        return
    try:
        request = _request(boundaries, catalogue)
        if request is None:
            return
        reading = _read(boundaries, figures, request)
    except MaillageError as error:
        st.error(plain(catalogue.error(error)))
        return
    show_issues(worst_first(issue_lines(reading.findings.table(), catalogue)), catalogue, name="territories-issues")
    if reading.draft is None:
        st.markdown(catalogue("territory-refused"))
        return
    shown(reading.draft)


def _request(boundaries: UploadedFile, catalogue: Texts) -> TerritoryRequest | None:
    """Draw what is asked besides the files, and return it; None while the territory has no name."""
    headers, code, label = _headers(boundaries)
    first, second, third = st.columns(3)
    name = first.text_input(catalogue("territories-name"), key="territories-name")
    whole = second.text_input(catalogue("territories-whole"), value=catalogue("territories-whole-word"), key="t-whole")
    country = third.selectbox(
        catalogue("territories-country"),
        _COUNTRIES,
        format_func=lambda one: catalogue("territories-country-name", country=one or "other"),
        key="territories-files-country",
    )
    first, second, third = st.columns(3)
    code = first.selectbox(catalogue("territories-code"), headers, index=_at(headers, code), key="territories-code")
    label = second.selectbox(
        catalogue("territories-label"), headers, index=_at(headers, label), key="territories-label"
    )
    year = year_input(third, catalogue, key="territories-year")
    levels = tuple(level for rank in range(_MOST_LEVELS) if (level := _level(rank, headers, catalogue)) is not None)
    first, second, third = st.columns([2, 2, 1], vertical_alignment="bottom")
    source = first.text_input(catalogue("territories-source"), key="territories-source")
    figures_source = second.text_input(catalogue("territories-figures-source"), key="territories-figures-source")
    official = third.checkbox(catalogue("territories-official"), key="territories-official")
    if not name.strip():
        st.info(catalogue("territories-name-first"))
        return None
    return TerritoryRequest(
        name=name.strip(),
        country=country,
        code=code,
        label=label,
        levels=levels,
        whole=whole.strip() or catalogue("territories-whole-word"),
        year=year,
        official=official,
        boundaries_source=source.strip(),
        figures_source=figures_source.strip(),
    )


def _level(rank: int, headers: list[str], catalogue: Texts) -> LevelColumns | None:
    """Draw one level between the whole and the communes, and return it; None while it is not named."""
    first, second, third = st.columns(3)
    word = first.text_input(catalogue("territories-level", rank=rank + 1), key=f"territories-level-{rank}")
    code = second.selectbox(
        catalogue("territories-level-code"), headers, index=None, key=f"territories-level-code-{rank}"
    )
    name = third.selectbox(
        catalogue("territories-level-name"), headers, index=None, key=f"territories-level-name-{rank}"
    )
    return LevelColumns(word.strip(), code, name) if word.strip() and code is not None else None


def _at(headers: list[str], header: str | None) -> int | None:
    return headers.index(header) if header in headers else None


def _headers(boundaries: UploadedFile) -> tuple[list[str], str | None, str | None]:
    """Return the columns of a file of boundaries, and those that look like codes and names."""
    with given_path(boundaries) as path:
        return _columns_of(boundaries.file_id, str(path))


@st.cache_data(max_entries=8, show_spinner=False)
def _columns_of(file_id: str, _path: str) -> tuple[list[str], str | None, str | None]:
    del file_id
    frame = open_shapes(Path(_path))
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    return [str(header) for header in table.columns], *zone_columns(table, code=None, name=None)


def _read(boundaries: UploadedFile, figures: UploadedFile | None, request: TerritoryRequest) -> TerritoryReading:
    with given_path(boundaries) as shapes, given_path(figures) as table:
        return read_territory_files(
            shapes, request, today_year=datetime.now(UTC).year, figures=None if figures is None else table
        )
