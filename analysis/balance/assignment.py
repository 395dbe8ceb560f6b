"""Balance by capacitated assignment: as much need as possible is served within a horizon, then in the least time.

With P_i the need of place i, C_j the capacity of service j, t_ij minutes within the horizon, y_ij the need of i that
j serves::

    maximise Σ y_ij,  then minimise Σ t_ij y_ij,  with  Σ_j y_ij ≤ P_i,  Σ_i y_ij ≤ C_j,  y_ij ≥ 0

One linear programme does both: turning a unit away costs more minutes than any chain of moves could save, that is
(number of services + 2) × (horizon + 1). Two solvers give the same figures: HiGHS, and for large
problems the transport kernel of ``analysis.solver.transport``, whose prices prove the answer (weak duality) every time;
should that proof fail, HiGHS answers.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.balance.result import Balance, nothing_known_of_reach, split, sum_by_zone
from analysis.balance.serving import Serving
from analysis.solver.model import Model
from analysis.solver.transport import transport
from geo.errors import BadInputError
from geo.schema import CodeArray, FloatArray, IntArray

Solver = Literal["auto", "flow", "highs"]

PROOF = 1e-9
"""Largest relative distance between the answer and the bound that proves it."""

FEW_PAIRS = 10_000
"""Up to so many pairs, HiGHS answers before the kernel is even loaded."""

MOST_SINKS = 3000
"""Beyond, the kernel's table of moves between services would not fit in memory: HiGHS answers."""


@dataclass(frozen=True)
class Assignment:
    """Who serves whom, and how sure it is that nothing better exists.

    ``flows`` has one row per place and node that meet: ``place_id``, ``node``, ``amount``, ``minutes``. ``served`` is
    indexed as the need, ``load`` as the room. ``gap`` is the relative distance to the bound that proves the answer.
    """

    flows: pd.DataFrame
    served: pd.Series
    load: pd.Series
    gap: float
    solver: str

    @property
    def minutes_total(self) -> float:
        """Σ minutes × need served."""
        return float((self.flows["amount"] * self.flows["minutes"]).sum())


def assign(
    pairs: pd.DataFrame, need: pd.Series, room: pd.Series, *, keep: pd.Series | None = None, solver: Solver = "auto"
) -> Assignment:
    """Return the assignment that serves the most need, and among those the quickest.

    Parameters
    ----------
    pairs
        ``place_id``, ``node``, ``minutes``: who can serve whom; one row per pair.
    need
        What each place needs, indexed by ``place_id``: zero or more, known.
    room
        What each node takes at most, indexed by ``node``: zero or more, infinite without limit.
    keep
        Need of each place that must not be given up for another's (what another assignment served); it must be
        possible to serve all of it.
    solver
        ``flow``, ``highs``, or ``auto``: by the number of pairs.

    Raises
    ------
    BadInputError
        ``balance-need`` or ``balance-capacity`` (negative, or not known), ``balance-pair`` (a pair whose place or
        node is not listed, or whose minutes are not known).
    """
    problem = _problem(pairs, need, room, keep)
    amount, gap = np.zeros(len(problem.sink)), 0.0
    if solver == "auto":
        solver = "highs" if len(amount) <= FEW_PAIRS or len(problem.room) > MOST_SINKS else "flow"
    if solver == "flow":
        amount, gap = _by_flow(problem)
    if solver == "highs" or gap > PROOF:
        amount, gap, solver = _by_highs(problem), 0.0, "highs"
    flows = pd.DataFrame(
        {
            "place_id": need.index[problem.place[problem.row_of_pair]],
            "node": room.index[problem.node[problem.sink]],
            "amount": amount,
            "minutes": problem.minutes,
        }
    )
    together = flows[flows["amount"] > 0].groupby(["place_id", "node", "minutes"])["amount"].sum()
    flows = together.reset_index()[["place_id", "node", "amount", "minutes"]]
    return Assignment(
        flows,
        flows.groupby("place_id")["amount"].sum().reindex(need.index).fillna(0.0).rename("served"),
        flows.groupby("node")["amount"].sum().reindex(room.index).fillna(0.0).rename("load"),
        gap,
        solver,
    )


