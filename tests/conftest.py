import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real public data that developers keep beside the project; absent on a user's machine."""
    folder = Path(os.environ.get("MAILLAGE_SHARED", PROJECT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("real data folder not found beside the project (set MAILLAGE_SHARED to use one)")
    return folder


@pytest.fixture(autouse=True)
def _own_workspace(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path_factory.mktemp("workspace")))
