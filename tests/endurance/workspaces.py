"""A workspace with things to lose, the operations that write to it, and what it holds before and after each."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TERRITORY = "wallonie"
HEADER = "identifiant;nom;type;commune;statut;source;date de la source"

_STATE = """
import json, sys
from geo.workspace.journal import EMBEDDED
from geo.workspace.layer_intake import list_layers
from geo.paths import workspace_folder
from geo.workspace.store import open_database
from geo.workspace.territory import load_territory
from geo.workspace.data import database_path, load
territory = load_territory(sys.argv[1])
actors = load(territory).actors
with open_database(database_path(territory)) as database:
    rows = database.frame(
        "SELECT actor_id, status, reason, origin FROM register_journal WHERE recorded_by <> $name ORDER BY entry",
        {"name": EMBEDDED},
    )
layers = list_layers(territory)
print(json.dumps({
    "journal": rows.to_numpy().tolist(),
    "actors": int(actors["actor_id"].isin(rows["actor_id"]).sum()),
    "layers": layers[["layer", "places"]].to_numpy().tolist(),
    "scenarios": {path.name: path.read_text(encoding="utf-8") for path in
                  sorted(workspace_folder().glob("scenarios/*/*.toml"))},
}))
"""

_AGE = """
import sys
from geo.workspace.store import open_database
from geo.workspace.territory import load_territory
from geo.workspace.data import database_path
with open_database(database_path(load_territory(sys.argv[1])), write=True) as database:
    database.run("UPDATE meta SET value = 'older' WHERE key = 'inputs_hash'")
"""

_KEEP_SCENARIO = """
import sys
from geo.workspace.kept_scenarios import keep_scenario
keep_scenario(sys.argv[1], "Deux SAF", sys.argv[2] * 20000, replace=True)
"""


@dataclass(frozen=True)
class Outcome:
    """How an operation ended: its status (negative: the signal that ended it) and what it said."""

    status: int
    said: str


@dataclass(frozen=True)
class Operation:
    """Something that writes, as the arguments of a Python process; ``ages`` first makes the database an old one."""

    name: str
    arguments: tuple[str, ...]
    ages: bool = False


def command(*arguments: str) -> tuple[str, ...]:
    """Return the arguments of a process that runs a command of Maillage."""
    return ("-c", "import sys; from ui.cli import main; main(sys.argv[1:])", *arguments)


def operations(files: Path) -> list[Operation]:
    """Write the files to import into a folder, and return every operation that writes to a workspace."""
    more = files / "cinquante.csv"
    rows = [f"saf-{n};SAF {n};saf;Bertrix;ouvert;essai;2026-02" for n in range(50)]
    more.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    layer = files / "grille.csv"
    cells = [f"c{n};{5 + n / 4000};49.85;{n % 40 + 1}" for n in range(2000)]
    layer.write_text("\n".join(["id;lon;lat;population", *cells]) + "\n", encoding="utf-8")
    return [
        Operation("rebuild", command("diagnose", TERRITORY, "--json"), ages=True),
        Operation("import", command("import", str(more), "--territory", TERRITORY, "--json")),
        Operation("layer", command("places", "import", TERRITORY, str(layer), "--population", "population", "--json")),
        Operation("backup", command("backup", TERRITORY)),
        Operation("restore", command("restore", str(files / "before.zip"))),
        Operation("scenario", ("-c", _KEEP_SCENARIO, TERRITORY, "b")),
    ]


def prepare(workspace: Path, files: Path) -> None:
    """Make a workspace with a register of the user's, a layer and a scenario; and a backup of an earlier state."""
    files.mkdir(parents=True, exist_ok=True)
    first = files / "premiers.csv"
    first.write_text(HEADER + "\nsaf-premier;Premier;saf;Arlon;ouvert;essai;2026-01\n", encoding="utf-8")
    cells = "".join(f"p{n};{5.2 + n / 100};49.85;{n + 1}\n" for n in range(9))
    grid = files / "petite.csv"
    grid.write_text("id;lon;lat;population\n" + cells, encoding="utf-8")
    _succeed(workspace, command("import", str(first), "--territory", TERRITORY))
    _succeed(workspace, command("backup", TERRITORY, "--to", str(files / "before.zip")))
    first.write_text(HEADER + "\nsaf-premier;Premier;saf;Arlon;fermé;essai;2026-02\n", encoding="utf-8")
    _succeed(workspace, command("import", str(first), "--territory", TERRITORY))
    _succeed(workspace, command("places", "import", TERRITORY, str(grid), "--population", "population"))
    _succeed(workspace, ("-c", _KEEP_SCENARIO, TERRITORY, "a"))


def age(workspace: Path) -> None:
    """Make the database look older than what it is built from."""
    _succeed(workspace, ("-c", _AGE, TERRITORY))


def state(workspace: Path) -> dict[str, object]:
    """Return what a workspace holds that the user wrote, as a new program reads it."""
    read: dict[str, object] = json.loads(_succeed(workspace, ("-c", _STATE, TERRITORY)))
    return read


def start(workspace: Path, arguments: Sequence[str]) -> subprocess.Popen[str]:
    """Start a Python process on a workspace."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | {"MAILLAGE_WORKSPACE": str(workspace), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def end(process: subprocess.Popen[str]) -> Outcome:
    """Wait for a process."""
    out, err = process.communicate(timeout=300)
    return Outcome(process.returncode, out + err)


def copied(workspace: Path, where: Path) -> Path:
    """Copy a workspace in place of what is at ``where``."""
    shutil.rmtree(where, ignore_errors=True)
    shutil.copytree(workspace, where)
    return where


def _succeed(workspace: Path, arguments: Sequence[str]) -> str:
    process = start(workspace, arguments)
    out, err = process.communicate(timeout=300)
    if process.returncode:
        raise RuntimeError(err or out)
    return out
