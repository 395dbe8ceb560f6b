"""The short runs of what ``docs/robustesse.md`` gives the long ones of."""

import sys

import pytest

from tests.endurance import full_disk, kills, workspaces

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts of Unix")]


def test_a_killed_program_leaves_the_state_before_or_after(tmp_path):
    rows = kills.run(6, seed=3, folder=tmp_path)
    assert sum(int(str(row["kills"])) for row in rows) == 6
    assert [row["operation"] for row in rows if row["lost"]] == []


def test_what_is_imported_while_a_rebuild_is_stopped_is_there_after(tmp_path):
    assert kills.stopped_rebuild(tmp_path) == (0, 50)


def test_a_disk_that_fills_loses_nothing(tmp_path):
    try:
        with full_disk.disk(tmp_path / "trial-disk", 1024):
            pass
    except OSError as error:
        pytest.skip(f"this machine lets no disk be mounted: {error}")
    workspaces.prepare(tmp_path / "ready", tmp_path / "files")
    by_name = {operation.name: operation for operation in workspaces.operations(tmp_path / "files")}
    for name in ("rebuild", "import"):
        row = full_disk.run(by_name[name], tmp_path / "ready", tmp_path, step_kib=4096, at_most=4)
        assert row["refused"], row
        assert (row["lost"], row["tracebacks"]) == (0, 0), row
