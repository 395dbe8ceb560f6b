"""Opening the file of a list, whatever its type: the right sheet, the headers below titles, headings left aside."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

import python_calamine

from geo.errors import MissingFileError
from geo.files.archives import DAMAGED_ZIP
from geo.files.cells import Cell, Line, cell_text, clean_text, is_blank
from geo.files.content import TEXTS, WORKBOOKS, Content, Expected, read_content, true_type
from geo.files.delimited import count_recognised, header_place, read_delimited
from geo.files.issues import Findings, Refusal
from geo.files.names import name_key
from geo.files.register.intake.data_books import book_of_sheets, is_book
from geo.files.register.intake.encodings import ENCODINGS, best_encoding, once_encoded
from geo.files.register.intake.finess import is_finess, read_finess
from geo.files.register.intake.objects import read_objects
from geo.files.register.intake.packages import is_package, open_package
from geo.files.register.intake.raw_list import MAX_LINES, MAX_MB, Raw, Recognise
from geo.files.register.intake.shape_lists import read_drawn
from geo.files.user_text import Decoded, decode
from geo.files.workbook import read_workbook, sheet_names

HEADER_SEARCH = 60
"""Filled lines among which the headers of a list are looked for."""

_COLUMNS = 300
_DRAWN = frozenset({".gpkg", ".shp", ".parquet", ".geoparquet", ".pbf", ".fgb"})
_OBJECTS = frozenset({".json", ".geojson"})
_OLD = frozenset({".xls", ".ods", ".xlsb"})
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", *sorted(_OLD), *sorted(_OBJECTS), *sorted(_DRAWN), ".zip")
"""Endings of the files that are read; a ``.zip`` holds a Shapefile or a package (:mod:`.packages`)."""

_SHAPEFILE_PARTS = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
_TOTAL = re.compile(r"(?:sous )?total|somme|ensemble|nombre total|grand total|subtotal|sum")
_LEAST_WIDTH = 3

Numbered = Iterator[Line]


def open_raw(
    path: Path,
    findings: Findings,
    recognise: Recognise,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    crs: str | None = None,
) -> Raw:
    """Return the list that a file holds.

    Parameters
    ----------
    recognise
        The column that a header may name: decides of the sheet and of the line of headers.
    sheet
        Sheet or table to read; the one that looks most like a list when ``None``.
    encoding
        Encoding of a text; seen from its content when ``None``.
    crs
        System of shapes whose file does not say it.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    Refusal
        What forbids reading, as :func:`geo.files.table.open_table`; ``column-absent`` for a sheet that is not there.
    """
    if not path.exists():
        raise MissingFileError("missing-file", path=str(path))
    suffix = path.suffix.lower()
    if is_package(path):
        return _from_package(path, recognise)
    if suffix in _DRAWN | _OBJECTS | _OLD | {".zip"}:
        _check_size(path)
        if suffix in _OLD:
            return _from_calamine(path, findings, recognise, sheet=sheet)
        return _from_shapes(path, findings, sheet=sheet, crs=crs)
    expected = Expected({**TEXTS, **WORKBOOKS, ".xls": "old", ".ods": "old"}, MAX_MB, MAX_LINES, _COLUMNS)
    try:
        content = read_content(path, expected)
    except Refusal as refusal:
        content = _despite(path, refusal, findings, encoding)
    if content.decoded is None:
        return _from_workbook(content.content, findings, recognise, sheet=sheet)
    text = content.decoded.text
    if encoding or not content.decoded.certain:
        text = _decoded(content.content, findings, encoding)
    elif (mended := once_encoded(text)) is not None:
        text, example = mended
        findings.add("encoding-twice", value=example)
    return _from_text(text, recognise)


def _from_package(path: Path, recognise: Recognise) -> Raw:
    opened = open_package(path)
    if isinstance(opened, Raw):
        return opened
    name, content = opened
    text = decode(content)
    if text is None:
        raise Refusal("encoding-unreadable", value=name)
    return _from_text(text.text, recognise)


def _from_shapes(path: Path, findings: Findings, *, sheet: str | None, crs: str | None) -> Raw:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        return _from_archive(path, findings, sheet=sheet, crs=crs)
    return read_objects(path) if suffix in _OBJECTS else read_drawn(path, findings, layer=sheet, crs=crs)


def _from_archive(path: Path, findings: Findings, *, sheet: str | None, crs: str | None) -> Raw:
    """Return the list of a zipped Shapefile: its parts, nothing else, are taken out of the archive."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            _take_out(path, Path(folder))
        except (*DAMAGED_ZIP, OSError) as error:
            raise Refusal("file-unreadable", value=path.name, reason="zip") from error
        shapes = sorted(Path(folder).glob("*.shp"))
        if not shapes:
            raise Refusal("not-what-its-name-says", value=path.name, suffix=".zip", found="archive")
        return read_drawn(shapes[0], findings, layer=sheet, crs=crs)


