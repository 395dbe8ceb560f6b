"""Approximate boundaries drawn as soft lines: each line that two zones share is bent once, so that they still touch.

A zone whose limits are only known nearly must not look surveyed, nor like a puzzle of straight cuts. What is official
keeps its own line.
"""

from collections import defaultdict
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo.schema import FloatArray

_ON_DEGREES = 1e-5
_STEPS = 7
_LIGHT_DEGREES = 0.0009
_COARSE_DEGREES = 0.006
"""A line whose points are farther apart than this, on average, is made of straight cuts."""
_TURNS, _MOST = 6, 0.5
_Lines = npt.NDArray[np.object_]


@dataclass(frozen=True)
class _End:
    """One end of a line at a node: the line, whether it is its first point, and the direction in which it leaves."""

    line: int
    first: bool
    leaving: FloatArray


def smooth_shapes(zones: gpd.GeoDataFrame, *, smallest: str) -> gpd.GeoDataFrame:
    """Return the zones, approximate boundaries bent; neighbours keep touching without gap nor overlap.

    Parameters
    ----------
    zones
        ``schema.ZONE`` of every level, EPSG:4326.
    smallest
        The level whose zones make up all the others.

    Returns
    -------
    geopandas.GeoDataFrame
        The same rows. Zones of the larger levels are the sum of the smallest ones inside them. What cannot be bent
        without crossing another line stays as it was.
    """
    low = zones[zones["level"] == smallest]
    official = zones[zones["geometry_quality"] == "official"]
    if low.empty or (low["geometry_quality"] == "official").all():
        return zones
    fixed = shapely.union_all(shapely.boundary(official.geometry.to_numpy()))
    light = shapely.coverage_simplify(low.geometry.to_numpy(), tolerance=_LIGHT_DEGREES)
    light = np.where(shapely.is_empty(light), low.geometry.to_numpy(), light)
    bent = dict(zip(low["zone_id"], bend(light, fixed), strict=True))
    parents = zones.set_index("zone_id")["parent_id"].to_dict()
    inside: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for zone, geometry in bent.items():
        above: object = zone
        while isinstance(above, str) and above:
            inside[above].append(geometry)
            above = parents.get(above)
    shapes = [
        shapely.coverage_union_all(inside[zone]) if zone in inside else geometry
        for zone, geometry in zip(zones["zone_id"], zones.geometry, strict=True)
    ]
    return zones.set_geometry(gpd.GeoSeries(shapes, index=zones.index, crs=zones.crs))


def bend(polygons: _Lines, fixed: shapely.Geometry) -> _Lines:
    """Return polygons whose shared lines are bent, but for those that lie on ``fixed``; a coverage stays one."""
    noded = shapely.union_all(shapely.boundary(polygons))
    lines = shapely.get_parts(shapely.line_merge(noded))
    kept = _lies_on(lines, fixed)
    shrink = float(np.cos(np.radians(shapely.total_bounds(polygons)[[1, 3]].mean())))
    curves = _curves(lines, kept, shrink)
    for _ in range(_TURNS):
        made = _assembled(curves, polygons)
        if made is not None:
            return made
        crossing = _crossing(curves) & ~kept
        # Where no crossing is seen, what was cut is unknown: everything goes back.
        kept |= crossing if crossing.any() else True
        curves = np.where(kept, lines, curves)
    return polygons


def _lies_on(lines: _Lines, fixed: shapely.Geometry) -> npt.NDArray[np.bool_]:
    if fixed.is_empty:
        return np.zeros(len(lines), dtype=bool)
    parts = shapely.get_parts(fixed)
    tree = shapely.STRtree(parts)
    points, line = shapely.get_coordinates(lines, return_index=True)
    spots = shapely.points(points)
    near = np.zeros(len(spots), dtype=bool)
    near[np.unique(tree.query(spots, predicate="dwithin", distance=_ON_DEGREES)[0])] = True
    off = np.bincount(line, weights=~near, minlength=len(lines))
    return np.asarray(off == 0)


def _curves(lines: _Lines, kept: npt.NDArray[np.bool_], shrink: float) -> _Lines:
    scale = np.array([shrink, 1.0])
    points = [shapely.get_coordinates(line) * scale for line in lines]
    tangents: dict[tuple[int, bool], FloatArray] = {}
    for ends in _nodes(points).values():
        for one, direction in _through(ends, kept):
            tangents[one.line, one.first] = direction
    curves = np.empty(len(lines), dtype=object)
    for at, line in enumerate(lines):
        if kept[at] or line.length < _COARSE_DEGREES * (len(points[at]) - 1):
            # Official, or already as winding as land is.
            curves[at] = shapely.simplify(line, _LIGHT_DEGREES)
            continue
        curve = _curve(points[at], tangents.get((at, True)), tangents.get((at, False))) / scale
        # Its ends to the last bit: they are those of its neighbours.
        curve[[0, -1]] = shapely.get_coordinates(line)[[0, -1]]
        curves[at] = shapely.simplify(shapely.LineString(curve), _LIGHT_DEGREES / 2)
    return curves


