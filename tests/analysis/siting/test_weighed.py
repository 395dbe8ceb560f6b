"""Budgets and the worst-served zone, against every set there is."""

from itertools import combinations

import numpy as np
import pytest

from analysis.siting.search import Watch
from analysis.siting.weighed_cover import TIE, weighed_cover
from geo.errors import BadInputError
from tests.analysis.siting.small import after, every_set, random_problem

HORIZON = 25.0
GROUPS = np.arange(14) % 3


def judged(table, weight, before, one):
    covered = weight * (after(table, before, one) <= HORIZON)
    worst = min(covered[group == GROUPS].sum() / weight[group == GROUPS].sum() for group in range(3))
    return covered.sum(), worst


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_the_three_best_of_an_aim_are_those_of_all_sets(seed, share):
    problem, table, weight, before = random_problem(seed, places=14)
    much = max(1 - share, TIE) / weight.sum()
    aims = []
    for one in every_set(7, 2):
        covered, worst = judged(table, weight, before, one)
        aims.append(much * covered + share * worst)
    answers = weighed_cover(problem, horizon_min=HORIZON, posts=2, groups=GROUPS, share=share, keep=3, watch=Watch())
    assert [one.aim for one in answers.found] == pytest.approx(sorted(aims, reverse=True)[:3], abs=1e-6)
    assert answers.proven == 3
    for one in answers.found:
        assert (one.covered, one.worst) == pytest.approx(judged(table, weight, before, one.sites))


@pytest.mark.parametrize("seed", range(5))
def test_a_budget_buys_the_most(seed):
    problem, table, weight, before = random_problem(seed)
    cost = np.random.default_rng(seed).integers(1, 6, 7).astype(float)
    best = max(
        judged(table, weight, before, one)[0]
        for size in range(8)
        for one in combinations(range(7), size)
        if cost[list(one)].sum() <= 7
    )
    answers = weighed_cover(problem, horizon_min=HORIZON, cost=cost, budget=7.0, watch=Watch())
    assert answers.found[0].covered == pytest.approx(best)
    assert cost[list(answers.found[0].sites)].sum() <= 7


def test_the_worst_served_never_does_better_when_it_counts_less():
    problem, *_ = random_problem(2)
    worst = [
        weighed_cover(problem, horizon_min=HORIZON, posts=2, groups=GROUPS, share=share, watch=Watch()).found[0].worst
        for share in (1.0, 0.5, 0.0)
    ]
    assert worst == sorted(worst, reverse=True)


def test_nothing_fits():
    problem, *_ = random_problem(0)
    with pytest.raises(BadInputError, match="siting-none-fits"):
        weighed_cover(problem, horizon_min=HORIZON, posts=2, cost=np.full(7, 5.0), budget=7.0, watch=Watch())


def test_stopped_before_a_first_answer():
    problem, *_ = random_problem(0)
    watch = Watch(told=lambda *_: watch.stop())
    with pytest.raises(BadInputError, match="siting-stopped"):
        weighed_cover(problem, horizon_min=HORIZON, posts=2, watch=watch)
