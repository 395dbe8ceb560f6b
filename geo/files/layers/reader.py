"""Reading a layer file from beginning to end: one row per population point, and what was found on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.issues import Findings
from geo.files.layers.columns import COUNTS, find_columns, flag_of
from geo.files.layers.figures import Counts, read_counts
from geo.files.layers.opening import layer_findings, open_layer
from geo.files.layers.positions import DEGREES, Positions, find_positions
from geo.files.table import FileTable

POINT_COLUMNS = ("row_number", "point_id", "name", "zone_code", "lon", "lat", "population")
"""Columns of the points read, before the other counts of the file (``geo.files.layers.columns.COUNTS``)."""


@dataclass(frozen=True)
class ReadingOptions:
    """What the user says of a file.

    Parameters
    ----------
    crs
        Coordinate system of ``x`` and ``y``, for example ``EPSG:3035``; ``None`` when the file says it.
    population
        Header of the population; ``None`` to recognise it.
    cell_m
        Side in metres of the squares whose lower-left corner is ``x``, ``y``; 0 for points; ``None`` to see from
        the spacing.
    equal
        Whether every point counts the same (addresses), without any population column.
    """

    crs: str | None = None
    population: str | None = None
    cell_m: float | None = None
    equal: bool = False


@dataclass(frozen=True)
class LayerReading:
    """What was read in a layer file.

    ``points`` has the columns :data:`POINT_COLUMNS`, then those of the counts that the file has: ``row_number`` is the
    line in the file, ``population`` is NaN where confidential or missing, ``lon`` and ``lat`` are in degrees
    (EPSG:4326). ``columns`` maps each column to the header it was read from. ``hidden`` counts, per count, the values
    that the publisher keeps confidential. ``by_zone``: the file says the zone of each point, no position (NaN).
    """

    points: pd.DataFrame
    findings: Findings
    rows_read: int
    crs: str = ""
    cell_m: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, int] = field(default_factory=dict)
    by_zone: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing forbids the import."""
        return self.findings.ok

    @property
    def issues(self) -> pd.DataFrame:
        """Return the table of issues."""
        return self.findings.table()


def read_layer(path: Path, *, options: ReadingOptions | None = None) -> LayerReading:
    """Read a layer file (CSV, Parquet, GeoPackage, GeoJSON): a census grid, sectors, addresses.

    Nothing in the content raises: everything wrong, doubtful or left out is an issue.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    """
    chosen = options or ReadingOptions()
    findings = layer_findings()
    table = open_layer(path, findings=findings)
    if table is None:
        return _nothing(findings)
    columns = find_columns(list(table.frame.columns), population=chosen.population, findings=findings)
    if chosen.equal:
        columns.pop("population", None)
    elif "population" not in columns and findings.ok:
        findings.add("layer-no-population", value=", ".join(table.frame.columns[:12]))
    positions = find_positions(table, columns, crs=chosen.crs, cell_m=chosen.cell_m, findings=findings)
    if positions is None or not findings.ok:
        return _nothing(findings, rows_read=len(table.frame))
    counts = {name: _counts(table, columns[name], findings) for name in ("population", *COUNTS) if name in columns}
    points = _points(table, columns, positions, counts)
    if not positions.by_zone:
        points = _with_position(points, findings)
    _check_ids(points, findings)
    if "population" in counts and findings.ok and not (points["population"] > 0).any():
        findings.add("layer-nothing-known", column=columns["population"])
    used = {name: header for name, header in columns.items() if name in {*points.columns, "x", "y"}}
    hidden = {name: int(count.hidden.sum()) for name, count in counts.items()}
    told = (len(table.frame), positions.crs, positions.cell_m, used, hidden)
    return LayerReading(points, findings, *told, by_zone=positions.by_zone)


def _nothing(findings: Findings, *, rows_read: int = 0) -> LayerReading:
    return LayerReading(pd.DataFrame({name: [] for name in POINT_COLUMNS}), findings, rows_read, DEGREES)


def _counts(table: FileTable, header: str, findings: Findings) -> Counts:
    flag = flag_of(header, list(table.frame.columns))
    return read_counts(
        table.frame[header],
        rows=table.rows,
        flags=None if flag is None else table.frame[flag],
        column=header,
        findings=findings,
    )


def _points(
    table: FileTable, columns: Mapping[str, str], positions: Positions, counts: Mapping[str, Counts]
) -> pd.DataFrame:
    ids = _texts(table, columns.get("point_id"))
    ids = ids.where(ids != "", _derived_ids(table.rows, positions))
    names = _texts(table, columns.get("name"))
    codes = _texts(table, columns.get("zone_code"))
    points = pd.DataFrame(
        {
            "row_number": table.rows,
            "point_id": ids,
            "name": names.where(names != "", ids),
            "zone_code": codes.mask(codes == ""),
            "lon": positions.lon,
            "lat": positions.lat,
            "population": counts["population"].values if "population" in counts else 1.0,  # noqa: PD011 - not a frame
        }
    )
    return points.assign(**{name: counts[name].values for name in COUNTS if name in counts})  # noqa: PD011


def _texts(table: FileTable, header: str | None) -> pd.Series:
    """Return a column as clean texts, empty where there is nothing; whole numbers are written without ``.0``."""
    if header is None:
        return pd.Series([""] * len(table.frame), dtype="str")
    cells = table.frame[header]
    if pd.api.types.is_float_dtype(cells) and (cells.dropna() % 1 == 0).all():
        cells = cells.astype("Int64")
    return cells.astype("str").where(cells.notna(), "").str.strip()


def _derived_ids(rows: NDArray[np.int64], positions: Positions) -> pd.Series:
    if positions.codes is not None:
        return pd.Series(positions.codes, dtype="str")
    return pd.Series([f"row-{row}" for row in rows.tolist()], dtype="str")


def _with_position(points: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Return the points that have a position; the others are counted: no position is ever invented."""
    placed = np.isfinite(points["lon"]) & np.isfinite(points["lat"])
    lost = points[~placed]
    if len(lost) and findings.ok:
        findings.add(
            "layer-position-missing",
            row=int(lost["row_number"].iloc[0]),
            count=len(lost),
            population=float(lost["population"].sum()),
        )
    kept: pd.DataFrame = points[placed].reset_index(drop=True)
    return kept


def _check_ids(points: pd.DataFrame, findings: Findings) -> None:
    again = points[points["point_id"].duplicated(keep="first")]
    findings.add_lines("layer-duplicate-id", again["row_number"].tolist(), again["point_id"].tolist(), column=None)
