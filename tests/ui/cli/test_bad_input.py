"""Bad input from the command line: a sentence and status 1, or an explicit empty answer; never a NaN, never a drop."""

import json
import re

import click
import pytest
from click.testing import CliRunner

from ui.cli import build, main
from ui.cli.usage import confirmed
from ui.texts import texts

NAN = re.compile(r"\b(nan|NaN|inf|None)\b")


def run(capsys, *arguments):
    """Return the status, the output and the errors of a command, in French."""
    try:
        main(list(arguments))
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    said = capsys.readouterr()
    assert not NAN.search(said.out)
    return status, said.out, said.err


def answer(capsys, *arguments):
    """Return the JSON answer of a command: strict JSON, without the tokens that Python alone understands."""
    status, out, err = run(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out, parse_constant=lambda token: pytest.fail(f"{token} in JSON"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ledger", "ain", "--zone", "80000"], "Zone inconnue"),
        (["balance", "ain", "--zone", "80000", "--stage", "early-childhood"], "Zone inconnue"),
        (["norms", "ain", "--zone", "80000"], "Zone inconnue"),
        (["access", "ain", "--zone", "80000"], "Zone inconnue"),
        (["parcours", "ain", "--zone", "80000", "--step", "kind:pmi=30"], "Zone inconnue"),
        (["redundancy", "ain", "--zone", "80000"], "Zone inconnue"),
        (["diagnose", "ain", "--zone", "80000"], "Zone inconnue"),
        (["compare", "ain", "--level", "province"], "Niveau inconnu"),
        (["compare", "ain", "ain"], "deux fois"),
        (["balance", "nowhere"], "Territoire inconnu"),
        (["balance", "wallonie", "--kind", "nothing"], "Type d’acteur inconnu"),
        (["balance", "wallonie", "--stratum", "nothing"], "nothing"),
        (["balance", "wallonie", "--kind", "hopital"], "Aucune règle de besoin"),
        (["balance", "ain"], "Plusieurs besoins"),
        (["balance", "wallonie", "--by", "nearest", "--horizon", "0"], "au-dessus de 0"),
        (["balance", "wallonie", "--by", "nearest", "--horizon", "500"], "au plus 240"),
        (["balance", "wallonie", "--horizon", "beaucoup"], "attend un nombre"),
        (["balance", "wallonie", "--horizon", "inf"], "attend un nombre"),
        (["redundancy", "wallonie", "--threshold", "-3"], "au-dessus de 0"),
        (["access", "wallonie", "--norm", "nan"], "attend un nombre"),
        (["access", "wallonie", "--kind", "hopital", "--norm", "-1"], "supérieure à zéro"),
        (["access", "wallonie", "--measure", "e2sfca", "--kind", "saf"], "Aucune capacité n’est connue"),
        (["access", "wallonie", "--measure", "2sfca", "--decay", "gaussian:10,30"], "2sfca"),
        (["access", "wallonie", "--measure", "cumulative", "--decay", "binary:-4"], "supérieur à zéro"),
        (["access", "wallonie", "--kind", "hopital", "--demand", "need"], "Aucune règle de besoin"),
        (["ledger", "wallonie", "--births", "1900"], "Pas de naissances"),
        (["parcours", "wallonie", "--step", "kind:hopital=-1"], "kind:hopital=-1"),
        (["diagnose", "wallonie", "--layer", "none"], "Couche de population inconnue"),
    ],
)
def test_a_sentence_and_status_1(capsys, arguments, said):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (1, "")
    assert said.replace(" ", " ") in err.replace("\u202f", " ").replace("\xa0", " ")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("80000,saf,families,births,3", "hors de sens"),
        ("80000,saf,families,births,-0.1", "hors de sens"),
        ("80000,saf,families,births,inf", "n’est pas un nombre"),
        ("01,saf,families,births,0.1", "n’est pas du territoire"),
        ("80000,saf,families,births,beaucoup", "n’est pas un nombre"),
        ("80000,saf,families,births:poor,0.1", "births:poor"),
        ("80000,saf,families,storks,0.1", None),
    ],
)
def test_a_rule_outside_sense_is_refused(capsys, tmp_path, rule, said):
    path = tmp_path / "rules.csv"
    path.write_text(f"rule_id,zone_id,kind,unit,base,rate\nx,{rule}\n", encoding="utf-8")
    status, out, err = run(capsys, "balance", "wallonie", "--kind", "saf", "--zone", "80000", "--rules", str(path))
    if said is None:
        # A base that nobody counts: the need is unknown, and said so.
        assert status == 0
        assert "Le besoin n’est pas connu" in out
    else:
        assert status == 1
        assert said in err


