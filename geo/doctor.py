"""The state of a workspace: what is wrong with it, and what can be mended without losing anything."""

import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from geo.errors import FileError, MaillageError, StoreError, file_error
from geo.files.atomic import is_temporary, sweep, temporary_path
from geo.paths import workspace_folder
from geo.roads.territory_roads import has_roads, open_roads
from geo.schema import TRAVEL_MODES
from geo.transit.territory_transit import has_transit, open_transit
from geo.travel.kept_calibration import calibration_path, estimate_parameters
from geo.travel.matrix import matrix_files, read_kept
from geo.workspace import journal
from geo.workspace.accounts import accounts_path, check_accounts, list_accounts
from geo.workspace.backup import backups_folder, dated_copies, read_backup, write_backup
from geo.workspace.data import database_path, ensure_built, hash_of_inputs, is_current, now
from geo.workspace.restore import UNUSABLE, restore_backup
from geo.workspace.store import (
    Database,
    DatabaseError,
    backup_path,
    finish_swap,
    open_database,
    set_aside,
    swapping_path,
    wal_path,
)
from geo.workspace.territory import Territory, list_territories, load_territory
from geo.workspace.write_lock import write_lock

STATES = ("good", "note", "problem")
"""From nothing to say, to something that stops work."""

LITTLE_ROOM = 500 * 1024**2
"""Bytes left on the disk under which the doctor says so."""


@dataclass(frozen=True)
class Finding:
    """One thing seen: what it is about, its state, the key and values of its sentence.

    ``mend`` is the name of what would mend it (its sentence is ``doctor-mend-<mend>``), None where nothing need be or
    can be done.
    """

    subject: str
    state: str
    key: str
    values: tuple[tuple[str, object], ...] = ()
    mend: str | None = None


def examine() -> list[Finding]:
    """Look at the workspace, changing nothing, and return what was seen, in the order in which to read it."""
    found = list(_folder())
    if any(finding.state == "problem" for finding in found):
        return found
    found += _leftovers()
    found += _accounts()
    for territory in _territories():
        found += _database(territory)
        found += _travel(territory)
    found += _scenarios()
    found += _backups()
    return found


def mend(finding: Finding) -> Finding:
    """Mend what was found, and return what was done: nothing is deleted but leftovers of killed work.

    Raises
    ------
    MaillageError
        When it cannot be mended.
    """
    done: tuple[tuple[str, object], ...] = _MENDS[finding.mend](finding) if finding.mend else ()
    return Finding(finding.subject, "good", f"mended-{finding.mend}", done)


def _said(**values: object) -> tuple[tuple[str, object], ...]:
    return tuple(values.items())


def _territories() -> list[Territory]:
    return [load_territory(name) for name in list_territories()]


