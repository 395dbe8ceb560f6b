"""How many are needed: the best that one, two, three… services would do, one solve each, and where more bring little.

Each number is the question itself asked for that many, in one setting: travel is asked once, and a number has the
figure and the places of its own answer. The curve never falls: where time is too short to find better, what fewer
services do stands.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from analysis.balance.assignment import Assignment
from analysis.siting.ask import answers_of
from analysis.siting.capacitated import most_assigned
from analysis.siting.capacitated_median import shortest_with_room
from analysis.siting.capacities import most_served
from analysis.siting.center import shortest_longest
from analysis.siting.covering import check_left, check_posts
from analysis.siting.question import SitingQuestion, load_little_more
from analysis.siting.search import Answers, Found, Watch
from analysis.siting.serving import service_of
from analysis.siting.setting import Setting
from analysis.siting.slim_cover import Covers
from geo.errors import BadInputError
from geo.schema import FloatArray

MOST_POSTS = 20
"""How far the curve goes when nothing else is said."""

MEASURES = {
    "mclp": "reached",
    "lscp": "reached",
    "lscp-b": "reached",
    "p-median": "minutes",
    "p-center": "longest",
    "capacitated": "served",
}
"""What the curve of a model shows: the weight reached or served, weighted minutes, or the longest minutes."""

_TINY = 1e-6
_SLICES = 3.0
"""A number may take so many times its share of the time that is left: the easy ones leave theirs."""
_KEPT = 0.4


@dataclass(frozen=True)
class CurvePoint:
    """The best of one number of services.

    ``sites`` are fewer than ``posts`` where nothing better was found than with fewer; none where no set of that size
    reaches everyone (``longest``, then infinite). ``bound`` is what no set of that size can beat.
    """

    posts: int
    sites: tuple[int, ...]
    value: float
    bound: float
    proven: bool


@dataclass(frozen=True, eq=False)
class PostsCurve:
    """The best of every number of services.

    Parameters
    ----------
    measure
        One of ``MEASURES``; ``reached`` and ``served`` are to be large, the others small.
    today
        The same figure with nothing more open; infinite where someone is out of any reach.
    ceiling
        What opening every candidate would do: no curve goes beyond.
    points
        From one service; the last is the number asked for, or the first that does all that can be done.
    """

    setting: Setting
    measure: str
    today: float
    ceiling: float
    points: tuple[CurvePoint, ...]
    seconds: float
    stopped: bool

    @property
    def smallest(self) -> bool:
        """Whether less is better."""
        return self.measure in {"minutes", "longest"}

    def gains(self) -> list[float]:
        """Return what each number brings more than the one before; infinite where a figure comes to be known."""
        values = [self.today, *(point.value for point in self.points)]
        return [0.0 if old == new else (old - new if self.smallest else new - old) for old, new in pairwise(values)]

    @property
    def enough(self) -> int | None:
        """The fewest services that do all that opening every candidate would; None where the curve ends before."""
        slack = _TINY * max(1.0, abs(self.ceiling))
        return next((point.posts for point in self.points if abs(point.value - self.ceiling) <= slack), None)

    @property
    def flat(self) -> int | None:
        """The number after which each service more brings little of what the first does; None where none is such."""
        gains = self.gains()
        finite = [gain for gain in gains if np.isfinite(gain)]
        if not finite or finite[0] <= 0:
            return None
        little = load_little_more().share * finite[0]
        last = max(at for at, gain in enumerate(gains, start=1) if not gain < little)
        return last if last < len(gains) else None


def posts_curve(setting: Setting, watch: Watch, *, most: int = MOST_POSTS) -> PostsCurve:
    """Return the best of every number of services up to ``most``, or up to that which does all that can be done.

    There are no more numbers than candidates.

    Sites that are preferred are not: the curve says what services do. The number of posts of the question is not read.

    Raises
    ------
    BadInputError
        ``siting-curve-question`` where a budget, the worst-served zone, upgrades or closures are asked for;
        ``siting-posts`` and, for the model, ``siting-no-demand``, ``siting-all-covered``,
        ``siting-all-served``, ``siting-out-of-reach``, ``siting-none-fits``.
    """
    question = setting.question
    check_curve(question)
    check_posts(setting.problem, min(most, 1))
    most = min(most, setting.problem.n_sites)
    measure = MEASURES[question.model]
    plain = replace(setting, candidates=setting.candidates.assign(is_preferred=False))
    if measure == "served":
        solver = _served(plain)
    else:
        solver = _with_room(plain) if question.shares_capacity else _nearest(plain, measure)
    sign = 1.0 if measure in {"reached", "served"} else -1.0
    points: list[CurvePoint] = []
    while len(points) < most and not watch.over:
        posts, last = len(points) + 1, points[-1] if points else None
        watch.tell("curve", None if last is None else last.value)
        share = watch.left_s / (most - len(points))
        # Those that follow keep a little of theirs, so that each number has a figure.
        kept = _KEPT * share * (most - posts)
        done = solver.solve(posts, watch.part(min(_SLICES * share, watch.left_s - kept)))
        best = Found((), np.inf) if done is None else done.best
        if last is not None and sign * last.value > sign * best.value:
            best = Found(last.sites, last.value)
        bound = best.value if done is None else done.bound
        points.append(CurvePoint(posts, best.sites, best.value, bound, done is None or bool(done.proven)))
        if abs(best.value - solver.ceiling) <= _TINY * max(1.0, abs(solver.ceiling)):
            points[-1] = replace(points[-1], bound=best.value, proven=True)
            break
    return PostsCurve(setting, measure, solver.today, solver.ceiling, tuple(points), watch.spent_s, watch.stopped)


def check_curve(question: SitingQuestion) -> None:
    """Refuse a question whose answers a number of services alone does not tell apart.

    Raises
    ------
    BadInputError
        ``siting-curve-question``.
    """
    if question.budget is not None or question.objective != "most" or question.upgrade or question.closures:
        raise BadInputError("siting-curve-question")


@dataclass(frozen=True)
class _Solver:
    """How one number of services is solved; None where no set of that size will do."""

    today: float
    ceiling: float
    solve: Callable[[int, Watch], Answers | None]


def _nearest(setting: Setting, measure: str) -> _Solver:
    """Return the solver of the models where families go to the nearest, with what all candidates would do together."""
    question, problem = setting.question, setting.problem
    model = "mclp" if measure == "reached" else question.model
    everything = problem.after(np.arange(problem.n_sites))
    if measure == "reached":
        check_left(problem, question.horizon_min)
        covering = setting.covering()
        everything = covering.after(np.arange(problem.n_sites))

        def figure(minutes: FloatArray) -> float:
            return float(problem.weight[minutes <= setting.reach_min].sum())

        today = figure(covering.before)
    elif measure == "minutes":
        far_min = setting.data.territory.horizon_min

        def figure(minutes: FloatArray) -> float:
            return float(problem.weight @ np.minimum(minutes, far_min))

        today = figure(problem.before)
    else:

        def figure(minutes: FloatArray) -> float:
            return float(minutes[problem.weight > 0].max(initial=0.0))

        today = figure(problem.before)

    covers = Covers(problem) if measure == "longest" else None

    def solve(posts: int, watch: Watch) -> Answers | None:
        asked = replace(question, model=model, posts=posts, keep=1)
        try:
            if covers is not None:
                return shortest_longest(problem, posts, brief=True, covers=covers, watch=watch)
            return answers_of(replace(setting, question=asked), watch, brief=True)
        except BadInputError as error:
            if error.key != "siting-too-few":
                raise
            return None

    return _Solver(today, figure(everything), solve)


def _with_room(setting: Setting) -> _Solver:
    """Return the solver of the shortest trips where everyone has a place; no figure where someone has none."""
    question, service = setting.question, service_of(setting)
    need, minutes = float(service.need.sum()), service.pairs["minutes"].to_numpy(dtype=np.float64)

    def figure(shared: Assignment) -> float:
        return shared.minutes_total if float(shared.served.sum()) >= need - _TINY * need else np.inf

    def solve(posts: int, watch: Watch) -> Answers | None:
        try:
            one = shortest_with_room(service.problem, minutes, posts=posts, gap=question.gap, watch=watch)
        except BadInputError as error:
            if error.key == "siting-room-unfound":
                # Nobody knows whether some choice would do: no figure, and no proof.
                return Answers((Found((), np.inf),), 0.0, 0, "highs", watch.spent_s, smallest=True)
            if error.key not in {"siting-room-short", "siting-room-apart"}:
                raise
            return None
        found = (Found(one.sites, one.minutes),)
        return Answers(found, one.bound, int(one.proven), "highs", watch.spent_s, smallest=True, stopped=watch.stopped)

    everything = service.assigned(tuple(range(service.problem.n_candidates)), ())
    return _Solver(figure(service.today), figure(everything), solve)


def _served(setting: Setting) -> _Solver:
    question, service = setting.question, service_of(setting)
    problem = service.problem
    everything = problem.opened(np.arange(problem.n_candidates), np.zeros(0, dtype=np.int64))
    most, _, refused = most_served(problem, everything)

    begun: tuple[int, ...] = ()

    def solve(posts: int, watch: Watch) -> Answers | None:
        nonlocal begun
        done = most_assigned(problem, posts=posts, begun=begun, watch=watch, gap=question.gap)
        begun = done.found[0].sites
        found = tuple(Found(one.sites, one.value) for one in done.found)
        return Answers(found, done.bound, done.proven, done.solver, watch.spent_s, stopped=watch.stopped)

    # Services that must be worth opening may not all open at once: then need itself is the ceiling.
    ceiling = float(service.need.sum()) if refused is not None else float(most)
    return _Solver(float(service.today.served.sum()), ceiling, solve)
