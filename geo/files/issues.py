"""What is wrong, doubtful or worth knowing in a file that a user brings: one issue per finding, one shape for all.

The rule names the message (``issue-<rule>`` in the catalogues of ``ui/texts``); ``values`` fill its placeholders.
A rule has one severity, given here: an *error* keeps its row out of the clean tables and forbids the commit, a
*warning* asks for a look, an *info* says what was done.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from geo.errors import BadInputError

Severity = Literal["error", "warning", "info"]

ISSUE_COLUMNS = ("row", "column", "rule", "severity", "value", "values")
VALUE_LENGTH = 80
"""Characters of the offending text that an issue keeps."""

SHOWN_PER_RULE = 20
"""Lines listed one by one for each kind of finding and column, where a file may have thousands."""


def _severities(errors: str, warnings: str = "", infos: str = "") -> dict[str, Severity]:
    severities: dict[str, Severity] = dict.fromkeys(errors.split(), "error")
    severities.update(dict.fromkeys(warnings.split(), "warning"))
    severities.update(dict.fromkeys(infos.split(), "info"))
    return severities


REGISTER_RULES: Mapping[str, Severity] = _severities(
    """
    not-a-file file-unreadable file-empty file-too-large unknown-file-type not-what-its-name-says old-excel-format
    password-protected xlsx-unreadable xlsx-unsafe xlsx-too-large-inside encoding-unreadable separator-unreadable
    quotes-unreadable no-rows too-many-rows too-many-columns missing-column duplicate-column too-many-cells
    cell-error formula-without-value text-too-long missing-value bad-id unknown-kind unknown-function unknown-stage
    unknown-stratum unknown-mode unknown-status unknown-unit unknown-position-quality unknown-delivery
    unknown-delivery-reason identifier-unread seen-in-future not-a-number number-with-text
    number-ambiguous number-negative number-too-large unit-missing bad-date date-in-future dates-reversed
    bad-coordinate coordinate-incomplete coordinates-zero coordinates-not-degrees coordinates-swapped
    outside-territory unknown-zone ambiguous-zone zone-too-large website-unsafe duplicate-service actor-rows-differ
    link-unknown link-itself link-circle
    """,
    """
    encoding-converted column-without-name merged-cells formula-text html-in-text control-characters garbled-text
    statuses-missing used-above-capacity open-before-since open-after-until position-far-from-zone position-unknown
    locality-ambiguous position-quality-conflict code-lost-zero postal-code-lost-zero phone-lost-zero website-odd
    derived-id-exists looks-like-duplicate id-case-differs same-door hidden-rows postal-code-shared
    return-passed reason-without-lack observed-undated identifier-odd
    """,
    """
    encoding-utf16 lines-above-header other-sheets unknown-column ids-derived services-defaulted modes-defaulted
    read-as-unknown as-of-undated position-quality-assumed placed-at-locality placed-at-commune zone-from-position
    actor-updated zone-former-code zone-former-name zone-other-language code-without-departement
    """,
)
"""Every rule of a register file, those of the opener of files included, and its severity."""

LIST_RULES: Mapping[str, Severity] = _severities(
    """
    nothing-left crs-missing column-absent not-a-list
    """,
    """
    rows-outside rows-outside-far rows-other-kind rows-no-place rows-no-name rows-with-errors rows-repeated
    kind-not-here encoding-doubtful encoding-twice cells-rejoined
    """,
    """
    zone-wide zone-not-here outside-kept commune-believed point-believed rows-heading recipe-used column-guessed
    """,
)
"""Every rule of the lists of others (``geo.files.register.intake``) besides those of a register, and its severity."""

LAYER_RULES: Mapping[str, Severity] = _severities(
    """
    layer-not-a-file layer-file-too-large layer-type-unknown layer-type-mismatch layer-unreadable layer-empty
    layer-encoding layer-quotes layer-duplicate-header layer-line-too-long layer-no-rows layer-too-many-rows
    layer-no-population layer-column-absent layer-no-position layer-crs-missing layer-crs-unknown layer-crs-conflict
    layer-not-degrees layer-bad-coordinate layer-not-a-number layer-number-ambiguous layer-duplicate-id
    layer-nothing-known layer-nothing-inside layer-swapped layer-astray more-errors
    """,
    """
    layer-encoding-converted layer-position-missing layer-confidential layer-confidential-count layer-zone-unknown
    layer-code-lost-zero layer-zones-without-points layer-shares-far layer-placed-by-code
    """,
    """
    layer-other-tables layer-columns-not-read layer-column-passed-over layer-read-as-cells layer-outside
    layer-nobody-there layer-zone-differs layer-spread-by-population layer-degrees
    """,
)
"""Every rule of a layer file and its severity."""

TABLE_RULES: Mapping[str, Severity] = _severities(
    """
    matrix-bad-minutes matrix-duplicate siting-candidate-place siting-candidate-zone
    siting-candidate-number siting-candidate-outside rules-number
    expected-no-rows expected-twice expected-low-above-high expected-outside-bounds expected-high-below-known
    expected-no-figure unknown-reliability
    handover-actor handover-actor-several handover-phase handover-state handover-itself handover-twice
    """,
    "expected-below-known",
)
"""Every rule of the lines of a matrix of times, of candidate places, of need rules, of counts of services and of links
between services, and its severity."""

TERRITORY_RULES: Mapping[str, Severity] = _severities(
    """
    territory-column-absent territory-no-name-column territory-code-two-names territory-no-area
    territory-level-missing territory-level-two-parents territory-code-two-levels territory-overlap
    territory-no-code-column territory-no-year territory-no-figure-column territory-code-unknown territory-code-twice
    territory-bad-year territory-nothing-here territory-zip-no-table territory-zip-tables territory-share-not-percent
    """,
    "territory-no-figures territory-zones-without-figure",
    "territory-parts-joined territory-simplified territory-lines-elsewhere",
)
"""Every rule of the files of a new territory besides those of the opener of files, and its severity."""

FEED_RULES: Mapping[str, Severity] = _severities(
    """
    feed-not-zip feed-damaged feed-zip-inside feed-file-missing feed-column-missing feed-row-broken feed-encoding
    feed-file-too-large feed-frequencies-alone feed-nothing-left feed-id-twice feed-sequence-twice
    """,
    """
    feed-coordinates-zero feed-stop-nowhere feed-bad-coordinate feed-bad-time feed-bad-date feed-bad-number
    feed-unknown-reference feed-station-circle feed-times-back feed-trip-short feed-trip-timeless feed-bad-frequency
    feed-encoding-converted feed-not-valid feed-no-service-that-day feed-stops-far feed-same-ids
    """,
    "feed-in-folder feed-loops feed-transfers-narrow",
)
"""Every rule of a public transport feed, and its severity: a warning leaves out what it names, and no more."""

_SEVERITY_OF: Mapping[str, Severity] = {
    **REGISTER_RULES,
    **LIST_RULES,
    **LAYER_RULES,
    **TABLE_RULES,
    **TERRITORY_RULES,
    **FEED_RULES,
}


@dataclass(frozen=True)
class Issue:
    """One finding.

    Parameters
    ----------
    rule
        A key of :data:`REGISTER_RULES`, :data:`LIST_RULES`, :data:`LAYER_RULES` or :data:`TABLE_RULES`.
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
        return _SEVERITY_OF[self.rule]


