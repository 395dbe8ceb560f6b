"""The roads of a territory in the user's workspace: built once from a file, opened at once afterwards."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo import network as networks
from geo.network import Network
from geo.osm import RawRoads, require_overlap
from geo.paths import workspace_folder
from geo.profile import Profile, load_profile
from geo.routing import PointSet, RoadGraph, RoutingEngine
from geo.snapping import SnapIndex, Snapped, attach, snap, snap_index
from geo.store import hash_of
from geo.territory import Territory

RoadProgress = Callable[[str, float], None]
"""Told the key of the step and the share of the whole that is done, 0 to 1."""

_NETWORK, _ENGINE, _CURRENT = "network.arrow", "engine.bin", "current.json"
_KEY_MIN_DECIMALS = 5


@dataclass(frozen=True, eq=False)
class Roads:
    """The network of a mode, ready to be asked: how long it takes, and where points touch it."""

    network: Network
    engine: RoutingEngine
    index: SnapIndex
    profile: Profile
    built_on: str

    def snapped(self, points: pd.DataFrame) -> Snapped:
        """Attach points (``lon``, ``lat`` in degrees) to the nearest street, within the walk of the profile."""
        return snap(points, self.index, max_walk_m=self.profile.walk_max_m)

    def attached(self, snapped: Snapped) -> PointSet:
        """Return snapped points as the engine takes them."""
        return attach(snapped, self.network, profile=self.profile)


def build_roads(
    territory: Territory,
    raw: RawRoads,
    *,
    mode: str,
    extent: tuple[float, float, float, float],
    progress: RoadProgress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Roads:
    """Build the network of a mode, make it ready, and keep it in the workspace in place of the one before.

    Parameters
    ----------
    raw
        Roads read from a file or from Overpass.
    mode
        ``car``, ``bike`` or ``foot``.
    extent
        West, south, east, north of the territory, in degrees: the roads must touch it.
    progress, cancel
        Told of every step; asked now and then whether to stop.

    Raises
    ------
    BadInputError
        ``roads-elsewhere`` for the file of another country, ``roads-none-usable`` when the mode can use no road.
    CancelledError
        When ``cancel`` answers true; nothing is changed.
    """
    tell = progress or (lambda _step, _share: None)
    profile = load_profile(mode)
    network = networks.build(
        require_overlap(raw, extent),
        profile=profile,
        country=territory.country,
        progress=lambda step, share: tell(step, share * 0.5),
    )
    arcs = network.arcs()
    graph = RoadGraph.from_edges(arcs.tail, arcs.head, arcs.seconds, network.n_nodes)
    engine = RoutingEngine.prepare(
        graph, progress=lambda done, total: tell("prepare", 0.5 + 0.45 * done / max(1, total)), cancel=cancel
    )
    tell("save", 0.96)
    folder = roads_folder(territory, mode)
    version = hash_of([network.about.inputs_hash, profile.fingerprint(), territory.country, _now()])[:16]
    (folder / version).mkdir(parents=True)
    networks.save(network, folder / version / _NETWORK)
    engine.save(folder / version / _ENGINE)
    pointer = folder / (_CURRENT + ".building")
    pointer.write_text(json.dumps({"version": version, "built_on": _now()[:10]}), encoding="utf-8")
    pointer.replace(folder / _CURRENT)
    for old in folder.iterdir():
        if old.is_dir() and old.name != version:
            shutil.rmtree(old, ignore_errors=True)
    tell("done", 1.0)
    return open_roads(territory, mode)


def has_roads(territory: Territory, mode: str) -> bool:
    """Tell whether the workspace holds roads for a mode."""
    return (roads_folder(territory, mode) / _CURRENT).is_file()


def roads_version(territory: Territory, mode: str) -> str:
    """Return what changes when the roads of a mode are built anew; empty when there are none."""
    return str(_current(territory, mode)["version"]) if has_roads(territory, mode) else ""


def open_roads(territory: Territory, mode: str) -> Roads:
    """Open the roads of a mode.

    Raises
    ------
    MissingFileError
        ``network-file-missing`` when none were built.
    BadInputError
        When a file of the workspace is damaged.
    """
    current = _current(territory, mode)
    folder = roads_folder(territory, mode) / str(current["version"])
    network, _ = networks.load(folder / _NETWORK)
    return Roads(
        network=network,
        engine=RoutingEngine.load(folder / _ENGINE),
        index=snap_index(network, metric_crs=territory.metric_crs),
        profile=load_profile(mode),
        built_on=str(current["built_on"]),
    )


def road_times(
    roads: Roads,
    places: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    horizon_min: float,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return travel times from every place to every actor by road, and who could not be attached.

    Parameters
    ----------
    places, actors
        ``place_id`` (or ``actor_id``), ``lon``, ``lat`` in degrees; NaN for an unknown position.
    horizon_min
        Longest time wanted, itself included.

    Returns
    -------
    tuple of pandas.DataFrame
        ``schema.TRAVEL``; and the points left out: ``kind`` (``place`` or ``actor``), ``id``, ``rule``, ``walk_m``.
    """
    located = actors[actors["lon"].notna() & actors["lat"].notna()]
    sides = []
    left_out = []
    for kind, frame in (("place", places), ("actor", located)):
        snapped = roads.snapped(frame)
        sides.append(roads.attached(snapped))
        missed = snapped.left_out
        left_out.append(missed.assign(kind=kind, id=frame.loc[missed.index, f"{kind}_id"]))
    rows, columns, minutes = [], [], []
    for begin, block in roads.engine.matrix_chunks(
        sides[0], sides[1], limit_s=horizon_min * 60, progress=progress, cancel=cancel
    ):
        row, column = np.nonzero(np.isfinite(block))
        rows.append(row + begin)
        columns.append(column)
        minutes.append(np.round(block[row, column].astype(np.float64) / 60, _KEY_MIN_DECIMALS))
    empty = [np.zeros(0, np.int64)]
    table = pd.DataFrame(
        {
            "place_id": places["place_id"].to_numpy()[np.concatenate(rows or empty)],
            "actor_id": located["actor_id"].to_numpy()[np.concatenate(columns or empty)],
            "mode": roads.profile.mode,
            "minutes": np.concatenate(minutes or [np.zeros(0)]),
        }
    )
    return table, pd.concat(left_out, ignore_index=True)[["kind", "id", "rule", "walk_m"]]


def roads_folder(territory: Territory, mode: str) -> Path:
    """Return the folder of the workspace that holds the roads of a mode."""
    return workspace_folder() / "roads" / f"{territory.id}-{mode}"


def _current(territory: Territory, mode: str) -> dict[str, Any]:
    path = roads_folder(territory, mode) / _CURRENT
    if not path.is_file():
        return {"version": "none", "built_on": ""}
    current: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return current


def _now() -> str:
    return datetime.now(UTC).isoformat()
