"""Taking a register file in: checked against the territory, then recorded all of it or not at all."""

from pathlib import Path

import pandas as pd

from geo.errors import BadInputError
from geo.files.register import RegisterReading, read_register
from geo.files.register.context import RegisterContext
from geo.files.register.intake.assistant import Intake, examine
from geo.files.register.intake.recipes import Recipe
from geo.workspace import journal
from geo.workspace.build import join_positions, register_context
from geo.workspace.data import database_path, ensure_built, now
from geo.workspace.progress import Progress
from geo.workspace.recording import recording
from geo.workspace.register_merging import Beside, beside
from geo.workspace.rights import Person, Role, require
from geo.workspace.store import open_database
from geo.workspace.territory import Territory


def check_register(territory: Territory, path: Path, *, progress: Progress | None = None) -> RegisterReading:
    """Read a register file against the territory as it stands, recording nothing.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    """
    return read_register(path, context=reading_context(territory, progress=progress))


def reading_context(territory: Territory, *, progress: Progress | None = None) -> RegisterContext:
    """Return what a list is read against: the territory and its register as they stand."""
    ensure_built(territory, progress=progress)
    with open_database(database_path(territory)) as database:
        return register_context(database, territory, moment=now())


def examine_list(
    territory: Territory,
    path: Path,
    *,
    answers: Recipe | None = None,
    recipe: Recipe | None = None,
    progress: Progress | None = None,
) -> Intake:
    """Return what is understood of somebody else's list, and what must still be asked; nothing is recorded.

    Parameters
    ----------
    answers
        What the person said about the list.
    recipe
        How it is read; the recipe that fits its headers when ``None``.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``bad-recipe``.
    """
    return examine(path, context=reading_context(territory, progress=progress), answers=answers, recipe=recipe)


def present_register(territory: Territory, *, progress: Progress | None = None) -> pd.DataFrame:
    """Return the register of a territory as it stands, one row per actor and service (``journal.REGISTER_COLUMNS``)."""
    ensure_built(territory, progress=progress)
    with open_database(database_path(territory)) as database:
        return journal.present(database)


def put_beside(territory: Territory, reading: RegisterReading) -> Beside:
    """Return a register that was read beside the one of a territory as it stands."""
    return beside(reading, present_register(territory))


def import_register(
    territory: Territory,
    reading: RegisterReading,
    *,
    by: str,
    reason: str,
    origin: str,
    role: Role = "owner",
    rows: pd.DataFrame | None = None,
    seen: pd.DataFrame | None = None,
) -> int:
    """Record a register that was read without error, all of it or nothing, and return how many entries changed.

    Parameters
    ----------
    role
        That of the account which signs.
    rows
        What to record instead of the rows as they were read: those of :meth:`Beside.rows`, once it is decided what
        becomes of actors who are there already.
    seen
        The rows of the register that the user saw beside them: :attr:`Beside.concerned`.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``register-has-errors`` when the reading has errors; ``import-changed-since`` when what was seen changed.
    StoreError
        When the machine fails (see :func:`geo.workspace.store.open_database`): nothing is then recorded.
    """
    require(Person(by, role), "write")
    if not reading.ok:
        raise BadInputError("register-has-errors", file=origin)
    register = journal.as_register(reading.actors, reading.services) if rows is None else rows
    signed = {"by": by, "reason": reason, "origin": origin}
    with recording(territory, journal.count, spatial=True) as database:
        changed = journal.record(database, register, moment=now(), seen=seen, **signed)
        join_positions(database)
    return changed
