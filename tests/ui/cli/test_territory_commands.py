"""A territory made, given births, shared, removed and brought back in the terminal, as a user would."""

import json

import pytest

from geo.errors import MaillageError
from tests.geo.territories.squares import figures, squares, written
from tests.ui.terminal import ran


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "ws"))
    monkeypatch.chdir(tmp_path)
    return lambda *words, **how: ran(*words, **how).output


def test_a_territory_is_made_measured_shared_and_brought_back(run, tmp_path) -> None:
    boundaries = str(written(squares(), tmp_path / "communes.gpkg"))
    levels = ("--level", "province=prov:prov_nom", "--whole", "région", "--country", "BE")
    tried = run("territory", "new", "Les quatre", "--boundaries", boundaries, *levels, "--dry-run")
    assert "Les quatre\u202f: 1 région, 2 provinces, 4 communes. Distances mesurées en EPSG:31370." in tried
    assert "Rien n’est enregistré" in tried
    assert "les-quatre" not in run("territory", "list")

    run("territory", "new", "Les quatre", "--boundaries", boundaries, *levels)
    before = json.loads(run("diagnose", "les-quatre", "--kind", "creche", "--json"))
    assert before["births"] is None

    births = figures(tmp_path / "n.csv", "code;naissances 2024\n1;10\n2;20\n3;0\n4;7\n")
    told = json.loads(run("territory", "figures", "les-quatre", str(births), "--source", "état civil", "--json"))
    assert told["saved"] is True
    assert told["columns"] == {"births 2024": "naissances 2024"}
    after = json.loads(run("diagnose", "les-quatre", "--kind", "creche", "--json"))
    assert after["births"] == 37

    run("territory", "export", "les-quatre", "--out", "partage.zip", "--with-register")
    removed = run("territory", "remove", "les-quatre")
    assert "les-quatre" not in run("territory", "list")
    assert "Sauvegarde" in removed
    run("territory", "import", "partage.zip")
    assert json.loads(run("territory", "list", "--json"))[-1]["births"] == 37


def test_a_file_in_error_keeps_nothing_and_says_the_row(run, tmp_path) -> None:
    boundaries = str(written(squares(prov=["P1", "P1", None, "P2"]), tmp_path / "communes.gpkg"))
    out = run("territory", "new", "A", "--boundaries", boundaries, "--level", "province=prov", "--json", status=1)
    record = json.loads(out)
    assert record["ok"] is False
    assert {(issue["row"], issue["rule"]) for issue in record["issues"]} >= {(3, "territory-level-missing")}
    with pytest.raises(MaillageError, match="territory-bad-level"):
        run("territory", "new", "A", "--boundaries", boundaries, "--level", "province")
