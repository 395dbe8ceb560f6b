"""Where a list of points touches the graph: nodes, each with the time between it and the point."""

from typing import NamedTuple

import numpy as np

from geo.errors import BadInputError
from geo.routing.clock import Clock
from geo.routing.jit import frozen


class Ends(NamedTuple):
    """Attachments of points, by rank, in compressed rows; a point may have none.

    Attributes
    ----------
    pointer
        int32, shape (points + 1,).
    rank
        int32, shape (attachments,).
    ticks
        int32, shape (attachments,): time between the point and the node.
    """

    pointer: np.ndarray
    rank: np.ndarray
    ticks: np.ndarray


def ends_at_nodes(nodes: np.ndarray, rank: np.ndarray) -> Ends:
    """Attach points that are nodes themselves.

    Parameters
    ----------
    nodes
        int32, shape (points,): node of each point.
    rank
        int32, shape (nodes,): rank of each node.

    Returns
    -------
    Ends
        One attachment per point, of no duration.
    """
    return Ends(
        pointer=frozen(np.arange(nodes.size + 1, dtype=np.int32)),
        rank=frozen(rank[nodes]),
        ticks=frozen(np.zeros(nodes.size, np.int32)),
    )


def ends_with_access(nodes: np.ndarray, seconds: np.ndarray, rank: np.ndarray, clock: Clock) -> Ends:
    """Attach points to several nodes each, at some time from each.

    Parameters
    ----------
    nodes
        int32, shape (points, k).
    seconds
        float, shape (points, k); an attachment of infinite time does not exist.
    rank
        int32, shape (nodes,): rank of each node.
    clock
        The clock of the graph.

    Returns
    -------
    Ends
        The attachments that exist.

    Raises
    ------
    BadInputError
        ``access-too-long`` when one takes longer than the clock can count.
    """
    exists = np.isfinite(seconds)
    longest = seconds[exists].max(initial=0.0)
    if longest > clock.access_max_s:
        raise BadInputError("access-too-long", seconds=float(longest), limit_s=clock.access_max_s)
    return Ends(
        pointer=frozen(np.r_[0, np.cumsum(exists.sum(axis=1))].astype(np.int32)),
        rank=frozen(rank[nodes[exists]]),
        ticks=frozen(clock.ticks(seconds[exists])),
    )