def balance_by_assignment(
    need: pd.Series,
    serving: Serving,
    zones: pd.Series,
    ancestors: pd.DataFrame,
    *,
    unit: str,
    horizon_min: float,
    solver: Solver = "auto",
) -> Balance:
    """Return what becomes of the need under the best assignment, with unknown capacities at nothing, then unlimited.

    The second assignment serves all that the first serves, place by place, and what more it can: the difference is
    the need whose fate depends on capacities that are not known. Where the place or area of no service is known, that
    is all of it.

    Parameters
    ----------
    need
        Need of each place, indexed by ``place_id``; NaN is unknown.
    zones
        The smallest zone of each place, aligned with ``need``.

    Raises
    ------
    BadInputError
        As :func:`assign`.
    """
    known = need.fillna(0.0)
    nodes = serving.nodes
    low = assign(serving.pairs, known, nodes["capacity_low"], solver=solver)
    high = low
    if (nodes["capacity_high"] > nodes["capacity_low"]).any():
        high = assign(serving.pairs, known, nodes["capacity_high"], keep=low.served, solver=solver)
    reached = pd.Series(need.index.isin(serving.pairs["place_id"]), index=need.index)
    served_high = high.served
    if nothing_known_of_reach(nodes):
        served_high, reached = need, pd.Series(data=True, index=need.index)
    parts = split(need, low.served, served_high, reached)
    spent = (low.flows["amount"] * low.flows["minutes"]).groupby(low.flows["node"]).sum().reindex(nodes.index)
    return Balance(
        by="assignment",
        unit=unit,
        zones=sum_by_zone(parts, zones, ancestors),
        nodes=nodes.assign(
            demand=np.nan, load_low=low.load, load_high=high.load, minutes_mean=spent / low.load.where(low.load > 0)
        ),
        places=parts,
        flows=low.flows,
        horizon_min=horizon_min,
    )


@dataclass(frozen=True)
class _Problem:
    """Rows (a place, or a part of it that is kept) and sinks with room; ``start`` cuts the pairs by row."""

    start: IntArray
    sink: CodeArray
    minutes: FloatArray
    need: FloatArray
    refusal: FloatArray
    room: FloatArray
    place: IntArray
    node: IntArray

    @property
    def row_of_pair(self) -> IntArray:
        return np.repeat(np.arange(len(self.need)), np.diff(self.start))


def _problem(pairs: pd.DataFrame, need: pd.Series, room: pd.Series, keep: pd.Series | None) -> _Problem:
    wanted, limits = need.to_numpy(dtype=np.float64), room.to_numpy(dtype=np.float64)
    minutes = pairs["minutes"].to_numpy(dtype=np.float64)
    if not (np.isfinite(wanted) & (wanted >= 0)).all():
        raise BadInputError("balance-need", id=str(need.index[int((~(wanted >= 0)).argmax())]))
    if not (limits >= 0).all():
        raise BadInputError("balance-capacity", id=str(room.index[int((~(limits >= 0)).argmax())]))
    at, to = need.index.get_indexer(pd.Index(pairs["place_id"])), room.index.get_indexer(pd.Index(pairs["node"]))
    wrong = (at < 0) | (to < 0) | ~(np.isfinite(minutes) & (minutes >= 0))
    if wrong.any():
        first = pairs.iloc[int(wrong.argmax())]
        raise BadInputError("balance-pair", place=str(first["place_id"]), node=str(first["node"]))
    useful = (wanted[at] > 0) & (limits[to] > 0)
    at, to, minutes = at[useful], to[useful], minutes[useful]
    # The order of ids, never that of the tables, decides between equals.
    place_rank, node_rank = _rank(need.index), _rank(room.index)
    order = np.lexsort((node_rank[to], minutes, place_rank[at]))
    at, to, minutes = at[order], to[order], minutes[order]
    node, sink = np.unique(to, return_inverse=True)
    cuts = np.flatnonzero(np.diff(at, prepend=-1))
    place, degree = at[cuts], np.diff(cuts, append=len(at))
    kept = np.zeros(len(place)) if keep is None else np.minimum(keep.to_numpy(dtype=np.float64)[place], wanted[place])
    parts = [(np.flatnonzero(kept > 0), kept, 2.0), (np.flatnonzero(wanted[place] > kept), wanted[place] - kept, 1.0)]
    rows = np.concatenate([chosen for chosen, _, _ in parts])
    index = _spans(cuts[rows], degree[rows])
    dearest = (len(node) + 2) * (float(minutes.max(initial=0.0)) + 1.0)
    return _Problem(
        start=np.concatenate(([0], np.cumsum(degree[rows]))).astype(np.int64),
        sink=sink[index].astype(np.int32),
        minutes=minutes[index],
        need=np.concatenate([amount[chosen] for chosen, amount, _ in parts]),
        refusal=np.concatenate([np.full(len(chosen), tier * dearest) for chosen, _, tier in parts]),
        room=limits[node],
        place=place[rows],
        node=node,
    )


