import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

# How long an example takes depends on what the machine does beside: it is never a failure.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

PROJECT = Path(__file__).resolve().parent.parent


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
        yield


@pytest.fixture
def own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace that the test may change."""
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))


@pytest.fixture
def tree() -> pd.DataFrame:
    """Three communes: a and b in province P, c in province Q, all in region R; as ``ancestors``."""
    level = {"R": "region", "P": "province", "Q": "province", "a": "commune", "b": "commune", "c": "commune"}
    lines = {"a": "aPR", "b": "bPR", "c": "cQR", "P": "PR", "Q": "QR", "R": "R"}
    rows = [(zone, above, level[above]) for zone, chain in lines.items() for above in chain]
    return pd.DataFrame(rows, columns=["zone_id", "ancestor_id", "ancestor_level"])
