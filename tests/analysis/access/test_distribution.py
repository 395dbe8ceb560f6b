"""The spread of a measure between families, against counts made by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.access.distribution import MOST_POINTS, served_curve

PLACES = ["a", "b", "c", "d"]


def curve(values, weights, better):
    index = PLACES[: len(values)]
    return served_curve(pd.Series(values, index=index), pd.Series(weights, index=index), better=better)


def test_minutes_count_who_is_at_that_time_or_less_and_the_unreached_stay_in_the_whole():
    found = curve([10.0, 30.0, 10.0, np.nan], [1.0, 4.0, 2.0, 3.0], "low")
    assert list(found["value"]) == [10, 30]
    assert list(found["families"]) == [3, 7]
    assert list(found["share"]) == pytest.approx([0.3, 0.7])


def test_offers_count_who_has_at_least_that_much_and_nothing_is_a_value():
    found = curve([0.0, 5.0, 2.0, 5.0], [1.0, 4.0, 2.0, 3.0], "high")
    assert list(found["value"]) == [0, 2, 5]
    assert list(found["share"]) == pytest.approx([1.0, 0.9, 0.7])


def test_places_whose_families_are_unknown_or_none_draw_no_step():
    found = curve([1.0, 2.0, 3.0, 4.0], [np.nan, 0.0, 1.0, 1.0], "low")
    assert list(found["value"]) == [3, 4]
    assert list(found["share"]) == [0.5, 1.0]


def test_nobody_makes_no_curve():
    assert curve([1.0, 2.0], [0.0, 0.0], "low").empty
    assert curve([np.nan, np.nan], [1.0, 1.0], "high").empty


def test_many_places_are_thinned_and_keep_their_extremes():
    values = pd.Series(np.arange(25_000.0))
    found = served_curve(values, pd.Series(1.0, index=values.index), better="low")
    assert len(found) == MOST_POINTS
    assert found["value"].iloc[[0, -1]].tolist() == [0, 24_999]
    assert found["share"].to_numpy() == pytest.approx((found["value"].to_numpy() + 1) / 25_000)
