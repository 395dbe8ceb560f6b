"""The main streets of a network, and its rivers, as lines light enough to be drawn under a map."""

from collections.abc import Mapping

import numpy as np
import shapely

from geo.roads.network import Network

CLASSES: Mapping[str, str] = {"motorway": "motorway", "trunk": "motorway", "primary": "trunk"}
"""How each class of OpenStreetMap is drawn: like a motorway, or like a national road."""


_TOLERANCE_DEGREES = 0.001
_AROUND_DEGREES = 0.3
_SHORT_DEGREES = 0.02


def main_streets(network: Network, *, tolerance_degrees: float = _TOLERANCE_DEGREES) -> dict[str, shapely.Geometry]:
    """Return the lines of the main streets by the way they are drawn (the values of ``CLASSES``), EPSG:4326.

    Parameters
    ----------
    network
        A network with its points.
    tolerance_degrees
        How far the lines may stand from the streets.
    """
    drawn = np.array([CLASSES.get(kind.get("highway", "").removesuffix("_link"), "") for kind in network.kinds])
    kinds = network.edges["kind"].to_numpy()
    way = np.where(kinds >= 0, drawn[kinds] if len(drawn) else "", "")
    nodes = network.nodes[["lon", "lat"]].to_numpy(np.float64)
    shape = network.shape[["lon", "lat"]].to_numpy(np.float64)
    found: dict[str, shapely.Geometry] = {}
    for name in dict.fromkeys(CLASSES.values()):
        edges = network.edges[way == name]
        columns = (edges[column].to_numpy() for column in ("tail", "head", "shape_start", "shape_count"))
        lines = [
            shapely.LineString(np.vstack([nodes[tail], shape[start : start + count], nodes[head]]))
            for tail, head, start, count in zip(*columns, strict=True)
        ]
        if lines:
            merged = shapely.line_merge(shapely.union_all(lines))
            found[name] = shapely.simplify(merged, tolerance_degrees)
    return found


def drawn_rivers(
    rivers: shapely.Geometry,
    extent: tuple[float, float, float, float],
    *,
    tolerance_degrees: float = _TOLERANCE_DEGREES,
) -> shapely.Geometry:
    """Return the rivers in and around an extent as lines light enough to be drawn.

    Parameters
    ----------
    rivers
        Lines, EPSG:4326.
    extent
        West, south, east, north of the territory, in degrees; about thirty kilometres around it are kept.
    tolerance_degrees
        How far the lines may stand from the rivers. Arms shorter than about two kilometres are left out.
    """
    west, south, east, north = extent
    box = (west - _AROUND_DEGREES, south - _AROUND_DEGREES, east + _AROUND_DEGREES, north + _AROUND_DEGREES)
    lines = shapely.get_parts(shapely.clip_by_rect(rivers, *box))
    long = lines[(shapely.length(lines) >= _SHORT_DEGREES) & (shapely.get_dimensions(lines) == 1)]
    return shapely.multilinestrings(shapely.simplify(long, tolerance_degrees))
