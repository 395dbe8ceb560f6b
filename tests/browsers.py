"""A real browser for tests: modules that ask for the fixture ``browser`` take its marks."""

import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
PATIENCE_MS = 60_000
SCREENS = ("", "carte", "capacite", "temps", "comparer", "parcours", "planifier", "acteurs", "methodes")
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.enable_socket,
]
