"""Cases worked by hand, and what happens to unknowns."""

import numpy as np
import pandas as pd
import pytest

from analysis.access.cumulative import cumulative
from analysis.access.decay import binary, stepped
from analysis.access.fca import balanced, modified_huff, potential_access, standardised_need, three_step, two_step
from analysis.service_area.nearest import nearest
from geo.errors import BadInputError
from tests.analysis.access.small_territories import capacity, ids, need, table

# Three places, two actors; p2 reaches nobody.
#
#     p0 ──10── a0 ──30── p1 ──20── a1        p2
TRAVEL = table([[10, np.nan], [30, 20], [np.nan, np.nan]])
BIRTHS, OFFER = need(100, 50, 30), capacity(30, 10)
WITHIN_30 = binary(threshold_min=30)


def test_two_step_by_hand():
    # a0 is shared by p0 and p1: 30 / 150 = 0.2; a1 has p1 alone: 10 / 50 = 0.2.
    result = two_step(TRAVEL, BIRTHS, OFFER, decay=WITHIN_30)
    assert result.places["access"].tolist() == pytest.approx([0.2, 0.4, 0])
    assert result.places["actors_reached"].tolist() == [1, 2, 0]
    assert result.actors["demand_reached"].tolist() == [150, 50]
    assert result.actors["ratio"].tolist() == pytest.approx([0.2, 0.2])
    assert result.actors["supply"].tolist() == [30, 10]
    assert result.idle == ()
    assert result.supply_known_share == 1


def test_enhanced_two_step_by_hand():
    # a0: 30 / (100 · 1 + 50 · 0.22) = 30/111; a1: 10 / (50 · 0.68).
    decay = stepped(thresholds_min=[10, 20, 30], weights=[1, 0.68, 0.22])
    result = two_step(TRAVEL, BIRTHS, OFFER, decay=decay)
    assert result.places["access"].tolist() == pytest.approx([30 / 111, 0.22 * 30 / 111 + 10 / 50, 0])


def test_three_step_by_hand():
    # p1 gives half of its need to each actor: a0: 30 / (100 + 25); a1: 10 / 25.
    result = three_step(TRAVEL, BIRTHS, OFFER, decay=WITHIN_30)
    assert result.places["access"].tolist() == pytest.approx([0.24, 0.12 + 0.2, 0])


def test_modified_huff_by_hand():
    # p1 gives three quarters of its need to a0: 30 / (100 + 37.5); a1: 10 / 12.5.
    result = modified_huff(TRAVEL, BIRTHS, OFFER, decay=WITHIN_30)
    assert result.places["access"].tolist() == pytest.approx([30 / 137.5, 0.75 * 30 / 137.5 + 0.25 * 0.8, 0])
    assert result.actors["demand_reached"].tolist() == pytest.approx([137.5, 12.5])


def test_balanced_by_hand():
    # As 3SFCA for the actors; then a0's ratio 0.24 is split between p0 and p1, a1's 0.4 goes to p1.
    result = balanced(TRAVEL, BIRTHS, OFFER, decay=WITHIN_30)
    assert result.places["access"].tolist() == pytest.approx([0.12, 0.12 + 0.4, 0])


@pytest.mark.parametrize("measure", [two_step, three_step, modified_huff, balanced])
def test_unknown_capacity_is_refused_unless_it_is_left_out_aloud(measure):
    offer = capacity(np.nan, 10)
    with pytest.raises(BadInputError) as caught:
        measure(TRAVEL, BIRTHS, offer, decay=WITHIN_30)
    assert caught.value.key == "access-unknown-supply"
    assert str(caught.value) == "access-unknown-supply: id='a0', count=1"
    result = measure(TRAVEL, BIRTHS, offer, decay=WITHIN_30, unknown="exclude")
    assert result.places["access"].tolist() == pytest.approx([0, 0.2, 0])
    assert result.places["actors_not_known"].tolist() == [1, 1, 0]
    assert result.unknown_supply == ("a0",)
    assert result.supply_known_share == 0.5
    assert np.isnan(result.actors.loc["a0", "supply"])
    assert np.isnan(result.actors.loc["a0", "ratio"])


def test_zero_capacity_is_known_and_is_not_unknown():
    result = two_step(TRAVEL, BIRTHS, capacity(0, 10), decay=WITHIN_30)
    assert result.places["access"].tolist() == pytest.approx([0, 0.2, 0])
    assert result.unknown_supply == ()
    assert result.actors.loc["a0", "ratio"] == 0


def test_a_zero_capacity_still_takes_a_share_of_the_choice_in_3sfca():
    result = three_step(TRAVEL, BIRTHS, capacity(0, 10), decay=WITHIN_30)
    assert result.actors.loc["a1", "demand_reached"] == 25


