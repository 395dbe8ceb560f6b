"""The roads of a territory in the user's workspace: built once from a file, opened at once afterwards."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.errors import BadInputError, MissingFileError
from geo.files.atomic import atomic_path, remove_whole, write_atomic
from geo.paths import workspace_folder
from geo.roads import network as networks
from geo.roads.covered_area import CoveredArea, area_arrays, area_of, area_of_streets, covered_area
from geo.roads.main_streets import drawn_rivers
from geo.roads.network import Network
from geo.roads.osm import RawRoads, require_overlap
from geo.roads.profile import Profile, load_limits, load_profile
from geo.roads.snapping import SnapIndex, Snapped, arrays_of, attach, index_of, snap, snap_index
from geo.routing import PointSet, RoadGraph, RoutingEngine
from geo.schema import BoolArray
from geo.workspace.rights import OWNER, Person, require
from geo.workspace.store import hash_of
from geo.workspace.territory import Territory

RoadProgress = Callable[[str, float], None]
"""Told the key of the step and the share of the whole that is done, 0 to 1."""

Covered = Callable[[pd.DataFrame], BoolArray]
"""Tells which points (``lon``, ``lat`` in degrees) roads cover."""

MOST_OPEN = 4
"""Networks kept open at once: their arrays are mapped from their files, so that memory holds only what is used."""

_NETWORK, _ENGINE, _CURRENT = "network.arrow", "engine.bin", "current.json"
_RIVERS = "map.rivers"


@dataclass(frozen=True, eq=False)
class Roads:
    """The network of a mode, ready to be asked: how long it takes, and where points touch it.

    ``area`` is what its file covers: outside, it knows nothing. ``speeds`` are those that the user changed, in km/h by
    class of road (``limit_share``: a ratio); empty for those of the profile. ``rivers`` are lines for maps (EPSG:4326).
    """

    network: Network
    engine: RoutingEngine
    index: SnapIndex
    area: CoveredArea
    profile: Profile
    built_on: str
    speeds: Mapping[str, float] = field(default_factory=dict)
    rivers: shapely.Geometry = field(default_factory=shapely.MultiLineString)
    kept_in: tuple[Path, str, str, str] | None = None

    def __reduce__(self) -> Any:  # noqa: ANN401 - what pickle takes
        """Send only where these roads are kept: whoever receives them sees the same workspace."""
        return (_opened, self.kept_in) if self.kept_in is not None else super().__reduce__()

    @cached_property
    def fastest_kph(self) -> float:
        """The highest speed of any street, in km/h: nobody is anywhere sooner."""
        edges = self.network.edges
        told = [edges[f"{way}_kph"].max() for way in ("forward", "backward")]
        return float(np.nanmax([0.0, *told]))

    @property
    def source(self) -> str:
        """Where the roads come from, and the speeds that were changed."""
        changed = ", ".join(f"{name} = {value:g}" for name, value in self.speeds.items())
        return f"{self.network.about.source} ({changed})" if changed else self.network.about.source

    def snapped(self, points: pd.DataFrame) -> Snapped:
        """Attach points (``lon``, ``lat`` in degrees) to the nearest street, within the longest walk of the profile.

        Outside of what the file covers, within the usual walk only.
        """
        found = snap(points, self.index, max_walk_m=self.profile.walk_max_m)
        # Beyond what the file covers, a street far away is only the last one that it holds.
        far = (found.table["walk_m"].to_numpy() > self.profile.walk_usual_m) & found.attached
        return found.without(far & ~self.area.holds(points)) if far.any() else found

    def covers(self, points: pd.DataFrame) -> BoolArray:
        """Return which points the file speaks of: attached to a street, or inside what it covers."""
        return self.snapped(points).attached | self.area.holds(points)

    def attached(self, snapped: Snapped) -> PointSet:
        """Return snapped points as the engine takes them."""
        return attach(snapped, self.network, profile=self.profile)


def build_roads(
    territory: Territory,
    raw: RawRoads,
    *,
    mode: str,
    extent: tuple[float, float, float, float],
    accept: Callable[[Covered], None] | None = None,
    progress: RoadProgress | None = None,
    cancel: Callable[[], bool] | None = None,
    person: Person = OWNER,
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
    accept
        Given what tells which points (``lon``, ``lat``) the roads cover, before the long work; it may raise to stop.
    progress, cancel
        Told of every step; asked now and then whether to stop.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``roads-elsewhere`` for the file of another country, ``roads-none-usable`` when the mode can use no road.
    CancelledError
        When ``cancel`` answers true; nothing is changed.
    """
    require(person, "write")
    tell = progress or (lambda _step, _share: None)
    network = networks.build(
        require_overlap(raw, extent),
        profile=load_profile(mode),
        country=territory.country,
        progress=lambda step, share: tell(step, share * 0.5),
    )
    index = snap_index(network, metric_crs=territory.metric_crs)
    area = covered_area(raw, network, metric_crs=territory.metric_crs, extent=extent)
    if accept is not None:
        walk_m = load_profile(mode).walk_usual_m
        accept(lambda points: snap(points, index, max_walk_m=walk_m).attached | area.holds(points))
    engine = RoutingEngine.prepare(
        _graph(network), progress=lambda done, total: tell("prepare", 0.5 + 0.45 * done / max(1, total)), cancel=cancel
    )
    tell("save", 0.96)
    _keep(territory, network, engine, index, area, speeds={}, rivers=drawn_rivers(raw.rivers, extent))
    tell("done", 1.0)
    return open_roads(territory, mode)