def _by_flow(problem: _Problem) -> tuple[FloatArray, float]:
    """Solve with the transport kernel; return the amounts and the relative distance to the bound."""
    n_rows, away = len(problem.need), len(problem.room)
    if n_rows == 0:
        return np.zeros(0), 0.0
    start = problem.start + np.arange(n_rows + 1)
    sink = np.insert(problem.sink, problem.start[1:], away).astype(np.int32)
    minutes = np.insert(problem.minutes, problem.start[1:], problem.refusal)
    room = np.append(problem.room, np.inf)
    flow, price = np.zeros(0), np.zeros(len(room))
    # Prices guessed on a part of the rows, then on more of them: most places are then right at once.
    for step in _samples(n_rows, away):
        rows = np.arange(step // 2, n_rows, step)
        degree = np.diff(start)[rows]
        index = _spans(start[rows], degree)
        cut = np.concatenate(([0], np.cumsum(degree))).astype(np.int64)
        sample = problem.need[rows]
        scaled = room * (sample.sum() / problem.need.sum())
        flow, price = transport(cut, sink[index], minutes[index], sample, scaled, price)
    cost = float(flow @ minutes)
    limited = np.isfinite(room)
    bound = float(
        problem.need @ np.minimum.reduceat(minutes + price[sink], start[:-1]) - room[limited] @ price[limited]
    )
    return flow[sink != away], (cost - bound) / max(1.0, cost)


def _by_highs(problem: _Problem) -> FloatArray:
    """Solve with HiGHS."""
    n_rows, n_pairs = len(problem.need), len(problem.sink)
    if n_pairs == 0:
        return np.zeros(0)
    limited = np.flatnonzero(np.isfinite(problem.room))
    line = np.full(len(problem.room), -1)
    line[limited] = n_rows + np.arange(len(limited))
    row, column = problem.row_of_pair, np.arange(n_pairs)
    bounded = line[problem.sink] >= 0
    model = Model(problem.minutes - problem.refusal[row], upper=np.inf)
    model.add(
        np.concatenate([row, line[problem.sink][bounded]]),
        np.concatenate([column, column[bounded]]),
        1.0,
        high=np.concatenate([problem.need, problem.room[limited]]),
        n_rows=n_rows + len(limited),
    )
    found = model.solve().values  # noqa: PD011
    if found is None:
        raise BadInputError("solver-failed", reason="infeasible")
    amount: FloatArray = np.where(found > 1e-9, found, 0.0)
    return amount


def _samples(n_rows: int, n_sinks: int) -> list[int]:
    steps = [1]
    while n_rows / (4 * steps[0]) >= 2 * n_sinks:
        steps.insert(0, 4 * steps[0])
    return steps


def _spans(first: IntArray, size: IntArray) -> IntArray:
    """Return the positions of several spans, one after the other."""
    before = np.cumsum(size) - size
    spans: IntArray = np.repeat(first - before, size) + np.arange(int(size.sum()))
    return spans


def _rank(index: pd.Index) -> IntArray:
    rank = np.empty(len(index), dtype=np.int64)
    rank[index.argsort()] = np.arange(len(index))
    return rank
