"""What a screen keeps for everybody is kept by all that changes it: choices, tables, times, words."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.question import Selection
from tests.ui.driving import app
from ui.drawing.atlas import MapRequest, atlas, indicators
from ui.screens import overview
from ui.screens.overview import _kinds_table, make_ready
from ui.screens.shared.page import balance_chart, zones_table
from ui.session import territory_tables
from ui.session.choices import opening_view
from ui.session.diagnosis_answers import remembered_record
from ui.session.territory_tables import register_key, screen_key
from ui.session.view import View

VIEW = View("wallonie", "80000", Selection(kind="saf"), "car", "auto", "latest", "admin", 30, "fr")
OTHERS = {
    "zone_id": "90000",
    "selection": Selection(kind="hopital"),
    "engine": "estimate",
    "births": "mean-3",
    "threshold_min": 60,
    "language": "en",
    "to_verify": True,
    "at": date(2026, 1, 1),
}


pytestmark = pytest.mark.usefixtures("forgotten")


def _view() -> View:
    return replace(VIEW, layer=VIEW.territory.default_layer)


@pytest.mark.parametrize("choice", OTHERS)
def test_every_choice_makes_another_screen(choice):
    view = _view()
    assert screen_key(view) == screen_key(replace(view))
    assert screen_key(replace(view, **{choice: OTHERS[choice]})) != screen_key(view)


def test_the_tables_the_times_and_the_vocabulary_make_another_screen(monkeypatch):
    view = _view()
    known, listed = screen_key(view), register_key(view)
    for name in ("_version", "_travel_version", "_words_version"):
        with monkeypatch.context() as patch:
            patch.setattr(territory_tables, name, lambda *_: "another")
            assert screen_key(view) != known, name
            assert (register_key(view) != listed) == (name != "_travel_version"), name


def test_the_mode_of_travel_makes_another_screen(monkeypatch):
    # Whatever the engines that answer here.
    monkeypatch.setattr(territory_tables, "_travel_version", lambda *_: "")
    view = _view()
    assert screen_key(replace(view, mode="walk")) != screen_key(view)


def test_a_table_is_made_once_for_everybody_and_again_for_another_question():
    view = _view()
    first = zones_table(view, "zones")
    assert zones_table(replace(view), "zones") is first
    assert zones_table(view, "compare") is not first
    english, other = (
        zones_table(replace(view, **change), "zones") for change in ({"language": "en"}, {"zone_id": "90000"})
    )
    assert [field.title for field in english.fields] != [field.title for field in first.fields]
    assert set(other.frame["zone"]) != set(first.frame["zone"])
    assert other.same != first.same != english.same
    kinds = _kinds_table(view)
    assert kinds is not None
    assert _kinds_table(replace(view)) is kinds


def test_what_was_being_read_when_it_was_forgotten_is_read_again():
    told = iter(["before", "after"])

    @territory_tables.briefly(3600)
    def version(_territory: str) -> str:
        said = next(told)
        if said == "before":
            version.forget()  # something was recorded while it was read
        return said

    assert version("wallonie") == "before"
    assert version("wallonie") == "after"
    assert version("wallonie") == "after"


def test_what_is_made_ready_before_anybody_comes_is_what_opens(monkeypatch):
    view = opening_view("fr")
    make_ready(view)
    asked = MapRequest(indicators(view)[0])
    ready = [remembered_record(view), atlas(view, asked), balance_chart(view), zones_table(view, "zones")]
    drawn = []
    monkeypatch.setattr(overview, "draw_map", lambda shown, asked, **_: drawn.append((shown, asked)))
    app("overview")
    assert drawn == [(view, asked)]
    again = [remembered_record(view), atlas(view, asked), balance_chart(view), zones_table(view, "zones")]
    assert all(one is two for one, two in zip(ready, again, strict=True))
