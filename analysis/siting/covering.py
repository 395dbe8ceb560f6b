"""Covering models: every place within the horizon with the fewest posts (LSCP), backup (LSCP-B), most births (MCLP)."""

from dataclasses import replace

import numpy as np

from analysis.siting.best_sets import BRIEF_CHUNKS, MOST_CHUNKS, best_sets
from analysis.siting.equal_sets import Cover, Ways, as_one, cover_of, proposals, shortest_covers
from analysis.siting.exchange import BRIEF_STILL, STILL, bounded
from analysis.siting.gains import coverage_gains, merged, minutes_gains, with_bonus
from analysis.siting.problem import Problem
from analysis.siting.search import Answers, Found, Watch, up_to
from analysis.solver.model import Model
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray

_RANKING = 0.5
"""Share of the time left that ranking equals may take."""


def most_covered(
    problem: Problem,
    posts: int,
    *,
    horizon_min: float,
    keep: int = 1,
    differ: int = 1,
    preferred: BoolArray | None = None,
    preference: float = 0.0,
    ways: Ways | None = None,
    apart: bool = False,
    watch: Watch,
    gap: float = 0.0,
    brief: bool = False,
) -> Answers:
    """MCLP: return the sets of ``posts`` sites that bring the most weight within the horizon, which is included.

    The value of an answer is the whole weight covered, by what exists and by the new sites; each ``preferred`` site
    adds ``preference`` × the whole weight. Between equals the shortest ways win, of all of them; ``settled`` is False
    where they were not all compared.

    Parameters
    ----------
    ways
        Trips of everyone, which decide between equals; those of the problem when None.
    apart
        Whether sets that cover the same people are one answer, with its equivalents.
    brief
        Whether the figure matters alone: equals are compared where that takes little time.

    Raises
    ------
    BadInputError
        ``siting-posts`` (fewer than one), ``siting-few-candidates`` (more posts than candidates),
        ``siting-all-covered`` (nothing is left to cover), ``siting-useless`` (no candidate reaches what is left).
    """
    check_posts(problem, posts)
    check_left(problem, horizon_min)
    plain = coverage_gains(problem, horizon_min=horizon_min)
    if plain.n_rows == 0:
        raise BadInputError(
            "siting-useless", horizon=horizon_min, least=told_minutes(least_horizon(problem, horizon_min))
        )
    gains = with_bonus(plain, preferred, preference * float(problem.weight.sum()))
    trips = ways or Ways(problem, float(problem.minutes.max(initial=0.0)))
    most_still = BRIEF_STILL if brief else STILL
    begun = bounded(gains, posts, watch=watch, gap=gap if keep == 1 else 0.0, most_still=most_still)
    enough = keep == 1 and gap > 0 and begun.near(gap, gains.constant)
    told, chunks = None, BRIEF_CHUNKS if brief else MOST_CHUNKS
    if not enough:
        told = proposals(gains, posts, begun, trips, keep=keep, differ=differ, apart=apart, watch=watch, chunks=chunks)
    if told is not None:
        return Answers(
            tuple(replace(one, value=one.value + gains.constant) for one in told),
            bound=told[0].value + gains.constant,
            proven=len(told),
            solver="enumeration",
            seconds=watch.spent_s,
            stopped=watch.stopped,
        )
    # The best alone has been looked for already, among those worth as much.
    answers = best_sets(
        gains, posts, keep=keep, differ=differ, watch=watch, gap=gap, begun=begun, chunks=0 if keep == 1 else chunks
    )
    if enough:
        return answers
    return replace(answers, found=as_one(gains, answers.found) if apart and not brief else answers.found, settled=False)


