"""Services to verify from the terminal: one option wherever a question is asked, and every measure follows it."""

import json
from functools import cache
from typing import Any

import click
import pytest
from click.testing import CliRunner

from tests.ui.terminal import run
from ui.cli import COMMANDS, build
from ui.texts import texts

FR = texts("fr")
LUXEMBOURG_HOSPITALS = ("wallonie", "--zone", "80000", "--kind", "hopital")


@cache
def told(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(build(FR), list(arguments), env={"COLUMNS": "400"})
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.stdout


def _leaves(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        return [(name, command)]
    context = click.Context(command)
    found = [(f"{name} {one}", command.get_command(context, one)) for one in command.list_commands(context)]
    return [leaf for one, below in found if below is not None for leaf in _leaves(below, one)]


def test_every_command_that_asks_a_question_has_the_option():
    asks, has = set(), set()
    for name, command in _leaves(build(FR), "maillage"):
        if name.split()[1] in {"completeness", "import"}:  # about the register itself
            continue
        options = {option for one in command.params for option in one.opts}
        if options & {"--kind", "--step"} or name.split()[-1] in {"norms", "ledger"} or "scenario run" in name:
            asks.add(name)
        if "--to-verify" in options:
            has.add(name)
    assert len(COMMANDS) > len(asks) > 8
    assert asks <= has


@cache
def shares() -> tuple[float, float]:
    """What the diagnosis says within 30 minutes, without services to verify and with them."""
    line = told("diagnose", *LUXEMBOURG_HOSPITALS)
    return line["share_open"]["30"], line["share_with_to_verify"]["30"]


@pytest.mark.parametrize("to_verify", [False, True])
def test_every_measure_follows_the_option(to_verify, tmp_path):
    without, with_them = shares()
    assert without < with_them
    expected = pytest.approx(with_them if to_verify else without)
    more = ("--to-verify",) if to_verify else ()
    diagnosed = told("diagnose", *LUXEMBOURG_HOSPITALS, *more)
    births = diagnosed["births"]
    assert diagnosed["share_within"]["30"] == expected
    assert {share["threshold_min"]: share["share"] for share in told("access", *LUXEMBOURG_HOSPITALS, *more)["reach"]}[
        30
    ] == expected
    path = told("parcours", "wallonie", "--zone", "80000", "--step", "kind:hopital=30", *more)
    assert path["share_low"] == expected
    choice = told("redundancy", *LUXEMBOURG_HOSPITALS, "--threshold", "30", *more)
    assert 1 - choice["with_0"] / births == expected
    compared = told("compare", "wallonie", "--kind", "hopital", *more)
    row = next(zone for zone in compared["zones"] if zone["zone"] == "80000")
    assert row["figures"]["share_30"]["value"] == expected
    answer = told("siting", *LUXEMBOURG_HOSPITALS, "--posts", "1", "--horizon", "30", "--keep", "1", *more)
    assert answer["answers"][0]["counts_before"] / births == expected
    file = tmp_path / "s.toml"
    question = f'kind = "hopital"\nzone = "80000"\nthreshold_min = 30\nto_verify = {str(to_verify).lower()}\n'
    change = '[[changes]]\nchange = "open"\nkind = "hopital"\nzone = "Bertrix"\n'
    file.write_text(f'name = "s"\nterritory = "wallonie"\n[question]\n{question}{change}', encoding="utf-8")
    assert told("scenario", "run", str(file))["before"]["within"] / births == expected
    assert told("scenario", "run", str(file), "--to-verify")["before"]["within"] / births == pytest.approx(with_them)


def test_norms_and_the_overview_tell_both():
    without, with_them = shares()
    verdict = next(
        one for one in told("norms", "wallonie", "--zone", "80000")["verdicts"] if one["id"] == "be-kce-323-30"
    )
    assert verdict["share"] == verdict["share_open"] <= verdict["share_with_to_verify"]
    kinds = told("diagnose", "wallonie", "--zone", "80000")["kinds"]
    line = next(kind for kind in kinds if kind["kind"] == "hopital")
    assert (line["share_open"]["30"], line["share_with_to_verify"]["30"]) == pytest.approx((without, with_them))


def test_both_figures_are_printed():
    maternities = ("wallonie", "--kind", "maternite", "--zone", "80000")
    for command in ("diagnose", "access"):
        words = printed(command, *maternities)
        assert " ou " in next(line for line in words.splitlines() if line.startswith("Luxembourg  ")), words
        assert "sans les services à vérifier (ils ne sont pas comptés), b avec eux" in words
        words = printed(command, *maternities, "--to-verify")
        assert "b avec eux (ils sont comptés)" in words
