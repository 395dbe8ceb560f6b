"""What the user wrote in a database: the tables that a rebuild carries over and that a backup holds."""

from collections.abc import Mapping

import pandas as pd

from geo.errors import StoreError
from geo.workspace.store import Database, hash_of

UserTables = Mapping[str, pd.DataFrame]
"""Rows by table, in a fixed order."""

ORDER = {
    "register_journal": "entry",
    "place_layer": "ALL",
    "layer_point": "ALL",
    "layer_value": "ALL",
    "expected_journal": "entry",
    "proposal_journal": "entry",
    "handover_journal": "entry",
}
"""The tables, and what their rows are ordered by."""

_GIVEN_ANEW = frozenset({"entry"})
"""Columns that each database numbers by itself."""


def read_user_tables(database: Database) -> UserTables:
    """Return the user's tables of a database, those that it has: one written by an earlier version may lack some."""
    known = database.tables()
    return {
        table: database.frame(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608 - own names
        for table, order in ORDER.items()
        if table in known
    }


def check_user_tables(database: Database, kept: UserTables) -> None:
    """Refuse a database that does not hold all that was kept, row by row and in order.

    Rows may have been added after them: the embedded register moves on.

    Raises
    ------
    StoreError
        ``store-not-written``.
    """
    written = read_user_tables(database)
    for table, then in kept.items():
        columns = [name for name in then.columns if name not in _GIVEN_ANEW]
        now = written[table].head(len(then))
        if len(now) != len(then) or hash_of([now[columns]]) != hash_of([then[columns]]):
            raise StoreError("store-not-written", file=database.path.name)