def _folder() -> Iterator[Finding]:
    folder = workspace_folder()
    where = _said(folder=str(folder))
    if not folder.exists():
        parent = next(above for above in folder.parents if above.exists())
        yield Finding("workspace", "good" if parent.is_dir() else "problem", "folder-not-made-yet", where)
        return
    trial = temporary_path(folder / "trial")
    try:
        trial.write_bytes(b"maillage")
        trial.unlink()
    except OSError as error:
        yield Finding("workspace", "problem", "folder-not-writable", _said(folder=str(folder), reason=error.strerror))
        return
    free = shutil.disk_usage(folder).free
    if free < LITTLE_ROOM:
        yield Finding("workspace", "note", "folder-little-room", _said(folder=str(folder), free=free // 1024**2))
    else:
        yield Finding("workspace", "good", "folder-good", where)


def _leftovers() -> Iterator[Finding]:
    left = [path for path in workspace_folder().rglob("*") if is_temporary(path) or _old_leftover(path)]
    if left:
        yield Finding("workspace", "note", "leftovers", _said(count=len(left)), mend="sweep")


def _old_leftover(path: Path) -> bool:
    """Tell the temporary files of version 0.1, which did not say whose they were."""
    return ".building" in path.suffix or (".building-" in path.name and path.is_file())


def _accounts() -> Iterator[Finding]:
    if not accounts_path().exists():
        return
    told = _said(file=accounts_path().name)
    try:
        check_accounts()
    except StoreError as error:
        damaged = error.key == "accounts-unreadable"
        yield Finding("workspace", "problem", error.key, told, mend="accounts" if damaged else None)
    except FileError as error:
        yield Finding("workspace", "problem", "accounts-refused", (*told, ("reason", error.values["reason"])))
    else:
        yield Finding("workspace", "good", "accounts-good", (*told, ("count", len(list_accounts()))))


def _database(territory: Territory) -> Iterator[Finding]:
    path, subject = database_path(territory), territory.id
    if swapping_path(path).exists():
        yield Finding(subject, "note", "swap-interrupted", mend="swap")
    elif not path.exists():
        if _entries(backup_path(path)) >= 0:
            yield Finding(subject, "problem", "database-gone", _said(file=path.name), mend="previous")
        return
    if not path.exists():
        return
    try:
        current = is_current(path, hash_of_inputs(territory))
        with open_database(path) as database:
            counts = _counts(database)
    except MaillageError as error:
        mendable = error.key in UNUSABLE and error.key != "store-newer"
        told = tuple(error.values.items())
        yield Finding(subject, "problem", error.key, told, mend=_remedy(territory) if mendable else None)
        return
    yield Finding(subject, "good", "database-good", _said(file=path.name, entries=counts["all"], own=counts["own"]))
    if wal_path(path).exists():
        yield Finding(subject, "note", "log-waiting", _said(file=path.name), mend="checkpoint")
    if not current:
        yield Finding(subject, "note", "database-older", _said(file=path.name), mend="rebuild")
    if counts["ahead"]:
        yield Finding(subject, "note", "clock-ahead", _said(count=counts["ahead"]))
    if counts["own"] and not dated_copies(territory.id):
        yield Finding(subject, "note", "no-backup", mend="backup")


def _counts(database: Database) -> dict[str, int]:
    """Return how many entries the journal has: in all, written by the user, dated after now."""
    counted = database.frame(
        """
        SELECT count(*) AS "all", count(*) FILTER (recorded_by <> $embedded) AS own,
            count(*) FILTER (recorded_at > $now) AS ahead
        FROM register_journal
        """,
        {"embedded": journal.EMBEDDED, "now": now()},
    )
    return {str(name): int(counted[name].iloc[0]) for name in counted.columns}


def _remedy(territory: Territory) -> str:
    """Return what can stand in for a database that cannot be read: whichever holds most of the journal.

    The journal only grows, so that its length tells the later of two, whatever the clock said.
    """
    previous, (copied, _) = _entries(backup_path(database_path(territory))), _fullest_copy(territory)
    if max(previous, copied) < 0:
        return "afresh"
    return "previous" if previous >= copied else "restore"


def _fullest_copy(territory: Territory) -> tuple[int, Path | None]:
    """Return the backup that holds most of the journal, and how many entries; -1 and None without any."""
    best: tuple[int, Path | None] = (-1, None)
    for copy in dated_copies(territory.id):
        with suppress(MaillageError, OSError):
            found = read_backup(copy.path)
            if found.entries > best[0]:
                best = (found.entries, copy.path)
    return best


def _entries(path: Path) -> int:
    """Return how many entries a database holds, -1 where it cannot be read."""
    try:
        with open_database(path) as database:
            return journal.count(database)
    except (MaillageError, DatabaseError):
        return -1


def _travel(territory: Territory) -> Iterator[Finding]:
    for mode in TRAVEL_MODES:
        told = _said(mode=mode)
        if calibration_path(territory, mode).is_file() and not _works(partial(estimate_parameters, territory, mode)):
            yield Finding(territory.id, "problem", "calibration-damaged", told, mend="aside")
        for path in matrix_files(territory, mode):
            if not _works(partial(read_kept, path)):
                yield Finding(territory.id, "problem", "matrix-damaged", (*told, ("file", path.name)), mend="aside")
        if has_roads(territory, mode) and not _works(partial(open_roads, territory, mode)):
            yield Finding(territory.id, "problem", "roads-damaged", told, mend="aside")
    if has_transit(territory) and not _works(partial(open_transit, territory)):
        yield Finding(territory.id, "problem", "transit-damaged", _said(mode="transit"), mend="aside")


def _scenarios() -> Iterator[Finding]:
    for path in sorted(workspace_folder().glob("scenarios/*/*.toml")):
        if not _works(partial(_read_toml, path)):
            yield Finding(path.parent.name, "note", "scenario-damaged", _said(file=path.name))


def _read_toml(path: Path) -> object:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _works(read: Callable[[], object]) -> bool:
    try:
        read()
    except (MaillageError, OSError, ValueError, KeyError, TypeError):
        return False
    return True


def _backups() -> Iterator[Finding]:
    copies = dated_copies()
    for copy in copies:
        if not _works(partial(read_backup, copy.path)):
            yield Finding("backups", "note", "backup-damaged", _said(file=copy.path.name))
    if copies:
        told = _said(count=len(copies), latest=f"{copies[0].made_at:%Y-%m-%d}", folder=str(backups_folder()))
        yield Finding("backups", "good", "backups-good", told)


def _mend_sweep(_finding: Finding) -> tuple[tuple[str, object], ...]:
    swept = len(sweep(workspace_folder(), recursive=True))
    for path in [path for path in workspace_folder().rglob("*") if _old_leftover(path)]:
        path.unlink()
        swept += 1
    return _said(count=swept)


def _mend_swap(finding: Finding) -> tuple[tuple[str, object], ...]:
    path = database_path(load_territory(finding.subject))
    with write_lock(path):
        finish_swap(path)
    return ()


def _mend_previous(finding: Finding) -> tuple[tuple[str, object], ...]:
    path, moment = database_path(load_territory(finding.subject)), now()
    with write_lock(path):
        aside = set_aside(path, moment=moment).name if path.exists() else ""
        building = temporary_path(path)
        shutil.copy2(backup_path(path), building)
        building.replace(path)
    ensure_built(load_territory(finding.subject))
    return _said(aside=aside or "none")


def _mend_restore(finding: Finding) -> tuple[tuple[str, object], ...]:
    _, found = _fullest_copy(load_territory(finding.subject))
    if found is None:
        raise StoreError("store-missing", file=finding.subject)
    restored = restore_backup(read_backup(found))
    return _said(file=found.name, aside=restored.before.name if restored.before else "", entries=restored.entries)


def _mend_afresh(finding: Finding) -> tuple[tuple[str, object], ...]:
    territory = load_territory(finding.subject)
    path = database_path(territory)
    with write_lock(path):
        aside = set_aside(path, moment=now())
        ensure_built(territory)
    return _said(aside=aside.name)


def _mend_checkpoint(finding: Finding) -> tuple[tuple[str, object], ...]:
    with open_database(database_path(load_territory(finding.subject)), write=True) as database:
        database.run("CHECKPOINT")
    return ()


def _mend_rebuild(finding: Finding) -> tuple[tuple[str, object], ...]:
    ensure_built(load_territory(finding.subject))
    return ()


def _mend_backup(finding: Finding) -> tuple[tuple[str, object], ...]:
    return _said(file=write_backup(load_territory(finding.subject), moment=now()).name)


def _mend_aside(finding: Finding) -> tuple[tuple[str, object], ...]:
    """Move a damaged file of travel times aside: the estimate of the territory then answers."""
    what, told = finding.key.removesuffix("-damaged"), dict(finding.values)
    mode = told["mode"]
    folder = workspace_folder()
    sources = {
        "calibration": [folder / "calibrations" / f"{finding.subject}-{mode}.json"],
        "matrix": [(folder / "matrices" / str(told.get("file"))).with_suffix(end) for end in (".parquet", ".json")],
        "roads": [folder / "roads" / f"{finding.subject}-{mode}"],
        "transit": [folder / "transit" / finding.subject],
    }
    aside = folder / "aside" / f"{now():%Y-%m-%dT%H-%M-%S}"
    aside.mkdir(parents=True, exist_ok=True)
    for source in sources[what]:
        if source.exists():
            source.rename(aside / source.name)
    return _said(aside=str(aside.relative_to(folder)))


def _mend_accounts(_finding: Finding) -> tuple[tuple[str, object], ...]:
    """Move a damaged file of accounts aside: nobody could come in with it; accounts are made again."""
    path, moment = accounts_path(), now()
    aside = workspace_folder() / "aside" / f"{moment:%Y-%m-%dT%H-%M-%S}"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        path.rename(aside / path.name)
    except OSError as error:
        raise file_error(error, path) from error
    return _said(aside=str(aside.relative_to(workspace_folder())))


_MENDS: dict[str, Callable[[Finding], tuple[tuple[str, object], ...]]] = {
    "accounts": _mend_accounts,
    "aside": _mend_aside,
    "sweep": _mend_sweep,
    "swap": _mend_swap,
    "previous": _mend_previous,
    "restore": _mend_restore,
    "afresh": _mend_afresh,
    "checkpoint": _mend_checkpoint,
    "rebuild": _mend_rebuild,
    "backup": _mend_backup,
}
