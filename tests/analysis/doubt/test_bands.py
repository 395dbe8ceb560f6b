"""The supposed range of a need and the exact interval of a count, against published tables and SciPy."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, poisson

from analysis.doubt.bands import count_band, need_band
from analysis.doubt.parameters import load_parameters
from analysis.doubt.poisson import poisson_interval
from tests.tries import tries

PARAMETERS = load_parameters()


# Garwood, 1936, 95 %: as tables print them.
@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.03, 5.57), (5, 1.62, 11.67), (10, 4.80, 18.39), (50, 37.11, 65.92)],
)
def test_the_interval_of_a_count_is_that_of_the_tables(events, low, high):
    assert poisson_interval(events, level=0.95) == pytest.approx((low, high), abs=0.005)


@tries(60)
@given(st.just(0.0) | st.floats(1e-3, 40_000), st.sampled_from([0.5, 0.8, 0.9, 0.99]))
def test_the_interval_is_that_of_a_chi_squared_law(events, level):
    low, high = poisson_interval(events, level=level)
    tail = (1 - level) / 2
    assert low == pytest.approx(chi2.ppf(tail, 2 * events) / 2 if events else 0.0, rel=1e-8, abs=1e-8)
    assert high == pytest.approx(chi2.ppf(1 - tail, 2 * events + 2) / 2, rel=1e-8)


def test_nine_such_intervals_in_ten_hold_the_mean():
    """Summed over what 7.5 births a year could have given: at least what is said, hardly more than all."""
    bounds = [poisson_interval(events, level=0.9) for events in range(60)]
    held = sum(poisson.pmf(events, 7.5) for events, (low, high) in enumerate(bounds) if low <= 7.5 <= high)
    assert 0.9 <= held < 0.97


def test_the_mean_of_several_years_is_surer():
    one, three = (count_band(20, years=years, parameters=PARAMETERS) for years in (1, 3))
    assert one.low < three.low < 20 < three.high < one.high
    assert three.low == pytest.approx(poisson_interval(60.0, level=0.9)[0] / 3)
    assert isnan(count_band(float("nan"), parameters=PARAMETERS).low)


@pytest.mark.parametrize(
    ("need", "status", "low", "high"),
    [
        (300.0, "stated", 270, 330),
        (3_613.0, "hypothesis", 1_806.5, 5_419.5),
        (1_000.0, "reconstructed", 950, 1_050),
        (300.0, "official", 300, 300),
    ],
)
def test_a_supposed_range_is_the_width_of_its_status(need, status, low, high):
    found = need_band(need, status, parameters=PARAMETERS)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_where_few_families_are_counted_chance_widens_the_range():
    low, high = poisson_interval(10.0, level=PARAMETERS.interval)
    found = need_band(10.0, "hypothesis", parameters=PARAMETERS, births=90)
    assert (found.low, found.high) == pytest.approx((low / 2, high * 1.5))
    # Three consultations for each of ten births: ten births are counted, not thirty consultations.
    visits = need_band(30.0, "official", parameters=PARAMETERS, births=10)
    assert (visits.low, visits.high) == pytest.approx((3 * low, 3 * high))
    # None at all: the rule asks for none.
    assert need_band(0.0, "hypothesis", parameters=PARAMETERS, births=0).high == 0
    assert isnan(need_band(None, "stated", parameters=PARAMETERS).high)
