"""A register written to a file that reads back as it is: the way out is the way in."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pandas as pd

from geo.errors import BadInputError
from geo.files.atomic import atomic_path, write_atomic
from geo.files.register.columns import COLUMNS
from geo.files.register.template import header, word
from geo.files.register.words import ALLOWED
from geo.schema import LIST_SEPARATOR, split_codes

FORMATS = (".csv", ".xlsx")
_TEXT_FORMAT = "@"
_LISTS = ("stages", "strata")


def write_register(path: Path, register: pd.DataFrame, *, language: str) -> None:
    """Write a register, one row per actor and service, under the headers of the template.

    Parameters
    ----------
    path
        A ``.csv`` file (semicolons, UTF-8 with its mark, as spreadsheets expect) or ``.xlsx``.
    register
        The columns of a register (``geo.files.register.COLUMNS``), as the database gives them.
    language
        ``fr`` or ``en``: language of the headers and of the words of closed columns.

    Raises
    ------
    BadInputError
        ``register-format-ending`` for another kind of file, ``file-exists`` when the file is there already.
    FileError
        When the system refuses.
    """
    if path.suffix.lower() not in FORMATS:
        raise BadInputError("register-format-ending", file=path.name, format="csv, xlsx", endings=", ".join(FORMATS))
    if path.exists():
        raise BadInputError("file-exists", file=path.name)
    headers = [header(column, language=language) for column in COLUMNS]
    rows: list[Sequence[str | float]] = [headers, *_rows(register, language)]
    if path.suffix.lower() == ".csv":
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
        write_atomic(path, text.getvalue().encode("utf-8-sig"))
        return
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows:
        cells = [openpyxl.cell.WriteOnlyCell(sheet, value=value) for value in row]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.number_format, cell.data_type = _TEXT_FORMAT, "s"  # a text that begins with “=” is a text
        sheet.append(cells)
    with atomic_path(path, keep_suffix=True) as temporary:
        workbook.save(temporary)


def register_cells(register: pd.DataFrame, *, language: str) -> Iterator[dict[str, str | float]]:
    """Yield the cells of each row of a register by column, as a file holds them: empty texts where unknown."""
    for cells in _rows(register, language):
        yield dict(zip(COLUMNS, cells, strict=True))


def _rows(register: pd.DataFrame, language: str) -> Iterator[list[str | float]]:
    for row in register[list(COLUMNS)].astype(object).itertuples(index=False):
        yield [_cell(column, value, language) for column, value in zip(COLUMNS, row, strict=True)]


def _cell(column: str, value: object, language: str) -> str | float:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, int | float):
        return float(value) if value % 1 else int(value)
    text = str(value)
    if column in _LISTS:
        return LIST_SEPARATOR.join(word(column, code, language=language) for code in split_codes(text))
    return word(column, text, language=language) if column in ALLOWED else text
