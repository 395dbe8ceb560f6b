"""The conditions of an answer are options of every command that answers a question, and reach the question whole."""

from datetime import date

import click
import pytest

from analysis.question import Question, Selection
from ui.cli import COMMANDS, build
from ui.cli.options import Conditions
from ui.texts import texts

ANSWERING = {
    "access",
    "balance",
    "compare",
    "diagnose",
    "diagram",
    "mobilise",
    "network",
    "parcours",
    "redundancy",
    "report",
    "siting",
}


def test_conditions_reach_the_question_whole():
    given = Conditions("grid", "2023", "foot", "estimate", to_verify=True, on=date(2026, 5, 31))
    asked = given.question(
        Selection(kind="saf"), threshold_min=30.0, demand="population", zone="80000", stage="prenatal"
    )
    assert asked == Question(
        kind="saf",
        threshold_min=30.0,
        demand="population",
        zone="80000",
        stage="prenatal",
        layer="grid",
        births="2023",
        mode="foot",
        engine="estimate",
        to_verify=True,
        at="2026-05-31",
    )
    assert Conditions().question() == Question()


@pytest.mark.parametrize("name", sorted(ANSWERING))
def test_every_command_that_answers_takes_every_condition(name):
    assert name in COMMANDS
    command = build(texts("fr")).get_command(click.Context(click.Command("maillage")), name)
    options = {option for parameter in command.params for option in parameter.opts}
    assert options >= {"--layer", "--births", "--mode", "--engine", "--to-verify", "--at", "--json"}
