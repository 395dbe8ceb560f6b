"""Taking a register file in: checked against the territory, then recorded all of it or not at all."""

from pathlib import Path

from geo.errors import BadInputError
from geo.files.register import RegisterReading, read_register
from geo.workspace import journal
from geo.workspace.build import join_positions, register_context
from geo.workspace.data import Progress, database_path, ensure_built, now
from geo.workspace.store import open_database
from geo.workspace.territory import Territory


def check_register(territory: Territory, path: Path, *, progress: Progress | None = None) -> RegisterReading:
    """Read a register file against the territory as it stands, recording nothing.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    """
    ensure_built(territory, progress=progress)
    with open_database(database_path(territory)) as database:
        context = register_context(database, territory, moment=now())
    return read_register(path, context=context)


def import_register(territory: Territory, reading: RegisterReading, *, by: str, reason: str, origin: str) -> int:
    """Record a register that was read without error, all of it or nothing, and return how many entries changed.

    Raises
    ------
    BadInputError
        ``register-has-errors`` when the reading has errors.
    """
    if not reading.ok:
        raise BadInputError("register-has-errors", file=origin)
    register = journal.as_register(reading.actors, reading.services)
    with open_database(database_path(territory), write=True, spatial=True) as database, database.transaction():
        changed = journal.record(database, register, moment=now(), by=by, reason=reason, origin=origin)
        join_positions(database)
    return changed
