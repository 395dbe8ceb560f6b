"""How long a user waits: the first diagnosis, the next ones, and the first map.

``uv run python -m benchmarks.first_answer`` prints seconds and peak memory of ``maillage diagnose wallonie`` on an
empty workspace (cold) and on a built one (warm, median of five), and the time from a running server to a drawn map
where a Chromium is installed.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.app_session import served

PROJECT = Path(__file__).resolve().parent.parent
WARM_RUNS = 5


def diagnose_s(workspace: Path) -> float:
    """Return the seconds that one diagnosis takes, process start included."""
    # Compiled modules are kept, as on any machine.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | {"MAILLAGE_WORKSPACE": str(workspace)}
    command = [sys.executable, "-c", "from ui.cli import main; main()", "diagnose", "wallonie"]
    start = time.perf_counter()
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - start


def first_map_s(workspace: Path, chromium: str) -> float:
    """Return the seconds from a healthy server to a map drawn in a new browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with served(workspace) as (port, _), sync_playwright() as session:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = session.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        start = time.perf_counter()
        page.goto(f"http://localhost:{port}/?kind=hopital")
        page.frame_locator("iframe").first.locator(".leaflet-container canvas").first.wait_for(timeout=60_000)
        return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        print(f"load before: {os.getloadavg()[0]:.1f}")
        print(f"cold diagnosis: {diagnose_s(workspace):.1f} s")
        warm = [diagnose_s(workspace) for _ in range(WARM_RUNS)]
        print(f"warm diagnosis: {statistics.median(warm):.2f} s")
        peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak memory: {peak_mb:.0f} MB")
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        if chromium:
            print(f"first map: {first_map_s(workspace, chromium):.1f} s")


if __name__ == "__main__":
    main()