@pytest.mark.parametrize(
    ("births", "offer", "unknown", "key"),
    [
        (need(100, np.nan, 30), OFFER, "raise", "access-unknown-demand"),
        (need(np.nan, np.nan, np.nan), OFFER, "exclude", "access-all-demand-unknown"),
        (BIRTHS, capacity(np.nan, np.nan), "exclude", "access-all-supply-unknown"),
        (need(100, -1, 30), OFFER, "raise", "access-bad-demand"),
        (BIRTHS, capacity(np.inf, 10), "raise", "access-bad-supply"),
        (need(100), OFFER, "raise", "access-stray-place"),
        (pd.Series([1.0, 2.0], index=["p0", "p0"]), OFFER, "raise", "access-repeated-id"),
    ],
)
def test_bad_needs_and_capacities_are_refused_by_name(births, offer, unknown, key):
    with pytest.raises(BadInputError) as caught:
        two_step(TRAVEL, births, offer, decay=WITHIN_30, unknown=unknown)
    assert caught.value.key == key


def test_unknown_need_is_left_out_of_the_denominator_and_listed():
    result = two_step(TRAVEL, need(100, np.nan, 30), OFFER, decay=WITHIN_30, unknown="exclude")
    assert result.unknown_demand == ("p1",)
    assert (len(result.unknown_demand), len(result.places)) == (1, 3)
    assert result.actors["demand_reached"].tolist() == [100, 0]
    # a1 serves nobody known: its ratio means nothing, and it is named.
    assert result.idle == ("a1",)
    assert np.isnan(result.actors.loc["a1", "ratio"])


def test_an_actor_that_nobody_reaches_is_kept_and_named_idle():
    result = two_step(TRAVEL, BIRTHS, capacity(30, 10, 5), decay=WITHIN_30)
    assert result.idle == ("a2",)
    assert result.actors.loc["a2", "demand_reached"] == 0


def test_an_actor_that_does_not_offer_takes_part_in_nothing():
    result = three_step(TRAVEL, BIRTHS, OFFER.drop("a1"), decay=WITHIN_30)
    assert result.places["access"].tolist() == pytest.approx([0.2, 0.2, 0])
    assert result.places["actors_reached"].tolist() == [1, 1, 0]


def test_zero_births_everywhere_gives_zero_not_nan():
    result = two_step(TRAVEL, need(0, 0, 0), OFFER, decay=WITHIN_30)
    assert result.places["access"].tolist() == [0, 0, 0]
    assert result.idle == ("a0", "a1")


def test_nearest_and_second_nearest():
    got = nearest(TRAVEL, places=BIRTHS.index)
    assert got["nearest_min"].tolist()[:2] == [10, 20]
    assert got["nearest_actor_id"].tolist()[:2] == ["a0", "a1"]
    assert got["second_min"].tolist()[1] == 30
    assert got.loc["p2"].isna().all()
    assert got["second_actor_id"].isna().tolist() == [True, False, True]


def test_nearest_among_some_actors_and_ties():
    travel = table([[7, 7, 3], [5, np.nan, 1]])
    got = nearest(travel, actors=["a1", "a0"])
    assert got["nearest_actor_id"].tolist() == ["a0", "a0"]
    assert got["nearest_min"].tolist() == [7, 5]
    assert got["second_actor_id"].iloc[0] == "a1"
    assert nearest(travel, actors=[])["nearest_min"].isna().all()


def test_cumulative_threshold_is_inclusive_and_unknown_is_counted_apart():
    got = cumulative(TRAVEL, capacity(30, np.nan), decay=WITHIN_30, places=BIRTHS.index, unknown="exclude")
    assert got["reachable"].tolist() == [30, 30, 0]
    assert got["actors_reached"].tolist() == [1, 1, 0]
    assert got["actors_not_known"].tolist() == [0, 1, 0]


def test_potential_access_is_e2sfca_over_standardised_inhabitants():
    ages = pd.DataFrame({"young": [40, 10, 0], "old": [60, 40, 30], "other": [1, 1, 1]}, index=ids("p", 3))
    standard = standardised_need(ages, weights={"young": 2.0, "old": 0.5})
    assert standard.tolist() == [110, 40, 15]
    result = potential_access(TRAVEL, standard, OFFER, decay=WITHIN_30, per=1000)
    assert result.measure == "apl"
    assert result.places["access"].tolist() == pytest.approx([200, 450, 0])


def test_standardised_need_stays_unknown_where_a_group_is():
    ages = pd.DataFrame({"young": [40, np.nan]}, index=ids("p", 2))
    assert standardised_need(ages, weights={"young": 1.0}).isna().tolist() == [False, True]
    for weights, key in [
        ({}, "access-no-age-weight"),
        ({"old": 1}, "access-missing-column"),
        ({"young": -1}, "access-bad-age-weight"),
    ]:
        with pytest.raises(BadInputError) as caught:
            standardised_need(ages, weights=weights)
        assert caught.value.key == key
