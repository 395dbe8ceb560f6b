"""Backups: what the user wrote about a territory, in one file that any later version reads on any machine.

A backup is a ZIP of Parquet tables (journal of the register, population layers), of the scenarios, and of the travel
times and settings that the user brought, with a manifest that holds the hash of each. Road networks are left out:
they are rebuilt from their file.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from geo.errors import BadInputError, MaillageError, MissingFileError
from geo.files.archives import DAMAGED_ZIP
from geo.files.atomic import atomic_path, write_atomic
from geo.files.portable_names import portable_name
from geo.paths import workspace_folder
from geo.workspace.data import database_path
from geo.workspace.store import open_database
from geo.workspace.territory import Territory
from geo.workspace.user_kinds import bring_kinds
from geo.workspace.user_tables import ORDER, UserTables, read_user_tables
from geo.workspace.vocabulary import KINDS_FILE
from geo.workspace.write_lock import write_lock

FORMAT = 1
"""Version of the layout of a backup; later ones are refused."""

_MANIFEST = "manifest.json"
_LARGEST = 4 * 1024**3
_SUFFIX = ".zip"
_AUTOMATIC = "auto"
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Backup:
    """A backup that was read and found whole.

    ``entries`` is how many entries of the journal it holds, ``files`` the files of the workspace beside the database
    (path from the workspace → content).
    """

    path: Path
    territory_id: str
    made_at: datetime
    made_by_version: str
    entries: int
    tables: UserTables
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class DatedCopy:
    """A file of the folder of backups: its territory, its moment (UTC), whether Maillage made it by itself."""

    path: Path
    territory_id: str
    made_at: datetime
    automatic: bool


def backups_folder() -> Path:
    """Return the folder of backups, which may not exist yet."""
    return workspace_folder() / "backups"


def write_backup(territory: Territory, *, moment: datetime, path: Path | None = None, automatic: bool = False) -> Path:
    """Write a backup of a territory, and return where it is.

    Parameters
    ----------
    moment
        The present, in UTC.
    path
        The file to write, or the folder to write in; a dated file of the folder of backups when None.
    automatic
        Whether Maillage makes it by itself: such copies are thinned out with age (:func:`copies_to_drop`).

    Raises
    ------
    MissingFileError
        ``backup-nothing`` when nothing was ever written about this territory.
    BadInputError
        ``file-exists`` when the file to write is there already.
    StoreError
        When the database cannot be read.
    """
    database_file = database_path(territory)
    if not database_file.exists():
        raise MissingFileError("backup-nothing", territory=territory.id)
    target = _target(territory.id, moment, path, automatic=automatic)
    with write_lock(database_file), open_database(database_file) as database:
        tables = read_user_tables(database)
        files = {name: (workspace_folder() / name).read_bytes() for name in _own_files(territory.id)}
    contents = {f"tables/{table}.parquet": _parquet(rows) for table, rows in tables.items()}
    contents |= {f"workspace/{name}": content for name, content in files.items()}
    manifest = {
        "format": FORMAT,
        "made_by": f"maillage {version('maillage')}",
        "territory": territory.id,
        "made_at": moment.isoformat(timespec="seconds"),
        "entries": len(tables.get("register_journal", ())),
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }
    with atomic_path(target) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2))
        for name, content in contents.items():
            archive.writestr(name, content)
    return target


def read_backup(path: Path) -> Backup:
    """Read a backup whole, checking every file against the manifest.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``backup-unreadable`` when it is damaged or is something else, ``backup-newer`` when a later version wrote it.
    """
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    try:
        with zipfile.ZipFile(path) as archive:
            manifest, contents = _contents(archive, path)
    except (*DAMAGED_ZIP, KeyError) as error:
        if isinstance(error, MaillageError):
            raise
        raise BadInputError("backup-unreadable", file=path.name) from error
    try:
        tables = {
            table: pd.read_parquet(io.BytesIO(contents[f"tables/{table}.parquet"]))
            for table in ORDER
            if f"tables/{table}.parquet" in contents
        }
        return Backup(
            path=path,
            territory_id=str(manifest["territory"]),
            made_at=datetime.fromisoformat(manifest["made_at"]),
            made_by_version=str(manifest["made_by"]),
            entries=len(tables["register_journal"]),
            tables=tables,
            files={
                name.removeprefix("workspace/"): content
                for name, content in contents.items()
                if name.startswith("workspace/")
            },
        )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise BadInputError("backup-unreadable", file=path.name) from error


def write_files(backup: Backup) -> int:
    """Put the files of a backup into the workspace, in place of those of the same names, and return how many.

    Kinds of actors belong to every territory: those of the backup are added to those that are there.
    """
    for name, content in backup.files.items():
        if name == KINDS_FILE:
            bring_kinds(content)
            continue
        path = workspace_folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, content)
    return len(backup.files)


def keep_dated_copy(territory: Territory, *, moment: datetime) -> Path | None:
    """Make the day's copy before the first change of the day, and drop the copies that age thins out.

    A copy that cannot be written stops nothing: the change that follows has its own safety.

    Returns
    -------
    Path or None
        The copy; None when there is one of today, nothing to copy, or no room for it.
    """
    own = [copy for copy in dated_copies(territory.id) if copy.automatic]
    if any(copy.made_at.date() == moment.date() for copy in own):
        return None
    try:
        made = write_backup(territory, moment=moment, automatic=True)
    except (MaillageError, OSError):
        return None
    for path in copies_to_drop({copy.path: copy.made_at for copy in own}, today=moment.date()):
        with suppress(OSError):
            path.unlink()
    return made


def dated_copies(territory_id: str | None = None) -> list[DatedCopy]:
    """Return the backups of the folder of backups, the latest first."""
    found = [copy for path in sorted(backups_folder().glob(f"*{_SUFFIX}")) if (copy := _dated(path)) is not None]
    kept = [copy for copy in found if territory_id is None or copy.territory_id == territory_id]
    return sorted(kept, key=lambda copy: copy.made_at, reverse=True)


def copies_to_drop(copies: Mapping[Path, datetime], *, today: date) -> list[Path]:
    """Return the copies that age thins out.

    Kept: every copy of the last seven days, then the latest of each week for five weeks, of each month for a year,
    and of each year after that.

    Parameters
    ----------
    copies
        File → moment when it was made.
    """
    drop: list[Path] = []
    seen: set[tuple[object, ...]] = set()
    for path, made in sorted(copies.items(), key=lambda item: item[1], reverse=True):
        age = today - made.date()
        period: tuple[object, ...]
        if age < timedelta(days=7):
            continue
        if age < timedelta(days=42):
            period = ("week", *made.isocalendar()[:2])
        elif age < timedelta(days=400):
            period = ("month", made.year, made.month)
        else:
            period = ("year", made.year)
        if period in seen:
            drop.append(path)
        seen.add(period)
    return drop


def _own_files(territory_id: str) -> list[str]:
    """Return the files of the workspace that the user brought for a territory, as paths from the workspace."""
    folder = workspace_folder()
    found: Iterable[Path] = (
        *folder.glob(f"scenarios/{territory_id}/*.toml"),
        *folder.glob(f"dossiers/{territory_id}/*.*"),
        *folder.glob(f"matrices/{territory_id}-*.parquet"),
        *folder.glob(f"matrices/{territory_id}-*.json"),
        *folder.glob(f"calibrations/{territory_id}-*.json"),
        *folder.glob(f"boundaries/{territory_id}.parquet"),
        *folder.glob(f"territories/{territory_id}/*.*"),
        *folder.glob(KINDS_FILE),
    )
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _contents(archive: zipfile.ZipFile, path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
        raise BadInputError("backup-unreadable", file=path.name)
    manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    if int(manifest["format"]) > FORMAT:
        raise BadInputError("backup-newer", file=path.name, version=str(manifest.get("made_by", "")))
    contents = {str(name): archive.read(str(name)) for name in manifest["sha256"]}
    for name, content in contents.items():
        parts = PurePosixPath(name).parts
        inside = parts[0] in ("tables", "workspace") and ".." not in parts and "\\" not in name and ":" not in name
        if not inside or hashlib.sha256(content).hexdigest() != manifest["sha256"][name]:
            raise BadInputError("backup-unreadable", file=path.name)
    return manifest, contents


def _parquet(rows: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def _target(territory_id: str, moment: datetime, path: Path | None, *, automatic: bool) -> Path:
    ending = f"-{_AUTOMATIC}" if automatic else ""
    name = portable_name(f"{territory_id}_{moment:%Y-%m-%dT%H-%M-%S}{ending}", ending=_SUFFIX)
    if path is not None and not path.is_dir():
        if path.exists():
            raise BadInputError("file-exists", file=path.name)
        return path
    target = (backups_folder() if path is None else path) / name
    # Two in one second: the second waits its turn in the names, nothing is written over.
    return target if not target.exists() else _target(territory_id, moment + _SECOND, path, automatic=automatic)


def _dated(path: Path) -> DatedCopy | None:
    territory_id, _, rest = path.stem.rpartition("_")
    automatic = rest.endswith(f"-{_AUTOMATIC}")
    try:
        made_at = datetime.strptime(rest.removesuffix(f"-{_AUTOMATIC}"), "%Y-%m-%dT%H-%M-%S")  # noqa: DTZ007 - UTC
    except ValueError:
        return None
    return DatedCopy(path, territory_id, made_at, automatic) if territory_id else None
