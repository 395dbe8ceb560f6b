"""Waiting: what takes long says so, can be left, is found again without being done twice, and tells its errors."""

import threading

import pytest
from streamlit.testing.v1 import AppTest

import ui.session.diagnosis_answers
import ui.session.work_under_way
from geo.errors import BadInputError
from tests.ui.driving import PATIENCE_S, app, forget, said
from ui.texts import LANGUAGES, texts

GATE, DONE = threading.Event(), []
PAGE = """
import streamlit as st
from tests.ui.session.test_work_under_way import made
from ui.session.work_under_way import StoppedWaitingError, patiently
from ui.texts import texts
try:
    st.text(patiently(made, key="k", told="Calcul…", texts=texts(st.session_state["language"])))
except StoppedWaitingError:
    st.text("parti")
"""


def made() -> str:
    """Answer once the gate is open."""
    assert GATE.wait(PATIENCE_S)
    DONE.append(1)
    return "réponse"


@pytest.fixture
def _slow(monkeypatch):
    monkeypatch.setattr(ui.session.work_under_way, "TOLD_AFTER_S", 0.0)
    monkeypatch.setattr(ui.session.work_under_way, "STOPPED_AFTER_S", 0.0)
    GATE.clear()
    DONE.clear()
    yield
    GATE.set()


def page(language: str) -> AppTest:
    opened = AppTest.from_string(PAGE, default_timeout=PATIENCE_S)
    opened.session_state["language"] = language
    return opened


@pytest.mark.usefixtures("_slow")
def test_who_waits_gets_the_answer():
    threading.Timer(0.3, GATE.set).start()
    opened = page("fr").run()
    assert not opened.exception
    assert said(opened) == "réponse"
    assert not opened.button


TWICE = """
import time
from ui.session.work_under_way import patiently
from ui.texts import texts
import streamlit as st
for rank in range(2):
    st.text(patiently(lambda: time.sleep(0.7) or "réponse", key=rank, told="Calcul…", texts=texts("fr")))
"""


@pytest.mark.usefixtures("_slow")
def test_a_page_may_wait_twice_in_one_run():
    opened = AppTest.from_string(TWICE, default_timeout=PATIENCE_S).run()
    assert not opened.exception
    assert said(opened) == "réponse\nréponse"


@pytest.mark.usefixtures("_slow")
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_stopped_waiting_is_told_and_finds_the_work_again(language):
    opened = page(language)
    opened.session_state["work-stopped"] = "k"
    opened.run()
    assert said(opened) == "\n".join([texts(language)("waiting-stopped"), "parti"])
    assert opened.button[0].label == texts(language)("waiting-again")
    GATE.set()
    opened.button[0].click().run()
    assert said(opened) == "réponse"
    assert len(DONE) == 1


def test_an_error_is_told_by_the_page(monkeypatch):
    def refuses(*_, **__):
        raise BadInputError("unknown-kind", kind="<b>")

    forget()
    monkeypatch.setattr(ui.session.diagnosis_answers, "measure", refuses)
    opened = app("travel", kind="saf")
    forget()
    assert "Type d’acteur inconnu" in opened.error[0].value
    assert "\\<b\\>" in opened.error[0].value