@dataclass(frozen=True)
class Unread:
    """Why one cell could not be read: a rule, the values of its message. Returned instead of a value."""

    rule: str
    values: Mapping[str, str | float] = field(default_factory=dict)


class BadLinesError(BadInputError):
    """A file that cannot be used as it is: the error tells the first reason, ``issues`` (:func:`issue_table`) all."""

    def __init__(self, key: str, /, issues: pd.DataFrame, **values: object) -> None:
        super().__init__(key, **values)
        self.issues = issues


class Refusal(Exception):  # noqa: N818 - never leaves the readers: it becomes a finding or an error
    """What stops the reading of a file, as the finding to add."""

    def __init__(self, rule: str, *, row: int | None = None, value: str | None = None, **values: str | float) -> None:
        self.issue = Issue(rule, row=row, value=value, values=values)
        super().__init__(rule)

    def error(self, key: str, **values: object) -> BadLinesError:
        """Return the error that a reader tells, with the finding beside it."""
        return BadLinesError(key, issue_table([self.issue]), **values)


class Findings:
    """The findings of one reading, gathered in the order in which they are met.

    Parameters
    ----------
    said_as
        Rule of the opener of files → the rule of a reader that has words of its own for it.
    """

    def __init__(self, *, said_as: Mapping[str, str] | None = None) -> None:
        self._issues: list[Issue] = []
        self._said_as = said_as or {}

    @property
    def ok(self) -> bool:
        """Whether nothing forbids the import."""
        return all(issue.severity != "error" for issue in self._issues)

    @property
    def errors(self) -> list[Issue]:
        """The findings that forbid the import."""
        return [issue for issue in self._issues if issue.severity == "error"]

    def add(
        self,
        rule: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **values: str | float,
    ) -> None:
        """Add one finding; ``values`` fill the placeholders of its message."""
        self._issues.append(Issue(self._said_as.get(rule, rule), row=row, column=column, value=value, values=values))

    def extend(self, issues: Iterable[Issue]) -> None:
        """Add findings made elsewhere."""
        self._issues.extend(issues)

    def add_lines(
        self, rule: str, rows: Sequence[int], texts: Sequence[str], *, column: str | None, **values: str | float
    ) -> None:
        """Add an error found on several lines: the first ones one by one, then how many more there are."""
        for row, text in zip(rows[:SHOWN_PER_RULE], texts[:SHOWN_PER_RULE], strict=True):
            self.add(rule, row=int(row), column=column, value=str(text), **values)
        if len(rows) > SHOWN_PER_RULE:
            self.add("more-errors", column=column, count=len(rows) - SHOWN_PER_RULE)

    def merged(self, other: "Findings") -> "Findings":
        """Return these findings followed by others."""
        both = Findings(said_as=self._said_as)
        both._issues = [*self._issues, *other._issues]  # noqa: SLF001 - the same class
        return both

    def table(self) -> pd.DataFrame:
        """Return the issue table (:data:`ISSUE_COLUMNS`)."""
        return issue_table(self._issues)

    def refuse(self, **values: object) -> None:
        """Raise the first error in the order of the file, with ``values`` besides its own; nothing when there is none.

        Raises
        ------
        BadLinesError
            Its key is the rule of the issue.
        """
        errors = sorted((issue for issue in self._issues if issue.severity == "error"), key=lambda one: one.row or 0)
        for issue in errors:
            told = {"row": issue.row, "column": issue.column, "value": issue.value}
            said = {name: value for name, value in told.items() if value is not None}
            raise BadLinesError(issue.rule, self.table(), **values, **said, **issue.values)


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
