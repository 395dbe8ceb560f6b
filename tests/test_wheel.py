"""The wheel alone: built, installed in an empty environment, run from an empty folder."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from geo.workspace.territory import list_territories

PROJECT = Path(__file__).resolve().parent.parent
UV = shutil.which("uv")
NO_INDEX = re.compile(
    r"dns error|failed to lookup|connection refused|network is unreachable|timed out|tcp connect", re.I
)
BIN = "Scripts" if os.name == "nt" else "bin"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(UV is None, reason="uv builds and installs the wheel, and is not on this machine"),
]

METHODS = """
import sys
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from ui.app import SCREENS
from ui.drawing.assets import app_folder
from geo.paths import checkout_folder, embedded

assert checkout_folder() is None
pages = sorted(embedded("docs", "methods").glob("*.md"))
opened = AppTest.from_file(app_folder() / "app.py", default_timeout=120)
opened._page_hash = calc_hash(SCREENS["methods"][1])
opened.run()
assert not opened.exception and not opened.error, (opened.exception, opened.error)
choice = opened.selectbox("method-page")
assert len(choice.options) == len(pages) > 15, choice.options
choice.select("gini").run()
assert not opened.exception and not opened.error, (opened.exception, opened.error)
print("\\n".join(element.value for element in opened.markdown))
"""


def uv(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run uv, from its cache first, then from the index."""
    offline = run(UV, *arguments, "--offline")
    if offline.returncode == 0:
        return offline
    online = run(UV, *arguments)
    if online.returncode and NO_INDEX.search(online.stderr):
        pytest.skip(f"no package index is reachable, and the cache lacks what it takes: {offline.stderr[-300:]}")
    assert online.returncode == 0, online.stderr
    return online


def run(*command: str | Path, cwd: Path = PROJECT, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        check=False,
        cwd=cwd,
        env=bare(**more),
        capture_output=True,
        text=True,
        timeout=300,
    )


def bare(**more: str) -> dict[str, str]:
    """The environment of a user who knows nothing of the project's folder."""
    ours = ("MAILLAGE_", "PYTHON", "VIRTUAL_ENV", "UV_PROJECT", "STREAMLIT_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | more


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--wheel", "--out-dir", folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of the programs of an environment that holds the wheel and what it asks for, nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    pins = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]
    exact = folder / "exact.txt"
    exact.write_text("\n".join(pins["constraint-dependencies"]), encoding="utf-8")
    uv("venv", folder / "venv")
    python = folder / "venv" / BIN / "python"
    uv("pip", "install", "--python", python, "--constraints", exact, wheel)
    return python.parent


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> Path:
    """An empty folder, and beside it the workspace of somebody who has never run Maillage."""
    return tmp_path_factory.mktemp("somebody") / "empty"


@pytest.fixture(autouse=True)
def _empty(elsewhere):
    elsewhere.mkdir(exist_ok=True)
    yield
    assert not list(elsewhere.iterdir()), "the program wrote into the folder it was started from"


def test_the_installed_program_knows_the_territories(installed, elsewhere):
    space = str(elsewhere.parent / "space")
    said = run(installed / "maillage", "territory", "list", cwd=elsewhere, MAILLAGE_WORKSPACE=space)
    assert said.returncode == 0, said.stderr
    assert all(name in said.stdout for name in list_territories())


def test_the_installed_program_diagnoses_as_the_project_does(installed, elsewhere):
    command = ("diagnose", "wallonie", "--zone", "80000", "--kind", "one-plateforme", "--json")
    space = {"MAILLAGE_WORKSPACE": str(elsewhere.parent / "space")}
    said = run(installed / "maillage", *command, cwd=elsewhere, **space)
    assert said.returncode == 0, said.stderr
    ours = run(Path(sys.executable).parent / "maillage", *command, MAILLAGE_WORKSPACE=os.environ["MAILLAGE_WORKSPACE"])
    assert ours.returncode == 0, ours.stderr
    assert json.loads(said.stdout) == json.loads(ours.stdout)


def test_the_method_pages_open_in_the_installed_app(installed, elsewhere):
    space = {"MAILLAGE_WORKSPACE": str(elsewhere.parent / "space")}
    said = run(installed / "python", "-c", METHODS, cwd=elsewhere, **space)
    assert said.returncode == 0, said.stderr
    page = (PROJECT / "docs" / "methods" / "gini.md").read_text(encoding="utf-8")
    assert page.splitlines()[2] in said.stdout


def test_the_installed_app_starts_and_serves_its_own_scripts(installed, elsewhere):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    space = {"MAILLAGE_WORKSPACE": str(elsewhere.parent / "space")}
    with subprocess.Popen(
        [installed / "maillage", "app", "--no-browser", "--port", str(port)],
        cwd=elsewhere,
        env=bare(**space),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            assert answer(server, f"http://localhost:{port}/_stcore/health") == b"ok"
            assert b"Streamlit" in answer(server, f"http://localhost:{port}/")
            script = next((elsewhere.parent / "space" / "app" / "static" / "leaflet").rglob("leaflet.js"))
            address = script.relative_to(elsewhere.parent / "space" / "app").as_posix()
            assert answer(server, f"http://localhost:{port}/app/{address}") == script.read_bytes()
        finally:
            server.kill()


def answer(server: subprocess.Popen[str], address: str) -> bytes:
    """What the server answers, once it does."""
    for _ in range(240):
        assert server.poll() is None, server.stdout.read()
        try:
            with urllib.request.urlopen(address, timeout=5) as page:  # noqa: S310
                return page.read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise AssertionError(f"no answer from {address}")


def test_the_wheel_carries_its_licences(wheel, tmp_path):
    shutil.unpack_archive(wheel, tmp_path, "zip")
    licences = next(tmp_path.glob("*.dist-info")) / "licenses"
    assert (licences / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert "CC BY 4.0" in (licences / "data" / "LICENCES.md").read_text(encoding="utf-8")
    assert "License-Expression: EUPL-1.2" in (licences.parent / "METADATA").read_text(encoding="utf-8")
