"""Workspaces in which one file is no longer what it was: cut, flipped, emptied, of another kind or version."""

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from geo.paths import workspace_folder
from geo.roads.osm import read_osm_xml
from geo.roads.territory_roads import build_roads
from geo.travel.kept_calibration import estimate_parameters, keep_calibration
from geo.travel.matrix import keep_matrix
from geo.workspace.accounts import add_account, sign_in_as
from geo.workspace.data import load
from geo.workspace.kept_scenarios import keep_scenario
from geo.workspace.territory import load_territory

from .judge import Outcome, run_apart, run_here
from .zoo import SCENARIO, STREETS

TERRITORY = "land"
WORLD = (-180.0, -90.0, 180.0, 90.0)

_COMMANDS = {
    "duckdb": [
        ["diagnose", TERRITORY, "--json"],
        ["territory", "list"],
        ["import", "{register}", "--territory", TERRITORY],
        ["places", "list", TERRITORY],
    ],
    "backups": [["backup", "--list", "--json"], ["restore", "{damaged}", "--json"], ["restore", "{damaged}", "--dry-run"]],
    "matrices": [["access", TERRITORY, "--engine", "matrix", "--json"], ["diagnose", TERRITORY]],
    "calibrations": [["access", TERRITORY, "--engine", "estimate"], ["travel", "compare", TERRITORY]],
    "roads": [["roads", "show", TERRITORY, "--json"], ["access", TERRITORY, "--engine", "roads"], ["diagnose", TERRITORY]],
    "accounts.sqlite": [["accounts", "list"], ["accounts", "list", "--json"], ["accounts", "role", "claire", "reader"], ["accounts", "remove", "claire"], ["import", "{register}", "--territory", TERRITORY, "--by", "claire"], ["doctor"], ["doctor", "--mend"]],
    "scenarios": [["scenario", "list", "--territory", TERRITORY, "--json"], ["scenario", "run", "essai", "--territory", TERRITORY]],
}  # fmt: skip
ODD_VALUES = (
    None,
    True,
    -1,
    0,
    1e308,
    float("nan"),
    float("inf"),
    "",
    "x" * 2000,
    [],
    {},
    [[[]]],
    "../..",
    "2",
    10**30,
)


def write_workspace(folder: Path) -> None:
    """Make a workspace that holds one file of every kind: a base, roads, a matrix, a calibration, a scenario.

    ``MAILLAGE_WORKSPACE`` must be that folder.
    """
    assert workspace_folder() == folder
    territory = load_territory(TERRITORY)
    data = load(territory)
    place, actor = data.places.iloc[0], data.actors.iloc[0]
    streets = folder.parent / "streets.osm"
    streets.write_text(STREETS.replace("{lat}", f"{place['lat']:.3f}").replace("{lon}", f"{place['lon']:.3f}"), "utf-8")
    build_roads(territory, read_osm_xml(streets), mode="car", extent=WORLD)
    pairs = pd.DataFrame(
        {"place_id": data.places["place_id"], "actor_id": actor["actor_id"], "mode": "car", "minutes": 12.5}
    )
    keep_matrix(territory, pairs, mode="car", source="Essai")
    keep_calibration(territory, estimate_parameters(territory, "car"))
    communes = data.zones.loc[data.zones["level"] == territory.smallest_level, "zone_id"]
    filled = {"territory": TERRITORY, "kind": territory.headline_kind, "actor": actor["actor_id"], "actor2": data.actors["actor_id"].iloc[-1], "zone": communes.iloc[0], "zone2": communes.iloc[-1]}  # fmt: skip
    scenario = SCENARIO
    for name, value in filled.items():
        scenario = scenario.replace(f"{{{name}}}", str(value))
    keep_scenario(TERRITORY, "essai", scenario)
    add_account("claire", "validator", password=None)
    sign_in_as("claire")


def files(workspace: Path) -> list[Path]:
    """Return what may be damaged, relative to the workspace."""
    inside = (path.relative_to(workspace) for path in workspace.rglob("*") if path.is_file())
    return sorted(path for path in inside if not path.name.startswith("."))


