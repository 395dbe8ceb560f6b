"""Expected counts in a workspace: the user's over the embedded ones, kept through a rebuild and a backup."""

from datetime import datetime

import pytest

from geo.errors import BadInputError, NotFoundError
from geo.workspace.backup import read_backup, write_backup
from geo.workspace.data import database_path, load
from geo.workspace.expected_intake import check_expected, import_expected, own_expected, withdraw_expected
from geo.workspace.restore import restore_backup
from geo.workspace.territory import load_territory, read_expected

AIN = load_territory("ain")
HEADER = "zone,kind,expected,low,high,source,as_of,reliability\n"


@pytest.fixture(autouse=True)
def _own_workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))


def bring(tmp_path, *lines):
    path = tmp_path / "counts.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return check_expected(AIN, path)


def record(reading):
    return import_expected(AIN, reading, by="test", reason="test", origin="counts.csv")


def count_of(kind, zone="01"):
    rows = load(AIN).expected
    found = rows[(rows["zone_id"] == zone) & (rows["kind"] == kind)]
    return found["expected"].tolist()


def test_what_comes_with_maillage_is_there():
    embedded = read_expected(AIN)
    assert len(load(AIN).expected) == len(embedded)
    assert count_of("hopital") == [12.0]
    assert own_expected(AIN).empty


def test_the_users_count_replaces_the_embedded_one_and_survives_a_rebuild(tmp_path):
    reading = bring(tmp_path, "01,hopital,11,,,CHU,2025,official", "01053,pmi,2,,,Bourg,2025,official")
    assert record(reading) == 2
    assert record(reading) == 0, "the same again changes nothing"
    assert (count_of("hopital"), count_of("pmi", "01053")) == ([11.0], [2.0])
    assert set(own_expected(AIN)["kind"]) == {"hopital", "pmi"}
    from geo.workspace.build import build_database  # noqa: PLC0415

    build_database(AIN, database_path(AIN), inputs_hash="older", moment=datetime(2026, 1, 1))  # noqa: DTZ001
    assert count_of("hopital") == [11.0], "load builds again, and carries the journal over"


def test_a_count_taken_back_leaves_the_embedded_one(tmp_path):
    record(bring(tmp_path, "01,hopital,11,,,CHU,2025,official"))
    withdraw_expected(AIN, zone_id="01", kind="hopital", by="test", reason="remove")
    assert count_of("hopital") == [12.0]
    assert own_expected(AIN).empty
    with pytest.raises(NotFoundError, match="expected-not-own"):
        withdraw_expected(AIN, zone_id="01", kind="hopital", by="test", reason="remove")


def test_a_backup_holds_the_counts(tmp_path):
    record(bring(tmp_path, "01,hopital,11,,,CHU,2025,official"))
    kept = write_backup(AIN, moment=datetime(2026, 1, 1), path=tmp_path / "kept.zip")  # noqa: DTZ001
    withdraw_expected(AIN, zone_id="01", kind="hopital", by="test", reason="remove")
    restore_backup(read_backup(kept))
    assert count_of("hopital") == [11.0]


def test_fewer_expected_than_known_is_told_and_an_impossible_most_refused(tmp_path):
    told = bring(tmp_path, "01,pmi,2,,,DREES,2012,official")
    issues = told.findings.table()
    assert issues[["row", "column", "rule"]].to_numpy().tolist() == [[2, "expected", "expected-below-known"]]
    assert (issues["values"].iloc[0]["known"], issues["values"].iloc[0]["expected"]) == (5, 2.0)
    assert told.ok
    assert record(told) == 1
    refused = bring(tmp_path, "01,pmi,,,3,DREES,2012,official")
    assert [issue.rule for issue in refused.findings.errors] == ["expected-high-below-known"]
    with pytest.raises(BadInputError, match="expected-has-errors"):
        record(refused)
    assert count_of("pmi") == [2.0]
