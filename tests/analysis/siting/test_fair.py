"""Capacities with the worst-served zone in the aim, against every set, each judged by a linear programme."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.fair import fair_assignment, fair_choices, with_assignments
from analysis.siting.record import siting_record
from analysis.siting.search import Watch
from analysis.siting.weighed_cover import TIE
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from tests.analysis.siting.test_capacitated import random_capacities
from tests.analysis.siting.test_wall_of_instances import drawn

GROUPS = np.arange(12) % 3


def judged(problem, sites, closed, share):
    """The best aim with these candidates open and these services closed: a linear programme over all pairs."""
    is_open = problem.opened(np.array(sites, dtype=int), np.array(closed, dtype=int))
    pairs, total = len(problem.row), problem.need.sum()
    rows, limits = [], []
    for place in range(len(problem.need)):
        rows.append(np.append((problem.row == place).astype(float), 0.0))
        limits.append(problem.need[place])
    for node in range(problem.n_nodes):
        rows.append(np.append((problem.node == node).astype(float), 0.0))
        limits.append(problem.room[node] if is_open[node] else 0.0)
    for group in range(3):
        mine = np.isin(problem.row, np.flatnonzero(group == GROUPS)).astype(float)
        rows.append(np.append(-mine / problem.need[group == GROUPS].sum(), 1.0))
        limits.append(0.0)
    cost = -np.append(np.full(pairs, max(1 - share, TIE) / total), share)
    return -linprog(cost, A_ub=np.array(rows), b_ub=limits, bounds=(0, None), method="highs").fun


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("share", "closures"), [(0.0, 0), (0.5, 0), (1.0, 0), (1.0, 1)])
def test_the_three_best_are_those_of_all_sets(seed, share, closures):
    problem = random_capacities(seed)
    truth = sorted(
        (
            judged(problem, sites, closed, share)
            for sites in combinations(range(6), 2)
            for closed in combinations(range(2), closures)
        ),
        reverse=True,
    )
    done = fair_choices(problem, groups=GROUPS, share=share, posts=2, closures=closures, keep=3, watch=Watch())
    assert [one.aim for one in done.found] == pytest.approx(truth[:3], abs=1e-6)
    assert done.proven == 3
    for one in done.found:
        assert one.aim == pytest.approx(judged(problem, one.sites, one.closed, share), abs=1e-6)


def trips_of(service, sites, share, groups):
    """The least minutes of one choice, by its own assignment."""
    is_open = service.problem.opened(np.array(sites, dtype=int), np.array([], dtype=int))
    flows = fair_assignment(service, is_open, groups, share=share).flows
    return float(flows["amount"] @ flows["minutes"])


@pytest.mark.parametrize("seed", range(12))
def test_between_equals_the_shortest_trips_of_all_come_first(seed):
    service, _ = drawn(seed)
    problem = replace(service.problem, least=np.zeros(service.problem.n_nodes))
    service = replace(service, problem=problem, nodes=service.nodes.assign(room=problem.room))
    groups, share = np.arange(len(problem.need)) % 2, 0.5
    if not problem.need.sum():
        return
    asked = {"groups": groups, "share": share, "posts": 1, "watch": Watch()}
    done = fair_choices(problem, **asked, keep=1, equals=30)
    best, shared = with_assignments(service, done, groups, share=share, keep=1, watch=Watch())
    aims = {
        site: fair_choices(replace(problem, cost=only(problem, site)), **asked, budget=1.0).found[0].aim
        for site in range(problem.n_candidates)
    }
    equals = [site for site, aim in aims.items() if aim > max(aims.values()) - 1e-7]
    assert best.found[0].sites[0] in equals
    assert best.settled
    told = float(shared[0].flows["amount"] @ shared[0].flows["minutes"])
    assert told == pytest.approx(min(trips_of(service, [site], share, groups) for site in equals), abs=1e-3)


def only(problem, site):
    """Costs that let this candidate open alone."""
    at = np.arange(problem.n_nodes) - problem.n_existing
    return np.where(at < 0, np.nan, np.where(at == site, 1.0, 5.0))


def test_no_choice_fits_or_no_time():
    problem = random_capacities(0)
    with pytest.raises(BadInputError, match="siting-none-fits"):
        fair_choices(problem, groups=GROUPS, share=1.0, posts=3, budget=0.5, watch=Watch())
    stopped = Watch()
    stopped.stop()
    with pytest.raises(BadInputError, match="siting-stopped"):
        fair_choices(problem, groups=GROUPS, share=1.0, posts=1, watch=stopped)
    with pytest.raises(BadInputError, match="siting-closures"):
        fair_choices(problem, groups=GROUPS, share=1.0, posts=1, closures=5, watch=Watch())


def test_the_worst_served_district_of_luxembourg():
    # By hand: 120 of 300 shared alike is 40 % everywhere; 220 of 300 would be 73 %, if the base reached all districts.
    data = load(load_territory("wallonie"))
    asked = {
        "model": "capacitated",
        "selection": Selection(kind="one-plateforme"),
        "zone": "80000",
        "demand": "need",
        "horizon_min": 45.0,
        "posts": 1,
        "capacity": 100.0,
        "visits_min": 30.0,
        "level": "arrondissement",
    }
    record = siting_record(run_siting(data, siting_question(**asked, objective="worst", keep=2)))
    best = record["answers"][0]
    assert best["worst"]["share_before"] == pytest.approx(0.4)
    assert 0.4 < best["worst"]["share_after"] <= 220 / 300 + 1e-6
    assert best["weight_after"] == pytest.approx(220, abs=1e-3)
    assert best["losers"] == []
    mixed = siting_record(run_siting(data, siting_question(**asked, objective="mix", keep=1)))
    worst = [line["worst_share"] for line in mixed["curve"]]
    assert len(worst) == 5
    assert worst == sorted(worst)
    assert worst[-1] == pytest.approx(best["worst"]["share_after"], abs=1e-6)
