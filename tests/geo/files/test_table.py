"""The one opener of files: whatever the encoding, the separator or the program, the same texts on the same lines."""

import csv
import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import MissingFileError
from geo.files.content import TEXTS, WORKBOOKS, Expected, _zip_type
from geo.files.issues import BadLinesError, Findings, Refusal, Unread
from geo.files.numbers import read_column, read_decimal, read_number
from geo.files.table import open_table
from tests.tries import tries
from ui.texts import LANGUAGES, texts
from ui.words.file_issues import issue_lines, issues_behind, worst_first

ANY = Expected({**TEXTS, **WORKBOOKS, ".parquet": "parquet"}, most_mb=5, most_rows=200_000)
ROWS = [["nom", "coût", "note"], ["Été à Liège", "1 200,5", "dit « oui » ; puis, non"], ["b", "", "une\ndeux"]]


def written(rows, *, separator=";", end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def opened(folder, content, *, name="table.csv", expected=ANY):
    path = Path(folder) / name
    path.write_bytes(content)
    findings = Findings()
    return open_table(path, expected, findings), findings.table()["rule"].tolist()


def cells(table):
    return [table.frame.columns.tolist(), *table.frame.to_numpy().tolist()]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("cp1252", ["encoding-converted"]),
        ("utf-16", ["encoding-utf16"]),
        ("utf-16-le", ["encoding-converted"]),
        ("utf-16-be", ["encoding-converted"]),
        ("utf-32", ["encoding-utf16"]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_separator_and_end_of_line(tmp_path, encoding, said, separator, end):
    table, rules = opened(tmp_path, written(ROWS, separator=separator, end=end).encode(encoding))
    assert (cells(table), table.rows.tolist(), table.separator) == (ROWS, [2, 3], separator)
    assert rules == said


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=8)
CELL = st.one_of(TEXT, st.tuples(TEXT, st.sampled_from(" ;,\t|\"'\n"), TEXT).map("".join)).map(str.strip)


@tries(150)
@given(
    st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=6)),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_what_is_written_is_read_again(rows, separator, encoding):
    """Blank rows aside, which count all the same: the rows that follow keep their numbers."""
    width = len(rows[0]) if rows else 2
    headers = [f"column {position}" for position in range(width)]
    body = [[f"id{number}", *row[1:]] for number, row in enumerate(rows)]
    with_blank = [headers, [""] * width, *body, ["last"] + [""] * (width - 1)]
    with tempfile.TemporaryDirectory() as folder:
        table, _ = opened(folder, written(with_blank, separator=separator).encode(encoding))
    assert cells(table) == [headers, *body, with_blank[-1]]
    assert table.rows.tolist() == list(range(3, len(body) + 4))
    assert table.separator == separator


def test_a_workbook_gives_the_texts_that_a_text_gives(tmp_path):
    book = openpyxl.Workbook()
    for row in (["id", "n", "day"], [1, 12.5, None], [None, None, None], ["x", True, " y "]):
        book.active.append(row)
    book.create_sheet("autre")
    book.save(tmp_path / "table.xlsx")
    table, rules = opened(tmp_path, (tmp_path / "table.xlsx").read_bytes(), name="table.xlsx")
    assert cells(table) == [["id", "n", "day"], ["1", "12.5", ""], ["x", "True", "y"]]
    assert (table.rows.tolist(), table.separator, rules) == ([2, 4], None, ["other-sheets"])


def test_parquet_keeps_its_types(tmp_path):
    pd.DataFrame({"id": ["a", None], "n": [1.5, 2.0]}).to_parquet(tmp_path / "source.parquet")
    table, _ = opened(tmp_path, (tmp_path / "source.parquet").read_bytes(), name="table.parquet")
    assert table.frame["n"].tolist() == [1.5, 2.0]
    assert table.frame["id"].isna().tolist() == [False, True]
    assert table.rows.tolist() == [1, 2]


def test_more_lines_than_are_read_at_once_keep_their_numbers(tmp_path):
    body = "".join(f"{number};x\n" for number in range(70_000))
    table, _ = opened(tmp_path, f"\n\nid;name\n{body}\n70000;é\n".encode())
    assert table.frame["id"].tolist() == [str(number) for number in range(70_001)]
    assert table.rows.tolist() == [*range(4, 70_004), 70_005]


