"""Taking in how many services are expected: checked against the territory and its register, then recorded whole."""

from pathlib import Path

import pandas as pd

from geo.errors import BadInputError, NotFoundError
from geo.files.expected import ExpectedReading, check_known, read_expected_file
from geo.workspace import expected
from geo.workspace.build import register_context
from geo.workspace.data import database_path, ensure_built, load, now
from geo.workspace.progress import Progress
from geo.workspace.recording import recording
from geo.workspace.rights import Person, Role, require
from geo.workspace.store import open_database
from geo.workspace.territory import Territory
from geo.workspace.zones import ZoneTree, open_actors


def check_expected(territory: Territory, path: Path, *, progress: Progress | None = None) -> ExpectedReading:
    """Read a file of expected counts against the territory and its register, recording nothing.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    """
    ensure_built(territory, progress=progress)
    with open_database(database_path(territory)) as database:
        context = register_context(database, territory, moment=now())
    reading = read_expected_file(path, context=context)
    data = load(territory, progress=progress)
    tree = ZoneTree.of(data)
    counts = {kind: tree.counts(open_actors(data, kind), data.services) for kind in reading.table["kind"].unique()}
    names = dict(zip(data.zones["zone_id"], data.zones["name"], strict=True))
    check_known(reading, lambda zone_id, kind: counts[kind][zone_id], names=names)
    return reading


def import_expected(
    territory: Territory, reading: ExpectedReading, *, by: str, reason: str, origin: str, role: Role = "owner"
) -> int:
    """Record counts that were read without error, all of them or none, and return how many changed.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``expected-has-errors`` when the reading has errors.
    StoreError
        When the machine fails (see :func:`geo.workspace.store.open_database`): nothing is then recorded.
    """
    require(Person(by, role), "write")
    if not reading.ok:
        raise BadInputError("expected-has-errors", file=origin)
    with recording(territory, expected.count) as database:
        return expected.record(database, reading.table, moment=now(), by=by, reason=reason, origin=origin)


def withdraw_expected(
    territory: Territory, *, zone_id: str, kind: str, by: str, reason: str, role: Role = "owner"
) -> None:
    """Take back the user's own count of a kind in a zone: the one that comes with Maillage, if any, holds again.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    NotFoundError
        ``expected-not-own`` when the user has written none.
    StoreError
        When the machine fails: nothing is then recorded.
    """
    require(Person(by, role), "write")
    ensure_built(territory)
    asked = pd.DataFrame({"zone_id": [zone_id], "kind": [kind]})
    with recording(territory, expected.count) as database:
        if not expected.withdraw(database, asked, moment=now(), by=by, reason=reason):
            raise NotFoundError("expected-not-own", zone=zone_id, kind=kind)


def own_expected(territory: Territory) -> pd.DataFrame:
    """Return the zone and the kind of the counts that are the user's own."""
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return expected.own(database)
