"""The network from the terminal: what is asked, what is written, what is refused in a sentence."""

import json

import pytest
from click.testing import CliRunner

from ui.cli import build, main
from ui.texts import texts

BASTOGNE = ("wallonie", "--zone", "82039")


def _run(*arguments, language="fr"):
    return CliRunner().invoke(build(texts(language)), list(arguments), env={"COLUMNS": "400"})


@pytest.mark.parametrize(
    ("arguments", "told", "values"),
    [
        (("network", *BASTOGNE, "--function", "dancing"), "Fonction inconnue : {function}.", {"function": "dancing"}),
        (("network", "wallonie", "--stratum", "rich"), "{stratum}", {"stratum": "rich"}),
        (
            ("mobilise", *BASTOGNE, "--stratum", "complex", "--function", "x"),
            "Fonction inconnue : {function}.",
            {"function": "x"},
        ),
        (
            ("diagram", *BASTOGNE, "--output", "x.doc"),
            "{path} doit finir par .svg, .png, .pdf ou .mmd",
            {"path": "x.doc"},
        ),
        (("diagram", *BASTOGNE, "--steps", "absent.csv"), "{path}", {"path": "absent.csv"}),
        (("network", "wallonie", "--zone", "nowhere"), "{zone}", {"zone": "nowhere"}),
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(arguments, told, values, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    assert stopped.value.code == 1
    assert told.format(**values) in capsys.readouterr().err


def test_the_cell_of_a_commune_in_json_has_its_actors():
    told = json.loads(_run("network", *BASTOGNE, "--function", "coordination", "--stratum", "complex", "--json").stdout)
    assert [cell["stratum"] for cell in told["cells"]] == ["complex"]
    names = {one["actor_id"]: one for one in told["actors"]}
    platform = names["be-one-plateforme-luxembourg"]
    assert (platform["room"], platform["capacity"], platform["needed"], platform["tier"]) == ("no", 120, 300, "1")
    assert platform["comes"]


def test_a_diagram_is_written_and_its_steps_can_be_rewritten(tmp_path):
    steps = tmp_path / "steps.csv"
    assert _run("diagram", "wallonie", "--template", str(steps)).exit_code == 0
    rewritten = steps.read_text(encoding="utf-8-sig").replace("Coordination intensive", "Maison commune")
    steps.write_text(rewritten, encoding="utf-8")
    out = tmp_path / "bastogne.svg"
    made = _run("diagram", *BASTOGNE, "--steps", str(steps), "--output", str(out))
    assert made.exit_code == 0, made.output
    assert "Maison commune" in out.read_text(encoding="utf-8")


def test_whom_to_call_in_both_languages(tmp_path):
    sheet = tmp_path / "calls.pdf"
    for language in ("fr", "en"):
        told = _run("mobilise", *BASTOGNE, "--stratum", "complex", "--function", "coordination", language=language)
        assert told.exit_code == 0, told.output
        assert "Bastogne" in told.stdout
        assert texts(language)("call-told-title") in told.stdout
    assert _run("mobilise", *BASTOGNE, "--stratum", "complex", "--output", str(sheet)).exit_code == 0
    assert sheet.read_bytes().startswith(b"%PDF")
