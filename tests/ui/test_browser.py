"""The app in a real browser, with the network closed: the map draws, and nothing is asked of another host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
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

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.enable_socket,
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=PROJECT,
        env=os.environ.copy(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for_health(port)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for_health(port: int) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as session:
        opened = session.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser, request) -> Iterator[object]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-BE")
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda asked: opened.asked.append(asked.url))
    failed_before = request.session.testsfailed
    yield opened
    if request.session.testsfailed > failed_before:
        folder = PROJECT / "test-output"
        folder.mkdir(exist_ok=True)
        opened.screenshot(path=folder / f"{request.node.name}.png", full_page=True)
    context.close()


def map_of(page):
    frame = page.frame_locator("iframe").first
    frame.locator(".leaflet-container canvas, .leaflet-container path").first.wait_for(timeout=PATIENCE_MS)
    return frame


@pytest.mark.parametrize(("language", "words"), [("fr", "4 sur 10"), ("en", "4 in 10")])
def test_the_map_draws_with_the_network_closed(page, address, language, words):
    page.context.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page.goto(f"{address}/?zone=80000&lang={language}")
    page.get_by_text(words).first.wait_for(timeout=PATIENCE_MS)
    frame = map_of(page)
    frame.get_by_text("Luxembourg").first.wait_for(timeout=PATIENCE_MS)
    elsewhere = [
        url for url in page.asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    ]
    assert elsewhere == []


def test_choosing_another_zone_changes_the_figures_and_the_address(page, address):
    page.goto(f"{address}/?zone=80000")
    page.get_by_text("4 sur 10").first.wait_for(timeout=PATIENCE_MS)
    page.get_by_role("combobox").last.click()
    page.get_by_role("option", name="Namur (province)").click()
    page.get_by_role("heading", name="Namur").first.wait_for(timeout=PATIENCE_MS)
    assert "zone=90000" in page.url
