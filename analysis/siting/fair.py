"""Capacities with the worst-served zone in the aim: an integer programme for HiGHS.

With x_rj what node j serves of row r (places that the same nodes serve, in the same zone), P the whole need, P_g that
of zone g, and λ the share of the worst served::

    maximise (1 − λ) Σ x_rj / P + λ θ   with   θ ≤ Σ_{r in g, j} x_rj / P_g  for every zone g
    Σ_j x_rj ≤ P_r,   m_j y_j ≤ Σ_r x_rj ≤ C_j y_j,   Σ y = p

Services that exist share what they have as fairly as the aim asks, today as after: what is gained is then due to what
opens. The worst served alone (λ = 1) leaves many equals: the need served then decides between them.

Who serves whom is settled once it is known what is open, by three linear programmes in order: first that aim; then,
at that aim, existing services grow as little as possible; then the least minutes.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.balance.assignment import Assignment
from analysis.siting.capacities import Capacities, check_closures, close_whole
from analysis.siting.gains import merged
from analysis.siting.search import Watch, up_to
from analysis.siting.serving import Service
from analysis.siting.weighed_cover import TIE, Weighed, WeighedAnswers, best_aims
from analysis.solver.model import Broken, Model
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray

MOST_TIGHT = 50_000
"""Up to so many pairs, x_rj ≤ P_r y_j is told too: more lines, and a bound much closer to the truth."""


def fair_choices(
    problem: Capacities,
    *,
    groups: IntArray,
    share: float,
    posts: int | None = None,
    budget: float | None = None,
    closures: int = 0,
    bonus: FloatArray | None = None,
    keep: int = 1,
    differ: int = 1,
    keeps: Broken | None = None,
    equals: int = 0,
    watch: Watch,
) -> WeighedAnswers:
    """Return the choices that serve best, for an aim that weighs the total and the worst-served zone.

    Parameters
    ----------
    groups
        Zone of every place, numbered from 0; zones without need take no part.
    share
        λ, 0 to 1.
    posts, budget, closures, bonus, keep, differ, keeps
        As :func:`analysis.siting.capacitated.most_assigned`.
    equals
        How many more are looked for in a little time, as long as they are worth as much as the last of ``keep``.

    Raises
    ------
    BadInputError
        ``siting-closures``; ``siting-none-fits`` when no choice fits; ``siting-stopped`` when time ends before one.
    """
    check_closures(problem, closures)
    more = np.zeros(problem.n_candidates) if bonus is None else bonus
    programme = _Programme(problem, groups, share, more)
    first, nodes = problem.n_existing, np.arange(problem.n_nodes)
    programme.model.add_one(nodes[first:], 1.0, 1 if posts is None else posts, np.inf if posts is None else posts)
    if budget is not None:
        programme.model.add_one(nodes[first:], problem.cost[first:], -np.inf, budget)
    close_whole(programme.model, problem, closures)
    if keeps is not None:
        programme.model.keep_to(keeps)

    def enough(found: list[Weighed]) -> bool:
        return len(found) > keep and found[-1].aim < found[keep - 1].aim - _EQUAL

    return best_aims(
        programme.model,
        programme.read,
        first=first,
        posts=posts,
        keep=keep + equals,
        differ=differ,
        wanted=keep if equals else None,
        enough=enough if equals else None,
        watch=watch,
    )


def with_assignments(
    service: Service, done: WeighedAnswers, groups: IntArray, *, share: float, keep: int, watch: Watch
) -> tuple[WeighedAnswers, list[Assignment]]:
    """Return the ``keep`` best of some choices, each with who serves whom: between equals, the shortest trips first.

    ``settled`` is False where some equals were not looked at. Parameters are as for :func:`fair_assignment`.
    """
    least = done.found[min(keep, len(done.found)) - 1].aim - _EQUAL
    limit = up_to(watch, 0.5, most_s=_COMPARING_S)
    judged: list[tuple[Weighed, Assignment]] = []
    whole = done.settled
    for one in done.found:
        if one.aim < least:
            break
        if len(judged) >= keep and limit.over:
            whole = False
            break
        is_open = service.problem.opened(np.array(one.sites, dtype=np.int64), np.array(one.closed, dtype=np.int64))
        judged.append((one, fair_assignment(service, is_open, groups, share=share)))
    # Aims that are equal to the precision of the programme are one: the first of them stands for all.
    level, aims = np.inf, []
    for one, _ in judged:
        level = one.aim if one.aim < level - _EQUAL else level
        aims.append(level)
    trips = [float((found.flows["amount"] * found.flows["minutes"]).sum()) for _, found in judged]
    order = sorted(range(len(judged)), key=lambda at: (-aims[at], round(trips[at], 4)))[:keep]
    found = tuple(judged[at][0] for at in order)
    best = replace(done, found=found, proven=min(done.proven, len(found)), settled=whole)
    return best, [judged[at][1] for at in order]


class _Programme:
    """The programme: the nodes (1 when open), what each serves of each row, the worst share."""

    def __init__(self, problem: Capacities, groups: IntArray, share: float, bonus: FloatArray) -> None:
        self.problem, self.share = problem, share
        self.bonus: FloatArray = np.concatenate([np.zeros(problem.n_existing), bonus])
        self.total = float(problem.need.sum())
        row, node, need, self.zone = _slim(problem, groups)
        self.of_group = np.bincount(groups, weights=problem.need)
        n_nodes, n_pairs, n_rows = problem.n_nodes, len(row), len(need)
        size = n_nodes + n_pairs + 1
        self.row, self.n_nodes = row, n_nodes
        pair, nodes = n_nodes + np.arange(n_pairs), np.arange(n_nodes)
        ones = np.ones(n_pairs)
        self.much = max(1.0 - share, TIE) / self.total
        self.model = Model(
            -np.concatenate([self.much * self.bonus, self.much * ones, [share]]),
            upper=np.concatenate([np.ones(n_nodes), need[row], [1.0]]),
            whole=np.arange(size) < n_nodes,
        )
        if n_pairs:
            self.model.add(row, pair, 1.0, high=need, n_rows=n_rows)
            lines, columns = np.concatenate([node, nodes]), np.concatenate([pair, nodes])
            self.model.add(lines, columns, np.concatenate([ones, -problem.room]), high=0.0, n_rows=n_nodes)
            self.model.add(lines, columns, np.concatenate([ones, -problem.least]), low=0.0, n_rows=n_nodes)
        if n_pairs and n_pairs <= MOST_TIGHT:
            line = np.arange(n_pairs)
            cells = np.concatenate([ones, -np.minimum(need[row], problem.room[node])])
            columns = np.concatenate([pair, node])
            self.model.add(np.concatenate([line, line]), columns, cells, high=0.0, n_rows=n_pairs)
        for group in np.flatnonzero(self.of_group > 0):
            mine = pair[self.zone[row] == group]
            columns = np.concatenate([mine, [size - 1]])
            values = np.concatenate([np.full(len(mine), -1.0 / self.of_group[group]), [1.0]])
            self.model.add_one(columns, values, -np.inf, 0.0)

    def read(self, values: FloatArray) -> Weighed:
        """Return the choice of a solution."""
        first = self.problem.n_existing
        is_open, amount = values[: self.n_nodes] > 0.5, values[self.n_nodes : -1]
        served = np.bincount(self.zone[self.row], weights=amount, minlength=len(self.of_group))
        counted = self.of_group > 0
        worst = float((served[counted] / self.of_group[counted]).min())
        total = float(amount.sum())
        return Weighed(
            tuple(map(int, np.flatnonzero(is_open[first:]))),
            total,
            worst,
            self.much * (total + float(self.bonus[is_open].sum())) + self.share * worst,
            closed=tuple(map(int, np.flatnonzero(~is_open[:first]))),
        )


def _slim(problem: Capacities, groups: IntArray) -> tuple[IntArray, IntArray, FloatArray, IntArray]:
    """Return row and node of the pairs, what each row needs and its zone: places served alike in a zone are one row."""
    useful = (problem.need > 0)[problem.row] & (problem.room > 0)[problem.node]
    place, node = problem.row[useful], problem.node[useful]
    here = np.unique(place)
    # The zone of a place travels as one more node, so that only places of one zone are one row.
    lines, need = merged(
        np.concatenate([place, here]),
        np.concatenate([node, problem.n_nodes + groups[here]]).astype(np.int32),
        problem.need,
        n_places=len(problem.need),
    )
    sizes = np.array([len(line) - 1 for line in lines], dtype=np.int64)
    nodes = np.concatenate([line[:-1] for line in lines]) if lines else np.zeros(0)
    zone = np.array([line[-1] - problem.n_nodes for line in lines], dtype=np.int64)
    return np.repeat(np.arange(len(lines)), sizes), nodes.astype(np.int64), need, zone


_SLACK, _TINY = 1e-8, 1e-9
_LONGEST_S, _COMPARING_S = 60.0, 10.0
MOST_ALIKE = 30
"""How many choices worth as much are looked for beyond the answers, at most."""
_EQUAL = 1e-7
"""Aims no farther apart are equal: programmes are no more precise."""


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
