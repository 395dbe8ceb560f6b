"""What is wrong in a file that a user brings, line by line, in words: for screens, the terminal and records."""

from typing import TypedDict

import pandas as pd

from geo.files.issues import BadLinesError
from ui.texts import Texts

_SEVERITIES = ("error", "warning", "info")


class IssueLine(TypedDict):
    """One issue, its sentence in the user's language; ``row`` is None where it is about the whole file."""

    row: int | None
    column: str | None
    rule: str
    severity: str
    message: str


def issue_lines(issues: pd.DataFrame, texts: Texts) -> list[IssueLine]:
    """Return the issues of a file (``geo.files.issues.ISSUE_COLUMNS``) with their sentences."""
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


def issue_cells(lines: list[IssueLine], texts: Texts) -> pd.DataFrame:
    """Return the issues as texts to show: ``row``, ``column``, ``severity``, ``message``; empty where there is none."""
    return pd.DataFrame(
        [
            {
                "row": "" if line["row"] is None else str(line["row"]),
                "column": line["column"] or "",
                "severity": texts(f"severity-{line['severity']}"),
                "message": line["message"],
            }
            for line in lines
        ],
        columns=["row", "column", "severity", "message"],
    )


def worst_first(lines: list[IssueLine]) -> list[IssueLine]:
    """Return what must be mended before what is only told, each in the order of the file."""
    return sorted(lines, key=lambda line: (_SEVERITIES.index(line["severity"]), line["row"] or 0))


def worst_of(issues: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return a table of issues, or its ``most`` worst in the order of :func:`worst_first` where there are more."""
    if len(issues) <= most:
        return issues
    rank = issues["severity"].map({name: at for at, name in enumerate(_SEVERITIES)})
    order = pd.DataFrame({"rank": rank, "row": issues["row"].fillna(0)}).sort_values(["rank", "row"], kind="stable")
    return issues.loc[order.index[:most]]


def issues_behind(error: BaseException, texts: Texts) -> list[IssueLine]:
    """Return the issues that an error about a file does not tell by itself; none for another error."""
    if not isinstance(error, BadLinesError):
        return []
    lines = issue_lines(error.issues, texts)
    return [] if len(lines) == 1 and lines[0]["rule"] == error.key else lines
