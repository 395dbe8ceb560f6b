"""Enough room and the shortest trips: against an integer programme that SciPy solves, whole places and shared ones."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.capacitated_median import shortest_with_room
from analysis.siting.capacities import Capacities
from analysis.siting.record import siting_record
from analysis.siting.search import Watch
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from ui.texts import LANGUAGES, texts


def drawn(seed, *, places, posts, existing=0, tight=0.85, missing=0.0):
    """Places on a plane that are all candidates, as in the instances of Lorena and Senne; some services before them."""
    rng = np.random.default_rng(seed)
    here = rng.random((places, 2)) * 100
    there = np.concatenate([rng.random((existing, 2)) * 100, here])
    need = rng.integers(1, 12, places).astype(float)
    minutes = np.sqrt(((here[:, None] - there[None]) ** 2).sum(axis=2))
    own = np.full(existing, 5.0)
    room = np.concatenate([own, np.full(places, np.ceil((need.sum() - own.sum()) / posts / tight))])
    row, node = np.nonzero(rng.random(minutes.shape) >= missing)
    cost = np.full(len(room), np.nan)
    problem = Capacities(need, row, node, room, np.zeros(len(room)), existing, cost)
    return problem, minutes[row, node]


def by_scipy(problem, minutes, posts, *, whole):
    """The least Σ need × minutes, by an integer programme; None where not everyone has a place."""
    pairs, nodes = len(problem.row), problem.n_nodes
    cost = np.concatenate([problem.need[problem.row] * minutes, np.zeros(nodes)])
    rows, low, high = [], [], []

    def add(row, least, most):
        rows.append(row)
        low.append(least)
        high.append(most)

    for place in range(len(problem.need)):
        add(np.concatenate([(problem.row == place).astype(float), np.zeros(nodes)]), 1, 1)
    for node in range(nodes):
        load = np.concatenate([np.where(problem.node == node, problem.need[problem.row], 0.0), np.zeros(nodes)])
        load[pairs + node] = -problem.room[node]
        add(load, -np.inf, 0)
    first = problem.n_existing
    new = np.concatenate([np.zeros(pairs + first), np.ones(nodes - first)])
    add(new, posts, posts)
    least = np.concatenate([np.zeros(pairs), (np.arange(nodes) < first).astype(float)])
    whole_columns = np.concatenate([np.full(pairs, int(whole)), np.ones(nodes)])
    found = milp(
        cost,
        constraints=LinearConstraint(np.array(rows), low, high),
        bounds=Bounds(least, 1),
        integrality=whole_columns,
        options={"mip_rel_gap": 1e-9},
    )
    return found.fun if found.success else None


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("whole", [False, True])
def test_the_shortest_of_all_where_everyone_has_a_place(seed, whole):
    existing, missing = (2, 0.2) if seed % 2 else (0, 0.0)
    problem, minutes = drawn(seed, places=10, posts=3, existing=existing, missing=missing)
    truth = by_scipy(problem, minutes, 3, whole=whole)
    if truth is None:
        with pytest.raises(BadInputError, match="siting-room"):
            shortest_with_room(problem, minutes, posts=3, whole=whole, watch=Watch(time_limit_s=8))
        return
    choice = shortest_with_room(problem, minutes, posts=3, whole=whole, watch=Watch(time_limit_s=60))
    assert choice.minutes == pytest.approx(truth, rel=1e-5)
    assert choice.proven
    assert choice.bound <= truth * (1 + 1e-6)
    assert len(choice.sites) == 3


@pytest.mark.parametrize("seed", range(2))
def test_a_larger_case_has_a_proven_gap_of_two_per_cent(seed):
    problem, minutes = drawn(seed, places=90, posts=9)
    choice = shortest_with_room(problem, minutes, posts=9, whole=True, gap=0.02, watch=Watch(time_limit_s=60))
    assert choice.gap <= 0.02


def test_without_room_it_is_said_and_what_it_would_take():
    problem, minutes = drawn(1, places=8, posts=4)
    with pytest.raises(BadInputError, match="siting-room-short") as caught:
        shortest_with_room(problem, minutes, posts=2, watch=Watch())
    told = caught.value.values
    assert told["size"] * 2 >= problem.need.sum() > told["room"]
    for language in LANGUAGES:
        assert str(told["posts"]) in texts(language).error(caught.value)
    enough = Capacities(
        problem.need, problem.row, problem.node, np.full(8, told["size"]), np.zeros(8), 0, np.full(8, np.nan)
    )
    assert len(shortest_with_room(enough, minutes, posts=2, watch=Watch()).sites) == 2


def test_three_bases_with_a_place_for_everyone_in_luxembourg():
    asked = siting_question(
        selection=Selection(kind="one-plateforme"),
        zone="80000",
        demand="need",
        model="p-median",
        posts=3,
        capacity=70.0,
        horizon_min=60.0,
        time_limit_s=10.0,
    )
    record = siting_record(run_siting(load(load_territory("wallonie")), asked))
    (best,) = record["answers"]
    assert best["weight_after"] == pytest.approx(300)
    assert sum(line["size"] for line in best["sites"]) == pytest.approx(180)
    assert all(line["size"] <= 70 + 1e-6 for line in best["sites"])
    assert record["gap"] <= 0.02
