"""The accounts of a shared workspace, who is signed in, and the passwords that were wrong: one private file.

The file is SQLite, readable by its owner only (0600): the processes that serve one workspace share it. A password is
kept as Argon2id makes it; a session as the SHA-256 of the secret that the browser holds.
"""

import hashlib
import os
import secrets
import sqlite3
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from geo.errors import BadInputError, MaillageError, NotFoundError, RightError, StoreError, file_error
from geo.paths import workspace_folder
from geo.workspace.journal import EMBEDDED
from geo.workspace.rights import NOBODY, Person, Role, role_of

LONGEST_S = 12 * 3600.0
"""How long one sign-in lasts at most, in seconds."""
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 256
LONGEST_NAME = 120

_FILE = "accounts.sqlite"
_FREE_TRIES = 3
_LONGEST_WAIT_S = 60.0
_FORGIVEN_S = 900.0
_ENDED_KEPT_S = 7 * 24 * 3600.0
_BUSY_S, _MADE_S = 10.0, 2.0
_TABLES = frozenset({"account", "session", "tries"})
_SCHEMA = """
CREATE TABLE IF NOT EXISTS account (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT, since REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS session (
    token TEXT PRIMARY KEY, account TEXT NOT NULL, begun REAL NOT NULL, seen REAL NOT NULL, ended REAL
);
CREATE TABLE IF NOT EXISTS tries (key TEXT PRIMARY KEY, failures INTEGER NOT NULL, last REAL NOT NULL);
"""

Clock = Callable[[], float]
"""The present, in seconds since 1970."""


@dataclass(frozen=True)
class Account:
    """An account: its name, its role, how its holder signs in (``password`` or ``oidc``), since when (UTC)."""

    name: str
    role: Role
    way: str
    since: datetime


def accounts_path() -> Path:
    """Return the file of the accounts, which may not exist yet."""
    return workspace_folder() / _FILE


def list_accounts() -> list[Account]:
    """Return every account, by name.

    Raises
    ------
    StoreError
        ``accounts-unreadable``.
    """
    if not accounts_path().exists():
        return []
    with _opened(write=False) as file:
        rows = file.execute("SELECT name, role, hash, since FROM account ORDER BY key").fetchall()
        return [
            Account(str(name), _role(role), "password" if known else "oidc", datetime.fromtimestamp(since, UTC))
            for name, role, known, since in rows
        ]


def check_accounts() -> None:
    """Read the whole file of the accounts, where there is one.

    Raises
    ------
    StoreError
        ``accounts-unreadable`` when it is damaged or is another file, ``accounts-busy`` when it stays locked.
    FileError
        When the system does not let it be read or written.
    """
    if not accounts_path().exists():
        return
    with _opened(write=False) as file:
        if file.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
        for table in ("session", "tries"):
            file.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - the names above
    list_accounts()


def is_account(name: str) -> bool:
    """Tell whether an account has this name."""
    return accounts_path().exists() and any(_key(one.name) == _key(name) for one in list_accounts())


def add_account(name: str, role: Role, *, password: str | None, clock: Clock = time.time) -> Account:
    """Add an account and return it.

    Parameters
    ----------
    name
        What the journal will say; the e-mail address for somebody who signs in with an organisation.
    password
        None for somebody who signs in with an organisation only.

    Raises
    ------
    BadInputError
        ``account-name``, ``account-exists``, ``unknown-role``, ``password-short``, ``password-long``,
        ``password-name``.
    """
    tidy = _tidy(name)
    known = None if password is None else _hashed(tidy, password)
    with _opened() as file:
        if file.execute("SELECT 1 FROM account WHERE key = ?", [_key(tidy)]).fetchone():
            raise BadInputError("account-exists", name=tidy)
        row = [_key(tidy), tidy, role_of(role), known, clock()]
        file.execute("INSERT INTO account VALUES (?, ?, ?, ?, ?)", row)
    return next(one for one in list_accounts() if one.name == tidy)


def set_role(name: str, role: Role) -> None:
    """Give an account another role, at once for whoever is signed in.

    Raises
    ------
    NotFoundError
        ``unknown-account``.
    BadInputError
        ``unknown-role``.
    """
    _change(name, "UPDATE account SET role = ? WHERE key = ?", role_of(role))


