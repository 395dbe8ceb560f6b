"""Tabs and pills are worked out from the day they are opened, and stay drawn then."""

from streamlit.testing.v1 import AppTest

from tests.ui.driving import app
from ui.session.opened_parts import OPENED
from ui.texts import texts

FR = texts("fr")


def _opened(screen: str) -> AppTest:
    """Open a screen as somebody who has opened nothing yet."""
    return app(screen, parts=(), zone="80000")


def _keys(opened: AppTest) -> set[str]:
    return {str(element.key) for kind in ("button", "text_input") for element in opened.get(kind)}


def test_a_tab_of_the_register_is_drawn_once_it_was_opened_and_stays():
    opened = _opened("actors")
    assert [tab.label for tab in opened.tabs][:2] == [FR("actors-tab"), FR("edit-new-tab")]
    assert "actors-search" in _keys(opened)
    assert not opened.get("file_uploader")
    assert not opened.date_input(key="choice-at").value
    assert "past-day" not in {one.key for one in opened.date_input}
    opened.session_state["register-tabs-fr"] = FR("past-tab")
    opened.run()
    assert "past-day" in {one.key for one in opened.date_input}
    assert "actors-search" in _keys(opened), "what was opened before keeps what was written in it"
    opened.session_state["register-tabs-fr"] = FR("actors-tab")
    opened.run()
    assert "past-day" in {one.key for one in opened.date_input}
    assert not opened.get("file_uploader")


def test_the_tab_that_is_open_stays_open_in_another_language():
    opened = _opened("actors")
    opened.session_state["register-tabs-fr"] = FR("past-tab")
    opened.run()
    opened.radio(key="choice-lang").set_value("en").run()
    assert not opened.exception
    assert opened.session_state["register-tabs-en"] == texts("en")("past-tab")


def test_the_form_of_meetings_is_drawn_once_its_pill_was_opened():
    opened = _opened("travel")
    assert "meeting-add" not in _keys(opened)
    opened.session_state[OPENED] = {"meeting"}
    opened.run()
    assert "meeting-add" in _keys(opened)


def test_every_kind_of_actor_is_worked_out_once_its_part_was_opened():
    opened = _opened("overview")
    assert not [table for table in opened.dataframe if FR("column-kind") in table.value]
    opened.session_state[OPENED] = {"overview-kinds"}
    opened.run()
    assert not opened.exception
    (kinds,) = [table.value for table in opened.dataframe if FR("column-kind") in table.value]
    assert len(kinds) > 20
