"""Files written whole or not at all: the only way a file of the user is written.

The new content goes to a temporary file in the same folder, is flushed to the disk, then takes the place of the old in
one step. A failure removes the temporary file; one left behind by a killed process says in its name which process that
was, so that :func:`sweep` can tell it from work that goes on: the next file written to the folder sweeps it.
"""

import errno
import os
import re
import secrets
import shutil
import socket
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import MaillageError, file_error

STALE_S = 24 * 3600.0
"""Age from which a temporary file is swept whoever wrote it, in seconds."""

_MARK = ".maillage-"
_NAME = re.compile(re.escape(_MARK) + r"(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-[0-9a-f]{8}(?:\.|$)")
_LONGEST_STEM = 40
_TRIES = 20


@contextmanager
def atomic_path(path: Path, *, keep_suffix: bool = False) -> Iterator[Path]:
    """Give a temporary path to write to; what was written there replaces ``path`` when the work succeeds.

    Parameters
    ----------
    path
        The file to write; its folder is made. A link is followed: the file it points to is replaced.
    keep_suffix
        True for the formats whose library looks at the suffix. Otherwise the temporary name ends with ``.tmp``, and no
        search by suffix finds it.

    Raises
    ------
    FileError
        When the disk refuses (full, read-only, not permitted, a folder in the way…): the file is as it was before.
    """
    target = Path(os.path.realpath(path))
    temporary = temporary_path(target, keep_suffix=keep_suffix)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        if target.exists():
            with suppress(OSError):
                shutil.copymode(target, temporary)
        flush(temporary)
        _replace(temporary, target)
        flush_folder(target.parent)
        sweep(target.parent)
    except MaillageError:
        raise
    except OSError as error:
        raise file_error(error, path, instead_of=temporary) from error
    finally:
        remove_temporary(temporary)


def write_atomic(path: Path, data: bytes | str) -> None:
    """Write bytes, or a text in UTF-8, to a file: whole or not at all.

    Raises
    ------
    FileError
        As :func:`atomic_path`.
    """
    with atomic_path(path) as temporary:
        temporary.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)


def check_writable(path: Path) -> None:
    """Write nothing to a file, to know before a long work whether its result will find its place; makes its folder.

    Raises
    ------
    FileError
        As :func:`atomic_path`.
    """
    target = Path(os.path.realpath(path))
    temporary = temporary_path(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.touch()
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    except OSError as error:
        raise file_error(error, path, instead_of=temporary) from error
    finally:
        remove_temporary(temporary)


def remove_whole(path: Path) -> None:
    """Remove a file, or a folder with all that it holds: gone at once, or still there.

    A folder first takes a temporary name, in one step: what a killed process leaves of it is swept.

    Raises
    ------
    FileError
        When the disk refuses: everything is as it was before.
    """
    temporary = temporary_path(path)
    try:
        path.rename(temporary)
        flush_folder(path.parent)
    except OSError as error:
        raise file_error(error, path) from error
    _remove(temporary)


def temporary_path(path: Path, *, keep_suffix: bool = False) -> Path:
    """Return a name in the folder of ``path`` that nobody else takes and :func:`sweep` recognises."""
    ending = path.suffix if keep_suffix else ".tmp"
    token = f"{_host()}-{os.getpid()}-{secrets.token_hex(4)}"
    return path.with_name(f"{path.stem[:_LONGEST_STEM]}{_MARK}{token}{ending}")


def is_temporary(path: Path) -> bool:
    """Tell whether a file is one of the temporary files of this module, or was left beside one (``….tmp.wal``)."""
    return _NAME.search(path.name) is not None


def remove_temporary(temporary: Path) -> None:
    """Remove a temporary file or folder and what a database engine left beside it, where they are."""
    for leftover in (temporary, *(temporary.with_name(temporary.name + end) for end in (".wal", "-journal", "-wal"))):
        _remove(leftover)


def sweep(folder: Path, *, recursive: bool = False) -> list[Path]:
    """Remove the temporary files that killed processes left in a folder, and return them.

    Swept are those of a process of this machine that is gone, and any that is older than ``STALE_S``. What cannot be
    removed, or looked at, is left.
    """
    swept = []
    try:
        found = sorted(folder.rglob("*") if recursive else folder.iterdir())
    except OSError:
        return []
    for path in found:
        named = _NAME.search(path.name)
        if named and _is_stale(path, host=named["host"], pid=int(named["pid"])):
            _remove(path)
            if not path.exists():
                swept.append(path)
    return swept


def _is_stale(path: Path, *, host: str, pid: int) -> bool:
    if host == _host() and pid != os.getpid() and not _is_running(pid):
        return True
    try:
        return time.time() - path.lstat().st_mtime > STALE_S
    except OSError:
        return False


def _host() -> str:
    """Return a mark of this machine: a shared folder may hold the files of another's processes."""
    return f"{zlib.crc32(socket.gethostname().encode('utf-8', 'replace')):08x}"


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, 0, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == 259  # STILL_ACTIVE
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def flush(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make the new name last: some systems have no such thing for a folder."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _replace(temporary: Path, target: Path) -> None:
    """Put a file in place; on Windows another program may look at the old one for an instant."""
    for left in range(_TRIES - 1, -1, -1):
        try:
            temporary.replace(target)
        except PermissionError:
            if not left or sys.platform != "win32":
                raise
            time.sleep(0.05)
        else:
            return


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
