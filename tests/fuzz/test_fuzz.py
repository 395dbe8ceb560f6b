"""A short seeded profile of the fuzzers; ``python -m tests.fuzz`` runs them long."""

import random
import shutil
from pathlib import Path

import click
import pytest

from tests.tries import DEEP

from .commands import Known, known, leaves, line
from .damage import damaged_cases, write_workspace
from .judge import Outcome, faults, run_apart, run_here
from .land import write_data
from .weather import Weather, mounts, run_in, small_disk, weathers

SEED = 20261127


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory):
    """A workspace with one file of every kind, about a land small enough for many commands."""
    folder = tmp_path_factory.mktemp("fuzz") / "workspace"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_DATA", str(write_data(tmp_path_factory.mktemp("embedded"))))
        patch.setenv("MAILLAGE_WORKSPACE", str(folder))
        write_workspace(folder)
        # Commands made at random may remove what others need.
        shutil.copytree(folder, _as_made(folder))
        yield folder


def _as_made(workspace: Path) -> Path:
    return workspace.with_name("as-made")


@pytest.fixture(scope="module")
def about(workspace: Path) -> Known:
    return known("land", workspace.parent / "zoo")


def judged(outcome: Outcome) -> str:
    return f"{outcome}\n{outcome.err[-2000:]}"


def test_commands_made_at_random_end_well(about, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # some write a file of a name made at random
    rng = random.Random(SEED)
    every = list(leaves())
    for _ in range(60 if DEEP else 30):
        path, command = rng.choice(every)
        outcome = run_here(line(rng, about, path, command))
        assert faults(outcome) == [], judged(outcome)


def test_every_command_refuses_what_is_no_number(about):
    """Every numeric option of every command: what is no finite number is refused by the option's name."""
    seen = 0
    for path, command in leaves():
        for parameter in command.params:
            if parameter.type.name not in {"number", "integer"} or not isinstance(parameter, click.Option):
                continue
            needed = [
                about.values.get(one.name, [str(about.zoo.folder / "any.csv")])[0]
                for one in command.params
                if isinstance(one, click.Argument)
            ]
            for odd in ("nan", "inf", "-inf", "1e400", "9" * 5000, "x", ""):
                outcome = run_here([*path, *needed, f"{parameter.opts[0]}={odd}"])
                assert (outcome.status, faults(outcome)) == (1, []), judged(outcome)
                assert parameter.opts[0] in outcome.err, judged(outcome)
                seen += 1
    assert seen >= 7 * 15


def test_damaged_workspaces_are_refused_in_a_sentence(workspace, tmp_path):
    (tmp_path / "register.csv").write_text("nom,type\n", "utf-8")
    count, rng = 40 if DEEP else 20, random.Random(SEED)
    outcomes = list(damaged_cases(_as_made(workspace), tmp_path, rng, count, apart_share=0, bases=False))
    assert len(outcomes) == count
    for outcome in outcomes:
        assert faults(outcome) == [], judged(outcome)
    assert {outcome.status for outcome in outcomes} >= {0, 1}


@pytest.mark.parametrize(
    "name", ["PYTHONIOENCODING=cp1252", "LANG=C, no UTF-8 mode", "home not permitted", "workspace below a file"]
)
def test_bad_weather(name, workspace, tmp_path):
    (weather,) = [one for one in weathers(tmp_path, workspace) if one.name == name]
    if weather.impossible:
        pytest.skip(weather.impossible)
    outcome = run_in(weather, ["diagnose", "land"])
    assert faults(outcome) == [], judged(outcome)
    assert outcome.status == (0 if "=" in name else 1)
    if outcome.status == 0:
        assert "\u202f" in outcome.out  # what neither cp1252 nor ASCII can say


@pytest.mark.parametrize(("kilobytes", "read_only"), [(256, False), (64, True)])
@pytest.mark.usefixtures("workspace")
def test_a_disk_that_is_full_or_read_only(kilobytes, read_only, tmp_path):
    if not mounts():
        pytest.skip("mounting a small disk is not permitted here")
    disk = small_disk(tmp_path, kilobytes, read_only=read_only)
    weather = Weather(disk.name, {"MAILLAGE_WORKSPACE": str(tmp_path)}, prefix=disk.prefix)
    outcome = run_in(weather, ["scenario", "list", "--territory", "land"])
    assert (outcome.status, faults(outcome)) == (0, []), judged(outcome)
    outcome = run_in(weather, ["diagnose", "land"])
    assert outcome.status == 1
    assert faults(outcome) == [], judged(outcome)


def test_the_judge_sees_what_it_is_there_for(monkeypatch):
    """The fuzzers can fail: a defect, an error without a sentence, figures that are no JSON."""

    def broken(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("ui.cli.build", broken)
    outcome = run_here(["territory", "list"])
    assert outcome.status == 1
    assert any("ZeroDivisionError" in fault for fault in faults(outcome))
    assert faults(Outcome(("a",), -11, "", ""))
    assert faults(Outcome(("a",), 1, "", ""))
    assert faults(Outcome(("a",), 1, "", "Traceback (most recent call last)\nKeyError"))
    assert faults(Outcome(("a", "--json"), 0, '{"a": NaN}', ""))
    assert faults(Outcome(("a", "--json"), 0, '{"a": 1}', "")) == []


@pytest.mark.usefixtures("workspace")
def test_a_command_on_its_own_writes_no_warning():
    outcome = run_apart(["norms", "land"])
    assert (outcome.status, outcome.err) == (0, "")
