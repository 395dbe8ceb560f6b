"""Capacitated siting against every subset, each judged by a linear programme."""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from analysis.siting.capacitated import most_assigned
from analysis.siting.capacities import Capacities, most_served, priced
from analysis.siting.search import Watch
from geo.errors import BadInputError

SEEDS = range(8)


def random_capacities(seed, *, rows=12, existing=2, candidates=6, density=0.45, least=0.0):
    rng = np.random.default_rng(seed)
    nodes = existing + candidates
    row, node = np.nonzero(rng.random((rows, nodes)) < density)
    room = rng.integers(3, 14, nodes).astype(float)
    return Capacities(
        need=rng.integers(0, 7, rows).astype(float),
        row=row,
        node=node,
        room=room,
        least=np.where(np.arange(nodes) < existing, 0.0, np.minimum(least, room)),
        n_existing=existing,
        cost=np.where(np.arange(nodes) < existing, np.nan, rng.integers(1, 6, nodes)),
    )


def by_programme(problem, is_open):
    """The most that is served, by a linear programme over pairs; None where the least sizes cannot be met."""
    pairs = len(problem.row)
    rows = []
    limits = []
    for place in range(len(problem.need)):
        rows.append((problem.row == place).astype(float))
        limits.append(problem.need[place])
    for node in range(problem.n_nodes):
        rows.append((problem.node == node).astype(float))
        limits.append(problem.room[node] if is_open[node] else 0.0)
        rows.append(-(problem.node == node).astype(float))
        limits.append(-problem.least[node] if is_open[node] else 0.0)
    found = linprog(-np.ones(pairs), A_ub=np.array(rows), b_ub=limits, method="highs")
    return -found.fun if found.success else None


def every_choice(problem, posts, *, closures=0, budget=None):
    found = []
    sizes = [posts] if posts is not None else range(problem.n_candidates + 1)
    for size in sizes:
        for sites in combinations(range(problem.n_candidates), size):
            cost = problem.cost[[problem.n_existing + site for site in sites]].sum()
            if budget is not None and cost > budget:
                continue
            for closed in combinations(range(problem.n_existing), closures):
                is_open = problem.opened(np.array(sites, dtype=int), np.array(closed, dtype=int))
                value = by_programme(problem, is_open)
                if value is not None:
                    found.append((value, sites, closed))
    return sorted(found, key=lambda each: -each[0])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("least", [0.0, 5.0])
def test_the_flow_serves_what_the_programme_serves(seed, least):
    problem = random_capacities(seed, least=least)
    for sites in combinations(range(6), 3):
        is_open = problem.opened(np.array(sites), np.zeros(0, dtype=int))
        value, _, refused = most_served(problem, is_open)
        truth = by_programme(problem, is_open)
        assert (refused is not None) == (truth is None)
        if truth is not None:
            assert value == pytest.approx(truth)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("posts", "closures", "least"), [(1, 0, 0.0), (2, 0, 0.0), (3, 0, 4.0), (2, 1, 0.0), (2, 1, 5.0)]
)
def test_the_best_choices_are_the_best_of_all_subsets(seed, posts, closures, least):
    problem = random_capacities(seed, least=least)
    truth = every_choice(problem, posts, closures=closures)
    if not truth:
        with pytest.raises(BadInputError, match="siting-none-fits"):
            most_assigned(problem, posts=posts, closures=closures, watch=Watch())
        return
    choices = most_assigned(problem, posts=posts, closures=closures, keep=4, watch=Watch())
    assert [one.value for one in choices.found] == pytest.approx([value for value, _, _ in truth[:4]])
    assert len({(one.sites, one.closed) for one in choices.found}) == len(choices.found)
    assert choices.proven == len(choices.found)
    for one in choices.found:
        is_open = problem.opened(np.array(one.sites, dtype=int), np.array(one.closed, dtype=int))
        assert by_programme(problem, is_open) == pytest.approx(one.value)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_budget_buys_the_best_it_can(seed):
    problem = random_capacities(seed)
    truth = every_choice(problem, None, budget=7.0)
    choices = most_assigned(problem, budget=7.0, watch=Watch())
    assert choices.found[0].value == pytest.approx(truth[0][0])
    assert sum(problem.cost[problem.n_existing + site] for site in choices.found[0].sites) <= 7


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bound_is_above_every_choice(seed):
    problem = random_capacities(seed, rows=30)
    begun = priced(problem, 2, watch=Watch())
    truth = every_choice(problem, 2)
    assert begun.bound >= truth[0][0] - 1e-9
    assert begun.value <= truth[0][0] + 1e-9
    for cut in begun.cuts:
        for value, sites, _ in truth:
            is_open = problem.opened(np.array(sites), np.zeros(0, dtype=int))
            assert value <= cut.constant + cut.worth[is_open].sum() + 1e-9


def test_more_closures_than_services():
    with pytest.raises(BadInputError, match="siting-closures"):
        most_assigned(random_capacities(0), posts=1, closures=3, watch=Watch())
