"""Sites taken in phases and never undone: the best sequences of sets, each inside the next, and what that costs.

A sequence is worth the sum of its phases: each lasts as long as another. No sequence is worth more than the best sets
of each number taken apart; so only last sets that are worth enough can end the best one, and all of those are looked
at, each with its best order. Where they are too many, sequences are also improved by exchanges, and the sum of the best
sets says how far from the best they may be.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import comb

import numpy as np

from analysis.siting.ask import answers_of, ways_of
from analysis.siting.assigning import assigned_answers
from analysis.siting.best_sets import sets_above
from analysis.siting.capacities import most_served
from analysis.siting.covering import check_left, check_posts
from analysis.siting.exchange import bounded
from analysis.siting.gains import Gains, coverage_gains, minutes_gains
from analysis.siting.kernels import set_value
from analysis.siting.posts_curve import MEASURES
from analysis.siting.question import COUNTED_POSTS, SitingQuestion
from analysis.siting.search import Answers, Watch, up_to
from analysis.siting.serving import Service, service_of
from analysis.siting.setting import Setting
from geo.errors import BadInputError
from geo.schema import BoolArray

Sites = tuple[int, ...]

MOST_PHASES = 5
MOST_SETS = 4096
"""Last sets looked at, at most."""
MOST_ORDERS = 3000
"""Orders of one last set looked at, at most; beyond, sites are taken off one by one."""
_FEW_ANSWERS = 30
"""Last sets asked for where each takes a search of its own."""
_MOST_EQUALS, _SPARE = 200, 20
"""Equal sequences whose ways are compared, and groups of equals beyond those asked for, at most."""
_APART = 0.4
"""Share of the time that the best sets of each number may take."""
_TINY = 1e-6


@dataclass(frozen=True)
class PhasedSequence:
    """The sets open after each phase, each inside the next, and what each is worth.

    ``equals`` are sequences that are worth as much in every phase, the shortest ways first; there may be others.
    """

    sets: tuple[Sites, ...]
    values: tuple[float, ...]
    equals: tuple[tuple[Sites, ...], ...] = ()


@dataclass(frozen=True)
class PhaseOptimum:
    """The best set of one number taken apart, a bound on any such set, and whether it is proven."""

    sites: Sites
    value: float
    bound: float
    proven: bool


@dataclass(frozen=True, eq=False)
class Phases:
    """The best sequences, the best first.

    Parameters
    ----------
    measure
        As in `analysis.siting.posts_curve`; values of ``minutes`` and ``longest`` are to be small, and a place that
        nothing reaches counts as the longest time that the territory knows.
    opened
        How many sites open in each phase.
    today
        The same figure with nothing more open.
    apart
        The best set of each cumulated number, whatever came before.
    proven
        How many of the sequences are proven to be the first, second… best of the sum.
    bound
        What no sequence can beat, as a sum of values.
    """

    setting: Setting
    measure: str
    opened: tuple[int, ...]
    today: float
    apart: tuple[PhaseOptimum, ...]
    sequences: tuple[PhasedSequence, ...]
    proven: int
    bound: float
    seconds: float
    stopped: bool

    @property
    def sign(self) -> float:
        """1 where a larger figure is better, else -1."""
        return -1.0 if self.measure in {"minutes", "longest"} else 1.0

    def losses(self, one: PhasedSequence) -> list[float]:
        """Return by how much each phase of a sequence does less than the best set of that number."""
        found = zip(self.apart, one.values, strict=True)
        return [max(0.0, self.sign * (best.value - value)) for best, value in found]


def check_phases(question: SitingQuestion, opened: Sequence[int]) -> None:
    """Refuse phases that mean nothing, and questions that phases do not answer.

    Raises
    ------
    BadInputError
        ``siting-phases`` (from two to ``MOST_PHASES``, one site at least in each), ``siting-phases-question`` where the
        model looks for the fewest, or a budget, the worst-served zone, steps, closures or a room for all are asked for.
    """
    if not 2 <= len(opened) <= MOST_PHASES or min(opened) < 1:
        raise BadInputError("siting-phases", phases=", ".join(map(str, opened)), most=MOST_PHASES)
    changes = question.reshapes or question.closures or question.close_exactly or question.budget is not None
    room = question.model == "p-median" and question.capacity is not None
    if question.model not in COUNTED_POSTS or question.objective != "most" or changes or room:
        raise BadInputError("siting-phases-question")


def phases(setting: Setting, opened: Sequence[int], watch: Watch, *, keep: int = 1) -> Phases:
    """Return the best sequences of sets that open so many sites in each phase; preferred sites count as others.

    Raises
    ------
    BadInputError
        As :func:`check_phases`, and as the model for each number.
    """
    check_phases(setting.question, opened)
    counts = np.cumsum(opened)
    check_posts(setting.problem, int(counts[-1]))
    plain = replace(setting, candidates=setting.candidates.assign(is_preferred=False))
    measure = MEASURES[setting.question.model]
    worth = _served(plain) if measure == "served" else _nearest(plain, measure)
    early = watch.part(_APART * watch.left_s)
    apart = []
    for at, count in enumerate(counts):
        watch.tell("phases", float(at + 1), float(len(counts)))
        apart.append(worth.best(int(count), early.part(2 * early.left_s / (len(counts) - at))))
    limit = sum(worth.sign * one.bound for one in apart[:-1])
    chains = _Chains(worth, tuple(map(int, counts)))
    for one in apart:
        chains.extend(one.sites, watch)
    # What a sequence that ends in a set not looked at yet may be worth at most: sets come the best first.
    rest = np.inf
    for sites, floor in worth.last(int(counts[-1]), watch):
        rest = min(rest, limit + floor)
        if chains.floor(keep) >= rest - _TINY * max(1.0, abs(rest)) or watch.over:
            break
        if sites is not None:
            chains.look(sites)
    else:
        rest = -np.inf if worth.complete else rest
    if not chains.whole:
        rest = np.inf
    bound = limit + worth.sign * apart[-1].bound
    found = chains.best(keep)
    if _sum(worth, found[0]) < min(rest, bound) - _TINY:
        chains.improve(watch)
        found = chains.best(keep)
    totals = [_sum(worth, one) for one in found]
    sure = [total >= rest - _TINY * max(1.0, abs(total)) for total in totals]
    sure[0] = sure[0] or totals[0] >= bound - _TINY * max(1.0, abs(bound))
    bound = max(totals[0], min(bound, rest))
    return Phases(
        setting=setting,
        measure=measure,
        opened=tuple(opened),
        today=worth.today,
        apart=tuple(apart),
        sequences=tuple(found),
        proven=sure.index(False) if False in sure else len(sure),
        bound=worth.sign * bound,
        seconds=watch.spent_s,
        stopped=watch.stopped,
    )


def _sum(worth: "_Worth", one: PhasedSequence) -> float:
    return sum(worth.sign * value for value in one.values)


class _Worth:
    """What sets are worth, by a model: ``of`` a set, ``best`` of a number, and the ``last`` sets, the best first."""

    sign = 1.0
    complete = False
    """Whether the last sets that were given are all of them."""

    def __init__(self, setting: Setting, of: Callable[[Sites], float], today: float) -> None:
        self.setting, self.today, self._of = setting, today, of
        self._known: dict[Sites, float] = {}
        self._ways = ways_of(setting).total()
        self._way_known: dict[Sites, float] = {}

    def of(self, sites: Sites) -> float:
        """Return the figure of a set."""
        if sites not in self._known:
            self._known[sites] = self._of(sites)
        return self._known[sites]

    def way(self, sites: Sites) -> float:
        """Return what decides between equals: the sum of the ways of everyone."""
        if sites not in self._way_known:
            self._way_known[sites] = round(self._ways(sites), 6)
        return self._way_known[sites]

    def best(self, posts: int, watch: Watch) -> PhaseOptimum:
        """Return the best set of a number."""
        try:
            done = self.answers(posts, watch, keep=1)
        except BadInputError as error:
            if error.key not in {"siting-too-few", "siting-out-of-reach"}:
                raise
            sites = tuple(range(posts))
            return PhaseOptimum(sites, self.of(sites), self.of(sites), proven=True)
        value, sites = self.of(done.best.sites), done.best.sites
        return PhaseOptimum(sites, value, value if done.proven else done.bound, bool(done.proven))

    def answers(self, posts: int, watch: Watch, *, keep: int) -> Answers:
        """Return the best sets of a number."""
        question = replace(self.setting.question, posts=posts, keep=keep, differ=1)
        return answers_of(replace(self.setting, question=question), watch)

    def last(self, posts: int, watch: Watch) -> Iterator[tuple[Sites | None, float]]:
        """Give the sets of a number, the best first, each with what no set after it is worth more than (signed)."""
        done = self.answers(posts, up_to(watch, 0.5), keep=_FEW_ANSWERS)
        sets = [(sites, at < done.proven) for at, one in enumerate(done.found) for sites in (one.sites, *one.equals)]
        for sites, sure in sets:
            yield sites, self.sign * self.of(sites) if sure else np.inf
        self.complete = done.proven == len(done.found) and len(sets) == comb(self.setting.problem.n_sites, posts)
        if done.proven == len(done.found):
            yield None, self.sign * self.of(sets[-1][0])


class _Nearest(_Worth):
    """Where families go to the nearest: sets are ordered by what they gain, as fast as they are counted."""

    def __init__(self, setting: Setting, gains: Gains, sign: float) -> None:
        def of(sites: Sites) -> float:
            chosen: BoolArray = np.zeros(gains.n_sites, dtype=np.bool_)
            chosen[list(sites)] = True
            value = float(set_value(gains.start, gains.site, gains.gain, chosen)) if gains.n_rows else 0.0
            return sign * (value + gains.constant)

        super().__init__(setting, of, sign * gains.constant)
        self.gains, self.sign = gains, sign

    def last(self, posts: int, watch: Watch) -> Iterator[tuple[Sites | None, float]]:
        """Give the sets of a number, as :meth:`_Worth.last`."""
        begun = bounded(self.gains, posts, watch=up_to(watch, 0.3))
        given, size = 0, 64
        while size <= MOST_SETS and not watch.over:
            found, done = sets_above(self.gains, posts, begun, keep=size, only_best=False, watch=watch)
            if not done:
                return
            for sites, value in found[given:]:
                yield tuple(map(int, sites)), value + self.gains.constant
            given = len(found)
            if given < size:
                self.complete = True
                return
            yield None, found[-1][1] + self.gains.constant
            size *= 4


def _nearest(setting: Setting, measure: str) -> _Worth:
    question, far_min = setting.question, setting.data.territory.horizon_min
    if measure == "reached":
        check_left(setting.problem, question.horizon_min)
        return _Nearest(setting, coverage_gains(setting.covering(), horizon_min=setting.reach_min), 1.0)
    if measure == "minutes":
        return _Nearest(setting, minutes_gains(setting.problem, far_min=far_min), -1.0)
    problem, weighs = setting.problem, setting.problem.weight > 0

    def of(sites: Sites) -> float:
        return float(np.minimum(problem.after(sites)[weighs], far_min).max(initial=0.0))

    worth = _Worth(setting, of, of(()))
    worth.sign = -1.0
    return worth


class _Served(_Worth):
    """Where capacities are shared."""

    def __init__(self, setting: Setting, service: Service) -> None:
        self.service = service
        super().__init__(setting, self._figure, float(service.today.served.sum()))

    def _figure(self, sites: Sites) -> float:
        problem, nobody = self.service.problem, np.zeros(0, dtype=np.int64)
        value, _, refused = most_served(problem, problem.opened(np.array(sites, dtype=np.int64), nobody))
        return -np.inf if refused is not None else value

    def answers(self, posts: int, watch: Watch, *, keep: int) -> Answers:
        """Return the best sets of a number."""
        question = replace(self.setting.question, posts=posts, keep=keep, differ=1)
        return assigned_answers(replace(self.setting, question=question), self.service, watch)[0]


def _served(setting: Setting) -> _Worth:
    return _Served(setting, service_of(setting))


class _Chains:
    """The sequences met so far, and how each last set is best ordered."""

    def __init__(self, worth: _Worth, counts: tuple[int, ...]) -> None:
        self.worth, self.counts = worth, counts
        self.known: dict[tuple[Sites, ...], float] = {}
        self.groups: dict[tuple[float, ...], list[tuple[Sites, ...]]] = {}
        """Sequences that are worth the same in every phase."""
        self.whole = True
        """Whether every order of every last set was looked at."""

    def floor(self, keep: int) -> float:
        """Return the sum that a new sequence must beat to be among the ``keep`` best."""
        totals = sorted((self.known[group[0]] for group in self.groups.values()), reverse=True)
        return totals[keep - 1] if len(totals) >= keep else -np.inf

    def add(self, sets: tuple[Sites, ...]) -> float:
        """Keep a sequence; return its signed sum."""
        total = sum(self.worth.sign * self.worth.of(one) for one in sets)
        if np.isfinite(total) and sets not in self.known:
            self.known[sets] = total
            self.groups.setdefault(tuple(round(self.worth.of(one), 6) for one in sets), []).append(sets)
        return total

    def look(self, sites: Sites) -> None:
        """Keep the orders of a last set."""
        orders = int(np.prod([comb(more, less) for less, more in pairwise(self.counts)]))
        if orders > MOST_ORDERS:
            self.whole = False
            self.add(self._taken_off(sites))
            return
        for sets in self._orders((sites,)):
            self.add(sets)

    def _orders(self, sets: tuple[Sites, ...]) -> Iterator[tuple[Sites, ...]]:
        if len(sets) == len(self.counts):
            yield sets
            return
        for inner in combinations(sets[0], self.counts[len(self.counts) - len(sets) - 1]):
            yield from self._orders((inner, *sets))

    def _taken_off(self, sites: Sites) -> tuple[Sites, ...]:
        sets, here = [sites], sites
        for count in reversed(self.counts[:-1]):
            while len(here) > count:
                smaller = [here[:at] + here[at + 1 :] for at in range(len(here))]
                here = max(smaller, key=lambda one: self.worth.sign * self.worth.of(one))
            sets.insert(0, here)
        return tuple(sets)

    def extend(self, sites: Sites, watch: Watch) -> None:
        """Keep the sequence that goes through a set: sites added one by one after it, taken off before it."""
        here = sites
        grown = {len(here): here}
        while len(here) < self.counts[-1]:
            others = [one for one in range(self.worth.setting.problem.n_sites) if one not in here]
            larger = [tuple(sorted((*here, one))) for one in others]
            here = max(larger, key=lambda one: self.worth.sign * self.worth.of(one))
            grown[len(here)] = here
            if watch.over and len(self.known):
                return
        here = sites
        while len(here) > self.counts[0]:
            smaller = [here[:at] + here[at + 1 :] for at in range(len(here))]
            here = max(smaller, key=lambda one: self.worth.sign * self.worth.of(one))
            grown[len(here)] = here
        self.add(tuple(grown[count] for count in self.counts))

    def improve(self, watch: Watch) -> None:
        """Exchange one site of the best sequence for another, wherever it stands, until nothing is gained."""
        better = True
        while better and not watch.over:
            sets, total = max(self.known.items(), key=lambda each: each[1])
            better = False
            for out in sets[-1]:
                for to in range(self.worth.setting.problem.n_sites):
                    if to in sets[-1] or watch.over:
                        continue
                    other = tuple(tuple(sorted(to if one == out else one for one in each)) for each in sets)
                    better = self.add(other) > total + _TINY * max(1.0, abs(total)) or better

    def best(self, keep: int) -> list[PhasedSequence]:
        """Return the best sequences that differ in worth, each with its equals, the shortest ways first."""
        ranked = []
        for group in sorted(self.groups.values(), key=lambda one: -self.known[one[0]])[: keep + _SPARE]:
            ways = {sets: sum(self.worth.way(one) for one in sets) for sets in group[:_MOST_EQUALS]}
            first, *others = sorted(ways, key=lambda sets, ways=ways: (ways[sets], sets))  # type: ignore[misc]
            ranked.append((-round(self.known[first], 6), ways[first], first, tuple(others)))
        return [
            PhasedSequence(first, tuple(map(self.worth.of, first)), others)
            for _, _, first, others in sorted(ranked)[:keep]
        ]
