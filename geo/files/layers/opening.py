"""A layer file opened: its true type whatever its name says, then its table, typed or as texts."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
from numpy.typing import NDArray

from geo.errors import MissingFileError
from geo.files.layers.issues import Findings, Refusal
from geo.files.register.delimited import SEPARATORS, decode

MAX_FILE_MB = 400
"""Size of a file."""

MAX_ROWS = 2_000_000
"""Lines of data that a file may hold."""

_SUFFIXES = {
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
    ".gpkg": "geopackage",
}
_GEOPACKAGE_MARKS = (b"GPKG", b"GP10", b"GP11")
_SQLITE = b"SQLite format 3\0"
_MARKS = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "workbook"),
    (b"\xd0\xcf\x11\xe0", "workbook"),
    (b"{", "json"),
    (b"[", "json"),
    (b"<", "markup"),
    (b"%PDF", "pdf"),
)
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True)
class RawTable:
    """What a file holds: texts (CSV) or typed columns, and the line that each row has in the file.

    ``frame`` has the headers as the file writes them. ``shapes`` are geometries with ``crs``, in the order of the
    rows, ``None`` where the file has none; ``crs`` is ``None`` when the file does not say.
    """

    frame: pd.DataFrame
    rows: NDArray[np.int64]
    shapes: NDArray[np.object_] | None = None
    crs: str | None = None


def open_table(path: Path, *, findings: Findings) -> RawTable | None:
    """Return the table of a CSV, Parquet or GeoPackage file, ``None`` when an issue says why it cannot be read.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    """
    if not path.exists():
        raise MissingFileError("missing-file", path=str(path))
    try:
        return _checked(_open(path, findings))
    except Refusal as refusal:
        findings.add_refusal(refusal)
    except (OSError, pa.ArrowException, RuntimeError, ValueError) as error:
        findings.add("layer-unreadable", value=path.name, reason=str(error).splitlines()[0][:120])
    return None


def _open(path: Path, findings: Findings) -> RawTable:
    if not path.is_file():
        raise Refusal("layer-not-a-file", value=path.name)
    wanted = _SUFFIXES.get(path.suffix.lower())
    if wanted is None:
        raise Refusal("layer-type-unknown", value=path.name)
    if path.stat().st_size > MAX_FILE_MB * 1_000_000:
        raise Refusal("layer-file-too-large", value=path.name, limit_mb=MAX_FILE_MB)
    found = _true_type(path)
    if found == "empty":
        raise Refusal("layer-empty", value=path.name)
    if found != wanted:
        raise Refusal("layer-type-mismatch", value=path.name, suffix=path.suffix, found=found)
    return {"text": _read_text, "parquet": _read_parquet, "geopackage": _read_geopackage}[wanted](path, findings)


def _checked(table: RawTable) -> RawTable:
    if len(table.frame) == 0:
        raise Refusal("layer-no-rows")
    if len(table.frame) > MAX_ROWS:
        raise Refusal("layer-too-many-rows", limit=MAX_ROWS)
    return table


def _true_type(path: Path) -> str:
    """Return what the content is: ``text``, ``parquet``, ``geopackage``, ``empty``, or something that is not read."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    visible = start.strip(b" \t\r\n\0\xef\xbb\xbf")
    if not visible:
        return "empty"
    if start.startswith(_SQLITE):
        return "geopackage" if start[68:72] in _GEOPACKAGE_MARKS else "database"
    marked = next((kind for mark, kind in _MARKS if visible.startswith(mark)), None)
    if marked is not None:
        return marked
    binary = sum(start.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\0")
    return "other" if binary > 0.02 * len(start) else "text"


def _read_text(path: Path, findings: Findings) -> RawTable:
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise Refusal("layer-encoding", value=path.name)
    if not decoded.certain:
        name = {"cp1252": "Windows-1252"}.get(decoded.encoding, decoded.encoding.upper())
        example = re.search(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", decoded.text)
        findings.add("layer-encoding-converted", value=example[0] if example else decoded.text[:20], encoding=name)
    text = decoded.text.lstrip("\r\n")
    above = decoded.text[: len(decoded.text) - len(text)].count("\n")
    try:
        raw = pd.read_csv(
            io.StringIO(text),
            sep=_separator(text),
            header=None,
            dtype="str",
            keep_default_na=False,
            skip_blank_lines=False,
            skipinitialspace=True,
        )
    except pd.errors.ParserError as error:
        line = _LINE.search(str(error))
        if line is None:
            raise Refusal("layer-quotes", value=path.name) from error
        raise Refusal("layer-line-too-long", row=int(line[1]) + above) from error
    headers = [str(cell).strip() for cell in raw.iloc[0]]
    body = raw.iloc[1:].fillna("")
    filled = (body != "").any(axis=1)
    return _named(headers, body[filled], np.flatnonzero(filled.to_numpy()) + 2 + above)


def _separator(text: str) -> str:
    """Return the separator that gives the line of headers most cells."""
    header = text.split("\n", 1)[0]
    return max(SEPARATORS, key=lambda separator: len(next(csv.reader([header], delimiter=separator), [])))


def _read_parquet(path: Path, _findings: Findings) -> RawTable:
    if b"geo" in (pq.read_schema(path).metadata or {}):
        return _from_geoframe(gpd.read_parquet(path))
    return _numbered(pq.read_table(path).to_pandas(ignore_metadata=True))


def _read_geopackage(path: Path, findings: Findings) -> RawTable:
    tables = pyogrio.list_layers(path)
    drawn = [str(name) for name, kind in tables if kind is not None] or [str(name) for name, _ in tables]
    if not drawn:
        raise Refusal("layer-no-rows")
    if len(tables) > 1:
        others = ", ".join(str(name) for name, _ in tables if name != drawn[0])
        findings.add("layer-other-tables", value=drawn[0], others=others)
    return _from_geoframe(pyogrio.read_dataframe(path, layer=drawn[0]))


def _from_geoframe(frame: Any) -> RawTable:  # noqa: ANN401 - GeoDataFrame or DataFrame
    if not isinstance(frame, gpd.GeoDataFrame):
        return _numbered(frame)
    table = _numbered(pd.DataFrame(frame.drop(columns=frame.geometry.name)))
    crs = None if frame.crs is None else frame.crs.to_string()
    return RawTable(table.frame, table.rows, np.asarray(frame.geometry.to_numpy(), dtype=object), crs)


def _numbered(frame: pd.DataFrame) -> RawTable:
    return _named([str(name) for name in frame.columns], frame, np.arange(1, len(frame) + 1))


def _named(headers: list[str], frame: pd.DataFrame, rows: NDArray[Any]) -> RawTable:
    """Return the table under its headers; columns without a header are left aside."""
    twice = next((header for header in headers if header and headers.count(header) > 1), None)
    if twice is not None:
        raise Refusal("layer-duplicate-header", value=twice)
    kept = [position for position, header in enumerate(headers) if header]
    named = frame.iloc[:, kept].reset_index(drop=True)
    named.columns = pd.Index([headers[position] for position in kept])
    return RawTable(named, rows.astype(np.int64))
