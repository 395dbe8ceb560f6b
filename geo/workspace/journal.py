"""The register of actors as an append-only journal: the present is a view, nothing is overwritten."""

from datetime import datetime

import pandas as pd

from geo import schema
from geo.workspace.store import Database

EMBEDDED = "embedded"
"""Who wrote the entries that come with Maillage."""

_SERVICE_ONLY = [name for name in schema.SERVICE.names if name not in schema.ACTOR.names]
REGISTER_COLUMNS = [*schema.ACTOR.names, *_SERVICE_ONLY]
"""Columns of the register seen as one row per actor and service."""


def as_register(actors: pd.DataFrame, services: pd.DataFrame) -> pd.DataFrame:
    """Return one row per actor and service; source, date and note are those of the service."""
    own = [name for name in schema.ACTOR.names if name not in schema.SERVICE.names]
    rows = services.merge(actors[["actor_id", *own]], on="actor_id", how="left", validate="many_to_one")
    return rows[REGISTER_COLUMNS].reset_index(drop=True)


def register_at(database: Database, moment: datetime) -> pd.DataFrame:
    """Return the register as it stood at a moment (UTC), sorted by actor then service."""
    rows = database.frame(
        "SELECT * FROM register_at($moment::TIMESTAMP) ORDER BY actor_id, service", {"moment": moment}
    )
    return rows[REGISTER_COLUMNS]


def entries(database: Database) -> pd.DataFrame:
    """Return the whole journal, oldest first."""
    return database.frame("SELECT * FROM register_journal ORDER BY entry")


def restore(database: Database, journal: pd.DataFrame) -> None:
    """Put the entries of an earlier database into a new one, keeping their numbers' order."""
    database.insert("register_journal", journal.drop(columns="entry"))


def record(database: Database, register: pd.DataFrame, *, moment: datetime, by: str, reason: str, origin: str) -> int:
    """Append the rows that differ from the present, and return how many.

    Parameters
    ----------
    register
        One row per actor and service (``REGISTER_COLUMNS``).
    by, reason, origin
        Who, why and from which file.
    """
    changed = _differing(register, register_at(database, moment))
    _append(database, changed, action="set", moment=moment, by=by, reason=reason, origin=origin)
    return len(changed)


def follow_embedded(database: Database, register: pd.DataFrame, *, moment: datetime) -> int:
    """Bring the journal to the embedded register, and return how many entries that took.

    A service that the user has written since keeps the user's word: only services whose latest entry is itself
    embedded follow. Embedded services that are gone from the file are withdrawn.
    """
    latest = database.frame(
        """
        SELECT * FROM register_journal
        QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1
        """
    )
    owned = latest[latest["recorded_by"] == EMBEDDED]
    free = _without(register, latest[latest["recorded_by"] != EMBEDDED])
    changed = _differing(free, owned.loc[owned["action"] == "set", REGISTER_COLUMNS])
    gone = _without(owned.loc[owned["action"] == "set", REGISTER_COLUMNS], register)
    for rows, action in ((changed, "set"), (gone, "withdraw")):
        _append(database, rows, action=action, moment=moment, by=EMBEDDED, reason=EMBEDDED, origin=EMBEDDED)
    return len(changed) + len(gone)


def _append(
    database: Database, rows: pd.DataFrame, *, action: str, moment: datetime, by: str, reason: str, origin: str
) -> None:
    if rows.empty:
        return
    database.insert(
        "register_journal",
        rows[REGISTER_COLUMNS].assign(recorded_at=moment, recorded_by=by, action=action, reason=reason, origin=origin),
    )


def _without(rows: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    known = set(zip(others["actor_id"], others["service"], strict=True))
    keep = [key not in known for key in zip(rows["actor_id"], rows["service"], strict=True)]
    return rows[pd.Series(keep, index=rows.index, dtype=bool)]


def _differing(rows: pd.DataFrame, present: pd.DataFrame) -> pd.DataFrame:
    before = dict(zip(_keys(present), _comparable(present), strict=True))
    keep = [before.get(key) != content for key, content in zip(_keys(rows), _comparable(rows), strict=True)]
    return rows[pd.Series(keep, index=rows.index, dtype=bool)]


def _keys(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(zip(rows["actor_id"], rows["service"], strict=True))


def _comparable(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    plain = rows[REGISTER_COLUMNS].astype(object)
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))
