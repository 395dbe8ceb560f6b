"""Programmes that live: hand-made cases, all subsets, and searches that are stopped."""

import threading
import time
from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

import analysis.solver.model
from analysis.siting.search import Watch
from analysis.solver.highs import LivingProgramme
from analysis.solver.model import Model
from geo.errors import BadInputError
from ui.texts import LANGUAGES, texts

STOP_S = 1.0


def knapsack(worth, weight, room):
    model = Model(-np.asarray(worth, dtype=float), whole=np.ones(len(worth), dtype=bool))
    model.add_one(np.arange(len(worth)), weight, -np.inf, room)
    return model


def market_split(rows=7, columns=50, *, seed=0):
    """Few cells and no easy answer: HiGHS would search for hours (Cornuéjols and Dawande, 1998)."""
    rng = np.random.default_rng(seed)
    cells = rng.integers(0, 100, (rows, columns)).astype(float)
    half = np.floor(cells.sum(axis=1) / 2)
    model = Model(
        np.concatenate([np.zeros(columns), np.ones(2 * rows)]),
        upper=np.concatenate([np.ones(columns), np.full(2 * rows, np.inf)]),
        whole=np.arange(columns + 2 * rows) < columns,
    )
    for row in range(rows):
        at = np.concatenate([np.arange(columns), [columns + row, columns + rows + row]])
        model.add_one(at, np.concatenate([cells[row], [1.0, -1.0]]), half[row], half[row])
    return model


def median(sites, places, posts, *, reach=40.0, seed=0):
    """A p-median written pair by pair: its first linear programme alone keeps HiGHS busy."""
    rng = np.random.default_rng(seed)
    here = rng.random((places, 2)) * 100
    there = here[rng.choice(places, sites, replace=False)]
    far = np.sqrt(((here[:, None] - there[None]) ** 2).sum(axis=2))
    weight = rng.gamma(1.0, 1.3, places)
    place, site = np.nonzero(far < reach)
    pairs = len(place)
    cost = np.concatenate([np.zeros(sites), weight[place] * (far[place, site] - 60.0)])
    model = Model(cost, whole=np.arange(sites + pairs) < sites)
    line = np.arange(pairs)
    model.add(
        np.concatenate([line, line]),
        np.concatenate([sites + line, site]),
        np.concatenate([np.ones(pairs), -np.ones(pairs)]),
        high=0.0,
        n_rows=pairs,
    )
    model.add(place, sites + line, 1.0, high=1.0, n_rows=places)
    model.add_one(np.arange(sites), 1.0, posts, posts)
    return model


def solvers():
    return [one for one in threading.enumerate() if one.name == "solver"]


def test_a_linear_programme_by_hand():
    # Corner of x + 2y ≤ 4 and 3x + y ≤ 6: (1.6, 1.2).
    model = Model(np.array([-1.0, -1.0]), upper=np.inf)
    model.add([0, 0, 1, 1], [0, 1, 0, 1], [1.0, 2.0, 3.0, 1.0], high=[4.0, 6.0], n_rows=2)
    found = model.solve()
    assert found.values == pytest.approx([1.6, 1.2])
    assert (found.objective, found.bound, found.proven) == (pytest.approx(-2.8), pytest.approx(-2.8), True)


def test_cells_may_come_in_any_order_and_rows_may_be_empty():
    model = Model(np.array([-1.0, -1.0, -1.0]))
    model.add([2, 0, 2], [2, 0, 0], [1.0, 1.0, 1.0], high=[0.25, 0.0, 0.75], n_rows=3)
    assert -model.solve().objective == pytest.approx(0.75 + 1.0)


def test_what_no_answer_meets_is_told_apart_from_time():
    model = Model(np.array([1.0, 1.0]), whole=np.array([True, True]))
    model.add_one([0, 1], 1.0, 3.0, 3.0)
    found = model.solve()
    assert found.infeasible
    assert found.proven
    assert found.values is None


@pytest.mark.parametrize("seed", range(6))
def test_answers_one_after_the_other_from_one_programme(seed, monkeypatch):
    made = []
    monkeypatch.setattr(
        analysis.solver.model, "LivingProgramme", lambda *what: made.append(1) or LivingProgramme(*what)
    )
    rng = np.random.default_rng(seed)
    worth, weight = rng.integers(1, 30, 9).astype(float), rng.integers(1, 12, 9).astype(float)
    every = sorted(
        (
            sum(worth[list(one)])
            for size in range(10)
            for one in combinations(range(9), size)
            if sum(weight[list(one)]) <= 20
        ),
        reverse=True,
    )
    model, told = knapsack(worth, weight, 20.0), []
    for _ in range(12):
        found = model.solve()
        assert found.proven
        chosen = found.values > 0.5
        told.append(-found.objective)
        # Not this one again: at least one item taken or left otherwise.
        model.add_one(np.arange(9), np.where(chosen, 1.0, -1.0), -np.inf, chosen.sum() - 1.0)
    assert told == pytest.approx(every[:12])
    assert made == [1]


