"""Files to take away: every download is offered here, under a name that every system takes."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import openpyxl
import pandas as pd
import streamlit as st
from openpyxl.styles import Alignment, Font

from geo.files.portable_names import portable_name
from ui.texts import Texts
from ui.words.unforeseen_failures import keep_details

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_MIMES = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".html": "text/html",
    ".json": "application/json",
    ".mmd": "text/vnd.mermaid",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def offer_file(
    label: str,
    data: str | bytes | Callable[[], bytes],
    *,
    name: str,
    ending: str,
    key: str,
    help: str | None = None,  # noqa: A002 - as Streamlit calls it
    row: Any = st,  # noqa: ANN401 - the page, or a part of it
    plain: bool = True,
) -> None:
    """Show the button that downloads a file.

    Parameters
    ----------
    data
        The content, or what makes it once the button is pressed.
    name
        Name of the file, without its ending; what some system would refuse in it is replaced.
    ending
        One of those whose type is known (``.csv``, ``.html``, ``.json``, ``.xlsx``, ``.zip``…).
    plain
        Whether the button is written like a link, among others of its kind.
    """
    look: dict[str, Any] = {"type": "tertiary", "icon": ":material/download:"} if plain else {}
    row.download_button(
        label,
        data=partial(_made, data) if callable(data) else data,
        file_name=portable_name(name, ending=ending),
        mime=_MIMES[ending],
        help=help,
        key=key,
        on_click="ignore",
        **look,
    )


def offer_document(made: Callable[[str], bytes], formats: Iterable[str], texts: Texts, *, name: str, key: str) -> None:
    """Show the buttons that take a document away, one per format, each made once its button is pressed."""
    row = st.container(horizontal=True, gap="small")
    for wanted in formats:
        offer_file(
            texts(f"dossier-download-{wanted}"),
            partial(made, wanted),
            name=name,
            ending=f".{wanted}",
            key=f"{key}-{wanted}",
            help=texts(f"dossier-download-{wanted}-help"),
            row=row,
            plain=False,
        )


def _made(make: Callable[[], bytes]) -> bytes:
    """Make a file that was asked for; the details of what fails are kept, since no page is drawn to tell them."""
    try:
        return make()
    except Exception as error:
        keep_details(error)
        raise


def failure_style(texts: Texts) -> str:
    """Return the style that writes our sentence under the button of a file that could not be made.

    Streamlit alone tells the browser, in English and without a reason: its words are hidden, ours take their place.
    """
    said = _quoted(texts("download-failed"))
    place = '[data-testid="stDownloadButtonError"]'
    return f'<style>{place} {{ font-size: 0; }} {place}::after {{ content: "{said}"; font-size: .85rem; }}</style>'


def upload_style(texts: Texts) -> str:
    """Return the style under which boxes for files speak the language: their own words are English alone.

    What a box takes, and up to which size, stands in its label.
    """
    place = '[data-testid="stFileUploaderDropzone"] > span button [data-testid="stMarkdownContainer"]'
    return (
        f'<style>{place} p, [data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }} '
        f'{place}::after {{ content: "{_quoted(texts("upload-choose"))}"; }}</style>'
    )


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def downloads(frame: pd.DataFrame | Callable[[], pd.DataFrame], texts: Texts, *, name: str) -> None:
    """Show the two buttons that download a frame, or the one that is made when a button is pressed."""
    row = st.container(horizontal=True, gap="small")
    kinds: Mapping[str, Callable[[pd.DataFrame, str], bytes]] = {"csv": csv_bytes, "xlsx": xlsx_bytes}
    for kind, written in kinds.items():
        data = partial(_file, written, frame, texts.language)
        key = f"download-{kind}-{name}"
        offer_file(texts(f"download-{kind}"), data, name=name, ending=f".{kind}", key=key, row=row)


def _file(
    written: Callable[[pd.DataFrame, str], bytes], frame: pd.DataFrame | Callable[[], pd.DataFrame], language: str
) -> bytes:
    return written(frame() if callable(frame) else frame, language)


def csv_bytes(frame: pd.DataFrame, language: str) -> bytes:
    """Return a frame as a CSV that a spreadsheet in this language opens well; texts never read as formulas."""
    french = language == "fr"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\r\n")
    writer.writerow([_harmless(title) for title in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow([_cell(value, french=french) for value in row])
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(frame: pd.DataFrame, language: str) -> bytes:
    """Return a frame as a workbook whose texts are texts, whatever they begin with."""
    del language
    book = openpyxl.Workbook()
    sheet = book.active
    for at, row in enumerate([tuple(frame.columns), *frame.itertuples(index=False)], start=1):
        for column, value in enumerate(row, start=1):
            known = None if is_missing(value) else value
            cell = sheet.cell(row=at, column=column)
            if isinstance(known, str):
                cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", known)
                cell.data_type = "s"
            elif known is not None:
                cell.value = known.item() if hasattr(known, "item") else known
            if at == 1:
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for column, title in enumerate(frame.columns, start=1):
        longest = max([len(str(title)), *(len(str(value)) for value in frame[title])], default=8)
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = min(_WIDEST, longest + 2)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def is_missing(value: object) -> bool:
    """Tell whether a value is not known."""
    return value is None or value is pd.NA or value != value  # noqa: PLR0124 - NaN


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text


def _cell(value: object, *, french: bool) -> str:
    if is_missing(value):
        return ""
    if isinstance(value, str):
        return _harmless(value)
    number = float(value)  # type: ignore[arg-type]
    text = f"{number:.0f}" if number.is_integer() else f"{number:.4f}"
    return text.replace(".", ",") if french else text
