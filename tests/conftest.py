import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from geo.paths import workspace_folder
from geo.workspace import build
from geo.workspace.data import hash_of_inputs
from geo.workspace.territory import Territory
from tests.browsers import CHROMIUM, FLAGS
from tests.compile_once import compile_once
from tests.read_once import COPIED, WORKSPACES, state
from tests.tries import tries

# How long an example takes depends on what the machine does beside: it is never a failure.
settings.register_profile("any machine", tries(100), deadline=None)
settings.load_profile("any machine")

PROJECT = Path(__file__).resolve().parent.parent

# Programs that tests start keep what they compile: each would compile every module again, four seconds for one.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests of browsers, servers and killed programs mostly wait."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


class _TogetherByWhatTheyShare(LoadFileScheduling):
    """Tests of a file go to one process; those of dossiers too, whose answers take longest and are shared."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "dossiers" if "/dossier/" in file else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    return _TogetherByWhatTheyShare(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that hold slow tests, then with those of many, so that none is left to run alone at the end.

    A browser on a busy machine may miss a moment that a person would wait for: its tests are tried a second time, and
    the summary says which were.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    slow = {item.path for item in items for name in ("slow", "browser") if item.get_closest_marker(name)}
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path not in slow, -tests[item.path], str(item.path)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real public data that developers keep beside the project; absent on a user's machine."""
    folder = Path(os.environ.get("MAILLAGE_SHARED", PROJECT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("real data folder not found beside the project (set MAILLAGE_SHARED to use one)")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _workspace_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One workspace for the whole run, never the user's: built once, and only read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILLAGE_WORKSPACE", str(tmp_path_factory.mktemp("workspace")))
        WORKSPACES.add(workspace_folder())
        yield


@pytest.fixture(scope="session")
def of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of the run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session", autouse=True)
def _kernels_compiled_once(of_the_run: Path) -> Iterator[None]:
    locks = of_the_run / "kernels"
    locks.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        compile_once(patch, locks)
        yield


@pytest.fixture(scope="session", autouse=True)
def _databases_built_once(of_the_run: Path) -> Iterator[None]:
    """A new database is a copy of one that the run, in any of its processes, has built from the same files."""
    kept = of_the_run / "built-databases"
    kept.mkdir(exist_ok=True)
    really_build = build.build_database

    def build_or_copy(territory: Territory, path: Path, *, inputs_hash: str, moment: datetime, **more: Any) -> None:
        def built(to: Path) -> None:
            really_build(territory, to, inputs_hash=inputs_hash, moment=moment, **more)

        # Nothing to carry over, and the files that are there: the same tables whoever builds, within the hour.
        if path.exists() or more.get("kept") is not None or inputs_hash != hash_of_inputs(territory):
            return built(path)
        model = kept / f"{territory.id}-{inputs_hash}-{moment:%Y%m%d%H}.duckdb"
        if not model.exists():
            built(path)
            beside = model.with_suffix(f".{os.getpid()}")
            shutil.copyfile(path, beside)
            beside.replace(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(model, path)
        COPIED.add(state(path))
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "build_database", build_or_copy)
        yield


@pytest.fixture
def own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace that the test may change."""
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as session:
        opened = session.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()