def fewest_posts(
    problem: Problem,
    *,
    horizon_min: float,
    keep: int = 1,
    differ: int = 1,
    backup: bool = False,
    preferred: BoolArray | None = None,
    preference: float = 0.0,
    ways: Ways | None = None,
    watch: Watch,
) -> Answers:
    """LSCP: return the smallest sets of sites that leave no place beyond the horizon.

    Parameters
    ----------
    keep
        How many answers, at most; none contains another.
    backup
        LSCP-B: among the sets of that smallest size, those that put the most weight within reach of two services.
    preferred, preference
        Sites taken first between sets of the same size; with ``backup``, each adds ``preference`` × the whole weight.
    ways
        Trips of everyone: between sets of the smallest size, the shortest are first, of all of them; those of the
        problem when None. ``settled`` is False where they were not all compared.

    Raises
    ------
    BadInputError
        ``siting-all-covered`` (what exists reaches everyone), ``siting-unreachable`` (some place has no candidate
        within the horizon: the least horizon that would do is told), ``siting-differ`` (the smallest sets have fewer
        sites than answers should differ by).
    """
    check_left(problem, horizon_min)
    far = problem.before > horizon_min
    weighs = problem.weight > 0
    near = problem.minutes <= horizon_min
    reached = np.zeros(problem.n_places, dtype=np.bool_)
    reached[problem.place[near]] = True
    lost = far & weighs & ~reached
    if lost.any():
        raise BadInputError(
            "siting-unreachable",
            places=int(lost.sum()),
            weight=float(problem.weight[lost].sum()),
            first=str(problem.place_ids[int(lost.argmax())]),
            horizon=horizon_min,
            least=told_minutes(_horizon_for_all(problem)),
        )
    useful = near & (far & weighs)[problem.place]
    rows, _ = merged(problem.place[useful], problem.site[useful], problem.weight, n_places=problem.n_places)
    cover = cover_of(rows)
    liked = np.zeros(problem.n_sites, dtype=np.bool_) if preferred is None else preferred
    answers, size, proven, bound = _smallest_covers(
        cover, liked, keep=1 if backup else keep, differ=differ, watch=watch
    )
    if keep > 1 and differ > size:
        raise BadInputError("siting-differ", differ=differ, posts=size)
    if backup and answers and proven:
        bonus = np.where(liked, preference * float(problem.weight.sum()), 0.0)
        return _with_backup(
            problem, cover, answers[0], horizon_min=horizon_min, bonus=bonus, keep=keep, differ=differ, watch=watch
        )
    trips = ways or Ways(problem, float(problem.minutes.max(initial=0.0)))
    told, settled = answers, False
    if proven and not watch.over:
        told, settled = _shortest(trips, cover, size, answers, liked, keep=keep, differ=differ, watch=watch)
    if not settled:
        told = sorted(
            answers, key=lambda one: (one.value, -int(liked[list(one.sites)].sum()), trips.total()(one.sites))
        )
    sure = len(told) if settled and proven == len(answers) else proven
    return Answers(
        tuple(told), bound, sure, "highs", watch.spent_s, smallest=True, stopped=watch.stopped, settled=settled
    )


def _shortest(
    ways: Ways, cover: Cover, size: int, answers: list[Found], liked: BoolArray, *, keep: int, differ: int, watch: Watch
) -> tuple[list[Found], bool]:
    """Return the smallest sets, the shortest trips of all first, then the larger ones; and whether that is sure."""
    larger = [one for one in answers if one.value > size]
    gains = minutes_gains(ways.problem, far_min=ways.far_min)
    if larger and differ > 1:
        return answers, False
    part = up_to(watch, _RANKING)
    best = shortest_covers(gains, cover, size, preferred=liked, keep=keep, differ=differ, watch=part)
    told = [Found(one.sites, float(size)) for one in best.found]
    done = bool(told) and best.proven == len(told) and len(told) >= len(answers) - len(larger)
    return [*told, *larger][:keep], done


def backed_up(problem: Problem, sites: IntArray, *, horizon_min: float) -> float:
    """Return the weight that two services or more reach within the horizon, sites included."""
    chosen = np.zeros(problem.n_sites, dtype=np.bool_)
    chosen[sites] = True
    near = (problem.minutes <= horizon_min) & chosen[problem.site]
    count = np.bincount(problem.place[near], minlength=problem.n_places) + (problem.before <= horizon_min)
    return float(problem.weight[count >= 2].sum())


def check_posts(problem: Problem, posts: int) -> None:
    """Refuse a number of posts that means nothing.

    Raises
    ------
    BadInputError
        ``siting-posts``, ``siting-few-candidates``.
    """
    if posts < 1:
        raise BadInputError("siting-posts", posts=posts)
    if posts > problem.n_sites:
        raise BadInputError("siting-few-candidates", posts=posts, candidates=problem.n_sites)


def check_left(problem: Problem, horizon_min: float) -> None:
    """Refuse to look for sites where everyone is within reach already.

    Raises
    ------
    BadInputError
        ``siting-no-demand`` (nothing weighs anything), ``siting-all-covered``.
    """
    if not problem.weight.sum() > 0:
        raise BadInputError("siting-no-demand")
    if not ((problem.before > horizon_min) & (problem.weight > 0)).any():
        farthest = float(problem.before[problem.weight > 0].max())
        raise BadInputError("siting-all-covered", horizon=horizon_min, farthest=told_minutes(farthest))


def least_horizon(problem: Problem, horizon_min: float) -> float:
    """Return the shortest trip from a candidate to a place that is not covered yet; infinite without any."""
    left = (problem.before > horizon_min) & (problem.weight > 0)
    return float(problem.minutes[left[problem.place]].min(initial=np.inf))


def told_minutes(minutes: float) -> int:
    """Return minutes rounded up, so that what is told is enough; 0 where there are none."""
    return int(np.ceil(minutes - 1e-9)) if np.isfinite(minutes) else 0


