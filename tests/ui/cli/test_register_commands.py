"""``maillage register``: what is shown, what is written, what is refused, in both languages and in JSON."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.ui.terminal import ran
from ui.cli import build
from ui.cli import main as run_main
from ui.texts import texts

SAF = "be-saf-echoline"
SIGNED = ("--by", "Claire", "--reason", "appel", "--origin", "téléphone")


pytestmark = pytest.mark.usefixtures("own_workspace")


def run(*words, **how):
    return ran("register", *words, **how).output


def answered(*arguments):
    return json.loads(run(*arguments, "--json"))


def test_a_correction_is_shown_saved_read_back_and_undone():
    tried = answered("edit", "wallonie", SAF, "--set", "téléphone=071 00", *SIGNED, "--dry-run")
    assert (tried["change"], tried["differences"][0]["after"]) == (None, "071 00")
    saved = answered("edit", "wallonie", SAF, "--set", "téléphone=071 00", "--set", "assuré=en partie", *SIGNED)
    assert [(line["column"], line["after"]) for line in saved["differences"]] == [
        ("phone", "071 00"),
        ("delivery", "part"),
    ]
    told = run("history", "wallonie", SAF)
    assert all(word in told for word in (saved["change"], "Claire", "appel", "téléphone", "071 00", "en partie"))
    assert answered("history", "wallonie")[0]["change_id"] == saved["change"]
    undone = answered("undo", "wallonie", *SIGNED)
    assert (undone["undoes"], undone["rows"], undone["kept"]) == (saved["change"], 1, 0)
    assert "annule" in run("history", "wallonie")
    assert "071 00" not in set(load(load_territory("wallonie")).actors["phone"])


def test_adding_closing_verifying_and_reopening(tmp_path: Path):
    cells = ("--set", "nom=Maison neuve", "--set", "type=saf", "--set", "localité=Arlon", "--set", "statut=ouvert")
    actor = answered("add", "wallonie", *cells, *SIGNED)["actor_id"]
    assert actor == "saf-maison-neuve-arlon"
    told = run("add", "wallonie", "--actor", actor, "--set", "service=Ateliers", *SIGNED, language="en")
    assert "added" in told
    run("close", "wallonie", actor, "--service", "Ateliers", *SIGNED)
    run("close", "wallonie", actor, "--on", "01/03/2026", *SIGNED)
    line = load(load_territory("wallonie")).actors.set_index("actor_id").loc[actor]
    assert line[["status", "until", "source"]].tolist() == ["closed", "2026-03-01", "téléphone"]
    run("reopen", "wallonie", actor, *SIGNED)
    before = {line["actor_id"] for line in answered("stale", "wallonie", "--days", "0")}
    assert SAF in before
    run("verify", "wallonie", SAF, *SIGNED)
    assert SAF not in {line["actor_id"] for line in answered("stale", "wallonie", "--days", "0")}
    book = tmp_path / "registre.xlsx"
    run("export", "wallonie", str(book))
    assert actor in {row[0].value for row in openpyxl.load_workbook(book).active.iter_rows(min_row=2)}
    begun = answered("history", "wallonie")[-1]["recorded_at"][:10]
    run("export", "wallonie", str(tmp_path / "temps0.csv"), "--at", begun)
    assert "Rien n’a changé" in run("diff", "wallonie", begun, begun)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("edit", "wallonie", "personne", "--set", "phone=1", "--reason", "x"), "personne"),
        (("edit", "wallonie", SAF, "--set", "couleur=bleu", "--reason", "x"), "couleur"),
        (("edit", "wallonie", SAF, "--set", "type=zzz", "--reason", "x"), "zzz"),
        (("edit", "wallonie", SAF, "--reason", "x"), "--set"),
        (("undo", "wallonie", "--reason", "x"), "annuler"),
        (("undo", "wallonie", "nulle-part", "--reason", "x"), "nulle-part"),
        (("export", "wallonie", "x.csv", "--at", "1999-01-01"), "commence le"),
        (("diff", "wallonie", "31/02/2026"), "31/02/2026"),
    ],
)
def test_what_cannot_be_done_ends_in_a_sentence(arguments, said, capsys):
    with pytest.raises(SystemExit) as ended:
        run_main(["register", *arguments])
    told = capsys.readouterr()
    assert ended.value.code in (1, 2)
    assert said in told.out + told.err
    assert "Traceback" not in told.err


LIST = (
    "identifiant;nom;type;localité;téléphone;statut;source;date de la source\n"
    "x-1;Maison Source Bastogne;sap;Bastogne;061 00 00 00;ouvert;appel;2026-11\n"
)


def test_a_list_of_known_actors_is_asked_about_before_it_is_recorded(tmp_path: Path, capsys):
    file = tmp_path / "liste.csv"
    file.write_text(LIST, encoding="utf-8")
    given = ["import", str(file), "--territory", "wallonie"]
    with pytest.raises(SystemExit) as ended:
        run_main(given)
    assert ended.value.code == 1
    told = capsys.readouterr()
    assert "La Maison Source - Bastogne" in told.out
    assert "--matched" in told.err
    assert "x-1" not in set(load(load_territory("wallonie")).actors["actor_id"])
    tried = CliRunner().invoke(build(texts("fr")), [*given, "--dry-run", "--json"], catch_exceptions=False)
    match = json.loads(tried.output)["matched"][0]
    assert (match["actor_id"], match["known_id"], match["basis"]) == ("x-1", "be-saf-maison-source-bastogne", "name")
    told = {one["column"]: (one["before"], one["after"]) for one in match["differences"]}
    assert told["phone"] == (None, "061 00 00 00")
    assert told["status"] == ("to-verify", "open")
    for decision, changed in (("keep", 0), ("update", 1), ("both", 1)):
        done = CliRunner().invoke(build(texts("fr")), [*given, "--matched", decision, "--json"], catch_exceptions=False)
        assert json.loads(done.output)["recorded"] == changed
    assert "x-1" in set(load(load_territory("wallonie")).actors["actor_id"])
