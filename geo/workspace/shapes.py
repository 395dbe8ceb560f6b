"""The polygons of a territory's zones."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.files.atomic import atomic_path
from geo.workspace.boundaries import with_boundaries
from geo.workspace.build import read_shapes
from geo.workspace.data import database_path, ensure_built
from geo.workspace.store import open_database
from geo.workspace.territory import Territory


def zone_shapes(territory: Territory, *, level: str | None = None) -> gpd.GeoDataFrame:
    """Return zones with their polygons (``schema.ZONE``, EPSG:4326), of one level or all.

    Boundaries that the user brought stand in place of those that come with Maillage.
    """
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        shapes = with_boundaries(read_shapes(database), territory)
    return shapes if level is None else shapes[shapes["level"] == level].reset_index(drop=True)


def write_zone_parts(territory: Territory, figures: pd.DataFrame, folder: Path) -> list[Path]:
    """Write figures of zones with their polygons as GeoParquet, one part per territory and level, each whole or not.

    A part is ``territory=…/level=…/zones.parquet`` in the folder: what reads such folders in place (DuckDB, Arrow)
    gives ``territory`` and ``level`` back as columns. Parts of other territories stay as they are.

    Parameters
    ----------
    figures
        ``zone_id`` and any figures, one row per zone.

    Raises
    ------
    FileError
        When the disk refuses; the parts that are written stay.
    """
    shapes = zone_shapes(territory)[["zone_id", "level", "parent_id", "name", "geometry"]]
    told = figures.drop(columns=["level", "parent_id", "name"], errors="ignore")
    written = []
    for level, zones in shapes.merge(told, on="zone_id").groupby("level", sort=False):
        path = folder / f"territory={territory.id}" / f"level={level}" / "zones.parquet"
        with atomic_path(path) as temporary:
            zones.drop(columns="level").to_parquet(
                temporary, index=False, compression="zstd", schema_version="1.1.0", write_covering_bbox=True
            )
        written.append(path)
    return written
