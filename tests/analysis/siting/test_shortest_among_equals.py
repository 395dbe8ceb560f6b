"""Between equals, the shortest trips of all: against every set."""

from itertools import combinations

import numpy as np
import pytest

import analysis.siting.assigning
from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.assigning import _picked
from analysis.siting.capacitated import CapacitatedChoice, most_assigned
from analysis.siting.capacities import most_served
from analysis.siting.record import siting_record
from analysis.siting.search import Watch
from analysis.siting.shortest_among_equals import Equals
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from tests.analysis.siting.test_strengthening import service
from tests.tries import some
from ui.texts import LANGUAGES, texts
from ui.words.siting import siting_notes


def worth(one, done):
    grown = np.maximum(done.load.to_numpy() - one.nodes["capacity"], 0.0)[: one.n_existing].sum()
    return -round(done.served.sum(), 6), round(grown, 6), round(done.minutes_total, 6)


def ranked(one, posts, closures):
    """Every choice: the most served, then the least growth, then the least minutes."""
    out = []
    for sites in combinations(range(one.problem.n_candidates), posts):
        for closed in combinations(range(one.n_existing), closures):
            done = one.assigned(sites, closed)
            out.append(worth(one, done))
    return sorted(out)


@pytest.mark.parametrize("seed", some(range(12)))
@pytest.mark.parametrize("closures", [0, 1])
def test_the_first_answers_are_the_first_of_all_sets(seed, closures):
    # Small sizes beside the need: most sets serve the same.
    rng = np.random.default_rng(seed)
    places, existing, candidates = 12, 2, 7
    minutes = np.where(rng.random((places, existing + candidates)) < 0.6, rng.integers(1, 60, (places, 9)), -1)
    today = rng.integers(1, 6, existing)
    room = np.concatenate([today + rng.integers(0, 5, existing), np.full(candidates, 4)])
    one = service(rng.integers(1, 10, places), minutes, today, room)
    watch = Watch()
    bonus = np.zeros(candidates)
    equals = Equals(one, posts=2, budget=None, closures=closures, bonus=bonus, differ=1, watch=watch)
    choices = most_assigned(one.problem, posts=2, closures=closures, keep=4, settle=equals.settle, watch=watch)
    assert choices.settled
    assert choices.proven == 4
    found = []
    for choice in choices.found:
        done = one.assigned(choice.sites, choice.closed)
        found.append(worth(one, done))
    assert np.array(found) == pytest.approx(np.array(ranked(one, 2, closures)[:4]), abs=1e-4)


@pytest.mark.parametrize("seed", some(range(12)))
def test_many_equals_are_all_looked_at(seed, monkeypatch):
    monkeypatch.setattr(analysis.siting.assigning, "MOST_EQUALS", 4)
    rng = np.random.default_rng(seed)
    minutes = np.where(rng.random((12, 10)) < 0.6, rng.integers(1, 60, (12, 10)), -1)
    today = rng.integers(1, 6, 2)
    room = np.concatenate([today + rng.integers(0, 5, 2), np.full(8, 4)])
    one = service(rng.integers(1, 10, 12), minutes, today, room)
    every = []
    for sites in combinations(range(8), 2):
        is_open = one.problem.opened(np.array(sites), np.zeros(0, dtype=np.int64))
        every.append(CapacitatedChoice(sites, (), most_served(one.problem, is_open)[0]))
    every.sort(key=lambda each: (-each.value, each.sites))
    picked, settled = _picked(one, tuple(every), np.zeros(8), Watch(), keep=4, differ=1)
    assert settled
    assert len({choice.sites for choice, _ in picked}) == 4
    found = [worth(one, done) for _, done in picked]
    assert np.array(found) == pytest.approx(np.array(ranked(one, 2, 0)[:4]), abs=1e-4)


def test_without_time_it_is_said():
    one = service([5, 5], [[1, 9], [9, 1]], today=[], room=[5, 5])
    stopped = Watch(time_limit_s=0.0)
    every = (CapacitatedChoice((0,), (), 5.0), CapacitatedChoice((1,), (), 5.0))
    equals = Equals(one, posts=1, budget=None, closures=0, bonus=np.zeros(2), differ=1, watch=stopped)
    assert equals.settle(every[0]) == (every[0], False)


def asked(**question):
    return siting_record(run_siting(load(load_territory("wallonie")), siting_question(model="capacitated", **question)))


def test_two_bases_of_fifty_for_luxembourg():
    # 898 of 903 pairs of communes serve the same 220; by one linear programme each, these have the shortest trips.
    record = asked(
        selection=Selection(kind="one-plateforme"),
        zone="80000",
        demand="need",
        horizon_min=45.0,
        visits_min=45.0,
        posts=2,
        capacity=50.0,
        keep=3,
    )
    assert record["settled"]
    best = record["answers"][0]
    assert {site["name"] for site in best["sites"]} == {"Arlon", "Bastogne"}
    assert best["minutes_mean_new"] == pytest.approx(10.6, abs=0.05)
    trips = [answer["minutes_mean_new"] for answer in record["answers"]]
    assert trips == sorted(trips)


def test_one_service_of_five_hundred():
    # By hand: Liège alone has more than 500 births in its own places.
    record = asked(selection=Selection(kind="saf"), demand="births", horizon_min=30.0, posts=1, capacity=500.0, keep=2)
    best = record["answers"][0]
    assert [site["name"] for site in best["sites"]] == ["Liège"]
    assert best["minutes_mean_new"] == pytest.approx(2.0, abs=0.05)
    for language in LANGUAGES:
        said = texts(language)("siting-note-equals")
        assert said not in siting_notes(record, texts(language))
        assert said in siting_notes(record | {"settled": False}, texts(language))
