"""The skeleton of a territory in the user's workspace: built once, opened at once as long as nothing changed."""

import threading
import zipfile
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from geo.files.atomic import atomic_path
from geo.paths import workspace_folder
from geo.travel.main_roads.profile import corridors_path, load_profile, profile_path, read_corridors
from geo.travel.main_roads.ways import SkeletonArrays
from geo.workspace.store import hash_of
from geo.workspace.territory import Territory

FORMAT = 1
_BUILDING = threading.Lock()
_ARRAYS = ("lon", "lat", "dense", "minutes")


def has_main_roads(territory: Territory, mode: str) -> bool:
    """Tell whether the main roads of a territory are known for a mode."""
    return mode == "car" and corridors_path(territory).is_file()


def skeleton_path(territory: Territory) -> Path:
    """Return the file of the workspace that holds the skeleton of a territory."""
    return workspace_folder() / "skeletons" / f"{territory.id}-car.npz"


def open_skeleton(territory: Territory) -> SkeletonArrays:
    """Return the skeleton of a territory, building it first where it is absent, damaged or older than its inputs.

    Raises
    ------
    BadInputError
        ``corridors-file``, ``main-roads-file``.
    FileError
        When the disk refuses.
    """
    places = territory.folder / "places.parquet"
    inputs = hash_of([FORMAT, profile_path(), corridors_path(territory), places])
    path = skeleton_path(territory)
    kept = _read(path, inputs)
    if kept is None:
        with _BUILDING:
            _read.cache_clear()
            if _read(path, inputs) is None:  # another thread built it meanwhile
                _build(territory, places, path, inputs)
                _read.cache_clear()
        kept = _read(path, inputs)
    assert kept is not None  # noqa: S101 - written just above
    return kept


def _build(territory: Territory, places: Path, path: Path, inputs: str) -> None:
    table = pq.read_table(places, columns=["place_id", "lon", "lat", "population"]).to_pandas()
    corridors = read_corridors(corridors_path(territory), table["place_id"])
    # Imported only when there is something to build: it brings the search of shortest ways.
    graph = import_module("geo.travel.main_roads.graph")
    built = graph.build_skeleton(table, corridors, load_profile())
    with atomic_path(path) as temporary, temporary.open("wb") as file:
        np.savez(file, inputs=np.array(inputs), **{name: getattr(built, name) for name in _ARRAYS})


@lru_cache(maxsize=4)
def _read(path: Path, inputs: str) -> SkeletonArrays | None:
    """Return what a file holds; None when it is absent, damaged, or made from other inputs."""
    try:
        # Opened here, so that it is closed even where it turns out to be damaged.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if str(arrays["inputs"]) != inputs:
                return None
            lon, lat, dense, minutes = (arrays[name] for name in _ARRAYS)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return SkeletonArrays(lon, lat, dense, minutes)