def damaged_cases(
    workspace: Path, scratch: Path, rng: random.Random, count: int, *, apart_share: float = 0.1, bases: bool = True
) -> Iterator[Outcome]:
    """Damage one file of a copy of a workspace, then run a command that needs it; ``count`` times.

    A damaged base is only opened in a process of its own: the engine may stop the whole process. ``bases`` says whether
    there are such cases.
    """
    told = [path for path in files(workspace) if path.suffix == ".duckdb" or path.parts[0] in _COMMANDS]
    choices = [path for path in told if bases or path.suffix != ".duckdb"]
    assert len(choices) >= 6 - (not bases), choices
    before = os.environ.get("MAILLAGE_WORKSPACE")
    for number in range(count):
        chosen = rng.choice(choices)
        copy = scratch / f"case-{number}"
        shutil.copytree(workspace, copy)
        done = rng.choice(_DAMAGES)(copy / chosen, rng)
        kind = "duckdb" if chosen.suffix == ".duckdb" else chosen.parts[0]
        named = {"{register}": scratch / "register.csv", "{damaged}": copy / chosen}
        command = [str(named.get(word, word)) for word in rng.choice(_COMMANDS[kind])]
        around = f"[{chosen} {done}] "
        try:
            os.environ["MAILLAGE_WORKSPACE"] = str(copy)
            if kind == "duckdb" or rng.random() < apart_share:
                yield run_apart(command, environment={"MAILLAGE_WORKSPACE": str(copy)}, around=around)
            else:
                yield run_here(command, around=around)
        finally:
            os.environ.pop("MAILLAGE_WORKSPACE", None)
            if before is not None:
                os.environ["MAILLAGE_WORKSPACE"] = before
            shutil.rmtree(copy, ignore_errors=True)


def _cut(path: Path, rng: random.Random) -> str:
    kept = rng.randrange(path.stat().st_size)
    os.truncate(path, kept)
    return f"cut at {kept}"


def _flipped(path: Path, rng: random.Random) -> str:
    content = bytearray(path.read_bytes())
    # Headings and endings say where the rest is: they are looked at more often than their share.
    near = rng.choice([len(content), min(len(content), 200)])
    place = rng.randrange(near)
    place = len(content) - 1 - place if rng.random() < 0.3 else place
    content[place] ^= 1 << rng.randrange(8)
    path.write_bytes(content)
    return f"bit flipped at {place}"


def _zeroed(path: Path, rng: random.Random) -> str:
    content = bytearray(path.read_bytes())
    begin = rng.randrange(len(content))
    length = min(rng.choice([64, 4096, len(content)]), len(content) - begin)
    content[begin : begin + length] = bytes(length)
    path.write_bytes(content)
    return f"{length} zeros at {begin}"


def _noise(path: Path, rng: random.Random) -> str:
    path.write_bytes(rng.randbytes(rng.choice([1, 100, 20_000])))
    return "noise"


def _empty(path: Path, _rng: random.Random) -> str:
    path.write_bytes(b"")
    return "emptied"


def _folder(path: Path, _rng: random.Random) -> str:
    path.unlink()
    path.mkdir()
    return "a folder"


def _gone(path: Path, _rng: random.Random) -> str:
    path.unlink()
    return "gone"


def _longer(path: Path, rng: random.Random) -> str:
    with path.open("ab") as file:
        file.write(rng.randbytes(rng.choice([1, 64, 5000])))
    return "longer"


def _other(path: Path, rng: random.Random) -> str:
    content = rng.choice(
        [
            b"SQLite format 3\0" + bytes(4000),
            b"PK\x03\x04" + bytes(200),
            b"PAR1" + bytes(100) + b"PAR1",
            b"ARROW1\0\0" + bytes(100) + b"ARROW1",
            b"MAILROUT" + (40).to_bytes(8, "little") + b'{"values":{},"arrays":{},"size":0}      ',
            b"<html></html>",
            "été".encode("utf-16"),
            b"[" * 30_000,
            b"null",
            b"{}",
            b"[1]",
        ]
    )
    path.write_bytes(content)
    return f"other: {content[:8]!r}"


def _value(path: Path, rng: random.Random) -> str:
    """Change one value of a JSON file; flip a bit of any other."""
    if path.suffix != ".json":
        return _flipped(path, rng)
    held = json.loads(path.read_bytes())
    name = rng.choice(list(held))
    if rng.random() < 0.2:
        del held[name]
    else:
        held[name] = rng.choice(ODD_VALUES)
    path.write_text(json.dumps(held), "utf-8")
    return f"{name}={str(held.get(name, 'gone'))[:20]}"


_DAMAGES: list[Callable[[Path, random.Random], str]] = [
    _cut, _flipped, _flipped, _flipped, _zeroed, _noise, _empty, _folder, _gone, _longer, _other, _value, _value,
]  # fmt: skip
