"""The territories that a user made: kept in the workspace, given other figures, renamed, removed, shared as a ZIP."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo import schema
from geo.errors import BadInputError, MaillageError, MissingFileError
from geo.files.archives import DAMAGED_ZIP
from geo.files.atomic import atomic_path, remove_whole, sweep, temporary_path
from geo.files.names import name_key, slug
from geo.territories.draft import TerritoryDraft, write_draft
from geo.territories.from_files import with_figures
from geo.workspace.backup import write_backup
from geo.workspace.data import database_path, now
from geo.workspace.rights import OWNER, Person, require
from geo.workspace.territory import (
    Territory,
    embedded_territories,
    load_territory,
    read_expected,
    read_figures,
    read_need_rules,
    read_territory,
    user_territories,
)
from geo.workspace.write_lock import write_lock

FILES = (
    "territory.toml",
    "zones.parquet",
    "places.parquet",
    "figures.csv",
    "need.csv",
    "expected.csv",
    "register.csv",
    "travel_errors.toml",
    "corridors.csv",
    "relief.csv",
    "known_names.csv",
    "SOURCES.md",
)
"""Files that the folder of a territory may hold, the first four always."""

_NEEDED = FILES[:4]
_LARGEST = 500_000_000


def save_draft(draft: TerritoryDraft, *, in_place_of: bool = False, person: Person = OWNER) -> Territory:
    """Keep a draft in the workspace: whole, read back and checked, or not at all.

    Parameters
    ----------
    in_place_of
        Whether it may take the place of a territory of that identifier that the user made. What was written in its
        register stays, and follows the new zones.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``territory-exists``, ``territory-embedded`` (the identifier of one that comes with Maillage),
        ``territory-folder-wrong`` when what was written does not hold together.
    """
    require(person, "write")
    check_id(draft.territory_id, in_place_of=in_place_of)
    temporary = temporary_path(user_territories() / draft.territory_id)
    try:
        write_draft(draft, temporary)
        return _put(temporary, draft.territory_id)
    finally:
        if temporary.exists():
            remove_whole(temporary)


def check_id(territory_id: str, *, in_place_of: bool = False) -> None:
    """Refuse an identifier that a new territory cannot have.

    Raises
    ------
    BadInputError
        ``territory-bad-name``, ``territory-embedded``, ``territory-exists``.
    """
    if not territory_id or slug(territory_id) != territory_id:
        raise BadInputError("territory-bad-name", name=territory_id)
    if territory_id in embedded_territories():
        raise BadInputError("territory-embedded", territory=territory_id)
    if not in_place_of and (user_territories() / territory_id).exists():
        raise BadInputError("territory-exists", territory=territory_id)


def read_draft(territory: Territory) -> TerritoryDraft:
    """Return a territory of the user as a draft, to be changed."""
    places = pd.read_parquet(territory.folder / "places.parquet")
    own = ["place_id", "name", "zone_id", "lon", "lat", "weight", "position_quality"]
    return TerritoryDraft(
        territory_id=territory.id,
        names=territory.names,
        country=territory.country,
        levels=territory.levels,
        zones=gpd.read_parquet(territory.folder / "zones.parquet"),
        places=places[[name for name in own if name in places]],
        figures=read_figures(territory),
        sources=territory.sources,
        metric_crs=territory.metric_crs,
        population_year=territory.population_year,
        births_year=territory.births_year,
        languages=territory.languages,
        geometry_notes=territory.geometry_notes,
        notes=territory.notes,
    )


def give_figures(territory_id: str, figures: pd.DataFrame, *, source: str, person: Person = OWNER) -> Territory:
    """Give figures to a territory of the user, in place of those of the same indicators.

    Parameters
    ----------
    figures
        ``schema.FIGURE`` of its smallest zones.
    source
        Who publishes them.

    Raises
    ------
    RightError, NotFoundError, BadInputError
        Those of :func:`own_territory` and :func:`save_draft`.
    """
    draft = with_figures(read_draft(own_territory(territory_id)), figures, source=source)
    return save_draft(draft, in_place_of=True, person=person)


def rename(territory_id: str, names: Mapping[str, str], *, person: Person = OWNER) -> Territory:
    """Give another name to a territory of the user; its identifier stays.

    Raises
    ------
    RightError, NotFoundError, BadInputError
        Those of :func:`own_territory` and :func:`save_draft`; ``territory-bad-name`` for a name without a letter.
    """
    draft = read_draft(own_territory(territory_id))
    merged = {**draft.names, **names}
    for name in merged.values():
        if not name_key(name):
            raise BadInputError("territory-bad-name", name=name)
    zones = draft.zones.copy()
    zones.loc[zones["zone_id"] == draft.root, "name"] = merged[next(iter(merged))]
    return save_draft(replace(draft, names=merged, zones=zones), in_place_of=True, person=person)


def remove_territory(territory_id: str, *, person: Person = OWNER) -> Path | None:
    """Remove a territory of the user, after a backup that can bring it back, register included.

    Returns
    -------
    Path or None
        The backup; None when nothing was ever built of it.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    NotFoundError
        ``unknown-territory``.
    BadInputError
        ``territory-embedded``.
    """
    require(person, "restore")
    territory = own_territory(territory_id)
    path = database_path(territory)
    with write_lock(path):
        made = write_backup(territory, moment=now()) if path.exists() else None
        remove_whole(territory.folder)
        for file in (path, path.with_name(f"{path.name}.wal"), path.with_name(f"{path.name}.bak")):
            file.unlink(missing_ok=True)
    return made


def own_territory(territory_id: str) -> Territory:
    """Return a territory that the user made.

    Raises
    ------
    NotFoundError
        ``unknown-territory``.
    BadInputError
        ``territory-embedded-kept`` for one that comes with Maillage.
    """
    territory = load_territory(territory_id)
    if territory_id in embedded_territories():
        raise BadInputError("territory-embedded-kept", territory=territory_id)
    return territory


def share(territory_id: str, path: Path, *, register: bytes | None = None) -> None:
    """Write a territory of the user as one ZIP: its folder, no word of what was written about it.

    Parameters
    ----------
    register
        A register (``register.csv``) to give with it.

    Raises
    ------
    NotFoundError, BadInputError
        Those of :func:`own_territory`; ``file-exists``.
    """
    territory = own_territory(territory_id)
    if path.exists():
        raise BadInputError("file-exists", file=path.name)
    with atomic_path(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in FILES:
            if (territory.folder / name).is_file() and not (register is not None and name == "register.csv"):
                archive.write(territory.folder / name, f"{territory_id}/{name}")
        if register is not None:
            archive.writestr(f"{territory_id}/register.csv", register)


def take(path: Path, *, in_place_of: bool = False, person: Person = OWNER) -> Territory:
    """Take in the ZIP of a territory: checked whole before anything is kept.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    MissingFileError
        ``missing-file``.
    BadInputError
        ``territory-zip-unreadable``, ``territory-zip-strange`` (what no territory holds), those of
        :func:`save_draft`.
    """
    require(person, "write")
    contents = _contents(path)
    temporary = temporary_path(user_territories() / "taken")
    try:
        temporary.mkdir(parents=True)
        for name, content in contents.items():
            (temporary / name).write_bytes(content)
        territory_id = check_folder(temporary).id
        check_id(territory_id, in_place_of=in_place_of)
        return _put(temporary, territory_id)
    finally:
        if temporary.exists():
            remove_whole(temporary)


def check_folder(folder: Path) -> Territory:
    """Return the territory of a folder that holds together.

    Raises
    ------
    BadInputError
        ``territory-file-missing``, ``bad-territory-file``, ``territory-folder-wrong`` with what does not hold.
    """
    for name in _NEEDED:
        if not (folder / name).is_file():
            raise BadInputError("territory-file-missing", file=name, needed=", ".join(_NEEDED))
    territory = read_territory(folder, (folder / "territory.toml").stat().st_mtime_ns)
    try:
        zones = gpd.read_parquet(folder / "zones.parquet")
        schema.conform(pd.DataFrame(zones), schema.ZONE)
        places = pd.read_parquet(folder / "places.parquet")
        figures, _, _ = read_figures(territory), read_need_rules(territory), read_expected(territory)
    except (BadInputError, KeyError, ValueError, OSError, pa.ArrowException) as error:
        reason = error.key if isinstance(error, MaillageError) else str(error)[:200]
        raise BadInputError("territory-folder-wrong", reason=reason, file=folder.name) from error
    _check_tables(territory, zones, places, figures)
    return territory


def _check_tables(territory: Territory, zones: gpd.GeoDataFrame, places: pd.DataFrame, figures: pd.DataFrame) -> None:
    """Refuse tables that do not hold together, naming the first code that does not."""
    level = zones.set_index("zone_id")["level"]
    order = {one.id: depth for depth, one in enumerate(territory.levels)}
    parents = zones["parent_id"].where(zones["parent_id"].notna(), None)
    depth, above = zones["level"].map(order), parents.map(level).map(order)
    low = set(zones.loc[zones["level"] == territory.smallest_level, "zone_id"])
    columns = {"place_id", "name", "zone_id", "lon", "lat"} - set(places)
    wrong: list[tuple[str, Iterable[object]]] = [
        ("zone_id", zones.loc[zones["zone_id"].duplicated(), "zone_id"]),
        ("level", zones.loc[depth.isna(), "zone_id"]),
        ("parent_id", zones.loc[(depth > 0) & (above != depth - 1), "zone_id"]),
        ("root", pd.Series([territory.root]) if (zones["level"] == territory.levels[0].id).sum() != 1 else ()),
        ("geometry", zones.loc[zones.geometry.isna() | zones.geometry.is_empty, "zone_id"]),
        ("places.parquet", sorted(columns)),
        ("places.parquet", () if columns else places.loc[~places["zone_id"].isin(low), "place_id"]),
        ("figures.csv", figures.loc[~figures["zone_id"].isin(set(level.index)), "zone_id"]),
        ("default_layer", () if territory.default_layer else ("",)),
    ]
    for name, found in wrong:
        for value in found:
            raise BadInputError("territory-folder-wrong", reason=f"{name} = {value}", file=territory.folder.name)
    west, south, east, north = zones.total_bounds
    if not shapely.box(-180.001, -90.001, 180.001, 90.001).covers(shapely.box(west, south, east, north)):
        reason = f"geometry = {np.round(zones.total_bounds, 1).tolist()}"
        raise BadInputError("territory-folder-wrong", reason=reason, file=territory.folder.name)


def _put(temporary: Path, territory_id: str) -> Territory:
    """Put a checked folder in its place; the one that was there is gone only when the new one stands."""
    check_folder(temporary)
    target = user_territories() / territory_id
    with write_lock(target.with_name(f"{territory_id}.duckdb")):
        before = temporary_path(target) if target.exists() else None
        if before is not None:
            for name in FILES:  # what was given beside the zones and figures stays
                if (target / name).is_file() and not (temporary / name).exists():
                    (temporary / name).write_bytes((target / name).read_bytes())
            target.rename(before)
        try:
            temporary.rename(target)
        except OSError:
            if before is not None:
                before.rename(target)
            raise
        if before is not None:
            remove_whole(before)
        sweep(target.parent)
    return load_territory(territory_id)


def _contents(path: Path) -> dict[str, bytes]:
    """Return the files of the ZIP of a territory, by name: those of one folder, or of none."""
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > _LARGEST:
                raise BadInputError("territory-zip-unreadable", file=path.name)
            parts = {entry: PurePosixPath(entry.filename.replace("\\", "/")).parts for entry in entries}
            shown = {entry: names for entry, names in parts.items() if not _made_by_a_system(names)}
            folders = {names[:-1] for names in shown.values()}
            strange = [entry.filename for entry, names in shown.items() if names[-1] not in FILES]
            if strange or len(folders) > 1:
                raise BadInputError("territory-zip-strange", file=path.name, found=", ".join(strange[:5]) or "–")
            return {names[-1]: archive.read(entry) for entry, names in shown.items()}
    except DAMAGED_ZIP as error:
        if isinstance(error, MaillageError):
            raise
        raise BadInputError("territory-zip-unreadable", file=path.name) from error


def _made_by_a_system(parts: tuple[str, ...]) -> bool:
    """Tell the files that a system puts into every ZIP that is made by hand."""
    return "__MACOSX" in parts or parts[-1].casefold() in (".ds_store", "thumbs.db", "desktop.ini")
