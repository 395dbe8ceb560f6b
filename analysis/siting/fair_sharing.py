"""Who serves whom once it is known what is open, when the worst-served zone counts: three linear programmes in order.

First the aim of `analysis.siting.fair`; then, at that aim, existing services grow as little as possible; then the
least minutes.
"""

import numpy as np
import pandas as pd

from analysis.balance.assignment import Assignment
from analysis.siting.search_limits import Watch
from analysis.siting.serving import Service
from analysis.siting.weighed_cover import TIE
from analysis.solver.model import Model
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray

_SLACK, _TINY = 1e-8, 1e-9
_LONGEST_S = 60.0


def fair_assignment(service: Service, is_open: BoolArray, groups: IntArray, *, share: float) -> Assignment:
    """Return who serves whom with these nodes open, the worst-served zone counting for ``share`` (0–1) of the aim.

    Parameters
    ----------
    is_open
        One per node of the service.
    groups
        Zone of every place, in the order of the need, numbered from 0.

    Raises
    ------
    BadInputError
        ``siting-stopped`` when the linear programmes take more than a minute.
    """
    model = _Sharing(service, is_open, groups, share)
    values = model.best(model.aim)
    model.hold(model.total, values)
    model.hold(model.worst, values)
    values = model.best(model.growth)
    model.hold(model.growth, values)
    return model.assignment(model.best(model.trips))


class _Sharing:
    """The programme: what each open pair carries, how much each existing service grows, the worst share."""

    def __init__(self, service: Service, is_open: BoolArray, groups: IntArray, share: float) -> None:
        self.service = service
        need = service.need.to_numpy(dtype=np.float64)
        place, node = service.problem.row, service.problem.node
        used = is_open[node] & (need > 0)[place]
        self.pairs = service.pairs[used].reset_index(drop=True)
        place, node = place[used], node[used]
        n_pairs, n_nodes = len(place), len(is_open)
        size = n_pairs + n_nodes + 1
        pair, ones = np.arange(n_pairs), np.ones(n_pairs)
        room = np.where(is_open, service.nodes["room"].to_numpy(dtype=np.float64), 0.0)
        own = np.where(is_open, service.nodes["capacity"].to_numpy(dtype=np.float64), 0.0)
        much, whole = max(1.0 - share, TIE), float(need.sum())
        self.aim: FloatArray = np.concatenate([np.full(n_pairs, -much / whole), np.zeros(n_nodes), [-share]])
        self.model = Model(self.aim, upper=np.concatenate([need[place], room, [1.0]]))
        self.model.add(place, pair, 1.0, high=need, n_rows=len(need))
        self.model.add(node, pair, 1.0, low=np.where(is_open, service.problem.least, 0.0), high=room, n_rows=n_nodes)
        at = np.arange(n_nodes)
        lines, columns = np.concatenate([node, at]), np.concatenate([pair, n_pairs + at])
        self.model.add(lines, columns, np.concatenate([ones, -np.ones(n_nodes)]), high=own, n_rows=n_nodes)
        of_group = np.bincount(groups, weights=need)
        for group in np.flatnonzero(of_group > 0):
            mine = pair[groups[place] == group]
            values = np.concatenate([np.full(len(mine), -1.0 / of_group[group]), [1.0]])
            self.model.add_one(np.concatenate([mine, [size - 1]]), values, -np.inf, 0.0)
        self.total: FloatArray = np.where(np.arange(size) < n_pairs, -1.0, 0.0)
        self.worst: FloatArray = np.where(np.arange(size) < size - 1, 0.0, -1.0)
        self.growth: FloatArray = np.concatenate([np.zeros(n_pairs), np.ones(n_nodes), [0.0]])
        minutes = self.pairs["minutes"].to_numpy(dtype=np.float64)
        self.trips: FloatArray = np.concatenate([minutes, np.zeros(n_nodes + 1)])

    def best(self, cost: FloatArray) -> FloatArray:
        """Return the values that cost the least."""
        self.model.aim(cost)
        found = self.model.solve(Watch(time_limit_s=_LONGEST_S)).values  # noqa: PD011
        if found is None:
            raise BadInputError("siting-stopped")
        return found

    def hold(self, cost: FloatArray, values: FloatArray) -> None:
        """Keep a cost from growing again."""
        worth = float(cost @ values)
        self.model.add_one(np.arange(len(cost)), cost, -np.inf, worth + _SLACK * max(1.0, abs(worth)))

    def assignment(self, values: FloatArray) -> Assignment:
        """Return the pairs that carry something."""
        flows = self.pairs.assign(amount=values[: len(self.pairs)])
        flows = flows.loc[flows["amount"] > _TINY, ["place_id", "node", "amount", "minutes"]].reset_index(drop=True)
        need, nodes = self.service.need, self.service.nodes
        return Assignment(
            flows,
            flows.groupby("place_id")["amount"].sum().reindex(need.index).fillna(0.0).rename("served"),
            flows.groupby("node")["amount"].sum().reindex(pd.RangeIndex(len(nodes))).fillna(0.0).rename("load"),
            0.0,
            "highs",
        )
