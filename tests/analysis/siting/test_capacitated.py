"""Capacitated siting against every subset, each judged by a linear programme."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from analysis.siting import capacitated
from analysis.siting.capacitated import most_assigned
from analysis.siting.capacities import Capacities, Priced, most_served, priced, room_cut
from analysis.siting.search import Watch
from analysis.solver.model import Solved
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


def test_a_search_that_ended_early_proves_nothing(monkeypatch):
    """HiGHS may give back the choice it was given to start from, when its time ends before it finds better."""
    problem = Capacities(
        need=np.array([4.0, 4.0, 5.0, 5.0]),
        row=np.array([0, 1, 2, 0, 3, 1]),
        node=np.array([0, 0, 0, 1, 1, 2]),
        room=np.array([8.0, 9.0, 4.0]),
        least=np.zeros(3),
        n_existing=0,
        cost=np.full(3, np.nan),
    )
    begun = priced(problem, 2, watch=Watch(), rounds=0)
    is_open = np.isin(np.arange(3), begun.sites).astype(float)
    early = Solved(np.append(is_open, 18.0), -18.0, -18.0, proven=False, infeasible=False)
    monkeypatch.setattr(capacitated._Master, "solve", lambda *_: early)
    monkeypatch.setattr(capacitated, "priced", lambda *_, **__: replace(begun, bound=18.0))
    monkeypatch.setattr(capacitated, "improved", lambda *_, **__: (begun.sites, begun.value))
    done = most_assigned(problem, posts=2, watch=Watch())
    assert done.found[0].value == begun.value < 18
    assert (done.proven, done.bound) == (0, 18)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_choice_known_from_the_start_is_no_proof_that_nothing_is_better(seed, monkeypatch):
    problem = random_capacities(seed)
    ranked = every_choice(problem, 2)
    value, sites, _ = ranked[-1]
    poor = Priced((), float(problem.need.sum()), np.array(sites), value)
    monkeypatch.setattr(capacitated, "priced", lambda *_, **__: poor)
    monkeypatch.setattr(capacitated, "improved", lambda *_, **__: (np.array(sites), value))
    done = most_assigned(problem, posts=2, watch=Watch())
    assert done.found[0].value == pytest.approx(ranked[0][0])
    assert done.proven == 1


def test_rooms_bound_what_more_candidates_serve():
    # What exists serves 2 of the first place; candidates add at most their room, or all who can come.
    problem = Capacities(
        need=np.array([6.0, 9.0]),
        row=np.array([0, 0, 1, 1]),
        node=np.array([0, 1, 1, 2]),
        room=np.array([2.0, 5.0, 30.0]),
        least=np.zeros(3),
        n_existing=1,
        cost=np.full(3, np.nan),
    )
    cut = room_cut(problem)
    assert (cut.constant, cut.worth.tolist()) == (2.0, [0.0, 5.0, 9.0])
    # One more serves 11 for sure: no search is needed for the proof.
    begun = priced(problem, 1, watch=Watch())
    assert (begun.bound, begun.value, begun.sites.tolist()) == (11.0, 11.0, [1])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_search_begun_from_fewer_has_the_answer_of_one_begun_from_none(seed):
    problem = random_capacities(seed)
    begun: tuple[int, ...] = ()
    for posts in range(1, 7):
        done = most_assigned(problem, posts=posts, begun=begun, watch=Watch())
        begun = done.found[0].sites
        assert done.found[0].value == pytest.approx(every_choice(problem, posts)[0][0])
        assert (done.proven, len(begun)) == (1, posts)
