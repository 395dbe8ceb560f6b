"""The assignment against brute force, against HiGHS, and its invariants on random territories."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from analysis.balance import assignment
from analysis.balance.assignment import assign
from geo.errors import BadInputError
from tests.tries import tries

SLOW = tries(60, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def territories(draw, *, most_places=12, most_nodes=4, unlimited=True):
    n, m = draw(st.integers(1, most_places)), draw(st.integers(1, most_nodes))
    minutes = draw(st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=n * m, max_size=n * m))
    pairs = [
        (f"p{i:02}", j, float(minutes[i * m + j])) for i in range(n) for j in range(m) if minutes[i * m + j] is not None
    ]
    need = draw(st.lists(st.integers(0, 6), min_size=n, max_size=n))
    sizes = st.integers(0, 15)
    room = draw(st.lists(st.one_of(sizes, st.just(np.inf)) if unlimited else sizes, min_size=m, max_size=m))
    return (
        pd.DataFrame(pairs, columns=["place_id", "node", "minutes"]).astype({"minutes": "float64", "node": "int64"}),
        pd.Series(need, index=[f"p{i:02}" for i in range(n)], dtype="float64"),
        pd.Series(room, index=range(m), dtype="float64"),
    )


def brute(pairs, need, room):
    """Best (served, −minutes) over every way to send whole units, one unit after another; for small cases."""
    best = {(0,) * len(room): (0.0, 0.0)}  # of the ways that fill each node as much
    for place, amount in need.items():
        options = pairs.loc[pairs["place_id"] == place, ["node", "minutes"]].itertuples(index=False, name=None)
        ways = [(list(room.index).index(node), minutes) for node, minutes in options]
        for _ in range(int(amount)):
            reached = dict(best)
            for load, (served, less) in best.items():
                for node, minutes in ways:
                    if load[node] < room.iloc[node]:
                        fuller = (*load[:node], load[node] + 1, *load[node + 1 :])
                        reached[fuller] = max(reached.get(fuller, (0.0, 0.0)), (served + 1, less - minutes))
            best = reached
    served, less = max(best.values())
    return served, -less


@SLOW
@given(territories(most_places=4, most_nodes=2))
def test_as_good_as_trying_everything(territory):
    pairs, need, room = territory
    need = need.clip(upper=2)
    expected = brute(pairs, need, room)
    for solver in ("flow", "highs"):
        found = assign(pairs, need, room, solver=solver)
        assert (found.served.sum(), found.minutes_total) == pytest.approx(expected)


@SLOW
@given(territories())
def test_both_solvers_serve_as_much_in_as_little_time(territory):
    flow, highs = (assign(*territory, solver=solver) for solver in ("flow", "highs"))
    assert flow.solver == "flow"
    assert flow.gap <= assignment.PROOF
    assert flow.served.sum() == pytest.approx(highs.served.sum(), abs=1e-6)
    assert flow.minutes_total == pytest.approx(highs.minutes_total, abs=1e-4)


@SLOW
@given(territories())
def test_nothing_is_served_twice_or_beyond_capacity(territory):
    pairs, need, room = territory
    found = assign(pairs, need, room, solver="flow")
    assert (found.served <= need + 1e-9).all()
    assert (found.load <= room + 1e-9).all()
    assert found.served.sum() == pytest.approx(found.load.sum())
    assert set(map(tuple, found.flows[["place_id", "node"]].to_numpy())) <= set(
        map(tuple, pairs[["place_id", "node"]].to_numpy())
    )


@SLOW
@given(territories(unlimited=False), st.integers(0, 3), st.integers(1, 10))
def test_more_capacity_never_serves_fewer(territory, node, more):
    pairs, need, room = territory
    larger = room.copy()
    larger[larger.index[node % len(room)]] += more
    before, after = assign(pairs, need, room, solver="flow"), assign(pairs, need, larger, solver="flow")
    assert after.served.sum() >= before.served.sum() - 1e-9
    kept = assign(pairs, need, larger, keep=before.served, solver="flow")
    assert (kept.served >= before.served - 1e-9).all()
    assert kept.served.sum() == pytest.approx(after.served.sum())


@SLOW
@given(territories(), st.randoms(use_true_random=False))
def test_the_order_of_the_tables_changes_nothing(territory, random):
    pairs, need, room = territory
    found = assign(pairs, need, room, solver="flow")
    order, places = list(range(len(pairs))), list(need.index)
    random.shuffle(order)
    random.shuffle(places)
    again = assign(pairs.iloc[order], need[places], room.iloc[::-1], solver="flow")
    pd.testing.assert_series_equal(again.served[need.index], found.served)
    pd.testing.assert_series_equal(again.load[room.index], found.load)
    pd.testing.assert_frame_equal(again.flows, found.flows)


def random_territory(n=2500, m=12, *, share=0.9, seed=1):
    rng = np.random.default_rng(seed)
    minutes = np.round(rng.gamma(3, 12, (n, m)), 3)
    row, column = np.nonzero(minutes <= 60)
    pairs = pd.DataFrame({"place_id": [f"p{i:05}" for i in row], "node": column, "minutes": minutes[row, column]})
    need = pd.Series(rng.gamma(1, 2, n), index=[f"p{i:05}" for i in range(n)])
    room = pd.Series(rng.gamma(2, 1, m))
    return pairs, need, room * (need.sum() * share / room.sum())


@pytest.mark.parametrize("share", [0.5, 0.95, 1.3])
def test_prices_guessed_on_a_sample_lead_to_the_same_answer(share):
    pairs, need, room = random_territory(share=share)
    assert len(assignment._samples(len(need), len(room))) > 2
    found, reference = assign(pairs, need, room, solver="flow"), assign(pairs, need, room, solver="highs")
    assert found.solver == "flow"
    assert found.served.sum() == pytest.approx(reference.served.sum(), rel=1e-9)
    assert found.minutes_total == pytest.approx(reference.minutes_total, rel=1e-7)


def test_the_nearest_few_are_not_enough():
    """Keeping only each place's nearest services loses people: the reason why no pair is cut away."""
    pairs, need, room = random_territory(n=400, share=0.95)
    few = pairs.sort_values("minutes").groupby("place_id").head(2)
    assert assign(few, need, room).served.sum() < assign(pairs, need, room).served.sum() - 1


