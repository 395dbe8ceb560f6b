"""Between capacitated choices that serve the same: the one whose trips are the shortest, among all of them.

With y_j = 1 when node j is open, x_ij what it serves of place i, r_j what an existing service grows, V what the best
choice serves::

    minimise Σ t_ij x_ij + W Σ r_j   with   Σ x_ij + Σ bonus_j y_j ≥ V,   k_i ≤ Σ_j x_ij ≤ P_i,   x_ij ≤ P_i y_j,
    m_j y_j ≤ Σ_i x_ij ≤ C_j y_j + r_j,   Σ y = p

W is more than any chain of moves saves: existing services grow as little as can be, then trips are shortest. k_i is
what is served today, where nothing closes.
"""

import numpy as np

from analysis.siting.capacitated import CapacitatedChoice, forbid
from analysis.siting.capacities import close_whole
from analysis.siting.search import Watch
from analysis.siting.serving import Service
from analysis.solver.model import Broken, Model
from geo.schema import FloatArray, IntArray

MOST_PAIRS = 60_000
"""Beyond so many trips, only some of the equals are looked at."""

LONGEST_S = 20.0
"""How long the search among equals may take, for all the answers of a question."""

_SLACK = 1e-6


class Equals:
    """The programme, which lives: values, choices left out and starts change, the rest stays.

    Parameters
    ----------
    posts, budget, closures, bonus, differ, keeps
        As :func:`analysis.siting.capacitated.most_assigned`.
    """

    def __init__(
        self,
        service: Service,
        *,
        posts: int | None,
        budget: float | None,
        closures: int,
        bonus: FloatArray,
        differ: int,
        keeps: Broken | None = None,
        watch: Watch,
    ) -> None:
        problem = service.problem
        need = service.need.to_numpy(dtype=np.float64)
        self._service, self._differ = service, differ
        self._watch, self._left_s = watch, LONGEST_S
        place, node, minutes = _trips(service)
        self.is_small = len(place) <= MOST_PAIRS
        if not self.is_small:
            return
        first, size, pairs = problem.n_existing, problem.n_nodes, len(place)
        nodes, pair = np.arange(size), size + np.arange(pairs)
        own = np.minimum(service.nodes["capacity"].to_numpy(dtype=np.float64), problem.room)
        away = (2 * size + 2) * (float(minutes.max(initial=0.0)) + 1.0)
        self._model = model = Model(
            np.concatenate([np.zeros(size), minutes, np.full(first, away)]),
            upper=np.concatenate([np.ones(size), need[place], (problem.room - own)[:first]]),
            whole=np.arange(size + pairs + first) < size,
        )
        kept = np.zeros(len(need)) if closures else service.today.served.to_numpy(dtype=np.float64)
        model.add(place, pair, 1.0, low=np.maximum(0.0, np.minimum(kept, need) - _SLACK), high=need, n_rows=len(need))
        line, ones = np.arange(pairs), np.ones(pairs)
        tight = np.concatenate([ones, -np.minimum(need[place], problem.room[node])])
        model.add(np.concatenate([line, line]), np.concatenate([pair, node]), tight, high=0.0, n_rows=pairs)
        load, at = np.concatenate([node, nodes]), np.concatenate([pair, nodes])
        grown = (np.arange(first), size + pairs + np.arange(first), -np.ones(first))
        model.add(
            np.concatenate([load, grown[0]]),
            np.concatenate([at, grown[1]]),
            np.concatenate([ones, -own, grown[2]]),
            high=0.0,
            n_rows=size,
        )
        model.add(load, at, np.concatenate([ones, -problem.least]), low=0.0, n_rows=size)
        candidates = nodes[first:]
        model.add_one(candidates, 1.0, 1 if posts is None else posts, np.inf if posts is None else posts)
        if budget is not None:
            model.add_one(candidates, problem.cost[first:], -np.inf, budget)
        close_whole(model, problem, closures)
        if keeps is not None:
            model.keep_to(keeps)
        self._value_row = model.n_rows
        model.add_one(np.concatenate([candidates, pair]), np.concatenate([bonus, ones]), 0.0, np.inf)

    def settle(self, known: CapacitatedChoice) -> tuple[CapacitatedChoice, bool]:
        """Return the equal of a choice whose trips are the shortest, and whether none of its equals does better.

        The next ones differ from it.
        """
        limit = self._watch.part(self._left_s)
        if not self.is_small or limit.over:
            return known, False
        first, size = self._service.n_existing, self._service.problem.n_nodes
        model = self._model
        model.limit(self._value_row, known.value - _SLACK * max(1.0, known.value), np.inf)
        is_open = self._service.problem.opened(_codes(known.sites), _codes(known.closed))
        model.begin(np.arange(size), is_open)
        found = model.solve(limit)
        self._left_s -= limit.spent_s
        choice = known
        values = found.values
        if values is not None:
            sites = np.flatnonzero(values[first:size] > 0.5)
            closed = np.flatnonzero(values[:first] < 0.5)
            choice = CapacitatedChoice(tuple(map(int, sites)), tuple(map(int, closed)), known.value)
        self.forbid(choice)
        return choice, found.proven and values is not None

    def forbid(self, choice: CapacitatedChoice) -> None:
        """Leave a choice out of the next ones, as :func:`analysis.siting.capacitated.differs` says."""
        if self.is_small:
            forbid(self._model, choice, first=self._service.n_existing, differ=self._differ)


