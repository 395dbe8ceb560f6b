"""What a territory needs of a road file: its own roads, a margin around them, and the law that holds on each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyproj
import shapely

from geo.errors import BadInputError
from geo.roads.osm import (
    DegreeGrid,
    RawRoads,
    clipped,
    degree_grid,
    read_graphml,
    read_osm_xml,
    read_pbf,
    require_overlap,
)
from geo.roads.osm.pbf import Progress
from geo.roads.profile import LAW, load_limits, load_profile, passages
from geo.territories.surroundings import kept_divisions
from geo.workspace.territory import Territory

LEAST_MARGIN_KM, MOST_MARGIN_KM = 2.0, 500.0
MOSTLY = 0.9
"""From this share of a territory, the law of a region holds in all of it: the lines between regions are approximate."""
_CORNER_SHARE = 0.75
_KM = 1000.0


@dataclass(frozen=True)
class NeededMargin:
    """How far around a territory roads are needed: ``km`` is half of what is driven in ``within_min`` at ``kph``."""

    km: float
    within_min: float
    kph: float


def needed_margin(territory: Territory, mode: str) -> NeededMargin:
    """Return the margin outside of which no trip of the territory passes.

    A trip between two points that takes ``within_min``, the longest threshold of the territory, at the fastest speed of
    the mode, is never farther from the nearer of its ends than half of its length.
    """
    profile, limits = load_profile(mode), load_limits()
    written = str(limits.legal_kph(territory.country, "motorway"))
    kinds = [{"highway": name, "maxspeed": written} for name in profile.class_kph]
    passage = passages(kinds, profile=profile, limits=limits, country=territory.country)
    kph = float(np.nanmax(passage["forward_kph"]))
    within_min = float(max(territory.thresholds_min))
    km = max(LEAST_MARGIN_KM, kph * within_min / 60 / 2)
    return NeededMargin(float(np.ceil(km)), within_min, kph)


def read_needed(
    territory: Territory,
    paths: Sequence[Path],
    whole: shapely.Geometry,
    actors: pd.DataFrame,
    *,
    mode: str,
    form: str,
    margin_km: float | None = None,
    progress: Progress | None = None,
) -> RawRoads:
    """Read what a territory needs of one file of roads, or of several PBF extracts together.

    Parameters
    ----------
    paths, form
        Files, all of one form: ``pbf``, ``osm`` (XML) or ``graphml``.
    whole, actors
        As :func:`needed_part` takes them.
    mode
        ``car``, ``bike`` or ``foot``.
    margin_km
        How far around; what :func:`needed_margin` says when None.
    progress
        Told of every step of a PBF; it may raise to stop.

    Raises
    ------
    BadInputError
        ``roads-one-of-these`` for several files that are not PBF; ``bad-margin``; those of the readers.
    """
    if len(paths) > 1 and form != "pbf":
        raise BadInputError("roads-one-of-these", file=paths[0].name)
    km = needed_margin(territory, mode).km if margin_km is None else margin_km
    within = needed_part(territory, whole, actors, margin_km=km)
    if form == "pbf":
        raw = read_pbf(*paths, within=within, progress=progress)
    else:
        read = read_graphml if form == "graphml" else read_osm_xml
        raw = clipped(require_overlap(read(paths[0]), within.extent), within)
    raw = replace(raw, margin_km=km, fingerprint=f"{raw.fingerprint}:{km:g}")
    return with_laws(raw, territory, whole)


def needed_part(territory: Territory, whole: shapely.Geometry, actors: pd.DataFrame, *, margin_km: float) -> DegreeGrid:
    """Return the squares of degrees whose roads are needed.

    Parameters
    ----------
    territory
        The territory.
    whole
        Its outline, in degrees.
    actors
        ``lon``, ``lat``: those across the border count as the territory does, as far as the longest threshold leads.
    margin_km
        How far around: what :func:`needed_margin` says, or another choice.

    Raises
    ------
    BadInputError
        ``bad-margin`` for a margin below zero, or of more than 500 km.
    """
    if not 0 <= margin_km <= MOST_MARGIN_KM:
        raise BadInputError("bad-margin", km=margin_km, most=MOST_MARGIN_KM)
    project = pyproj.Transformer.from_crs("EPSG:4326", territory.metric_crs, always_xy=True).transform
    ground = shapely.transform(whole, lambda points: np.column_stack(project(*points.T)))
    shapely.prepare(ground)
    located = actors[actors["lon"].notna() & actors["lat"].notna()]
    points = shapely.points(*project(located["lon"].to_numpy(np.float64), located["lat"].to_numpy(np.float64)))
    # Two ends of a trip are at most twice the margin apart: a service farther than that is in nobody's reach.
    across = points[shapely.dwithin(points, ground, 2 * margin_km * _KM) & ~shapely.contains(ground, points)]
    parts = [
        shapely.buffer(part.simplify(_KM / 4), margin_km * _KM + _KM * _CORNER_SHARE) for part in (ground, *across)
    ]
    back = pyproj.Transformer.from_crs(territory.metric_crs, "EPSG:4326", always_xy=True).transform
    needed = shapely.transform(shapely.union_all(parts), lambda metres: np.column_stack(back(*metres.T)))
    return degree_grid([needed], extent=needed.bounds)


def with_laws(raw: RawRoads, territory: Territory, whole: shapely.Geometry) -> RawRoads:
    """Return the roads, those under another law than that of the territory's country saying so (:data:`LAW`).

    Inside the territory its own country's law holds, or that of its region; outside, that of the division around; where
    no division is known, that of the country.
    """
    home = territory.country
    west, south, east, north = raw.extent
    divisions = kept_divisions()
    divisions = divisions[divisions.intersects(shapely.box(west, south, east, north))]
    if divisions.empty:
        return raw
    laws = sorted(set(divisions["law"]) - {"-99", "EH", home})
    parts = [shapely.union_all(divisions.geometry[divisions["law"] == law].to_numpy()) for law in laws]
    grid = degree_grid(parts, extent=raw.extent)
    inside = degree_grid([whole], extent=raw.extent).codes > 0
    at_home = np.array([False, *(law.partition("-")[0] == home for law in laws)])
    own = np.bincount(grid.codes[inside], minlength=len(laws) + 1)
    main = int(own.argmax())
    codes = np.where(inside & ~at_home[grid.codes], np.int8(0), grid.codes)
    if at_home[main] and own[main] >= MOSTLY * own.sum():
        codes[inside] = main
    law = replace(grid, codes=codes).at(
        raw.nodes["lon"].to_numpy()[raw.segments["tail"]], raw.nodes["lat"].to_numpy()[raw.segments["tail"]]
    )
    both = raw.segments["kind"].to_numpy().astype(np.int64) * (len(laws) + 1) + law
    found, kind = np.unique(both, return_inverse=True)
    kinds = tuple(
        dict(raw.way_kinds[one // (len(laws) + 1)]) | ({LAW: laws[at - 1]} if (at := one % (len(laws) + 1)) else {})
        for one in found.tolist()
    )
    return replace(raw, segments=raw.segments.assign(kind=kind.astype(np.int32)), way_kinds=kinds)
