"""Files to take away: one way to offer them, under names that every system takes."""

import ast
from pathlib import Path

import pytest

from ui.drawing import downloads

PROJECT = Path(__file__).resolve().parents[3]


class Row:
    def __init__(self):
        self.offered = []

    def download_button(self, label, **given):
        self.offered.append((label, given["file_name"], given["mime"], given["on_click"]))


@pytest.mark.parametrize(
    ("name", "file"),
    [("Été: 2 services?", "Été-2-services.json"), ("aux", "maillage-aux.json"), (" ", "maillage.json")],
)
def test_the_name_of_a_proposal_is_that_of_its_file(name, file):
    row = Row()
    downloads.offer_file("Télécharger", "{}", name=name, ending=".json", key="x", row=row)
    assert row.offered == [("Télécharger", file, "application/json", "ignore")]


def test_every_download_is_offered_in_one_place():
    makers = [
        path.name
        for path in sorted((PROJECT / "ui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("download_button", "link_button")
    ]
    assert makers == ["downloads.py"]
