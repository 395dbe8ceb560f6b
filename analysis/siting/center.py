"""The shortest longest way (p-center): exchanges first, then bounds, then the proof.

Exchanging sites around the place that is farthest (Mladenović, Labbé and Hansen, 2003), from sets shaken by a fixed
seed, gives a good answer in little time. The longest way is one of the times of the table. Halving the list of times,
a linear programme says which of them fewer than p sites, whole or not, cannot keep: a bound. HiGHS then settles what
is left between both, from the answer known. Between sets with the same longest way, those with most preferred sites
are first, then the shortest ways, of all of them.
"""

from dataclasses import dataclass, field

import numpy as np

from analysis.siting.covering import check_posts, greedy_cover
from analysis.siting.equal_sets import shortest_covers
from analysis.siting.gains import minutes_gains
from analysis.siting.kernels import center_swap
from analysis.siting.problem import Problem
from analysis.siting.search import Answers, Found, Watch, up_to
from analysis.siting.slim_cover import Covers
from analysis.solver.model import Model
from analysis.solver.transport import NOTHING
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray

_SEED = 0
_EXCHANGING = 0.15
"""Share of the time that exchanges may take."""
_STILL_FIRST, _STILL = 4, 60
"""Shakes in a row that bring nothing before giving up: at first, and where what is left to settle is large."""
_SMALL = 20_000
"""Cells of a cover that HiGHS settles sooner than exchanges would help."""
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
    covers: Covers | None = None,
    watch: Watch,
) -> Answers:
    """Return the sets of ``posts`` sites with the shortest longest way, in minutes.

    Parameters
    ----------
    keep, differ
        How many answers, at most; by how many sites each differs from all those before it, at least.
    brief
        Whether the figure matters alone: equals are not compared.
    covers
        Those of the problem, where several numbers of sites are asked for; worked out when None.

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
    covers = Covers(problem) if covers is None else covers
    times = covers.times
    low = max(int(np.searchsorted(times, least[weighs].max())), covers.low(posts))
    search = _Center(problem, posts, differ, covers, watch)
    known = search.begun(low)
    known, low = search.bounded(low, known)
    known = search.improved(low, known)
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
    covers: Covers
    watch: Watch
    models: dict[float, Model] = field(default_factory=dict)
    cut: dict[float, int] = field(default_factory=dict)

    @property
    def times(self) -> FloatArray:
        """Every time that may be the longest way."""
        return self.covers.times

    def begun(self, low: int) -> Found:
        """Return a good set, quickly: from what fewer sites do where that is known."""
        fewer = self.covers.known(self.posts)
        sites = _farthest_first(self.problem, self.posts, () if fewer is None else tuple(map(int, fewer)))
        return self.exchanged(low, sites, _STILL_FIRST)

    def improved(self, low: int, known: Found) -> Found:
        """Return a better set where what is left to settle is large: HiGHS alone would be long to find it."""
        if low >= int(np.searchsorted(self.times, known.value)) or self.watch.over:
            return known
        left = self.covers.at(float(self.times[low]))
        if left is None or len(left.cover.row) <= _SMALL:
            return known
        return self.exchanged(low, np.array(known.sites), _STILL)

    def exchanged(self, low: int, sites: IntArray, most_still: int) -> Found:
        """Return a good set; ``low`` is the position of a time that none can beat, past the last where none will do."""
        floor = float(self.times[low]) if low < len(self.times) else np.inf
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
        best_sites, best = self._swapped(table, sites, watch)
        still = 0
        while still < most_still and best > floor and not watch.over:
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
        return self._noted(best_sites)

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

    def bounded(self, low: int, known: Found) -> tuple[Found, int]:
        """Return a set that is as good or better, and what none can beat, by linear programmes: a position."""
        watch = up_to(self.watch, _BOUNDING)
        high = int(np.searchsorted(self.times, known.value))
        while low < high and not watch.over:
            middle = (low + high) // 2
            slim = self.covers.at(float(self.times[middle]))
            if slim is None:
                low = middle + 1
                continue
            model = Model(np.ones(len(slim.sites)))
            model.add(slim.cover.row, slim.cover.site, 1.0, low=1.0, n_rows=slim.cover.n_rows)
            answer = model.solve(watch)
            if answer.values is None or not answer.proven:
                break
            self.covers.asks(middle, int(np.ceil(answer.objective - _TINY)))
            if answer.objective > self.posts + _TINY:
                low = middle + 1
            else:
                high = middle
                whole = greedy_cover(slim.cover, len(slim.sites), np.flatnonzero(answer.values > 0.5))
                if len(whole) <= self.posts:
                    known = min(known, self._noted(slim.sites[whole]), key=lambda one: one.value)
                    high = min(high, int(np.searchsorted(self.times, known.value)))
            if low < len(self.times):
                self.watch.tell("bound", known.value, float(self.times[low]))
        return known, low

    def _noted(self, sites: IntArray) -> Found:
        """Return a set filled up to the number asked for, and leave it to those who ask for more."""
        more = np.setdiff1d(np.arange(self.problem.n_sites), sites)[: self.posts - len(sites)]
        full = np.concatenate([sites, more])
        self.covers.learn(full)
        return Found(tuple(sorted(map(int, full))), self.covers.longest(full))

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
            feasible, sites = self._within(float(self.times[middle]), found)
            if feasible is None:
                return best, low, False
            if feasible:
                best = self._noted(sites)
                high = min(middle, int(np.searchsorted(self.times, best.value)))
            else:
                low = middle + 1
                if not found:
                    self.covers.asks(middle, self.posts + 1)
        return best, low, True

    def _within(self, horizon_min: float, found: list[Found]) -> tuple[bool | None, IntArray]:
        """Tell whether some new set of sites leaves nobody beyond a time; None when time ran out."""
        none = np.zeros(0, dtype=np.int64)
        model, sites = self.models.get(horizon_min), np.arange(self.problem.n_sites)
        if model is None:
            slim = self.covers.at(horizon_min, every_site=bool(found))
            if slim is None:
                return False, none
            sites = slim.sites
            model = Model(np.zeros(len(sites)), whole=np.ones(len(sites), dtype=np.bool_))
            model.add(slim.cover.row, slim.cover.site, 1.0, low=1.0, n_rows=slim.cover.n_rows)
            model.add_one(np.arange(len(sites)), 1.0, self.posts if found else 0, self.posts)
        if found:
            self.models[horizon_min] = model
            for one in found[self.cut.get(horizon_min, 0) :]:
                model.add_one(np.array(one.sites), 1.0, -np.inf, self.posts - self.differ)
            self.cut[horizon_min] = len(found)
        answer = model.solve(self.watch)
        if answer.values is not None:
            return True, sites[answer.values > 0.5]
        return (False if answer.infeasible else None), none

    def alike(self, longest: float, liked: BoolArray, found: list[Found], keep: int) -> tuple[list[Found], bool]:
        """Return the new sets with that longest way, most preferred then shortest ways first; and whether it is so."""
        problem = self.problem
        slim = self.covers.at(longest, every_site=True)
        trips = minutes_gains(problem, far_min=longest)
        if slim is None or len(trips.site) > MOST_WAYS or (found and self.differ > 1):
            return [], False
        part = up_to(self.watch, _RANKING)
        asked = {"keep": keep, "differ": self.differ}
        answers = shortest_covers(trips, slim.cover, self.posts, preferred=liked, watch=part, **asked)
        fresh: list[Found] = []
        for one in answers.found:
            farthest = float(problem.after(one.sites)[problem.weight > 0].max())
            if farthest == longest and self._is_new(one.sites, [*found, *fresh]):
                fresh.append(Found(one.sites, longest))
        return fresh[: keep - len(found)], answers.proven == len(answers.found) and bool(fresh)

    def _is_new(self, sites: tuple[int, ...], found: list[Found]) -> bool:
        return all(len(set(sites) & set(one.sites)) <= self.posts - self.differ for one in found)


def _farthest_first(problem: Problem, posts: int, begun: tuple[int, ...]) -> IntArray:
    """Return the set built from sites by serving the farthest place each time."""
    weighs = problem.weight > 0
    sites = list(begun)
    while len(sites) < posts:
        after = np.where(weighs, problem.after(np.array(sites, dtype=np.int64)), -1.0)
        place = int(after.argmax())
        reach = problem.site[problem.start[place] : problem.start[place + 1]]
        fresh = [int(site) for site in reach if site not in sites]
        sites.append(fresh[0] if fresh else next(site for site in range(problem.n_sites) if site not in sites))
    return np.array(sites, dtype=np.int64)
