"""Writing what a user says to the base of a territory: whole or not at all, and read back from the disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from geo.errors import StoreError
from geo.workspace.backup import keep_dated_copy
from geo.workspace.data import database_path, now
from geo.workspace.store import Database, open_database
from geo.workspace.territory import Territory
from geo.workspace.write_lock import write_lock


@contextmanager
def recording(
    territory: Territory, count: Callable[[Database], object], *, spatial: bool = False, dated_copy: bool = True
) -> Iterator[Database]:
    """Give the base of a territory to write to, in one transaction and under the writer's lock.

    Parameters
    ----------
    count
        How many entries the journal that is written to has: the same once read back from the file.
    spatial
        Whether what is written looks for places.
    dated_copy
        Whether a copy of the base is kept before (:func:`geo.workspace.backup.keep_dated_copy`).

    Raises
    ------
    StoreError
        ``store-not-written``, and those of :func:`geo.workspace.store.open_database`: nothing is then recorded.
    """
    path = database_path(territory)
    with write_lock(path):
        if dated_copy:
            keep_dated_copy(territory, moment=now())
        with open_database(path, write=True, spatial=spatial) as database:
            with database.transaction():
                yield database
            kept = count(database)
        # What is acknowledged is on the disk: read back from the file, by a connection of its own.
        with open_database(path) as database:
            if count(database) != kept:
                raise StoreError("store-not-written", file=path.name)
