"""The template is a register without lines that the reader knows how to read."""

from pathlib import Path

import openpyxl
import pytest

from geo.errors import BadInputError
from geo.files.register import COLUMNS, read_register, write_template
from geo.files.register.template import header, word
from geo.files.register.words import ALLOWED
from tests.geo.files.register.register_cases import GOOD, context
from ui.texts import LANGUAGES, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_template_lacks_only_lines(language: str, tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    write_template(path, language=language)
    assert read_register(path, context=context()).issues["rule"].tolist() == ["no-rows"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_template_is_read(language: str, tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    explanations = {column: texts(language)(f"register-column-{column}") for column in COLUMNS}
    write_template(path, language=language, explanations=explanations)
    workbook = openpyxl.load_workbook(path)
    assert len(workbook.worksheets) == 2
    assert [cell.value for cell in workbook.worksheets[1]["B"]] == list(explanations.values())
    sheet = workbook.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [header(column, language=language) for column in COLUMNS]
    for position, column in enumerate(COLUMNS, start=1):
        cell = GOOD.get(column, "")
        written = word(column, cell, language=language) if cell in ALLOWED.get(column, ()) else cell
        sheet.cell(row=2, column=position).value = written or None
    workbook.save(path)
    reading = read_register(path, context=context())
    assert reading.issues["rule"].tolist() == ["other-sheets"]
    assert reading.actors["status"].tolist() == ["open"]
    assert reading.services["mode"].tolist() == ["home-visits"]


def test_unknown_language(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="unknown-language"):
        write_template(tmp_path / "x.xlsx", language="nl")
