"""Tables: numbers stay numbers, so that they sort; they are written as people write them; they download as they are."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import openpyxl
import pandas as pd
import streamlit as st
from openpyxl.styles import Alignment, Font

from ui.session.shared_results import content_key
from ui.texts import Texts
from ui.words.file_issues import IssueLine, issue_cells
from ui.words.numbers import amount, count, decimal, minutes, minutes_apart, percent
from ui.words.table_columns import Field

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_WRAPPED_PX = 66
"""The least height of a row whose long texts Streamlit writes on several lines."""


def show_table(
    frame: pd.DataFrame,
    fields: Sequence[Field],
    texts: Texts,
    *,
    name: str,
    height: int | None = None,
    selectable: bool = False,
    wrapped: bool = False,
) -> list[int]:
    """Show a table with its downloads, and return the positions of the rows that are selected.

    Parameters
    ----------
    frame
        Numbers as numbers; NaN is unknown and shown as the word for it.
    name
        Name of the downloaded files, without extension, and key of the table.
    wrapped
        Whether long texts are written on several lines.
    """
    chosen = frame[[field.name for field in fields]]
    chosen.columns = [field.title for field in fields]
    options: dict[str, Any] = {"height": height} if height else {}
    if wrapped:
        options["row_height"] = _WRAPPED_PX
    selected: list[int] = []
    if selectable:
        options |= {"on_select": "rerun", "selection_mode": "single-row"}
        selected = list(_written(chosen, fields, texts, name, options).selection.rows)
    else:
        same = content_key(chosen, tuple(fields), texts, name, tuple(options.items()))
        _written_once(same, chosen, fields, texts, name, options)
    downloads(chosen, texts, name=name)
    return selected


def show_issues(lines: list[IssueLine], texts: Texts, *, name: str) -> None:
    """Show what is wrong, doubtful or worth knowing in a file; nothing where there is nothing."""
    if lines:
        widths = {"message": 530}
        cells = issue_cells(lines, texts)
        fields = [Field(column, texts(f"column-{column}"), width=widths.get(column)) for column in cells.columns]
        show_table(cells, fields, texts, name=name, wrapped=True)


@st.cache_resource(max_entries=192, show_spinner=False)
def _written_once(
    key: str, _chosen: pd.DataFrame, _fields: Sequence[Field], _texts: Texts, _name: str, _options: dict[str, Any]
) -> None:
    """Write a table that was not written before; Streamlit sends one that was again, to any session."""
    del key
    _written(_chosen, _fields, _texts, _name, _options)


def _written(chosen: pd.DataFrame, fields: Sequence[Field], texts: Texts, name: str, options: dict[str, Any]) -> Any:  # noqa: ANN401 - what the user selected
    return st.dataframe(
        chosen.style.format({field.title: _writer(field.written, texts) for field in fields}),
        hide_index=True,
        key=f"table-{name}",
        placeholder=texts("unknown"),
        column_config={
            field.title: st.column_config.Column(help=field.hint or None, width=field.width) for field in fields
        },
        **options,
    )


def downloads(frame: pd.DataFrame, texts: Texts, *, name: str) -> None:
    """Show the two buttons that download a frame."""
    row = st.container(horizontal=True, gap="small")
    kinds: Mapping[str, tuple[Callable[[pd.DataFrame, str], bytes], str]] = {
        "csv": (csv_bytes, "text/csv"),
        "xlsx": (xlsx_bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    }
    for kind, (written, mime) in kinds.items():
        row.download_button(
            texts(f"download-{kind}"),
            data=partial(written, frame, texts.language),
            file_name=f"{name}.{kind}",
            mime=mime,
            key=f"download-{kind}-{name}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


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
            known = None if _missing(value) else value
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


def _writer(written: str, texts: Texts) -> Callable[[object], str]:
    language = texts.language
    ways: dict[str, Callable[[float], str]] = {
        "amount": lambda value: amount(value, language),
        "count": lambda value: count(value, language),
        "decimal": lambda value: decimal(value, language),
        "ratio": lambda value: decimal(value, language, digits=2),
        "percent": lambda value: percent(value, language),
        "minutes": lambda value: _minutes(value, texts),
        "apart": lambda value: texts("beyond-reach") if value == float("inf") else minutes_apart(value, language),
    }
    if written == "text":
        return lambda value: texts("unknown") if _missing(value) else str(value)
    return ways[written]  # type: ignore[return-value]


def _minutes(value: float, texts: Texts) -> str:
    return texts("beyond-reach") if value == float("inf") else minutes(value, texts.language)


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value != value  # noqa: PLR0124 - NaN


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text


def _cell(value: object, *, french: bool) -> str:
    if _missing(value):
        return ""
    if isinstance(value, str):
        return _harmless(value)
    number = float(value)  # type: ignore[arg-type]
    text = f"{number:.0f}" if number.is_integer() else f"{number:.4f}"
    return text.replace(".", ",") if french else text
