"""The shortest longest way (p-center): exchanges first, then bounds, then the proof.

Exchanging sites around the place that is farthest (Mladenović, Labbé and Hansen, 2003), from sets shaken by a fixed
seed, gives a good answer in little time. The longest way is one of the times of the table. Halving the list of times,
a linear programme says which of them fewer than p sites, whole or not, cannot keep: a bound. HiGHS then settles what
is left between both, from the answer known. Between sets with the same longest way, those with most preferred sites
are first, then the shortest ways, of all of them.
"""

from dataclasses import dataclass, field

import numpy as np

from analysis.siting.covering import check_posts
from analysis.siting.equal_sets import Cover, cover_of, shortest_covers
from analysis.siting.gains import merged, minutes_gains
from analysis.siting.kernels import center_swap
from analysis.siting.problem import Problem
from analysis.siting.search import Answers, Found, Watch, up_to
from analysis.solver.model import Model
from analysis.solver.transport import NOTHING
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray

_SEED = 0
_EXCHANGING = 0.15
"""Share of the time that exchanges may take."""
_STILL = 60
"""Shakes in a row that bring nothing before giving up."""
_BOUNDING = 0.4
"""Share of the time left that the linear programmes may take."""
_TINY = 1e-6

_RANKING = 0.5
"""Share of the time left that ranking equals may take."""

MOST_WAYS = 300_000
"""Trips beyond which the shortest ways among equals are not searched."""


def shortest_longest(
    problem: Problem,
    posts: int,
    *,
    keep: int = 1,
    differ: int = 1,
    preferred: BoolArray | None = None,
    brief: bool = False,
    watch: Watch,
) -> Answers:
    """Return the sets of ``posts`` sites with the shortest longest way, in minutes.

    Parameters
    ----------
    keep, differ
        How many answers, at most; by how many sites each differs from all those before it, at least.
    brief
        Whether the figure matters alone: equals are not compared.

    Raises
    ------
    BadInputError
        ``siting-posts``, ``siting-few-candidates``, ``siting-no-demand``, ``siting-out-of-reach`` (a place that
        neither a service nor a candidate reaches), ``siting-too-few`` (no set of that size reaches everyone).
    """
    check_posts(problem, posts)
    weighs = problem.weight > 0
    if not weighs.any():
        raise BadInputError("siting-no-demand")
    least = problem.after(np.arange(problem.n_sites))
    lost = weighs & np.isinf(least)
    if lost.any():
        raise BadInputError(
            "siting-out-of-reach", places=int(lost.sum()), first=str(problem.place_ids[int(lost.argmax())])
        )
    counted = problem.minutes[weighs[problem.place]]
    times = np.unique(np.concatenate([counted, problem.before[weighs & np.isfinite(problem.before)]]))
    low = int(np.searchsorted(times, least[weighs].max()))
    search = _Center(problem, posts, differ, times, watch)
    known = search.exchanged(float(times[low]))
    low = search.bounded(low, known)
    liked = np.zeros(problem.n_sites, dtype=np.bool_) if preferred is None else preferred
    found: list[Found] = []
    proven, bound, settled = 0, -np.inf, True
    while len(found) < keep and (not watch.over or not found):
        answer, low, sure = search.next(None if found else known, low, found)
        if not found:
            bound = float(times[min(low, len(times) - 1)])
        if answer is None or np.isinf(answer.value):
            break
        alike, ranked = search.alike(answer.value, liked, found, keep) if sure and not brief else ([], False)
        settled = settled and ranked
        fresh = alike or [answer]
        proven += len(fresh) if sure and proven == len(found) else 0
        found += fresh
        watch.tell("highs", found[0].value, bound)
        if not sure:
            break
    if not found and not watch.over:
        raise BadInputError("siting-too-few", posts=posts)
    found = found or [known]
    return Answers(
        tuple(found),
        min(bound, found[0].value),
        proven,
        "highs",
        watch.spent_s,
        smallest=True,
        stopped=watch.stopped,
        settled=settled,
    )