def set_password(name: str, password: str) -> None:
    """Give an account another password, and end its sessions.

    Raises
    ------
    NotFoundError
        ``unknown-account``.
    BadInputError
        Those of :func:`add_account` about passwords.
    """
    _change(name, "UPDATE account SET hash = ? WHERE key = ?", _hashed(_tidy(name), password), end=True)


def remove_account(name: str) -> None:
    """Take an account away and end its sessions; the journal keeps its name.

    Raises
    ------
    NotFoundError
        ``unknown-account``.
    """
    with _opened() as file:
        if not file.execute("DELETE FROM account WHERE key = ?", [_key(name)]).rowcount:
            raise NotFoundError("unknown-account", name=name)
        file.execute("DELETE FROM session WHERE account = ?", [_key(name)])
        file.execute("DELETE FROM tries WHERE key = ?", [_key(name)])


def sign_in(name: str, password: str, *, clock: Clock = time.time) -> str:
    """Begin a session for a name and a password, and return its secret.

    A wrong password and an unknown name take the same time and say the same thing. After three failures one waits,
    twice as long each time and a minute at most; a try counts as a failure before it is checked, so that trying from
    several places at once gains nothing.

    Raises
    ------
    RightError
        ``sign-in-wrong``, or ``sign-in-wait`` with ``seconds``.
    """
    key, now = _key(name), clock()
    with _opened() as file:
        row = file.execute("SELECT hash FROM account WHERE key = ?", [key]).fetchone()
        bucket = key if row else f"unknown {hashlib.sha256(key.encode()).hexdigest()[:2]}"
        failures, last = file.execute("SELECT failures, last FROM tries WHERE key = ?", [bucket]).fetchone() or (0, 0.0)
        if now - last > _FORGIVEN_S:
            failures = 0
        wait = last + _wait_s(failures) - now
        if wait <= 0:
            file.execute("INSERT OR REPLACE INTO tries VALUES (?, ?, ?)", [bucket, failures + 1, now])
    if wait > 0:
        raise RightError("sign-in-wait", seconds=max(1, round(wait)))
    if not _matches(row[0] if row else None, password):
        raise RightError("sign-in-wrong")
    with _opened() as file:
        file.execute("DELETE FROM tries WHERE key = ?", [bucket])
    return _begin(key, clock)


def sign_in_as(name: str, *, clock: Clock = time.time) -> str:
    """Begin a session for somebody whom another service has recognised, and return its secret.

    Raises
    ------
    RightError
        ``sign-in-no-account`` when no account has this name.
    """
    if not is_account(name):
        raise RightError("sign-in-no-account", name=name)
    return _begin(_key(name), clock)


def person_of(secret: str, *, idle_s: float, clock: Clock = time.time) -> Person:
    """Return who holds the secret of a session; nobody when there is none, or when it ended.

    Parameters
    ----------
    idle_s
        Seconds without a gesture after which a session ends.
    """
    if not secret or not accounts_path().exists():
        return NOBODY
    now = clock()
    with _opened(write=False) as file:
        row = file.execute(
            "SELECT account.name, account.role FROM session JOIN account ON account.key = session.account "
            "WHERE token = ? AND ended IS NULL AND begun > ? AND seen > ?",
            [_digest(secret), now - LONGEST_S, now - idle_s],
        ).fetchone()
    return NOBODY if row is None else Person(str(row[0]), _role(row[1]))


def touch(secret: str, *, idle_s: float, clock: Clock = time.time) -> None:
    """Note a gesture in a session that has not ended."""
    now = clock()
    with _opened() as file:
        file.execute(
            "UPDATE session SET seen = ? WHERE token = ? AND ended IS NULL AND seen > ?",
            [now, _digest(secret), now - idle_s],
        )


def was_signed_in(secret: str) -> bool:
    """Tell whether a secret is one of a session, going on or ended."""
    if not secret or not accounts_path().exists():
        return False
    with _opened(write=False) as file:
        return file.execute("SELECT 1 FROM session WHERE token = ?", [_digest(secret)]).fetchone() is not None


