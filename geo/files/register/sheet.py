"""The content of a register file before any rule: headers, lines of cells, what was found on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.files.cells import Line, cell_text, clean_text, is_blank
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.delimited import HEADER_SEARCH, header_place
from geo.files.issues import Findings, Refusal
from geo.files.register.columns import Headers, match_headers, recognise
from geo.files.table import open_lines

MAX_FILE_MB, MAX_ROWS, MAX_COLUMNS = 20, 100_000, 200
"""Size, lines of data and columns that a file may have."""

_EXPECTED = Expected({**TEXTS, **WORKBOOKS}, MAX_FILE_MB, MAX_ROWS, MAX_COLUMNS, recognise=recognise)


@dataclass(frozen=True)
class Sheet:
    """Lines of data under their headers."""

    headers: Headers
    lines: tuple[Line, ...]


def read_sheet(path: Path, findings: Findings) -> Sheet | None:
    """Return the sheet that a file holds; ``None`` where a finding says what prevents it, never an exception.

    Findings are those of :func:`geo.files.table.open_lines` and :func:`geo.files.register.columns.match_headers`;
    ``file-empty``, ``no-rows``, ``lines-above-header``. In a workbook a cell without a header above it belongs to a
    column without a name; in a text, a line longer than the headers holds a separator too many.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    """
    try:
        return _sheet(open_lines(path, _EXPECTED, findings), findings, grid=path.suffix.lower() in WORKBOOKS)
    except Refusal as refusal:
        findings.extend([refusal.issue])
        return None


def _sheet(filled: list[Line], findings: Findings, *, grid: bool) -> Sheet:
    if not filled:
        raise Refusal("file-empty")
    first = [[clean_text(cell) for cell in cells] for _, cells in filled[:HEADER_SEARCH]]
    place = header_place(first, recognise)
    row, names = filled[place][0], first[place]
    data = filled[place + 1 :]
    if len(data) > MAX_ROWS:
        raise Refusal("too-many-rows", limit=MAX_ROWS)
    filled_columns = _filled_columns(data)
    if grid:
        names = names + [""] * (len(filled_columns) - len(names))
    headers, issues = match_headers(names, row=row, filled=filled_columns)
    findings.extend(issues)
    if place:
        above = "; ".join(cell_text(cell) for _, cells in filled[:place] for cell in cells if not is_blank(cell))
        findings.add("lines-above-header", value=above, count=place, header_row=row)
    if not data:
        findings.add("no-rows")
    return Sheet(headers, tuple(data))


def _filled_columns(lines: Sequence[Line]) -> list[bool]:
    width = max((len(cells) for _, cells in lines), default=0)
    filled = [False] * width
    for _, cells in lines:
        for position, cell in enumerate(cells):
            filled[position] = filled[position] or not is_blank(cell)
    return filled
