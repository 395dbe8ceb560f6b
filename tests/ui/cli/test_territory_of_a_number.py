"""What the terminal says of territories made from a code alone: births that are assumed, births that are unknown."""

import json

import pytest

from geo.territories.country import draft_of
from geo.territories.kept import save_draft
from tests.ui.terminal import ran


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "ws"))

    return lambda *words: " ".join(ran(*words).output.split())


def test_births_spread_from_the_departement_are_said_a_hypothesis(run) -> None:
    save_draft(draft_of("FR", "90"))
    said = run("diagnose", "territoire-de-belfort", "--kind", "pmi")
    assert "Naissances par commune : une hypothèse" in said
    assert "les totaux par zone sont exacts" not in said
    told = json.loads(run("diagnose", "territoire-de-belfort", "--kind", "pmi", "--json"))
    assert [source["status"] for source in told["sources"] if source["figure"] == "births"] == ["hypothesis"]


def test_brussels_has_unknown_births_and_population_never_zero(run) -> None:
    save_draft(draft_of("BE", "04000"))
    told = json.loads(run("diagnose", "bruxelles-capitale", "--kind", "one-consultation-enfants", "--json"))
    assert told["births"] is None
    assert {part["births"] for part in told["parts"]} == {None}
    said = run("diagnose", "bruxelles-capitale", "--kind", "one-consultation-enfants")
    assert "Les limites dessinées sont approximatives. " in said
    for asked in (["access"], ["redundancy"]):
        run(*asked, "bruxelles-capitale", "--kind", "one-consultation-enfants")


def test_what_ships_still_says_that_its_totals_are_exact(run) -> None:
    assert "les totaux par zone sont exacts" in run("diagnose", "ain", "--kind", "pmi")
