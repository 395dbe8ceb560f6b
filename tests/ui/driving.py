"""Driving the app without a browser: open a screen by its address, read what it says, change its tables."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from streamlit.util import calc_hash

import ui.session.territory_tables
from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.question import Question
from analysis.records.diagnosis import DiagnosisRecord
from geo.workspace.data import TerritoryData, load
from geo.workspace.territory import load_territory
from ui.app import ASIDE, SCREENS
from ui.session.opened_parts import OPENED
from ui.session.shared_results import forget_everything

APP = Path(__file__).resolve().parents[2] / "app.py"
PATIENCE_S = 300  # a busy machine is no failure
EVERY_PART = (
    "meeting",
    "overview-kinds",
    "actors-tab",
    "edit-new-tab",
    "past-tab",
    "upload-tab",
    "kinds-tab",
    "backups-tab",
    "proposals-tab",
)
"""What the page draws once it has been opened: tests look at it as if it had been."""
HOSTILE = (
    '<script>alert("x")</script><img src=x onerror=alert(1)> =HYPERLINK("http://x") ../../etc '
    "![x](http://192.0.2.1/x.png) [lien](http://192.0.2.1) **gras** :red[rouge] $x$ "
)

# Every AppTest looks for components among all installed packages, which takes longer than most screens: once will do.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def app(screen: str = "overview", *, parts: Iterable[str] = EVERY_PART, **address: str) -> AppTest:
    """Open a screen by its address, as somebody who has opened such ``parts`` of the app before."""
    opened = AppTest.from_file(APP, default_timeout=PATIENCE_S)
    opened._page_hash = calc_hash("" if screen == "overview" else {**SCREENS, **ASIDE}[screen][1])
    for name, value in address.items():
        opened.query_params[name] = value
    opened.session_state[OPENED] = set(parts)
    opened.run()
    assert not opened.exception, opened.exception
    return opened


def said(screen: AppTest) -> str:
    """Return every sentence of a screen."""
    kinds = ("header", "subheader", "markdown", "error", "info", "warning", "caption", "text", "success")
    return "\n".join(str(element.value) for kind in kinds for element in screen.get(kind))


def button(screen: AppTest, label: str) -> Button:
    """Return the button that says so."""
    return next(found for found in screen.button if found.label == label)


@cache
def record(kind: str, zone: str) -> DiagnosisRecord:
    """Return the diagnosis as the analysis gives it."""
    data = load(load_territory("wallonie"))
    return diagnosis_record(data, measure(data, Question(kind=kind)), zone)


@contextmanager
def changed(edit: Callable[[TerritoryData], TerritoryData]) -> Iterator[None]:
    """Run the app on changed tables of every territory."""
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            ui.session.territory_tables, "load", lambda territory, **options: edit(load(territory, **options))
        )
        yield
    forget()


def forget() -> None:
    """Empty what the app keeps in memory."""
    st.cache_resource.clear()
    st.cache_data.clear()
    forget_everything()
