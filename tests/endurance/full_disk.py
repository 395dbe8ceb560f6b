"""A disk that fills at every size: ``python -m tests.endurance.full_disk [--step-kib 1024]`` (root, Linux).

Each operation runs on small disks of every size, from one that just holds the workspace to one where it succeeds.
After each the workspace must hold the state before or the state after, whole, and a failure must be a sentence.
"""

import argparse
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.endurance import workspaces
from tests.endurance.workspaces import Operation

ROOMY_KIB = 256 * 1024


@contextmanager
def disk(folder: Path, kib: int) -> Iterator[Path]:
    """Mount a disk of a size in memory.

    Raises
    ------
    OSError
        Where this program may not mount.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        raise OSError(mounted.stderr.decode(errors="replace"))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def size_kib(folder: Path) -> int:
    """Return the room that a folder takes on such a disk, in KiB (whole pages)."""
    return sum((path.stat().st_size + 4095) // 4096 * 4 for path in folder.rglob("*") if path.is_file()) + 64


def run(operation: Operation, ready: Path, folder: Path, *, step_kib: int, at_most: int) -> dict[str, object]:
    """Try an operation on disks of growing sizes until it succeeds twice, and return one row of counts."""
    source = ready
    if operation.ages:
        source = workspaces.copied(ready, folder / "aged")
        workspaces.age(source)
    trial = workspaces.copied(source, folder / "trial")
    before = workspaces.state(ready)
    outcome = workspaces.end(workspaces.start(trial, operation.arguments))
    assert outcome.status == 0, outcome.said
    after = workspaces.state(trial)
    row = {"operation": operation.name, "disks": 0, "refused": 0, "done": 0, "lost": 0, "tracebacks": 0}
    kib, successes = size_kib(source), 0
    while successes < 2 and row["disks"] < at_most:  # type: ignore[operator]
        with disk(folder / "disk", kib) as small:
            workspace = workspaces.copied(source, small / "workspace")
            outcome = workspaces.end(workspaces.start(workspace, operation.arguments))
            subprocess.run(["mount", "-o", f"remount,size={ROOMY_KIB}k", str(small)], check=True)
            found = workspaces.state(workspace)
        allowed = [after] if outcome.status == 0 else [before, after]
        counted = {
            "disks": 1,
            "refused": outcome.status != 0,
            "done": outcome.status == 0,
            "lost": found not in allowed,
            "tracebacks": "Traceback" in outcome.said or (outcome.status != 0 and not outcome.said.strip()),
        }
        row |= {name: int(str(row[name])) + int(more) for name, more in counted.items()}
        successes += outcome.status == 0
        kib += step_kib
    return row


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--step-kib", type=int, default=1024)
    parser.add_argument("--at-most", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspaces.prepare(folder / "ready", folder / "files")
        print(f"disks from {size_kib(folder / 'ready')} KiB on, by {asked.step_kib} KiB")  # noqa: T201
        print("| operation | disks | refused | done | lost | tracebacks |\n|---|---|---|---|---|---|")  # noqa: T201
        for operation in workspaces.operations(folder / "files"):
            row = run(operation, folder / "ready", folder, step_kib=asked.step_kib, at_most=asked.at_most)
            print("| " + " | ".join(str(value) for value in row.values()) + " |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