def test_a_function_that_nobody_offers(capsys):
    for command in ("access", "redundancy", "diagnose", "compare"):
        status, out, _ = run(capsys, command, "wallonie", "--function", "ultrasound")
        assert (command, status) == (command, 0)
        assert out
    record = answer(capsys, "access", "wallonie", "--function", "ultrasound")
    # Nobody is listed, and no source counts them: who is out of reach is unknown, and no birth is dropped.
    assert (record["state"], record["register_state"], record["demand"]) == ("no-actor", "not-listed", 32_093)
    assert (record["served"], record["unserved"], record["value"]) == (None, None, None)
    record = answer(capsys, "diagnose", "wallonie", "--function", "ultrasound")
    assert (record["services"], record["share_within"]["30"]) == (None, None)
    record = answer(capsys, "parcours", "wallonie", "--step", "function:ultrasound=30")
    assert (record["total"], record["complete"], record["broken"]) == (32_093, None, None)


def test_a_need_that_nobody_answers(capsys, tmp_path):
    path = tmp_path / "rules.csv"
    path.write_text(
        "rule_id,zone_id,function,unit,base,rate\nx,03000,ultrasound,consultations,births,3\n", encoding="utf-8"
    )
    for by in ("declared", "nearest", "assignment"):
        asked = ("balance", "wallonie", "--function", "ultrasound", "--by", by, "--rules", str(path))
        record = answer(capsys, *asked)
        far = record["unmet"]["undeclared" if by == "declared" else "too_far"]
        assert (record["services"], record["served_low"], far) == (None, None, None)
        assert record["need"] == 3 * 32_093
    status, out, _ = run(capsys, "ledger", "wallonie", "--rules", str(path))
    assert status == 0
    (line,) = [line for line in out.splitlines() if line.startswith("Échographie ")]
    assert line.endswith("personne n’est recensé")


def test_a_commune_without_births(capsys):
    """Asnières-sur-Saône had no birth in 2022: shares have no meaning, counts are zero."""
    for arguments in (["diagnose"], ["access"], ["parcours", "--step", "kind:pmi=30"]):
        status, out, _ = run(capsys, arguments[0], "ain", "--zone", "01023", *arguments[1:])
        assert status == 0
        assert "Aucune naissance dans cette zone" in out
    record = answer(capsys, "balance", "ain", "--zone", "01023", "--stage", "early-childhood")
    assert (record["need"], record["served_low"], record["coverage_low"]) == (0, 0, None)
    record = answer(capsys, "parcours", "ain", "--zone", "01023", "--step", "kind:pmi=30")
    assert (record["total"], record["share_low"]) == (0, None)


def test_nobody_within_reach(capsys):
    record = answer(
        capsys,
        "access",
        "wallonie",
        "--kind",
        "hopital",
        "--measure",
        "2sfca",
        "--supply",
        "one",
        "--decay",
        "binary:0.01",
    )
    assert record["served"] == 0
    assert record["unserved"] == record["demand"] == 32_093
    assert record["value"] == 0


def test_all_capacities_unknown(capsys):
    """Everything within reach is unknown: between nothing and all, never zero."""
    record = answer(capsys, "balance", "wallonie", "--zone", "20002")
    assert record["capacity_known_share"] < 1
    assert (record["served_low"], record["served_high"]) == (0, record["need"])
    assert record["unmet"] == {"unknown": record["need"], "full": 0, "undeclared": 0}


