"""``maillage scenario`` on Wallonia, and the scenarios kept in the workspace."""

import json
from functools import partial

import pytest
from click.testing import CliRunner

from analysis.diagnosis.ask import measure
from analysis.question import Question
from geo.errors import BadInputError, NotFoundError
from geo.workspace.data import load
from geo.workspace.kept_scenarios import forget_scenario, keep_scenario, kept_scenario, list_scenarios, scenario_key
from geo.workspace.territory import load_territory
from tests.ui.terminal import ran
from ui.cli import build
from ui.texts import LANGUAGES, texts

PLATFORM = """
name = "180 suivis de plus"
territory = "wallonie"
[question]
kind = "one-plateforme"
zone = "80000"
[[changes]]
change = "capacity"
actor_id = "be-one-plateforme-luxembourg"
capacity = 300
"""
SAF = """
name = "{name}"
territory = "wallonie"
[question]
kind = "saf"
threshold_min = 45
[[changes]]
change = "open"
kind = "saf"
zone = "{zone}"
"""


run = partial(ran, "scenario")


@pytest.fixture
def file(tmp_path):
    def write(text, name="essai.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_reference_case_strengthened(file):
    out = json.loads(run("run", file(PLATFORM), "--json").stdout)
    assert (out["before"]["capacity"], out["after"]["capacity"]) == (120, 300)
    assert (out["before"]["gap"], out["after"]["gap"], out["after"]["need"]) == (180, 0, 300)
    assert out["scenario"]["changes"][0]["capacity"] == 300
    assert out["assigned"]["after"]["served_low"] == 300
    assert {source["figure"] for source in out["sources"]} >= {"need", "capacity", "travel"}
    said = run("run", file(PLATFORM)).stdout
    assert "120 → 300 suivis par an pour un besoin de 300" in said
    assert "180 → 0" in said


def test_births_within_reach_are_those_of_the_diagnosis(file):
    out = json.loads(run("run", file(SAF.format(name="Ath", zone="Ath")), "--json").stdout)
    data = load(load_territory("wallonie"))
    known = measure(data, Question(kind="saf")).within
    line = known[(known["zone_id"] == "03000") & (known["threshold_min"] == 45)].iloc[0]
    assert out["before"]["within"] == line["births"]
    assert out["scenario"]["changes"][0]["zone"] == "51004"
    assert out["moves"]["gaining"] > 0
    assert out["moves"]["losing"] == 0
    assert out["vulnerability"]["indicator"] == "bim_share"
    assert sum(part["moves"]["gaining"] for part in out["parts"]) == pytest.approx(out["moves"]["gaining"], abs=1e-3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_scenarios_in_words(file, language):
    one, other = (
        file(SAF.format(name="Un", zone="Ath"), "1.toml"),
        file(SAF.format(name="Deux", zone="Arlon"), "2.toml"),
    )
    said = ran("scenario", "compare", str(one), str(other), language=language)
    assert (
        texts(language)(
            "scenario-title-against", name="Deux", against="Un", zone={"fr": "Wallonie", "en": "Wallonia"}[language]
        )
        in said.stdout
    )
    assert "Ath" in said.stdout


def test_a_refused_scenario_computes_nothing(file):
    told = run("run", file("territory = 'wallonie'\n[[changes]]\nchange = 'close'\nactor_id = 'x'\n"), status=1)
    assert "ligne 4, changement 1, actor_id" in told.stderr
    assert "Rien n’a été calculé" in told.stderr
    assert not told.stdout


@pytest.mark.usefixtures("own_workspace")
def test_scenarios_are_kept_listed_and_run_again(file):
    assert "Aucun scénario" in run("list").stdout
    kept = json.loads(run("save", file(SAF.format(name="Été à Ath", zone="Ath")), "--json").stdout)
    assert kept["key"] == "ete-a-ath"
    with pytest.raises(BadInputError, match="scenario-exists"):
        CliRunner().invoke(
            build(texts("fr")), ["scenario", "save", str(file(SAF.format(name="Été à Ath", zone="Ath")))],
            catch_exceptions=False,
        )  # fmt: skip
    run("save", file(SAF.format(name="x", zone="Mons")), "--name", "Été à Ath", "--replace")
    assert json.loads(run("list", "--json").stdout) == [
        {"key": "ete-a-ath", "name": "Été à Ath", "changes": 1, "issues": 0}
    ]
    again = json.loads(run("run", "Été à Ath", "--json").stdout)
    assert again["scenario"]["changes"][0]["zone"] == "53053"
    assert again["scenario"]["question"]["threshold_min"] == 45


@pytest.mark.usefixtures("own_workspace")
def test_files_of_the_workspace():
    assert list_scenarios("wallonie") == []
    keep_scenario("wallonie", "../../Évasion !", "x")
    assert [one.key for one in list_scenarios("wallonie")] == ["evasion"]
    assert kept_scenario("wallonie", "évasion").path.read_text(encoding="utf-8") == "x"
    forget_scenario("wallonie", "evasion")
    with pytest.raises(NotFoundError, match="unknown-scenario"):
        kept_scenario("wallonie", "evasion")
    with pytest.raises(BadInputError, match="scenario-name"):
        scenario_key(" ! ")


def test_the_template_runs(file):
    template = run("template").stdout
    assert json.loads(run("run", file(template), "--json").stdout)["after"]["services"] == 6 + 2
