"""Capacitated maximum assignment: which candidates open, and which services close, so that most need is served.

HiGHS chooses the sites under cuts ``served ≤ constant + Σ worth of the open nodes``; the flow says how much that choice
really serves, and its bottleneck is the next cut. When no cut leaves more than the best choice seen, it is proven.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from analysis.siting.capacities import (
    Capacities,
    Cut,
    bottleneck_cut,
    check_closures,
    close_whole,
    improved,
    most_served,
    priced,
)
from analysis.siting.search import Watch
from analysis.solver.model import Broken, Model, Solved
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray

_TINY = 1e-6


@dataclass(frozen=True)
class CapacitatedChoice:
    """Candidates that open, services that close (both counted from 0), and how much is then served.

    ``value`` is what is served and what preferred candidates add.
    """

    sites: tuple[int, ...]
    closed: tuple[int, ...]
    value: float


@dataclass(frozen=True)
class CapacitatedChoices:
    """The best distinct choices; ``bound`` and ``proven`` as in :class:`analysis.siting.search.Answers`."""

    found: tuple[CapacitatedChoice, ...]
    bound: float
    proven: int
    solver: str
    settled: bool = True


Settle = Callable[[CapacitatedChoice], tuple[CapacitatedChoice, bool]]
"""Returns the choice to prefer among those that are worth the same as a proven one, and whether all were compared."""


@dataclass
class _Seen:
    """Choices met so far, those already answered, and those whose bottleneck is a cut.

    An answer differs by ``differ`` candidates from those before.
    """

    differ: int = 1
    value: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = field(default_factory=dict)
    answered: list[CapacitatedChoice] = field(default_factory=list)
    cut: set[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=set)

    def best(self) -> CapacitatedChoice | None:
        left = [(value, key) for key, value in self.value.items() if self.is_new(*key)]
        if not left:
            return None
        value, (sites, closed) = min(left, key=lambda each: (-each[0], each[1]))
        return CapacitatedChoice(sites, closed, value)

    def is_new(self, sites: tuple[int, ...], closed: tuple[int, ...]) -> bool:
        """Whether a choice is far enough from those answered."""
        return all(differs(sites, closed, one, self.differ) for one in self.answered)


def differs(sites: tuple[int, ...], closed: tuple[int, ...], other: CapacitatedChoice, differ: int) -> bool:
    """Whether a choice leaves out ``differ`` candidates of another, or, where one is enough, closes others."""
    kept = len(set(sites) & set(other.sites))
    if differ == 1:
        return kept + len(set(closed) & set(other.closed)) < len(other.sites) + len(other.closed)
    return kept <= max(0, len(other.sites) - differ)


def forbid(model: Model, choice: CapacitatedChoice, *, first: int, differ: int) -> None:
    """Ask a programme whose first columns are the nodes for another choice, as :func:`differs` says."""
    opened = first + np.array(choice.sites, dtype=np.int64)
    if differ > 1:
        model.add_one(opened, 1.0, -np.inf, max(0, len(opened) - differ))
        return
    shut = np.array(choice.closed, dtype=np.int64)
    columns = np.concatenate([opened, shut])
    values = np.concatenate([np.ones(len(opened)), -np.ones(len(shut))])
    model.add_one(columns, values, -np.inf, len(opened) - 1)


def most_assigned(
    problem: Capacities,
    *,
    posts: int | None = None,
    budget: float | None = None,
    closures: int = 0,
    keep: int = 1,
    differ: int = 1,
    bonus: FloatArray | None = None,
    settle: Settle | None = None,
    keeps: Broken | None = None,
    begun: tuple[int, ...] = (),
    watch: Watch,
    gap: float = 0.0,
) -> CapacitatedChoices:
    """Return the choices that serve the most need.

    Parameters
    ----------
    posts
        How many candidates open, exactly; with a ``budget`` alone, as many as it pays for.
    closures
        How many buildings close, exactly: those whose services cost the least.
    differ
        By how many candidates each answer differs from all those before it, at least.
    bonus
        What each candidate adds to the need served (preferences).
    settle
        Which of the choices that are worth the same is meant; the first met by default.
    keeps
        What a choice must keep to, as :meth:`analysis.solver.model.Model.keep_to` reads it, where something closes.
    begun
        Candidates of a choice known to be good for fewer posts.
    gap
        Relative gap, proven, at which a single answer is good enough.

    Raises
    ------
    BadInputError
        ``siting-closures`` (more closures than services), ``siting-none-fits`` (no choice within the budget and the
        least sizes), ``siting-stopped`` (time ended before a first answer).
    """
    check_closures(problem, closures)
    seen = _Seen(differ)
    cuts: list[Cut] = []
    more = np.zeros(problem.n_candidates) if bonus is None else bonus
    most = float(np.sort(more)[::-1][: problem.n_candidates if posts is None else posts].sum())
    bound = float(problem.need.sum()) + most
    plain = posts is not None and budget is None and not closures
    if plain and posts is not None:
        known = priced(problem, posts, begun=begun, watch=watch, gap=gap)
        cuts, bound = list(known.cuts), min(bound, known.bound + most)
        if len(known.sites) and known.value >= 0:
            near = not most and bound - known.value <= gap * max(known.value, 1e-12)
            sites, value = (known.sites, known.value) if near else improved(problem, known, watch=watch)
            value += float(more[sites].sum())
            seen.value[tuple(map(int, sites)), ()] = value
            if keep == 1 and bound - value <= gap * max(value, 1e-12):
                proven = int(bound - value <= _TINY * max(1.0, value))
                one, done = _meant(CapacitatedChoice(tuple(map(int, sites)), (), value), settle, sure=bool(proven))
                return CapacitatedChoices((one,), bound, proven, "exchange", done)
    master = _Master(problem, cuts, posts=posts, budget=budget, closures=closures, bonus=more, keeps=keeps)
    proven, settled = 0, True
    while len(seen.answered) < keep:
        best, here, sure = _next(problem, master, seen, watch, gap if keep == 1 else 0.0)
        if not seen.answered:
            bound = min(bound, here)
        if best is None:
            break
        best, done = _meant(best, settle, sure=sure)
        settled = settled and done
        proven += sure and proven == len(seen.answered)
        seen.answered.append(best)
        master.forbid(best, differ)
        if watch.over:
            break
    if not seen.answered:
        raise _nothing(posts, watch)
    return CapacitatedChoices(tuple(seen.answered), max(bound, seen.answered[0].value), proven, "highs", settled)


def _meant(best: CapacitatedChoice, settle: Settle | None, *, sure: bool) -> tuple[CapacitatedChoice, bool]:
    return settle(best) if sure and settle is not None else (best, True)


def _nothing(posts: int | None, watch: Watch) -> BadInputError:
    return BadInputError("siting-stopped") if watch.over else BadInputError("siting-none-fits", posts=posts or 0)


def _next(
    problem: Capacities, master: "_Master", seen: _Seen, watch: Watch, gap: float
) -> tuple[CapacitatedChoice | None, float, bool]:
    """Return the best choice that is not answered yet, the bound on it, and whether it is proven."""
    bound = np.inf
    while True:
        best = seen.best()
        if watch.over:
            return best, bound, False
        answer = master.solve(best, watch)
        if answer.infeasible:
            return best, bound if best is None else best.value, best is not None
        if answer.values is None:
            return best, min(bound, -answer.bound), False
        bound = min(bound, -answer.bound)
        slack = max(_TINY, gap) * max(1.0, abs(bound))
        if best is not None and bound <= best.value + slack:
            return best, bound, bound <= best.value + _TINY * max(1.0, abs(bound))
        sites, closed = master.read(answer.values)
        is_open = problem.opened(np.array(sites, dtype=np.int64), np.array(closed, dtype=np.int64))
        value, tight, refused = most_served(problem, is_open)
        if refused is not None:
            master.refuse(refused)
            continue
        value += float(master.bonus[list(sites)].sum())
        fresh = (sites, closed) not in seen.cut
        seen.cut.add((sites, closed))
        seen.value[sites, closed] = value
        if not fresh and bound > value + slack:
            # The bottleneck of this choice is a cut already: only rounding, or time that ended, keeps HiGHS above it.
            return seen.best(), value if answer.proven else bound, answer.proven
        master.add(bottleneck_cut(problem, tight))
        found = seen.best()
        watch.tell("highs", None if found is None else found.value, bound)


class _Master:
    """The choice of sites: candidates, then what exists (1 when it stays), then how much is served."""

    def __init__(
        self,
        problem: Capacities,
        cuts: list[Cut],
        *,
        posts: int | None,
        budget: float | None,
        closures: int,
        bonus: FloatArray,
        keeps: Broken | None,
    ) -> None:
        self.problem, self.bonus = problem, bonus
        first, size = problem.n_existing, problem.n_nodes
        candidates = np.arange(first, size)
        self.model = Model(
            np.concatenate([np.zeros(first), -bonus, [-1.0]]),
            upper=np.concatenate([np.ones(size), [float(problem.need.sum())]]),
            whole=np.arange(size + 1) < size,
        )
        # With a budget alone, as many as it pays for: one at least.
        self.model.add_one(candidates, 1.0, 1 if posts is None else posts, np.inf if posts is None else posts)
        if budget is not None:
            self.model.add_one(candidates, problem.cost[first:], -np.inf, budget)
        close_whole(self.model, problem, closures)
        if keeps is not None:
            self.model.keep_to(keeps)
        for cut in cuts:
            self.add(cut)

    def add(self, cut: Cut) -> None:
        """Bound what is served."""
        size = self.problem.n_nodes
        self.model.add_one(np.arange(size + 1), np.concatenate([-cut.worth, [1.0]]), -np.inf, cut.constant)

    def refuse(self, tight: BoolArray) -> None:
        """Forbid that candidates which only reach what is outside a bottleneck need more than that."""
        pairs, need = self.problem.slim
        near = np.zeros(self.problem.n_nodes, dtype=np.bool_)
        near[pairs.node[tight[pairs.row]]] = True
        least = np.where(near, 0.0, self.problem.least)
        self.model.add_one(np.arange(self.problem.n_nodes), least, -np.inf, float(need[~tight].sum()))

    def forbid(self, choice: CapacitatedChoice, differ: int) -> None:
        """Ask for another choice, as :func:`differs` says."""
        forbid(self.model, choice, first=self.problem.n_existing, differ=differ)

    def solve(self, best: CapacitatedChoice | None, watch: Watch) -> Solved:
        """Ask HiGHS, from the best choice known."""
        if best is not None:
            first, size = self.problem.n_existing, self.problem.n_nodes
            is_open = np.arange(size) < first
            is_open[list(best.closed)] = False
            is_open[[first + site for site in best.sites]] = True
            self.model.begin(np.arange(size), is_open)
        return self.model.solve(watch)

    def read(self, values: FloatArray) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the candidates that open and the services that close."""
        first, size = self.problem.n_existing, self.problem.n_nodes
        sites: IntArray = np.flatnonzero(values[first:size] > 0.5)
        closed: IntArray = np.flatnonzero(values[:first] < 0.5)
        return tuple(map(int, sites)), tuple(map(int, closed))
