"""Points beside the network: places and actors, attached to the roads they were snapped to.

```
            forward_s →
   a ───────────●─────────── b        fraction = 0.4 of the way from a to b
            ← backward_s
                ┆ access_s (on foot to the road)
                ○
```

A point on a two-way road leaves by either end and is reached from either end; on a one-way road it leaves by ``b`` and
is reached from ``a``; at an end of a road it stands at that crossing, whatever the road's direction. The graph is not
cut: the time to the end of the road is where the search begins. Two points on the same road may also go straight from
one to the other, without passing either end; both ways count.
"""

from dataclasses import dataclass, replace

import numpy as np

from geo.errors import BadInputError
from geo.routing.clock import Clock
from geo.routing.ends import Ends, ends_at_nodes, ends_with_access
from geo.routing.graph import check_nodes

NO_SEGMENT = -1


@dataclass(frozen=True, eq=False)
class PointSet:
    """Points and the nodes by which each leaves and is reached.

    Build it with :meth:`at_nodes` or :meth:`on_edges`; a network that expresses turns by other nodes fills it itself.

    Attributes
    ----------
    out_nodes, out_seconds
        int32 and float64, shape (points, k): nodes by which a point leaves, and the time to each; ``inf`` for none.
    in_nodes, in_seconds
        int32 and float64, shape (points, k): nodes from which a point is reached, and the time from each.
    segment
        int64, shape (points,): the road a point stands on; -1 for none. Only points with the same number are joined
        directly.
    fraction
        float64, shape (points,): how far along its road, from 0 to 1.
    forward_s, backward_s
        float64, shape (points,): time of the whole road in each direction; ``inf`` when closed.
    access_s
        float64, shape (points,): time between the point and the road, already counted in ``out_seconds`` and
        ``in_seconds``.
    """

    out_nodes: np.ndarray
    out_seconds: np.ndarray
    in_nodes: np.ndarray
    in_seconds: np.ndarray
    segment: np.ndarray
    fraction: np.ndarray
    forward_s: np.ndarray
    backward_s: np.ndarray
    access_s: np.ndarray

    def at(self, positions: np.ndarray | slice) -> "PointSet":
        """Return some of the points, by position."""
        return PointSet(**{name: value[positions] for name, value in vars(self).items()})

    @classmethod
    def at_nodes(cls, nodes: np.ndarray, *, access_s: np.ndarray | float = 0.0) -> "PointSet":
        """Attach points to nodes.

        Parameters
        ----------
        nodes
            int, shape (points,).
        access_s
            float, shape (points,) or one number: time between each point and its node.

        Returns
        -------
        PointSet
            The points.

        Raises
        ------
        BadInputError
            ``bad-point`` when a time is negative or not a number.
        """
        nodes = np.asarray(nodes)
        access = np.broadcast_to(np.asarray(access_s, np.float64), nodes.shape)
        _check(access >= 0)
        column = nodes.reshape(-1, 1)
        return cls(
            out_nodes=column,
            out_seconds=access.reshape(-1, 1),
            in_nodes=column,
            in_seconds=access.reshape(-1, 1),
            segment=np.full(nodes.shape, NO_SEGMENT, np.int64),
            fraction=np.zeros(nodes.shape),
            forward_s=np.full(nodes.shape, np.inf),
            backward_s=np.full(nodes.shape, np.inf),
            access_s=access,
        )

    @classmethod
    def on_edges(
        cls,
        node_a: np.ndarray,
        node_b: np.ndarray,
        *,
        fraction: np.ndarray,
        forward_s: np.ndarray,
        backward_s: np.ndarray,
        segment: np.ndarray,
        access_s: np.ndarray | float = 0.0,
    ) -> "PointSet":
        """Attach points to places along roads.

        Parameters
        ----------
        node_a, node_b
            int, shape (points,): ends of the road under each point.
        fraction
            float, shape (points,): how far from ``node_a``, from 0 to 1.
        forward_s, backward_s
            float, shape (points,): time of the whole road from a to b and from b to a; ``inf`` when closed.
        segment
            int, shape (points,): number of the road; the same number must mean the same road, in the same direction.
        access_s
            float, shape (points,) or one number: time between each point and its road.

        Returns
        -------
        PointSet
            The points.

        Raises
        ------
        BadInputError
            ``bad-point`` when a fraction is outside 0 to 1, or a time negative or not a number.
        """
        fraction, forward, backward = (np.asarray(v, np.float64) for v in (fraction, forward_s, backward_s))
        access = np.broadcast_to(np.asarray(access_s, np.float64), fraction.shape)
        _check((fraction >= 0) & (fraction <= 1) & (forward >= 0) & (backward >= 0) & (access >= 0))
        to_a, to_b = _share(backward, fraction), _share(forward, 1 - fraction)
        from_a, from_b = _share(forward, fraction), _share(backward, 1 - fraction)
        ends = np.column_stack([node_a, node_b])
        return cls(
            out_nodes=ends,
            out_seconds=np.column_stack([to_a, to_b]) + access[:, None],
            in_nodes=ends,
            in_seconds=np.column_stack([from_a, from_b]) + access[:, None],
            segment=np.asarray(segment, np.int64),
            fraction=fraction,
            forward_s=forward,
            backward_s=backward,
            access_s=access,
        )

    def __len__(self) -> int:
        """Count the points."""
        return int(self.segment.size)


