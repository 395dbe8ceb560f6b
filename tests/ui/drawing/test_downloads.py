"""Files to take away: one way to offer them, under names that every system takes."""

import ast
from pathlib import Path

import pytest

from ui.drawing import downloads
from ui.words import unforeseen_failures

PROJECT = Path(__file__).resolve().parents[3]


class Row:
    def __init__(self):
        self.offered = []

    def download_button(self, label, **given):
        self.data = given["data"]
        self.offered.append((label, given["file_name"], given["mime"], given["on_click"]))


@pytest.mark.parametrize(
    ("name", "file"),
    [("Été: 2 services?", "Été-2-services.json"), ("aux", "maillage-aux.json"), (" ", "maillage.json")],
)
def test_the_name_of_a_proposal_is_that_of_its_file(name, file):
    row = Row()
    downloads.offer_file("Télécharger", "{}", name=name, ending=".json", key="x", row=row)
    assert row.offered == [("Télécharger", file, "application/json", "ignore")]


@pytest.mark.usefixtures("own_workspace")
def test_a_file_that_cannot_be_made_leaves_its_details():
    def fails() -> bytes:
        raise ZeroDivisionError("division by zero")

    row = Row()
    downloads.offer_file("x", fails, name="x", ending=".csv", key="x", row=row)
    with pytest.raises(ZeroDivisionError):
        row.data()
    (kept,) = unforeseen_failures.log_folder().glob("*.txt")
    assert "ZeroDivisionError" in kept.read_text(encoding="utf-8")


def test_every_download_is_offered_in_one_place():
    makers = [
        path.name
        for path in sorted((PROJECT / "ui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("download_button", "link_button")
    ]
    assert makers == ["downloads.py"]
