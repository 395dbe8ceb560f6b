"""Putting a backup back in place of what is there, which is first backed up itself."""

from dataclasses import dataclass
from pathlib import Path

from geo.backup import Backup, write_backup, write_files
from geo.build import build_database
from geo.territory import load_territory
from geo.workspace import Progress, database_path, finish_interrupted, hash_of_inputs, now
from geo.write_lock import write_lock


@dataclass(frozen=True)
class Restored:
    """What a restoration did: entries of the journal, layers and files now there; where the state before is."""

    territory_id: str
    entries: int
    layers: int
    files: int
    before: Path | None


def restore_backup(backup: Backup, *, progress: Progress | None = None) -> Restored:
    """Put a backup in place of what the workspace holds about its territory.

    The present state is backed up first, so that a restoration can itself be undone; everything that comes with
    Maillage is built anew, and the embedded register of today is followed where the user has not written since.

    Raises
    ------
    NotFoundError
        ``unknown-territory``.
    StoreError
        When the machine fails: the state before is then still there.
    """
    territory = load_territory(backup.territory_id)
    path, moment = database_path(territory), now()
    with write_lock(path):
        finish_interrupted(path)
        before = write_backup(territory, moment=moment) if path.exists() else None
        build_database(
            territory,
            path,
            inputs_hash=hash_of_inputs(territory),
            moment=moment,
            kept=backup.tables,
            progress=progress,
        )
        files = write_files(backup)
    return Restored(
        territory_id=territory.id,
        entries=backup.entries,
        layers=len(backup.tables.get("place_layer", ())),
        files=files,
        before=before,
    )
