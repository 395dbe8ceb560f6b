"""Reading links between services: one row per pair and moment, checked against the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo import schema
from geo.files.cells import cell_text, clean_text
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.dates import UNDATED, read_date, says_undated
from geo.files.issues import BadLinesError, Findings, Refusal, Unread
from geo.files.names import name_key
from geo.files.table import open_table

HEADERS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "sender": "qui passe",
        "sender_name": "nom de qui passe",
        "receiver": "qui reçoit",
        "receiver_name": "nom de qui reçoit",
        "phase": "moment",
        "state": "état",
        "as_of": "date",
        "source": "source",
        "said_by": "dit par",
        "note": "note",
    },
    "en": {
        "sender": "sender",
        "sender_name": "sender name",
        "receiver": "receiver",
        "receiver_name": "receiver name",
        "phase": "phase",
        "state": "state",
        "as_of": "date",
        "source": "source",
        "said_by": "said by",
        "note": "note",
    },
}
"""Headers of a file, by language; those of names are read past: ids say who is meant."""

_PHASES = {
    "prenatal": "prenatal; grossesse; pregnancy; prenatale",
    "birth": "birth; naissance; accouchement",
    "return-home": "return-home; retour a la maison; retour a domicile; return home; sortie de maternite",
    "early-childhood": "early-childhood; petite enfance; early childhood; accueil; milieu d accueil; childcare",
    "any": "any; tout moment; a tout moment; any time",
}
_STATES = {
    "in-place": "in-place; in place; en place; oui; yes; existe",
    "planned": "planned; prevu; prevue; en projet; a venir",
    "none": "none; aucun; aucune; non; no; absent",
    "unknown": "unknown; inconnu; inconnue; on ne sait pas",
}
_REQUIRED = ("sender", "receiver", "state", "source")
_LONGEST = 2000


@dataclass(frozen=True)
class HandoverReading:
    """Links as read: ``table`` (``schema.HANDOVER``, the rows without error), and what was found."""

    table: pd.DataFrame
    findings: Findings
    rows_read: int

    @property
    def ok(self) -> bool:
        """Whether the file has no error, so that it may be recorded."""
        return self.findings.ok


def read_handover_file(path: Path, *, names: Mapping[str, str]) -> HandoverReading:
    """Read a file of links (CSV or workbook). Nothing in its content raises: everything wrong is a finding.

    Parameters
    ----------
    names
        Name of every actor of the register, by id.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    """
    findings = Findings()
    try:
        table = open_table(
            path, Expected({**TEXTS, **WORKBOOKS}, most_mb=20, most_rows=100_000, recognise=_recognise), findings
        )
    except Refusal as refusal:
        issue = refusal.issue
        findings.add(issue.rule, row=issue.row, column=issue.column, value=issue.value, **issue.values)
        return HandoverReading(schema.HANDOVER.empty(), findings, 0)
    headers = {column: str(header) for header in table.frame.columns if (column := _recognise(str(header)))}
    for header in map(str, table.frame.columns):
        column = _recognise(header)
        if column is None:
            findings.add("unknown-column", column=header, value=header)
        elif headers[column] != header:
            findings.add("duplicate-column", column=header, value=header, first=headers[column])
    for column in _REQUIRED:
        if column not in headers:
            findings.add("missing-column", english=HEADERS["en"][column], french=HEADERS["fr"][column])
    lines = _Lines(findings, names, headers)
    records = []
    if findings.ok:
        texts = {column: table.frame[header].map(cell_text).map(clean_text) for column, header in headers.items()}
        for at, row in enumerate(table.rows):
            records.append(lines.read(int(row), {column: cells.iloc[at] for column, cells in texts.items()}))
    frame = pd.DataFrame([one for one in records if one is not None], columns=schema.HANDOVER.names)
    return HandoverReading(schema.conform(frame, schema.HANDOVER), findings, len(table.frame))


def handover_row(line: Mapping[str, str], *, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one link typed by somebody, as a row of ``schema.HANDOVER``; parameters as `read_handover_file`.

    Raises
    ------
    BadLinesError
        ``handover-line``, with what cannot be read.
    """
    findings = Findings()
    record = _Lines(findings, names, dict(HEADERS["fr"])).read(
        1, {name: clean_text(text) for name, text in line.items()}
    )
    if record is None:
        raise BadLinesError("handover-line", findings.table())
    return schema.conform(pd.DataFrame([record]), schema.HANDOVER)


class _Lines:
    """The lines of a file, each read into a record or refused."""

    def __init__(self, findings: Findings, names: Mapping[str, str], headers: Mapping[str, str]) -> None:
        self._findings, self._names, self._headers = findings, names, headers
        self._by_name: dict[str, list[str]] = {}
        for actor_id, name in names.items():
            self._by_name.setdefault(name_key(name), []).append(actor_id)
        self._seen: dict[tuple[str, ...], int] = {}

    def read(self, row: int, texts: Mapping[str, str]) -> dict[str, str | None] | None:
        """Return the record of a line; None where it has an error, told."""
        before = len(self._findings.errors)
        for column in _REQUIRED:
            if not texts.get(column):
                self._add("missing-value", row, column)
        told = {
            "sender": self._actor(row, "sender", texts.get("sender", "")),
            "receiver": self._actor(row, "receiver", texts.get("receiver", "")),
            "phase": self._word(row, "phase", texts.get("phase") or "any", _PHASES),
            "state": self._word(row, "state", texts.get("state", ""), _STATES),
            "as_of": self._day(row, texts.get("as_of", "")),
        }
        more = {name: texts.get(name, "")[:_LONGEST] or None for name in ("source", "said_by", "note")}
        if len(self._findings.errors) == before:
            key = (str(told["sender"]), str(told["receiver"]), str(told["phase"]))
            if told["sender"] == told["receiver"]:
                self._add("handover-itself", row, "receiver", value=texts["receiver"])
            elif key in self._seen:
                self._findings.add("handover-twice", row=row, first_row=self._seen[key])
            self._seen.setdefault(key, row)
        return None if len(self._findings.errors) > before else {**told, **more}

    def _add(self, rule: str, row: int, column: str, *, value: str | None = None, **values: str | float) -> None:
        self._findings.add(rule, row=row, column=self._headers.get(column), value=value, **values)

    def _actor(self, row: int, column: str, text: str) -> str | None:
        if not text or text in self._names:
            return text or None
        found = self._by_name.get(name_key(text), [])
        if len(found) == 1:
            return found[0]
        rule = "handover-actor-several" if found else "handover-actor"
        self._add(rule, row, column, value=text, **({"ids": ", ".join(found[:5])} if found else {}))
        return None

    def _word(self, row: int, column: str, text: str, known: Mapping[str, str]) -> str | None:
        if not text:
            return None
        key = name_key(text)
        for code, words in known.items():
            if key in {name_key(word) for word in words.split(";")}:
                return code
        self._add(f"handover-{column}", row, column, value=text)
        return None

    def _day(self, row: int, text: str) -> str | None:
        if not text or says_undated(text):
            return UNDATED
        found = read_date(text)
        if isinstance(found, Unread):
            self._add(found.rule, row, "as_of", value=text, **found.values)
            return None
        return found


def _recognise(header: str) -> str | None:
    key = name_key(header)
    for column in HEADERS["fr"]:
        if key in {name_key(column), *(name_key(names[column]) for names in HEADERS.values())}:
            return column
    return None
