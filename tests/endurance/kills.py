"""Programs killed at any moment of what they write: ``python -m tests.endurance.kills [--kills 200] [--seed 1]``.

After each kill the workspace must hold the state before or the state after, whole; and the state after when the
program said that it had succeeded.
"""

import argparse
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.endurance import workspaces
from tests.endurance.workspaces import Operation

EARLY = 0.2
"""Share of the kills that come before anything is written; the others fall while it is."""


def run(kills: int, seed: int, folder: Path, names: Sequence[str] = ()) -> list[dict[str, object]]:
    """Return one row per operation: kills, how many ended in the state before and after, what was lost.

    ``folder`` holds what :func:`tests.endurance.workspaces.prepare` made; ``names`` are the operations, all by default.
    """
    ready = folder / "ready"
    operations = [one for one in workspaces.operations(folder / "files") if not names or one.name in names]
    before = workspaces.state(ready)
    rows: dict[str, dict[str, object]] = {}
    lasts: dict[str, float] = {}
    afters: dict[str, dict[str, object]] = {}
    sources: dict[str, Path] = {}
    for operation in operations:
        sources[operation.name] = _source(ready, folder, operation)
        workspace = workspaces.copied(sources[operation.name], folder / "trial")
        process = workspaces.start(workspace, operation.arguments)
        began = _first_change(workspace, process)
        outcome = workspaces.end(process)
        assert outcome.status == 0, outcome.said
        lasts[operation.name] = time.monotonic() - began
        afters[operation.name] = workspaces.state(workspace)
        rows[operation.name] = {"operation": operation.name, "kills": 0, "before": 0, "after": 0, "lost": 0}
    chance = random.Random(seed)  # noqa: S311 - a reproducible trial
    for number in range(kills):
        operation = operations[number % len(operations)]
        row, after = rows[operation.name], afters[operation.name]
        workspace = workspaces.copied(sources[operation.name], folder / "trial")
        process = workspaces.start(workspace, operation.arguments)
        if chance.random() < EARLY:
            time.sleep(chance.uniform(0, 1.5))
        else:
            _first_change(workspace, process)
            time.sleep(chance.uniform(0, 1.05) * lasts[operation.name])
        process.send_signal(signal.SIGKILL)
        outcome = workspaces.end(process)
        found = workspaces.state(workspace)
        allowed = [after] if outcome.status == 0 else [before, after]
        row["kills"] = int(str(row["kills"])) + 1
        seen = "lost" if found not in allowed else "after" if found == after else "before"
        row[seen] = int(str(row[seen])) + 1
    return list(rows.values())


def _first_change(workspace: Path, process: subprocess.Popen[str]) -> float:
    """Wait until a process has begun to write to a workspace, or has ended, and return the moment."""
    before = _names(workspace)
    while process.poll() is None and _names(workspace) == before:
        time.sleep(0.002)
    return time.monotonic()


def _names(workspace: Path) -> list[tuple[str, int]]:
    found = []
    for path in workspace.rglob("*"):
        with suppress(OSError):
            found.append((path.name, path.stat().st_mtime_ns))
    return sorted(found)


def _source(ready: Path, folder: Path, operation: Operation) -> Path:
    if not operation.ages:
        return ready
    aged = workspaces.copied(ready, folder / "aged")
    workspaces.age(aged)
    return aged


def stopped_rebuild(folder: Path) -> tuple[int, int]:
    """Stop a rebuild half-way, import from another program, let it go on: return the import's status and its rows."""
    ready = folder / "ready"
    by_name = {operation.name: operation for operation in workspaces.operations(folder / "files")}
    workspace = workspaces.copied(ready, folder / "trial")
    workspaces.age(workspace)
    rebuild = workspaces.start(workspace, by_name["rebuild"].arguments)
    deadline = time.monotonic() + 60
    while not list(workspace.glob("*.tmp")) and time.monotonic() < deadline:
        time.sleep(0.01)
    rebuild.send_signal(signal.SIGSTOP)
    importing = workspaces.start(workspace, by_name["import"].arguments)
    time.sleep(4)
    rebuild.send_signal(signal.SIGCONT)
    outcome = workspaces.end(importing)
    workspaces.end(rebuild)
    journal = workspaces.state(workspace)["journal"]
    assert isinstance(journal, list)
    return outcome.status, sum(1 for row in journal if row[3] == "cinquante.csv")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspaces.prepare(Path(folder) / "ready", Path(folder) / "files")
        rows = run(asked.kills, asked.seed, Path(folder))
        status, imported = stopped_rebuild(Path(folder))
    print(f"seed {asked.seed}")  # noqa: T201
    print("| operation | kills | state before | state after | lost |\n|---|---|---|---|---|")  # noqa: T201
    for row in rows:
        print("| " + " | ".join(str(value) for value in row.values()) + " |")  # noqa: T201
    print(f"rebuild stopped, 50 rows imported meanwhile: status {status}, {imported} rows there after")  # noqa: T201


if __name__ == "__main__":
    main()
