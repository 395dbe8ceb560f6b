"""A meeting in a real browser: the arrow keys lead on and back, Escape leaves, and a screen prints whole."""

import re
import subprocess
import sys

from tests.ui.test_browser import address, page, pytestmark, served_workspace

__all__ = ["address", "page", "pytestmark", "served_workspace"]

STEPS = """
from geo.workspace.meetings import Meeting, MeetingStep, keep_meeting

titles = ("Le besoin", "Les acteurs", "Les sources")
steps = zip(("overview", "actors", "methods"), titles, strict=True)
meeting = Meeting("Juin", tuple(MeetingStep(screen, title, "", {"zone": "80000"}) for screen, title in steps))
keep_meeting(meeting, key="juin")
"""


def test_the_arrow_keys_lead_on_and_back_and_escape_leaves(page, address, served_workspace, monkeypatch):
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(served_workspace))
    subprocess.run([sys.executable, "-c", STEPS], check=True)
    page.goto(f"{address}/?meeting=juin")
    page.get_by_role("heading", name="1 / 3 · Le besoin").wait_for()
    page.get_by_role("button", name="Suivant").wait_for()
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    assert page.get_by_test_id("stHeader").is_hidden()
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="2 / 3 · Les acteurs").wait_for()
    page.wait_for_url(re.compile("step=2"))
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="3 / 3 · Les sources").wait_for()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("heading", name="2 / 3 · Les acteurs").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="2 / 3").wait_for(state="detached")
    page.get_by_test_id("stHeader").wait_for()
    page.wait_for_url(re.compile("/acteurs"))
    page.wait_for_url(re.compile(r"^[^?]*(\?(?!.*meeting).*)?$"))
