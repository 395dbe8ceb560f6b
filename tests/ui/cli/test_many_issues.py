"""Files with thousands of lines to tell: the worst are told, and how many are not."""

import pytest

from ui.cli.tables import MOST_ISSUES, print_issues
from ui.texts import texts


def line(row, severity):
    return {"row": row, "column": "nom", "rule": "r", "severity": severity, "message": f"said of {row}"}


@pytest.mark.parametrize(("lines", "left"), [(MOST_ISSUES, 0), (MOST_ISSUES + 37, 37)])
def test_the_worst_are_told_and_the_others_counted(capsys, lines, left):
    print_issues([*(line(row, "warning") for row in range(1, lines)), line(9999, "error")], texts("en"))
    out = capsys.readouterr().out
    assert out.count("said of") == MOST_ISSUES
    assert "said of 9999" in out
    assert (f"and {left} more to tell" in out) == bool(left)
