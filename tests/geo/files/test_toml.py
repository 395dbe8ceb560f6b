"""The typed reader of TOML files: what is read, and where what is wrong stands."""

import tomllib
from datetime import date

import msgspec
import pytest

from geo.errors import BadInputError, MissingFileError
from geo.files.toml import NotNegative, Number, Positive, Share, Sourced, Text, line_of, lines_of, read_toml


class Level(msgspec.Struct):
    id: Text
    speeds: dict[str, Positive] = {}


class Shape(Sourced):
    share: Share = 0.0
    levels: tuple[Level, ...] = ()
    tables: dict[str, dict[str, float]] = msgspec.field(default_factory=dict)
    countries: dict[str, Level] = msgspec.field(default_factory=dict)


HEAD = 'status = "hypothesis"\nsource = "essai"\ndate = "2026"\n'


def read(tmp_path, text, shape=Shape):
    path = tmp_path / "norme.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_toml(path, shape, "weights-file", more=1)


def test_what_is_said_is_typed(tmp_path):
    given = read(tmp_path, HEAD + 'share = 0.5\n[[levels]]\nid = "a"\nspeeds = { walk = 5 }\n[tables.x]\ny = 2\n')
    assert given == Shape(
        status="hypothesis",
        source="essai",
        date="2026",
        share=0.5,
        levels=(Level("a", {"walk": 5.0}),),
        tables={"x": {"y": 2.0}},
    )
    assert isinstance(given.tables["x"]["y"], float)


def test_dates_are_texts_and_old_encodings_are_read(tmp_path):
    given = read(tmp_path, HEAD.replace('"2026"', "2026-11-22").replace("essai", "été").encode("cp1252"))
    assert (given.date, given.source) == (date(2026, 11, 22).isoformat(), "été")


@pytest.mark.parametrize(
    ("text", "entry", "line"),
    [
        (HEAD + "share = 'x'\n", "share", 4),
        (HEAD + "\n[[levels]]\nid = 'a'\n\n[[levels]]\nid = 3\n", "levels[1].id", 9),
        (HEAD + "\n[[levels]]\nid = 'a'\n\n[[levels]]\nspeeds = {}\n", "levels[1].id", 8),
        (HEAD + "[tables.x]\na = 1\n# b\nb = 'fast'\n", "tables.x.b", 7),
        (HEAD + "[tables.x]\na = 1\n[tables.y]\nb = true\n", "tables.y.b", 7),
        (HEAD + "[countries.BE]\nid = 'be'\n[countries.FR]\n", "countries.FR.id", 6),
        (HEAD + "note = '''\nshare = 1\n'''\nshare = []\n", "share", 7),
        (HEAD + '[countries."B E"]\nid = 5\n', "countries.B E.id", 5),
        (HEAD.replace("hypothesis", "guess"), "status", 1),
        (HEAD.replace('"2026"', '""'), "date", 3),
        ('source = "s"\n', "status", 0),
    ],
)
def test_a_fault_is_told_with_its_field_and_its_line(tmp_path, text, entry, line):
    with pytest.raises(BadInputError) as caught:
        read(tmp_path, text)
    values = caught.value.values
    assert (caught.value.key, values["file"], values["more"]) == ("weights-file", "norme.toml", 1)
    assert (values["entry"], values["line"]) == (entry, line)
    assert str(values["reason"]).startswith(entry)


def test_a_file_that_is_not_toml_names_its_line(tmp_path):
    with pytest.raises(BadInputError, match="weights-file") as caught:
        read(tmp_path, HEAD + "share =\n")
    assert caught.value.values["line"] == 4
    with pytest.raises(BadInputError, match="weights-file"):
        read(tmp_path, "a = " + "[" * 20_000)
    with pytest.raises(BadInputError, match="text-encoding"):
        read(tmp_path, b"\x81\x8d\xff")
    with pytest.raises(MissingFileError, match="missing-file"):
        read_toml(tmp_path / "absent.toml", Shape, "weights-file")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Number, [-1, 0, 1e9], ["nan", "inf", "-inf", "true", "'1'"]),
        (NotNegative, [0, 0.5], ["-0.1", "nan", "inf"]),
        (Positive, [0.1, 3], ["0", "-1", "nan", "inf"]),
        (Share, [0, 0.99], ["1", "-0.1", "nan", "inf"]),
    ],
)
def test_numbers_are_finite_and_within_their_sense(tmp_path, kind, good, bad):
    shape = msgspec.defstruct("Shape", [("value", kind)])
    assert [read(tmp_path, f"value = {value}\n", shape).value for value in good] == good
    for value in bad:
        with pytest.raises(BadInputError, match="weights-file"):
            read(tmp_path, f"value = {value}\n", shape)


def test_lines_are_those_of_the_tables_and_lists_that_the_parser_finds():
    text = 'a = 1\nb.c = 2\n[t]\nd = """\ne = 1\n"""\n[[l]]\nf = 1\n[l.m]\ng = 2\n[[l]]\nf = 3\n[[l.n]]\nh = 4\n'
    lines = lines_of(text)
    raw = tomllib.loads(text)
    assert raw["l"][1]["n"][0]["h"] == 4
    assert {place: lines[place] for place in [("b", "c"), ("t", "d"), ("l", 0, "m", "g"), ("l", 1, "n", 0, "h")]} == {
        ("b", "c"): 2,
        ("t", "d"): 4,
        ("l", 0, "m", "g"): 10,
        ("l", 1, "n", 0, "h"): 14,
    }
    assert ("t", "e") not in lines
    assert line_of(lines, ("l", 1, "unknown")) == 11
