"""Nobody worse off than today by more than so many minutes: who would be, and the rows that keep an answer from it.

The way of a family is that to the nearest open service, whoever has room there, and nothing where a service comes. A
group is a place, or a zone whose families count together by their mean. A longer way for a group says which services
would have kept it short: one of them must be open. Those rows are told to a programme when an answer breaks them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from analysis.siting.capacities import Capacities, close_whole
from analysis.siting.search import Watch
from analysis.siting.serving import Service
from analysis.siting.setting import Setting
from analysis.solver.model import Model
from geo.schema import BoolArray, FloatArray, IntArray

_SLIGHT = 1e-6
_MOST_ROWS = 40
"""Rows told at once: those of the groups that lose most."""


@dataclass(frozen=True, eq=False)
class Losses:
    """Ways of families to the nodes of a capacitated question, and how much longer they may become.

    ``place``, ``node`` and ``minutes`` are the trips, each once; ``today`` the way of every place, infinite without
    any; ``weight`` what places weigh; ``group`` the zone whose mean counts (each place its own where families count one
    by one). A place that nothing reaches today cannot lose.
    """

    place: IntArray
    node: IntArray
    minutes: FloatArray
    today: FloatArray
    weight: FloatArray
    group: IntArray
    n_nodes: int
    limit_min: float

    def after(self, is_open: BoolArray) -> FloatArray:
        """Return the way of every place with these nodes open; infinite without any."""
        way = np.full(len(self.today), np.inf)
        kept = is_open[self.node]
        np.minimum.at(way, self.place[kept], self.minutes[kept])
        return way

    def longer(self, is_open: BoolArray) -> FloatArray:
        """Return by how many minutes the way of each group becomes longer, as a mean of those who weigh something.

        Infinite where somebody keeps no way at all; below zero where it becomes shorter.
        """
        counted = (self.weight > 0) & np.isfinite(self.today)
        weight = np.where(counted, self.weight, 0.0)
        after = self.after(is_open)[counted]
        own, size = self.group[counted], int(self.group.max(initial=-1)) + 1
        more = np.bincount(own, weights=weight[counted] * (after - self.today[counted]), minlength=size)
        of = np.bincount(own, weights=weight[counted], minlength=size)
        return np.asarray(np.divide(more, of, out=np.zeros(size), where=of > 0))

    def farther(self, is_open: BoolArray) -> BoolArray:
        """Return whether the way of each place becomes longer, or is lost."""
        alone = replace(self, group=np.arange(len(self.today)), weight=np.ones(len(self.today)))
        return np.asarray(alone.longer(is_open) > _SLIGHT)

    def broken(self, values: FloatArray) -> Sequence[IntArray]:
        """Return the nodes of which one must be open for each group that loses too much, the first columns being nodes.

        Those that would bring somebody of the group nearer than the answer does: without any of them, ways stay as long
        or become longer.
        """
        is_open = values[: self.n_nodes] > 0.5
        longer = self.longer(is_open)
        worst = np.flatnonzero(longer > self.limit_min + _SLIGHT)
        if not len(worst):
            return []
        worst = worst[np.argsort(-longer[worst], kind="stable")[:_MOST_ROWS]]
        after = self.after(is_open)
        alone = np.bincount(self.group, minlength=len(longer)) == 1
        # A place alone must keep a node within its limit; a mean, only some node nearer than those open.
        most = np.where(alone[self.group], self.today + self.limit_min + _SLIGHT, after - _SLIGHT)
        helps = (self.minutes <= most[self.place]) & (self.weight > 0)[self.place]
        helps &= np.isfinite(self.today)[self.place] & ~is_open[self.node]
        own = self.group[self.place]
        return [np.unique(self.node[helps & (own == group)]) for group in worst]


class Possible(NamedTuple):
    """What would make a question feasible: the least minutes, and how many closures these minutes allow; or None."""

    least_min: int | None
    closures: int | None


def losses_of(setting: Setting, service: Service) -> Losses | None:
    """Return who may lose what; None where the question does not ask."""
    return None if setting.question.worse_min is None else ways_of_all(setting, service)


def ways_of_all(setting: Setting, service: Service) -> Losses:
    """Return the ways of everyone to what exists and to the candidates, without limit where none is asked for."""
    question = setting.question
    about, problem = setting.about, setting.problem
    inside = about.membership.place_ids.get_indexer(problem.place_ids)
    spot = np.full(len(about.membership.place_ids), -1)
    spot[inside] = np.arange(len(inside))
    actors = service.nodes["actor_id"][: service.n_existing]
    node, place, minutes = [], [], []
    trips, covered = about.trips, about.covered
    of_trip = trips.actor_ids.take(trips.actor)
    for code, actor in enumerate(actors):
        mine = np.asarray(of_trip == actor)
        here = spot[trips.place[mine]]
        comes = spot[about.membership.place_ids.get_indexer(covered.loc[covered["actor_id"] == actor, "place_id"])]
        place += [here, comes]
        minutes += [trips.minutes[mine], np.zeros(len(comes))]
        node.append(np.full(len(here) + len(comes), code))
    # A team that goes to families comes, as those of today do.
    team = question.visits_min is not None
    place.append(problem.place)
    node.append(service.n_existing + problem.site.astype(np.int64))
    minutes.append(np.where(problem.minutes <= setting.reach_min, 0.0, np.inf) if team else problem.minutes)
    places, nodes, ways = np.concatenate(place), np.concatenate(node), np.concatenate(minutes)
    kept = (places >= 0) & np.isfinite(ways)
    group = np.arange(problem.n_places)
    if question.worse_level is not None:
        group = setting.groups(question.worse_level)
    found = Losses(
        place=places[kept],
        node=nodes[kept],
        minutes=ways[kept],
        today=np.zeros(problem.n_places),
        weight=np.asarray(problem.weight, dtype=np.float64),
        group=group,
        n_nodes=service.problem.n_nodes,
        limit_min=np.inf if question.worse_min is None else question.worse_min,
    )
    return replace(found, today=found.after(np.arange(found.n_nodes) < service.n_existing))


def what_is_possible(
    losses: Losses, problem: Capacities, *, posts: int | None, budget: float | None, closures: int, watch: Watch
) -> Possible:
    """Return the least whole minutes with which so many buildings may close, and how many may at the minutes asked for.

    Least sizes are not looked at: what is told is needed, and enough where there are none.
    """
    candidates = np.arange(problem.n_existing, problem.n_nodes)

    def feasible(limit_min: float, cost: FloatArray, most: int, *, exactly: bool) -> FloatArray | None:
        model = Model(cost, whole=np.ones(problem.n_nodes, dtype=np.bool_))
        model.add_one(candidates, 1.0, 0 if posts is None else posts, len(candidates) if posts is None else posts)
        if budget is not None:
            model.add_one(candidates, problem.cost[problem.n_existing :], -np.inf, budget)
        close_whole(model, problem, most, exactly=exactly)
        model.keep_to(replace(losses, limit_min=limit_min).broken)
        return model.solve(watch).values

    nothing = np.zeros(problem.n_nodes)
    longest = float(losses.minutes.max(initial=0.0))
    low, high = int(np.floor(losses.limit_min)), int(np.ceil(longest)) + 1
    least: int | None = None
    if feasible(float(high), nothing, closures, exactly=True) is not None:
        while low + 1 < high and not watch.over:
            middle = (low + high) // 2
            if feasible(float(middle), nothing, closures, exactly=True) is not None:
                high = middle
            else:
                low = middle
        least = None if watch.over else high
    stays = np.zeros(problem.n_nodes)
    stays[problem.doors] = 1.0
    best = feasible(losses.limit_min, stays, len(problem.doors), exactly=False)
    return Possible(least, None if best is None else round(len(problem.doors) - float(stays @ np.rint(best))))