def _nodes(points: list[FloatArray]) -> dict[tuple[float, float], list[_End]]:
    nodes: dict[tuple[float, float], list[_End]] = defaultdict(list)
    for at, line in enumerate(points):
        if (line[0] == line[-1]).all():
            continue
        nodes[tuple(line[0])].append(_End(at, first=True, leaving=_unit(line[1] - line[0])))
        nodes[tuple(line[-1])].append(_End(at, first=False, leaving=_unit(line[-2] - line[-1])))
    return nodes


def _through(ends: list[_End], kept: npt.NDArray[np.bool_]) -> list[tuple[_End, FloatArray]]:
    """Return how lines leave a node: the two that are the most opposite go through it without an angle."""
    if any(kept[end.line] for end in ends) or len(ends) < 2:
        return []
    pairs = [(one, other) for at, one in enumerate(ends) for other in ends[at + 1 :] if one.line != other.line]
    if not pairs:
        return []
    one, other = min(pairs, key=lambda pair: float(pair[0].leaving @ pair[1].leaving))
    along = _unit(one.leaving - other.leaving)
    return [(one, along), (other, -along)]


def _curve(points: FloatArray, start: FloatArray | None, end: FloatArray | None) -> FloatArray:
    """Return a curve through points; ``start`` and ``end`` are the directions in which it leaves its two ends."""
    closed = bool((points[0] == points[-1]).all())
    before, after = points[:-1], points[1:]
    ahead = np.empty_like(points)
    ahead[1:-1] = _units(points[2:] - points[:-2])
    if closed:
        ahead[0] = ahead[-1] = _unit(points[1] - points[-2])
    else:
        ahead[0] = _unit(points[1] - points[0]) if start is None else start
        ahead[-1] = _unit(points[-1] - points[-2]) if end is None else -end
    length = np.hypot(*(after - before).T)[:, None, None]
    share = np.linspace(0, 1, _STEPS, endpoint=False)[None, :, None]
    square, cube = share**2, share**3
    drawn = (
        (2 * cube - 3 * square + 1) * before[:, None]
        + (cube - 2 * square + share) * length * ahead[:-1, None]
        + (3 * square - 2 * cube) * after[:, None]
        + (cube - square) * length * ahead[1:, None]
    )
    return np.concatenate([drawn.reshape(-1, 2), points[-1:]])


def _assembled(curves: _Lines, polygons: _Lines) -> _Lines | None:
    """Return the polygons that bent lines enclose, in the order of the former ones; None where lines cross."""
    if _crossing(curves).any():
        return None
    faces = shapely.get_parts(shapely.polygonize(curves))
    owner = _owners(faces, polygons)
    made = np.empty(len(polygons), dtype=object)
    for zone in np.unique(owner[owner >= 0]):
        made[zone] = shapely.coverage_union_all(faces[owner == zone])
    return made if all(one is not None for one in made) else None


def _owners(faces: _Lines, polygons: _Lines) -> npt.NDArray[np.int64]:
    """Return which polygon each face stands for, -1 for a hole between them."""
    tree = shapely.STRtree(polygons)
    owner = np.full(len(faces), -1)
    at, zone = tree.query(shapely.point_on_surface(faces), predicate="within")
    owner[at] = zone
    size = np.bincount(owner[owner >= 0], weights=shapely.area(faces[owner >= 0]), minlength=len(polygons))
    changed = np.abs(size / shapely.area(polygons) - 1) > _MOST
    # One point of a face may have passed a line that was bent: where sizes do not match, what it covers most tells.
    doubtful = np.flatnonzero((owner < 0) | changed[owner])
    beside = np.unique(tree.query(faces[doubtful], predicate="intersects")[1])
    doubtful = np.union1d(doubtful, np.flatnonzero(np.isin(owner, beside[changed[beside]])))
    face, zone = tree.query(faces[doubtful], predicate="intersects")
    shared = shapely.area(shapely.intersection(faces[doubtful[face]], polygons[zone])) / shapely.area(
        faces[doubtful[face]]
    )
    owner[doubtful] = -1
    for which in np.argsort(shared, kind="stable"):
        if shared[which] > _MOST:
            owner[doubtful[face[which]]] = zone[which]
    return owner


def _crossing(curves: _Lines) -> npt.NDArray[np.bool_]:
    """Return which lines touch another elsewhere than at an end of both, or themselves."""
    bad = ~shapely.is_simple(curves)
    one, other = shapely.STRtree(curves).query(curves, predicate="intersects")
    apart = one < other
    one, other = one[apart], other[apart]
    shared = shapely.intersection(curves[one], curves[other])
    first, last = shapely.get_point(curves, 0), shapely.get_point(curves, -1)
    ends = shapely.union(first, last)
    outside = ~shapely.is_empty(shapely.difference(shared, shapely.intersection(ends[one], ends[other])))
    bad[one[outside]] = True
    bad[other[outside]] = True
    return np.asarray(bad)


def _unit(vector: FloatArray) -> FloatArray:
    return np.asarray(vector / max(float(np.hypot(*vector)), 1e-12))


def _units(vectors: FloatArray) -> FloatArray:
    return np.asarray(vectors / np.maximum(np.hypot(*vectors.T), 1e-12)[:, None])
