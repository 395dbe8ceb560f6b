"""What is wrong, doubtful or worth knowing in a register file: one issue per finding, one rule per kind of finding.

The rule names the message (``issue-<rule>`` in the catalogues of ``ui/texts``); ``values`` fill its placeholders.
A rule has one severity, given here: an *error* keeps its row out of the clean tables and forbids the commit, a
*warning* asks for a look, an *info* says what was done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

Severity = Literal["error", "warning", "info"]

ISSUE_COLUMNS = ("row", "column", "rule", "severity", "value", "values")
VALUE_LENGTH = 80
"""Characters of the offending text that an issue keeps."""

_ERRORS = """
not-a-file file-unreadable file-empty file-too-large unknown-file-type not-what-its-name-says old-excel-format
password-protected xlsx-unreadable xlsx-unsafe xlsx-too-large-inside encoding-unreadable separator-unreadable
quotes-unreadable no-rows too-many-rows too-many-columns missing-column duplicate-column too-many-cells
cell-error formula-without-value text-too-long missing-value bad-id unknown-kind unknown-function unknown-stage
unknown-stratum unknown-mode unknown-status unknown-unit unknown-position-quality not-a-number number-with-text
number-ambiguous number-negative number-too-large unit-missing bad-date date-in-future dates-reversed
bad-coordinate coordinate-incomplete coordinates-zero coordinates-not-degrees coordinates-swapped
outside-territory unknown-zone ambiguous-zone zone-too-large website-unsafe duplicate-service actor-rows-differ
"""
_WARNINGS = """
encoding-converted column-without-name merged-cells formula-text html-in-text control-characters garbled-text
statuses-missing used-above-capacity open-before-since open-after-until position-far-from-zone position-unknown
locality-ambiguous position-quality-conflict code-lost-zero postal-code-lost-zero phone-lost-zero website-odd
derived-id-exists looks-like-duplicate
"""
_INFOS = """
encoding-utf16 lines-above-header other-sheets unknown-column ids-derived services-defaulted modes-defaulted
read-as-unknown as-of-undated position-quality-assumed placed-at-locality placed-at-commune zone-from-position
actor-updated
"""


def _severities() -> dict[str, Severity]:
    severities: dict[str, Severity] = dict.fromkeys(_ERRORS.split(), "error")
    severities.update(dict.fromkeys(_WARNINGS.split(), "warning"))
    severities.update(dict.fromkeys(_INFOS.split(), "info"))
    return severities


RULES: Mapping[str, Severity] = _severities()
"""Every rule and its severity."""


@dataclass(frozen=True)
class Issue:
    """One finding.

    Parameters
    ----------
    rule
        A key of :data:`RULES`.
    row
        Line of the sheet, from 1 (usually the headers); ``None`` when the finding is about the whole file.
    column
        Header as written in the file; ``None`` when no single column is concerned.
    value
        The offending text, shortened to :data:`VALUE_LENGTH` characters.
    values
        What fills the placeholders of the message, besides ``value``.
    """

    rule: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    values: Mapping[str, str | float] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``info``."""
        return RULES[self.rule]


@dataclass(frozen=True)
class Unread:
    """Why one cell could not be read: a rule, the values of its message. Returned instead of a value."""

    rule: str
    values: Mapping[str, str | float] = field(default_factory=dict)


def shorten(text: str, *, length: int = VALUE_LENGTH) -> str:
    """Return ``text`` on one line, with an ellipsis when it exceeds ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def issue_table(issues: Iterable[Issue]) -> pd.DataFrame:
    """Return issues as a table, whole-file findings first, then by line, in the order found.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`ISSUE_COLUMNS`; ``row`` is NaN, ``column`` and ``value`` are ``None`` where there is none;
        ``values`` holds the dictionaries that fill the messages (``value`` included).
    """
    ordered = sorted(issues, key=lambda issue: issue.row or 0)
    return pd.DataFrame(
        {
            "row": pd.Series([issue.row for issue in ordered], dtype="float64"),
            "column": pd.Series([issue.column for issue in ordered], dtype=object),
            "rule": pd.Series([issue.rule for issue in ordered], dtype="str"),
            "severity": pd.Series([issue.severity for issue in ordered], dtype="str"),
            "value": pd.Series([_shown(issue.value) for issue in ordered], dtype=object),
            "values": pd.Series([_placeholders(issue) for issue in ordered], dtype=object),
        }
    )


def _shown(value: str | None) -> str | None:
    return None if value is None else shorten(value)


def _placeholders(issue: Issue) -> dict[str, str | float]:
    placeholders = dict(issue.values)
    if issue.value is not None:
        placeholders["value"] = shorten(issue.value)
    return placeholders
