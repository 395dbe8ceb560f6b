"""A file of expected counts: what is read, what is refused, with its row and its column."""

import pandas as pd
import pytest

from geo import schema
from geo.errors import MissingFileError
from geo.files.expected import check_known, read_expected_file
from geo.files.issues import BadLinesError
from tests.geo.files.register.register_cases import context as context_of
from ui.texts import LANGUAGES, texts

HEADER = "zone,kind,expected,low,high,what,as_of,source,reliability"
GOOD = "R,pmi,34,30,40,points,2024,DREES,official"


def context():
    return context_of(kinds=frozenset({"hopital", "pmi"}), kind_labels={"Protection maternelle": "pmi"})


def read(tmp_path, *lines, header=HEADER, name="counts.csv"):
    path = tmp_path / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return read_expected_file(path, context=context())


def told(reading):
    issues = reading.findings.table()
    for issue in issues.to_dict("records"):
        for language in LANGUAGES:
            assert "$" not in texts(language)(f"issue-{issue['rule']}", **issue["values"])
    return [(issue["row"], issue["column"], issue["rule"]) for issue in issues.to_dict("records")]


def test_a_good_line_is_read_whole(tmp_path):
    reading = read(tmp_path, GOOD)
    assert reading.ok
    assert told(reading) == []
    row = reading.table.iloc[0]
    assert reading.table.columns.tolist() == schema.EXPECTED.names
    assert row[["zone_id", "kind", "expected", "low", "high"]].tolist() == ["R", "pmi", 34.0, 30.0, 40.0]
    assert row[["what", "as_of", "source", "reliability"]].tolist() == ["points", "2024", "DREES", "official"]
    assert pd.isna(row["note"])


def test_names_french_headers_and_unknowns_are_read(tmp_path):
    header = "Zone;Type;Attendu;Au moins;Au plus;Date de la source;Source;Fiabilité"
    reading = read(tmp_path, "Bourg;protection maternelle;?;2;;03/2024;ville;presse", header=header)
    assert reading.ok, told(reading)
    row = reading.table.iloc[0]
    assert row[["zone_id", "kind", "low", "as_of", "reliability"]].tolist() == ["01002", "pmi", 2.0, "2024-03", "press"]
    assert row[["expected", "high"]].isna().all()


def test_without_a_reliability_a_count_is_second_hand_and_without_a_date_it_bears_none(tmp_path):
    row = read(tmp_path, "R,pmi,34,,,,,DREES,").table.iloc[0]
    assert row[["reliability", "as_of"]].tolist() == ["secondary", "undated"]


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        ("Nulleville,pmi,34,30,40,points,2024,DREES,official", "zone", "unknown-zone"),
        ("R,licorne,34,30,40,points,2024,DREES,official", "kind", "unknown-kind"),
        ("R,pmi,-3,,,points,2024,DREES,official", "expected", "number-negative"),
        ("R,pmi,beaucoup,,,points,2024,DREES,official", "expected", "not-a-number"),
        ("R,pmi,,1.200,,points,2024,DREES,official", "low", "number-ambiguous"),
        ("R,pmi,34,40,30,points,2024,DREES,official", "low", "expected-low-above-high"),
        ("R,pmi,50,30,40,points,2024,DREES,official", "expected", "expected-outside-bounds"),
        ("R,pmi,20,30,,points,2024,DREES,official", "expected", "expected-outside-bounds"),
        ("R,pmi,,,,points,2024,DREES,official", None, "expected-no-figure"),
        ("R,pmi,34,30,40,points,2024,DREES,rumeur", "reliability", "unknown-reliability"),
        ("R,pmi,34,30,40,points,hier,DREES,official", "as_of", "bad-date"),
        ("R,pmi,34,30,40,points,2024,,official", "source", "missing-value"),
        (",pmi,34,30,40,points,2024,DREES,official", "zone", "missing-value"),
    ],
)
def test_a_bad_line_is_refused_with_its_row_and_its_column(tmp_path, line, column, rule):
    reading = read(tmp_path, GOOD.replace("pmi", "hopital"), line)
    assert told(reading) == [(3, column, rule)]
    assert not reading.ok
    assert reading.table["kind"].tolist() == ["hopital"]
    assert reading.rows_read == 2


def test_the_same_zone_and_kind_twice(tmp_path):
    reading = read(tmp_path, GOOD, GOOD)
    assert told(reading) == [(3, None, "expected-twice")]
    assert reading.findings.table()["values"].iloc[0]["first_row"] == 2


def test_columns_missing_unknown_or_twice(tmp_path):
    assert told(read(tmp_path, "R,34", header="zone,expected")) == [
        (pytest.approx(float("nan"), nan_ok=True), None, "missing-column"),
        (pytest.approx(float("nan"), nan_ok=True), None, "missing-column"),
    ]
    assert [rule for *_, rule in told(read(tmp_path, "R,pmi,DREES,3,x", header="zone,kind,source,n,mood"))] == [
        "unknown-column"
    ]
    again = read(tmp_path, "R,pmi,DREES,3,4", header="zone,kind,source,n,nombre")
    assert [rule for *_, rule in told(again)] == ["duplicate-column"]


def test_a_file_that_holds_nothing(tmp_path):
    assert [rule for *_, rule in told(read(tmp_path))] == ["expected-no-rows"]
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    assert [rule for *_, rule in told(read_expected_file(empty, context=context()))] == ["file-empty"]
    with pytest.raises(MissingFileError, match="missing-file"):
        read_expected_file(tmp_path / "absent.csv", context=context())


@pytest.mark.parametrize(
    ("known", "issues", "ok"),
    [
        (34, [], True),
        (35, [(2, "expected", "expected-below-known")], True),
        (40, [(2, "expected", "expected-below-known")], True),
        (41, [(2, "high", "expected-high-below-known")], False),
    ],
)
def test_what_the_register_knows_is_named_beside_the_count(tmp_path, known, issues, ok):
    reading = read(tmp_path, GOOD)
    check_known(reading, lambda _zone, _kind: known, names={"R": "Ain"})
    assert told(reading) == issues
    assert reading.ok is ok
    if issues:
        values = reading.findings.table()["values"].iloc[0]
        assert values["known"] == known
        assert values["zone"] == "Ain"
        assert {values.get("expected"), values.get("high")} & {34.0, 40.0}


def test_a_line_broken_by_its_quotes_is_a_finding(tmp_path):
    reading = read(tmp_path, 'R,pmi,34,"30,40')
    assert not reading.ok
    with pytest.raises(BadLinesError):
        reading.findings.refuse(file="counts.csv")
