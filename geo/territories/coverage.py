"""Polygons that fit together: cells around points inside given outlines, cut and rounded without gap or overlap."""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

GRID = 1e-6
"""Precision of the stored coordinates, in degrees (about 10 cm)."""
METRIC_GRID = 0.01
"""Precision of the cuts before they are stored, in metres."""


def faces(lines: Iterable[shapely.Geometry]) -> np.ndarray:
    """Return the polygons that a set of lines encloses, noded on the grid of ``GRID`` degrees.

    Neighbours share their vertices exactly, so that unions of faces leave neither gap nor overlap.
    """
    noded = shapely.union_all(list(lines), grid_size=GRID)
    parts: np.ndarray = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    return parts


def cell_edges(points: gpd.GeoSeries, outline: shapely.Geometry) -> shapely.Geometry:
    """Return the borders of the Voronoi cells of ``points`` that fall inside ``outline`` (same metric CRS)."""
    if len(points) < 2:
        return shapely.MultiLineString()
    edges = shapely.voronoi_polygons(shapely.MultiPoint(list(points)), extend_to=outline, only_edges=True)
    return shapely.intersection(edges, outline)


def cells(outlines: gpd.GeoSeries, seeds: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Cut each outline into the Voronoi cells of its seeds, then join the cells of one zone.

    Parameters
    ----------
    outlines
        Polygons that tile a territory, in a metric CRS; the index names them.
    seeds
        Points in the same CRS, columns ``outline`` (which one the seed cuts) and ``zone_id``. A zone may have seeds in
        several outlines; an outline whose seeds are all of one zone is not cut.

    Returns
    -------
    Columns ``zone_id``, ``geometry`` (EPSG:4326, on the grid), sorted by ``zone_id``.
    """
    lines = list(outlines.boundary)
    for name, group in seeds.groupby("outline", sort=True):
        if len(set(group["zone_id"])) > 1:
            lines.append(cell_edges(group.geometry, outlines[name]))
    # noded before the change of CRS: a cut that ends on the side of an outline still ends there afterwards
    noded = gpd.GeoSeries([shapely.union_all(lines, grid_size=METRIC_GRID)], crs=outlines.crs)
    pieces = gpd.GeoSeries(faces(noded.to_crs(4326)), crs=4326)
    inside = gpd.GeoSeries(pieces.representative_point(), crs=4326).to_crs(outlines.crs)
    zone_ids = np.full(len(pieces), None, dtype=object)
    tree = shapely.STRtree(outlines.to_numpy())
    piece, outline = tree.query(inside.to_numpy(), predicate="within")
    for position, name in enumerate(outlines.index):
        mine = piece[outline == position]
        group = seeds[seeds["outline"] == name]
        if len(mine) and len(group):
            nearest = shapely.STRtree(group.geometry.to_numpy()).nearest(inside.iloc[mine].to_numpy())
            zone_ids[mine] = group["zone_id"].to_numpy()[nearest]
    known = pd.notna(zone_ids)
    return join(gpd.GeoDataFrame({"zone_id": zone_ids[known]}, geometry=pieces[known].to_numpy(), crs=4326))


def cells_among(
    localities: gpd.GeoDataFrame, outside: gpd.GeoSeries, outline: shapely.Geometry, *, fragments: float
) -> gpd.GeoDataFrame:
    """Draw zones around their localities: half way to the nearest locality of another zone, or of outside.

    Parameters
    ----------
    localities
        Points in a metric CRS, column ``zone_id``; no position belongs to two zones.
    outside
        Localities of nobody here, same CRS; those that the outline does not hold, or at the position of a locality,
        do not count.
    outline
        What no zone leaves, same CRS.
    fragments
        Detached parts smaller than this share of their zone go to a neighbour, as :func:`absorb_fragments` says.

    Returns
    -------
    Columns ``zone_id``, ``geometry`` (EPSG:4326, on the grid), sorted by ``zone_id``.
    """
    around = outside[outside.within(outline) & ~outside.isin(localities.geometry)]
    zone_ids = [*localities["zone_id"], *[None] * len(around)]
    points = [*localities.geometry, *around]
    seeds = gpd.GeoDataFrame({"zone_id": zone_ids, "outline": 0}, geometry=points, crs=localities.crs)
    drawn = cells(gpd.GeoSeries([outline], crs=localities.crs), seeds)
    return absorb_fragments(drawn, smaller_than=fragments, but_with=localities)


def join(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one geometry per ``zone_id``, sorted, from pieces that tile: shared borders vanish, nothing else moves."""
    rows = [
        (zone_id, tidy(shapely.coverage_union_all(group.geometry.to_numpy())))
        for zone_id, group in pieces.groupby("zone_id", sort=True)
    ]
    return gpd.GeoDataFrame(
        {"zone_id": [zone_id for zone_id, _ in rows]}, geometry=[polygon for _, polygon in rows], crs=pieces.crs
    )


def tidy(polygon: shapely.Geometry) -> shapely.Geometry:
    """Return a polygon in normal form (fixed order of parts and vertices), its outer rings counter-clockwise."""
    return shapely.orient_polygons(shapely.normalize(polygon))


def absorb_fragments(
    communes: gpd.GeoDataFrame, *, smaller_than: float, but_with: gpd.GeoDataFrame | None = None
) -> gpd.GeoDataFrame:
    """Give each detached part of a zone to the neighbour with which it shares the longest border.

    Parameters
    ----------
    communes
        Columns ``zone_id``, ``geometry``; tiles exactly.
    smaller_than
        Only parts smaller than this share of their zone move; the largest part never does.
    but_with
        Points of zones, column ``zone_id``: a part that holds one of its own zone does not move.
    """
    parts = communes.explode(ignore_index=True)
    area = parts.to_crs(6933).area
    whole = area.groupby(parts["zone_id"]).transform("sum")
    largest = area.groupby(parts["zone_id"]).transform("max")
    small = (area < largest) & (area < smaller_than * whole)
    if but_with is not None:
        inside = but_with.to_crs(parts.crs)
        point, part = shapely.STRtree(parts.geometry.to_numpy()).query(inside.geometry.to_numpy(), predicate="within")
        own = inside["zone_id"].to_numpy()[point] == parts["zone_id"].to_numpy()[part]
        small.iloc[part[own]] = False
    moving = parts.index[small]
    tree = shapely.STRtree(parts.geometry.to_numpy())
    owner = parts["zone_id"].copy()
    for row in moving:
        fragment = parts.geometry[row]
        near = [other for other in tree.query(fragment, predicate="touches") if other not in moving]
        shared = [(shapely.length(shapely.intersection(fragment, parts.geometry[other])), -other) for other in near]
        if shared and max(shared)[0] > 0:
            owner[row] = parts["zone_id"][-max(shared)[1]]
    return join(parts.assign(zone_id=owner))


def fill(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give each piece that has no ``zone_id`` (a gap) to the zone with which it shares the longest border.

    Gaps that touch no zone are left out.
    """
    out = pieces.reset_index(drop=True)
    owned = out["zone_id"].notna().to_numpy()
    geometries = out.geometry.to_numpy()
    tree = shapely.STRtree(geometries[owned])
    owners = out.loc[owned, "zone_id"].to_numpy()
    for row in np.flatnonzero(~owned):
        near = tree.query(geometries[row], predicate="touches")
        shared = shapely.length(shapely.intersection(geometries[row], geometries[owned][near]))
        if len(near) and shared.max() > 0:
            out.loc[row, "zone_id"] = owners[near[shared.argmax()]]
    return out[out["zone_id"].notna()]


def simplify(zones: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """Return zones with fewer vertices, simplified together: those that fitted still fit, on the same grid.

    Parameters
    ----------
    tolerance
        In units of the CRS; triangles smaller than its square disappear (Visvalingam-Whyatt).
    """
    simple = [tidy(polygon) for polygon in shapely.coverage_simplify(zones.geometry.to_numpy(), tolerance)]
    return zones.set_geometry(gpd.GeoSeries(simple, index=zones.index, crs=zones.crs))
