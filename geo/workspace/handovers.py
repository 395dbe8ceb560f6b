"""Links between services as somebody says they are: an append-only journal, edited, read from a file or written."""

from pathlib import Path

import pandas as pd

from geo import schema
from geo.errors import BadInputError, NotFoundError
from geo.files.handovers import HEADERS, HandoverReading, handover_row, read_handover_file
from geo.workspace.data import database_path, ensure_built, now
from geo.workspace.journal import Signature
from geo.workspace.progress import Progress
from geo.workspace.recording import recording
from geo.workspace.rights import require
from geo.workspace.store import Database, open_database
from geo.workspace.territory import Territory

_KEY = list(schema.HANDOVER.key)


def present_handovers(territory: Territory) -> pd.DataFrame:
    """Return the links as they are said to be (``schema.HANDOVER``), by who passes on, who receives, then moment."""
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return _present(database)


def handover_history(territory: Territory) -> pd.DataFrame:
    """Return every entry of the journal, the latest first: who wrote what, when and why, withdrawals included."""
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return database.frame("SELECT * FROM handover_journal ORDER BY entry DESC").drop(columns="entry")


def check_handovers(territory: Territory, path: Path, *, progress: Progress | None = None) -> HandoverReading:
    """Read a file of links against the register of a territory, recording nothing.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    """
    return read_handover_file(path, names=_names(territory, progress=progress))


def import_handovers(territory: Territory, reading: HandoverReading, *, signed: Signature) -> int:
    """Record links that were read without error, all of them or none, and return how many changed.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``handovers-have-errors`` when the reading has errors.
    StoreError
        When the machine fails (see :func:`geo.workspace.store.open_database`): nothing is then recorded.
    """
    require(signed.person, "write")
    if not reading.ok:
        raise BadInputError("handovers-have-errors", file=signed.origin)
    return _write(territory, reading.table, signed=signed)


def set_handover(territory: Territory, line: dict[str, str], *, signed: Signature) -> bool:
    """Say what a link is; False where that was said already.

    Parameters
    ----------
    line
        The columns of ``schema.HANDOVER``; services by their id or their name.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadLinesError
        ``handover-line`` for a line that cannot be read.
    StoreError
        When the machine fails: nothing is then recorded.
    """
    require(signed.person, "write")
    return _write(territory, handover_row(line, names=_names(territory)), signed=signed) > 0


def withdraw_handover(territory: Territory, *, sender: str, receiver: str, phase: str, signed: Signature) -> None:
    """Take back what was said of a link: nothing is known of it any more.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    NotFoundError
        ``unknown-handover``.
    StoreError
        When the machine fails: nothing is then recorded.
    """
    require(signed.person, "write")
    ensure_built(territory)
    with recording(territory, _count) as database:
        known = _present(database)
        own = known[(known[_KEY] == [sender, receiver, phase]).all(axis=1)]
        if own.empty:
            raise NotFoundError("unknown-handover", sender=sender, receiver=receiver, phase=phase)
        _append(database, own, action="withdraw", signed=signed)


def handovers_text(rows: pd.DataFrame, actors: pd.DataFrame, *, language: str) -> str:
    """Return links as a CSV that :func:`check_handovers` reads back, with the names of the services beside their ids.

    Parameters
    ----------
    rows
        ``schema.HANDOVER``.
    actors
        ``schema.ACTOR``, for their names.
    """
    names = actors.set_index("actor_id")["name"]
    told = rows.assign(
        sender_name=rows["sender"].map(names).fillna(""), receiver_name=rows["receiver"].map(names).fillna("")
    )
    headers = HEADERS[language]
    return str(told[list(headers)].rename(columns=headers).to_csv(index=False, lineterminator="\n"))


def _names(territory: Territory, *, progress: Progress | None = None) -> dict[str, str]:
    """Return the name of every actor of the register, whatever its status."""
    ensure_built(territory, progress=progress)
    with open_database(database_path(territory)) as database:
        rows = database.frame("SELECT DISTINCT ON (actor_id) actor_id, name FROM register_present ORDER BY actor_id")
    return dict(zip(rows["actor_id"], rows["name"], strict=True))


def _present(database: Database) -> pd.DataFrame:
    rows = database.frame("SELECT * FROM handover_present ORDER BY sender, receiver, phase")
    return schema.conform(rows[schema.HANDOVER.names], schema.HANDOVER)


def _count(database: Database) -> object:
    return database.value("SELECT count(*) FROM handover_journal")


def _write(territory: Territory, rows: pd.DataFrame, *, signed: Signature) -> int:
    """Append the links that differ from those that are there, and return how many."""
    with recording(territory, _count) as database:
        before = set(_comparable(_present(database)))
        changed = rows[[one not in before for one in _comparable(rows)]]
        _append(database, changed, action="set", signed=signed)
    return len(changed)


def _append(database: Database, rows: pd.DataFrame, *, action: str, signed: Signature) -> None:
    if len(rows):
        told = rows.assign(recorded_at=now(), recorded_by=signed.by, reason=signed.reason, origin=signed.origin)
        database.insert("handover_journal", told.assign(action=action))


def _comparable(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    plain = rows[schema.HANDOVER.names].astype(object)
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))
