"""Putting a backup back in place of what is there, which is first backed up itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from geo.errors import StoreError
from geo.workspace.backup import Backup, write_backup, write_files
from geo.workspace.build import build_database
from geo.workspace.data import database_path, hash_of_inputs, now
from geo.workspace.progress import Progress
from geo.workspace.rights import OWNER, Person, require
from geo.workspace.store import finish_swap, set_aside
from geo.workspace.territory import Territory, load_territory
from geo.workspace.write_lock import write_lock

UNUSABLE = ("store-unreadable", "store-foreign", "store-newer")
"""What is said of a database that cannot be read at all."""


@dataclass(frozen=True)
class Restored:
    """What a restoration did: entries of the journal, layers and files now there; where the state before is."""

    territory_id: str
    entries: int
    layers: int
    files: int
    before: Path | None


def restore_backup(backup: Backup, *, person: Person = OWNER, progress: Progress | None = None) -> Restored:
    """Put a backup in place of what the workspace holds about its territory.

    The present state is backed up first, so that a restoration can itself be undone; everything that comes with
    Maillage is built anew, and the embedded register of today is followed where the user has not written since.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    NotFoundError
        ``unknown-territory``.
    StoreError
        When the machine fails: the state before is then still there.
    """
    require(person, "restore")
    check_known(backup)
    write_files(replace(backup, files=_description(backup)))
    territory = load_territory(backup.territory_id)
    path, moment = database_path(territory), now()
    with write_lock(path):
        finish_swap(path)
        before = _kept_before(territory, moment=moment) if path.exists() else None
        build_database(
            territory, path, inputs_hash=hash_of_inputs(territory), moment=moment, kept=backup.tables, progress=progress
        )
        files = write_files(backup)
    return Restored(
        territory_id=territory.id,
        entries=backup.entries,
        layers=len(backup.tables.get("place_layer", ())),
        files=files,
        before=before,
    )


def check_known(backup: Backup) -> None:
    """Refuse a backup of a territory that is not here and that it does not describe.

    Raises
    ------
    NotFoundError
        ``unknown-territory``.
    """
    if not _description(backup):
        load_territory(backup.territory_id)


def _description(backup: Backup) -> dict[str, bytes]:
    """Return the files of a territory that its user made: it must be there before its register is."""
    return {name: one for name, one in backup.files.items() if name.startswith(f"territories/{backup.territory_id}/")}


def _kept_before(territory: Territory, *, moment: datetime) -> Path:
    """Return where the present state is kept: in a backup, or as it is, aside, where it cannot be read."""
    try:
        return write_backup(territory, moment=moment)
    except StoreError as error:
        if error.key not in UNUSABLE:
            raise
        return set_aside(database_path(territory), moment=moment)
