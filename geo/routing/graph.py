"""The road graph: a directed graph with a travel time in seconds on every edge."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from geo.errors import BadInputError
from geo.routing.csr import merge_edges, rows_of, transpose
from geo.routing.jit import frozen, kernel

MAX_SIZE = 2**31 - 2


class Rows(NamedTuple):
    """A directed graph in compressed rows.

    Attributes
    ----------
    pointer, head
        int32.
    seconds
        float32, shape (slots,).
    """

    pointer: np.ndarray
    head: np.ndarray
    seconds: np.ndarray


@dataclass(frozen=True, eq=False)
class RoadGraph:
    """A directed graph in compressed rows; every array is read-only.

    Build it with :meth:`from_edges`.

    Attributes
    ----------
    pointer
        int32, shape (nodes + 1,): row of each node in ``head`` and ``seconds``.
    head
        int32, shape (slots,): node at the end of each edge, increasing within a row.
    seconds
        float32, shape (slots,): time to travel each edge; ``inf`` is a closed road.
    slot_of_edge
        int32, shape (edges given,): where each edge given to :meth:`from_edges` stands; -1 for a loop.
    x, y
        float32, shape (nodes,): planar position in any one unit; only guides the preparation, never a travel time.
        None when no position was given.
    """

    pointer: np.ndarray
    head: np.ndarray
    seconds: np.ndarray
    slot_of_edge: np.ndarray
    x: np.ndarray | None = None
    y: np.ndarray | None = None

    @classmethod
    def from_edges(
        cls,
        tail: np.ndarray,
        head: np.ndarray,
        seconds: np.ndarray,
        n_nodes: int,
        *,
        x: np.ndarray | None = None,
        y: np.ndarray | None = None,
    ) -> "RoadGraph":
        """Build a graph from a list of directed edges; parallel edges keep the fastest, loops are dropped.

        Parameters
        ----------
        tail, head
            int, shape (edges,): nodes at the start and at the end of each edge, in ``[0, n_nodes)``.
        seconds
            float, shape (edges,): travel time, zero or more; ``inf`` closes the edge.
        n_nodes
            Number of nodes; nodes without any edge are allowed.
        x, y
            float, shape (n_nodes,): planar position of the nodes, finite, in one unit (metres, or degrees already
            scaled by the cosine of the latitude). They make the preparation better, and change no result.

        Returns
        -------
        RoadGraph
            The graph.

        Raises
        ------
        BadInputError
            ``bad-graph-size``, ``bad-graph-shape``, ``node-out-of-range``, ``bad-edge-seconds`` or
            ``bad-node-position``.
        """
        if not 0 <= n_nodes <= MAX_SIZE or np.size(tail) > MAX_SIZE:
            raise BadInputError("bad-graph-size", nodes=n_nodes, edges=np.size(tail))
        tail, head = np.asarray(tail), np.asarray(head)
        if not (tail.ndim == 1 and tail.shape == head.shape):
            raise BadInputError("bad-graph-shape", tail=str(tail.shape), head=str(head.shape))
        tail, head = check_nodes(tail, n_nodes=n_nodes), check_nodes(head, n_nodes=n_nodes)
        pointer, merged, slot = merge_edges(tail, head, n_nodes)
        checked = _checked_seconds(seconds, n_edges=tail.size)
        x, y = _checked_positions(x, y, n_nodes=n_nodes)
        return cls(
            pointer=frozen(pointer),
            head=frozen(merged),
            seconds=frozen(_fastest(frozen(slot), checked, merged.size)),
            slot_of_edge=frozen(slot),
            x=x,
            y=y,
        )

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return int(self.pointer.size - 1)

    @property
    def n_edges(self) -> int:
        """Number of edges kept: without loops, parallel edges counted once."""
        return int(self.head.size)

    @property
    def tail(self) -> np.ndarray:
        """int32, shape (slots,): node at the start of each edge kept."""
        return rows_of(self.pointer)

    @property
    def forward(self) -> Rows:
        """The graph as it is, for the compiled functions."""
        return Rows(self.pointer, self.head, self.seconds)

    @cached_property
    def backward(self) -> Rows:
        """The graph with every edge turned around."""
        pointer, slots = transpose(self.pointer, self.head)
        return Rows(frozen(pointer), frozen(self.tail[slots]), frozen(self.seconds[slots]))

    def with_seconds(self, seconds: np.ndarray) -> "RoadGraph":
        """Return the same roads with other travel times.

        Parameters
        ----------
        seconds
            float, shape (edges given,): one value per edge given to :meth:`from_edges`, in the same order.

        Returns
        -------
        RoadGraph
            A graph that shares its structure with this one.

        Raises
        ------
        BadInputError
            ``bad-edge-seconds``.
        """
        checked = _checked_seconds(seconds, n_edges=self.slot_of_edge.size)
        return replace(self, seconds=frozen(_fastest(self.slot_of_edge, checked, self.head.size)))


def check_nodes(nodes: np.ndarray, *, n_nodes: int) -> np.ndarray:
    """Return node numbers as int32 after checking that every one exists.

    Parameters
    ----------
    nodes
        int, any shape.
    n_nodes
        Number of nodes of the graph.

    Returns
    -------
    numpy.ndarray
        int32, read-only, the shape given.

    Raises
    ------
    BadInputError
        ``node-out-of-range``, with the first offending position and value.
    """
    nodes = np.asarray(nodes)
    if nodes.size == 0:
        return frozen(np.zeros(nodes.shape, np.int32))
    if not np.issubdtype(nodes.dtype, np.integer):
        raise BadInputError("node-out-of-range", row=0, node=str(nodes.dtype), nodes=n_nodes)
    wrong = np.flatnonzero((nodes < 0) | (nodes >= n_nodes))
    if wrong.size:
        raise BadInputError("node-out-of-range", row=int(wrong[0]), node=int(nodes.flat[wrong[0]]), nodes=n_nodes)
    return frozen(nodes.astype(np.int32))


def _checked_seconds(seconds: np.ndarray, *, n_edges: int) -> np.ndarray:
    values = np.asarray(seconds, dtype=np.float32)
    if values.shape != (n_edges,):
        raise BadInputError("bad-graph-shape", tail=str((n_edges,)), head=str(values.shape))
    wrong = np.flatnonzero(~(values >= 0))
    if wrong.size:
        raise BadInputError("bad-edge-seconds", row=int(wrong[0]), value=float(values[wrong[0]]))
    return frozen(values)


def _checked_positions(
    x: np.ndarray | None, y: np.ndarray | None, *, n_nodes: int
) -> tuple[np.ndarray | None, np.ndarray | None]:
    if x is None or y is None:
        return None, None
    x, y = np.asarray(x), np.asarray(y)
    if x.shape != (n_nodes,) or y.shape != (n_nodes,) or not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise BadInputError("bad-node-position", nodes=n_nodes, x=str(x.shape), y=str(y.shape))
    if n_nodes:  # float32 near the origin keeps metres that projected coordinates of millions would lose
        x, y = x - x.mean(), y - y.mean()
    return frozen(x.astype(np.float32)), frozen(y.astype(np.float32))


@kernel
def _fastest(slot_of_edge: np.ndarray, seconds: np.ndarray, n_slots: int) -> np.ndarray:
    fastest = np.empty(n_slots, np.float32)
    fastest[:] = np.inf
    for edge in range(slot_of_edge.size):
        slot = slot_of_edge[edge]
        if slot >= 0 and seconds[edge] < fastest[slot]:
            fastest[slot] = seconds[edge]
    return fastest
