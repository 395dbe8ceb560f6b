"""How many services are expected, as the database keeps it: the embedded counts, and the journal of the user's own."""

from datetime import datetime

import pandas as pd

from geo import schema
from geo.workspace.store import Database

_KEY = ["zone_id", "kind"]


def present(database: Database) -> pd.DataFrame:
    """Return the counts as they stand (``schema.EXPECTED``), by zone then kind: the user's, else those embedded."""
    rows = database.frame("SELECT * FROM expected_present ORDER BY zone_id, kind")
    return schema.conform(rows, schema.EXPECTED)


def own(database: Database) -> pd.DataFrame:
    """Return the zone and the kind of the counts that are the user's."""
    return database.frame(
        """
        SELECT zone_id, kind FROM expected_journal
        QUALIFY row_number() OVER (PARTITION BY zone_id, kind ORDER BY entry DESC) = 1 AND action = 'set'
        ORDER BY zone_id, kind
        """
    )


def count(database: Database) -> int:
    """Return how many entries the journal has."""
    return int(database.value("SELECT count(*) FROM expected_journal"))


def record(database: Database, rows: pd.DataFrame, *, moment: datetime, by: str, reason: str, origin: str) -> int:
    """Append the counts that differ from the present ones, and return how many.

    Parameters
    ----------
    rows
        ``schema.EXPECTED``.
    by, reason, origin
        Who, why and from which file.
    """
    before = set(_comparable(present(database)))
    new = [content not in before for content in _comparable(rows)]
    changed = rows[pd.Series(new, index=rows.index, dtype=bool)]
    _append(database, changed, action="set", moment=moment, by=by, reason=reason, origin=origin)
    return len(changed)


def withdraw(database: Database, rows: pd.DataFrame, *, moment: datetime, by: str, reason: str) -> int:
    """Take the user's own counts back for some zones and kinds, and return how many there were."""
    mine = own(database)
    taken = mine.merge(rows[_KEY], on=_KEY)
    _append(database, taken, action="withdraw", moment=moment, by=by, reason=reason, origin="")
    return len(taken)


def restore(database: Database, journal: pd.DataFrame) -> None:
    """Put the entries of an earlier database into a new one, keeping their numbers' order."""
    database.insert("expected_journal", journal.drop(columns="entry"))


def _append(
    database: Database, rows: pd.DataFrame, *, action: str, moment: datetime, by: str, reason: str, origin: str
) -> None:
    if len(rows):
        entries = rows.assign(recorded_at=moment, recorded_by=by, action=action, reason=reason, origin=origin)
        database.insert("expected_journal", entries)


def _comparable(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    plain = rows[schema.EXPECTED.names].astype(object)
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))
