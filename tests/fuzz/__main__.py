"""``python -m tests.fuzz --cases 1000 --seed 1``: the long run, and its table."""

import argparse
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from .commands import TERRITORIES, known, leaves, line
from .damage import damaged_cases, write_workspace
from .judge import Outcome, faults, run_apart, run_here
from .land import write_data
from .weather import commands, run_in, weathers
from .zoo import Zoo

PROGRAMS = ("commands", "damage", "weather")
_APART = 0.05


def main() -> int:
    """Run what is asked, print every fault and the table; the status is 1 when there is one."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("--cases", type=int, default=1000, help="cases in all: 6 tenths commands, 3 damage, 1 weather")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", choices=PROGRAMS)
    asked.add_argument("--minutes", type=float, help="stop after that long, and say how many cases were run")
    asked.add_argument("--command", help="one command only, for example “scenario run”")
    given = asked.parse_args()
    until = time.monotonic() + 60 * given.minutes if given.minutes else float("inf")
    shares = {"commands": 0.6, "damage": 0.3, "weather": 0.1}
    table, failed = [], 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # Some commands write a file of a name made at random where they are started.
        (folder / "here").mkdir()
        os.chdir(folder / "here")
        workspace = folder / "ws" / "workspace"
        workspace.mkdir(parents=True)
        os.environ["MAILLAGE_WORKSPACE"] = str(workspace)
        (folder / "data").mkdir()
        os.environ["MAILLAGE_DATA"] = str(write_data(folder / "data"))
        write_workspace(workspace)
        for program in PROGRAMS if given.only is None else (given.only,):
            count = given.cases if given.only else round(given.cases * shares[program])
            rng = random.Random(f"{given.seed} {program}")
            begun, done, faulty = time.monotonic(), 0, 0
            for outcome in cases(program, folder, workspace, rng, count, command=given.command):
                done += 1
                found = faults(outcome)
                faulty += bool(found)
                for fault in found:
                    tell(outcome, fault)
                if time.monotonic() > until:
                    break
            table.append((program, given.seed, done, faulty, time.monotonic() - begun))
            failed += faulty
    print("\n| programme | graine | cas | fautes | secondes |\n|---|---:|---:|---:|---:|")
    for program, seed, done, faulty, seconds in table:
        print(f"| {program} | {seed} | {done} | {faulty} | {seconds:.0f} |")
    return int(failed > 0)


def cases(
    program: str, folder: Path, workspace: Path, rng: random.Random, count: int, *, command: str | None = None
) -> Iterator[Outcome]:
    """Run the cases of a program, one after the other."""
    if program == "damage":
        zoo = Zoo(folder / "damage", {"zone": "01001"})
        (zoo.folder / "register.csv").write_bytes(zoo.good("register").read_bytes())
        yield from damaged_cases(workspace, zoo.folder, rng, count)
    elif program == "weather":
        about = known("land", folder / "weather")
        out = folder / "out"
        out.mkdir()
        every = [(weather, one) for weather in weathers(folder, workspace) for one in commands(about.zoo, out)]
        for said in sorted({f"{weather.name}: {weather.impossible}" for weather, _ in every if weather.impossible}):
            print(f"skipped, {said}")
        possible = [(weather, one) for weather, one in every if not weather.impossible]
        for weather, one in rng.sample(possible, min(count, len(possible))):
            yield run_in(weather, one)
    else:
        abouts = [known(territory, folder / "zoo") for territory in TERRITORIES]
        wanted = [(path, one) for path, one in leaves() if command in {None, " ".join(path)}]
        for _ in range(count):
            path, one = rng.choice(wanted)
            arguments = line(rng, rng.choices(abouts, list(TERRITORIES.values()))[0], path, one)
            apart = rng.random() < _APART and path != ("app",)
            yield run_apart(arguments) if apart else run_here(arguments)


def tell(outcome: Outcome, fault: str) -> None:
    """Print a fault, the command that showed it and where."""
    print(f"## {str(outcome)[:600]}\n   {fault}")
    if outcome.caught is not None:
        lines = traceback.extract_tb(outcome.caught.__traceback__)
        ours = [one for one in lines if ".venv" not in one.filename and "tests/fuzz" not in one.filename]
        print("   " + " ← ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(ours[-5:])))
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
