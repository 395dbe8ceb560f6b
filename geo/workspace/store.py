"""The database: the only module that talks to DuckDB.

A connection is short: it is opened for one piece of work, given as a context, and closed, so that the app and the
command line can take turns on the same file. Within a process a lock keeps one connection per file at a time.
"""

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_spatial
import pandas as pd

from geo.errors import StoreError

WAIT_S = 10.0
"""How long to wait for another program that holds the file, in seconds."""

_CLOSED: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
_SPATIAL: dict[str, Any] = {"allow_unsigned_extensions": True}
"""The spatial extension comes from its wheel, trusted like any package: checking its 80 MB at every opening takes
0.7 s."""

_locks: dict[Path, threading.RLock] = {}
_locks_guard = threading.Lock()


class Database:
    """An open database: SQL in, frames out."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def frame(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Return the rows of a query as a frame."""
        return self._connection.execute(sql, dict(parameters or {})).df()

    def run(self, sql: str, parameters: Mapping[str, object] | None = None) -> None:
        """Execute a statement that returns nothing."""
        self._connection.execute(sql, dict(parameters or {}))

    def value(self, sql: str, parameters: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401
        """Return the single value of a query, or None when it has no row."""
        row = self._connection.execute(sql, dict(parameters or {})).fetchone()
        return row[0] if row else None

    def insert(self, table: str, rows: pd.DataFrame) -> None:
        """Append rows to a table, matching columns by name."""
        self._connection.register("incoming_rows", rows)
        try:
            columns = ", ".join(f'"{name}"' for name in rows.columns)
            self._connection.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM incoming_rows')  # noqa: S608
        finally:
            self._connection.unregister("incoming_rows")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside succeed together or not at all."""
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


@contextmanager
def open_database(path: Path, *, write: bool = False, spatial: bool = False) -> Iterator[Database]:
    """Open a database file for one piece of work.

    Parameters
    ----------
    path
        The file; created when absent and ``write`` is true.
    write
        Whether the work changes the file. Other programs can read together, but not while one writes.
    spatial
        Whether the work needs the spatial functions (a tenth of a second more).

    Raises
    ------
    StoreError
        ``store-missing`` when the file is absent, ``store-busy`` when another program keeps it for longer than
        ``WAIT_S``, ``store-unreadable`` when it is not a database.
    """
    if not write and not path.exists():
        raise StoreError("store-missing", file=path.name)
    with _lock_of(path):
        connection = _connect(path, write=write, spatial=spatial)
        try:
            yield Database(_prepared(connection, spatial=spatial))
        finally:
            connection.close()


@contextmanager
def new_database(path: Path, *, spatial: bool = False) -> Iterator[Database]:
    """Build a database in a temporary file beside ``path`` and put it in place only when the work succeeds.

    Raises
    ------
    StoreError
        ``store-busy`` when the file in place cannot be replaced because another program holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".building-{threading.get_ident()}")
    _remove(temporary)
    try:
        with open_database(temporary, write=True, spatial=spatial) as database:
            yield database
        with _lock_of(path):
            _replace(temporary, path)
    finally:
        _remove(temporary)


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


def _lock_of(path: Path) -> threading.RLock:
    with _locks_guard:
        return _locks.setdefault(path.resolve(), threading.RLock())


def _connect(path: Path, *, write: bool, spatial: bool) -> duckdb.DuckDBPyConnection:
    config = {**_CLOSED, **_SPATIAL} if spatial else _CLOSED
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            return duckdb.connect(str(path), read_only=not write, config=config)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower() and "being used" not in str(error).lower():
                raise StoreError("store-unreadable", file=path.name) from error
            if time.monotonic() > deadline:
                raise StoreError("store-busy", file=path.name) from error
            time.sleep(0.1)
        except duckdb.Error as error:
            raise StoreError("store-unreadable", file=path.name) from error


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


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + ".wal")):
        with suppress(FileNotFoundError):
            leftover.unlink()
