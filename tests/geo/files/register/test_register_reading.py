"""Whole files: the same register read from any format gives the same tables."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from geo.errors import MissingFileError
from geo.files.register import FRENCH_HEADERS, RegisterReading, read_register
from geo.schema import ACTOR, SERVICE, conform
from tests.geo.files.register.register_cases import (
    GOOD,
    NOWHERE,
    context,
    csv_text,
    rewrite_part,
    write_csv,
    write_xlsx,
)

Reader = Callable[..., RegisterReading]

ENGLISH = [
    GOOD,
    GOOD | {"service": "Ateliers", "strata": "", "capacity": "1 200", "used": "", "mode": "on-site"},
    GOOD
    | NOWHERE
    | {"actor_id": "b2", "name": "Maison d’été", "status": "planned", "since": "2027", "capacity": "0", "used": ""},
]
FRENCH_WORDS: dict[str, Any] = {
    "kind": {"hopital": "Hospital"},
    "functions": {"orientation;diagnosis": "orientation, Diagnostic"},
    "stages": {"prenatal;postnatal": "prénatal / postnatal"},
    "strata": {"complex": "Complexe"},
    "mode": {"home-visits": "à domicile", "on-site": "sur place"},
    "status": {"open": "ouvert", "planned": "en projet"},
    "capacity_unit": {"follow-ups": "suivis par an"},
    "reach_min": {"30": "30 min"},
    "covers": {"P1;02001": "province de Vallée ; commune de Plaine"},
    "zone_id": {"01002": "BOURG"},
    "lon": {"5.15": "5,15"},
    "lat": {"50.05": "50,05"},
    "position_quality": {"address": "adresse"},
    "as_of": {"2025-03": "03/2025"},
}


def in_french(row: dict[str, Any]) -> dict[str, Any]:
    return {column: FRENCH_WORDS.get(column, {}).get(cell, cell) for column, cell in row.items()}


def same(one: RegisterReading, other: RegisterReading) -> None:
    pd.testing.assert_frame_equal(one.actors, other.actors)
    pd.testing.assert_frame_equal(one.services, other.services)


@pytest.fixture
def reference(read_rows: Reader) -> RegisterReading:
    return read_rows(*ENGLISH)


def test_reading_of_a_good_file(reference: RegisterReading) -> None:
    assert reference.ok
    assert (reference.rows_read, reference.rows_kept) == (3, 3)
    assert reference.actors["actor_id"].tolist() == ["a1", "b2"]
    assert reference.services["service"].tolist() == ["Consultation", "Ateliers", "Consultation"]
    assert reference.services["capacity"].tolist() == [120.0, 1200.0, 0.0]
    assert reference.services["used"].isna().tolist() == [False, True, True]
    assert reference.actors["status"].tolist() == ["open", "planned"]
    assert reference.issues["rule"].tolist() == ["placed-at-locality"]
    pd.testing.assert_frame_equal(conform(reference.actors, ACTOR), reference.actors)
    pd.testing.assert_frame_equal(conform(reference.services, SERVICE), reference.services)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_same_tables_from_french_words_any_separator_and_encoding(
    separator: str, encoding: str, reference: RegisterReading, read_text: Reader
) -> None:
    rows = [in_french(row) for row in ENGLISH]
    headers = [FRENCH_HEADERS[column].upper() for column in GOOD]
    reading = read_text(csv_text(rows, separator=separator, headers=headers), encoding=encoding)
    assert reading.ok
    same(reading, reference)


def test_same_tables_from_a_workbook(tmp_path: Path, reference: RegisterReading) -> None:
    typed = {"capacity": int, "used": int, "reach_min": int, "lon": float, "lat": float, "since": int}
    rows = [
        {
            column: typed[column](cell) if column in typed and cell and " " not in cell else cell
            for column, cell in row.items()
        }
        for row in ENGLISH
    ]
    reading = read_register(write_xlsx(tmp_path, *rows), context=context())
    assert reading.ok
    same(reading, reference)


def test_dates_and_numbers_of_a_workbook(tmp_path: Path) -> None:
    row = GOOD | {"as_of": date(2025, 3, 12), "since": datetime(2020, 1, 2), "postal_code": 6000, "capacity": 99.5}  # noqa: DTZ001
    reading = read_register(write_xlsx(tmp_path, row), context=context())
    assert reading.ok
    assert reading.actors[["as_of", "since", "postal_code"]].iloc[0].tolist() == ["2025-03-12", "2020-01-02", "06000"]
    assert reading.services["capacity"].tolist() == [99.5]
    assert reading.issues["rule"].tolist() == ["postal-code-lost-zero"]


def test_a_computed_formula_is_read_as_its_value(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, GOOD, change=lambda book: book.active.__setitem__("J2", "=60+60"))
    rewrite_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda part: (
            part.replace(b"<v></v>", b"<v>120</v>").replace(b"<v/>", b"<v>120</v>").replace(b"<v />", b"<v>120</v>")
        ),
    )
    reading = read_register(path, context=context())
    assert reading.ok
    assert reading.services["capacity"].tolist() == [120.0]


def test_hidden_first_sheet_is_passed_over(tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.create_sheet("Caché", 0)["A1"] = "x"
        book["Caché"].sheet_state = "hidden"

    reading = read_register(write_xlsx(tmp_path, GOOD, change=hide), context=context())
    assert reading.ok
    assert reading.rows_kept == 1


def test_macro_workbooks_are_read_as_values(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, GOOD).rename(tmp_path / "register.XLSM")
    assert read_register(path, context=context()).ok


def test_lines_are_numbered_as_a_spreadsheet_shows_them(read_text: Reader) -> None:
    bad = GOOD | {"actor_id": "b2", "kind": "zzz"}
    text = csv_text([GOOD | {"note": "deux\nlignes\nou trois"}, {}, bad, {}, {}, bad | {"actor_id": "c3"}])
    reading = read_text(f"Registre;;\n;;\n{text}")
    errors = reading.issues[reading.issues["severity"] == "error"]
    assert errors["row"].tolist() == [6, 9]
    assert reading.rows_read == 3
    assert reading.actors["note"].tolist() == ["deux\nlignes\nou trois"]


def test_sep_line_of_excel_is_obeyed_and_not_counted(read_text: Reader) -> None:
    reading = read_text("sep=|\n" + csv_text([GOOD | {"kind": "zzz"}], separator="|"))
    assert reading.issues["row"].tolist() == [2]
    assert reading.issues["rule"].tolist() == ["unknown-kind"]


def test_columns_are_named_as_the_file_writes_them(read_text: Reader) -> None:
    text = csv_text([GOOD | {"kind": "zzz"}], headers=[FRENCH_HEADERS[column] for column in GOOD])
    assert read_text(text).issues["column"].tolist() == ["type"]


def test_only_required_columns(read_text: Reader) -> None:
    reading = read_text("nom;type;source;date de la source\nÀ voir;hopital;Liste;2025\n")
    assert reading.ok
    actor, service = reading.actors.iloc[0], reading.services.iloc[0]
    assert actor["actor_id"] == "hopital-a-voir"
    assert actor["status"] == "to-verify"
    assert actor["position_quality"] == "unknown"
    assert actor[["lon", "lat"]].isna().all()
    assert service["service"] == "hopital"
    assert service["mode"] == "on-site"
    assert service[["capacity", "used", "functions", "strata"]].isna().all()
    assert set(reading.issues["severity"]) == {"info", "warning"}


def test_markup_is_kept_as_text(read_rows: Reader) -> None:
    name = "<img src=x onerror=alert(1)> & Cie"
    assert read_rows(GOOD | {"name": name}).actors["name"].tolist() == [name]


def test_long_values_are_shortened_in_issues(read_rows: Reader) -> None:
    issue = read_rows(GOOD | {"kind": "z" * 300}).issues.iloc[0]
    assert len(issue["value"]) == 80
    assert issue["value"].endswith("…")


def test_context_is_left_as_it_was(tmp_path: Path) -> None:
    given = context()
    zones, places = given.zones.copy(), given.places.copy()
    path = write_csv(tmp_path, *ENGLISH)
    before = path.read_bytes()
    read_register(path, context=given)
    pd.testing.assert_frame_equal(pd.DataFrame(given.zones), pd.DataFrame(zones))
    pd.testing.assert_frame_equal(given.places, places)
    assert path.read_bytes() == before


def test_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="missing-file"):
        read_register(tmp_path / "absent.csv", context=context())
