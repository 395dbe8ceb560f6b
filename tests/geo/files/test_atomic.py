import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.errors import FileError, file_error, refusal_in
from geo.files import atomic
from geo.files.atomic import atomic_path, is_temporary, sweep, temporary_path, write_atomic


def test_what_is_written_replaces_and_nothing_else_stays(tmp_path):
    path = tmp_path / "deep" / "scenario.toml"
    write_atomic(path, "été\r\nune ligne\n")
    assert path.read_bytes() == "été\r\nune ligne\n".encode()
    write_atomic(path, b"\x00\x01")
    assert path.read_bytes() == b"\x00\x01"
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), atomic_path(path) as temporary:
        temporary.write_text("half of the n")
        assert temporary.parent == tmp_path
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_with_the_name_that_the_user_knows(tmp_path, monkeypatch):
    path = tmp_path / "one.csv"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(FileError) as caught:
        write_atomic(path, "new")
    assert (caught.value.key, caught.value.values["path"]) == ("file-no-space", str(path))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_and_a_file_in_the_way(tmp_path):
    folder, file = tmp_path / "folder.csv", tmp_path / "file"
    folder.mkdir()
    file.write_text("")
    with pytest.raises(FileError, match="file-is-folder"):
        write_atomic(folder, "new")
    with pytest.raises(FileError, match="file-folder-is-file"):
        write_atomic(file / "below.csv", "new")
    assert sorted(tmp_path.iterdir()) == [file, folder]


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    write_atomic(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_the_permissions_of_a_file_stay(tmp_path):
    path = tmp_path / "private.csv"
    path.write_text("old")
    path.chmod(0o600)
    write_atomic(path, "new")
    assert path.stat().st_mode & 0o777 == 0o600


def test_temporary_names_are_no_file_of_the_user(tmp_path):
    assert temporary_path(tmp_path / "one.toml").suffix == ".tmp"
    assert temporary_path(tmp_path / "one.gpkg", keep_suffix=True).suffix == ".gpkg"
    assert len(temporary_path(tmp_path / ("é" * 120 + ".csv")).name.encode()) < 255
    for name in ("one.toml", "centre.maillage-nord.csv", "maillage-12.toml"):
        assert not is_temporary(tmp_path / name)


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path):
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys; from pathlib import Path; from geo.files.atomic import atomic_path\n"
            "with atomic_path(Path(sys.argv[1])) as t: t.write_text('half'); os._exit(9)",
            str(tmp_path / "one.csv"),
        ],
        check=False,
    )
    assert killed.returncode == 9
    (left,) = tmp_path.iterdir()
    assert is_temporary(left)
    beside = left.with_name(left.name + ".wal")
    beside.write_text("journal")
    mine, theirs = temporary_path(tmp_path / "two.csv"), tmp_path / "of the user.csv"
    living = Path(str(mine).replace(f"-{os.getpid()}-", f"-{os.getppid()}-"))
    elsewhere = Path(str(left).replace(atomic._host(), "00000000"))
    for path in (mine, theirs, living, elsewhere):
        path.write_text("work")
    write_atomic(tmp_path / "next.csv", "the next file written there sweeps")
    (tmp_path / "next.csv").unlink()
    assert not left.exists()
    assert not beside.exists()
    for path in (left, beside):
        path.write_text("half")
    assert set(sweep(tmp_path)) == {left, beside}
    assert set(tmp_path.iterdir()) == {mine, theirs, living, elsewhere}
    old = time.time() - atomic.STALE_S - 60
    for path in (mine, theirs, living, elsewhere):
        os.utime(path, (old, old))
    assert set(sweep(tmp_path)) == {mine, living, elsewhere}
    assert set(tmp_path.iterdir()) == {theirs}


def test_sweeping_what_is_not_there(tmp_path):
    assert sweep(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "file-no-space"),
        (errno.EROFS, "file-read-only"),
        (errno.EACCES, "file-no-permission"),
        (errno.EMFILE, "file-too-many-open"),
        (errno.ENOTDIR, "file-folder-is-file"),
        (errno.ENAMETOOLONG, "file-name-too-long"),
        (errno.EXDEV, "file-refused"),
    ],
)
def test_every_refusal_of_the_system_has_its_sentence(number, key):
    assert file_error(OSError(number, os.strerror(number), "a.csv")).key == key
    assert file_error(OSError(f"[Errno {number}] Failed to write. Detail: [errno {number}] …")).key == key


def test_a_refusal_told_by_a_library():
    said = 'Failed to commit: Could not write file "/a/ain.wal": No space left on device'
    found = refusal_in(said, "/a/ain.duckdb")
    assert found is not None
    assert (found.key, found.values["path"]) == ("file-no-space", "/a/ain.duckdb")
    assert refusal_in("Catalog Error: Table with name figure does not exist!", "/a") is None