def test_should_the_proof_fail_highs_answers(monkeypatch):
    pairs, need, room = random_territory(n=50)
    monkeypatch.setattr(assignment, "_by_flow", lambda problem: (np.zeros(len(problem.sink)), 1.0))
    found = assign(pairs, need, room, solver="flow")
    assert found.solver == "highs"
    assert found.served.sum() > 0


def test_few_pairs_never_load_the_kernel(monkeypatch):
    monkeypatch.setattr(assignment, "_by_flow", lambda _problem: pytest.fail("the kernel was called"))
    pairs, need, room = random_territory(n=50)
    assert assign(pairs, need, room).solver == "highs"


def test_nothing_to_serve_and_nobody_to_serve_it():
    pairs = pd.DataFrame({"place_id": ["p"], "node": [0], "minutes": [5.0]})
    for need, room in ((0.0, 3.0), (3.0, 0.0)):
        for solver in ("flow", "highs"):
            found = assign(pairs, pd.Series({"p": need}), pd.Series({0: room}), solver=solver)
            assert found.served.tolist() == [0.0]
            assert found.flows.empty


@pytest.mark.parametrize(
    ("need", "room", "minutes", "place", "key"),
    [
        (-1.0, 1.0, 5.0, "p", "balance-need"),
        (np.nan, 1.0, 5.0, "p", "balance-need"),
        (1.0, -1.0, 5.0, "p", "balance-capacity"),
        (1.0, np.nan, 5.0, "p", "balance-capacity"),
        (1.0, 1.0, np.nan, "p", "balance-pair"),
        (1.0, 1.0, -2.0, "p", "balance-pair"),
        (1.0, 1.0, 5.0, "elsewhere", "balance-pair"),
    ],
)
def test_bad_input_says_what_is_wrong(need, room, minutes, place, key):
    pairs = pd.DataFrame({"place_id": [place], "node": [0], "minutes": [minutes]})
    with pytest.raises(BadInputError, match=key):
        assign(pairs, pd.Series({"p": need}), pd.Series({0: room}))


def test_inputs_are_not_modified():
    pairs, need, room = random_territory(n=30)
    before = pairs.copy(), need.copy(), room.copy()
    assign(pairs, need, room, solver="flow")
    pd.testing.assert_frame_equal(pairs, before[0])
    pd.testing.assert_series_equal(need, before[1])
    pd.testing.assert_series_equal(room, before[2])
