"""Where the points of a layer file are: degrees, metres, shapes, or the squares of a census grid."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.files.issues import Findings, Refusal
from geo.files.layers.figures import read_coordinates
from geo.files.table import FileTable

DEGREES = "EPSG:4326"

CELL_SIDES_M = (1000, 500, 250, 200, 100)
"""Sides of the squares that are recognised by their spacing, in metres; any other side is to be said."""

_GRID_CODE = re.compile(r"CRS(?P<crs>\d+)RES(?P<size>\d+)mN(?P<y>-?\d+)E(?P<x>-?\d+)")
_SHORT_GRID_CODE = re.compile(r"(?P<size>\d+)kmN(?P<y>\d+)E(?P<x>\d+)")
_EUROPEAN_GRID = "EPSG:3035"


@dataclass(frozen=True)
class Positions:
    """Longitude and latitude of each row (EPSG:4326, NaN when it has none).

    ``crs`` is the system that the file is in. ``cell_m`` is the side of the squares in metres when the rows are
    squares, whose middle is the position; ``codes`` then names each square by its corner. ``by_zone`` where the file
    says no position but the zone of each row: all are then unknown here.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    crs: str
    cell_m: float | None = None
    codes: list[str] | None = None
    by_zone: bool = False


def find_positions(
    table: FileTable, columns: Mapping[str, str], *, crs: str | None, cell_m: float | None, findings: Findings
) -> Positions | None:
    """Return the positions of the rows, ``None`` when an issue says why there are none.

    In order: the shapes of the file; ``lon`` and ``lat``; ``x`` and ``y`` in ``crs``; a grid code such as
    ``CRS3035RES1000mN3048000E3838000``; the code of a zone. Metres without a coordinate system are refused, never
    guessed; ``x`` and ``y`` that all are degrees are.

    Parameters
    ----------
    crs
        Coordinate system that the user gives.
    cell_m
        Side of the squares whose lower-left corner is ``x``, ``y``; 0 for points; ``None`` to see from the spacing.
    """
    try:
        return _find(table, columns, crs=crs, cell_m=cell_m, findings=findings)
    except Refusal as refusal:
        findings.extend([refusal.issue])
        return None


def _find(
    table: FileTable, columns: Mapping[str, str], *, crs: str | None, cell_m: float | None, findings: Findings
) -> Positions:
    if crs is not None and not _known(crs):
        raise Refusal("layer-crs-unknown", value=crs)
    if table.shapes is not None:
        return _from_shapes(table.shapes, table.crs, crs)
    if "lon" in columns and "lat" in columns:
        lon, lat = (_read(table, columns[name], findings) for name in ("lon", "lat"))
        return _from_degrees(lon, lat, table.rows)
    grid = _grid_codes(table, columns)
    if "x" in columns and "y" in columns:
        x, y = (_read(table, columns[name], findings) for name in ("x", "y"))
        named = f"{columns['x']}, {columns['y']}"
        system = crs or (grid[3] if grid else None)
        if system is None and _are_degrees(x, y):
            findings.add("layer-degrees", value=named)
            return _from_degrees(x, y, table.rows)
        if system is None:
            raise Refusal("layer-crs-missing", value=named)
        return _from_metres(x, y, system, cell_m, findings)
    if grid is None and "zone_code" in columns:
        findings.add("layer-placed-by-code", value=columns["zone_code"])
        unknown = np.full(len(table.frame), np.nan)
        return Positions(unknown, unknown, DEGREES, by_zone=True)
    if grid is None:
        raise Refusal("layer-no-position", value=", ".join(table.frame.columns[:12]))
    return _squares(*grid, findings)


def square_code(x: float, y: float, cell_m: float) -> str:
    """Return the name of a square by its lower-left corner, as European grids do: ``1kmN3048E3838``."""
    unit, divisor = ("km", 1000) if cell_m % 1000 == 0 else ("m", 1)
    return f"{cell_m / divisor:g}{unit}N{y / divisor:.12g}E{x / divisor:.12g}"


def _read(table: FileTable, header: str, findings: Findings) -> NDArray[np.float64]:
    return read_coordinates(table.frame[header], rows=table.rows, column=header, findings=findings)


def _from_shapes(shapes: NDArray[np.object_], own: str | None, given: str | None) -> Positions:
    """Return a point inside each shape: its centre where that lies inside, else another point of it."""
    crs = own or given
    if crs is None:
        raise Refusal("layer-crs-missing", value="geometry")
    if own is not None and given is not None and not _same(own, given):
        raise Refusal("layer-crs-conflict", value=given, own=own)
    centre = shapely.centroid(shapes)
    outside = ~shapely.covers(shapes, centre) & ~shapely.is_empty(shapes) & ~shapely.is_missing(shapes)
    centre[outside] = shapely.point_on_surface(shapes[outside])
    return Positions(*_degrees(shapely.get_x(centre), shapely.get_y(centre), crs), crs)


