import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.access.inequality import concentration, fgt, gini, palma, theil, weighted_quantile
from geo.errors import BadInputError
from tests.tries import tries

examples = tries(30)
amounts = st.integers(0, 1000)
people = st.lists(st.tuples(amounts, st.integers(0, 50), st.integers(0, 5)), min_size=1, max_size=12)


def series(*values):
    return pd.Series(np.array(values, dtype=float), index=[f"p{i}" for i in range(len(values))])


def columns(rows):
    return tuple(series(*column) for column in zip(*rows, strict=True))


# Gini


def test_gini_by_hand():
    # Three people with 0, one with 4: Lorenz 0, 0, 0, 1: 1 − 1/4 = 0.75.
    assert gini(series(0, 4), series(3, 1)).value == pytest.approx(0.75)
    assert gini(series(1, 2, 3), series(1, 1, 1)).value == pytest.approx(2 / 9)
    assert gini(series(5, 5, 5), series(1, 7, 2)).value == pytest.approx(0)


@examples
@given(people)
def test_gini_equals_the_mean_difference_between_two_people(rows):
    a, p, _ = columns(rows)
    assume((a * p).sum() > 0)
    mean = (a * p).sum() / p.sum()
    differences = np.abs(a.to_numpy()[:, None] - a.to_numpy()[None, :])
    expected = float(p.to_numpy() @ differences @ p.to_numpy()) / (2 * p.sum() ** 2 * mean)
    assert gini(a, p).value == pytest.approx(expected, abs=1e-12)


# Theil


def test_theil_by_hand():
    # One person of two has all: T = ½ · 2 ln 2 = ln 2.
    got = theil(series(0, 4), series(1, 1), pd.Series(["n", "s"], index=["p0", "p1"]))
    assert got.value == pytest.approx(np.log(2))
    assert got.between == pytest.approx(np.log(2))
    assert got.within == 0
    assert got.groups.loc["n"].isna().tolist() == [False, False, True, False, False]


@examples
@given(people)
def test_theil_is_the_sum_of_its_parts_and_of_its_formula(rows):
    a, p, group = columns(rows)
    assume((a * p).sum() > 0)
    got = theil(a, p, group)
    mean = (a * p).sum() / p.sum()
    expected = sum(w / p.sum() * x / mean * np.log(x / mean) for x, w in zip(a, p, strict=True) if x > 0)
    assert got.value == pytest.approx(expected, abs=1e-12)
    assert got.between + got.within == pytest.approx(got.value, abs=1e-9)
    assert got.within >= -1e-12
    assert got.between >= -1e-12
    assert got.groups["between"].sum() == pytest.approx(got.between)


# Palma


def test_palma_divides_a_place_that_straddles_the_limit():
    # Ten people: 1 × 5, 2 × 4, 10 × 1. Bottom four: 1; top one: 10.
    assert palma(series(1, 2, 10), series(5, 4, 1)).value == pytest.approx(10)
    # Two people per place: bottom 40 % = 2 of 5 people, top 10 % = half a person of the richest place.
    assert palma(series(1, 3, 6), series(1, 3, 1)).value == pytest.approx(6 / 2)


def test_palma_by_another_rank_and_with_ties():
    income = series(1, 1, 5)
    # Equal incomes share one mean: (2 · 1 + 2 · 3) / 4 = 2.
    assert palma(series(1, 3, 8), series(2, 2, 6), income).value == pytest.approx(4)
    assert palma(series(3, 1, 8), series(2, 2, 6), income).value == pytest.approx(4)


def test_palma_with_limits_takes_whole_places():
    got = palma(series(1, 3, 8, 9), series(1, 1, 1, 1), series(10, 20, 30, 40), cutoffs=(20, 30))
    assert got.value == pytest.approx(9 / 2)
    assert np.isnan(palma(series(1, 3), series(1, 1), series(10, 20), cutoffs=(20, 30)).value)


def test_palma_has_no_meaning_when_the_bottom_has_nothing():
    assert np.isnan(palma(series(0, 5), series(5, 5)).value)


# Concentration


def test_concentration_by_hand():
    # All of it goes to the half of highest rank: ½; and to the lowest: −½.
    assert concentration(series(0, 4), series(1, 1), series(1, 2)).value == pytest.approx(0.5)
    assert concentration(series(0, 4), series(1, 1), series(2, 1)).value == pytest.approx(-0.5)
    assert concentration(series(3, 3), series(1, 9), series(1, 2)).value == pytest.approx(0)


@examples
@given(people)
def test_concentration_over_the_figure_itself_is_gini(rows):
    a, p, _ = columns(rows)
    assume((a * p).sum() > 0)
    assert concentration(a, p, a).value == pytest.approx(gini(a, p).value, abs=1e-12)


@examples
@given(people)
def test_concentration_turns_with_the_rank_and_ignores_the_order_of_ties(rows):
    a, p, rank = columns(rows)
    assume((a * p).sum() > 0)
    got = concentration(a, p, rank).value
    assert concentration(a, p, -rank).value == pytest.approx(-got, abs=1e-12)
    assert concentration(a.iloc[::-1], p.iloc[::-1], rank.iloc[::-1]).value == pytest.approx(got, abs=1e-12)


# FGT