def _horizon_for_all(problem: Problem) -> float:
    """Return the least horizon at which every place is within reach of something; infinite where there is none."""
    everything = problem.after(np.arange(problem.n_sites))
    return float(everything[problem.weight > 0].max())


def _smallest_covers(
    cover: Cover, preferred: BoolArray, *, keep: int, differ: int, watch: Watch
) -> tuple[list[Found], int, int, float]:
    n_sites = len(preferred)
    # All the preferred sites together weigh less than one post.
    model = Model(np.where(preferred, 1.0 - 0.5 / n_sites, 1.0), whole=np.ones(n_sites, dtype=np.bool_))
    model.add(cover.row, cover.site, 1.0, low=1.0, n_rows=cover.n_rows)
    # Where HiGHS starts, and what is kept when time runs out before it ends.
    known = greedy_cover(cover, n_sites, np.zeros(0, dtype=np.int64))
    model.begin(np.arange(n_sites), np.isin(np.arange(n_sites), known))
    found: list[Found] = []
    proven, bound = 0, -np.inf
    while len(found) < keep and not watch.over:
        watch.tell("highs", found[0].value if found else None)
        answer = model.solve(watch)
        if not found:
            bound = float(np.ceil(answer.bound - 1e-6))
        if answer.values is None:
            break
        sites = np.flatnonzero(answer.values > 0.5)
        found.append(Found(tuple(map(int, sites)), float(len(sites))))
        proven += answer.proven and proven == len(found) - 1
        model.add_one(sites, 1.0, -np.inf, max(0, len(sites) - differ))
        if not answer.proven:
            break
    if not found:
        found = [Found(tuple(map(int, known)), float(len(known)))]
    return found, len(found[0].sites), proven, bound


def greedy_cover(cover: Cover, n_sites: int, begun: IntArray) -> IntArray:
    """Return the sites of a cover, not the smallest, from those open already: the one that reaches most rows first."""
    line, site_of = cover.row, cover.site
    left = np.ones(cover.n_rows, dtype=np.bool_)
    left[line[np.isin(site_of, begun)]] = False
    sites = list(map(int, begun))
    while left.any():
        site = int(np.bincount(site_of[left[line]], minlength=n_sites).argmax())
        sites.append(site)
        left[line[site_of == site]] = False
    return np.sort(np.array(sites, dtype=np.int64))


def _with_backup(
    problem: Problem,
    cover: Cover,
    smallest: Found,
    *,
    horizon_min: float,
    bonus: FloatArray,
    keep: int,
    differ: int,
    watch: Watch,
) -> Answers:
    """Maximise Σ w_i b_i + Σ bonus_j y_j with b_i ≤ (services that reach i) − 1, Σ y = the smallest size."""
    near = (problem.minutes <= horizon_min) & (problem.weight > 0)[problem.place]
    already = problem.before <= horizon_min
    # Places reached today and places that are not have different needs for a second service.
    here = np.unique(problem.place[near])
    place = np.concatenate([problem.place[near], here])
    tag = np.where(already[here], problem.n_sites, problem.n_sites + 1)
    sites = np.concatenate([problem.site[near], tag]).astype(np.int32)
    lines, weights = merged(place, sites, problem.weight, n_places=problem.n_places)
    own = np.array([0.0 if line[-1] == problem.n_sites else 1.0 for line in lines])
    size, n_sites, n_lines = len(smallest.sites), problem.n_sites, len(lines)
    model = Model(np.concatenate([-bonus, -weights]), whole=np.arange(n_sites + n_lines) < n_sites)
    model.add(cover.row, cover.site, 1.0, low=1.0, n_rows=cover.n_rows)
    reach, number = cover_of([line[:-1] for line in lines]), np.arange(n_lines)
    model.add(
        np.concatenate([reach.row, number]),
        np.concatenate([reach.site, n_sites + number]),
        np.concatenate([np.ones(len(reach.row)), -np.ones(n_lines)]),
        low=own,
        n_rows=n_lines,
    )
    model.add_one(np.arange(n_sites), 1.0, size, size)
    model.begin(np.arange(n_sites), np.isin(np.arange(n_sites), smallest.sites))
    found: list[Found] = []
    proven, bound = 0, np.inf
    while len(found) < keep and not watch.over:
        answer = model.solve(watch)
        bound = bound if found else -answer.bound
        if answer.values is None:
            break
        chosen = np.flatnonzero(answer.values[:n_sites] > 0.5)
        value = backed_up(problem, chosen, horizon_min=horizon_min) + float(bonus[chosen].sum())
        found.append(Found(tuple(map(int, chosen)), value))
        proven += answer.proven and proven == len(found) - 1
        model.add_one(chosen, 1.0, -np.inf, size - differ)
        if not answer.proven:
            break
    return Answers(tuple(found), bound, proven, "highs", watch.spent_s, stopped=watch.stopped, settled=False)