def sign_out(secret: str, *, clock: Clock = time.time) -> None:
    """End a session."""
    if secret and accounts_path().exists():
        with _opened() as file:
            file.execute("UPDATE session SET ended = ? WHERE token = ? AND ended IS NULL", [clock(), _digest(secret)])


def _begin(key: str, clock: Clock) -> str:
    secret, now = secrets.token_urlsafe(32), clock()
    with _opened() as file:
        file.execute("DELETE FROM session WHERE max(begun, coalesce(ended, 0)) < ?", [now - _ENDED_KEPT_S])
        file.execute("INSERT INTO session VALUES (?, ?, ?, ?, NULL)", [_digest(secret), key, now, now])
    return secret


def _change(name: str, statement: str, value: str, *, end: bool = False) -> None:
    with _opened() as file:
        if not file.execute(statement, [value, _key(name)]).rowcount:
            raise NotFoundError("unknown-account", name=name)
        if end:
            file.execute("DELETE FROM session WHERE account = ?", [_key(name)])
            file.execute("DELETE FROM tries WHERE key = ?", [_key(name)])


@contextmanager
def _opened(*, write: bool = True) -> Iterator[sqlite3.Connection]:
    """Open the file for one piece of work, all of it done or nothing; nobody else may read it."""
    path = accounts_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = _created(path)
        if path.stat().st_mode & 0o077 and os.name == "posix":
            path.chmod(0o600)
    except OSError as error:
        raise file_error(error, path) from error
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
        if fresh:
            connection.executescript(_SCHEMA)
        else:
            _check_tables(connection)
        connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        yield connection
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        busy = getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        raise StoreError("accounts-busy" if busy else "accounts-unreadable", file=path.name) from error
    except (TypeError, ValueError, OverflowError) as error:
        if isinstance(error, MaillageError):
            raise
        raise StoreError("accounts-unreadable", file=path.name) from error  # a value that none of ours is
    finally:
        if connection is not None:
            connection.close()  # what was not committed is not written


def _created(path: Path) -> bool:
    """Make the file where there is none, and tell whether it was made; one that stays empty was damaged."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        os.close(os.open(path, os.O_RDWR))
    else:
        return True
    until = time.monotonic() + _MADE_S  # another process may be writing its first tables
    while not path.stat().st_size:
        if time.monotonic() > until:
            raise StoreError("accounts-unreadable", file=path.name)
        time.sleep(0.02)
    return False


def _check_tables(connection: sqlite3.Connection) -> None:
    """Refuse a file that is not one of accounts, before anything is written in it."""
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if _TABLES - found:
        raise sqlite3.DatabaseError


def _role(value: object) -> Role:
    try:
        return role_of(str(value))
    except BadInputError as error:
        raise StoreError("accounts-unreadable", file=_FILE) from error


def _wait_s(failures: int) -> float:
    """Return how long one waits after so many failures in a row, in seconds."""
    return 0.0 if failures < _FREE_TRIES else min(_LONGEST_WAIT_S, 2.0 ** (failures - _FREE_TRIES))


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody_hash() -> str:
    """Return what the password of an unknown name is compared with, so that it takes as long."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _matches(known: str | None, password: str) -> bool:
    try:
        right = _hasher().verify(known or _nobody_hash(), _normal(password)[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
    return right and known is not None


def _hashed(name: str, password: str) -> str:
    normal = _normal(password)
    if len(normal) < SHORTEST_PASSWORD:
        raise BadInputError("password-short", least=SHORTEST_PASSWORD)
    if len(normal) > LONGEST_PASSWORD:
        raise BadInputError("password-long", most=LONGEST_PASSWORD)
    if _key(normal) == _key(name):
        raise BadInputError("password-name")
    return _hasher().hash(normal)


def _tidy(name: str) -> str:
    tidy = " ".join(unicodedata.normalize("NFKC", name).split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable() or _key(tidy) == EMBEDDED:
        raise BadInputError("account-name", name=name[:LONGEST_NAME], most=LONGEST_NAME)
    return tidy


def _key(name: str) -> str:
    """Return what makes two names the same account."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _normal(password: str) -> str:
    """Return a password as two keyboards agree on it."""
    return unicodedata.normalize("NFKC", password)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
