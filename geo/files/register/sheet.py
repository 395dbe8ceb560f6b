"""The content of a file before any rule: headers, lines of cells, what was found on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geo.files.register.cells import Cell, cell_text, clean_text, is_blank
from geo.files.register.columns import Headers, count_recognised, match_headers
from geo.files.register.issues import Issue

MAX_ROWS = 100_000
"""Lines of data that a file may hold."""

MAX_LINES = 1_048_576
"""Lines that a spreadsheet may number."""

MAX_COLUMNS = 200
"""Columns that a file may have."""

HEADER_SEARCH = 10
"""Lines, from the first that holds something, among which the headers are looked for."""

Line = tuple[int, tuple[Cell, ...]]
"""Number of a line, from 1, and its cells."""


@dataclass(frozen=True)
class Sheet:
    """Lines of data under their headers; ``headers`` is ``None`` when nothing could be read."""

    headers: Headers | None = None
    lines: tuple[Line, ...] = ()
    issues: tuple[Issue, ...] = field(default=())

    @classmethod
    def refused(cls, *issues: Issue) -> "Sheet":
        """Return a sheet without content, for a file that could not be read."""
        return cls(issues=issues)


def make_sheet(lines: Iterable[Line], *, grid: bool) -> Sheet:
    """Return the sheet that numbered lines make; blank lines are skipped.

    In a ``grid`` (a workbook) a cell without a header above it belongs to a column without a name; elsewhere (a
    text) a line longer than the headers holds a separator too many.

    Issues ``file-empty``, ``no-rows``, ``too-many-rows``, ``too-many-columns``, ``lines-above-header`` and those of
    :func:`geo.files.register.columns.match_headers`.
    """
    filled: list[Line] = []
    for number, cells in lines:
        if number > MAX_LINES or len(filled) > MAX_ROWS + HEADER_SEARCH:
            return Sheet.refused(Issue("too-many-rows", values={"limit": MAX_ROWS}))
        if not all(is_blank(cell) for cell in cells):
            if any(not is_blank(cell) for cell in cells[MAX_COLUMNS:]):
                return Sheet.refused(Issue("too-many-columns", row=number, values={"limit": MAX_COLUMNS}))
            filled.append((number, cells))
    if not filled:
        return Sheet.refused(Issue("file-empty"))
    place = header_place([cells for _, cells in filled[:HEADER_SEARCH]])
    row, header_cells = filled[place]
    data = filled[place + 1 :]
    if len(data) > MAX_ROWS:
        return Sheet.refused(Issue("too-many-rows", values={"limit": MAX_ROWS}))
    filled_columns = _filled_columns(data)
    names = [clean_text(cell) for cell in header_cells]
    if grid:
        names += [""] * (len(filled_columns) - len(names))
    headers, issues = match_headers(names, row=row, filled=filled_columns)
    if place:
        above = "; ".join(cell_text(cell) for _, cells in filled[:place] for cell in cells if not is_blank(cell))
        issues.append(Issue("lines-above-header", value=above, values={"count": place, "header_row": row}))
    if not data:
        issues.append(Issue("no-rows"))
    return Sheet(headers, tuple(data), tuple(issues))


def header_place(lines: Sequence[Sequence[Cell]]) -> int:
    """Return which line bears the headers: the one that names most columns (two at least), else the first."""
    counts = [count_recognised([clean_text(cell) for cell in line]) for line in lines]
    best = max(counts, default=0)
    return counts.index(best) if best >= 2 else 0


def _filled_columns(lines: Sequence[Line]) -> list[bool]:
    width = max((len(cells) for _, cells in lines), default=0)
    filled = [False] * width
    for _, cells in lines:
        for position, cell in enumerate(cells):
            filled[position] = filled[position] or not is_blank(cell)
    return filled