def retime_roads(
    territory: Territory,
    *,
    mode: str,
    class_kph: Mapping[str, float] | None = None,
    limit_share: float | None = None,
    cancel: Callable[[], bool] | None = None,
    person: Person = OWNER,
) -> Roads:
    """Give the roads of a mode other speeds than its profile, or those of its profile again.

    Neither the file nor the order of the nodes is needed again: only the times of the shortcuts are computed anew.

    Parameters
    ----------
    class_kph
        Speeds in km/h by class of road; the classes that are not named keep the speed of the profile.
    limit_share
        Part of the written limit at which one drives; that of the profile by default.
    cancel
        Asked now and then whether to stop; nothing is changed then.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    MissingFileError
        ``network-file-missing`` when no roads were built.
    NotFoundError, BadInputError
        ``unknown-road-class``, ``bad-speed``.
    """
    require(person, "write")
    speeds = dict(class_kph or {})
    if limit_share is not None:
        speeds[_LIMIT_SHARE] = limit_share
    profile = _profile(mode, speeds)
    before = open_roads(territory, mode)
    network = networks.retimed(before.network, profile=profile, limits=load_limits())
    network = replace(network, about=replace(network.about, profile_hash=profile.fingerprint()))
    engine = before.engine.recustomise(network.arcs().seconds, cancel=cancel)
    _keep(territory, network, engine, before.index, before.area, speeds=speeds, rivers=before.rivers)
    return open_roads(territory, mode)


def has_roads(territory: Territory, mode: str) -> bool:
    """Tell whether the workspace holds roads for a mode."""
    return (roads_folder(territory, mode) / _CURRENT).is_file()


def open_roads(territory: Territory, mode: str) -> Roads:
    """Open the roads of a mode; the last ones opened stay open, until they are built anew.

    Raises
    ------
    MissingFileError
        ``network-file-missing`` when none were built.
    BadInputError
        ``roads-kept-damaged``, ``network-file-unreadable``, ``damaged-routing-file``… when a file of the
        workspace is not as it was written.
    """
    current = _current(territory, mode)
    folder = roads_folder(territory, mode) / current["version"]
    if not folder.is_dir():
        raise MissingFileError("network-file-missing", file=_NETWORK)
    return _opened(folder, mode, territory.metric_crs, json.dumps(current))


