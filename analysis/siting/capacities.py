"""A siting problem with capacities: services that exist, candidates with a size, and how much any choice serves."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.siting.gains import merged
from analysis.solver.filling import Net, fill, net
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Capacities:
    """Places that need, nodes that serve: the services that exist first, then the candidates.

    ``row`` and ``node`` pair them, once each. ``room`` is what a node takes at most when it is open; ``least`` what a
    candidate must take to be worth opening (0 for what exists). ``cost`` is what opening costs, NaN unknown.
    """

    need: FloatArray
    row: IntArray
    node: IntArray
    room: FloatArray
    least: FloatArray
    n_existing: int
    cost: FloatArray

    def __post_init__(self) -> None:
        if (self.need < 0).any() or (self.room < 0).any() or not np.isfinite(self.need).all():
            raise BadInputError("siting-weight", id="?")

    @property
    def n_nodes(self) -> int:
        """Number of services and candidates."""
        return len(self.room)

    @property
    def n_candidates(self) -> int:
        """Number of candidates."""
        return self.n_nodes - self.n_existing

    @cached_property
    def slim(self) -> tuple[Net, FloatArray]:
        """The pairs of distinct rows (places that the same nodes serve are one) and what each row needs."""
        useful = (self.need > 0)[self.row] & (self.room > 0)[self.node]
        rows, weights = merged(self.row[useful], self.node[useful].astype(np.int32), self.need, n_places=len(self.need))
        size = np.array([len(row) for row in rows], dtype=np.int64)
        nodes = np.concatenate(rows).astype(np.int64) if rows else np.zeros(0, dtype=np.int64)
        return net(np.repeat(np.arange(len(rows)), size), nodes, n_rows=len(rows), n_nodes=self.n_nodes), weights

    def opened(self, sites: IntArray, closed: IntArray) -> BoolArray:
        """Return which nodes are open with these candidates (counted from 0) and without these services."""
        is_open = np.arange(self.n_nodes) < self.n_existing
        is_open[closed] = False
        is_open[self.n_existing + sites] = True
        return is_open


def most_served(problem: Capacities, is_open: BoolArray) -> tuple[float, BoolArray, BoolArray | None]:
    """Return how much a choice serves, the rows of the bottleneck, and why it is refused.

    The last is None where every open candidate can take the least that is worth opening; else the rows of the
    bottleneck that shows that they cannot.
    """
    pairs, need = problem.slim
    kept = np.flatnonzero(is_open[pairs.node])
    small = net(pairs.row[kept], pairs.node[kept], n_rows=len(need), n_nodes=problem.n_nodes)
    flow = np.zeros(len(small.node))
    least = np.where(is_open, problem.least, 0.0)
    if least.any():
        total, tight = fill(small, need, least, flow)
        if total < least.sum() - 1e-9 * max(1.0, least.sum()):
            return 0.0, tight, tight
    total, tight = fill(small, need, np.where(is_open, problem.room, 0.0), flow)
    return float(total), tight, None
