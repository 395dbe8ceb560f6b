"""A kept answer is told again only while nothing that it stands on has changed."""

import os
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import click
import pytest

import ui.cli
from tests.geo.territories.squares import squares, written
from ui.cli import kept_answers
from ui.cli.kept_answers import Answer, answer_to, inputs_ready, say_aside

QUESTION = ("diagnose", "carre", "--rules")


@pytest.fixture
def ground(tmp_path, monkeypatch):
    """A workspace, embedded data, code, packages and a file named by the question, all of them written a while ago."""
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(kept_answers, "__file__", str(tmp_path / "ui" / "cli" / "kept_answers.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site-packages")])
    for name in (
        "workspace/carre.duckdb",
        "workspace/roads/carre-car/current.json",
        "workspace/territories/carre/territory.toml",
        "workspace/kinds.toml",
        "data/territories/carre/places.parquet",
        "ui/texts/fr/diagnosis.ftl",
        "geo/travel/times.py",
        "analysis/question.py",
        "rules.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"before " * 4000)
    (tmp_path / "site-packages" / "numpy-2.0.dist-info").mkdir(parents=True)
    time.sleep(0.05)
    return tmp_path


def ask(said: str, folder: Path, *more: str, language: str = "fr", capsys: pytest.CaptureFixture[str]) -> str:
    """Ask a question whose answer, worked out anew, would be ``said``."""
    answer = answer_to([*QUESTION, str(folder / "rules.csv"), *more], language)
    assert answer is not None
    if not answer.tell():
        answer.worked_out(lambda: click.echo(said))
    return capsys.readouterr().out.strip()


def test_the_same_question_is_told_again(ground, capsys):
    assert ask("one", ground, capsys=capsys) == "one"
    assert ask("two", ground, capsys=capsys) == "one"


def rewrite(name: str):
    """The same size, the same moment said: what a copy that keeps times would leave."""

    def change(folder, _):
        path = folder / name
        seen = path.stat()
        path.write_bytes(b"BEFORE " * 4000)
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    return change


def moved_back(folder, _):
    path = folder / "workspace/kinds.toml"
    path.rename(folder / "workspace/other.toml")


def day_after(_, patch):
    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=1)

    patch.setattr(kept_answers, "datetime", Tomorrow)


CHANGES = {
    "register": rewrite("workspace/carre.duckdb"),
    "register, not yet written out": lambda folder, _: (folder / "workspace/carre.duckdb.wal").write_bytes(b"entry"),
    "roads": rewrite("workspace/roads/carre-car/current.json"),
    "matrix": lambda folder, _: (folder / "workspace/matrix.parquet").write_bytes(b"new"),
    "territory": rewrite("workspace/territories/carre/territory.toml"),
    "kinds of the user": lambda folder, _: (folder / "workspace/kinds.toml").unlink(),
    "a file under another name": moved_back,
    "embedded data": rewrite("data/territories/carre/places.parquet"),
    "texts": rewrite("ui/texts/fr/diagnosis.ftl"),
    "code of geo": rewrite("geo/travel/times.py"),
    "code of analysis": rewrite("analysis/question.py"),
    "a package": lambda folder, _: (folder / "site-packages/numpy-2.0.dist-info").rename(
        folder / "site-packages/numpy-2.1.dist-info"
    ),
    "the file of rules": rewrite("rules.csv"),
    "the day": day_after,
    "the width": lambda _, patch: patch.setenv("COLUMNS", "61"),
    "colours": lambda _, patch: patch.setenv("NO_COLOR", "1"),
    "a setting": lambda _, patch: patch.setenv("MAILLAGE_MEMORY_MB", "900"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_input_is_no_longer_told(ground, monkeypatch, capsys, what):
    assert ask("one", ground, capsys=capsys) == "one"
    CHANGES[what](ground, monkeypatch)
    time.sleep(0.05)
    assert ask("two", ground, capsys=capsys) == "two"
    assert ask("three", ground, capsys=capsys) == "two"


def test_the_heading_of_a_database_counts_whatever_its_moments(ground, monkeypatch, capsys):
    path = ground / "workspace/carre.duckdb"
    before = path.stat()
    monkeypatch.setattr(kept_answers, "_stat", lambda _: before)
    assert ask("one", ground, capsys=capsys) == "one"
    path.write_bytes(b"after. " * 4000)
    assert ask("two", ground, capsys=capsys) == "two"


@pytest.mark.parametrize("more", [("--zone", "7"), ("--json",), ("--to-verify",), ("--kind", "creche")])
def test_another_question_has_another_answer(ground, capsys, more):
    assert ask("one", ground, capsys=capsys) == "one"
    assert ask("two", ground, *more, capsys=capsys) == "two"
    assert ask("three", ground, capsys=capsys) == "one"


def test_each_language_has_its_answer(ground, capsys):
    assert ask("un", ground, capsys=capsys) == "un"
    assert ask("one", ground, language="en", capsys=capsys) == "one"
    assert ask("deux", ground, capsys=capsys) == "un"


def test_what_no_answer_reads_changes_none(ground, capsys):
    assert ask("one", ground, capsys=capsys) == "one"
    (ground / "workspace/.carre.duckdb.lock").write_bytes(b"")
    (ground / "workspace/log").mkdir()
    (ground / "workspace/log/failure.txt").write_bytes(b"what happened")
    assert ask("two", ground, capsys=capsys) == "one"


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda kept: kept[:-3],
        lambda kept: kept.replace(b"one", b"six"),
        lambda kept: b"\xff\xfe" + kept,
        lambda kept: kept.partition(b"\n")[2],
        lambda _: b"[]",
    ],
)
def test_a_damaged_answer_is_worked_out_again(ground, capsys, damage):
    ask("one", ground, capsys=capsys)
    [path] = (ground / "workspace/answers").iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert ask("two", ground, capsys=capsys) == "two"
    assert ask("three", ground, capsys=capsys) == "two"


