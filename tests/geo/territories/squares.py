"""Four communes in a square of 20 km, in two provinces, as files that a user could have."""

from pathlib import Path

import geopandas as gpd
import shapely

SIDE = 0.1
"""Side of a commune, in degrees."""


def squares(**columns: list[object]) -> gpd.GeoDataFrame:
    """Return the four communes: West 1 and 2 below, East 3 and 4 above; ``columns`` replace or add some."""
    shapes = [
        shapely.box(5 + SIDE * x, 50 + SIDE * y, 5 + SIDE * (x + 1), 50 + SIDE * (y + 1))
        for y in (0, 1)
        for x in (0, 1)
    ]
    own: dict[str, list[object]] = {
        "nis": ["01", "02", "03", "04"],
        "nom": ["Aubel", "Bièvre", "Ciney", "Dour"],
        "prov": ["P1", "P1", "P2", "P2"],
        "prov_nom": ["Sud", "Sud", "Nord", "Nord"],
    }
    return gpd.GeoDataFrame({**own, **columns}, geometry=shapes, crs=4326)


def written(frame: gpd.GeoDataFrame, path: Path) -> Path:
    """Write shapes to a file and return it."""
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_file(path, engine="pyogrio")
    return path


def figures(path: Path, text: str) -> Path:
    """Write a table of figures and return it."""
    path.write_text(text, encoding="utf-8")
    return path
