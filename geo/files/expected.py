"""Reading how many services a user expects: one row per zone and kind, checked against the territory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path

import pandas as pd

from geo import schema
from geo.files.cells import cell_text, clean_text
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.dates import UNDATED, read_date, says_undated
from geo.files.issues import Findings, Issue, Refusal, Unread
from geo.files.names import name_key
from geo.files.numbers import read_number, says_unknown
from geo.files.register.codes import Codes
from geo.files.register.context import RegisterContext
from geo.files.register.gazetteer import Gazetteer
from geo.files.table import FileTable, open_table

COLUMNS = ("zone_id", "kind", "expected", "low", "high", "what", "as_of", "source", "reliability", "note")
"""Columns of a file, in the order of the canonical table."""

FRENCH_HEADERS: Mapping[str, str] = {
    "zone_id": "zone",
    "kind": "type",
    "expected": "attendu",
    "low": "au moins",
    "high": "au plus",
    "what": "ce qui est compté",
    "as_of": "date de la source",
    "source": "source",
    "reliability": "fiabilité",
    "note": "note",
}
_OTHER_HEADERS: Mapping[str, str] = {
    "zone_id": "code zone; commune; province; département",
    "kind": "type d'acteur; actor kind; actor type",
    "expected": "nombre attendu; nombre; count; n",
    "low": "at least; minimum; min; bas",
    "high": "at most; maximum; max; haut",
    "what": "what is counted; objet",
    "as_of": "date; année; year; source date",
    "reliability": "reliable",
    "note": "notes; remarque",
}
_REQUIRED = ("zone_id", "kind", "source")
_FIGURES = ("expected", "low", "high")
_RELIABILITIES = {
    **dict.fromkeys(("official", "officiel", "officielle"), "official"),
    **dict.fromkeys(("secondary", "secondaire", "indirect", "indirecte"), "secondary"),
    **dict.fromkeys(("press", "presse"), "press"),
    **dict.fromkeys(("none", "aucune", "aucun"), "none"),
}
_LONGEST = 4000


@dataclass(frozen=True)
class ExpectedReading:
    """Counts as read: ``table`` (``schema.EXPECTED``, the rows without error), the line of each, and what was found."""

    table: pd.DataFrame
    rows: tuple[int, ...]
    findings: Findings
    rows_read: int

    @property
    def ok(self) -> bool:
        """Whether the file has no error, so that it may be recorded."""
        return self.findings.ok


def read_expected_file(path: Path, *, context: RegisterContext) -> ExpectedReading:
    """Read a file of expected counts (CSV or workbook, one row per zone and kind) against a territory.

    Zones and kinds may be codes or names. Nothing in the content of the file raises: everything wrong is a finding,
    with its row and its column.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    """
    findings = Findings(said_as={"no-rows": "expected-no-rows"})
    expected = Expected({**TEXTS, **WORKBOOKS}, most_mb=20, most_rows=100_000, recognise=_recognise)
    try:
        table = open_table(path, expected, findings)
    except Refusal as refusal:
        issue = refusal.issue
        findings.add(issue.rule, row=issue.row, column=issue.column, value=issue.value, **issue.values)
        return ExpectedReading(schema.EXPECTED.empty(), (), findings, 0)
    lines = _Lines(table, findings, context)
    records = [lines.read(position) for position in range(len(table.frame))] if findings.ok else []
    kept = [(int(row), one) for row, one in zip(table.rows, records, strict=False) if one is not None]
    frame = pd.DataFrame([one for _, one in kept], columns=schema.EXPECTED.names)
    return ExpectedReading(
        schema.conform(frame, schema.EXPECTED), tuple(row for row, _ in kept), findings, len(table.frame)
    )


def check_known(reading: ExpectedReading, known: Callable[[str, str], int], *, names: Mapping[str, str]) -> None:
    """Add what the register contradicts to the findings of a reading.

    More services known than the most possible is an error; than the expected count, a warning.

    Parameters
    ----------
    known
        How many open actors stand in a zone, of a kind.
    names
        Name of every zone.
    """
    for row, line in zip(reading.rows, reading.table.to_dict("records"), strict=True):
        here = known(line["zone_id"], line["kind"])
        for column, rule in (("high", "expected-high-below-known"), ("expected", "expected-below-known")):
            if here > line[column]:
                told = {"known": here, "zone": names.get(line["zone_id"], line["zone_id"]), column: line[column]}
                reading.findings.extend([Issue(rule, row=row, column=column, values=told)])
                break


def _aliases() -> dict[str, str]:
    found: dict[str, str] = {}
    for column in COLUMNS:
        for header in (column, FRENCH_HEADERS[column], *_OTHER_HEADERS.get(column, "").split(";")):
            if key := name_key(header):
                found[key] = column
    return found


_ALIASES = _aliases()


def _recognise(header: str) -> str | None:
    return _ALIASES.get(name_key(header))


class _Lines:
    """The lines of a file, each read into a record or refused."""

    def __init__(self, table: FileTable, findings: Findings, context: RegisterContext) -> None:
        self._table, self._findings = table, findings
        self._gazetteer = Gazetteer(context.zones, context.places)
        self._kinds = Codes(context.kinds, context.kind_labels, rule="unknown-kind")
        self._written: dict[str, str] = {}
        self._seen: dict[tuple[object, object], int] = {}
        for header in map(str, table.frame.columns):
            column = _recognise(header)
            if column is None:
                findings.add("unknown-column", column=header, value=header)
            elif column in self._written:
                findings.add("duplicate-column", column=header, value=header, first=self._written[column])
            else:
                self._written[column] = header
        for column in _REQUIRED:
            if column not in self._written:
                findings.add("missing-column", english=column, french=FRENCH_HEADERS[column])

    def read(self, position: int) -> dict[str, object] | None:
        """Return the record of a line; None where it has an error, told."""
        row, before = int(self._table.rows[position]), len(self._findings.errors)
        texts = {column: self._text(column, position) for column in COLUMNS}
        for column in _REQUIRED:
            if not texts[column]:
                self._findings.add("missing-value", row=row, column=self._written[column])
        zone_id = self._zone(row, texts["zone_id"])
        kind = self._code(row, "kind", texts["kind"], self._kinds.find)
        figures = {column: self._figure(row, column, texts[column]) for column in _FIGURES}
        reliability = self._code(row, "reliability", texts["reliability"] or "secondary", _find_reliability)
        as_of = self._code(row, "as_of", texts["as_of"] or UNDATED, _find_date)
        if len(self._findings.errors) == before:
            self._check_together(row, (zone_id, kind), figures, str(reliability))
        if len(self._findings.errors) > before:
            return None
        told: dict[str, object] = {"zone_id": zone_id, "kind": kind, "as_of": as_of, "reliability": reliability}
        return told | figures | {column: texts[column] or None for column in ("what", "source", "note")}

    def _text(self, column: str, position: int) -> str:
        if column not in self._written:
            return ""
        return clean_text(cell_text(self._table.frame[self._written[column]].iloc[position]))[:_LONGEST]

    def _zone(self, row: int, text: str) -> str | None:
        if not text:
            return None
        found = self._gazetteer.find_any(text)
        if isinstance(found, Unread) and (lost := self._gazetteer.with_lost_zero(text)):
            return lost.zone_id
        if isinstance(found, Unread):
            self._refuse(row, "zone_id", text, found)
            return None
        return found.zone_id

    def _code(self, row: int, column: str, text: str, find: Callable[[str], str | Unread]) -> str | None:
        found = find(text) if text else None
        if isinstance(found, Unread):
            self._refuse(row, column, text, found)
            return None
        return found

    def _figure(self, row: int, column: str, text: str) -> float:
        if not text or says_unknown(text):
            return nan
        found = read_number(text)
        if isinstance(found, Unread):
            self._refuse(row, column, text, found)
            return nan
        return found

    def _refuse(self, row: int, column: str, text: str, unread: Unread) -> None:
        self._findings.add(unread.rule, row=row, column=self._written.get(column), value=text, **unread.values)

    def _check_together(
        self, row: int, key: tuple[object, object], figures: Mapping[str, float], reliability: str
    ) -> None:
        expected, low, high = (figures[column] for column in _FIGURES)
        if key in self._seen:
            self._findings.add("expected-twice", row=row, first_row=self._seen[key])
        self._seen.setdefault(key, row)
        if low > high:
            self._findings.add("expected-low-above-high", row=row, column=self._written["low"], low=low, high=high)
        elif expected < low or expected > high:
            told: dict[str, str | float] = {name: "?" if isnan(value) else value for name, value in figures.items()}
            column = self._written["expected"]
            self._findings.extend([Issue("expected-outside-bounds", row=row, column=column, values=told)])
        if all(map(isnan, figures.values())) and reliability != "none":
            self._findings.add("expected-no-figure", row=row)


def _find_reliability(text: str) -> str | Unread:
    return _RELIABILITIES.get(name_key(text)) or Unread("unknown-reliability")


def _find_date(text: str) -> str | Unread:
    return UNDATED if says_undated(text) else read_date(text)
