"""One line of a register file: its cells by column, their clean texts, and the issues found in it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from geo.files.cells import UNSEEN, Cell, broken_rule, cell_text, clean_text, is_blank
from geo.files.issues import Issue, Unread
from geo.files.register.columns import ACTOR_COLUMNS, PER_SERVICE_COLUMNS, Headers

LINE_COLUMNS = frozenset({"hours", "note", "source", "functions", "stages", "strata", "covers", "identifiers"}) | {
    "who_refers",
    "conditions",
    "fees",
    "same_as",
}
"""Columns whose text may run over several lines."""

_LENGTHS = {
    "name": 200,
    "note": 4000,
    "source": 2000,
    "covers": 10_000,
    "same_as": 10_000,
    "hours": 1000,
    "conditions": 2000,
    "fees": 1000,
}
_OTHER_LENGTH = 500

_HTML = re.compile(r"<\s*[/!]?\s*[a-zA-Z][^<]*>|<\s*script|javascript\s*:|&lt;|&#x?[0-9a-f]+;", re.IGNORECASE)
_GARBLED = re.compile("\ufffd|Ã[\u0080-¿‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€|Â[\u00a0«»°]")
_FORMULA = re.compile(r"[=@]|[+-](?![\s\d(+.-])|[+-][\d(].*[A-Za-z!]")

_TYPED_COLUMNS = frozenset({"capacity", "used", "reach_min", "lon", "lat", "since", "until", "as_of"}) | {
    *("expected_return", "last_delivered", "observed", "verified", "waiting", "delay_days", "funded_places")
}
"""Columns read as figures or dates: a sign at their start is not a formula."""


class Row:
    """One line of data.

    Parameters
    ----------
    number
        Line of the sheet, from 1.
    cells
        The cells in the order of the headers.
    headers
        The columns found in the file.
    """

    def __init__(self, number: int, cells: tuple[Cell, ...], headers: Headers) -> None:
        self.number = number
        self.issues: list[Issue] = []
        self.aside: str | None = None
        self._written = headers.written
        self._inherited: set[str] = set()
        self._cells: dict[str, Cell] = {}
        self._texts: dict[str, str] = {}
        extra = [cell for cell in cells[headers.width :] if not is_blank(cell)]
        if extra:
            self._add("too-many-cells", column=None, value=cell_text(extra[0]), values={"count": headers.width})
        for column, position in headers.positions.items():
            cell = cells[position] if position < len(cells) else None
            if not is_blank(cell):
                self._take(column, cell)

    def _take(self, column: str, cell: Cell) -> None:
        if rule := broken_rule(cell):
            self.report(rule, column, value=cell_text(cell))
            return
        text = clean_text(cell, several_lines=column in LINE_COLUMNS)
        for finding in text_findings(text, column=column, raw=cell):
            if finding.rule == "formula-text" and (column in _TYPED_COLUMNS or not isinstance(cell, str)):
                continue
            self.refuse(finding, column, value=text)
        if text:
            self._texts[column] = text
            self._cells[column] = text if isinstance(cell, str) else cell

    @property
    def failed(self) -> bool:
        """Whether an error keeps this line out of the clean tables."""
        return any(issue.severity == "error" for issue in self.issues)

    def set_aside(self, reason: str) -> None:
        """Leave this line out without holding it wrong; what was found in it is not told line by line."""
        self.aside = self.aside or reason

    def text(self, column: str) -> str | None:
        """Return the clean text of a cell, ``None`` when the cell is blank or the column absent."""
        return self._texts.get(column)

    def cell(self, column: str) -> Cell:
        """Return a cell with the type that the file gives it (clean when a text), ``None`` when blank."""
        return self._cells.get(column)

    def broken(self, column: str) -> bool:
        """Whether the cell of a column was refused before being read (``#REF!``)."""
        written = self._written.get(column)
        return any(issue.column == written and issue.rule in _BROKEN_RULES for issue in self.issues)

    def inherit(self, first: "Row") -> None:
        """Take from the first line of the same actor what this line leaves blank about the actor."""
        for column in (*ACTOR_COLUMNS, *PER_SERVICE_COLUMNS):
            text = first.text(column)
            if text is None or column == "note" or column in self._texts or self.broken(column):
                continue
            self._texts[column] = text
            self._cells[column] = first.cell(column)
            self._inherited.add(column)

    def report(self, rule: str, column: str | None, *, value: str | None = None, **values: str | float) -> None:
        """Add an issue about a column (``None``: about the line)."""
        self._add(rule, column=column, value=value, values=values)

    def refuse(self, unread: Unread, column: str, *, value: str | None = None) -> None:
        """Add the issue that a reading function returned; the value is the cell's text unless one is given."""
        self._add(unread.rule, column=column, value=value or self.text(column), values=unread.values)

    def _add(self, rule: str, *, column: str | None, value: str | None, values: Mapping[str, str | float]) -> None:
        written = None if column is None else self._written.get(column)
        issue = Issue(rule, row=self.number, column=written, value=value, values=values)
        if column not in self._inherited or issue.severity == "error":
            self.issues.append(issue)


_BROKEN_RULES = frozenset({"cell-error", "formula-without-value"})


def inherit_blanks(rows: Iterable[Row]) -> None:
    """Let the lines that repeat an ``actor_id`` take the cells they leave blank from its first line."""
    first: dict[str, Row] = {}
    for row in rows:
        actor_id = row.text("actor_id")
        if actor_id is None:
            continue
        if actor_id in first:
            row.inherit(first[actor_id])
        else:
            first[actor_id] = row


def text_findings(text: str, *, column: str, raw: Cell) -> Iterator[Unread]:
    """Yield what is doubtful (or too long) in the text of one cell, cleaned from ``raw``."""
    limit = _LENGTHS.get(column, _OTHER_LENGTH)
    if len(text) > limit:
        yield Unread("text-too-long", {"length": len(text), "limit": limit})
    if isinstance(raw, str) and UNSEEN.search(raw.strip("\ufeff")):
        yield Unread("control-characters")
    if _HTML.search(text):
        yield Unread("html-in-text")
    if _GARBLED.search(text):
        yield Unread("garbled-text")
    if _FORMULA.match(text):
        yield Unread("formula-text", {"sign": text[0]})
