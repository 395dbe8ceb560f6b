"""The one opener of files: any encoding, any separator, workbooks, Parquet; lines numbered as the user sees them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from geo.files.cells import Cell, Line, cell_text, clean_text, is_blank
from geo.files.content import Content, Expected, read_content
from geo.files.delimited import HEADER_SEARCH, read_delimited
from geo.files.issues import Findings, Refusal
from geo.files.workbook import Taken, read_workbook

MAX_LINES = 1_048_576
"""Lines that a workbook may number."""

_BATCH = 4096


@dataclass(frozen=True)
class FileTable:
    """What a file holds.

    ``frame`` has the headers as the file writes them; texts without spaces at their ends, ``""`` where there is
    nothing, or typed columns (Parquet, GeoPackage). ``rows`` is the line that each row has in the file.
    ``separator`` is that of a text. ``shapes`` are geometries with ``crs``, in the order of the rows, ``None`` where
    the file has none; ``crs`` is ``None`` when the file does not say.
    """

    frame: pd.DataFrame
    rows: NDArray[np.int64]
    separator: str | None = None
    shapes: NDArray[np.object_] | None = None
    crs: str | None = None


Reader = Callable[[Path, Findings], FileTable]


def open_table(
    path: Path, expected: Expected, findings: Findings, *, readers: Mapping[str, Reader] | None = None
) -> FileTable:
    """Return the table of a file: headers on the first line that holds something, then one row per filled line.

    Parameters
    ----------
    findings
        Where ``encoding-converted``, ``encoding-utf16``, ``other-sheets`` and ``merged-cells`` are told.
    readers
        How the caller reads types of its own (``geopackage``), by type.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    Refusal
        Those of :func:`geo.files.content.read_content`, :func:`geo.files.delimited.read_delimited` and
        :func:`geo.files.workbook.read_workbook`; ``duplicate-column``, ``too-many-cells`` (a line longer than the
        headers), ``no-rows``, ``too-many-rows``.
    """
    content = read_content(path, expected)
    other = {"parquet": _read_parquet, **(readers or {})}.get(content.kind)
    if other is None:
        taken, separator = _read(content, expected, findings, lambda lines: _table(lines, expected))
        table = replace(taken, separator=separator)
    else:
        try:
            table = other(path, findings)
        except (OSError, pa.ArrowException, RuntimeError, ValueError) as error:
            raise Refusal("file-unreadable", value=path.name, reason=str(error).splitlines()[0][:120]) from error
    if table.frame.empty:
        raise Refusal("no-rows")
    if len(table.frame) > expected.most_rows:
        raise Refusal("too-many-rows", limit=expected.most_rows)
    return table


def open_lines(path: Path, expected: Expected, findings: Findings) -> list[Line]:
    """Return the filled lines of a text or a workbook, with the types that the file gives its cells.

    Raises
    ------
    MissingFileError, Refusal
        As :func:`open_table`; ``too-many-rows`` or ``too-many-columns`` when what is read is beyond the limits.
    """
    content = read_content(path, expected)
    return _read(content, expected, findings, lambda lines: list(_limited(lines, expected)))[0]


def named(headers: list[str], frame: pd.DataFrame, rows: NDArray[np.int64]) -> FileTable:
    """Return a table under its headers; columns without a header are left aside.

    Raises
    ------
    Refusal
        ``duplicate-column``.
    """
    twice = next((header for header in headers if header and headers.count(header) > 1), None)
    if twice is not None:
        raise Refusal("duplicate-column", value=twice, first=twice)
    kept = [position for position, header in enumerate(headers) if header]
    chosen = frame.iloc[:, kept].reset_index(drop=True)
    chosen.columns = pd.Index([headers[position] for position in kept])
    return FileTable(chosen, rows)


def _read(
    content: Content, expected: Expected, findings: Findings, take: Callable[[Iterator[Line]], Taken]
) -> tuple[Taken, str | None]:
    """Return what is made of the lines, and the separator of a text."""
    if content.decoded is None:
        columns = expected.most_columns + 1
        return read_workbook(content.content, take, columns=columns, findings=findings), None
    decoded = content.decoded
    if not decoded.certain:
        findings.add("encoding-converted", value=decoded.example, encoding=decoded.name)
    elif decoded.encoding != "utf-8":
        findings.add("encoding-utf16", encoding=decoded.name)
    lines, separator = read_delimited(decoded.text, expected.recognise)
    return take(lines), separator


def _limited(lines: Iterable[Line], expected: Expected) -> Iterator[Line]:
    """Yield the filled lines; what is blank beyond the limits does not count."""
    count = 0
    for number, cells in lines:
        if number > MAX_LINES or count > expected.most_rows + HEADER_SEARCH:
            raise Refusal("too-many-rows", limit=expected.most_rows)
        if not all(map(is_blank, cells)):
            if any(not is_blank(cell) for cell in cells[expected.most_columns :]):
                raise Refusal("too-many-columns", row=number, limit=expected.most_columns)
            count += 1
            yield number, cells


def _table(lines: Iterable[Line], expected: Expected) -> FileTable:
    filled = (line for line in lines if any(line[1]) and not (is_blank(line[1][0]) and all(map(is_blank, line[1]))))
    _, header = next(filled, (0, ()))
    if not header:
        raise Refusal("file-empty")
    names = [clean_text(cell) for cell in header]
    numbers: list[NDArray[np.int64]] = []
    parts: list[list[pa.Array]] = []
    while batch := list(islice(filled, _BATCH)):
        rows, records = zip(*batch, strict=True)
        columns = list(zip_longest(*records, fillvalue=""))
        if len(columns) > len(names):
            _refuse_longer(batch, len(names))
        columns += [("",) * len(batch)] * (len(names) - len(columns))
        numbers.append(np.array(rows, dtype=np.int64))
        parts.append([_texts(column) for column in columns[: len(names)]])
        if (len(parts) - 1) * _BATCH > expected.most_rows:
            break
    arrays = [pa.chunked_array(list(column), pa.string()) for column in zip(*parts, strict=True)]
    if not arrays:
        raise Refusal("no-rows")
    frame = pa.table(arrays, [str(position) for position in range(len(names))])
    return named(names, frame.to_pandas(), np.concatenate(numbers))


def _texts(column: tuple[Cell, ...]) -> pa.Array:
    try:
        texts = pa.array(column, pa.string())
    except pa.ArrowException:  # a workbook types its cells
        texts = pa.array([cell_text(cell) for cell in column], pa.string())
    return pc.utf8_trim_whitespace(pc.fill_null(texts, ""))


def _refuse_longer(batch: list[Line], width: int) -> None:
    for number, cells in batch:
        extra = next((cell for cell in cells[width:] if not is_blank(cell)), None)
        if extra is not None:
            raise Refusal("too-many-cells", row=number, value=cell_text(extra), count=width)


def _read_parquet(path: Path, _findings: Findings) -> FileTable:
    frame = pq.ParquetFile(path).read().to_pandas(ignore_metadata=True)
    return named([str(name) for name in frame.columns], frame, np.arange(1, len(frame) + 1))
