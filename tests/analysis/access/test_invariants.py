"""What must hold whatever the territory."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.access.cumulative import cumulative
from analysis.access.decay import binary, gaussian, stepped
from analysis.access.fca import balanced, modified_huff, three_step, two_step
from tests.analysis.access.small_territories import examples, ids, table, territories

MEASURES = [two_step, three_step, modified_huff, balanced]
DECAYS = [
    binary(threshold_min=30),
    stepped(thresholds_min=[10, 20, 30], weights=[1, 0.68, 0.22]),
    gaussian(sigma_min=25),
]
decays = st.sampled_from(DECAYS)


@examples
@given(territories(), decays)
def test_two_step_hands_out_exactly_the_capacity_that_some_need_reaches(territory, decay):
    minutes, births, places_offered = territory
    result = two_step(table(minutes), births, places_offered, decay=decay)
    served = places_offered.drop(list(result.idle)).sum()
    assert float((births * result.places["access"]).sum()) == pytest.approx(served)


@examples
@given(territories(), decays)
def test_three_step_hands_out_exactly_the_capacity_too(territory, decay):
    minutes, births, places_offered = territory
    result = three_step(table(minutes), births, places_offered, decay=decay)
    served = places_offered.drop(list(result.idle)).sum()
    assert float((births * result.places["access"]).sum()) == pytest.approx(served)


@examples
@given(territories(), decays)
def test_balanced_divides_each_ratio_exactly_once(territory, decay):
    minutes, births, places_offered = territory
    result = balanced(table(minutes), births, places_offered, decay=decay)
    assert float(result.places["access"].sum()) == pytest.approx(float(result.actors["ratio"].fillna(0).sum()))


@pytest.mark.parametrize("measure", MEASURES)
@examples
@given(territory=territories(), decay=decays, factor=st.sampled_from([0.5, 2.0, 10.0]))
def test_scaling_capacity_scales_access(measure, territory, decay, factor):
    minutes, births, places_offered = territory
    base = measure(table(minutes), births, places_offered, decay=decay).places["access"]
    scaled = measure(table(minutes), births, places_offered * factor, decay=decay).places["access"]
    np.testing.assert_allclose(scaled, base * factor, rtol=1e-9, atol=1e-12)


@examples
@given(territories(), decays, st.integers(0, 50), st.lists(st.integers(0, 90), min_size=6, max_size=6))
def test_adding_an_actor_never_lowers_what_anyone_reaches(territory, decay, amount, column):
    minutes, births, places_offered = territory
    more = np.column_stack([minutes, column[: len(births)]])
    wider = pd.Series([*places_offered, amount], index=ids("a", len(places_offered) + 1), dtype=float)
    before = two_step(table(minutes), births, places_offered, decay=decay).places["access"]
    after = two_step(table(more), births, wider, decay=decay).places["access"]
    assert (after >= before - 1e-9).all()


@examples
@given(territories(), st.integers(1, 90), st.integers(0, 60))
def test_a_longer_horizon_never_lowers_cumulative_access(territory, threshold, longer):
    minutes, births, places_offered = territory
    near, far = (
        cumulative(table(minutes), places_offered, decay=binary(threshold_min=t), places=births.index)["reachable"]
        for t in (threshold, threshold + longer)
    )
    assert (far >= near).all()


@pytest.mark.parametrize("measure", MEASURES)
@examples
@given(territory=territories(), decay=decays, random=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(measure, territory, decay, random):
    minutes, births, places_offered = territory
    travel = table(minutes)
    rows, places, actors = (list(range(len(x))) for x in (travel, births, places_offered))
    for order in (rows, places, actors):
        random.shuffle(order)
    base = measure(travel, births, places_offered, decay=decay).places
    mixed = measure(travel.iloc[rows], births.iloc[places], places_offered.iloc[actors], decay=decay).places
    pd.testing.assert_frame_equal(mixed.loc[base.index], base)


@pytest.mark.parametrize("measure", MEASURES)
@examples
@given(territory=territories(), decay=decays)
def test_inputs_are_not_modified_and_nothing_is_missing(measure, territory, decay):
    minutes, births, places_offered = territory
    travel = table(minutes)
    copies = [x.copy(deep=True) for x in (travel, births, places_offered)]
    result = measure(travel, births, places_offered, decay=decay)
    pd.testing.assert_frame_equal(travel, copies[0])
    pd.testing.assert_series_equal(births, copies[1])
    pd.testing.assert_series_equal(places_offered, copies[2])
    assert result.places.notna().all(axis=None)
    assert (result.places["access"] >= 0).all()


@pytest.mark.parametrize("measure", MEASURES)
@examples
@given(territory=territories(), decay=decays)
def test_a_place_that_reaches_nobody_has_zero_and_stays(measure, territory, decay):
    minutes, births, places_offered = territory
    cut_off = np.vstack([minutes, np.full(minutes.shape[1], np.nan)])
    with_more = pd.Series([*births, 40.0], index=ids("p", len(births) + 1))
    alone = measure(table(minutes), births, places_offered, decay=decay).places
    together = measure(table(cut_off), with_more, places_offered, decay=decay).places
    assert together["access"].iloc[-1] == 0
    assert together["actors_reached"].iloc[-1] == 0
    pd.testing.assert_frame_equal(together.iloc[:-1], alone)
