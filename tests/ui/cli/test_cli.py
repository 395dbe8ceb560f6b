import json

import pytest
from click.testing import CliRunner

from scripts import write_command_reference
from tests.ui.terminal import run
from ui.cli import COMMANDS, build, chosen_language, main
from ui.texts import LANGUAGES, texts


def test_the_diagnosis_of_luxembourg_in_json():
    out = json.loads(run("diagnose", "wallonie", "--zone", "80000", "--kind", "one-plateforme", "--json"))
    assert (out["need"], out["capacity"], out["coverage_rate"], out["gap"]) == (300, 120, 0.4, 180)
    wanted = "zone name function kind births need need_status capacity used coverage_rate gap capacity_known_share"
    assert set(f"{wanted} births_within travel_engine uncovered_zones sources".split()) <= set(out)


def test_the_diagnosis_in_words_and_in_both_languages():
    french = run("diagnose", "wallonie", "--zone", "80000")
    assert "120 suivis par an offerts pour environ 300 nécessaires, soit 4 sur 10" in french
    assert "Il en manque 180." in french
    english = run("--lang", "en", "diagnose", "wallonie", "--zone", "80000")
    assert "120 follow-ups a year offered for about 300 needed, or 4 in 10" in english


def test_territories_in_json():
    out = {row["id"]: row for row in json.loads(run("territory", "list", "--json"))}
    assert out["wallonie"]["zones"] == {"region": 1, "province": 5, "arrondissement": 20, "commune": 261}
    assert out["wallonie"]["births"] == 32093
    assert out["wallonie"]["places"] >= 1500


def test_a_dry_run_records_nothing_and_lists_each_issue(tmp_path):
    file = tmp_path / "registre.csv"
    file.write_text(
        "nom,type,commune,capacité,unité,source,date de la source\nUn,saf,Nulleville,-3,places,s,2025\n", "utf-8"
    )
    result = CliRunner().invoke(
        build(texts("fr")), ["import", str(file), "--territory", "wallonie", "--dry-run", "--json"]
    )
    out = json.loads(result.stdout)
    assert result.exit_code == 1
    assert not out["ok"]
    assert out["recorded"] is None
    assert {issue["row"] for issue in out["issues"] if issue["severity"] == "error"} == {2}
    assert len({issue["rule"] for issue in out["issues"] if issue["severity"] == "error"}) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command, language):
    help_text = CliRunner().invoke(build(texts(language)), [command, "--help"]).output
    built = build(texts(language)).get_command(None, command)  # type: ignore[arg-type]
    assert built is not None
    assert built.help
    for parameter in built.params:
        assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name
    assert help_text


def test_an_expected_error_is_a_sentence(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["diagnose", "atlantide"])
    assert caught.value.code == 1
    assert "Territoire inconnu" in capsys.readouterr().err


def test_the_language_is_french_unless_asked(monkeypatch):
    assert chosen_language(["diagnose"]) == "fr"
    assert chosen_language(["--lang=en", "diagnose"]) == "en"
    monkeypatch.setenv("MAILLAGE_LANG", "en")
    assert chosen_language(["diagnose"]) == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_says_what_the_program_says(language):
    page = (write_command_reference.DOCS / write_command_reference.PAGES[language]).read_text(encoding="utf-8")
    assert page == write_command_reference.reference(language), "run: python -m scripts.write_command_reference"