class TripCosts:
    """What trips cost with any candidates open, for choices that serve the same: one linear programme for all of them.

    From one choice to the next only the room of candidates changes, and HiGHS starts from where it was.
    """

    def __init__(self, service: Service, *, bonus: FloatArray) -> None:
        problem = service.problem
        need = service.need.to_numpy(dtype=np.float64)
        place, node, minutes = _trips(service)
        first, size, pairs = problem.n_existing, problem.n_nodes, len(place)
        own = np.minimum(service.nodes["capacity"].to_numpy(dtype=np.float64), problem.room)
        away = (2 * size + 2) * (float(minutes.max(initial=0.0)) + 1.0)
        self._first, self._room, self._least, self._bonus = first, problem.room, problem.least, bonus
        self._model = model = Model(
            np.concatenate([minutes, np.full(first, away)]),
            upper=np.concatenate([need[place], (problem.room - own)[:first]]),
        )
        # The room of candidates comes first: their rows are 0, 1, 2…
        pair, grown = np.arange(pairs), pairs + np.arange(first)
        new = node >= first
        model.add(node[new] - first, pair[new], 1.0, high=0.0, n_rows=size - first)
        model.add_one(pair, 1.0, 0.0, np.inf)
        lines, columns = np.concatenate([node[~new], np.arange(first)]), np.concatenate([pair[~new], grown])
        cells = np.concatenate([np.ones(int((~new).sum())), -np.ones(first)])
        model.add(lines, columns, cells, high=own[:first], n_rows=first)
        kept = np.minimum(service.today.served.to_numpy(dtype=np.float64), need)
        model.add(place, pair, 1.0, low=np.maximum(0.0, kept - _SLACK), high=need, n_rows=len(need))
        self._open: tuple[int, ...] = ()

    def cost(self, choice: CapacitatedChoice, watch: Watch) -> float:
        """Return Σ minutes × need of a choice, and W for each unit that existing services grow; infinite without time.

        Nothing closes.
        """
        for site in set(self._open) - set(choice.sites):
            self._model.limit(site, 0.0, 0.0)
        for site in choice.sites:
            self._model.limit(site, self._least[self._first + site], self._room[self._first + site])
        self._open = choice.sites
        served = choice.value - float(self._bonus[list(choice.sites)].sum())
        self._model.limit(len(self._bonus), served - _SLACK * max(1.0, served), np.inf)
        return self._model.solve(watch).objective


def _trips(service: Service) -> tuple[IntArray, IntArray, FloatArray]:
    problem = service.problem
    useful = (problem.need > 0)[problem.row] & (problem.room > 0)[problem.node]
    minutes = service.pairs["minutes"].to_numpy(dtype=np.float64)
    return problem.row[useful], problem.node[useful], minutes[useful]


def _codes(codes: tuple[int, ...]) -> IntArray:
    return np.array(codes, dtype=np.int64)
