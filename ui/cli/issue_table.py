"""What is wrong in a file, row by row, in the terminal and as plain values."""

from typing import TypedDict

import pandas as pd

from ui.cli.tables import print_table
from ui.texts import Texts


class IssueLine(TypedDict):
    """One issue, its sentence in the user's language; ``row`` is None where it is about the whole file."""

    row: int | None
    column: str | None
    rule: str
    severity: str
    message: str


def issue_lines(issues: pd.DataFrame, texts: Texts) -> list[IssueLine]:
    """Return the issues of a file (columns row, column, rule, severity, values) with their sentences."""
    return [
        {
            "row": None if pd.isna(issue["row"]) else int(issue["row"]),
            "column": issue["column"],
            "rule": issue["rule"],
            "severity": issue["severity"],
            "message": texts(f"issue-{issue['rule']}", **issue["values"]),
        }
        for issue in issues.to_dict("records")
    ]


def print_issues(lines: list[IssueLine], texts: Texts) -> None:
    """Print the issues as a table; nothing where there are none."""
    if not lines:
        return
    print_table(
        [texts(f"column-{name}") for name in ("row", "column", "severity", "message")],
        [
            [
                "" if line["row"] is None else str(line["row"]),
                str(line["column"] or ""),
                texts(f"severity-{line['severity']}"),
                line["message"],
            ]
            for line in lines
        ],
        figures_from=9,
    )
