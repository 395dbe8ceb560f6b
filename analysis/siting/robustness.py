"""Answers solved again in every world: how often each stays first, the least it gains, what it could cost to regret it.

A proposal keeps its sites, and its value is worked out in each world; the best of that world is solved anew, one solve
on the trips that all worlds share. The best sets of the worlds are proposals too: the one whose least gain is largest
and the one whose largest regret is least are told beside the answers.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from analysis.siting.ask import Siting
from analysis.siting.best_sets import best_sets
from analysis.siting.center import shortest_longest
from analysis.siting.gains import coverage_gains, minutes_gains, with_bonus
from analysis.siting.posts_curve import MEASURES
from analysis.siting.problem import Problem
from analysis.siting.question import SitingQuestion, load_preference
from analysis.siting.search import Watch
from analysis.siting.served_worlds import ServedWorlds, served_worlds
from analysis.siting.setting import Setting
from analysis.siting.weighed_cover import weighed_cover
from analysis.siting.worlds import Unknowns, World, unknowns, worlds
from geo.errors import BadInputError
from geo.schema import FloatArray
from geo.shards import given, in_shards

Sites = tuple[int, ...]
_TINY = 1e-6


@dataclass(frozen=True, eq=False)
class Robustness:
    """Proposals in every world.

    Parameters
    ----------
    measure
        ``reached``, ``minutes`` or ``longest``, as in `analysis.siting.posts_curve`.
    pool
        Every proposal: the answers first (``answers`` of them), then the best sets of the worlds.
    value, gain
        What each is worth, and brings beside what exists, in each world (proposals by worlds); larger is better:
        minutes are minutes saved. Both are infinite where a proposal reaches everyone and nothing did before.
    best
        What the best set of each world is worth.
    proven
        Whether it is proven that nothing does better in that world.
    asked
        How many worlds were asked for.
    """

    setting: Setting
    known: Unknowns
    measure: str
    worlds: tuple[World, ...]
    pool: tuple[Sites, ...]
    answers: int
    value: FloatArray
    gain: FloatArray
    best: FloatArray
    proven: tuple[bool, ...]
    asked: int
    seconds: float
    stopped: bool

    @property
    def regret(self) -> FloatArray:
        """What each proposal is worth less than the best of each world, zero for the best itself."""
        with np.errstate(invalid="ignore"):
            away = self.best - self.value
        return np.where(self.is_first, 0.0, away)

    @property
    def is_first(self) -> np.ndarray:
        """Whether nothing does better than each proposal in each world."""
        slack = _TINY * np.maximum(1.0, np.abs(np.where(np.isfinite(self.best), self.best, 0.0)))
        return np.asarray(self.value >= self.best - slack)

    @property
    def best_worst(self) -> int:
        """The proposal whose least gain is largest; between equals, the one that regrets least, then the first."""
        least, most = self.gain.min(axis=1), self.regret.max(axis=1)
        return min(range(len(self.pool)), key=lambda at: (-round(least[at], 6), round(most[at], 6), at))

    @property
    def least_regret(self) -> int:
        """The proposal whose largest regret is least; between equals, the one first most often, then the first."""
        most, often = self.regret.max(axis=1), self.is_first.sum(axis=1)
        return min(range(len(self.pool)), key=lambda at: (round(most[at], 6), -often[at], at))


def has_worlds(question: SitingQuestion) -> bool:
    """Whether the answers of a question can be looked at in every world.

    Not where the worst-served zone counts, something closes or grows by steps, or a p-median has limited room.
    """
    changes = question.reshapes or question.closures or question.close_exactly
    room = question.model == "p-median" and question.capacity is not None
    return question.objective == "most" and not changes and not room


def robustness(done: Siting, watch: Watch, *, count: int | None = None) -> Robustness:
    """Return the answers of a question in every world, and what is best there.

    Worlds that time does not allow are left out, the last first; the one given is always looked at.

    Parameters
    ----------
    count
        How many worlds; that of the file when None.

    Raises
    ------
    BadInputError
        ``siting-worlds-question`` where :func:`has_worlds` is not true.
    """
    setting, question = done.setting, done.setting.question
    if not has_worlds(question):
        raise BadInputError("siting-worlds-question")
    if count is not None and count < 1:
        raise BadInputError("siting-worlds-count", count=count)
    known = unknowns(setting)
    made = worlds(setting, known, count=count)
    measure = MEASURES[question.model]
    answers = [one.sites for one in done.answers.found]
    posts = len(answers[0])
    served = None if done.service is None else served_worlds(setting, done.service, known)
    began_s = watch.spent_s
    looked: list[World] = []
    best, proven = [], []
    watch.tell("worlds", 0.0, float(len(made)))
    asked, turns = _Asked(setting, known, posts, served), _Turns(made, watch)
    first, seconds = _best_of(asked, turns[0]), watch.spent_s - began_s
    # Where the first tells that they are quick, the others stay here: sending them would take longer.
    with given(None) if seconds * len(made) < _WORTH_SENDING_S else nullcontext():
        for sites, sure in chain([first], in_shards(_best_of, asked, _Turns(made, watch, done=1))):
            looked.append(made[len(looked)])
            best.append(sites)
            proven.append(sure)
            watch.tell("worlds", float(len(looked)), float(len(made)))
            if watch.over:
                break
        pool = list(dict.fromkeys([*answers, *(sites for sites in best if sites is not None)]))
        if served is None:
            value, gain = _values(setting, known, looked, measure, pool)
        else:
            columns = list(in_shards(_worth_of, (served, pool), looked))
            value, gain = (np.array([column[at] for column in columns]).T for at in (0, 1))
    return Robustness(
        setting=setting,
        known=known,
        measure=measure,
        worlds=tuple(looked),
        pool=tuple(pool),
        answers=len(dict.fromkeys(answers)),
        value=value,
        gain=gain,
        best=value.max(axis=0),
        proven=tuple(proven),
        asked=len(made),
        seconds=watch.spent_s,
        stopped=watch.stopped,
    )


_WORTH_SENDING_S = 4.0


class _Asked(NamedTuple):
    """What every world is solved with."""

    setting: Setting
    known: Unknowns
    posts: int
    served: ServedWorlds | None


@dataclass(frozen=True, eq=False)
class _Turns(Sequence[tuple[World, Watch]]):
    """The worlds that are left, each with the time that may be spent on it, told when its turn comes."""

    made: Sequence[World]
    watch: Watch
    done: int = 0

    def __len__(self) -> int:
        return len(self.made) - self.done

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - never a slice
        world, left = self.made[self.done + at], len(self) - at
        return world, self.watch.part(max(1.0, 3 * self.watch.left_s / left))


def _best_of(asked: _Asked, turn: tuple[World, Watch]) -> tuple[Sites | None, bool]:
    world, watch = turn
    if asked.served is not None:
        return asked.served.best(world, watch)
    return _solved(asked.setting, asked.known, world, asked.posts, watch)


def _worth_of(asked: tuple[ServedWorlds, list[Sites]], world: World) -> tuple[FloatArray, FloatArray]:
    served, pool = asked
    return served.worth(world, pool)


def _solved(setting: Setting, known: Unknowns, world: World, posts: int, watch: Watch) -> tuple[Sites | None, bool]:
    """Return the best set of a world, and whether it is proven; None where every set is worth the same there."""
    measure = MEASURES[setting.question.model]
    factor = world.time_factor(known)
    wide = setting.wide
    problem = replace(
        wide,
        minutes=wide.minutes if (factor == 1.0).all() else wide.minutes * factor[wide.place],
        before=world.before_min(known),
        weight=wide.weight * world.weight_factor(known),
    )
    family_min, reach_min = _limits(setting, world)
    share = load_preference().share
    if measure == "reached":
        covered = replace(problem, before=np.where(problem.before <= family_min, 0.0, np.inf))
        if setting.question.budget is not None:
            return _paid(setting, covered, reach_min, watch)
        gains = coverage_gains(covered, horizon_min=reach_min)
        bonus = share * float(problem.weight.sum())
    elif setting.question.visits_min is not None:
        problem = problem.within(reach_min)
    if measure == "longest":
        try:
            found = shortest_longest(problem, posts, preferred=setting.preferred, watch=watch)
        except BadInputError as error:
            if error.key not in {"siting-too-few", "siting-out-of-reach"}:
                raise
            return None, True
        return found.best.sites, bool(found.proven)
    if measure == "minutes":
        far_min = setting.data.territory.horizon_min
        gains = minutes_gains(problem, far_min=far_min)
        bonus = share * float(problem.weight @ np.minimum(problem.before, far_min))
    if gains.n_rows == 0:
        return None, True
    answers = best_sets(with_bonus(gains, setting.preferred, bonus), posts, watch=watch)
    return answers.best.sites, bool(answers.proven)


def _paid(setting: Setting, problem: Problem, reach_min: float, watch: Watch) -> tuple[Sites | None, bool]:
    """Return the best set that a budget pays for, and whether it is proven; None where time ends before one."""
    try:
        done = weighed_cover(
            problem,
            horizon_min=reach_min,
            posts=setting.question.posts,
            cost=setting.candidates["cost"].to_numpy(dtype=np.float64),
            budget=setting.question.budget,
            bonus=np.where(setting.preferred, load_preference().share * float(problem.weight.sum()), 0.0),
            watch=watch,
        )
    except BadInputError as error:
        if error.key != "siting-stopped":
            raise
        return None, False
    return done.found[0].sites, done.proven > 0


def _limits(setting: Setting, world: World) -> tuple[float, float]:
    """Return the longest trip of a family and how far a new service serves, in a world."""
    return setting.question.horizon_min + world.shift_min, setting.reach_min + world.shift_min


def _values(
    setting: Setting, known: Unknowns, looked: Sequence[World], measure: str, pool: Sequence[Sites]
) -> tuple[FloatArray, FloatArray]:
    """Return what every proposal is worth and brings in every world (proposals by worlds)."""
    wide = setting.wide
    used = np.unique(np.concatenate([np.array(sites, dtype=np.int64) for sites in pool]))
    column = np.full(wide.n_sites, -1, dtype=np.int64)
    column[used] = np.arange(len(used))
    kept = column[wide.site] >= 0
    trips = np.full((wide.n_places, len(used)), np.inf)
    trips[wide.place[kept], column[wide.site[kept]]] = wide.minutes[kept]
    chosen = [column[list(sites)] for sites in pool]
    liked = np.array([float(setting.preferred[list(sites)].sum()) for sites in pool])
    share = load_preference().share if measure != "longest" else 0.0
    value, gain = np.empty((len(pool), len(looked))), np.empty((len(pool), len(looked)))
    for at, world in enumerate(looked):
        figure, total = _figure(setting, known, world, measure)
        away = trips * world.time_factor(known)[:, None]
        none = figure(np.full(wide.n_places, np.inf))
        each = np.array([figure(away[:, sites].min(axis=1)) for sites in chosen])
        # Nobody can be brought nearer than out of reach: infinity less infinity is nothing.
        with np.errstate(invalid="ignore"):
            gain[:, at] = np.where(each == none, 0.0, each - none)
        value[:, at] = each + share * total * liked
    return value, gain


def _figure(
    setting: Setting, known: Unknowns, world: World, measure: str
) -> tuple[Callable[[FloatArray], float], float]:
    """Return what tells the worth of minutes to the nearest new service, and the total that a preference is part of."""
    before = world.before_min(known)
    weight = setting.wide.weight * world.weight_factor(known)
    family_min, reach_min = _limits(setting, world)
    weighs = weight > 0
    far_min = setting.data.territory.horizon_min
    goes_min = np.inf if setting.question.visits_min is None else reach_min

    def nearest(new: FloatArray) -> FloatArray:
        return np.minimum(before, np.where(new <= goes_min, new, np.inf))

    if measure == "reached":
        already = before <= family_min
        return lambda new: float(weight[already | (new <= reach_min)].sum()), float(weight.sum())
    if measure == "minutes":
        return (
            lambda new: -float(weight @ np.minimum(nearest(new), far_min)),
            float(weight @ np.minimum(before, far_min)),
        )
    return lambda new: -float(nearest(new)[weighs].max(initial=0.0)), 0.0
