"""The models of minutes: the shortest ways on average (p-median), or the shortest longest way (p-center)."""

from dataclasses import dataclass, field

import numpy as np

from analysis.siting.best_sets import best_sets
from analysis.siting.covering import check_posts
from analysis.siting.gains import merged, minutes_gains, with_bonus
from analysis.siting.problem import Problem
from analysis.siting.search import Answers, Found, Watch
from analysis.solver.model import Model
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray


def least_minutes(
    problem: Problem,
    posts: int,
    *,
    far_min: float,
    keep: int = 1,
    differ: int = 1,
    preferred: BoolArray | None = None,
    preference: float = 0.0,
    watch: Watch,
    gap: float = 0.0,
) -> Answers:
    """Return the sets of ``posts`` sites that leave the fewest weighted minutes to the nearest service.

    The value of an answer is Σ weight × minutes; a place that nothing reaches counts as ``far_min`` away,
    and each ``preferred`` site takes off ``preference`` × the minutes of today.

    Raises
    ------
    BadInputError
        ``siting-posts``, ``siting-few-candidates``, ``siting-no-demand``, ``siting-no-shorter`` (no candidate is
        nearer to anyone than what exists).
    """
    check_posts(problem, posts)
    if not problem.weight.sum() > 0:
        raise BadInputError("siting-no-demand")
    gains = minutes_gains(problem, far_min=far_min)
    if gains.n_rows == 0:
        raise BadInputError("siting-no-shorter")
    total = -gains.constant
    gains = with_bonus(gains, preferred, preference * total)
    answers = best_sets(gains, posts, keep=keep, differ=differ, watch=watch, gap=gap)
    return Answers(
        found=tuple(Found(one.sites, -one.value) for one in answers.found),
        bound=-answers.bound,
        proven=answers.proven,
        solver=answers.solver,
        seconds=answers.seconds,
        smallest=True,
        stopped=answers.stopped,
    )


def shortest_longest(
    problem: Problem,
    posts: int,
    *,
    keep: int = 1,
    differ: int = 1,
    preferred: BoolArray | None = None,
    watch: Watch,
) -> Answers:
    """Return the sets of ``posts`` sites with the shortest longest way, in minutes.

    The longest way is one of the times of the table: halving the list of times, HiGHS says whether so many sites can
    cover everyone within each. Between sets with the same longest way, the one with most ``preferred`` sites is first.

    Parameters
    ----------
    keep, differ
        How many answers, at most; by how many sites each differs from all those before it, at least.

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
    asked = _Asked(posts, differ, np.zeros(problem.n_sites, dtype=np.bool_) if preferred is None else preferred)
    found: list[Found] = []
    proven = 0
    bound = float(times[low])
    while len(found) < keep and not watch.over:
        answer, low, sure = _next(problem, asked, times=times, low=low, found=found, watch=watch)
        if answer is None:
            break
        if not found:
            bound = float(times[low])
        found.append(answer)
        proven += sure and proven == len(found) - 1
        watch.tell("highs", found[0].value, bound)
    if not found and not watch.over:
        raise BadInputError("siting-too-few", posts=posts)
    if not found:
        found = [_greedy(problem, posts)]
    liked = asked.preferred
    found.sort(key=lambda one: (one.value, -int(liked[list(one.sites)].sum()), problem.way_total(one.sites)))
    return Answers(tuple(found), bound, proven, "highs", watch.spent_s, smallest=True, stopped=watch.stopped)


@dataclass(frozen=True, eq=False)
class _Asked:
    """What is asked, and a programme for each time looked at; ``cut`` is how many answers each leaves out already."""

    posts: int
    differ: int
    preferred: BoolArray
    models: dict[float, Model] = field(default_factory=dict)
    cut: dict[float, int] = field(default_factory=dict)


def _next(
    problem: Problem, asked: _Asked, *, times: FloatArray, low: int, found: list[Found], watch: Watch
) -> tuple[Found | None, int, bool]:
    """Return the best set that is not found yet, and the position of a time that none can beat."""
    high, best, sure = len(times), None, True
    while low < high:
        middle = (low + high) // 2
        feasible, sites = _within(problem, asked, float(times[middle]), found, watch)
        if feasible is None:
            sure = False
            break
        if feasible:
            longest = float(problem.after(sites)[problem.weight > 0].max())
            best = Found(tuple(sorted(map(int, sites))), longest)
            high = min(middle, int(np.searchsorted(times, longest))) if np.isfinite(longest) else middle
        else:
            low = middle + 1
    if best is not None and sure and asked.preferred.any():
        feasible, sites = _within(problem, asked, best.value, found, watch, liked=True)
        best = Found(tuple(sorted(map(int, sites))), best.value) if feasible else best
    return best, low, sure


def _within(
    problem: Problem, asked: _Asked, horizon_min: float, found: list[Found], watch: Watch, *, liked: bool = False
) -> tuple[bool | None, np.ndarray]:
    """Tell whether some new set of sites leaves nobody beyond a time, with most preferred sites where it is ``liked``.

    None when time ran out.
    """
    model = asked.models.get(horizon_min) or _programme(problem, asked.posts, horizon_min)
    if model is None:
        return False, np.zeros(0, dtype=np.int64)
    asked.models[horizon_min] = model
    for one in found[asked.cut.get(horizon_min, 0) :]:
        model.add_one(np.array(one.sites), 1.0, -np.inf, asked.posts - asked.differ)
    asked.cut[horizon_min] = len(found)
    model.aim(np.where(asked.preferred, -1.0, 0.0) if liked else np.zeros(problem.n_sites))
    answer = model.solve(watch)
    if answer.values is not None:
        return True, np.flatnonzero(answer.values > 0.5)
    return (False if answer.infeasible else None), np.zeros(0, dtype=np.int64)


def _programme(problem: Problem, posts: int, horizon_min: float) -> Model | None:
    """Return the programme of the sets that leave nobody beyond a time; None where some place has no candidate."""
    far = (problem.before > horizon_min) & (problem.weight > 0)
    near = (problem.minutes <= horizon_min) & far[problem.place]
    rows, _ = merged(problem.place[near], problem.site[near], problem.weight, n_places=problem.n_places)
    if len(np.unique(problem.place[near])) < int(far.sum()):
        return None
    n_sites = problem.n_sites
    model = Model(np.zeros(n_sites), whole=np.ones(n_sites, dtype=np.bool_))
    lines = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    model.add(lines, np.concatenate(rows) if rows else [], 1.0, low=1.0, n_rows=len(rows))
    model.add_one(np.arange(n_sites), 1.0, posts, posts)
    return model


def _greedy(problem: Problem, posts: int) -> Found:
    """Return the set built by serving the farthest place each time: what is kept when time runs out."""
    weighs = problem.weight > 0
    sites: list[int] = []
    while len(sites) < posts:
        after = np.where(weighs, problem.after(np.array(sites, dtype=np.int64)), -1.0)
        place = int(after.argmax())
        reach = problem.site[problem.start[place] : problem.start[place + 1]]
        fresh = [int(site) for site in reach if site not in sites]
        sites.append(fresh[0] if fresh else next(site for site in range(problem.n_sites) if site not in sites))
    return Found(tuple(sorted(sites)), float(problem.after(np.array(sites))[weighs].max()))
