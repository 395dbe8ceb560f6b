"""The short runs of what ``docs/robustesse.md`` gives the long ones of."""

import sys

import pytest

from tests.endurance import full_disk, kills, workspaces
from tests.tries import DEEP

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts of Unix")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A workspace with things to lose, and the files to import into it."""
    folder = tmp_path_factory.mktemp("endurance")
    workspaces.prepare(folder / "ready", folder / "files")
    return folder


def test_a_killed_program_leaves_the_state_before_or_after(folder):
    each = 5 if DEEP else 1
    rows = kills.run(2 * each, seed=3, folder=folder, names=("rebuild", "import"))
    told = [(row["operation"], row["kills"], row["lost"]) for row in rows]
    assert told == [("rebuild", each, 0), ("import", each, 0)]


def test_what_is_imported_while_a_rebuild_is_stopped_is_there_after(folder):
    assert kills.stopped_rebuild(folder) == (0, 50)


def test_a_disk_that_fills_loses_nothing(folder):
    try:
        with full_disk.disk(folder / "trial-disk", 1024):
            pass
    except OSError as error:
        pytest.skip(f"this machine lets no disk be mounted: {error}")
    by_name = {operation.name: operation for operation in workspaces.operations(folder / "files")}
    for name in ("rebuild", "import"):
        row = full_disk.run(by_name[name], folder / "ready", folder, step_kib=4096, at_most=4 if DEEP else 1)
        assert row["refused"], row
        assert (row["lost"], row["tracebacks"]) == (0, 0), row
