"""A capacitated question in every world: who can be served within what, by which services, with how much need.

Worlds share the trips: a bias multiplies those of families and of new services, while an area or a radius that a team
declares stays as it says; a row in doubt comes or goes with its capacity; need is larger or smaller; the longest trip
moves.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.balance.serving import serving_pairs
from analysis.service_area.area_again import area_otherwise
from analysis.service_area.offer import offer_in_unit
from analysis.service_area.units import load_conversions
from analysis.siting.capacitated import most_assigned
from analysis.siting.capacities import Capacities, most_served
from analysis.siting.question import load_preference
from analysis.siting.search import Watch
from analysis.siting.serving import Service
from analysis.siting.setting import Setting
from analysis.siting.worlds import Unknowns, World
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class ServedWorlds:
    """Trips long enough for every world, and what each world makes of them.

    ``place``, ``node`` and ``minutes`` are the trips; ``travelled`` says which last longer or shorter with the bias and
    end with the longest trip; ``row`` is the row in doubt of every existing node, their number where it is in none.
    """

    setting: Setting
    known: Unknowns
    problem: Capacities
    minutes: FloatArray
    travelled: BoolArray
    row: IntArray

    def capacities(self, world: World) -> Capacities:
        """Return the problem of a world."""
        question, problem, first = self.setting.question, self.problem, self.problem.n_existing
        minutes = np.where(self.travelled, self.minutes * world.time_factor(self.known)[problem.row], self.minutes)
        new = problem.node >= first
        limit = np.where(new, self.setting.reach_min, question.horizon_min) + world.shift_min
        kept = ~self.travelled | (minutes <= limit)
        stays = np.append(world.rows, True)[self.row]
        room = problem.room.copy()
        room[:first] = np.where(stays, room[:first], 0.0)
        need = problem.need * world.weight_factor(self.known)
        return replace(problem, need=need, row=problem.row[kept], node=problem.node[kept], room=room)

    def best(self, world: World, watch: Watch) -> tuple[tuple[int, ...] | None, bool]:
        """Return the best sites of a world, and whether that is proven; None where none fits there."""
        problem, question = self.capacities(world), self.setting.question
        bonus = np.where(self.setting.preferred, load_preference().share * float(problem.need.sum()), 0.0)
        try:
            done = most_assigned(problem, posts=question.posts, budget=question.budget, bonus=bonus, watch=watch)
        except BadInputError as error:
            if error.key not in {"siting-none-fits", "siting-stopped"}:
                raise
            return None, error.key == "siting-none-fits"
        return done.found[0].sites, done.proven > 0

    def worth(self, world: World, pool: list[tuple[int, ...]]) -> tuple[FloatArray, FloatArray]:
        """Return what proposals are worth and bring in a world; where one would not be worth opening, nothing."""
        problem, nobody = self.capacities(world), np.zeros(0, dtype=np.int64)
        today, _, _ = most_served(problem, problem.opened(nobody, nobody))
        gain = []
        for sites in pool:
            served, _, refused = most_served(problem, problem.opened(np.array(sites, dtype=np.int64), nobody))
            gain.append(0.0 if refused is not None else served - today)
        brings = np.array(gain)
        liked = np.array([float(self.setting.preferred[list(sites)].sum()) for sites in pool])
        return today + brings + load_preference().share * float(problem.need.sum()) * liked, brings


def served_worlds(setting: Setting, service: Service, known: Unknowns) -> ServedWorlds:
    """Return a capacitated question for every world; trips are those already asked for, as far as they go."""
    question, about = setting.question, setting.about
    everyone = about if about.question.to_verify else area_otherwise(about)
    offer = offer_in_unit(everyone.supply.actors, everyone.supply.services, unit=service.unit, steps=load_conversions())
    shortest = max(1e-3, known.travel.shortest * (1 - known.travel.own))
    far = min(setting.data.territory.horizon_min, (question.horizon_min + known.shift_min) / shortest)
    serving = serving_pairs(everyone, offer, horizon_min=far)
    first, problem = len(serving.nodes), setting.problem
    place = problem.place_ids.get_indexer(pd.Index(serving.pairs["place_id"]))
    inside = place >= 0
    old = serving.pairs["node"].to_numpy(dtype=np.int64)[inside]
    comes = serving.nodes["reach"].to_numpy() == "travel"
    wide = setting.wide
    ends = 1.0 if question.visits_min is None else question.visits_min / max(question.horizon_min, 1e-9)
    near = wide.minutes <= max(far, ends * far)
    today = serving.nodes["capacity_low"].to_numpy(dtype=np.float64)
    sure = np.isfinite(serving.nodes["capacity_high"].to_numpy(dtype=np.float64))
    sizes = service.nodes["capacity"].to_numpy(dtype=np.float64)[service.n_existing :]
    room = np.concatenate([np.where(sure, today + question.upgrade, today), sizes])
    at = {actor: number for number, actor in enumerate(known.rows)}
    return ServedWorlds(
        setting=setting,
        known=known,
        problem=Capacities(
            need=np.asarray(problem.weight, dtype=np.float64),
            row=np.concatenate([place[inside], wide.place[near]]).astype(np.int64),
            node=np.concatenate([old, first + wide.site[near].astype(np.int64)]),
            room=room,
            least=np.where(np.arange(len(room)) < first, 0.0, np.minimum(question.smallest, room)),
            n_existing=first,
            cost=np.concatenate([np.full(first, np.nan), service.problem.cost[service.n_existing :]]),
        ),
        minutes=np.concatenate([serving.pairs["minutes"].to_numpy(dtype=np.float64)[inside], wide.minutes[near]]),
        travelled=np.concatenate([comes[old], np.ones(int(near.sum()), dtype=np.bool_)]),
        row=np.array([at.get(str(actor), len(known.rows)) for actor in serving.nodes["actor_id"]], dtype=np.int64),
    )
