"""The database: the only module that talks to DuckDB.

A connection is short: it is opened for one piece of work, given as a context, and closed, so that the app and the
command line can take turns on the same file. Within a process a lock keeps one connection per file at a time; whoever
writes first takes the writer's lock of the file, which holds across processes (:mod:`geo.workspace.write_lock`).
"""

import errno
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_spatial
import pandas as pd

from geo.errors import FileError, MaillageError, StoreError, file_error
from geo.files.atomic import flush, flush_folder, remove_temporary, sweep, temporary_path
from geo.workspace.write_lock import write_lock

DatabaseError = duckdb.Error
"""What a statement raises that does not fit the database it is put to."""

WAIT_S = 10.0
"""How long to wait for another program that holds the file, in seconds."""

_CLOSED: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
_SPATIAL: dict[str, Any] = {"allow_unsigned_extensions": True}
"""The spatial extension comes from its wheel, trusted like any package: checking its 80 MB at every opening takes
0.7 s."""

_locks: dict[Path, threading.RLock] = {}
_locks_guard = threading.Lock()


class Database:
    """An open database: SQL in, frames out.

    Every method raises what :func:`open_database` raises when the machine fails (full disk, damaged file, memory).
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def frame(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Return the rows of a query as a frame."""
        with _failures_told(self.path):
            return self._connection.execute(sql, dict(parameters or {})).df()

    def run(self, sql: str, parameters: Mapping[str, object] | None = None) -> None:
        """Execute a statement that returns nothing."""
        with _failures_told(self.path):
            self._connection.execute(sql, dict(parameters or {}))

    def value(self, sql: str, parameters: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401
        """Return the single value of a query, or None when it has no row."""
        with _failures_told(self.path):
            row = self._connection.execute(sql, dict(parameters or {})).fetchone()
        return row[0] if row else None

    def insert(self, table: str, rows: pd.DataFrame) -> None:
        """Append rows to a table, matching columns by name."""
        self._connection.register("incoming_rows", rows)
        try:
            columns = ", ".join(f'"{name}"' for name in rows.columns)
            self.run(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM incoming_rows')  # noqa: S608
        finally:
            self._connection.unregister("incoming_rows")

    def tables(self) -> frozenset[str]:
        """Return the names of the tables and views of the database."""
        return frozenset(self.frame("SELECT table_name FROM information_schema.tables")["table_name"])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside succeed together or not at all."""
        self.run("BEGIN")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(duckdb.Error, MaillageError):  # a commit that failed has rolled back by itself
                self.run("ROLLBACK")
            raise


@contextmanager
def open_database(path: Path, *, write: bool = False, spatial: bool = False) -> Iterator[Database]:
    """Open a database file for one piece of work.

    Parameters
    ----------
    path
        The file; created when absent and ``write`` is true.
    write
        Whether the work changes the file. Other programs can read together, but not while one writes; two that write
        take turns.
    spatial
        Whether the work needs the spatial functions (a tenth of a second more).

    Raises
    ------
    StoreError
        ``store-missing`` when the file is absent, ``store-busy`` when another program keeps it for longer than
        ``WAIT_S``, ``store-unreadable`` when it is not a database or is damaged, ``store-newer`` when a later DuckDB
        wrote it, ``store-memory`` when memory does not suffice.
    FileError
        When the system refuses: full disk, folder that cannot be written…
    """
    if not write:
        if not path.exists():
            raise StoreError("store-missing", file=path.name)
        with _opened(path, write=False, spatial=spatial) as database:
            yield database
        return
    with write_lock(path), _opened(path, write=True, spatial=spatial) as database:
        yield database


@contextmanager
def new_database(
    path: Path, *, spatial: bool = False, verify: Callable[[Database], None] | None = None
) -> Iterator[Database]:
    """Build a database in a temporary file beside ``path`` and put it in place only when the work succeeds.

    The new file is checkpointed, synchronised, opened again and given to ``verify`` before it replaces the old one,
    which stays beside it as ``.bak`` until the next success. At every moment ``path`` is the old database or the new.

    Parameters
    ----------
    verify
        Raises when what was written, read back from the disk, is not what should be there.

    Raises
    ------
    StoreError
        Those of :func:`open_database`; ``store-not-written`` when the new file is not whole on the disk.
    """
    with write_lock(path):
        sweep(path.parent)
        temporary = temporary_path(path)
        try:
            with _opened(temporary, write=True, spatial=spatial) as database:
                yield database
                database.run("CHECKPOINT")
            if wal_path(temporary).exists():
                raise StoreError("store-not-written", file=path.name)
            with _os_failures_told(path):
                flush(temporary)
            if verify is not None:
                with _opened(temporary, write=False, spatial=False) as written:
                    verify(written)
            with _os_failures_told(path):
                put_in_place(temporary, path)
        finally:
            remove_temporary(temporary)


def backup_path(path: Path) -> Path:
    """Return where the database that was last replaced stays: beside it, as ``.bak``."""
    return path.with_name(path.name + ".bak")


def put_in_place(temporary: Path, path: Path) -> None:
    """Replace a database by a new file, the old one staying as ``.bak``; the caller holds the writer's lock.

    Raises
    ------
    StoreError
        ``store-busy`` when another program holds the file, ``store-not-written`` when the old one still has changes
        waiting in its log.
    """
    if wal_path(path).exists():
        raise StoreError("store-not-written", file=path.name)
    with _lock_of(path):
        if path.exists():
            _keep_old(path)
        _replace(temporary, path)
        finish_swap(path)
        flush_folder(path.parent)


def set_aside(path: Path, *, moment: datetime) -> Path:
    """Move a database that cannot be used out of the way, with its log, and return where it is now.

    Nothing is deleted; the caller holds the writer's lock.
    """
    aside = path.with_name(f"{path.name}.aside-{moment:%Y-%m-%dT%H-%M-%S}")
    with _lock_of(path), _os_failures_told(path):
        for suffix in ("", ".wal"):
            present = path.with_name(path.name + suffix)
            if present.exists():
                present.replace(aside.with_name(aside.name + suffix))
    return aside


def finish_swap(path: Path) -> None:
    """End a replacement that was killed half-way, where the disk has no hard links: the caller holds the lock."""
    waiting = swapping_path(path)
    if waiting.exists():
        waiting.replace(backup_path(path) if path.exists() else path)


def migrate(database: Database) -> None:
    """Bring a database to the present schema: each migration once, in order, in one transaction with its record."""
    database.run("CREATE TABLE IF NOT EXISTS migration (name VARCHAR PRIMARY KEY, applied_at TIMESTAMP NOT NULL)")
    done = set(database.frame("SELECT name FROM migration")["name"])
    for name, sql in migrations():
        if name not in done:
            with database.transaction():
                database.run(sql)
                database.run("INSERT INTO migration VALUES ($name, now()::TIMESTAMP)", {"name": name})


def migrations() -> list[tuple[str, str]]:
    """Return the name and SQL of every migration, in order."""
    folder = resources.files("geo.workspace") / "migrations"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return [(entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8")) for entry in files]


def spatial_connection() -> duckdb.DuckDBPyConnection:
    """Return an in-memory connection with the spatial functions, which may read the files it is given."""
    connection = duckdb.connect(":memory:", config={**_CLOSED, **_SPATIAL})
    connection.load_extension(_spatial_file())
    return connection


def hash_of(parts: Iterable[object]) -> str:
    """Return a hash of values in order: text, numbers, bytes, frames, and files by content."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, pd.DataFrame):
            digest.update(pd.util.hash_pandas_object(part, index=False).to_numpy().tobytes())
        elif isinstance(part, Path):
            digest.update(part.name.encode())
            digest.update(part.read_bytes() if part.exists() else b"absent")
        else:
            digest.update(part if isinstance(part, bytes) else repr(part).encode())
        digest.update(b"\x00")
    return digest.hexdigest()


@contextmanager
def _opened(path: Path, *, write: bool, spatial: bool) -> Iterator[Database]:
    with _lock_of(path):
        connection = _connect(path, write=write, spatial=spatial)
        try:
            with _failures_told(path):
                prepared = _prepared(connection, spatial=spatial)
            yield Database(prepared, path)
        finally:
            with suppress(duckdb.Error):  # what was committed is in the file or in its log
                connection.close()


def _lock_of(path: Path) -> threading.RLock:
    with _locks_guard:
        return _locks.setdefault(path.resolve(), threading.RLock())


def _connect(path: Path, *, write: bool, spatial: bool) -> duckdb.DuckDBPyConnection:
    config = {**_CLOSED, **_SPATIAL} if spatial else _CLOSED
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            return duckdb.connect(str(path), read_only=not write, config=config)
        except duckdb.Error as error:
            failure = _failure(error, path)
            if failure is None or failure.key != "store-busy" or time.monotonic() > deadline:
                raise failure or StoreError("store-unreadable", file=path.name) from error
            time.sleep(0.1)


@contextmanager
def _failures_told(path: Path) -> Iterator[None]:
    """Turn what DuckDB says of a failing machine into an error of the store; a mistaken statement stays what it is."""
    try:
        yield
    except duckdb.Error as error:
        failure = _failure(error, path)
        if failure is None:
            raise
        raise failure from error


def _failure(error: duckdb.Error, path: Path) -> MaillageError | None:
    said = str(error).lower()
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreError("store-memory", file=path.name)
    for key, sentences in _STORE_SAYS.items():
        if any(words in said for words in sentences):
            return StoreError(key, file=path.name)
    for number, sentences in _SYSTEM_SAYS.items():
        if any(words in said for words in sentences):
            return file_error(OSError(number, os.strerror(number)), path)
    return StoreError("store-unreadable", file=path.name) if isinstance(error, _BROKEN) else None


_STORE_SAYS = {
    "store-newer": ("version number", "storage version"),
    "store-busy": ("could not set lock", "conflicting lock", "being used by another process"),
}
_SYSTEM_SAYS = {
    errno.ENOSPC: ("no space left", "not enough space", "quota exceeded"),
    errno.EFBIG: ("file too large",),
    errno.EACCES: ("permission denied",),
    errno.EROFS: ("read-only file system",),
    errno.ENOTDIR: ("not a directory",),
    errno.EMFILE: ("too many open files",),
}
"""DuckDB passes on what the system said as a sentence only."""
_BROKEN = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)


@contextmanager
def _os_failures_told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileError:
        raise
    except OSError as error:
        raise file_error(error, path) from error


def _prepared(connection: duckdb.DuckDBPyConnection, *, spatial: bool) -> duckdb.DuckDBPyConnection:
    if spatial:
        connection.load_extension(_spatial_file())
    connection.execute("SET enable_external_access = false")
    return connection


def _spatial_file() -> str:
    package = Path(str(duckdb_extension_spatial.__file__)).parent
    files = sorted(package.glob("extensions/*/spatial.duckdb_extension"))
    if not files:
        raise StoreError("spatial-missing", version=duckdb.__version__)
    return str(files[-1])


def _keep_old(path: Path) -> None:
    """Give the database that is there a second name, ``.bak``; where the disk has no hard links, move it aside."""
    fresh = path.with_name(path.name + ".bak-new")
    fresh.unlink(missing_ok=True)
    try:
        os.link(path, fresh)
    except OSError:
        path.replace(swapping_path(path))
    else:
        fresh.replace(backup_path(path))


def swapping_path(path: Path) -> Path:
    """Return where a database waits while it is replaced, on a disk without hard links."""
    return path.with_name(path.name + ".swapping")


def wal_path(path: Path) -> Path:
    """Return where DuckDB logs what is not yet in the file."""
    return path.with_name(path.name + ".wal")


def _replace(temporary: Path, path: Path) -> None:
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            temporary.replace(path)
        except PermissionError as error:
            if time.monotonic() > deadline:
                raise StoreError("store-busy", file=path.name) from error
            time.sleep(0.1)
        else:
            return