def test_fgt_below_and_above_by_hand():
    access, births = series(0, 5, 10, 20), series(1, 1, 1, 1)
    shares = [fgt(access, births, norm=10, alpha=alpha).value for alpha in (0, 1, 2)]
    # Exactly at the norm is not below it.
    assert shares == pytest.approx([0.5, 1.5 / 4, 1.25 / 4])
    minutes = series(10, 30, 45, 60)
    assert fgt(minutes, births, norm=30, alpha=0, missed="above").value == 0.5
    assert fgt(minutes, births, norm=30, alpha=1, missed="above").value == pytest.approx(1.5 / 4)


def test_fgt_counts_the_unreachable_but_gives_them_no_gap():
    minutes, births = series(10, np.inf), series(3, 1)
    assert fgt(minutes, births, norm=30, alpha=0, missed="above").value == 0.25
    with pytest.raises(BadInputError) as caught:
        fgt(minutes, births, norm=30, alpha=1, missed="above")
    assert caught.value.key == "inequality-bad-value"


# What all of them share


MEASURES = [
    gini,
    lambda a, p: theil(a, p, pd.Series("all", index=a.index)),
    palma,
    lambda a, p: concentration(a, p, pd.Series(np.arange(len(a)), index=a.index)),
    lambda a, p: fgt(a, p, norm=5, alpha=1),
]


@pytest.mark.parametrize("measure", MEASURES)
def test_unknown_figures_are_left_out_and_counted(measure):
    with_unknown = measure(series(1, np.nan, 4, 7, 2), series(10, 30, 20, np.nan, 10))
    without = measure(series(1, 4, 2), series(10, 20, 10))
    assert with_unknown.value == pytest.approx(without.value)
    assert (with_unknown.places, with_unknown.places_excluded) == (3, 2)
    assert (with_unknown.population, with_unknown.population_excluded) == (40, 30)
    assert with_unknown.known_share == pytest.approx(4 / 7)
    assert without.known_share == 1


@pytest.mark.parametrize("measure", MEASURES)
def test_nobody_gives_no_figure(measure):
    assert np.isnan(measure(series(1, 2), series(0, 0)).value)
    assert np.isnan(measure(series(np.nan), series(3)).value)


@pytest.mark.parametrize("measure", MEASURES[:4])
def test_a_figure_of_zero_for_all_has_no_inequality_to_measure(measure):
    assert np.isnan(measure(series(0, 0), series(3, 2)).value)


@pytest.mark.parametrize("measure", MEASURES)
@examples
@given(rows=people, factor=st.sampled_from([0.5, 3.0]))
def test_counting_people_in_another_unit_changes_nothing(measure, rows, factor):
    a, p, _ = columns(rows)
    assert measure(a, p * factor).value == pytest.approx(measure(a, p).value, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("measure", MEASURES[:4])
@examples
@given(rows=people, factor=st.sampled_from([0.5, 3.0]))
def test_measuring_access_in_another_unit_changes_nothing(measure, rows, factor):
    a, p, _ = columns(rows)
    assert measure(a * factor, p).value == pytest.approx(measure(a, p).value, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("measure", MEASURES)
def test_inputs_are_not_modified(measure):
    a, p = series(3, np.nan, 1), series(1, 2, 3)
    before = a.copy(), p.copy()
    measure(a, p)
    pd.testing.assert_series_equal(a, before[0])
    pd.testing.assert_series_equal(p, before[1])


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("a", "p", "key"),
    [
        (series(1, -1), series(1, 1), "inequality-bad-value"),
        (series(1, np.inf), series(1, 1), "inequality-bad-value"),
        (series(1, 1), series(1, -1), "inequality-bad-weight"),
        (series(1, 1), series(1, np.inf), "inequality-bad-weight"),
        (series(1, 1), series(1), "inequality-misaligned"),
    ],
)
def test_figures_out_of_sense_are_refused(measure, a, p, key):
    with pytest.raises(BadInputError) as caught:
        measure(a, p)
    assert caught.value.key == key


@pytest.mark.parametrize(("norm", "alpha"), [(0, 1), (-5, 1), (np.nan, 0), (10, -1), (np.inf, 1)])
def test_norms_out_of_sense_are_refused(norm, alpha):
    with pytest.raises(BadInputError) as caught:
        fgt(series(1), series(1), norm=norm, alpha=alpha)
    assert caught.value.key == "inequality-bad-norm"


def test_a_place_without_group_or_rank_is_left_out_and_counted():
    groups = pd.Series(["n", None, "s"], index=["p0", "p1", "p2"])
    assert theil(series(1, 2, 3), series(1, 1, 1), groups).places_excluded == 1
    assert concentration(series(1, 2, 3), series(1, 1, 1), series(1, np.nan, 3)).population_excluded == 1


def test_weighted_quantile():
    a, p = series(30, 10, 20), series(5, 4, 1)
    assert [weighted_quantile(a, p, probability=q) for q in (0, 0.4, 0.41, 0.5, 0.51, 1)] == [10, 10, 20, 20, 30, 30]
    assert np.isnan(weighted_quantile(a, p * 0, probability=0.5))
    with pytest.raises(BadInputError):
        weighted_quantile(a, p, probability=1.1)
