"""What is wrong, doubtful or worth knowing in a layer file, in the issue table of the register.

A layer has thousands of lines: the first :data:`SHOWN_PER_RULE` findings of a kind are listed line by line, the rest
are counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.files.register.issues import Issue, Severity, issue_table

SHOWN_PER_RULE = 20
"""Lines listed one by one for each kind of finding and column."""

_ERRORS = """
layer-not-a-file layer-file-too-large layer-type-unknown layer-type-mismatch layer-unreadable layer-empty
layer-encoding layer-quotes layer-duplicate-header layer-line-too-long layer-no-rows layer-too-many-rows
layer-no-population layer-column-absent layer-no-position layer-crs-missing layer-crs-unknown layer-crs-conflict
layer-not-degrees layer-bad-coordinate layer-not-a-number layer-number-ambiguous layer-duplicate-id layer-nothing-known
layer-nothing-inside layer-swapped layer-astray layer-more-errors
"""
_WARNINGS = """
layer-encoding-converted layer-position-missing layer-confidential layer-confidential-count layer-zone-unknown
layer-code-lost-zero layer-zones-without-points layer-shares-far
"""
_INFOS = """
layer-other-tables layer-columns-not-read layer-column-passed-over layer-read-as-cells layer-outside
layer-nobody-there layer-zone-differs layer-spread-by-population
"""


def _severities() -> dict[str, Severity]:
    severities: dict[str, Severity] = dict.fromkeys(_ERRORS.split(), "error")
    severities.update(dict.fromkeys(_WARNINGS.split(), "warning"))
    severities.update(dict.fromkeys(_INFOS.split(), "info"))
    return severities


RULES: Mapping[str, Severity] = _severities()
"""Every rule of a layer file and its severity."""


@dataclass(frozen=True)
class LayerIssue(Issue):
    """One finding about a layer file; its rule is a key of :data:`RULES`."""

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``info``."""
        return RULES[self.rule]


class Refusal(Exception):  # noqa: N818 - never leaves the package: it becomes a finding
    """What stops the reading of a file, as the finding to add."""

    def __init__(self, rule: str, *, row: int | None = None, value: str | None = None, **values: str | float) -> None:
        self.rule, self.row, self.value, self.values = rule, row, value, values
        super().__init__(rule)


class Findings:
    """The findings of one reading, gathered in the order in which they are met."""

    def __init__(self) -> None:
        self._issues: list[LayerIssue] = []

    @property
    def ok(self) -> bool:
        """Whether nothing forbids the import."""
        return all(issue.severity != "error" for issue in self._issues)

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
        self._issues.append(LayerIssue(rule, row=row, column=column, value=value, values=values))

    def add_refusal(self, refusal: Refusal) -> None:
        """Add what stopped the reading."""
        self._issues.append(LayerIssue(refusal.rule, row=refusal.row, value=refusal.value, values=refusal.values))

    def add_lines(
        self, rule: str, rows: Sequence[int], texts: Sequence[str], *, column: str | None, **values: str | float
    ) -> None:
        """Add an error found on several lines: the first ones one by one, then how many more there are."""
        for row, text in zip(rows[:SHOWN_PER_RULE], texts[:SHOWN_PER_RULE], strict=True):
            self.add(rule, row=int(row), column=column, value=str(text), **values)
        if len(rows) > SHOWN_PER_RULE:
            self.add("layer-more-errors", column=column, count=len(rows) - SHOWN_PER_RULE)

    def merged(self, other: "Findings") -> "Findings":
        """Return these findings followed by others."""
        both = Findings()
        both._issues = [*self._issues, *other._issues]  # noqa: SLF001 - the same class
        return both

    def table(self) -> pd.DataFrame:
        """Return the issue table (``geo.files.register.issues.ISSUE_COLUMNS``)."""
        return issue_table(self._issues)
