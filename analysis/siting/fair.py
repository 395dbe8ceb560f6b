"""Capacities with the worst-served zone in the aim: an integer programme for HiGHS.

With x_rj what node j serves of row r (places that the same nodes serve, in the same zone), P the whole need, P_g that
of zone g, and λ the share of the worst served::

    maximise (1 − λ) Σ x_rj / P + λ θ   with   θ ≤ Σ_{r in g, j} x_rj / P_g  for every zone g
    Σ_j x_rj ≤ P_r,   m_j y_j ≤ Σ_r x_rj ≤ C_j y_j,   Σ y = p

Services that exist share what they have as fairly as the aim asks, today as after: what is gained is then due to what
opens. The worst served alone (λ = 1) leaves many equals: the need served then decides between them.
"""

from dataclasses import dataclass

import numpy as np

from analysis.siting.capacities import Capacities
from analysis.siting.gains import merged
from analysis.siting.search_limits import Watch
from analysis.siting.weighed_cover import TIE
from analysis.solver.model import Model
from geo.errors import BadInputError
from geo.schema import FloatArray, IntArray

MOST_TIGHT = 50_000
"""Up to so many pairs, x_rj ≤ P_r y_j is told too: more lines, and a bound much closer to the truth."""


@dataclass(frozen=True)
class FairChoice:
    """Candidates that open, services that close, the need served, the share of the worst-served zone, and the aim."""

    sites: tuple[int, ...]
    closed: tuple[int, ...]
    served: float
    worst: float
    aim: float


@dataclass(frozen=True)
class FairChoices:
    """The best distinct choices; ``bound`` is on the aim of the first, ``proven`` how many are proven."""

    found: tuple[FairChoice, ...]
    bound: float
    proven: int


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
    watch: Watch,
) -> FairChoices:
    """Return the choices that serve best, for an aim that weighs the total and the worst-served zone.

    Parameters
    ----------
    groups
        Zone of every place, numbered from 0; zones without need take no part.
    share
        λ, 0 to 1.
    posts, budget, closures, bonus, keep, differ
        As :func:`analysis.siting.capacitated.most_assigned`.

    Raises
    ------
    BadInputError
        ``siting-closures``; ``siting-none-fits`` when no choice fits; ``siting-stopped`` when time ends before one.
    """
    if closures > problem.n_existing:
        raise BadInputError("siting-closures", closures=closures, services=problem.n_existing)
    more = np.zeros(problem.n_candidates) if bonus is None else bonus
    programme = _Programme(problem, groups, share, more)
    first, nodes = problem.n_existing, np.arange(problem.n_nodes)
    programme.model.add_one(nodes[first:], 1.0, 1 if posts is None else posts, np.inf if posts is None else posts)
    if budget is not None:
        programme.model.add_one(nodes[first:], problem.cost[first:], -np.inf, budget)
    if first:
        programme.model.add_one(nodes[:first], 1.0, first - closures, first - closures)
    found: list[FairChoice] = []
    bound, proven = np.inf, 0
    while len(found) < keep and not watch.over:
        watch.tell("highs", found[0].served if found else None)
        answer = programme.model.solve(watch)
        if not found:
            bound = -answer.bound
        if answer.values is None:
            break
        one = programme.read(answer.values)
        found.append(one)
        proven += answer.proven and proven == len(found) - 1
        opened = first + np.array(one.sites, dtype=np.int64)
        shut = np.array(one.closed, dtype=np.int64) if differ == 1 else np.zeros(0, dtype=np.int64)
        values = np.concatenate([np.ones(len(opened)), -np.ones(len(shut))])
        programme.model.add_one(np.concatenate([opened, shut]), values, -np.inf, max(0, len(opened) - differ))
        if not answer.proven:
            break
    if not found:
        raise BadInputError("siting-stopped") if watch.over else BadInputError("siting-none-fits", posts=posts or 0)
    return FairChoices(tuple(found), bound, proven)


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

    def read(self, values: FloatArray) -> FairChoice:
        """Return the choice of a solution."""
        first = self.problem.n_existing
        is_open, amount = values[: self.n_nodes] > 0.5, values[self.n_nodes : -1]
        served = np.bincount(self.zone[self.row], weights=amount, minlength=len(self.of_group))
        counted = self.of_group > 0
        worst = float((served[counted] / self.of_group[counted]).min())
        total = float(amount.sum())
        return FairChoice(
            tuple(map(int, np.flatnonzero(is_open[first:]))),
            tuple(map(int, np.flatnonzero(~is_open[:first]))),
            total,
            worst,
            self.much * (total + float(self.bonus[is_open].sum())) + self.share * worst,
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
