"""Official boundaries that a user brings: drawn in place of the approximate ones; no figure changes."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import shapely
from pyproj.exceptions import CRSError, ProjError

from geo.errors import BadInputError, MissingFileError
from geo.files.atomic import atomic_path
from geo.paths import workspace_folder
from geo.workspace.rights import OWNER, Person, require
from geo.workspace.territory import Territory

_MOST_MB = 400
_SHARE = 0.5
_FAR_DEGREES = 0.3
_WORLD = 180.0001


@dataclass(frozen=True)
class BoundaryReading:
    """What a file of boundaries holds for a territory.

    ``shapes`` has ``zone_id`` and ``geometry`` (EPSG:4326); ``column`` is where zones are named; ``missing`` are the
    names of the zones that it lacks; ``other`` counts the rows of other places.
    """

    shapes: gpd.GeoDataFrame
    column: str
    missing: tuple[str, ...]
    other: int


def boundaries_path(territory: Territory) -> Path:
    """Return the file of the workspace that holds the boundaries brought for a territory."""
    return workspace_folder() / "boundaries" / f"{territory.id}.parquet"


def read_boundaries(path: Path, zones: gpd.GeoDataFrame, territory: Territory) -> BoundaryReading:
    """Read the boundaries of the smallest zones: by their codes, else by their names; parts of one zone are joined.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, zipped shapefile or GeoParquet, in any coordinate system that it states.
    zones
        ``schema.ZONE`` of the territory, with the boundaries known so far.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``boundaries-too-large``, ``boundaries-unreadable``, ``boundaries-no-crs``, ``boundaries-no-zone`` when no
        column names half of the zones that it could, ``boundaries-elsewhere`` when shapes lie far from their zones.
    """
    frame = open_shapes(path)
    low = zones[zones["level"] == territory.smallest_level]
    column, found = _named(frame, low, path)
    inside = frame.assign(zone_id=found)[found.notna()]
    merged = inside.dissolve("zone_id").reset_index()[["zone_id", "geometry"]]
    merged["geometry"] = polygons_of(merged.geometry.to_numpy())
    merged = merged[~merged.geometry.is_empty].reset_index(drop=True)
    was = low.set_index("zone_id").loc[merged["zone_id"], "geometry"]
    apart = shapely.distance(merged.geometry.to_numpy(), was.to_numpy())
    if len(merged) == 0 or np.median(apart) > _FAR_DEGREES:
        raise BadInputError("boundaries-elsewhere", file=path.name)
    missing = low.loc[~low["zone_id"].isin(merged["zone_id"]), "name"]
    return BoundaryReading(merged, column, tuple(missing), int(found.isna().sum()))


def keep_boundaries(territory: Territory, reading: BoundaryReading, *, person: Person = OWNER) -> None:
    """Keep boundaries in the workspace: they are drawn at once.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    FileError
        When the disk refuses.
    """
    require(person, "write")
    with atomic_path(boundaries_path(territory)) as temporary:
        reading.shapes.to_parquet(temporary, compression="zstd", index=False)


def remove_boundaries(territory: Territory, *, person: Person = OWNER) -> None:
    """Draw the boundaries that come with Maillage again.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    MissingFileError
        ``boundaries-none`` when none were brought.
    """
    require(person, "write")
    path = boundaries_path(territory)
    if not path.is_file():
        raise MissingFileError("boundaries-none", territory=territory.id)
    path.unlink()


def with_boundaries(zones: gpd.GeoDataFrame, territory: Territory) -> gpd.GeoDataFrame:
    """Return zones with the boundaries that were brought, which are official; larger zones are the sum of theirs."""
    path = boundaries_path(territory)
    if not path.is_file():
        return zones
    known = gpd.read_parquet(path).set_index("zone_id")["geometry"]
    zones = zones.copy()
    brought = zones["zone_id"].isin(known.index)
    zones.loc[brought, "geometry"] = zones.loc[brought, "zone_id"].map(known).to_numpy()
    zones.loc[brought, "geometry_quality"] = "official"
    parents = zones.set_index("zone_id")["parent_id"]
    below: dict[str, list[str]] = {}
    for zone in zones.loc[zones["level"] == territory.smallest_level, "zone_id"]:
        above = parents[zone]
        while isinstance(above, str) and above:
            below.setdefault(above, []).append(zone)
            above = parents[above]
    geometry, quality = zones.set_index("zone_id")["geometry"], zones.set_index("zone_id")["geometry_quality"]
    for zone, inside in below.items():
        if (quality[inside] == "official").all() and quality[zone] != "official":
            row = zones["zone_id"] == zone
            zones.loc[row, "geometry"] = gpd.GeoSeries(
                [shapely.union_all(geometry[inside].to_numpy())], index=zones.index[row], crs=zones.crs
            )
            zones.loc[row, "geometry_quality"] = "official"
    return zones


def open_shapes(path: Path, *, crs: str | None = None) -> gpd.GeoDataFrame:
    """Return the shapes of a file and their columns, in degrees (EPSG:4326), the rows without a shape left out.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, shapefile (``.shp``, or zipped) or GeoParquet.
    crs
        Coordinate system to take the file in, instead of the one that it states.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``boundaries-too-large``, ``boundaries-unreadable``, ``boundaries-no-crs``, ``boundaries-bad-crs``.
    """
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    if path.stat().st_size > _MOST_MB * 1_000_000:
        raise BadInputError("boundaries-too-large", file=path.name, most=_MOST_MB)
    try:
        parquet = path.suffix in (".parquet", ".geoparquet")
        frame = gpd.read_parquet(path) if parquet else gpd.read_file(path, engine="pyogrio")
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, OSError, RuntimeError) as error:
        raise BadInputError("boundaries-unreadable", file=path.name) from error
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty or frame.geometry.isna().all():
        raise BadInputError("boundaries-unreadable", file=path.name)
    if frame.crs is None and crs is None:
        raise BadInputError("boundaries-no-crs", file=path.name)
    try:
        stated = frame if crs is None else frame.set_crs(crs, allow_override=True)
        shown = stated[stated.geometry.notna()].to_crs("EPSG:4326").reset_index(drop=True)
    except (CRSError, ProjError) as error:
        raise BadInputError("boundaries-bad-crs", file=path.name, crs=crs or str(frame.crs)) from error
    west, south, east, north = shown.total_bounds
    if not (west >= -_WORLD and east <= _WORLD and south >= -_WORLD / 2 and north <= _WORLD / 2):
        raise BadInputError("boundaries-not-degrees", file=path.name, crs=crs or str(frame.crs))
    return shown


def _named(frame: gpd.GeoDataFrame, low: gpd.GeoDataFrame, path: Path) -> tuple[str, pd.Series]:
    """Return the column that names the most zones, and the zone of each row, missing for another place."""
    codes = {_code(zone): zone for zone in low["zone_id"]}
    named = low["name"].map(_name)
    names = dict(zip(named[~named.duplicated(keep=False)], low["zone_id"][~named.duplicated(keep=False)], strict=True))
    best: tuple[int, str, pd.Series] | None = None
    for column in frame.columns.drop(frame.geometry.name):
        texts = frame[column].dropna().astype(str)
        for known, written in ((codes, texts.map(_code)), (names, texts.map(_name))):
            found = written.map(known).reindex(frame.index)
            if best is None or found.nunique() > best[0]:
                best = (found.nunique(), str(column), found)
    if best is None or best[0] == 0 or best[0] < _SHARE * min(len(frame), len(low)):
        raise BadInputError("boundaries-no-zone", file=path.name, columns=", ".join(map(str, frame.columns[:12])))
    return best[1], best[2]


def _code(written: str) -> str:
    """Return a code without what spreadsheets do to it: a decimal, or the zeros before it lost."""
    return written.strip().removesuffix(".0").lstrip("0")


def _name(written: str) -> str:
    """Return the letters and figures of a name, without case nor accents."""
    bare = unicodedata.normalize("NFKD", written.casefold())
    return "".join(letter for letter in bare if letter.isalnum() and not unicodedata.combining(letter))


def polygons_of(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Return the polygons of valid shapes, without their lines and points."""
    valid = shapely.make_valid(shapes)
    parts, owner = shapely.get_parts(valid, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)
    owner = owner[inner]
    polygon = shapely.get_dimensions(parts) == 2
    made = [shapely.union_all(parts[polygon & (owner == at)]) for at in range(len(shapes))]
    return np.array(made, dtype=object)
