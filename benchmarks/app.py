"""How long a user of the app waits: first paint, a change of selector, thirty people at once.

``uv run python -m benchmarks.app`` serves the app here, asks it through Streamlit's own protocol, and prints
milliseconds with the load of the machine. The figures of a change are the time to the last headline figure, and to the
end of the screen; the processor time of the server stands beside them, since it does not depend on what else runs.
``--browser`` adds the first paint in a Chromium.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.app_session import AppSession, Drawn, served

SCREENS = ("", "carte", "capacite", "temps", "comparer", "parcours", "planifier", "acteurs", "methodes")
SESSIONS = 30
CHANGES: Sequence[tuple[str, Sequence[str]]] = (
    ("zone", ("Namur (province)", "Luxembourg (province)", "Wallonie (région)")),
    ("threshold", ("30\u202fmin", "60\u202fmin", "45\u202fmin")),
    ("kind", ("Hôpital", "Plateforme prénatale de l’ONE", "Service d’accompagnement des familles (SAF)")),
)
_CLOCK = os.sysconf("SC_CLK_TCK")


def processor_s(process: int) -> float:
    """Return the processor seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _CLOCK


def changes(port: int, server: int) -> None:
    """Print how long each selector takes on each screen, once warm."""
    print(f"{'screen':12}{'selector':12}{'figures ms':>12}{'worst ms':>10}{'screen ms':>12}{'processor ms':>14}")
    for screen in SCREENS:
        with AppSession(port) as session:
            session.open(screen, {"kind": "saf"})
            for name, values in CHANGES:
                for value in values:
                    session.choose(name, value)
                drawn, used = [], []
                for value in values * 2:
                    before = processor_s(server)
                    drawn.append(_sound(session.choose(name, value)))
                    used.append(processor_s(server) - before)
                figures, screens = zip(*map(_times, drawn), strict=True)
                figure, worst, done = (
                    each * 1000 for each in (statistics.median(figures), max(figures), statistics.median(screens))
                )
                used_ms = statistics.median(used) * 1000
                print(f"{screen or 'apercu':12}{name:12}{figure:12.0f}{worst:10.0f}{done:12.0f}{used_ms:14.0f}")


def crowd(port: int, server: int, *, sessions: int = SESSIONS, changes: int = 2) -> tuple[list[float], list[str]]:
    """Return how long each change took for many people at once, and what went wrong.

    Each opens a screen of its own, then changes the zone, as fast as it is answered.
    """
    waits: list[float] = []
    errors: list[str] = []
    start = threading.Barrier(sessions)

    def one(rank: int) -> None:
        try:
            with AppSession(port) as session:
                start.wait(timeout=60)
                wrong = session.open(SCREENS[rank % len(SCREENS)], {"kind": "saf"}).errors
                for value in CHANGES[0][1][:changes]:
                    answer = session.choose("zone", value)
                    waits.append(answer.done_s)
                    wrong += answer.errors
            errors.extend(wrong)
        except Exception as error:
            errors.append(repr(error))

    people = [threading.Thread(target=one, args=(rank,)) for rank in range(sessions)]
    before, began = processor_s(server), time.perf_counter()
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=300)
    lasted, used = time.perf_counter() - began, processor_s(server) - before
    print(
        f"{sessions} sessions: {len(waits)} changes in {lasted:.1f} s ({used:.1f} s of processor), "
        f"median {statistics.median(waits) * 1000:.0f} ms, longest {max(waits) * 1000:.0f} ms, {len(errors)} errors"
    )
    return waits, errors


def _sizes(page: Any) -> list[int]:  # noqa: ANN401 - of a library that is not always there
    """Return the list that fills with the bytes of each message of the server."""
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    return sizes


def first_paint(port: int, chromium: str) -> None:
    """Print when a browser shows something, the headline and the map, on a warm server, and what it is sent."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as session:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = session.chromium.launch(executable_path=chromium, args=flags)
        rows = []
        for _ in range(4):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            sent = _sizes(page)
            start = time.perf_counter()
            page.goto(f"http://localhost:{port}/?zone=80000")
            page.get_by_text("4 sur 10").first.wait_for()
            headline = time.perf_counter() - start
            page.frame_locator("iframe").first.locator(".maillage-name:visible").first.wait_for()
            drawn = time.perf_counter() - start
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            rows.append((paint, headline * 1000, drawn * 1000, sum(sent) / 1000))
            page.close()
        browser.close()
    paint, headline, drawn, kilobytes = (statistics.median(values) for values in zip(*rows[1:], strict=True))
    print(f"browser, warm server: first paint {paint:.0f} ms, headline {headline:.0f} ms, map {drawn:.0f} ms")
    print(f"what the server says of the screen and its map: {kilobytes:.0f} kB")


def _times(drawn: Drawn) -> tuple[float, float]:
    return drawn.figure_s, drawn.done_s


def _sound(drawn: Drawn) -> Drawn:
    assert not drawn.errors, drawn.errors
    return drawn


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", action="store_true", help="add the first paint in a Chromium")
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (port, server):
        began = time.perf_counter()
        with AppSession(port) as session:
            session.open("", {})
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(f"first screen of a new workspace: {time.perf_counter() - began:.1f} s")
        changes(port, server)
        crowd(port, server, sessions=given.sessions)
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        if given.browser and chromium:
            first_paint(port, chromium)
        print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
