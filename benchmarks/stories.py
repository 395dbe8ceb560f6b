"""Three stories of people who use the app, in a browser, counted in gestures and timed.

``uv run python -m benchmarks.stories`` serves the app on a workspace of its own and prints for each story how many
clicks, typed words and keys it takes, the seconds by the clock from its first gesture to its answer, and the processor
seconds of the server: on a busy machine the clock says little, and the load is printed beside it. Where is my
province; whom does Aubange reach; three steps shown in a meeting.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.app import processor_s
from benchmarks.app_session import served

_PATIENCE_MS = 90_000
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@dataclass
class _Story:
    """A person with a browser, whose gestures are counted."""

    page: Any
    clicks: int = 0
    words: int = 0
    keys: int = 0

    def click(self, what: Any) -> None:  # noqa: ANN401 - of a library that is not always there
        """Click, and wait for the page to be quiet."""
        what.click()
        self.clicks += 1
        self.quiet()

    def write(self, text: str) -> None:
        """Write a word, then Enter."""
        self.page.keyboard.type(text)
        self.page.get_by_role("option", name=text).first.wait_for()
        self.page.keyboard.press("Enter")
        self.words += 1
        self.quiet()

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
        self.keys += 1

    def quiet(self) -> None:
        """Wait until nothing is being drawn."""
        self.page.wait_for_function("() => document.querySelector('[data-test-script-state=notRunning]')")


def where_is_my_province(story: _Story, address: str) -> None:
    """From the address, on a workspace where nothing was asked yet, to the figures of the province of Namur."""
    story.page.goto(address)
    story.page.locator(".st-key-figures").wait_for()
    story.quiet()
    story.click(story.page.locator(".st-key-pill-where button").first)
    story.click(story.page.get_by_role("combobox", name="Zone"))
    story.write("Namur (province)")
    story.page.get_by_role("heading", name=re.compile("^Namur")).first.wait_for()
    story.page.locator(".st-key-figures").get_by_text("Naissances").wait_for()


def whom_does_aubange_reach(story: _Story, address: str) -> None:
    """From the address of the province to the nearest family support service of Aubange, with its minutes."""
    story.page.goto(f"{address}/?zone=80000&kind=saf")
    story.page.locator(".st-key-figures").wait_for()
    story.quiet()
    story.click(story.page.get_by_role("combobox", name=re.compile("^Fiche")))
    story.write("Aubange")
    card = story.page.locator(".st-key-card")
    card.get_by_text("Aubange", exact=True).wait_for()
    card.get_by_text(re.compile(r"Le plus proche.*\smin")).wait_for()


def three_steps_in_a_meeting(story: _Story, address: str) -> None:
    """From the overview of the province: three screens kept as steps, then shown by the arrow keys."""
    page = story.page
    page.goto(f"{address}/?zone=80000")
    page.locator(".st-key-figures").wait_for()
    story.quiet()
    for screen in ("", "Carte", "Parcours et robustesse"):
        if screen:
            # An open pill takes the first click elsewhere for itself.
            story.press("Escape")
            story.click(page.get_by_role("link", name=screen, exact=True))
            page.wait_for_function("word => location.pathname.endsWith(word)", arg=f"/{screen.split()[0].lower()}")
            story.quiet()
        story.click(page.locator(".st-key-pill-meeting button").first)
        story.click(page.locator(".st-key-meeting-add button"))
        page.get_by_text("est dans « Ma réunion ».").wait_for()
    story.click(page.get_by_role("link", name=re.compile("^Les réunions")))
    story.click(page.get_by_role("button", name="Présenter"))
    page.get_by_role("heading", name="1 / 3").wait_for()
    for rank in (2, 3):
        story.quiet()
        story.press("ArrowRight")
        page.get_by_role("heading", name=f"{rank} / 3").wait_for()


STORIES: tuple[Callable[[_Story, str], None], ...] = (
    where_is_my_province,
    whom_does_aubange_reach,
    three_steps_in_a_meeting,
)


def main() -> None:
    """Print what each story takes."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (port, server),
        sync_playwright() as session,
    ):
        browser = session.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        for told in STORIES:
            page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="fr-BE")
            page.set_default_timeout(_PATIENCE_MS)
            story, used, begun = _Story(page), processor_s(server), time.perf_counter()
            told(story, f"http://localhost:{port}")
            lasted, used = time.perf_counter() - begun, processor_s(server) - used
            print(
                f"{told.__name__:26}{story.clicks:3} clicks {story.words} words {story.keys} keys "
                f"{lasted:7.1f} s by the clock {used:6.1f} s of the server's processor"
            )
            page.close()
        print(f"load {os.getloadavg()[0]:.1f}")
        browser.close()


if __name__ == "__main__":
    main()
