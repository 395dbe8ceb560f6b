"""What a register cannot say is said beside the figures, and the sources under every command."""

import json

import pytest

from geo.workspace.territory import load_territory
from tests.ui.terminal import run
from ui.texts import texts
from ui.words.cautions import diagnosis_cautions, edge_lines
from ui.words.diagnosis import remarks

TEXTS = texts("fr")
COMMANDS = (
    ["access", "wallonie", "--kind", "hopital"],
    ["balance", "wallonie", "--kind", "one-plateforme"],
    ["parcours", "wallonie", "--step", "kind:hopital=45"],
    ["redundancy", "wallonie", "--kind", "hopital"],
    ["ledger", "wallonie", "--zone", "80000"],
)


def line(**changes):
    base = {
        "register_state": "partial",
        "services": 1,
        "capacity": None,
        "gap": None,
        "parts": [],
        "need_strata": [],
        "mean_min": None,
    }
    return base | {"unreached_places": 0, "horizon_min": 120, "share_within": {}, "edge": None} | changes


def test_a_zero_is_what_the_register_knows():
    assert diagnosis_cautions(line(), TEXTS) == []
    assert "« 0 »" in diagnosis_cautions(line(parts=[line(services=0)]), TEXTS)[0].replace("\u202f", " ")
    assert diagnosis_cautions(line(parts=[line(services=0, register_state="complete")]), TEXTS) == []
    assert diagnosis_cautions(line(parts=[line(services=None, register_state="not-listed")]), TEXTS) == []


def test_edges_are_said_with_their_share():
    assert edge_lines({"base": "births", "count": 0, "share": 0}, TEXTS) == []
    assert "32" in edge_lines({"base": "births", "count": 5, "share": 0.32}, TEXTS)[0]
    assert edge_lines(None, TEXTS) == [TEXTS("caution-neighbours")]


def test_a_mean_of_some_only_and_rounded_sums_are_told():
    partial = diagnosis_cautions(line(mean_min=50.0, unreached_places=3), TEXTS)
    assert len(partial) == 1
    assert "120" in partial[0]
    thirds = [line(capacity=26.6), line(capacity=26.6), line(capacity=66.8)]
    assert diagnosis_cautions(line(capacity=120.0, parts=thirds), TEXTS) == [TEXTS("caution-rounded")]
    assert diagnosis_cautions(line(capacity=130.0, parts=thirds), TEXTS) == []  # not the same thing at all


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_every_measure_says_its_sources(arguments):
    record = json.loads(run(*arguments, "--json"))
    figures = {source["figure"] for source in record["sources"]}
    assert {"births", "population"} <= figures
    assert ("capacity" in figures) == (arguments[0] != "ledger")
    assert ("travel" in figures) == (arguments[0] in {"access", "parcours", "redundancy"})
    assert all(source["title"] and source["status"] for source in record["sources"])
    said = run(*arguments)
    assert TEXTS("sources-title") in said
    assert "Statbel" in said


def test_needs_known_by_stratum_are_pointed_at():
    record = json.loads(run("diagnose", "wallonie", "--function", "coordination", "--json"))
    assert record["need"] is None
    assert record["need_strata"] == ["specific", "complex", "refusal"]  # nothing is known of the fifth
    told = remarks(record, load_territory("wallonie"), TEXTS)
    assert any("Strate 3" in sentence for sentence in told)
    asked = ("diagnose", "wallonie", "--function", "coordination", "--stratum", "complex", "--json")
    by_stratum = json.loads(run(*asked))
    assert by_stratum["need_strata"] == []
    assert by_stratum["need"] > 0
