"""An empty register to fill in: the headers, lists to choose from, and a sheet that explains each column."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from geo.errors import BadInputError
from geo.files.atomic import atomic_path
from geo.files.register.columns import COLUMNS, FRENCH_HEADERS, REQUIRED_COLUMNS
from geo.files.register.words import ALLOWED, french_word

LANGUAGES = ("fr", "en")
_SHEETS = {"fr": ("Registre", "Aide"), "en": ("Register", "Help")}
_LINES = 1000
_TEXT_COLUMNS = (
    *("actor_id", "postal_code", "zone_id", "phone", "identifiers"),
    *("since", "until", "expected_return", "as_of", "verified", "observed", "last_delivered"),
)
_CHOICES = ("status", "mode", "capacity_unit", "position_quality", "delivery", "delivery_reason")


def write_template(path: Path, *, language: str, explanations: Mapping[str, str] | None = None) -> None:
    """Write an empty register as a workbook that :func:`geo.files.register.read_register` reads.

    Parameters
    ----------
    path
        The ``.xlsx`` file to write.
    language
        ``fr`` or ``en``: language of the headers and of the words to choose from.
    explanations
        Column → what to write in it, for the second sheet, which is written only when they are given.

    Raises
    ------
    BadInputError
        ``unknown-language``.
    FileError
        When the disk refuses.
    """
    if language not in LANGUAGES:
        raise BadInputError("unknown-language", language=language, known=", ".join(LANGUAGES))
    headers = {column: header(column, language=language) for column in COLUMNS}
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title, help_title = _SHEETS[language]
    sheet.append(list(headers.values()))
    sheet.freeze_panes = "A2"
    for position, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = max(12, len(headers[column]) + 4)
        sheet[f"{letter}1"].font = Font(bold=column in REQUIRED_COLUMNS)
        if column in _TEXT_COLUMNS:
            for row in range(2, _LINES + 2):
                sheet[f"{letter}{row}"].number_format = "@"
        if column in _CHOICES:
            _offer(sheet, letter, [word(column, code, language=language) for code in ALLOWED[column]])
    if explanations:
        help_sheet = workbook.create_sheet(help_title)
        for column in COLUMNS:
            help_sheet.append([headers[column], explanations.get(column, "")])
        help_sheet.column_dimensions["A"].width = 24
        help_sheet.column_dimensions["B"].width = 100
        for (cell,) in help_sheet.iter_rows(min_col=2, max_col=2):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    with atomic_path(path) as temporary:
        workbook.save(temporary)


def header(column: str, *, language: str) -> str:
    """Return the header of a column in a language."""
    return FRENCH_HEADERS[column] if language == "fr" else column


def word(column: str, code: str, *, language: str) -> str:
    """Return the word to write for a code of a closed column in a language."""
    return french_word(column, code) if language == "fr" else code


def _offer(sheet: object, letter: str, words: Sequence[str]) -> None:
    """Let the cells of a column be chosen from a list; another word stays possible, and is checked on reading."""
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False)
    choice.add(f"{letter}2:{letter}{_LINES + 1}")
    sheet.add_data_validation(choice)  # type: ignore[attr-defined]  # openpyxl is untyped
