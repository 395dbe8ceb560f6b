"""The spreading itself: totals kept exactly, shares in proportion, unknown left unknown."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.workspace.layers import spread
from geo.workspace.layers.spread import PARTS
from geo.workspace.layers.weights import count_weights, population_weights, weight_column


def series(values, **kwargs):
    return pd.Series(values, **kwargs)


def test_shares_by_hand():
    # 7 births over weights 1, 2, 4: a seventh, two sevenths, four sevenths of 7 168 parts, all whole.
    shares = spread(series({"a": 7.0}), series(["a"] * 3), series([1.0, 2.0, 4.0]))
    assert shares.tolist() == [1.0, 2.0, 4.0]


def test_the_largest_remainder_gets_the_last_part():
    # 1 birth = 1 024 parts over three equal points: 341 each, one part left, for the first.
    shares = spread(series({"a": 1.0}), series(["a"] * 3), series([1.0, 1.0, 1.0]))
    assert (shares * PARTS).tolist() == [342, 341, 341]
    # Over weights 5, 1, 1: 731.43, 146.29, 146.29; one part left, for the largest remainder.
    shares = spread(series({"a": 1.0}), series(["a"] * 3), series([1.0, 5.0, 1.0]))
    assert (shares * PARTS).tolist() == [146, 732, 146]


def test_zones_do_not_mix_and_unknown_stays_unknown():
    zones = series(["b", "a", "c", "b", "a"], index=[10, 20, 30, 40, 50])
    shares = spread(series({"a": 4.0, "b": np.nan}), zones, series([1.0, 3.0, 1.0, 1.0, 1.0], index=zones.index))
    assert shares.index.tolist() == zones.index.tolist()
    assert shares[[20, 50]].tolist() == [3.0, 1.0]
    assert shares[[10, 30, 40]].isna().all()


def test_a_point_of_no_weight_gets_nothing_and_zero_spreads_to_zero():
    shares = spread(series({"a": 5.0, "b": 0.0}), series(["a", "a", "b"]), series([0.0, 2.0, 1.0]))
    assert shares.tolist() == [0.0, 5.0, 0.0]


def test_inputs_are_left_unchanged():
    totals, zones, weights = series({"a": 5.0}), series(["a", "a"]), series([1.0, 2.0])
    before = totals.copy(), zones.copy(), weights.copy()
    spread(totals, zones, weights)
    for was, now in zip(before, (totals, zones, weights), strict=True):
        pd.testing.assert_series_equal(was, now)


@st.composite
def lands(draw):
    zone = st.sampled_from(["a", "b", "c"])
    points = draw(st.lists(st.tuples(zone, st.integers(1, 5000)), min_size=1, max_size=60))
    totals = {name: draw(st.integers(0, 40_000)) for name in "abc"}
    return points, totals


@given(lands())
def test_totals_are_kept_exactly_and_shares_are_within_one_part(land):
    points, totals = land
    zones, weights = series([zone for zone, _ in points]), series([float(weight) for _, weight in points])
    shares = spread(series({name: float(total) for name, total in totals.items()}), zones, weights)
    assert (shares >= 0).all()
    for zone, rows in shares.groupby(zones):
        assert rows.sum() == totals[zone]
        whole = sum(weight for name, weight in points if name == zone)
        for share, weight in zip(rows, weights[zones == zone], strict=True):
            exact = Fraction(totals[zone] * PARTS * int(weight), whole)
            assert abs(Fraction(share * PARTS) - exact) < 1


@given(lands())
def test_the_vectors_agree_with_the_plain_method(land):
    points, totals = land
    shares = spread(
        series({name: float(total) for name, total in totals.items()}),
        series([zone for zone, _ in points]),
        series([float(weight) for _, weight in points]),
    )
    for zone in {name for name, _ in points}:
        rows = [(row, weight) for row, (name, weight) in enumerate(points) if name == zone]
        whole, units = sum(weight for _, weight in rows), totals[zone] * PARTS
        exact = {row: Fraction(units * weight, whole) for row, weight in rows}
        given_parts = {row: int(share) for row, share in exact.items()}
        left = units - sum(given_parts.values())
        order = sorted(rows, key=lambda row: (given_parts[row[0]] - exact[row[0]], -row[1], row[0]))
        for row, _ in order[:left]:
            given_parts[row] += 1
        assert {row: shares[row] * PARTS for row, _ in rows} == given_parts


def test_a_hidden_population_weighs_as_the_smallest_of_its_zone():
    points = pd.DataFrame({"zone_id": list("aaabbc"), "population": [30.0, np.nan, 8.0, np.nan, np.nan, 5.0]})
    assert population_weights(points).tolist() == [30, 8, 8, 1, 1, 5]


def test_hidden_children_take_the_share_of_their_zone():
    points = pd.DataFrame(
        {
            "zone_id": list("aaaabbcc"),
            "population": [100.0, 50.0, 10.0, np.nan, 40.0, 20.0, 7.0, 3.0],
            "children_0_14": [20.0, 10.0, np.nan, np.nan, 0.0, 0.0, np.nan, np.nan],
        }
    )
    weights, without = count_weights(points, population_weights(points), column="children_0_14")
    # In a: 30 children for 150 people where both are known, a fifth. In c nothing is known: 30 for 210 overall.
    assert weights.tolist() == pytest.approx([20, 10, 2, 2, 40, 20, 1, 3 / 7])
    assert without == ["b"]


@pytest.mark.parametrize(
    ("indicator", "columns", "expected"),
    [
        ("births", ["population", "children_0_14"], "children_0_14"),
        ("births", ["population", "children_0_14", "children_0_2"], "children_0_2"),
        ("births", ["population", "women"], "population"),
        ("population", ["population", "children_0_14"], "population"),
        ("women_15_49", ["population", "women"], "women"),
        ("families", ["population", "women"], "population"),
    ],
)
def test_what_weighs(indicator, columns, expected):
    assert weight_column(indicator, pd.Index(columns)) == expected
