"""A screen that fails says so in a sentence; Streamlit's own message is never shown."""

import errno
from pathlib import Path

import pytest

from geo.errors import BadInputError
from tests.ui.driving import app, said
from ui.session.view import View
from ui.texts import texts
from ui.words import defects


@pytest.mark.usefixtures("own_workspace")
@pytest.mark.parametrize(
    ("error", "sentence", "is_defect"),
    [
        (ZeroDivisionError("division by zero"), "ZeroDivisionError", True),
        (OSError(errno.ENOSPC, "No space left", "/a/wallonie.duckdb"), "Le disque est plein", False),
        (BadInputError("kind-or-function"), "pas les deux", False),
    ],
)
def test_a_screen_that_fails(monkeypatch, error, sentence, is_defect):
    def fails(_view: View) -> None:
        raise error

    monkeypatch.setattr("ui.screens.methods.draw", fails)
    opened = app("methods")
    told = said(opened).replace("\\", "")
    assert opened.error
    assert sentence in told
    assert "Traceback" not in told
    kept = list(defects.log_folder().glob("*.txt")) if defects.log_folder().is_dir() else []
    assert len(kept) == is_defect
    if isinstance(error, BadInputError):
        assert texts("fr")("app-unexpected") not in told
    assert all("ZeroDivisionError" in Path(path).read_text(encoding="utf-8") for path in kept)