def remove_roads(territory: Territory, mode: str, *, person: Person = OWNER) -> None:
    """Forget the roads of a mode, all of them at once.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    MissingFileError
        ``network-file-missing`` when none were built.
    FileError
        When the disk refuses; the roads stay.
    """
    require(person, "write")
    folder = roads_folder(territory, mode)
    if not has_roads(territory, mode):
        raise MissingFileError("network-file-missing", file=_NETWORK)
    remove_whole(folder)
    _opened.cache_clear()


def roads_folder(territory: Territory, mode: str) -> Path:
    """Return the folder of the workspace that holds the roads of a mode."""
    return workspace_folder() / "roads" / f"{territory.id}-{mode}"


_LIMIT_SHARE = "limit_share"


@lru_cache(maxsize=MOST_OPEN)
def _opened(folder: Path, mode: str, metric_crs: str, current: str) -> Roads:
    about = json.loads(current)
    network, arrays = networks.load(folder / _NETWORK)
    engine = RoutingEngine.load(folder / _ENGINE)
    if engine.graph.n_nodes != len(network.nodes):
        raise BadInputError("roads-kept-damaged", file=str(folder))
    speeds, index = about["speeds"], index_of(arrays, metric_crs=metric_crs)
    area = area_of(arrays, metric_crs=metric_crs) if index else None
    index = index or snap_index(network, metric_crs=metric_crs)
    return Roads(
        network=network,
        engine=engine,
        index=index,
        area=area or area_of_streets(index),
        profile=_profile(mode, speeds),
        built_on=about["built_on"],
        speeds=speeds,
        rivers=shapely.from_wkb(arrays[_RIVERS].tobytes()) if _RIVERS in arrays else shapely.MultiLineString(),
        kept_in=(folder, mode, metric_crs, current),
    )


def _keep(
    territory: Territory,
    network: Network,
    engine: RoutingEngine,
    index: SnapIndex,
    area: CoveredArea,
    *,
    speeds: Mapping[str, float],
    rivers: shapely.Geometry,
) -> None:
    """Write everything to a folder of its own, then point to it: nobody ever opens half a network."""
    about, now = network.about, datetime.now(UTC).isoformat()
    folder = roads_folder(territory, about.mode)
    version = hash_of([about.inputs_hash, about.profile_hash, territory.country, now])[:16]
    told = {"version": version, "built_on": now[:10], "speeds": dict(speeds)}
    drawn = np.frombuffer(shapely.to_wkb(rivers), np.uint8)
    arrays = arrays_of(index) | area_arrays(area) | {_RIVERS: drawn}
    try:
        networks.save(network, folder / version / _NETWORK, arrays=arrays)
        with atomic_path(folder / version / _ENGINE) as part:
            engine.save(part)
        write_atomic(folder / _CURRENT, json.dumps(told))
    except BaseException:
        shutil.rmtree(folder / version, ignore_errors=True)
        raise
    _opened.cache_clear()
    for old in folder.iterdir():
        if old.is_dir() and old.name != version:
            shutil.rmtree(old, ignore_errors=True)


def _graph(network: Network) -> RoadGraph:
    arcs = network.arcs()
    return RoadGraph.from_edges(arcs.tail, arcs.head, arcs.seconds, network.n_nodes)


def _profile(mode: str, speeds: Mapping[str, float]) -> Profile:
    by_class = {name: kph for name, kph in speeds.items() if name != _LIMIT_SHARE}
    return load_profile(mode).with_speeds(by_class, limit_share=speeds.get(_LIMIT_SHARE))


def _current(territory: Territory, mode: str) -> dict[str, Any]:
    path = roads_folder(territory, mode) / _CURRENT
    if not path.is_file():
        return {"version": "none", "built_on": "", "speeds": {}}
    try:
        current = json.loads(path.read_bytes())
        version, speeds = current["version"], current.get("speeds", {})
        if not re.fullmatch("[0-9a-f]{16}", version):
            raise BadInputError("roads-kept-damaged", file=str(path))
        kph = {str(name): float(value) for name, value in speeds.items()}
        return {"version": version, "built_on": str(current["built_on"]), "speeds": kph}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInputError("roads-kept-damaged", file=str(path)) from error
