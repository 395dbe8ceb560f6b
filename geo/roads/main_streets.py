"""The main streets of a network as lines light enough to be drawn under a map."""

from collections.abc import Mapping

import numpy as np
import shapely

from geo.roads.network import Network

CLASSES: Mapping[str, str] = {
    "motorway": "motorway",
    "trunk": "motorway",
    "primary": "trunk",
}
"""How each class of OpenStreetMap is drawn: like a motorway, or like a national road."""


def main_streets(network: Network, *, tolerance_degrees: float = 0.001) -> dict[str, shapely.Geometry]:
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
