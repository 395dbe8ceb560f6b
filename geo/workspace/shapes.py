"""The polygons of a territory's zones."""

import geopandas as gpd

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
