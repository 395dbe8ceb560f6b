"""What opens, grows by steps and closes, within a budget: an integer programme for HiGHS, in three stages.

With y_j = 1 when node j is open, x_ij what it serves of place i, k_e the steps of size s that an existing service
grows, c_j what a candidate costs, u a step, w what a closure gives back, B the budget::

    maximise Σ x_ij + Σ bonus_j y_j   with   Σ_j x_ij ≤ P_i,   m_j y_j ≤ Σ_i x_ij ≤ C_j y_j + s k_j,   k_e ≤ K y_e,
    Σ c_j y_j + u Σ k_e − w Σ (1 − y_e) ≤ B,   Σ y_candidates = p,   Σ (1 − y_e) ≤ closures

then, what is served being fixed, the least money (the fewest steps where nothing costs); then the fewest closures with
the shortest trips.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.balance.assignment import Assignment, assign
from analysis.siting.capacities import check_closures, close_whole
from analysis.siting.search import Watch
from analysis.siting.serving import Service
from analysis.solver.model import Broken, Model, Solved
from geo.errors import BadInputError
from geo.schema import FloatArray, IntArray

MOST_PAIRS = 60_000
"""Trips up to which the programme is asked."""

_SLACK, _TINY = 1e-6, 1e-7
_CLOSING = 1e-3
"""Minutes × need that a closure must save: it decides between equals only."""


@dataclass(frozen=True, kw_only=True)
class Means:
    """What may be done.

    ``posts`` open exactly (None: as many as the budget pays for); ``closures`` existing services close at most, or
    exactly (``exactly``); a known service grows by ``step`` up to ``upgrade`` more, ``step_cost`` each; a closure gives
    back ``saves``; all of it costs ``budget`` at most.
    """

    posts: int | None
    budget: float | None
    closures: int
    exactly: bool
    upgrade: float
    step: float
    step_cost: float
    saves: float


@dataclass(frozen=True, eq=False)
class Reshaped:
    """One answer: what opens and closes, how many steps each existing service grows, who serves whom, what it costs."""

    sites: tuple[int, ...]
    closed: tuple[int, ...]
    steps: IntArray
    value: float
    spent: float
    assignment: Assignment


@dataclass(frozen=True)
class ReshapedAnswers:
    """The best answers; ``bound`` on the first, ``proven`` how many, ``settled`` whether equals were all compared."""

    found: tuple[Reshaped, ...]
    bound: float
    proven: int
    settled: bool


def reshaped(
    service: Service,
    means: Means,
    *,
    bonus: FloatArray,
    keep: int = 1,
    differ: int = 1,
    keeps: Broken | None = None,
    watch: Watch,
) -> ReshapedAnswers:
    """Return the answers that serve the most, each with other candidates than those before it.

    ``keeps`` is what they must keep to, as :meth:`analysis.solver.model.Model.keep_to` reads it.

    Raises
    ------
    BadInputError
        ``siting-steps-large`` (too many trips), ``siting-closures``, ``siting-none-fits``, ``siting-stopped``.
    """
    if means.exactly:
        check_closures(service.problem, means.closures)
    programme = _Reshaping(service, means, bonus)
    if keeps is not None:
        programme.model.keep_to(keeps)
    found: list[Reshaped] = []
    bound, proven, settled = np.inf, 0, True
    while len(found) < keep and not watch.over:
        watch.tell("highs", found[0].value if found else None)
        best = programme.most(watch)
        bound = bound if found else -best.bound
        if (answer := best.values) is None:  # noqa: PD011
            break
        one, sure = programme.settle(answer, watch)
        settled = settled and sure
        found.append(one)
        proven += best.proven and proven == len(found) - 1
        if not best.proven or not programme.forbid(one, differ):
            break
    if not found:
        raise (
            BadInputError("siting-stopped") if watch.over else BadInputError("siting-none-fits", posts=means.posts or 0)
        )
    return ReshapedAnswers(tuple(found), max(bound, found[0].value), proven, settled)


class _Reshaping:
    """The programme: nodes (1 when open), steps of existing services, what each pair carries."""

    def __init__(self, service: Service, means: Means, bonus: FloatArray) -> None:
        problem, need = service.problem, service.need.to_numpy(dtype=np.float64)
        self.service, self.means = service, means
        own = service.nodes["capacity"].to_numpy(dtype=np.float64)
        used = (need > 0)[problem.row]
        self.pairs = service.pairs[used].reset_index(drop=True)
        place, node = problem.row[used], problem.node[used]
        if len(place) > MOST_PAIRS:
            raise BadInputError("siting-steps-large", pairs=len(place), most=MOST_PAIRS)
        size, first, n_pairs = problem.n_nodes, problem.n_existing, len(place)
        self.first, self.size = first, size
        # A room that nothing could fill is as large as the need.
        own = np.minimum(own, need.sum())
        most = np.floor(means.upgrade / means.step + _TINY) if means.step else 0.0
        known = service.nodes["is_known"].to_numpy(dtype=np.bool_)[:first]
        most_steps = np.where(known, min(most, np.ceil(need.sum() / means.step) if means.step else 0.0), 0.0)
        self.step_at, self.pair_at = size + np.arange(first), size + first + np.arange(n_pairs)
        columns = size + first + n_pairs
        self.most_cost: FloatArray = np.zeros(columns)
        self.most_cost[self.pair_at] = -1.0
        self.most_cost[first:size] = -bonus
        spend: FloatArray = np.zeros(columns)
        spend[first:size] = np.nan_to_num(problem.cost[first:]) if means.budget is not None else 0.0
        spend[problem.doors] = means.saves
        spend[self.step_at] = means.step_cost or (0.0 if means.budget is not None else 1.0)
        self.spend = spend
        self.trips: FloatArray = np.zeros(columns)
        self.trips[self.pair_at] = self.pairs["minutes"].to_numpy(dtype=np.float64)
        self.trips[:first] = -_CLOSING
        self.trips[self.step_at] = _CLOSING
        self.model = Model(
            self.most_cost,
            upper=np.concatenate([np.ones(size), most_steps, need[place]]),
            whole=np.arange(columns) < size + first,
        )
        self._rows((place, node), own, most_steps)

    def _rows(self, cells_of: tuple[IntArray, IntArray], own: FloatArray, most_steps: FloatArray) -> None:
        service, means, model, spend = self.service, self.means, self.model, self.spend
        (place, node), first, size = cells_of, self.first, self.size
        problem, need, n_pairs = service.problem, service.need.to_numpy(dtype=np.float64), len(place)
        kept = np.zeros(len(need)) if means.closures else service.today.served.to_numpy(dtype=np.float64)
        low = np.maximum(0.0, np.minimum(kept, need) - _SLACK)
        model.add(place, self.pair_at, 1.0, low=low, high=need, n_rows=len(need))
        line, ones = np.arange(n_pairs), np.ones(n_pairs)
        model.add(np.concatenate([line, line]), np.concatenate([self.pair_at, node]),
                  np.concatenate([ones, -need[place]]), high=0.0, n_rows=n_pairs)  # fmt: skip
        at = np.arange(size)
        lines = np.concatenate([node, at, np.arange(first)])
        cells = np.concatenate([ones, -own, np.full(first, -means.step)])
        model.add(lines, np.concatenate([self.pair_at, at, self.step_at]), cells, high=0.0, n_rows=size)
        lines, cells = np.concatenate([node, at]), np.concatenate([ones, -problem.least])
        model.add(lines, np.concatenate([self.pair_at, at]), cells, low=0.0, n_rows=size)
        grows = np.concatenate([np.ones(first), -most_steps])
        here = np.arange(first)
        model.add(np.concatenate([here, here]), np.concatenate([self.step_at, here]), grows, high=0.0, n_rows=first)
        few = 0 if means.step or means.saves else 1
        model.add_one(at[first:], 1.0, few if means.posts is None else means.posts,
                      np.inf if means.posts is None else means.posts)  # fmt: skip
        close_whole(model, problem, means.closures, exactly=means.exactly)
        used_money = np.flatnonzero(spend)
        if means.budget is not None:
            model.add_one(used_money, spend[used_money], -np.inf, means.budget + means.saves * len(problem.doors))
        self.value_row = model.n_rows
        valued = np.flatnonzero(self.most_cost)
        model.add_one(valued, -self.most_cost[valued], -np.inf, np.inf)
        self.spend_row = model.n_rows
        model.add_one(used_money, spend[used_money], -np.inf, np.inf)

    def most(self, watch: Watch) -> Solved:
        """Return what serves the most."""
        self.model.limit(self.value_row, -np.inf, np.inf)
        self.model.limit(self.spend_row, -np.inf, np.inf)
        self.model.aim(self.most_cost)
        return self.model.solve(watch)

    def settle(self, values: FloatArray, watch: Watch) -> tuple[Reshaped, bool]:
        """Return the cheapest that serves as much, with the shortest trips, and whether both are proven."""
        sure = True
        worth = float(-self.most_cost @ values)
        self.model.limit(self.value_row, worth - _SLACK * max(1.0, worth), np.inf)
        for cost, row in ((self.spend, self.spend_row), (self.trips, None)):
            self.model.aim(cost)
            self.model.begin(np.arange(len(values)), values)
            found = self.model.solve(watch)
            sure = sure and found.proven
            better = found.values  # noqa: PD011
            values = values if better is None else better
            if row is not None:
                spent = float(cost @ values)
                self.model.limit(row, -np.inf, spent + _SLACK * max(1.0, abs(spent)))
        return self._read(values), sure

    def forbid(self, one: Reshaped, differ: int) -> bool:
        """Leave the candidates of an answer out of the next ones; False where nothing opens in it."""
        if one.sites:
            at = self.first + np.array(one.sites)
            self.model.add_one(at, 1.0, -np.inf, max(0, len(one.sites) - differ))
        return bool(one.sites)

    def _read(self, values: FloatArray) -> Reshaped:
        first, size, means = self.first, self.size, self.means
        sites = tuple(map(int, np.flatnonzero(values[first:size] > 0.5)))
        closed = tuple(map(int, np.flatnonzero(values[:first] < 0.5)))
        steps = np.rint(values[self.step_at]).astype(np.int64)
        cost = np.nan_to_num(self.service.problem.cost[first:])[list(sites)].sum()
        spent = (
            float(cost)
            + means.step_cost * float(steps.sum())
            - means.saves * len(np.intersect1d(closed, self.service.problem.doors))
        )
        value = float(-self.most_cost @ values)
        return Reshaped(sites, closed, steps, value, spent, self._assigned(values, sites, closed, steps))

    def _assigned(
        self, values: FloatArray, sites: tuple[int, ...], closed: tuple[int, ...], steps: IntArray
    ) -> Assignment:
        """Return who serves whom with the shortest trips; as the programme says where there are least sizes."""
        service, size = self.service, self.size
        if not service.problem.least.any():
            is_open = service.problem.opened(np.array(sites, dtype=np.int64), np.array(closed, dtype=np.int64))
            room = service.nodes["capacity"].to_numpy(dtype=np.float64).copy()
            room[: self.first] += self.means.step * steps
            keep = None if self.means.closures else service.today.served
            limits = pd.Series(np.where(is_open, room, 0.0), index=service.nodes.index)
            return assign(service.pairs, service.need, limits, keep=keep)
        flows = self.pairs.assign(amount=values[self.pair_at])
        flows = flows.loc[flows["amount"] > _TINY, ["place_id", "node", "amount", "minutes"]].reset_index(drop=True)
        need, nodes = service.need, pd.RangeIndex(size)
        served = flows.groupby("place_id")["amount"].sum().reindex(need.index).fillna(0.0).rename("served")
        load = flows.groupby("node")["amount"].sum().reindex(nodes).fillna(0.0).rename("load")
        return Assignment(flows, served, load, 0.0, "highs")