def test_an_input_that_changes_meanwhile_leaves_nothing(ground):
    def work():
        click.echo("one")
        (ground / "workspace/kinds.toml").write_bytes(b"meanwhile")

    Answer(QUESTION, "fr").worked_out(work)
    assert not Answer(QUESTION, "fr").tell()


def test_an_input_written_at_this_very_moment_leaves_nothing(ground):
    (ground / "workspace/kinds.toml").write_bytes(b"now")
    answer = Answer(QUESTION, "fr")
    answer._inputs.seen_ns = (ground / "workspace/kinds.toml").stat().st_mtime_ns
    answer.worked_out(lambda: click.echo("one"))
    assert not Answer(QUESTION, "fr").tell()


def test_a_database_built_on_the_way_does_not_prevent_it(ground):
    def work():
        (ground / "workspace/new.duckdb").write_bytes(b"built")
        inputs_ready()
        click.echo("one")

    Answer(QUESTION, "fr").worked_out(work)
    assert Answer(QUESTION, "fr").tell()


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("status", [1, 2])
def test_a_failure_is_not_kept(status):
    Answer(QUESTION, "fr").worked_out(lambda: click.echo("one") or status)
    assert not Answer(QUESTION, "fr").tell()
    with pytest.raises(KeyError):
        Answer(QUESTION, "fr").worked_out(lambda: {}["nothing"])
    assert not Answer(QUESTION, "fr").tell()
    assert not isinstance(sys.stdout, kept_answers._Copy)


@pytest.mark.usefixtures("ground")
def test_asides_are_said_again(capsys):
    Answer(QUESTION, "fr").worked_out(lambda: (click.echo("one"), say_aside("of that day"))[1])
    first = capsys.readouterr()
    assert Answer(QUESTION, "fr").tell()
    assert capsys.readouterr() == first
    assert first.err == "of that day\n"


def test_the_oldest_answers_go(ground, monkeypatch, capsys):
    monkeypatch.setattr(kept_answers, "MOST_ANSWERS", 3)
    for number in range(6):
        ask(str(number), ground, str(number), capsys=capsys)
        time.sleep(0.01)
    assert len(list((ground / "workspace/answers").iterdir())) == 3
    assert ask("again", ground, "5", capsys=capsys) == "5"
    assert ask("again", ground, "0", capsys=capsys) == "again"


def test_a_long_answer_is_not_kept(ground, monkeypatch, capsys):
    monkeypatch.setattr(kept_answers, "MOST_BYTES", 100)
    ask("x" * 200, ground, capsys=capsys)
    assert not (ground / "workspace/answers").exists()


