"""Whatever happens to a command ends in a sentence."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from geo.errors import BadInputError
from geo.travel.engines import choose_engine
from geo.travel.kept_calibration import estimate_parameters, keep_calibration
from geo.workspace.data import load
from geo.workspace.kept_scenarios import keep_scenario, list_scenarios, scenario_key
from geo.workspace.territory import load_territory
from ui import cli
from ui.cli import INTERRUPTED, main
from ui.texts import LONGEST_VALUE, texts
from ui.words import unforeseen_failures

NARROW = "\u202f"


def ended(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert isinstance(caught.value.code, int)
    return caught.value.code


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make the command ``territory`` fail in a way."""

    def command(_texts: object) -> click.Command:
        @click.command("territory")
        def fails() -> None:
            raise error

        return fails

    monkeypatch.setattr("ui.cli.territory.command", command)


@pytest.mark.usefixtures("own_workspace")
@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/a/b.csv"), 1, "Le disque est plein"),
        (OSError(errno.EROFS, "Read-only file system", "/a/b.csv"), 1, "/a/b.csv est sur un disque en lecture seule"),
        (PermissionError(errno.EACCES, "Permission denied", "/a/b"), 1, "Vous n’avez pas le droit"),
        (OSError(errno.EMFILE, "Too many open files"), 1, "Trop de fichiers sont ouverts"),
        (MemoryError(), 1, "La mémoire de cette machine ne suffit pas"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), 1, "Un texte ne peut pas être lu"),
        (KeyboardInterrupt(), INTERRUPTED, "Calcul arrêté à votre demande"),
        (BadInputError("kind-or-function"), 1, "Choisissez un type d’acteur ou une fonction"),
    ],
)
def test_a_foreseen_failure_has_its_sentence(monkeypatch, capsys, error, status, said):
    failing(monkeypatch, error)
    assert ended(["territory"]) == status
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err + told.out
    assert not unforeseen_failures.log_folder().exists()


@pytest.mark.usefixtures("own_workspace")
def test_a_defect_says_that_it_is_one_and_keeps_its_details(monkeypatch, capsys):
    failing(monkeypatch, ZeroDivisionError("division by zero " + "x" * 5000))
    assert ended(["territory"]) == 1
    said = capsys.readouterr().err
    (kept,) = unforeseen_failures.log_folder().iterdir()
    assert f"C’est un défaut de Maillage, pas de vos données{NARROW}: ZeroDivisionError" in said
    assert str(kept) in said
    assert len(said) < 1200
    details = kept.read_text(encoding="utf-8")
    assert "Traceback" in details
    assert "in fails" in details
    for _ in range(unforeseen_failures.KEPT + 5):
        ended(["territory"])
    assert len(list(unforeseen_failures.log_folder().iterdir())) == unforeseen_failures.KEPT


def test_a_defect_where_nothing_can_be_written(monkeypatch, capsys, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "file"))
    failing(monkeypatch, ZeroDivisionError())
    assert ended(["--lang", "en", "territory"]) == 1
    assert "The details could not be written to" in capsys.readouterr().err


def test_a_pipe_that_is_closed_is_quiet(monkeypatch, capsys):
    monkeypatch.setattr(cli, "_forget_output", lambda: None)
    failing(monkeypatch, BrokenPipeError(errno.EPIPE, "Broken pipe"))
    assert ended(["territory"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diagnos"], f"Commande inconnue{NARROW}: diagnos"),
        (["diagnose"], "Il manque TERRITOIRE"),
        (["diagnose", "ain", "--zonne", "1"], "Vouliez-vous dire --zone"),
        (["diagnose", "ain", "--zone"], "L’option --zone attend une valeur"),
        (["diagnose", "ain", "--mode", "train"], f"--mode{NARROW}: valeur inconnue. Valeurs admises{NARROW}: car"),
        (["diagnose", "a", "b", "c"], f"Arguments en trop{NARROW}: b c"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_told_in_french(capsys, arguments, said):
    assert ended(arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_is_full():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from ui.cli import main; main()", "scenario", "template"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Le disque est plein")
    assert len(done.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("length", [999, 1001, 2501, 50_000])
def test_a_message_takes_values_of_any_length(language, length):
    said = texts(language)("error-unknown-territory", territory="é" * length, known="a")
    assert said.count("é") >= length
    own = texts(language)("error-unknown-territory", territory="", known="a").count("é")
    error = texts(language).error(BadInputError("unknown-territory", territory="é" * length, known="a"))
    assert error.count("é") <= LONGEST_VALUE + own
    assert "…" in error


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (10**30, "1\u00a0×\u00a010³⁰"),
        (-(10**400), "-1\u00a0×\u00a010⁴⁰⁰"),
        (1e300, "1\u00a0×\u00a010³⁰⁰"),
        (1234567.0, f"1{NARROW}234{NARROW}567"),
    ],
)
def test_a_message_takes_numbers_of_any_size(number, said):
    english = texts("en")("error-unknown-territory", territory=number, known="a")
    assert said in texts("fr")("error-unknown-territory", territory=number, known="a")
    assert said.replace(NARROW, ",") in english or said.replace(",", ".") in english


def test_what_stands_for_a_long_value_cannot_be_forged():
    forged = "\ue0000\ue001"
    said = texts("fr")("error-unknown-territory", territory=forged, known="x" * 2000)
    assert forged in said
    assert said.count("x" * 2000) == 1


def test_the_name_of_a_file_in_no_encoding_is_shown():
    assert "été" in texts("fr")("error-missing-file", path="\udcc3\udca9t\udcc3\udca9")
    assert "�" in texts("fr")("error-missing-file", path="\udce9")


@pytest.mark.usefixtures("own_workspace")
def test_names_that_windows_keeps_for_itself():
    assert [scenario_key(name) for name in ("CON", "nul.", "LPT1", "Aux...", "console")] == [
        "scenario-con",
        "scenario-nul",
        "scenario-lpt1",
        "scenario-aux",
        "console",
    ]
    assert len(scenario_key("très long " * 100)) <= 80
    keep_scenario("ain", "CON", "text\n")
    (kept,) = list_scenarios("ain")
    assert kept.path.name == "scenario-con.toml"
    assert kept.path.read_bytes() == b"text\n"


@pytest.mark.usefixtures("own_workspace")
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"detour": 1.3}', b"[" * 100_000, b'{"detour": "nan"}']
)
def test_a_damaged_calibration_is_refused(content):
    territory = load_territory("ain")
    keep_calibration(territory, estimate_parameters(territory, "car"))
    (path,) = (Path(os.environ["MAILLAGE_WORKSPACE"]) / "calibrations").iterdir()
    assert choose_engine(territory, mode="car").info.kind == "estimate"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match="calibration-damaged"):
        choose_engine(territory, mode="car")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not list open files")
def test_fifty_operations_leave_no_file_open():
    def opened() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    territory = load_territory("ain")
    load(territory)
    ended(["places", "list", "ain"])
    before = opened()
    commands = [["diagnose", "nowhere"], ["scenario", "list"], ["places", "list", "ain"], ["roads", "show", "ain"]]
    for turn in range(50):
        ended(commands[turn % 4])
    assert opened() <= before + 2
