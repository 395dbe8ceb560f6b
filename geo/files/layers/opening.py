"""A layer file opened: the table that every reader opens, and GeoPackage and shapes besides."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pyogrio

from geo.files.content import TEXTS, Expected
from geo.files.issues import Findings, Refusal
from geo.files.table import FileTable, Reader, named, open_table

MAX_FILE_MB = 400
"""Size of a file."""

MAX_ROWS = 2_000_000
"""Lines of data that a file may hold."""

_SUFFIXES = {**TEXTS, ".parquet": "parquet", ".geoparquet": "parquet", ".gpkg": "geopackage"} | dict.fromkeys(
    (".geojson", ".json"), "json"
)
_MAX_COLUMNS = 16_384
_OF_BOOK = "places"
"""The layer of a data book that is one of population points."""
_FOUND: dict[str, str] = {
    **dict.fromkeys(("xlsx", "xls", "xlsb", "ods", "word", "slides", "archive"), "workbook"),
    **dict.fromkeys(("html", "xml"), "markup"),
}
_SAID_AS = {
    "not-a-file": "layer-not-a-file",
    "unknown-file-type": "layer-type-unknown",
    "file-too-large": "layer-file-too-large",
    "file-empty": "layer-empty",
    "file-unreadable": "layer-unreadable",
    "not-what-its-name-says": "layer-type-mismatch",
    "encoding-unreadable": "layer-encoding",
    "encoding-converted": "layer-encoding-converted",
    "quotes-unreadable": "layer-quotes",
    "too-many-cells": "layer-line-too-long",
    "duplicate-column": "layer-duplicate-header",
    "no-rows": "layer-no-rows",
    "too-many-rows": "layer-too-many-rows",
}


def layer_findings() -> Findings:
    """Return where the findings about a layer file are gathered, told in its own words."""
    return Findings(said_as=_SAID_AS)


def open_layer(path: Path, *, findings: Findings) -> FileTable | None:
    """Return the table of a CSV, Parquet, GeoPackage or GeoJSON file; ``None`` when an issue says why there is none.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    """
    expected = Expected(_SUFFIXES, MAX_FILE_MB, MAX_ROWS, _MAX_COLUMNS)
    try:
        return open_table(path, expected, findings, readers=_READERS)
    except Refusal as refusal:
        issue = refusal.issue
        told: dict[str, str | float] = dict(issue.values)
        if "found" in told:
            told["found"] = _FOUND.get(str(told["found"]), told["found"])
        value = path.name if issue.value is None else issue.value
        findings.extend([replace(issue, rule=_SAID_AS.get(issue.rule, issue.rule), value=value, values=told)])
    return None


def _read_parquet(path: Path, _findings: Findings) -> FileTable:
    file = pq.ParquetFile(path)
    if b"geo" in (file.schema_arrow.metadata or {}):
        return _from_geoframe(gpd.read_parquet(path))
    return _numbered(file.read().to_pandas(ignore_metadata=True))


def _read_geopackage(path: Path, findings: Findings) -> FileTable:
    tables = pyogrio.list_layers(path)
    drawn = [str(name) for name, kind in tables if kind is not None] or [str(name) for name, _ in tables]
    if not drawn:
        raise Refusal("no-rows")
    chosen = _OF_BOOK if _OF_BOOK in drawn else drawn[0]
    if len(tables) > 1:
        others = ", ".join(str(name) for name, _ in tables if name != chosen)
        findings.add("layer-other-tables", value=chosen, others=others)
    return _from_geoframe(pyogrio.read_dataframe(path, layer=chosen))


def _read_geojson(path: Path, _findings: Findings) -> FileTable:
    return _from_geoframe(pyogrio.read_dataframe(path))


_READERS: Mapping[str, Reader] = {"parquet": _read_parquet, "geopackage": _read_geopackage, "json": _read_geojson}


def _from_geoframe(frame: Any) -> FileTable:  # noqa: ANN401 - GeoDataFrame or DataFrame
    if not isinstance(frame, gpd.GeoDataFrame):
        return _numbered(frame)
    table = _numbered(pd.DataFrame(frame.drop(columns=frame.geometry.name)))
    crs = None if frame.crs is None else frame.crs.to_string()
    return FileTable(table.frame, table.rows, shapes=np.asarray(frame.geometry.to_numpy(), dtype=object), crs=crs)


def _numbered(frame: pd.DataFrame) -> FileTable:
    return named([str(name) for name in frame.columns], frame, np.arange(1, len(frame) + 1))