@pytest.mark.parametrize(
    ("name", "content", "rule", "row"),
    [
        ("table.doc", b"a;b\n1;2\n", "unknown-file-type", None),
        ("table.csv", b" \n\n", "file-empty", None),
        ("table.csv", b"a;b\n", "no-rows", None),
        ("table.csv", b"a;b\n1;2\n1;2;3\n", "too-many-cells", 3),
        ("table.csv", b"a;b;a\n1;2;3\n", "duplicate-column", None),
        ("table.csv", b'a;b\n1;2\n"3;4\n', "quotes-unreadable", 3),
        ("table.csv", b"a;b\n\x81\x8d;\xff\x90\n", "encoding-unreadable", None),
        ("table.csv", b"%PDF-1.7", "not-what-its-name-says", None),
        ("table.csv", bytes(range(1, 32)) * 9, "not-what-its-name-says", None),
        ("table.xlsx", b"PK\x03\x04 damaged", "xlsx-unreadable", None),
        ("table.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-excel-format", None),
        ("table.parquet", b"PAR1 damaged", "file-unreadable", None),
    ],
)
def test_what_cannot_be_opened_says_why_in_both_languages(tmp_path, name, content, rule, row):
    with pytest.raises(Refusal) as caught:
        opened(tmp_path, content, name=name)
    assert (caught.value.issue.rule, caught.value.issue.row) == (rule, row)
    error = caught.value.error("rules-file", file=name)
    said = [issues_behind(error, texts(language))[0]["message"] for language in LANGUAGES]
    assert said[0] != said[1]


def test_limits_are_those_that_the_reader_gives(tmp_path):
    few = Expected(TEXTS, most_mb=1, most_rows=2)
    assert len(opened(tmp_path, b"a;b\n1;2\n3;4\n", expected=few)[0].frame) == 2
    with pytest.raises(Refusal, match="too-many-rows"):
        opened(tmp_path, b"a;b\n1;2\n3;4\n5;6\n", expected=few)
    with pytest.raises(Refusal, match="file-too-large"):
        opened(tmp_path, b"a;b\n" + b"1;2\n" * 300_000, expected=few)
    with pytest.raises(Refusal, match="not-a-file"):
        open_table(tmp_path, few, Findings())
    with pytest.raises(MissingFileError, match="missing-file"):
        open_table(tmp_path / "absent.csv", few, Findings())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("12.345", 12.345),
        ("-0,25", -0.25),
        ("−3", -3.0),
        ("+4", 4.0),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("1 200", 1200.0),
        ("1\u202f200,5", 1200.5),
        ("1\u00a0234\u2009567", 1234567.0),
        ("1'200", 1200.0),
    ],
)
def test_writings_of_a_decimal(text, value):
    assert read_decimal(text) == value
    assert read_column(pd.Series([text]), read_decimal)[0].tolist() == [value]


@pytest.mark.parametrize(
    "text", ["inf", "-Infinity", "nan", "1e999", "12 min", "1,2,3", "1 20", "", "0x1F", "1_000", True]
)
def test_what_is_no_finite_number_is_refused(text):
    for read in (read_decimal, read_number):
        assert isinstance(read(text), Unread)


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_typed_infinities_are_refused(value):
    assert isinstance(read_decimal(value), Unread)
    assert isinstance(read_number(value), Unread)


def test_a_column_tells_which_cells_are_no_numbers():
    values, rules = read_column(pd.Series(["1", "2,5", "inf", "x", "x", " 3 "]), read_decimal)
    assert rules.tolist() == ["", "", "not-a-number", "not-a-number", "not-a-number", ""]
    assert values[[0, 1, 5]].tolist() == [1.0, 2.5, 3.0]
    assert pd.isna(values[2:5]).all()


def test_the_first_error_is_told_and_all_are_kept():
    findings = Findings()
    findings.add("merged-cells")
    findings.refuse(file="f")
    findings.add("rules-number", row=9, column="rate", value="x")
    findings.add("rules-number", row=4, column="value", value="y")
    with pytest.raises(BadLinesError) as caught:
        findings.refuse(file="f")
    assert (caught.value.key, caught.value.values) == (
        "rules-number",
        {"file": "f", "row": 4, "column": "value", "value": "y"},
    )
    lines = issues_behind(caught.value, texts("en"))
    assert [line["row"] for line in lines] == [None, 4, 9]
    assert [line["severity"] for line in worst_first(lines)] == ["error", "error", "warning"]
    assert issue_lines(caught.value.issues, texts("fr"))[1]["column"] == "value"


def test_an_error_that_says_everything_has_nothing_behind_it():
    findings = Findings()
    findings.add("rules-number", row=4, column="value", value="y")
    with pytest.raises(BadLinesError) as caught:
        findings.refuse(file="f")
    assert issues_behind(caught.value, texts("fr")) == []
    assert issues_behind(ValueError("x"), texts("fr")) == []


def test_an_archive_damaged_inside_is_still_told_as_an_archive(tmp_path):
    """Its first member says that it is a spreadsheet, and does not unpack: that is no reason to fall."""
    path = tmp_path / "tableau.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet" * 40)
    content = bytearray(path.read_bytes())
    content[40:60] = b"\xff" * 20  # after the heading of the member: its packed bytes
    assert _zip_type(bytes(content)) == "archive"
