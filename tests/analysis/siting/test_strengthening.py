"""What is shown with services that grow is what was proven: the model's own value, least growth, shortest trips."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.candidates import commune_seats
from analysis.siting.capacitated import most_assigned
from analysis.siting.capacities import Capacities
from analysis.siting.record import siting_record
from analysis.siting.search import Watch
from analysis.siting.serving import Service
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from tests.tries import tries
from ui.texts import texts
from ui.words.siting import proposal_paragraph, siting_notes


def service(need, minutes, today, room):
    """Services that exist (those of ``today``), then candidates; minutes below zero are no trip."""
    table = np.array(minutes, dtype=float)
    place, node = np.nonzero(table >= 0)
    first, nodes = len(today), table.shape[1]
    capacity = np.concatenate([today, room[first:]]).astype(float)
    most = np.array(room, dtype=float)
    problem = Capacities(
        need=np.array(need, dtype=float),
        row=place.astype(np.int64),
        node=node.astype(np.int64),
        room=most,
        least=np.zeros(nodes),
        n_existing=first,
        cost=np.full(nodes, np.nan),
    )
    ids = [f"p{at:02}" for at in range(len(need))]
    pairs = pd.DataFrame({"place_id": np.array(ids)[place], "node": node, "minutes": table[place, node]})
    frame = pd.DataFrame({"capacity": capacity, "room": most})
    return Service(pd.Series(np.array(need, dtype=float), index=ids), pairs, frame, first, "births", problem)


def stages(one, is_open, keep):
    """Most served, then least growth, then least minutes: three linear programmes, by SciPy."""
    place = one.need.index.get_indexer(one.pairs["place_id"])
    node, minutes = one.pairs["node"].to_numpy(), one.pairs["minutes"].to_numpy()
    pairs, nodes, first = len(place), len(is_open), one.n_existing
    rows, limits = [], []
    for at, need in enumerate(one.need):
        mine = np.concatenate([(place == at).astype(float), np.zeros(nodes)])
        rows += [mine, -mine]
        limits += [need, -min(keep[at], need) + 1e-9]
    for at in range(nodes):
        load = np.concatenate([(node == at).astype(float), np.zeros(nodes)])
        grown = load.copy()
        grown[pairs + at] = -1.0
        rows += [load, grown]
        limits += [one.nodes["room"][at] * is_open[at], one.nodes["capacity"][at] * is_open[at]]
    aims = [
        np.concatenate([-np.ones(pairs), np.zeros(nodes)]),
        np.concatenate([np.zeros(pairs), np.arange(nodes) < first]),
        np.concatenate([minutes, np.zeros(nodes)]),
    ]
    out = []
    for aim in aims:
        found = linprog(aim, A_ub=np.array(rows), b_ub=limits, method="highs")
        assert found.success, found.message
        out.append(found.fun)
        rows.append(aim)
        limits.append(found.fun + 1e-8)
    return -out[0], out[1], out[2]


def check(one, sites, closed, value):
    is_open = one.problem.opened(np.array(sites, dtype=np.int64), np.array(closed, dtype=np.int64))
    shown = one.assigned(sites, closed)
    keep = np.zeros(len(one.need)) if closed else one.today.served.to_numpy()
    served, growth, minutes = stages(one, is_open, keep)
    assert float(shown.served.sum()) == pytest.approx(value, abs=1e-6) == pytest.approx(served, abs=1e-6)
    load = shown.load.to_numpy()
    assert np.maximum(load - one.nodes["capacity"], 0.0)[: one.n_existing].sum() == pytest.approx(growth, abs=1e-5)
    assert shown.minutes_total == pytest.approx(minutes, abs=1e-4)
    assert (load <= one.nodes["room"] * is_open + 1e-6).all()
    assert (shown.served.to_numpy() >= keep - 1e-6).all()
    flows = shown.flows
    assert flows.groupby("place_id")["amount"].sum().reindex(one.need.index).fillna(0.0).to_numpy() == pytest.approx(
        shown.served.to_numpy()
    )
    known = one.pairs.set_index(["place_id", "node"])["minutes"]
    assert flows["minutes"].to_numpy() == pytest.approx(known[pd.MultiIndex.from_frame(flows[["place_id", "node"]])])
    assert not flows.duplicated(["place_id", "node"]).any()


def test_moves_are_chained():
    # A and B need 10 each. What exists takes 5, may grow to 15 and reaches A alone; a new service takes 10 and
    # reaches both, A nearer: it must leave A to what grows, and serve B. 20 are served, not 15.
    one = service([10, 10], [[1, 1], [-1, 30]], today=[5], room=[15, 10])
    (best,) = most_assigned(one.problem, posts=1, watch=Watch()).found
    assert best.value == pytest.approx(20)
    shown = one.assigned(best.sites, best.closed)
    assert shown.served.tolist() == pytest.approx([10, 10])
    assert shown.load.tolist() == pytest.approx([10, 10])
    check(one, best.sites, best.closed, 20)


@tries(120)
@given(st.integers(0, 10**6), st.integers(0, 3), st.integers(0, 1))
def test_what_is_shown_is_what_was_proven(seed, existing, closures):
    rng = np.random.default_rng(seed)
    places, candidates = int(rng.integers(2, 9)), int(rng.integers(2, 6))
    nodes = existing + candidates
    minutes = np.where(rng.random((places, nodes)) < 0.55, rng.integers(0, 60, (places, nodes)), -1)
    today = rng.integers(0, 10, existing)
    room = np.concatenate([today + rng.integers(0, 12, existing), rng.integers(1, 15, candidates)])
    one = service(rng.integers(0, 10, places), minutes, today, room)
    posts, closures = int(rng.integers(1, candidates + 1)), min(closures, existing)
    choices = most_assigned(one.problem, posts=posts, closures=closures, keep=2, watch=Watch())
    assert choices.proven == len(choices.found)
    for choice in choices.found:
        check(one, choice.sites, choice.closed, choice.value)


@pytest.mark.parametrize("seed", range(4))
def test_every_set_of_a_larger_case(seed):
    rng = np.random.default_rng(seed)
    minutes = np.where(rng.random((25, 9)) < 0.4, rng.integers(1, 60, (25, 9)), -1)
    today = rng.integers(0, 20, 4)
    room = np.concatenate([today + rng.integers(0, 20, 4), rng.integers(5, 25, 5)])
    one = service(rng.integers(0, 12, 25), minutes, today, room)
    for sites in combinations(range(5), 2):
        is_open = one.problem.opened(np.array(sites), np.zeros(0, dtype=np.int64))
        value, _, _ = stages(one, is_open, np.zeros(25))
        check(one, sites, (), value)


def test_closures_at_most_are_none_unless_they_help_and_exact_ones_are():
    data = load(load_territory("wallonie"))
    asked = siting_question(
        selection=Selection(kind="one-plateforme"),
        zone="80000",
        demand="need",
        model="capacitated",
        posts=1,
        capacity=150.0,
        closures=1,
        keep=2,
        horizon_min=60.0,
    )
    record = siting_record(run_siting(data, asked))
    assert [answer["closed"] for answer in record["answers"]] == [[], []]
    said = texts("fr")("siting-note-no-closing")
    assert said in siting_notes(record, texts("fr"))
    exactly = siting_record(run_siting(data, replace(asked, closures=0, close_exactly=1)))
    assert [len(answer["closed"]) for answer in exactly["answers"]] == [1, 1]
    assert said not in siting_notes(exactly, texts("fr"))
    # The platform of the province is the only one that serves somebody of it: those of elsewhere are not to close.
    closed = {line["actor_id"] for answer in exactly["answers"] for line in answer["closed"]}
    assert closed == {"be-one-plateforme-luxembourg"}
    with pytest.raises(BadInputError, match="siting-closures") as refused:
        run_siting(data, replace(asked, closures=0, close_exactly=2))
    assert refused.value.values == {"closures": 2, "services": 1}
    # 50 pays for one base at 30; the 10 that closing the platform gives back pay for the second: 300, not 270.
    seats = commune_seats(data).assign(cost=30.0)
    seats = seats[seats["name"].isin(["Arlon", "Habay", "Libramont-Chevigny", "Tenneville"])]
    money = replace(asked, posts=None, budget=50.0, closure_saves=10.0, keep=1)
    (best,) = siting_record(run_siting(data, money, candidates=seats))["answers"]
    assert (len(best["sites"]), len(best["closed"]), best["spent"]) == (2, 1, 50)


def test_what_exists_grows_by_steps_that_are_paid():
    data = load(load_territory("wallonie"))
    seats = commune_seats(data).assign(cost=100.0)
    asked = siting_question(
        selection=Selection(kind="one-plateforme"),
        zone="80000",
        demand="need",
        model="capacitated",
        budget=35.0,
        capacity=70.0,
        upgrade=100.0,
        upgrade_step=25.0,
        upgrade_cost=10.0,
        keep=1,
        horizon_min=90.0,
    )
    record = siting_record(run_siting(data, asked, candidates=seats))
    (best,) = record["answers"]
    # 35 pays three steps of 10, and no new service at 100: 120 + 75 are served.
    assert best["sites"] == []
    assert best["weight_after"] == pytest.approx(195)
    assert best["spent"] == pytest.approx(30)
    assert [line["gain"] for line in best["loads"] if line["gain"]] == [75]
    assert [change["change"] for change in best["changes"]] == ["capacity"]
    paragraph = proposal_paragraph(record, best, texts("fr"))
    assert "30" in paragraph
