"""The writer's lock of a file: one program at a time changes a database, whatever it does to it.

A rebuild reads what the user wrote, builds anew and replaces; an import adds. Each holds the lock from its first
reading to its last writing, so that neither undoes the other. The lock is a file beside the database, and the system
lets go of it when its holder dies.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import StoreError, file_error

if TYPE_CHECKING:
    from filelock import BaseFileLock

WAIT_S = 30.0
"""How long to wait for another program that writes, in seconds: several times a rebuild."""

_locks: dict[Path, tuple[threading.RLock, "BaseFileLock"]] = {}
_guard = threading.Lock()


@contextmanager
def write_lock(path: Path, *, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the writer's lock of a file; may be taken again by whoever holds it.

    Parameters
    ----------
    waiting
        Called once if somebody else holds the lock.

    Raises
    ------
    StoreError
        ``store-writing`` when another program keeps it for longer than ``WAIT_S``, ``store-no-lock`` on a disk that
        knows no locks.
    FileError
        When the folder cannot be written.
    """
    threads, programs = _pair(path)
    with _both(threads, programs, path, waiting):
        yield


@contextmanager
def _both(
    threads: threading.RLock, programs: "BaseFileLock", path: Path, waiting: Callable[[], None] | None
) -> Iterator[None]:
    if not threads.acquire(blocking=False):
        _tell(waiting)
        if not threads.acquire(timeout=WAIT_S):
            raise StoreError("store-writing", file=path.name)
    try:
        _acquire(programs, path, waiting)
        try:
            yield
        finally:
            programs.release()
    finally:
        threads.release()


def _acquire(programs: "BaseFileLock", path: Path, waiting: Callable[[], None] | None) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            programs.acquire(timeout=0)
        except TimeoutError:
            _tell(waiting)
            programs.acquire(timeout=WAIT_S, poll_interval=0.05)
    except TimeoutError as error:
        raise StoreError("store-writing", file=path.name) from error
    except OSError as error:
        raise file_error(error, path.parent) from error
    except NotImplementedError as error:
        raise StoreError("store-no-lock", folder=str(path.parent)) from error


def _tell(waiting: Callable[[], None] | None) -> None:
    if waiting is not None:
        waiting()


def _pair(path: Path) -> tuple[threading.RLock, "BaseFileLock"]:
    """Return the locks of a file: among the threads of this program, and among programs."""
    resolved = path.resolve()
    with _guard:
        if resolved not in _locks:
            beside = resolved.with_name(f".{resolved.name}.lock")
            # Imported by those who write only: it takes as long to import as a small question takes to answer.
            locks = import_module("filelock")
            _locks[resolved] = (threading.RLock(), locks.FileLock(beside, thread_local=False))
        return _locks[resolved]
