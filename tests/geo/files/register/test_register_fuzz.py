"""No content, however strange, makes the reading raise; what is kept always fits the canonical tables."""

import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from geo.files.register import COLUMNS, RULES, RegisterReading, read_register
from geo.schema import ACTOR, SERVICE, conform
from tests.geo.files.register.register_cases import GOOD, context, csv_text, rewrite_part, write_xlsx
from tests.tries import tries
from ui.texts import texts

CONTEXT = context()
SUFFIXES = st.sampled_from([".csv", ".txt", ".xlsx", ".xls"])
MAGIC = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
ODD = st.sampled_from(
    ["", " ", "?", "-1", "1e9", "=1", "<b>", "\x00", "\u202e", "5,15", "50.05", "01002", "P1", "2025", "a1"]
)
CELLS = st.one_of(ODD, st.text(max_size=12), st.sampled_from(list(GOOD.values())))


@cache
def workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return write_xlsx(Path(folder), GOOD, GOOD | {"service": "Autre", "capacity": 5}).read_bytes()


def read_bytes(content: bytes, suffix: str) -> RegisterReading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"register{suffix}"
        path.write_bytes(content)
        return read_register(path, context=CONTEXT)


def assert_sound(reading: RegisterReading) -> None:
    if len(reading.services):
        pd.testing.assert_frame_equal(conform(reading.actors, ACTOR), reading.actors)
        pd.testing.assert_frame_equal(conform(reading.services, SERVICE), reading.services)
    assert set(reading.services["actor_id"]) == set(reading.actors["actor_id"])
    assert reading.rows_kept == len(reading.services) <= reading.rows_read
    assert set(reading.issues["rule"]) <= set(RULES)
    assert reading.ok == ("error" not in set(reading.issues["severity"]))
    assert reading.ok or reading.rows_kept < max(reading.rows_read, 1)
    assert not reading.ok or reading.rows_kept == reading.rows_read > 0
    for issue in reading.issues.to_dict("records"):
        texts("fr")(f"issue-{issue['rule']}", **issue["values"])


@tries(60)
@given(MAGIC, st.binary(max_size=400), SUFFIXES)
def test_any_bytes(magic: bytes, content: bytes, suffix: str) -> None:
    reading = read_bytes(magic + content, suffix)
    assert_sound(reading)
    assert not reading.ok


@tries(40)
@given(st.data())
def test_damaged_workbook(data: st.DataObject) -> None:
    content = bytearray(workbook())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 30))
    assert_sound(read_bytes(bytes(content[: len(content) - cut]), ".xlsx"))


@tries(30)
@given(st.data())
def test_damaged_sheet_inside_a_workbook(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        path.write_bytes(workbook())
        with zipfile.ZipFile(path) as archive:
            part = data.draw(st.sampled_from([name for name in archive.namelist() if name.endswith(".xml")]))

        def damage(xml: bytes) -> bytes:
            start = data.draw(st.integers(0, len(xml) - 1))
            return xml[:start] + data.draw(st.binary(max_size=6)) + xml[start + data.draw(st.integers(0, 12)) :]

        assert_sound(read_register(rewrite_part(path, part, damage), context=CONTEXT))


@tries(40)
@given(
    st.lists(st.dictionaries(st.sampled_from([*COLUMNS, "autre"]), CELLS, max_size=12), min_size=1, max_size=4),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
@example([{"name": "\x00"}], ";", "utf-8")
def test_any_cells(changes: list[dict[str, str]], separator: str, encoding: str) -> None:
    rows = [GOOD | change for change in changes]
    content = csv_text(rows, separator=separator).encode(encoding, "surrogatepass")
    assert_sound(read_bytes(content, ".csv"))
