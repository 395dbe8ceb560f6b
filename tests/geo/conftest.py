import shutil

import pytest

from geo import paths
from geo.workspace.territory import load_territory
from tests.geo.layer_land import write_land


@pytest.fixture(scope="session")
def land_data(tmp_path_factory):
    """A folder of embedded data that holds only the land of ``layer_land``."""
    folder = tmp_path_factory.mktemp("embedded")
    write_land(folder / "territories" / "land")
    actors = folder / "actors"
    actors.mkdir()
    for path in (paths.data_folder() / "actors").glob("*.toml"):
        shutil.copy(path, actors)
    shutil.copy(paths.data_folder() / "actors" / "programme.csv", actors)
    shutil.copytree(paths.data_folder() / "norms", folder / "norms")
    return folder


@pytest.fixture
def land(land_data, monkeypatch):
    """The land as a territory, in the workspace of the run: only read."""
    monkeypatch.setenv("MAILLAGE_DATA", str(land_data))
    return load_territory("land")


@pytest.fixture
def own_land(land, tmp_path, monkeypatch):
    """The land as a territory, in a workspace that the test may change."""
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))
    return land
