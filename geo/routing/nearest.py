"""From some points to every node: one climb, one descent, one label per node.

A label holds a time and a point in one 64-bit number, the time in the high half: the smaller label is the nearer
point, and at equal times the one listed first. One point gives the times from it to everywhere; many give the
nearest of them for every node.
"""

# ruff: noqa: PLR1730 (compiled: no min or max, see jit)
from functools import partial

import numpy as np

from geo.routing.clock import UNREACHABLE
from geo.routing.ends import Ends
from geo.routing.hierarchy import Arcs
from geo.routing.jit import frozen, kernel
from geo.routing.subtrees import split
from geo.routing.workers import run

POINT_BITS = 32
NOWHERE = (UNREACHABLE << POINT_BITS) | (2**POINT_BITS - 1)
NO_POINT = -1


def spread(climb: Arcs, descend: Arcs, points: Ends, *, workers: int = 2) -> np.ndarray:
    """Label every node with its nearest point.

    Parameters
    ----------
    climb, descend
        The hierarchy, with the times away from the points, upward and downward.
    points
        Where the points touch it.
    workers
        Threads.

    Returns
    -------
    numpy.ndarray
        int64, shape (nodes,), by rank: read with :func:`nearest_of`.
    """
    labels = np.full(climb.parent.size, NOWHERE, np.int64)
    _climb(climb, points, labels)
    subtrees = split(descend.parent, 1.0 + np.diff(descend.pointer), parts=4 * workers)
    for begin, end in subtrees.top[::-1]:
        _descend(descend, labels, begin, end)
    steps = [partial(_descend, descend, labels, begin, end) for begin, end in subtrees.independent]
    run(steps, total=len(steps), workers=workers)
    return frozen(labels)


@kernel
def _climb(arcs: Arcs, points: Ends, labels: np.ndarray) -> None:
    for point in range(points.pointer.size - 1):
        for i in range(points.pointer[point], points.pointer[point + 1]):
            label = (np.int64(points.ticks[i]) << POINT_BITS) | point
            if label < labels[points.rank[i]]:
                labels[points.rank[i]] = label
    for rank in range(labels.size):
        here = labels[rank]
        if here == NOWHERE:
            continue
        for arc in range(arcs.pointer[rank], arcs.pointer[rank + 1]):
            label = here + (np.int64(arcs.ticks[arc]) << POINT_BITS)
            if label < labels[arcs.head[arc]]:
                labels[arcs.head[arc]] = label


@kernel
def _descend(arcs: Arcs, labels: np.ndarray, begin: int, end: int) -> None:
    for rank in range(end - 1, begin - 1, -1):
        best = labels[rank]
        for arc in range(arcs.pointer[rank], arcs.pointer[rank + 1]):
            label = labels[arcs.head[arc]] + (np.int64(arcs.ticks[arc]) << POINT_BITS)
            if label < best:
                best = label
        labels[rank] = best


def nearest_of(labels: np.ndarray, places: Ends, *, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Nearest point of each place.

    Parameters
    ----------
    labels
        int64, shape (nodes,): from :func:`spread`.
    places
        Where the places touch the graph.
    limit
        The last tick allowed.

    Returns
    -------
    tuple of numpy.ndarray
        Ticks, int32, ``UNREACHABLE`` when no point is within the limit; and the number of the point, int32, then -1.
    """
    return _read(labels, places, limit)


@kernel
def _read(labels: np.ndarray, places: Ends, limit: int) -> tuple[np.ndarray, np.ndarray]:
    count = places.pointer.size - 1
    ticks = np.empty(count, np.int32)
    point = np.empty(count, np.int32)
    for place in range(count):
        best = np.int64(NOWHERE)
        for i in range(places.pointer[place], places.pointer[place + 1]):
            label = labels[places.rank[i]] + (np.int64(places.ticks[i]) << POINT_BITS)
            if label < best:
                best = label
        found = best >> POINT_BITS <= limit
        ticks[place] = best >> POINT_BITS if found else UNREACHABLE
        point[place] = best & (2**POINT_BITS - 1) if found else NO_POINT
    return ticks, point


def take_nearer(
    found: tuple[np.ndarray, np.ndarray], places: np.ndarray, points: np.ndarray, ticks: np.ndarray, *, limit: int
) -> tuple[np.ndarray, np.ndarray]:
    """Replace what was found by other ways where those are shorter, or as short and listed first.

    Parameters
    ----------
    found
        Ticks and points from :func:`nearest_of`.
    places, points, ticks
        int, shape (ways,): place and point that each way joins, and its time.
    limit
        The last tick allowed.

    Returns
    -------
    tuple of numpy.ndarray
        Ticks and points, as in ``found``.
    """
    label = (found[0].astype(np.int64) << POINT_BITS) | (found[1].astype(np.int64) & (2**POINT_BITS - 1))
    other = (ticks.astype(np.int64) << POINT_BITS) | points
    allowed = ticks <= limit
    np.minimum.at(label, places[allowed], other[allowed])
    return (label >> POINT_BITS).astype(np.int32), (label & (2**POINT_BITS - 1)).astype(np.uint32).view(np.int32)
