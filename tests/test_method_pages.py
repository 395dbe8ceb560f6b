"""The method pages: each has its sections, and its worked example gives what it says.

Examples are ``>>>`` lines inside fenced ``python`` blocks; the blocks of one page share their names.
"""

import doctest
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "methods"
PAGES = sorted(FOLDER.glob("*.md"))
SECTIONS = ["## Formule", "## Source", "## Unités", "## Limites", "## Exemple"]


def examples(page):
    """The doctest of one page; lines outside its code blocks are blanked so that line numbers hold."""
    inside, kept = False, []
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = line.startswith("```python")
            kept.append("")
        else:
            kept.append(line if inside else "")
    return doctest.DocTestParser().get_doctest("\n".join(kept) + "\n", {}, page.name, str(page), 0)


def test_there_are_method_pages():
    assert len(PAGES) >= 15


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_has_its_sections_in_order(page):
    found = [line for line in page.read_text(encoding="utf-8").splitlines() if line in SECTIONS]
    assert found == SECTIONS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_worked_example_gives_what_it_says(page):
    test = examples(page)
    assert len(test.examples) >= 3
    report = []
    runner = doctest.DocTestRunner()
    runner.run(test, out=report.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_keeps_french_typography(page):
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r" [:;?!%»](\s|$)|« |\w'\w", text, flags=re.M)
