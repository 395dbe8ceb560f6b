"""Nobody worse off by more than so many minutes, and buildings that close whole: against every set of openings."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analysis.service_area.buildings import buildings
from analysis.siting.capacitated import most_assigned
from analysis.siting.capacities import Capacities, most_served
from analysis.siting.fair import fair_choices
from analysis.siting.losses import Losses, what_is_possible
from analysis.siting.reshaping import Means, reshaped
from analysis.siting.search import Watch
from analysis.siting.serving import Service
from analysis.siting.shortest_among_equals import Equals
from geo.errors import BadInputError


def drawn(seed):
    """A service with three or four existing nodes, some in one building, and who may lose what."""
    rng = np.random.default_rng(seed)
    places, first, candidates = 6, int(rng.integers(3, 5)), 4
    nodes = first + candidates
    minutes = rng.integers(1, 60, (places, nodes)).astype(float)
    near = minutes <= 35
    need = rng.integers(0, 10, places).astype(float)
    capacity = rng.integers(2, 12, nodes).astype(float)
    building = np.arange(first)
    if rng.random() < 0.5:
        building[2] = 0
    place, node = np.nonzero(near)
    problem = Capacities(need, place, node, capacity, np.zeros(nodes), first, np.full(nodes, np.nan), building)
    ids = np.array([f"p{at}" for at in range(places)])
    pairs = pd.DataFrame({"place_id": ids[place], "node": node, "minutes": minutes[near]})
    frame = pd.DataFrame({"capacity": capacity, "room": capacity, "is_known": True})
    everywhere, everyone = np.nonzero(minutes <= 50)
    losses = Losses(
        everywhere,
        everyone,
        minutes[minutes <= 50],
        np.where(minutes[:, :first] <= 50, minutes[:, :first], np.inf).min(axis=1),
        need,
        np.arange(places) if rng.random() < 0.5 else np.arange(places) // 2,
        nodes,
        float(rng.integers(0, 25)),
    )
    ways = np.where(minutes <= 50, minutes, np.inf)
    posts, closures = int(rng.integers(1, 3)), int(rng.integers(1, 3))
    return Service(pd.Series(need, index=ids), pairs, frame, first, "births", problem), losses, ways, posts, closures


def loss(ways, losses, is_open):
    """The longest lengthening of a group, by loops."""
    found = [-np.inf]
    for group in set(losses.group):
        total = of = 0.0
        for place in np.flatnonzero(losses.group == group):
            if losses.weight[place] > 0 and np.isfinite(losses.today[place]):
                total += losses.weight[place] * (ways[place, is_open].min(initial=np.inf) - losses.today[place])
                of += losses.weight[place]
        if of:
            found.append(total / of)
    return max(found)


def every_choice(one, posts, closures):
    """Every set of openings and of buildings closed whole, as which nodes are open."""
    problem, first = one.problem, one.n_existing
    doors = sorted(set(problem.building.tolist()))
    for sites in combinations(range(problem.n_candidates), posts):
        for shut in combinations(doors, closures):
            closed = np.flatnonzero(np.isin(problem.building, shut))
            yield problem.opened(np.array(sites), closed), len(doors)
    assert first


@pytest.mark.parametrize("seed", range(40))
def test_the_most_served_among_those_where_nobody_loses_more(seed):
    one, losses, ways, posts, closures = drawn(seed)
    allowed = [
        (most_served(one.problem, is_open)[0], is_open)
        for is_open, _ in every_choice(one, posts, closures)
        if loss(ways, losses, is_open) <= losses.limit_min + 1e-9
    ]
    common = {"posts": posts, "closures": closures, "keeps": losses.broken, "watch": Watch()}
    if not allowed:
        with pytest.raises(BadInputError, match="siting-none-fits"):
            most_assigned(one.problem, **common)
        return
    best = max(value for value, _ in allowed)
    equals = Equals(one, budget=None, bonus=np.zeros(4), differ=1, **common)
    fair = fair_choices(one.problem, groups=np.zeros(6, dtype=np.int64), share=0.0, **common).found[0]
    means = Means(
        posts=posts, budget=None, closures=closures, exactly=True, upgrade=0.0, step=1.0, step_cost=0.0, saves=0.0
    )
    asked = {"bonus": np.zeros(4), "keeps": losses.broken, "watch": Watch()}
    stepped = reshaped(one, means, **asked).found[0]
    served = most_assigned(one.problem, settle=equals.settle, **common).found[0]
    for found, value in ((served, served.value), (fair, fair.covered), (stepped, stepped.value)):
        assert value == pytest.approx(best, abs=1e-4)
        is_open = one.problem.opened(np.array(found.sites), np.array(found.closed))
        assert loss(ways, losses, is_open) <= losses.limit_min + 1e-6
        assert len({one.problem.building[code] for code in found.closed}) == closures


@pytest.mark.parametrize("seed", range(40, 60))
def test_what_would_make_it_feasible_is_what_every_choice_says(seed):
    one, losses, ways, posts, closures = drawn(seed)
    losses = replace(losses, limit_min=0.0)
    least = min(loss(ways, losses, is_open) for is_open, _ in every_choice(one, posts, closures))
    told = what_is_possible(losses, one.problem, posts=posts, budget=None, closures=closures, watch=Watch())
    if np.isfinite(least):
        assert told.least_min == max(1, np.ceil(least))
    else:
        assert told.least_min is None
    doors = len(set(one.problem.building.tolist()))
    most = max(
        (
            many
            for many in range(doors + 1)
            for is_open, _ in every_choice(one, posts, many)
            if loss(ways, losses, is_open) <= 0
        ),
        default=0,
    )
    assert told.closures == most


def test_a_building_is_one_address_in_one_commune_and_never_the_middle_of_one():
    actors = pd.DataFrame(
        [
            ("b", "Rue de l’Église 4", "address", "1"),
            ("a", "rue de l'eglise  4", "address", "1"),
            ("c", "rue de l'eglise 4", "address", "2"),
            ("d", "rue de l'eglise 4", "commune", "1"),
            ("e", None, "address", "1"),
            ("f", None, "address", "1"),
        ],
        columns=["actor_id", "address", "position_quality", "zone_id"],
    )
    assert buildings(actors).to_dict() == {"b": "a", "a": "a", "c": "c", "d": "d", "e": "e", "f": "f"}
