"""A territory of boundaries alone, without births, country nor register: every screen and command says so."""

import json

import pytest
from click.testing import CliRunner

from geo.territories.from_files import TerritoryRequest, read_territory_files
from geo.territories.kept import save_draft
from tests.geo.territories.squares import squares, written
from tests.ui.driving import app, forget, said
from tests.ui.terminal import ran
from ui.app import SCREENS
from ui.cli import build
from ui.texts import texts

COMMANDS = (
    ("diagnose", "les-quatre", "--kind", "pmi"),
    ("diagnose", "les-quatre", "--function", "coordination"),
    ("access", "les-quatre", "--kind", "pmi"),
    ("ledger", "les-quatre"),
    ("norms", "les-quatre"),
    ("network", "les-quatre"),
    ("coordination", "les-quatre"),
    ("handovers", "path", "les-quatre", "--stratum", "complex"),
    ("strata", "les-quatre"),
    ("every-birth", "week", "les-quatre"),
    ("redundancy", "les-quatre", "--kind", "pmi"),
    ("completeness", "list", "les-quatre"),
)


@pytest.fixture(autouse=True)
def _bare(own_workspace, tmp_path):  # noqa: ARG001 - a folder of its own
    forget()
    boundaries = written(squares(), tmp_path / "communes.gpkg")
    save_draft(read_territory_files(boundaries, TerritoryRequest("Les quatre"), today_year=2026).draft)
    yield
    forget()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_drawn(screen):
    opened = app(screen, territory="les-quatre")
    assert not opened.error, opened.error[0].value
    assert "0 %" not in said(opened).replace("100 %", "")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_answers_without_a_figure_that_nobody_knows(command):
    done = ran(*command, "--json")
    assert "NaN" not in done.output
    json.loads(done.output)


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (("compare", "les-quatre", "--kind", "pmi"), "compare-no-base"),
        (("balance", "les-quatre", "--kind", "pmi"), "balance-no-need"),
    ],
)
def test_what_cannot_be_answered_without_births_or_needs_says_so(command, key):
    done = CliRunner().invoke(build(texts("fr")), list(command))
    assert done.exit_code == 1
    assert str(done.exception).startswith(key)
