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
from geo.routing.hierarchy import UpwardArcs
from geo.routing.jit import frozen, kernel
from geo.routing.subtrees import Subtrees
from geo.routing.workers import run

POINT_BITS = 32
NOWHERE = (UNREACHABLE << POINT_BITS) | (2**POINT_BITS - 1)
NO_POINT = -1
WORTH_SHARING = 1_000_000  # arcs; below, starting threads takes longer than it saves


def spread(climb: UpwardArcs, descend: UpwardArcs, points: Ends, *, subtrees: Subtrees, workers: int = 2) -> np.ndarray:
    """Label every node with its nearest point.

    Parameters
    ----------
    climb, descend
        The hierarchy, with the times away from the points, upward and downward.
    points
        Where the points touch it.
    subtrees
        Its parts, for the threads.
    workers
        Threads.

    Returns
    -------
    numpy.ndarray
        int64, shape (nodes,), by rank: the label of each node, see :func:`read`.
    """
    labels = np.full(climb.parent.size, NOWHERE, np.int64)
    _climb(climb, points, labels)
    if workers <= 1 or descend.head.size < WORTH_SHARING:
        _descend(descend, labels, 0, labels.size)
        return frozen(labels)
    for begin, end in subtrees.top[::-1]:
        _descend(descend, labels, begin, end)
    steps = [partial(_descend, descend, labels, begin, end) for begin, end in subtrees.independent]
    run(steps, total=len(steps), workers=workers)
    return frozen(labels)


@kernel
def _climb(arcs: UpwardArcs, points: Ends, labels: np.ndarray) -> None:
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
def _descend(arcs: UpwardArcs, labels: np.ndarray, begin: int, end: int) -> None:
    for rank in range(end - 1, begin - 1, -1):
        best = labels[rank]
        for arc in range(arcs.pointer[rank], arcs.pointer[rank + 1]):
            label = labels[arcs.head[arc]] + (np.int64(arcs.ticks[arc]) << POINT_BITS)
            if label < best:
                best = label
        labels[rank] = best


@kernel
def labels_of(labels: np.ndarray, places: Ends) -> np.ndarray:
    """Label places by the nodes that they are attached to.

    Parameters
    ----------
    labels
        int64, shape (nodes,): from :func:`spread`.
    places
        Where the places touch the graph.

    Returns
    -------
    numpy.ndarray
        int64, shape (places,).
    """
    found = np.empty(places.pointer.size - 1, np.int64)
    for place in range(found.size):
        best = np.int64(NOWHERE)
        for i in range(places.pointer[place], places.pointer[place + 1]):
            label = labels[places.rank[i]] + (np.int64(places.ticks[i]) << POINT_BITS)
            if label < best:
                best = label
        found[place] = best
    return found


def take_nearer(labels: np.ndarray, places: np.ndarray, points: np.ndarray, ticks: np.ndarray) -> np.ndarray:
    """Replace the labels of places by other ways where those are shorter, or as short and to a point listed first.

    Parameters
    ----------
    labels
        int64, shape (places,).
    places, points, ticks
        int, shape (ways,): place and point that each way joins, and its time.

    Returns
    -------
    numpy.ndarray
        int64, shape (places,).
    """
    nearer = labels.copy()
    np.minimum.at(nearer, places, (ticks.astype(np.int64) << POINT_BITS) | points)
    return nearer


def read(labels: np.ndarray, *, limit: int, tick_s: float) -> tuple[np.ndarray, np.ndarray]:
    """Take labels apart.

    Parameters
    ----------
    labels
        int64, any number.
    limit
        The last tick allowed.
    tick_s
        What a tick lasts.

    Returns
    -------
    tuple of numpy.ndarray
        Seconds, float32, ``inf`` where no point is within the limit; and the number of the point, int32, then -1.
    """
    seconds, point = _read(frozen(labels), limit, tick_s)
    return seconds, point


@kernel
def _read(labels: np.ndarray, limit: int, tick_s: float) -> tuple[np.ndarray, np.ndarray]:
    seconds = np.empty(labels.size, np.float32)
    point = np.empty(labels.size, np.int32)
    last, tick = np.int64(limit), np.float32(tick_s)
    for i in range(labels.size):
        ticks = labels[i] >> POINT_BITS
        seconds[i] = np.float32(ticks) * tick if ticks <= last else np.float32(np.inf)
        point[i] = labels[i] & (2**POINT_BITS - 1) if ticks <= last else NO_POINT
    return seconds, point