Points = np.ndarray | PointSet


def checked(points: Points, *, n_nodes: int) -> Points:
    """Return points after checking that their nodes exist.

    Parameters
    ----------
    points
        Node numbers, or points beside the network.
    n_nodes
        Number of nodes of the graph.

    Returns
    -------
    Points
        The same, their nodes as int32.

    Raises
    ------
    BadInputError
        ``node-out-of-range``.
    """
    if not isinstance(points, PointSet):
        return check_nodes(points, n_nodes=n_nodes).reshape(-1)
    out_nodes = check_nodes(points.out_nodes, n_nodes=n_nodes)
    in_nodes = check_nodes(points.in_nodes, n_nodes=n_nodes)
    return replace(points, out_nodes=out_nodes, in_nodes=in_nodes)


def part(points: Points, begin: int, end: int) -> Points:
    """Keep the points from ``begin`` to ``end``, the last left out.

    Parameters
    ----------
    points
        Node numbers, or points beside the network.
    begin, end
        Positions.

    Returns
    -------
    Points
        These points.
    """
    if not isinstance(points, PointSet):
        return points[begin:end]
    return points.at(slice(begin, end))


def ends_of(points: Points, rank: np.ndarray, clock: Clock, *, leaving: bool) -> Ends:
    """Attach points to the ranks by which they leave, or from which they are reached.

    Parameters
    ----------
    points
        Node numbers, or points beside the network.
    rank
        int32, shape (nodes,): rank of each node.
    clock
        The clock of the graph.
    leaving
        Which of both.

    Returns
    -------
    Ends
        The attachments.

    Raises
    ------
    BadInputError
        ``access-too-long``.
    """
    if not isinstance(points, PointSet):
        return ends_at_nodes(points, rank)
    if leaving:
        return ends_with_access(points.out_nodes, points.out_seconds, rank, clock)
    return ends_with_access(points.in_nodes, points.in_seconds, rank, clock)


def direct_ways(sources: Points, targets: Points) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find the ways along one road, between points on the same segment.

    Parameters
    ----------
    sources, targets
        The points. Points that are nodes stand on no segment.

    Returns
    -------
    tuple of numpy.ndarray
        Positions of the source and of the target, int64, and the time from one to the other, float64 seconds; pairs
        that the road's direction forbids are left out.
    """
    if not (isinstance(sources, PointSet) and isinstance(targets, PointSet)):
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, np.zeros(0)
    order = np.argsort(targets.segment, kind="stable")
    sorted_segments = targets.segment[order]
    first = np.searchsorted(sorted_segments, sources.segment, side="left")
    count = np.searchsorted(sorted_segments, sources.segment, side="right") - first
    count[sources.segment == NO_SEGMENT] = 0
    source = np.repeat(np.arange(len(sources)), count)
    within = np.arange(source.size) - np.repeat(np.cumsum(count) - count, count)
    target = order[np.repeat(first, count) + within]
    ahead = targets.fraction[target] - sources.fraction[source]
    along = np.minimum(
        np.where(ahead >= 0, _share(sources.forward_s[source], np.abs(ahead)), np.inf),
        np.where(ahead <= 0, _share(sources.backward_s[source], np.abs(ahead)), np.inf),
    )
    seconds = along + sources.access_s[source] + targets.access_s[target]
    allowed = np.isfinite(seconds)
    return source[allowed], target[allowed], seconds[allowed]


def _share(seconds: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Part of the time of a road; none of it takes no time, even on a closed road."""
    part_s = np.zeros(share.shape)
    np.multiply(seconds, share, out=part_s, where=share > 0)
    return part_s


def _check(fine: np.ndarray) -> None:
    if not fine.all():
        raise BadInputError("bad-point", row=int(np.flatnonzero(~fine)[0]))
