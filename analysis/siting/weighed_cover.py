"""Coverage with a budget, or with the worst-served zone in the aim: an integer programme for HiGHS.

With z_r = 1 when row r is covered, P the whole weight, P_g that of zone g, and λ the share of the worst served::

    maximise (1 − λ) Σ P_r z_r / P + λ θ   with   θ ≤ (covered today + Σ_{r in g} P_r z_r) / P_g  for every zone g

The worst served alone (λ = 1) leaves many equals: the weight covered then decides between them.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

import numpy as np

from analysis.siting.capacitated import CapacitatedChoice, forbid
from analysis.siting.equal_sets import Ways, folded
from analysis.siting.gains import merged
from analysis.siting.problem import Problem
from analysis.siting.search import Answers, Found, Watch, up_to
from analysis.solver.model import Model
from geo.errors import BadInputError
from geo.schema import FloatArray, IntArray

TIE = 1e-4
"""How much the weight covered counts when the worst-served zone alone is looked at."""

MOST_EQUALS = 30
"""How many sets are looked for beyond the answers asked for, as equivalents of these, at most."""

_EQUALS_S = 10.0
"""How long that may take."""


@dataclass(frozen=True)
class Weighed:
    """One answer: its sites, the weight covered, the share of the worst-served zone (0–1) and the aim itself.

    With capacities, what is covered is the need served, and ``closed`` the services that close (counted from 0).
    ``equals`` are the other sets that are worth the same for the same people, the shortest trips first.
    """

    sites: tuple[int, ...]
    covered: float
    worst: float
    aim: float
    closed: tuple[int, ...] = ()
    equals: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class WeighedAnswers:
    """The best distinct answers; ``bound`` is on the aim of the first, ``proven`` how many are proven.

    ``settled`` is False where answers worth the same were not all compared.
    """

    found: tuple[Weighed, ...]
    bound: float
    proven: int
    settled: bool = False


def weighed_cover(
    problem: Problem,
    *,
    horizon_min: float,
    posts: int | None = None,
    cost: FloatArray | None = None,
    budget: float | None = None,
    groups: IntArray | None = None,
    share: float = 0.0,
    bonus: FloatArray | None = None,
    keep: int = 1,
    differ: int = 1,
    ways: Ways | None = None,
    watch: Watch,
) -> WeighedAnswers:
    """Return the best sets of sites for an aim that weighs the total and the worst-served zone.

    Parameters
    ----------
    cost, budget
        What each site costs, and what all may cost together.
    groups
        Zone of every place, numbered from 0; needed where ``share`` is above zero. Zones without weight take no part.
    share
        λ, 0 to 1.
    bonus
        What each site adds to the weight covered in the aim (preferences).
    ways
        Trips of everyone: sets that are worth the same for the same people are then one answer, the shortest of them
        first, with the others as its equivalents. Each set is an answer when None.

    Raises
    ------
    BadInputError
        ``siting-none-fits`` when no set fits the budget; ``siting-stopped`` when time ends before a first answer.
    """
    programme = _Programme(problem, horizon_min, groups=groups, share=share, bonus=bonus)
    sites = np.arange(problem.n_sites)
    programme.model.add_one(sites, 1.0, 1 if posts is None else posts, np.inf if posts is None else posts)
    if cost is not None and budget is not None:
        programme.model.add_one(sites, cost, -np.inf, budget)
    asked = keep if ways is None else keep + MOST_EQUALS

    def same(one: Found | Weighed) -> Hashable:
        reached = (problem.after(one.sites) <= horizon_min) & (problem.weight > 0)
        return round(one.aim if isinstance(one, Weighed) else one.value, 9), np.packbits(reached).tobytes()

    def enough(found: list[Weighed]) -> bool:
        return len(found) > keep and len({same(one) for one in found}) > keep

    done = best_aims(
        programme.model,
        programme.read,
        posts=posts,
        keep=asked,
        differ=differ,
        wanted=None if ways is None else keep,
        enough=None if ways is None else enough,
        watch=watch,
    )
    if ways is None:
        # Between equals, the shortest ways.
        ranked = sorted(done.found, key=lambda one: (-round(one.aim, 9), problem.way_total(one.sites)))
        return replace(done, found=tuple(ranked))
    known = {one.sites: one for one in done.found}
    told = Answers(
        tuple(Found(one.sites, one.aim) for one in done.found), done.bound, done.proven, "highs", watch.spent_s
    )
    one_each = folded(told, keep=keep, asked=asked, same=same, ways=ways)
    found = tuple(replace(known[one.sites], equals=one.equals) for one in one_each.found)
    way = ways.total()
    ranked = sorted(found, key=lambda one: (-round(one.aim, 9), way(one.sites)))
    return replace(done, found=tuple(ranked), proven=one_each.proven, settled=done.settled)


def best_aims(
    model: Model,
    read: Callable[[FloatArray], Weighed],
    *,
    first: int = 0,
    posts: int | None,
    keep: int,
    differ: int,
    wanted: int | None = None,
    enough: Callable[[list[Weighed]], bool] | None = None,
    watch: Watch,
) -> WeighedAnswers:
    """Return the best answers of a programme, one after the other, each cut off by those before.

    Parameters
    ----------
    model, read
        The programme, and the answer that a solution of it is.
    first
        How many columns stand before the sites: services that exist.
    posts, keep, differ
        How many sites were asked for, if a number was; how many answers; by how many sites they differ.
    wanted, enough
        After so many answers, others are looked for in a little time only; what says that there are enough.

    Raises
    ------
    BadInputError
        ``siting-none-fits``; ``siting-stopped`` when time ends before a first answer.
    """
    found: list[Weighed] = []
    bound, proven, infeasible = np.inf, 0, False
    limit = watch
    while len(found) < keep and not limit.over and not (enough is not None and enough(found)):
        watch.tell("highs", found[0].covered if found else None)
        answer = model.solve(limit)
        if not found:
            bound = -answer.bound
        infeasible = answer.infeasible
        if answer.values is None or (limit is not watch and not answer.proven):
            break
        found.append(one := read(answer.values))
        if len(found) == wanted:
            limit = up_to(watch, 0.5, most_s=_EQUALS_S)
        proven += answer.proven and proven == len(found) - 1
        forbid(model, CapacitatedChoice(one.sites, one.closed, one.covered), first=first, differ=differ)
        if not answer.proven:
            break
    if not found:
        raise BadInputError("siting-stopped") if watch.over else BadInputError("siting-none-fits", posts=posts or 0)
    # Where no other set fits, or there are enough, those known are all that are worth as much.
    whole = len(found) < keep and (infeasible or (enough is not None and enough(found)))
    return WeighedAnswers(tuple(found), bound, proven, settled=whole)


class _Programme:
    """The integer programme: sites, rows (places that the same sites cover, in the same zone), the worst share."""

    def __init__(
        self, problem: Problem, horizon_min: float, *, groups: IntArray | None, share: float, bonus: FloatArray | None
    ) -> None:
        self.problem, self.horizon_min = problem, horizon_min
        self.groups = np.zeros(problem.n_places, dtype=np.int64) if groups is None else groups
        self.share = share
        self.bonus = np.zeros(problem.n_sites) if bonus is None else bonus
        self.total = float(problem.weight.sum())
        self.of_group = np.bincount(self.groups, weights=problem.weight)
        n_sites, n_groups = problem.n_sites, len(self.of_group)
        useful = (problem.minutes <= horizon_min) & ((problem.before > horizon_min) & (problem.weight > 0))[
            problem.place
        ]
        here = np.unique(problem.place[useful])
        # The zone of a place travels as one more site, so that only places of one zone are one row.
        place = np.concatenate([problem.place[useful], here])
        site = np.concatenate([problem.site[useful], n_sites + self.groups[here]]).astype(np.int32)
        lines, weights = merged(place, site, problem.weight, n_places=problem.n_places)
        n_rows = len(lines)
        size = n_sites + n_rows + 1
        much = max(1.0 - share, TIE) / self.total
        self.model = Model(
            -np.concatenate([much * self.bonus, much * weights, [share]]), whole=np.arange(size) < n_sites
        )
        number = np.arange(n_rows)
        # A row is covered only where one of its sites opens.
        self.model.add(
            np.concatenate([np.repeat(number, [len(line) - 1 for line in lines]), number]),
            np.concatenate([*(line[:-1] for line in lines), n_sites + number]),
            np.concatenate([-np.ones(sum(len(line) - 1 for line in lines)), np.ones(n_rows)]),
            high=0.0,
            n_rows=n_rows,
        )
        zone = np.array([line[-1] - n_sites for line in lines], dtype=np.int64)
        already = np.bincount(
            self.groups, weights=np.where(problem.before <= horizon_min, problem.weight, 0.0), minlength=n_groups
        )
        for group in np.flatnonzero(self.of_group > 0) if share > 0 else ():
            mine = np.flatnonzero(zone == group)
            columns = np.concatenate([n_sites + mine, [size - 1]])
            values = np.concatenate([-weights[mine] / self.of_group[group], [1.0]])
            self.model.add_one(columns, values, -np.inf, already[group] / self.of_group[group])

    def read(self, values: FloatArray) -> Weighed:
        """Return the answer of a solution."""
        problem = self.problem
        sites = np.flatnonzero(values[: problem.n_sites] > 0.5)
        covered = np.where(problem.after(sites) <= self.horizon_min, problem.weight, 0.0)
        by_group = np.bincount(self.groups, weights=covered, minlength=len(self.of_group))
        counted = self.of_group > 0
        worst = float((by_group[counted] / self.of_group[counted]).min())
        much = max(1.0 - self.share, TIE) / self.total
        aim = much * (float(covered.sum()) + float(self.bonus[sites].sum())) + self.share * worst
        return Weighed(tuple(map(int, sites)), float(covered.sum()), worst, aim)
