"""Excel workbooks (.xlsx, .xlsm): examined before they are opened, then read as values only."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from geo.files.archives import DAMAGED_ZIP
from geo.files.cells import Broken, Cell, Line
from geo.files.issues import Findings, Refusal

Taken = TypeVar("Taken")

MAX_INSIDE_MB = 200
"""Size of a workbook once uncompressed; beyond, it is not opened (a small file can hide an enormous one)."""

_CHUNK = 1 << 20
_OVERLAP = 256
_LISTED = 10
_FORMULA_TAG = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGE_TAG = re.compile(rb"<(?:\w+:)?mergeCell ")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_ROW_NUMBER = re.compile(rb"\br=\"(\d+)\"")
_ENTITY_TAG = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass
class _Inside:
    """What the parts of a workbook hold, seen without parsing them."""

    formulas: bool = False
    merged: bool = False
    hidden: bool = False


def read_workbook(
    content: bytes,
    take: Callable[[Iterator[Line]], Taken],
    *,
    columns: int,
    findings: Findings,
    sheet: str | None = None,
) -> Taken:
    """Return what ``take`` makes of the lines of a sheet: the first visible one unless another is named.

    Formulas are read as the value that the workbook stored for them; cells without a value carry
    ``formula-without-value``. At most ``columns`` cells are read on a line.

    Raises
    ------
    Refusal
        ``password-protected``, ``xlsx-unreadable``, ``xlsx-unsafe``, ``xlsx-too-large-inside``, and those of ``take``.
        ``other-sheets``, ``merged-cells`` and ``hidden-rows`` are findings.
    """
    inside = _examine(content)
    try:
        # openpyxl raises errors of many kinds on damaged files and warns about harmless extensions
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = _sheet(content, sheet, data_only=True)
            formulas = _sheet(content, sheet, data_only=False) if inside.formulas else None
            taken = take(_lines(values, formulas, columns))
            others = [one.title for one in values.parent.worksheets if one.title != values.title]
    except Refusal:
        raise
    except Exception as error:
        raise Refusal("xlsx-unreadable") from error
    if others:
        findings.add("other-sheets", sheet=values.title, others=", ".join(others))
    if inside.merged:
        findings.add("merged-cells")
    if inside.hidden and (hidden := _hidden_lines(content, sheet)):
        shown = ", ".join(map(str, hidden[:_LISTED])) + (", …" if len(hidden) > _LISTED else "")
        findings.add("hidden-rows", count=len(hidden), lines=shown)
    return taken


def sheet_names(content: bytes) -> list[str]:
    """Return the names of the visible sheets of a workbook (all of them when none is visible).

    Raises
    ------
    Refusal
        As :func:`read_workbook`.
    """
    _examine(content)
    import openpyxl  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            visible = [one.title for one in workbook.worksheets if one.sheet_state == "visible"]
            return visible or [one.title for one in workbook.worksheets]
    except Exception as error:
        raise Refusal("xlsx-unreadable") from error


def _hidden_lines(content: bytes, sheet: str | None) -> list[int]:
    """Return the numbers of the lines that a sheet hides; none where the workbook cannot say."""
    import openpyxl  # noqa: PLC0415

    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(content)) as archive:
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            chosen = workbook[sheet] if sheet else _first_visible(workbook)
            part = archive.read(chosen._worksheet_path.lstrip("/"))  # noqa: SLF001 - openpyxl says it nowhere else
    except Exception:
        return []
    return [int(number[1]) for tag in _HIDDEN_ROW.finditer(part) if (number := _ROW_NUMBER.search(tag[0]))]


def _examine(content: bytes) -> _Inside:
    inside = _Inside()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            size_mb = sum(part.file_size for part in parts) / 1e6
            if any(part.flag_bits & 1 for part in parts):
                raise Refusal("password-protected")
            if size_mb > MAX_INSIDE_MB:
                raise Refusal("xlsx-too-large-inside", size_mb=round(size_mb), limit_mb=MAX_INSIDE_MB)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _examine_part(archive, part, inside)
    except (*DAMAGED_ZIP, OSError) as error:
        raise Refusal("xlsx-unreadable") from error
    return inside


def _examine_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, inside: _Inside) -> None:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            seen = tail + chunk.replace(b"\0", b"")
            if _ENTITY_TAG.search(seen):
                raise Refusal("xlsx-unsafe", value=part.filename)
            if "worksheets/" in part.filename:
                inside.formulas = inside.formulas or bool(_FORMULA_TAG.search(seen))
                inside.merged = inside.merged or bool(_MERGE_TAG.search(seen))
                inside.hidden = inside.hidden or bool(_HIDDEN_ROW.search(seen))
            tail = seen[-_OVERLAP:]


def _first_visible(workbook: Any) -> Any:  # noqa: ANN401 - openpyxl is untyped
    sheets = workbook.worksheets
    return next((sheet for sheet in sheets if sheet.sheet_state == "visible"), sheets[0])


def _sheet(content: bytes, name: str | None, *, data_only: bool) -> Any:  # noqa: ANN401 - openpyxl is untyped
    # Imported only where it is needed: most runs open no workbook.
    import openpyxl  # noqa: PLC0415

    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    sheet = workbook[name] if name else _first_visible(workbook)
    sheet.reset_dimensions()
    return sheet


def _lines(values: Any, formulas: Any, columns: int) -> Iterator[Line]:  # noqa: ANN401 - openpyxl is untyped
    computed = values.iter_rows(max_col=columns, values_only=True)
    if formulas is None:
        for number, cells in enumerate(computed, start=1):
            yield number, _trim(cells)
        return
    written = formulas.iter_rows(max_col=columns, values_only=True)
    for number, (cells, sources) in enumerate(zip(computed, written, strict=True), start=1):
        yield number, _trim(tuple(map(_computed, cells, sources)))


def _computed(cell: Cell, source: object) -> Cell:
    """Return the stored value of a cell, or why a formula has none."""
    if cell is None and source is not None:
        return Broken("formula-without-value", source if isinstance(source, str) else "=")
    return cell


def _trim(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells without the empty ones at the end."""
    width = len(cells)
    while width and cells[width - 1] is None:
        width -= 1
    return cells[:width]