def test_births_that_are_not_published(capsys):
    for by in ("declared", "nearest", "assignment"):
        status, out, _ = run(capsys, "balance", "souss-massa", "--by", by)
        assert status == 0
        assert "Le besoin n’est pas connu" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["ledger", "wallonie"],
        ["ledger", "souss-massa"],
        ["norms", "ain"],
        ["balance", "wallonie", "--by", "assignment"],
        ["balance", "souss-massa", "--by", "nearest"],
        ["access", "souss-massa"],
        ["access", "wallonie", "--function", "coordination", "--stratum", "refusal", "--demand", "need"],
        ["compare", "wallonie", "ain", "souss-massa", "--kind", "hopital"],
        ["parcours", "souss-massa", "--step", "kind:centre-de-sante=30"],
        ["redundancy", "wallonie", "--need"],
        ["diagnose", "wallonie", "--zone", "82000", "--function", "coordination", "--stratum", "refusal"],
        ["places", "list", "wallonie"],
    ],
)
def test_every_answer_is_strict_json(capsys, arguments):
    assert answer(capsys, *arguments)


def test_small_needs_that_are_estimates_are_shown(capsys):
    """Needs of families in danger in communes are rates times births: nobody counted these families."""
    record = answer(
        capsys, "diagnose", "wallonie", "--zone", "82000", "--function", "coordination", "--stratum", "refusal"
    )
    assert record["parts"]
    assert not any(part["masked"] for part in record["parts"])
    assert any(0 < part["need"] < 5 for part in record["parts"])


def test_every_wrong_line_of_a_file_is_told_on_the_error_output(capsys, tmp_path):
    path = tmp_path / "rules.csv"
    path.write_text("rule_id;rate\na;x\nb;0,1\nc;y\n", encoding="utf-8")
    status, out, err = run(capsys, "balance", "wallonie", "--kind", "saf", "--zone", "80000", "--rules", str(path))
    assert (status, out) == (1, "")
    first, *table = err.splitlines()
    assert "ligne 2" in first
    assert [line.split()[0] for line in table[1:]] == ["2", "4"]
    assert "Traceback" not in err


def test_what_is_behind_a_file_that_cannot_be_opened_is_told(capsys, tmp_path):
    path = tmp_path / "rules.xlsx"
    path.write_bytes(b"PK\x03\x04 damaged")
    status, _, err = run(capsys, "balance", "wallonie", "--kind", "saf", "--zone", "80000", "--rules", str(path))
    assert status == 1
    assert "Le classeur Excel est abîmé" in err


def _every_command(group, path=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from _every_command(command, (*path, name))


def test_the_help_of_every_command_is_in_french_alone():
    french = build(texts("fr"))
    english = ("Usage", "Options:", "Commands", "Show this", "Show the", "required", "default:", "Positional")
    said = {}
    for path, _ in [((), None), *_every_command(french)]:
        done = CliRunner().invoke(french, [*path, "--help"], prog_name="maillage")
        assert done.exit_code == 0
        assert done.output.startswith("Emploi\u202f: maillage")
        assert "Options\u202f:" in done.output
        said[path] = done.output
    assert [(path, word) for path, told in said.items() for word in english if word in told] == []
    # What is to be typed stands in capitals, in French as well.
    usages = " ".join(told.splitlines()[0] for told in said.values())
    words = set(re.findall(r"[A-ZÉÔÀÈ-]{4,}", usages))
    assert {"TERRITOIRE", "FICHIER", "COMMANDE"} <= words
    assert not words & {"TERRITORY", "FILE", "COMMAND", "ARGS", "NAME", "ACTOR", "CHANGE", "SENDER", "FIRST"}


def test_english_help_stays_english_after_french():
    for language, first, last in (
        ("fr", "Emploi", "s’arrêter."),
        ("en", "Usage:", "exit."),
        ("fr", "Emploi", "s’arrêter."),
    ):
        done = CliRunner().invoke(build(texts(language)), ["places", "list", "--help"], prog_name="maillage")
        assert done.output.startswith(first)
        assert done.output.rstrip().endswith(last) or "--json" in done.output


@pytest.mark.parametrize(("typed", "answer"), [("o", True), ("oui", True), ("y", True), ("n", False), ("non", False)])
def test_yes_and_no_are_typed_in_the_language(typed, answer):
    @click.command()
    def ask():
        click.echo(f"={confirmed('Vraiment ?', texts('fr'), default=not answer)}")

    done = CliRunner().invoke(ask, input=f"{typed}\n")
    assert f"={answer}" in done.output
    assert "[o/n]" in done.output
