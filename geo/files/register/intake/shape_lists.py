"""Lists kept with their shapes: GeoPackage, Shapefile, Parquet, the points of interest of an OpenStreetMap extract."""

import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely

from geo.files.cells import Cell
from geo.files.issues import Findings, Refusal
from geo.files.register.intake.data_books import book_of_layers, is_book
from geo.files.register.intake.raw_list import LAT, LON, MAX_LINES, Raw

DEGREES = "EPSG:4326"
_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
_OF_INTEREST = ("amenity", "healthcare", "social_facility", "office", "community_centre")
_OSM_LAYERS = ("points", "multipolygons")


def read_drawn(path: Path, findings: Findings, *, layer: str | None, crs: str | None) -> Raw:
    """Return the list of a file of shapes; each shape gives a point (itself, or one inside) in degrees.

    Parameters
    ----------
    layer
        The table to read; the first that has shapes when ``None``.
    crs
        System of the shapes when the file does not say it.

    Raises
    ------
    Refusal
        ``file-unreadable``, ``no-rows``, ``too-many-rows``, ``crs-missing`` (metres without a system).
    """
    try:
        if path.name.lower().endswith(".pbf"):
            return _points_of_interest(path)
        if layer is None and path.suffix.lower() == ".gpkg" and is_book(name for name, _ in pyogrio.list_layers(path)):
            return book_of_layers(path)
        frame, chosen = _frame(path, findings, layer)
    except (OSError, RuntimeError, ValueError, pa.ArrowException) as error:
        raise Refusal("file-unreadable", value=path.name, reason=str(error).splitlines()[0][:120]) from error
    if len(frame) > MAX_LINES:
        raise Refusal("too-many-rows", limit=MAX_LINES)
    if isinstance(frame, gpd.GeoDataFrame):
        frame = _with_points(frame, crs)
    return _raw(frame, sheet=chosen)


def _frame(path: Path, findings: Findings, layer: str | None) -> tuple[Any, str | None]:
    if path.suffix.lower() in {".parquet", ".geoparquet"}:
        file = pq.ParquetFile(path)
        if b"geo" in (file.schema_arrow.metadata or {}):
            return gpd.read_parquet(path), None
        return file.read().to_pandas(ignore_metadata=True), None
    tables = [(str(name), kind) for name, kind in pyogrio.list_layers(path)]
    if not tables:
        raise Refusal("no-rows")
    if layer is not None and layer not in {name for name, _ in tables}:
        raise Refusal("column-absent", value=layer, known=", ".join(name for name, _ in tables))
    chosen = layer or next((name for name, kind in tables if kind is not None), tables[0][0])
    if len(tables) > 1:
        others = ", ".join(name for name, _ in tables if name != chosen)
        findings.add("other-sheets", sheet=chosen, others=others)
    return pyogrio.read_dataframe(path, layer=chosen), chosen


def _with_points(frame: gpd.GeoDataFrame, crs: str | None) -> pd.DataFrame:
    shapes = frame.geometry
    known = shapes.notna() & ~shapes.is_empty
    system = shapes.crs.to_string() if shapes.crs is not None else crs
    bounds = np.abs(shapes[known].total_bounds) if known.any() else np.zeros(4)
    if system is None and (bounds[[0, 2]].max() > 180 or bounds[[1, 3]].max() > 90):
        raise Refusal("crs-missing", value=frame.geometry.name)
    inside = shapes.where(shapes.geom_type == "Point", shapes.set_crs(None, allow_override=True).representative_point())
    points = gpd.GeoSeries(inside.to_numpy(), crs=system or DEGREES).to_crs(DEGREES)
    bare = pd.DataFrame(frame.drop(columns=frame.geometry.name)).reset_index(drop=True)
    return bare.assign(**{LON: points.x.where(known.to_numpy()), LAT: points.y.where(known.to_numpy())})


def _points_of_interest(path: Path) -> Raw:
    """Return what an OpenStreetMap extract says of services: nodes and areas whose tags may be those of one."""
    frames = []
    wanted = " OR ".join(f"other_tags LIKE '%\"{tag}\"%'" for tag in _OF_INTEREST)
    for name in _OSM_LAYERS:
        where = wanted if name == "points" else f"amenity IS NOT NULL OR office IS NOT NULL OR ({wanted})"
        read = pyogrio.read_dataframe(path, layer=name, where=where)
        if read.empty:
            continue
        area = name != "points"
        inside = shapely.point_on_surface(read.geometry.to_numpy()) if area else read.geometry.to_numpy()
        frame = pd.DataFrame([_tags(row) for row in read.drop(columns="geometry").to_dict("records")])
        identifier = read["osm_id"] if not area else read["osm_way_id"].fillna(read["osm_id"])
        kind = np.where(read["osm_way_id"].notna(), "way", "relation") if area else "node"
        frames.append(
            frame.assign(
                **{"@type": kind, "@id": identifier, "@lon": shapely.get_x(inside), "@lat": shapely.get_y(inside)}
            )
        )
    if not frames:
        raise Refusal("no-rows")
    return _raw(pd.concat(frames, ignore_index=True), layout="overpass")


def _tags(row: dict[str, object]) -> dict[str, str]:
    other = row.pop("other_tags", None)
    tags = {key: str(value) for key, value in row.items() if isinstance(value, str) and not key.startswith("osm_")}
    pairs = _TAG.findall(other) if isinstance(other, str) else []
    return tags | {key: value.replace('\\"', '"') for key, value in pairs}


def _raw(frame: pd.DataFrame, *, sheet: str | None = None, layout: str = "shapes") -> Raw:
    if frame.empty:
        raise Refusal("no-rows")
    cells = frame.astype(object).where(frame.notna(), None)
    lines = tuple(
        (number, tuple(map(_cell, row))) for number, row in enumerate(cells.itertuples(index=False, name=None), start=1)
    )
    return Raw(tuple(map(str, frame.columns)), lines, layout=layout, sheet=sheet)


def _cell(value: object) -> Cell:
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, np.generic):
        plain = value.item()
        return plain if isinstance(plain, str | bool | int | float) else str(plain)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return str(value)