def _from_degrees(lon: NDArray[np.float64], lat: NDArray[np.float64], rows: NDArray[np.int64]) -> Positions:
    wrong = np.flatnonzero((np.abs(lon) > 180) | (np.abs(lat) > 90))
    if len(wrong):
        at = int(wrong[0])
        raise Refusal("layer-not-degrees", row=int(rows[at]), value=f"{lon[at]:g} ; {lat[at]:g}")
    return Positions(lon, lat, DEGREES)


def _are_degrees(x: NDArray[np.float64], y: NDArray[np.float64]) -> bool:
    """Whether numbers are degrees: within the Earth's and not all whole; a plane in metres is nowhere so near 0."""
    known = np.isfinite(x) & np.isfinite(y)
    within = (np.abs(x[known]) <= 180) & (np.abs(y[known]) <= 90)
    return bool(known.any() and within.all() and ((x[known] % 1 != 0) & (y[known] % 1 != 0)).any())


def _from_metres(
    x: NDArray[np.float64], y: NDArray[np.float64], crs: str, cell_m: float | None, findings: Findings
) -> Positions:
    size = _spacing(x, y) if cell_m is None else cell_m
    if size:
        return _squares(x, y, size, crs, findings)
    return Positions(*_degrees(x, y, crs), crs)


def _squares(x: NDArray[np.float64], y: NDArray[np.float64], size: float, crs: str, findings: Findings) -> Positions:
    findings.add("layer-read-as-cells", size=size, crs=crs)
    lon, lat = _degrees(x + size / 2, y + size / 2, crs)
    codes = [square_code(east, north, size) for east, north in zip(x.tolist(), y.tolist(), strict=True)]
    return Positions(lon, lat, crs, size, codes)


def _spacing(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Return the side of the squares whose corners all are multiples of it, 0 when the coordinates are of points.

    The largest usual side that divides every gap is tried: a few squares far apart do not make a larger one, and
    centres of squares, which are odd multiples of half a side, are points.
    """
    axes = [axis[np.isfinite(axis)] for axis in (x, y)]
    if any((axis != np.round(axis)).any() for axis in axes):
        return 0.0
    whole = [np.unique(axis.astype(np.int64)) for axis in axes]
    apart = int(np.gcd.reduce(np.concatenate([np.diff(axis) for axis in whole])))
    size = next((side for side in CELL_SIDES_M if apart and apart % side == 0), 0)
    return float(size) if size and all((axis % size == 0).all() for axis in whole) else 0.0


def _grid_codes(
    table: FileTable, columns: Mapping[str, str]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float, str] | None:
    """Return the corners, the side and the system that grid codes give, when every code is one of the same grid."""
    if "point_id" not in columns:
        return None
    codes = table.frame[columns["point_id"]].astype("str").str.strip()
    for pattern, scale in ((_GRID_CODE, 1), (_SHORT_GRID_CODE, 1000)):
        parts = codes.str.extract(pattern)
        if parts.isna().to_numpy().any() or len(set(parts["size"])) != 1:
            continue
        crs = f"EPSG:{parts['crs'].iloc[0]}" if "crs" in parts else _EUROPEAN_GRID
        if "crs" in parts and len(set(parts["crs"])) != 1:
            continue
        size = float(parts["size"].iloc[0]) * scale
        unit = size if scale > 1 else 1.0
        x, y = (np.asarray(parts[axis].astype("float64"), dtype=np.float64) * unit for axis in ("x", "y"))
        return x, y, size, crs
    return None


def _degrees(
    x: NDArray[np.float64], y: NDArray[np.float64], crs: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    points = gpd.GeoSeries(gpd.points_from_xy(x, y), crs=crs).to_crs(DEGREES)
    lon, lat = points.x.to_numpy(np.float64), points.y.to_numpy(np.float64)
    known = np.isfinite(x) & np.isfinite(y)
    return np.where(known, lon, np.nan), np.where(known, lat, np.nan)


def _known(crs: str) -> bool:
    try:
        gpd.GeoSeries([shapely.Point(0, 0)], crs=crs)
    except (RuntimeError, ValueError, TypeError):
        return False
    return True


def _same(one: str, other: str) -> bool:
    point = [shapely.Point(0, 0)]
    return bool(gpd.GeoSeries(point, crs=one).crs == gpd.GeoSeries(point, crs=other).crs)
