"""The register on a map: GeoJSON, GeoPackage, GeoParquet; one shape per row, none where the position is unknown."""

import json
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.files.atomic import write_atomic
from geo.files.register.columns import COLUMNS

_PLACED = ("lon", "lat")
_KEPT = [column for column in COLUMNS if column not in _PLACED]
LAYER = "register"
CRS = "EPSG:4326"


def write_geojson(path: Path, register: pd.DataFrame) -> None:
    """Write a register as GeoJSON (RFC 7946): the columns as properties, codes as they are kept."""
    features = []
    for row in register[list(COLUMNS)].astype(object).to_dict("records"):
        known = not pd.isna(row["lon"])
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if known else None
        properties = {column: None if pd.isna(row[column]) else row[column] for column in _KEPT}
        features.append({"type": "Feature", "geometry": point, "properties": properties})
    collection = {"type": "FeatureCollection", "features": features}
    write_atomic(path, json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1))


def write_geopackage(path: Path, register: pd.DataFrame) -> None:
    """Write a register as a GeoPackage of one layer, ``register``."""
    # GDAL keeps files of its own beside the one it writes: all of them stay in a folder of their own.
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "register.gpkg"
        _shapes(register).to_file(made, layer=LAYER, driver="GPKG", engine="pyogrio")
        write_atomic(path, made.read_bytes())


def write_geoparquet(path: Path, register: pd.DataFrame) -> None:
    """Write a register as GeoParquet 1.1."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "register.parquet"
        _shapes(register).to_parquet(made, index=False, schema_version="1.1.0")
        write_atomic(path, made.read_bytes())


def _shapes(register: pd.DataFrame) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(register["lon"], register["lat"], crs=CRS)
    shapes = [point if known else None for point, known in zip(points, register["lon"].notna(), strict=True)]
    plain = register[_KEPT].astype({name: "object" for name in _KEPT if register[name].dtype.kind != "f"})
    plain = plain.where(plain.notna(), None)
    return gpd.GeoDataFrame(plain.reset_index(drop=True), geometry=gpd.GeoSeries(shapes, crs=CRS))
