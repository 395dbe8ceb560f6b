"""Names of files that every system takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files.portable_names import LONGEST, portable_name

REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Plan d’été à Liège", "Plan-d’été-à-Liège"),
        ("Rapport 2026/11: « Ath »", "Rapport-2026-11-«-Ath-»"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "C-Windows-x"),
        ("CON", "maillage-CON"),
        ("nul.tar", "maillage-nul.tar"),
        ("COM¹", "maillage-COM¹"),
        ("Lpt9", "maillage-Lpt9"),
        ("console", "console"),
        ("fin. . .", "fin"),
        ("...", "maillage"),
        ("", "maillage"),
        ("a\u202eb\x00c", "a-b-c"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_a_name_stays_near_to_its_text(text, name):
    assert portable_name(text, ending=".csv") == f"{name}.csv"
    assert portable_name(text) == name


def test_what_stands_for_nothing_can_be_said():
    assert portable_name("?", ending=".toml", otherwise="scenario") == "scenario.toml"
    assert portable_name("aux", otherwise="scenario") == "scenario-aux"


@given(st.text(max_size=300), st.sampled_from(["", ".csv", ".xlsx"]))
def test_every_system_takes_it(text, ending):
    name = portable_name(text, ending=ending)
    stem = name.removesuffix(ending)
    assert stem
    assert name.endswith(ending)
    assert not REFUSED.search(name)
    assert not name.startswith((".", " ", "-"))
    assert not stem.endswith((".", " "))
    assert len(name) <= LONGEST
    assert len(name.encode("utf-8")) <= 255
    device = re.sub(r"[0-9¹²³]$", "", stem.split(".")[0].lower())
    assert device not in ("con", "prn", "aux", "nul")
    assert not re.fullmatch(r"(com|lpt)[0-9¹²³]", stem.split(".")[0].lower())
    assert portable_name(stem) == stem


def test_a_long_name_keeps_its_ending_and_whole_letters():
    name = portable_name("é" * 500, ending=".xlsx")
    assert name.endswith("é.xlsx")
    assert len(name.encode("utf-8")) <= 200