@dataclass(eq=False)
class _Center:
    """What is asked, and a programme for each time looked at; ``cut`` is how many answers each leaves out already."""

    problem: Problem
    posts: int
    differ: int
    times: FloatArray
    watch: Watch
    models: dict[float, Model] = field(default_factory=dict)
    cut: dict[float, int] = field(default_factory=dict)

    def exchanged(self, floor: float) -> Found:
        """Return a good set; ``floor`` is a longest way that none can beat."""
        problem, watch = self.problem, up_to(self.watch, _EXCHANGING)
        weighs = problem.weight > 0
        useful = weighs[problem.place]
        order = np.argsort(problem.site[useful], kind="stable")
        place, minutes = problem.place[useful][order], problem.minutes[useful][order]
        size = np.bincount(problem.site[useful], minlength=problem.n_sites)
        first = np.concatenate(([0], np.cumsum(size))).astype(np.int64)
        before = np.where(weighs, problem.before, -1.0)
        table = (first, place.astype(np.int64), minutes, before)
        draw = np.random.default_rng(_SEED)
        sites = _farthest_first(problem, self.posts)
        best_sites, best = self._swapped(table, sites, watch)
        still = 0
        while still < _STILL and best > floor and not watch.over:
            others = np.setdiff1d(np.arange(problem.n_sites), best_sites)
            replaced = min(max(1, len(sites) // 3), len(others))
            if replaced == 0:
                break
            start = best_sites.copy()
            many = int(draw.integers(1, replaced + 1))
            start[draw.choice(len(start), many, replace=False)] = draw.choice(others, many, replace=False)
            found, longest = self._swapped(table, start, watch)
            still += 1
            if longest < best:
                best_sites, best, still = found, longest, 0
                self.watch.tell("exchange", best, floor)
        return Found(tuple(sorted(map(int, best_sites))), best)

    def _swapped(
        self, table: tuple[IntArray, IntArray, FloatArray, FloatArray], sites: IntArray, watch: Watch
    ) -> tuple[IntArray, float]:
        """Return the set once no exchange shortens its longest way, or leaves fewer places that far."""
        sites = sites.copy()
        while True:
            at = np.full(self.problem.n_sites, NOTHING, dtype=np.int64)
            at[sites] = np.arange(len(sites))
            longest, post, to = center_swap(*table, sites, at)
            if post == NOTHING or watch.over:
                return sites, float(longest)
            sites[post] = to

    def bounded(self, low: int, known: Found) -> int:
        """Return the position of a time that no set can beat, by linear programmes."""
        watch = up_to(self.watch, _BOUNDING)
        high = int(np.searchsorted(self.times, known.value))
        while low < high and not watch.over:
            middle = (low + high) // 2
            cover = self._cover(float(self.times[middle]))
            if cover is None:
                low = middle + 1
                continue
            model = Model(np.ones(self.problem.n_sites))
            model.add(cover.row, cover.site, 1.0, low=1.0, n_rows=cover.n_rows)
            answer = model.solve(watch)
            if answer.infeasible or (answer.proven and answer.objective > self.posts + _TINY):
                low = middle + 1
            elif answer.proven:
                high = middle
            else:
                break
            if low < len(self.times):
                self.watch.tell("bound", known.value, float(self.times[low]))
        return low

    def next(self, known: Found | None, low: int, found: list[Found]) -> tuple[Found | None, int, bool]:
        """Return the best set that is not found yet, the position of a time that none can beat, and whether it is sure.

        HiGHS halves the times between both, the lowest first: the bound is most often the answer.
        """
        best = known
        high = len(self.times) if best is None else int(np.searchsorted(self.times, best.value))
        first = True
        while low < high:
            middle = low if first else (low + high) // 2
            first = False
            feasible, sites = self._within(float(self.times[middle]), found, best)
            if feasible is None:
                return best, low, False
            if feasible:
                longest = float(self.problem.after(sites)[self.problem.weight > 0].max())
                best = Found(tuple(sorted(map(int, sites))), longest)
                high = min(middle, int(np.searchsorted(self.times, longest))) if np.isfinite(longest) else middle
            else:
                low = middle + 1
        return best, low, True

    def _within(self, horizon_min: float, found: list[Found], start: Found | None) -> tuple[bool | None, IntArray]:
        """Tell whether some new set of sites leaves nobody beyond a time; None when time ran out."""
        none = np.zeros(0, dtype=np.int64)
        n_sites = self.problem.n_sites
        if horizon_min not in self.models:
            cover = self._cover(horizon_min)
            if cover is None:
                return False, none
            model = Model(np.zeros(n_sites), whole=np.ones(n_sites, dtype=np.bool_))
            model.add(cover.row, cover.site, 1.0, low=1.0, n_rows=cover.n_rows)
            model.add_one(np.arange(n_sites), 1.0, self.posts, self.posts)
            self.models[horizon_min] = model
        model = self.models[horizon_min]
        for one in found[self.cut.get(horizon_min, 0) :]:
            model.add_one(np.array(one.sites), 1.0, -np.inf, self.posts - self.differ)
        self.cut[horizon_min] = len(found)
        if start is not None:
            model.begin(np.arange(n_sites), np.isin(np.arange(n_sites), start.sites))
        answer = model.solve(self.watch)
        if answer.values is not None:
            return True, np.flatnonzero(answer.values > 0.5)
        return (False if answer.infeasible else None), none

    def _cover(self, horizon_min: float) -> Cover | None:
        """Return who can be within a time of whom, as cells; None where some place has no candidate."""
        problem = self.problem
        far = (problem.before > horizon_min) & (problem.weight > 0)
        near = (problem.minutes <= horizon_min) & far[problem.place]
        if len(np.unique(problem.place[near])) < int(far.sum()):
            return None
        rows, _ = merged(problem.place[near], problem.site[near], problem.weight, n_places=problem.n_places)
        return cover_of(rows)

    def alike(self, longest: float, liked: BoolArray, found: list[Found], keep: int) -> tuple[list[Found], bool]:
        """Return the new sets with that longest way, most preferred then shortest ways first; and whether it is so."""
        problem = self.problem
        cover = self._cover(longest)
        trips = minutes_gains(problem, far_min=longest)
        if cover is None or len(trips.site) > MOST_WAYS or (found and self.differ > 1):
            return [], False
        part = up_to(self.watch, _RANKING)
        asked = {"keep": keep, "differ": self.differ}
        answers = shortest_covers(trips, cover, self.posts, preferred=liked, watch=part, **asked)
        fresh: list[Found] = []
        for one in answers.found:
            farthest = float(problem.after(one.sites)[problem.weight > 0].max())
            if farthest == longest and self._is_new(one.sites, [*found, *fresh]):
                fresh.append(Found(one.sites, longest))
        return fresh[: keep - len(found)], answers.proven == len(answers.found) and bool(fresh)

    def _is_new(self, sites: tuple[int, ...], found: list[Found]) -> bool:
        return all(len(set(sites) & set(one.sites)) <= self.posts - self.differ for one in found)


def _farthest_first(problem: Problem, posts: int) -> IntArray:
    """Return the set built by serving the farthest place each time."""
    weighs = problem.weight > 0
    sites: list[int] = []
    while len(sites) < posts:
        after = np.where(weighs, problem.after(np.array(sites, dtype=np.int64)), -1.0)
        place = int(after.argmax())
        reach = problem.site[problem.start[place] : problem.start[place + 1]]
        fresh = [int(site) for site in reach if site not in sites]
        sites.append(fresh[0] if fresh else next(site for site in range(problem.n_sites) if site not in sites))
    return np.array(sites, dtype=np.int64)