def _take_out(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = [part for part in archive.infolist() if Path(part.filename).suffix.lower() in _SHAPEFILE_PARTS]
        if sum(part.file_size for part in parts) > MAX_MB * 1_000_000:
            raise Refusal("file-too-large", value=path.name, limit_mb=MAX_MB)
        for part in parts:
            (folder / Path(part.filename).name).write_bytes(archive.read(part))


def _check_size(path: Path) -> None:
    if not path.is_file():
        raise Refusal("not-a-file", value=path.name)
    if path.stat().st_size > MAX_MB * 1_000_000:
        raise Refusal("file-too-large", value=path.name, limit_mb=MAX_MB)
    if not path.stat().st_size:
        raise Refusal("file-empty", value=path.name)


def _despite(path: Path, refusal: Refusal, findings: Findings, encoding: str | None) -> Content:
    """Return the text of a file whose encoding is not one of the usual, else raise again what refused it."""
    if refusal.issue.rule != "encoding-unreadable":
        raise refusal
    content = path.read_bytes()
    return Content("text", content, Decoded(_decoded(content, findings, encoding), encoding or "", certain=True))


def _decoded(content: bytes, findings: Findings, encoding: str | None) -> str:
    """Return a text in the encoding said, else in the one under which its accents make sense."""
    if encoding is not None:
        if encoding.lower() not in ENCODINGS:
            raise Refusal("column-absent", value=encoding, known=", ".join(ENCODINGS))
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            raise Refusal("encoding-unreadable", value=encoding) from error
    found = best_encoding(content)
    if found is None:
        raise Refusal("encoding-unreadable", value="")
    rule = "encoding-converted" if found.certain else "encoding-doubtful"
    findings.add(rule, value=found.example, encoding=found.name, others=", ".join(found.others))
    return found.text


def _from_text(text: str, recognise: Recognise) -> Raw:
    lines, separator = read_delimited(text, recognise)
    start = list(islice(lines, 1))
    if start and is_finess(start[0][1]):
        return read_finess(chain(start, lines))
    return replace(_listed(chain(start, lines), recognise, grid=False), separator=separator)


def _from_workbook(content: bytes, findings: Findings, recognise: Recognise, *, sheet: str | None) -> Raw:
    names = sheet_names(content)
    if sheet is None and is_book(names):
        return book_of_sheets(content)
    if sheet is not None and sheet not in names:
        raise Refusal("column-absent", value=sheet, known=", ".join(names))
    chosen = sheet
    if chosen is None and len(names) > 1:
        counts = {name: _recognised(content, name, recognise) for name in names}
        chosen = max(names, key=lambda name: counts[name])
    return read_workbook(
        content,
        lambda lines: _listed(lines, recognise, grid=True, sheet=chosen),
        columns=_COLUMNS,
        findings=findings,
        sheet=chosen,
    )


def _recognised(content: bytes, name: str, recognise: Recognise) -> int:
    def most(lines: Numbered) -> int:
        texts = ([clean_text(cell) for cell in cells] for _, cells in islice(lines, HEADER_SEARCH))
        return max((count_recognised(line, recognise) for line in texts), default=0)

    return read_workbook(content, most, columns=_COLUMNS, findings=Findings(), sheet=name)


def _from_calamine(path: Path, findings: Findings, recognise: Recognise, *, sheet: str | None) -> Raw:
    """Return the list of an old Excel or LibreOffice workbook; formulas are read as the value stored for them."""
    content = path.read_bytes()
    found, _ = true_type(content)
    if found == "xlsx-password":
        raise Refusal("password-protected", value=path.name)
    if found not in {"xls", "ods", "xlsb", "xlsx"}:
        raise Refusal("not-what-its-name-says", value=path.name, suffix=path.suffix.lower(), found=found)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = python_calamine.SheetVisibleEnum.Visible
        names = [one.name for one in workbook.sheets_metadata if one.visible == visible] or list(workbook.sheet_names)
        chosen = sheet if sheet in workbook.sheet_names else _likeliest(workbook, names, recognise)
        grid = workbook.get_sheet_by_name(chosen)
        rows, first = grid.to_python(skip_empty_area=True), (grid.start or (0, 0))[0]
    except Exception as error:  # calamine raises errors of many kinds on damaged files
        raise Refusal("xlsx-unreadable", value=path.name) from error
    if sheet is not None and chosen != sheet:
        raise Refusal("column-absent", value=sheet, known=", ".join(names))
    if others := [name for name in names if name != chosen]:
        findings.add("other-sheets", sheet=chosen, others=", ".join(others))
    lines = ((number, tuple(row[:_COLUMNS])) for number, row in enumerate(rows, start=first + 1))
    return _listed(iter(lines), recognise, grid=True, sheet=chosen)


def _likeliest(workbook: python_calamine.CalamineWorkbook, names: list[str], recognise: Recognise) -> str:
    """Return the sheet whose headers name most columns."""

    def most(name: str) -> int:
        rows = workbook.get_sheet_by_name(name).to_python(nrows=HEADER_SEARCH)
        return max((count_recognised([clean_text(cell) for cell in row], recognise) for row in rows), default=0)

    return max(names, key=most)


def _listed(lines: Numbered, recognise: Recognise, *, grid: bool, sheet: str | None = None) -> Raw:
    """Return the lines below the headers, headings and totals left aside."""
    filled = ((number, cells) for number, cells in lines if not all(map(is_blank, cells)))
    start = list(islice(filled, HEADER_SEARCH))
    if not start:
        raise Refusal("file-empty")
    texts = [[clean_text(cell) for cell in cells] for _, cells in start]
    place = header_place(texts, recognise)
    names = texts[place]
    kept: list[Line] = []
    aside: dict[str, int] = {}
    examples: dict[str, str] = {}
    width = len([name for name in names if name])
    for number, cells in chain(start[place + 1 :], filled):
        if (reason := _not_a_line(cells, names, width)) is not None:
            aside[reason] = aside.get(reason, 0) + 1
            example = next(cell_text(cell) for cell in cells if not is_blank(cell))
            if aside[reason] <= 5:
                examples[reason] = f"{examples[reason]}; {example}" if reason in examples else example
            continue
        kept.append((number, cells))
        if len(kept) > MAX_LINES:
            raise Refusal("too-many-rows", limit=MAX_LINES)
    widest = max((len(cells) for _, cells in kept), default=0)
    if grid:
        names = names + [""] * (widest - len(names))
    above = " ; ".join(cell_text(cell) for _, cells in start[:place] for cell in cells if not is_blank(cell))
    return Raw(
        tuple(names),
        tuple(kept),
        header_row=start[place][0],
        above=above,
        grid=grid,
        sheet=sheet,
        aside=aside,
        examples=examples,
    )


def _not_a_line(cells: tuple[Cell, ...], names: list[str], width: int) -> str | None:
    """Return why a line is none of the list: a heading alone across the table, a total, the headers again."""
    told = [clean_text(cell) for cell in cells if not is_blank(cell)]
    if width >= _LEAST_WIDTH and len(told) == 1:
        return "heading"
    if told and _TOTAL.match(name_key(told[0])) and len(told) <= max(2, width // 2):
        return "heading"
    if len(told) >= 2 and told == [name for name in names if name]:
        return "heading"
    return None
