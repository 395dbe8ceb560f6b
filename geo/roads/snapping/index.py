"""The streets where one can stop, cut into short pieces, in metres."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyproj

from geo.errors import BadInputError
from geo.roads.network import Network
from geo.roads.network.model import ragged_rows
from geo.roads.snapping.grid import Grid, grid_of

PIECE_M = 100.0
"""Longest piece of street, in metres."""

_STREETS_PER_BLOCK = 150_000


@dataclass(frozen=True, eq=False)
class SnapIndex:
    """The pieces of the streets where one can stop.

    Attributes
    ----------
    crs
        Metric system in which distances are measured.
    grid
        The pieces, by cell.
    edge
        int32, shape (pieces,): street of each piece.
    share_start, share_end
        float64, shape (pieces,): shares of the street's length at the ends of the piece, in its drawing order.
    """

    crs: str
    grid: Grid
    edge: np.ndarray
    share_start: np.ndarray
    share_end: np.ndarray


def snap_index(network: Network, *, metric_crs: str) -> SnapIndex:
    """Prepare the streets of a network for snapping.

    Parameters
    ----------
    network
        A built network.
    metric_crs
        Projected system of the territory, in metres.

    Raises
    ------
    BadInputError
        ``crs-not-metric`` for a system in degrees or another unit, ``roads-none-to-stop`` when one can stop nowhere.
    """
    edges = network.edges
    streets = np.flatnonzero(edges["snappable"].to_numpy() & (edges["length_m"].to_numpy() > 0))
    project = projection(metric_crs)
    if not streets.size:
        raise BadInputError("roads-none-to-stop", file=network.about.source, mode=network.about.mode)
    blocks = [streets[begin : begin + _STREETS_PER_BLOCK] for begin in range(0, streets.size, _STREETS_PER_BLOCK)]
    parts = [_pieces(network, block, project) for block in blocks]
    start, end, edge, share_start, share_end = (np.concatenate(part) for part in zip(*parts, strict=True))
    del parts
    return SnapIndex(metric_crs, grid_of(start, end), edge, share_start, share_end)


def street_lines(network: Network, streets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the drawing of streets, ends included, one after the other.

    Parameters
    ----------
    network
        A built network.
    streets
        int, shape (streets,): rows of ``network.edges``.

    Returns
    -------
    tuple of numpy.ndarray
        Degrees (lon, lat), float64, shape (points, 2); and the points strictly between the ends of each street,
        int64, shape (streets,).
    """
    edges = network.edges
    bends = edges["shape_count"].to_numpy()[streets].astype(np.int64)
    nodes, shape = network.nodes[["lon", "lat"]].to_numpy(), network.shape[["lon", "lat"]].to_numpy()
    line = np.empty((int(bends.sum()) + 2 * streets.size, 2))
    last = np.cumsum(bends + 2) - 1
    first = last - bends - 1
    line[first] = nodes[edges["tail"].to_numpy()[streets]]
    line[last] = nodes[edges["head"].to_numpy()[streets]]
    line[ragged_rows(first + 1, bends)] = shape[ragged_rows(edges["shape_start"].to_numpy()[streets], bends)]
    return line, bends


def projection(metric_crs: str) -> Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Return the function from degrees (lon, lat) to metres.

    Raises
    ------
    BadInputError
        ``crs-not-metric``.
    """
    transformer = pyproj.Transformer.from_crs("EPSG:4326", _metric(metric_crs), always_xy=True)

    def project(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x, y = transformer.transform(lon, lat)
        return np.asarray(x), np.asarray(y)

    return project


def unprojection(metric_crs: str) -> Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Return the function from metres to degrees (lon, lat).

    Raises
    ------
    BadInputError
        ``crs-not-metric``.
    """
    transformer = pyproj.Transformer.from_crs(_metric(metric_crs), "EPSG:4326", always_xy=True)

    def unproject(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        lon, lat = transformer.transform(x, y)
        return np.asarray(lon), np.asarray(lat)

    return unproject


def _metric(metric_crs: str) -> pyproj.CRS:
    try:
        crs = pyproj.CRS.from_user_input(metric_crs)
    except pyproj.exceptions.CRSError as error:
        raise BadInputError("crs-not-metric", crs=metric_crs) from error
    if not crs.is_projected or {axis.unit_name for axis in crs.axis_info} != {"metre"}:
        raise BadInputError("crs-not-metric", crs=metric_crs)
    return crs


def _pieces(
    network: Network, streets: np.ndarray, project: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Cut streets into pieces of ``PIECE_M`` at most: both ends in metres, the street, and its shares at both ends."""
    degrees, bends = street_lines(network, streets)
    line, street = np.column_stack(project(degrees[:, 0], degrees[:, 1])), np.repeat(streets, bends + 2)
    same = street[1:] == street[:-1]
    step = np.hypot(line[1:, 0] - line[:-1, 0], line[1:, 1] - line[:-1, 1]) * same
    along = np.concatenate([[0.0], np.cumsum(step)])
    begins = np.flatnonzero(np.concatenate([[True], ~same]))
    counts = np.diff(np.append(begins, street.size))
    total = np.repeat(np.maximum(along[begins + counts - 1] - along[begins], 1e-9), counts)
    share = (along - np.repeat(along[begins], counts)) / total
    segment = np.flatnonzero(same)
    parts = np.maximum(np.ceil(step[segment] / PIECE_M), 1).astype(np.int64)
    of = np.repeat(segment, parts)
    nth = np.arange(of.size) - np.repeat(np.cumsum(parts) - parts, parts)
    low, high = nth / np.repeat(parts, parts), (nth + 1) / np.repeat(parts, parts)
    vector, width = line[of + 1] - line[of], share[of + 1] - share[of]
    return (
        line[of] + low[:, None] * vector,
        line[of] + high[:, None] * vector,
        street[of].astype(np.int32),
        share[of] + low * width,
        share[of] + high * width,
    )
