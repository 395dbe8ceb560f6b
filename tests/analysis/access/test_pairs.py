import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.access.decay import binary, linear, stepped
from analysis.service_area.pairs import travel_pairs, travel_pairs_from_batches
from geo.errors import BadInputError
from tests.analysis.access.small_territories import examples, ids, table, territories


def rows(pairs):
    """The pairs as (place, actor, minutes), in their order."""
    place = np.repeat(np.arange(len(pairs.place_ids)), np.diff(pairs.start))
    return [
        (pairs.place_ids[p], pairs.actor_ids[a], m) for p, a, m in zip(place, pairs.actor, pairs.minutes, strict=True)
    ]


def test_rows_are_sorted_by_place_then_minutes_then_actor():
    travel = pd.DataFrame(
        {
            "place_id": ["p1", "p0", "p1", "p1", "p0"],
            "actor_id": ["a2", "a1", "a0", "a1", "a0"],
            "minutes": [5.0, 9.0, 5.0, 2.0, 30.0],
        }
    )
    assert rows(travel_pairs(travel)) == [
        ("p0", "a1", 9.0),
        ("p0", "a0", 30.0),
        ("p1", "a1", 2.0),
        ("p1", "a0", 5.0),
        ("p1", "a2", 5.0),
    ]


def test_ids_without_a_row_are_kept_and_the_given_order_too():
    pairs = travel_pairs(table([[1.0]]), places=pd.Index(["far", "p0"]), actors=pd.Index(["a0", "closed"]))
    assert list(pairs.place_ids) == ["far", "p0"]
    assert list(np.diff(pairs.start)) == [0, 1]
    assert list(pairs.actor_ids) == ["a0", "closed"]


def test_horizon_is_inclusive():
    pairs = travel_pairs(table([[59.9, 60.0, 60.1]]), horizon_min=60)
    assert list(pairs.minutes) == [59.9, 60.0]


def test_an_empty_table_has_no_pair():
    pairs = travel_pairs(table(np.full((2, 2), np.nan)), places=ids("p", 2), actors=ids("a", 2))
    assert pairs.n_pairs == 0
    assert list(pairs.reach(binary(threshold_min=30)).over_actors(np.ones(2))) == [0, 0]


@examples
@given(territories(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(territory, random):
    travel = table(territory[0])
    order = list(range(len(travel)))
    random.shuffle(order)
    assert rows(travel_pairs(travel)) == rows(travel_pairs(travel.iloc[order]))


@examples
@given(territories(), st.integers(1, 4))
def test_batches_give_the_same_pairs(territory, size):
    travel = table(territory[0])
    places, actors = ids("p", territory[0].shape[0]), ids("a", territory[0].shape[1])
    whole = travel_pairs(travel, places=places, actors=actors, horizon_min=60)
    batched = travel_pairs_from_batches(
        lambda: (travel.iloc[low : low + size] for low in range(0, len(travel), size)),
        places=places,
        actors=actors,
        horizon_min=60,
    )
    assert rows(whole) == rows(batched)
    np.testing.assert_array_equal(whole.start, batched.start)


@pytest.mark.parametrize("kind", ["category", "object", "str"])
def test_every_text_type_gives_the_same_pairs(kind):
    travel = table([[3.0, 1.0], [2.0, np.nan]]).iloc[::-1]
    typed = travel.astype({"place_id": kind, "actor_id": kind})
    assert rows(travel_pairs(typed)) == rows(travel_pairs(travel))


def test_inputs_are_not_modified():
    travel = table([[3.0, 1.0], [2.0, 5.0]])
    before = travel.copy(deep=True)
    pairs = travel_pairs(travel)
    pairs.weights(binary(threshold_min=2))
    pd.testing.assert_frame_equal(travel, before)
    with pytest.raises(ValueError, match="read-only"):
        pairs.minutes[0] = 0.0


def test_reach_keeps_only_what_counts_and_remembers_the_last_decay():
    pairs = travel_pairs(table([[10.0, 20.0, 30.0, 40.0], [30.0, np.nan, np.nan, 5.0]]))
    decay = linear(threshold_min=30)  # worth exactly 0 at 30 minutes
    reach = pairs.reach(decay)
    assert list(reach.start) == [0, 2, 3]
    np.testing.assert_allclose(reach.weight, [2 / 3, 1 / 3, 5 / 6])
    assert pairs.reach(decay) is reach
    other = pairs.reach(binary(threshold_min=30))
    assert list(other.start) == [0, 3, 5]
    assert len(pairs.weights(decay)) == 6


def test_a_plain_function_serves_as_a_decay():
    pairs = travel_pairs(table([[10.0, 20.0]]))
    assert list(pairs.reach(lambda minutes: np.where(minutes < 15, 0.5, 0.0)).weight) == [0.5]


@pytest.mark.parametrize("bad", [-1.0, np.inf, np.nan])
def test_a_weight_out_of_sense_is_refused(bad):
    pairs = travel_pairs(table([[10.0, 20.0]]))
    with pytest.raises(BadInputError) as caught:
        pairs.reach(lambda minutes: np.where(minutes > 15, bad, 1.0))
    assert caught.value.key == "access-bad-weight"


@pytest.mark.parametrize(
    ("change", "options", "key"),
    [
        (lambda t: t.drop(columns="minutes"), {}, "access-missing-column"),
        (lambda t: t.assign(mode=["car", "foot"]), {}, "access-several-modes"),
        (lambda t: t.assign(minutes=[1.0, np.nan]), {}, "access-bad-minutes"),
        (lambda t: t.assign(minutes=[1.0, -1.0]), {}, "access-bad-minutes"),
        (lambda t: t.assign(minutes=[1.0, np.inf]), {}, "access-bad-minutes"),
        (lambda t: t.assign(place_id=["p0", None]), {}, "access-missing-id"),
        (lambda t: t.assign(actor_id="a0"), {}, "access-repeated-pair"),
        (lambda t: t, {"places": pd.Index(["elsewhere"])}, "access-stray-place"),
        (lambda t: t, {"actors": pd.Index(["a0"])}, "access-stray-actor"),
        (lambda t: t, {"places": pd.Index(["p0", "p0"])}, "access-repeated-id"),
    ],
)
def test_bad_tables_are_refused_by_name(change, options, key):
    with pytest.raises(BadInputError) as caught:
        travel_pairs(change(table([[1.0, 2.0]])), **options)
    assert caught.value.key == key


def test_one_mode_is_accepted():
    assert travel_pairs(table([[1.0, 2.0]]).assign(mode="car")).n_pairs == 2


def test_many_ties_in_one_row_are_put_in_actor_order():
    rng = np.random.default_rng(3)
    matrix = rng.integers(0, 4, size=(3, 60)).astype(float)
    travel = table(matrix).sample(frac=1, random_state=1)
    got = rows(travel_pairs(travel, actors=ids("a", 60)))
    expected = sorted(((f"p{p}", m, a) for p in range(3) for a, m in enumerate(matrix[p])), key=lambda row: row)
    assert got == [(p, f"a{a}", m) for p, m, a in expected]
    assert stepped(thresholds_min=[2], weights=[1])(matrix).shape == (3, 60)