def test_stages_on_one_programme():
    # The most of x + y, then at that value the least of x.
    model = Model(np.array([-1.0, -1.0]), upper=np.inf)
    model.add_one([0, 1], [1.0, 1.0], -np.inf, 5.0)
    model.add_one([1], [1.0], -np.inf, 3.0)
    assert model.solve().objective == pytest.approx(-5.0)
    model.add_one([0, 1], [1.0, 1.0], 5.0, np.inf)
    model.aim(np.array([1.0, 0.0]))
    assert model.solve().values == pytest.approx([2.0, 3.0])


def test_a_search_starts_from_what_is_known():
    known = market_split().solve(Watch(time_limit_s=3.0))
    model = market_split()
    # The first columns are told; HiGHS works out the others.
    model.begin(np.arange(50), np.round(known.values[:50]))
    found = model.solve(Watch(time_limit_s=0.3))
    assert found.objective <= known.objective + 1e-6
    assert found.bound <= found.objective
    assert not found.proven


def test_a_start_with_more_than_it_takes_is_not_the_answer():
    # Sites that cover lines; a start opens two that others make useless.
    rng = np.random.default_rng(0)
    here, there = rng.random((300, 2)) * 100, rng.random((60, 2)) * 100
    near = np.sqrt(((here[:, None] - there[None]) ** 2).sum(axis=2)) < 30
    near[np.arange(300), near.argmax(axis=1)] = True
    line, site = np.nonzero(near)

    def covering():
        model = Model(np.ones(60), whole=np.ones(60, dtype=bool))
        model.add(line, site, 1.0, low=1.0, n_rows=300)
        return model

    least = covering().solve()
    for extra in range(60):
        start = least.values > 0.5
        start[extra] = True
        model = covering()
        model.begin(np.arange(60), start)
        found = model.solve()
        assert found.values.sum() == pytest.approx(found.objective) == pytest.approx(least.objective)
        assert near[:, found.values > 0.5].any(axis=1).all()


def test_a_known_answer_that_does_not_fit_is_set_aside():
    model = knapsack([5.0, 4.0, 3.0], [3.0, 2.0, 2.0], 4.0)
    model.begin([0, 1, 2], [1.0, 1.0, 1.0])
    found = model.solve()
    assert (-found.objective, found.proven) == (7.0, True)


def test_a_stop_is_obeyed_inside_the_tree():
    model, watch = market_split(), Watch()
    threading.Timer(0.6, watch.stop).start()
    began = time.monotonic()
    found = model.solve(watch)
    assert time.monotonic() - began < 0.6 + STOP_S
    assert found.values is not None
    assert not found.proven
    assert solvers() == []
    # The programme lives on: it is only this search that ended.
    assert model.solve(Watch(time_limit_s=0.5)).values is not None


def test_a_stop_is_obeyed_while_highs_does_not_look_and_leaves_nothing_behind():
    model, watch = median(150, 2000, 8), Watch()
    threading.Timer(1.5, watch.stop).start()
    began = time.monotonic()
    found = model.solve(watch)
    assert time.monotonic() - began < 1.5 + STOP_S
    assert not found.proven
    assert solvers() == []
    assert model._engine._process.poll() is not None
    assert model.solve(Watch()).values is None


def test_time_is_kept():
    began = time.monotonic()
    found = market_split().solve(Watch(time_limit_s=1.0))
    assert 0.9 < time.monotonic() - began < 1.0 + STOP_S
    assert found.values is not None
    assert not found.proven


def test_the_two_ways_to_run_agree(monkeypatch):
    here = median(12, 120, 3).solve()
    monkeypatch.setattr(analysis.solver.model, "MOST_CELLS", 10)
    model = median(12, 120, 3)
    apart = model.solve()
    assert (apart.proven, apart.objective) == (here.proven, here.objective)
    assert (apart.values == here.values).all()
    sites = np.flatnonzero(apart.values[:12] > 0.5)
    model.add_one(sites, 1.0, -np.inf, 2.0)
    second = model.solve()
    assert second.proven
    assert second.objective >= apart.objective
    assert set(np.flatnonzero(second.values[:12] > 0.5)) != set(sites)
    model.aim(np.zeros(len(apart.values)))
    assert model.solve().objective == pytest.approx(0.0)


def test_a_solver_that_dies_is_said_in_both_languages(monkeypatch):
    monkeypatch.setattr(analysis.solver.model, "MOST_CELLS", 10)
    model = median(12, 120, 3)
    model.solve()
    model._engine._process.kill()
    with pytest.raises(BadInputError, match="solver-failed") as caught:
        model.solve()
    assert len({texts(language).error(caught.value) for language in LANGUAGES}) == 2


def test_the_same_answer_every_time():
    first, second = (median(20, 200, 4).solve() for _ in range(2))
    assert (first.values == second.values).all()


def test_nothing_is_printed(capfd):
    knapsack([5.0, 4.0], [1.0, 2.0], 2.0).solve()
    assert capfd.readouterr() == ("", "")


def test_the_highs_of_scipy_lives_beside():
    rng = np.random.default_rng(1)
    for _ in range(5):
        worth, weight = rng.integers(1, 30, 12).astype(float), rng.integers(1, 12, 12).astype(float)
        theirs = milp(
            -worth, constraints=LinearConstraint(weight[None], -np.inf, 30), integrality=1, bounds=Bounds(0, 1)
        )
        assert knapsack(worth, weight, 30.0).solve().objective == pytest.approx(theirs.fun)
