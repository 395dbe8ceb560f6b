"""What Streamlit serves."""

from pathlib import Path

from ui.drawing import assets

PROJECT = Path(__file__).resolve().parents[3]


def test_an_installed_package_runs_the_same_entry_as_the_project():
    assert (PROJECT / "app.py").read_text(encoding="utf-8") == assets._ENTRY
