"""``maillage import``: what is missing is said with what to type, and answers go a long way."""

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from geo.errors import BadInputError
from geo.files.issues import Issue, issue_table
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from ui.cli import build
from ui.texts import LANGUAGES, texts
from ui.words.file_issues import issue_lines, worst_first, worst_of
from ui.words.imports import answers_from, hours_told, kind_code

LIST = (
    "Intitulé;Type de structure;Commune d'implantation;Horaires\n"
    "Un;SAF;Namur;lundi 9h-12h\nDeux;SAF;Luik;à la pleine lune\n"
)


def command(*arguments: str, language: str = "fr") -> Result:
    return CliRunner().invoke(build(texts(language)), ["import", *arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def dry(file: Path, *arguments: str, territory: str = "wallonie") -> Sequence[str]:
    return (str(file), "--territory", territory, "--dry-run", *arguments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_said_with_what_to_type(file: Path, language: str) -> None:
    result = command(*dry(file), language=language)
    assert result.exit_code == 1
    assert '--source "…"' in result.output
    assert "--as-of" in result.output
    assert texts(language)("import-needs", count=2) in result.output


def test_answers_make_it_whole_and_hours_that_are_not_read_are_said(file: Path) -> None:
    result = command(*dry(file, "--source", "annuaire", "--as-of", "2026-02"))
    assert result.exit_code == 0, result.output
    assert "pleine lune" in result.output
    assert "Liège (62063)" in result.output
    assert texts("fr")("import-dry-run") in result.output


@pytest.mark.usefixtures("own_workspace")
def test_a_list_is_recorded_and_its_answers_are_kept(file: Path, tmp_path: Path) -> None:
    before = len(load(load_territory("wallonie")).actors)
    answers = ("--source", "annuaire", "--as-of", "2026-02", "--status", "open", "--keep", "mon annuaire")
    result = command(str(file), "--territory", "wallonie", "--by", "Claire", *answers)
    assert result.exit_code == 0, result.output
    assert len(load(load_territory("wallonie")).actors) == before + 2
    again = tmp_path / "suite.csv"
    again.write_text(LIST.replace("Un;", "Trois;").replace("Deux;", "Quatre;"), encoding="utf-8")
    out = json.loads(command(*dry(again, "--json")).stdout)
    assert out["recipe"] == "mon-annuaire"
    assert [question["key"] for question in out["questions"]] == ["as-of"]


def test_the_record_says_columns_questions_and_what_is_aside(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("nom;type;localité\nA;Boulangerie;Namur\nB;SAF;Namur\nC;SAF;Namurr\n", encoding="utf-8")
    said = ("--source", "s", "--as-of", "2026", "--json")
    out = json.loads(command(*dry(path, *said)).stdout)
    assert not out["ok"]
    assert out["questions"][0]["key"] == "kinds"
    assert out["questions"][0]["answer_with"] == '--kind "Boulangerie=-"'
    done = json.loads(command(*dry(path, *said, "--kind", "Boulangerie=-")).stdout)
    assert done["ok"]
    assert done["aside"] == {"other-kind": 1}
    assert done["columns"]["name"] == ["nom"]


def test_a_commune_misspelt_is_proposed_as_a_commune(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("nom;type;commune;source;date de la source\nA;SAF;Namurr;s;2026\n", encoding="utf-8")
    out = json.loads(command(*dry(path, "--json")).stdout)
    assert out["questions"][0]["answer_with"] == '--place "Namurr=92094"'
    assert json.loads(command(*dry(path, "--json", "--place", "Namurr=Namur")).stdout)["ok"]


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ({"columns": ["budget=Montant"]}, "import-column"),
        ({"columns": ["nom"]}, "import-column"),
        ({"places": ["Namur"]}, "import-pair"),
        ({"kinds": ["boulangerie"]}, "unknown-import-kind"),
        ({"kinds": ["X=boulangerie"]}, "unknown-import-kind"),
        ({"crs": "Lambert du dimanche"}, "unknown-crs"),
    ],
)
def test_answers_that_mean_nothing_are_refused(arguments: dict[str, object], key: str) -> None:
    with pytest.raises(BadInputError) as caught:
        answers_from(**arguments)  # type: ignore[arg-type]
    assert caught.value.key == key
    for language in LANGUAGES:
        assert "{" not in texts(language).error(caught.value)


def test_answers_as_typed() -> None:
    answers = answers_from(
        columns=["nom=Intitulé"],
        kinds=["saf", "CSR-1=centre-de-sante", "*=-", "nom"],
        values={"source": "x"},
        crs="EPSG:2154",
    )
    assert answers.columns == {"name": ("Intitulé",)}
    assert (answers.kind, answers.kinds_from_name) == ("saf", True)
    assert answers.kinds == {"CSR-1": "centre-de-sante", "*": "-"}
    assert kind_code("Hôpital") == "hopital"


def test_hours_that_are_not_read_are_counted() -> None:
    actors = (
        load(load_territory("ain")).actors.head(3).assign(hours=["lundi 9h-12h", "sur rendez-vous", "quand il pleut"])
    )
    told = hours_told(actors)
    assert (told.unread, told.silent) == (1, 1)
    assert told.examples == ("quand il pleut (quand il pleut)",)


def test_the_worst_of_many_findings_are_those_of_all_the_sentences() -> None:
    rules = ["placed-at-locality", "missing-value", "same-door", "placed-at-locality", "missing-value", "not-a-list"]
    rows = [4, 9, 5, 2, 3, None]
    values = {"value": "x", "place": "x", "zone": "x", "first_row": 1, "first_value": "x"}
    found = issue_table([Issue(rule, row=row, values=values) for rule, row in zip(rules, rows, strict=True)])
    catalogue = texts("fr")
    assert issue_lines(worst_of(found, 4), catalogue) == worst_first(issue_lines(found, catalogue))[:4]
    assert worst_of(found, 6) is found


def test_hours_written_alike_are_counted_each_time() -> None:
    told = hours_told(pd.DataFrame({"hours": ["à voir", "lundi matin", "à voir", None, "selon saison", "à voir"]}))
    assert told.unread + told.silent == 4