def test_a_disk_that_refuses_is_no_failure(ground, capsys):
    (ground / "workspace/answers").write_bytes(b"in the way")
    assert ask("one", ground, capsys=capsys) == "one"
    assert ask("two", ground, capsys=capsys) == "two"


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (["diagnose", "ain"], True),
        (["--lang", "en", "diagnose", "ain"], True),
        (["--lang=en", "balance", "ain"], True),
        (["register", "add"], False),
        (["--version"], False),
        (["export", "diagnose"], False),
        ([], False),
        (["--lang"], False),
    ],
)
@pytest.mark.usefixtures("ground")
def test_only_commands_that_change_nothing_are_kept(arguments, kept):
    assert (answer_to(arguments, "fr") is not None) == kept


def maillage(monkeypatch, capsys, *arguments: str) -> str:
    monkeypatch.setattr(sys, "argv", ["maillage", *arguments])
    with pytest.raises(SystemExit) as ended:
        ui.cli.main()
    told = capsys.readouterr()
    assert ended.value.code == 0, told.err
    return str(told.out)


@pytest.mark.usefixtures("own_workspace")
def test_a_diagnosis_is_told_again_until_its_register_changes(tmp_path, monkeypatch, capsys):
    boundaries = str(written(squares(), tmp_path / "communes.gpkg"))
    levels = ("--level", "province=prov:prov_nom", "--whole", "région", "--country", "BE")
    maillage(monkeypatch, capsys, "territory", "new", "Les quatre", "--boundaries", boundaries, *levels)
    question = ("diagnose", "les-quatre", "--kind", "creche")
    first = maillage(monkeypatch, capsys, *question)
    if not list((tmp_path / "workspace/answers").glob("*.json")):  # written within the same moment: kept the next time
        assert maillage(monkeypatch, capsys, *question) == first

    # Told again in a process of its own, without the libraries that measure.
    watched = "import sys; from ui.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    again = subprocess.run(
        [sys.executable, "-c", watched, *question], capture_output=True, check=True, env=os.environ, text=True
    )
    assert again.stdout.splitlines()[:3] == first.splitlines()[:3]
    assert not {"pandas", "numpy", "duckdb", "geopandas", "pyarrow", "rich"} & set(again.stderr.split())

    with monkeypatch.context() as patch:
        patch.setattr(ui.cli, "build", lambda _: pytest.fail("worked out again"))
        assert maillage(patch, capsys, *question) == first

    register = tmp_path / "register.csv"
    register.write_text(
        "nom,type,commune,source,date de la source\nLes petits,creche,Aubel,liste,2025\n", encoding="utf-8"
    )
    maillage(monkeypatch, capsys, "import", str(register), "--territory", "les-quatre")
    assert maillage(monkeypatch, capsys, *question) != first


OTHERS = (
    "workspace/autre.duckdb",
    "workspace/autre.duckdb.wal",
    "workspace/roads/autre-car/current.json",
    "workspace/territories/autre/territory.toml",
    "workspace/matrices/autre-car.parquet",
)


def test_territories_that_are_not_named_cost_nothing(ground, capsys):
    for name in OTHERS:
        (ground / name).parent.mkdir(parents=True, exist_ok=True)
        (ground / name).write_bytes(b"first")
    time.sleep(0.05)
    assert ask("one", ground, capsys=capsys) == "one"
    for name in OTHERS:
        (ground / name).write_bytes(b"changed since")
    assert ask("two", ground, capsys=capsys) == "one"


@pytest.mark.parametrize("name", ["carre-2.duckdb", "carre.duckdb.wal", "roads/carre-foot/current.json", "autre.toml"])
def test_what_could_be_of_the_territory_named_counts(ground, name, capsys):
    (ground / "workspace/territories/autre").mkdir(parents=True)
    (ground / "workspace/territories/carre-2").mkdir(parents=True)
    time.sleep(0.05)
    assert ask("one", ground, capsys=capsys) == "one"
    path = ground / "workspace" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"new")
    time.sleep(0.05)
    assert ask("two", ground, capsys=capsys) == "two"


def test_what_is_written_beside_an_answer_is_written_each_time(ground):
    assert answer_to([*QUESTION, str(ground / "rules.csv"), "--parquet", "here"], "fr") is None
    assert answer_to([*QUESTION, str(ground / "rules.csv"), "--parquet=here"], "fr") is None
