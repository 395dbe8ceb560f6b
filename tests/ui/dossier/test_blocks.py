"""The model of the document refuses what must never be printed, and leaves out what says nothing."""

import pytest

from ui.dossier.blocks import BulletList, Paragraph, Picture, Section, TextTable, numbered
from ui.dossier.telling import MOST_PARTS, parts_told
from ui.texts import texts


@pytest.mark.parametrize(
    "make",
    [
        lambda: Paragraph("  "),
        lambda: BulletList(("said", "")),
        lambda: TextTable("", ("a",), (("1",),)),
        lambda: TextTable("caption", ("a", "b"), (("1",),)),
        lambda: TextTable("caption", ("a",), ()),
        lambda: TextTable("caption", ("a",), (("\u202f",),)),
        lambda: TextTable("caption", ("a",), (("1",),), widths=(1, 2)),
        lambda: Picture("caption", "", "<svg/>"),
    ],
)
def test_a_hole_is_refused(make):
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_sections_that_say_nothing_take_no_number():
    said = (Paragraph("said"),)
    empty = Section("b", "B", (), (Section("b1", "B1", ()),))
    nested = Section("c", "C", (), (Section("c1", "C1", ()), Section("c2", "C2", said)))
    found = numbered((Section("a", "A", said), empty, nested))
    assert [(section.number, section.heading) for section in found] == [("1", "1. A"), ("2", "2. C")]
    assert [part.heading for part in found[1].parts] == ["2.1. C2"]


def test_figures_are_told_from_texts_by_column():
    table = TextTable("caption", ("a", "b", "c"), (("1", "2", "3"),), figures_from=1, figures_until=2)
    assert [table.is_figure(at) for at in range(3)] == [False, True, False]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_of_a_thousand_zones_those_with_the_most_people_are_told_in_their_order(language):
    """Births count where they are known, inhabitants otherwise; the note says of how many."""
    parts = [{"zone": str(rank), "births": None, "population": (7 * rank) % 1000 + 1.0} for rank in range(1000)]
    told, note = parts_told({"parts": parts}, texts(language))
    assert [part["population"] > 1000 - MOST_PARTS for part in told] == [True] * MOST_PARTS
    assert [int(part["zone"]) for part in told] == sorted(int(part["zone"]) for part in told)
    assert str(MOST_PARTS) in note[0].text
    assert parts_told({"parts": parts[:MOST_PARTS]}, texts(language)) == (parts[:MOST_PARTS], [])
