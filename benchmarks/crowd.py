"""Many people on one app at once: how long each waits, what it costs, and what memory stays.

``uv run python benchmarks/crowd.py`` serves the app here as ``maillage app`` does, brings thirty people who look at
different screens and different questions, lets them all change a choice at the same instant, again and again, then
opens and leaves two hundred sessions. It prints one table: the wait of a change (median, 95th, longest), the processor
time of the servers per change, which does not depend on what else runs on the machine, and the memory.

``--actors 1000`` gives Wallonia a register of a thousand more actors; ``--workers 1`` serves from one process.
"""

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from benchmarks.app import CHANGES, SCREENS  # noqa: E402
from benchmarks.app_session import AppSession, served  # noqa: E402

PEOPLE, ROUNDS, SESSIONS, AT_ONCE, SEED = 30, 6, 200, 10, 1
TARGET_S = 1.0
KINDS = ("saf", "hopital", "one-consultation-enfants", "planning-familial")
ZONES = ("80000", "90000", "20002", "50000")
_CLOCK = os.sysconf("SC_CLK_TCK")


@dataclass
class Measured:
    """What one crowd waited for, in seconds, and what it cost the servers, in processor seconds."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    used_s: float = 0.0
    lasted_s: float = 0.0

    def quantile(self, share: float) -> float:
        """Return the wait that a share of the changes did not exceed, in seconds."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def processes_of(server: int) -> list[int]:
    """Return a process and those that it started, at any depth."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text(encoding="ascii", errors="replace")
            except OSError:
                continue
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(folder.name))
    found, ahead = [], [server]
    while ahead:
        found.append(ahead.pop())
        ahead += children.get(found[-1], [])
    return found


def processor_s(server: int) -> float:
    """Return the processor seconds used by a server and its workers."""
    used = 0.0
    for process in processes_of(server):
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        fields = stat.rpartition(")")[2].split()
        used += (int(fields[11]) + int(fields[12])) / _CLOCK
    return used


def memory_mb(server: int) -> float:
    """Return the memory held by a server and its workers, in megabytes; what they share is counted once."""
    total = 0.0
    for process in processes_of(server):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0) / 1024
    return total


def crowd(port: int, server: int, *, people: int = PEOPLE, rounds: int = ROUNDS, seed: int = SEED) -> Measured:
    """Let many people change a choice at the same instant, ``rounds`` times.

    Each has a screen and a question of their own; every round, each changes the zone, the threshold or the kind of
    actor, drawn at random from ``seed``. The time that the screens take to open is not counted.
    """
    found = Measured()
    gate = threading.Barrier(people + 1)

    def one(rank: int) -> None:
        rng = random.Random(seed * 1000 + rank)  # noqa: S311 - a choice of buttons
        try:
            with AppSession(port) as session:
                asked = {"kind": rng.choice(KINDS), "zone": rng.choice(ZONES)}
                found.errors.extend(session.open(SCREENS[rank % len(SCREENS)], asked).errors)
                for _ in range(rounds):
                    gate.wait(timeout=300)
                    name, values = rng.choice(CHANGES)
                    drawn = session.choose(name, rng.choice(values))
                    found.waits.append(drawn.done_s)
                    found.errors.extend(drawn.errors)
                gate.wait(timeout=300)
        except threading.BrokenBarrierError:
            return
        except Exception as error:
            found.errors.append(repr(error))
            gate.abort()

    everyone = [threading.Thread(target=one, args=(rank,), daemon=True) for rank in range(people)]
    for person in everyone:
        person.start()
    try:
        gate.wait(timeout=300)
        before, began = processor_s(server), time.perf_counter()
        for _ in range(rounds):
            gate.wait(timeout=300)
        found.used_s, found.lasted_s = processor_s(server) - before, time.perf_counter() - began
    except threading.BrokenBarrierError:
        found.errors.append("somebody was not answered")
    for person in everyone:
        person.join(timeout=60)
    return found


def come_and_go(port: int, server: int, *, sessions: int = SESSIONS, seed: int = SEED) -> list[tuple[int, float]]:
    """Open and leave many sessions, some at a time, each with a question of its own.

    Returns
    -------
    list of (int, float)
        How many sessions had come, and the memory then, in megabytes.
    """
    told, done, lock = [(0, memory_mb(server))], 0, threading.Lock()

    def one(rank: int) -> None:
        nonlocal done
        rng = random.Random(seed * 7919 + rank)  # noqa: S311 - a choice of buttons
        with AppSession(port) as session:
            session.open(rng.choice(SCREENS), {"kind": rng.choice(KINDS), "zone": rng.choice(ZONES)})
            name, values = rng.choice(CHANGES)
            session.choose(name, rng.choice(values))
        with lock:
            done += 1

    for first in range(0, sessions, AT_ONCE):
        some = [threading.Thread(target=one, args=(rank,)) for rank in range(first, min(sessions, first + AT_ONCE))]
        for person in some:
            person.start()
        for person in some:
            person.join(timeout=300)
        if (first + AT_ONCE) % 50 == 0:
            told.append((done, memory_mb(server)))
    return told


def with_actors(workspace: Path, count: int) -> None:
    """Give Wallonia a register of ``count`` more actors around the places that it knows, in a workspace."""
    known = list(csv.DictReader((PROJECT / "data/actors/wallonie.csv").open(encoding="utf-8")))
    placed = [row for row in known if row["lon"] and row["lat"] and row["status"] == "open"]
    rng = random.Random(SEED)  # noqa: S311 - places on a map
    rows = []
    for rank in range(count):
        row = dict(rng.choice(placed))
        row |= {"actor_id": f"bench-{rank}", "name": f"Actor {rank}", "covers": "", "note": ""}
        row |= {
            "lon": f"{float(row['lon']) + rng.gauss(0, 0.02):.5f}",
            "lat": f"{float(row['lat']) + rng.gauss(0, 0.02):.5f}",
        }
        rows.append(row)
    path = workspace / "more-actors.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(known[0]))
        writer.writeheader()
        writer.writerows(rows)
    told = subprocess.run(  # noqa: S603
        [
            *(sys.executable, "-c", "from ui.cli import main; main()", "import", str(path)),
            *("--territory", "wallonie", "--by", "benchmark", "--reason", "many actors"),
        ],
        cwd=PROJECT,
        env={**os.environ, "MAILLAGE_WORKSPACE": str(workspace)},
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise SystemExit(told.stdout[-2000:] + told.stderr[-2000:])


def measure(*, workers: int, actors: int, sessions: int, rounds: int, people: int) -> list[tuple[str, str]]:
    """Return the lines of the table: what was measured, and its value."""
    with tempfile.TemporaryDirectory() as folder:
        if actors:
            with_actors(Path(folder), actors)
        with served(Path(folder), workers=workers) as (port, server):
            crowd(port, server, people=people, rounds=1, seed=SEED)
            found = crowd(port, server, people=people, rounds=rounds, seed=SEED)
            told = come_and_go(port, server, sessions=sessions) if sessions else []
    lines = [
        ("people at once", str(people)),
        ("workers", str(workers)),
        ("more actors", str(actors)),
        ("changes", str(len(found.waits))),
        ("errors", str(len(found.errors))),
        ("median wait", f"{statistics.median(found.waits):.2f} s"),
        ("95th wait", f"{found.quantile(0.95):.2f} s (target under {TARGET_S:.0f} s)"),
        ("longest wait", f"{max(found.waits):.2f} s"),
        ("processor per change", f"{found.used_s / len(found.waits) * 1000:.0f} ms"),
    ]
    lines += [(f"memory after {count} sessions", f"{used:.0f} MB") for count, used in told]
    return lines + [("first error", error[:300]) for error in found.errors[:1]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that answer")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--sessions", type=int, default=SESSIONS, help="sessions that come and go; 0 for none")
    parser.add_argument("--actors", type=int, default=0, help="actors added to the register of Wallonia")
    given = parser.parse_args(arguments)
    before = os.getloadavg()[0]
    lines = measure(
        workers=given.workers, actors=given.actors, sessions=given.sessions, rounds=given.rounds, people=given.people
    )
    lines.append(("load of the machine, before and after", f"{before:.1f}, {os.getloadavg()[0]:.1f}"))
    width = max(len(name) for name, _ in lines)
    print("\n".join(f"{name:{width}}  {value}" for name, value in lines))


if __name__ == "__main__":
    main()
