import numpy as np
import pandas as pd
import pytest

from analysis.service_area.zones import main_service, membership_of, within_by_zone, zone_minutes
from geo.travel.trips import nearest_trip, trips_of_table

PLACES = pd.DataFrame(
    {
        "place_id": ["a1", "a2", "b1", "c1"],
        "zone_id": ["a", "a", "b", "c"],
        "births": [10.0, 20.0, 5.0, 7.0],
        "population": [100.0, 200.0, 50.0, 70.0],
    }
)
TRAVEL = pd.DataFrame(
    [("a1", "x", 30.0), ("a1", "w", 30.0), ("a2", "x", 30.001), ("b1", "x", 12.0), ("b1", "w", 10.0)],
    columns=["place_id", "actor_id", "minutes"],
)


def reached(places=PLACES):
    """Minutes to the nearest of every place, and nobody comes."""
    trips = trips_of_table(TRAVEL, pd.Index(places["place_id"]), pd.Index(["w", "x"]))
    return nearest_trip(trips)[1], np.zeros(len(places), dtype=bool)


def members(tree, places=PLACES):
    zone_ids = sorted(set(tree["ancestor_id"]))
    return membership_of(places, pd.DataFrame({"zone_id": zone_ids, "name": zone_ids}), tree)


def times(places, tree):
    return zone_minutes(places, members(tree), reached()[0], places["births"].to_numpy())


def test_the_nearest_actor_and_the_unreachable_place():
    trips = trips_of_table(TRAVEL, pd.Index(PLACES["place_id"]), pd.Index(["w", "x"]))
    actor, minutes = nearest_trip(trips)
    assert actor.tolist() == [0, 1, 0, -1]  # a1 has two equals: the first
    np.testing.assert_array_equal(minutes, [30.0, 30.001, 10.0, np.nan])


def test_thresholds_are_inclusive_and_nobody_leaves_the_total(tree):
    out = within_by_zone(PLACES, members(tree), *reached(), thresholds_min=[10, 30, 31])
    births = out.pivot_table(index="zone_id", columns="threshold_min", values="births")
    assert births.loc["R"].tolist() == [5, 15, 35]
    assert births.loc["Q"].tolist() == [0, 0, 0]
    assert out.loc[out["zone_id"] == "R", "births_total"].unique().tolist() == [42]


def test_unknown_births_stay_unknown(tree):
    places = PLACES.assign(births=float("nan"))
    out = within_by_zone(places, members(tree), *reached(), thresholds_min=[30])
    assert out["births"].isna().all()
    assert out.set_index("zone_id").loc["R", "population"] == 150


def test_means_weigh_births_and_count_the_unreached(tree):
    out = times(PLACES, tree).set_index("zone_id")
    assert out.loc["P", "mean_min"] == pytest.approx((10 * 30 + 20 * 30.001 + 5 * 10) / 35)
    assert out.loc["R", ["max_min", "unreached"]].tolist() == [30.001, 1]
    assert pd.isna(out.loc["Q", "mean_min"])


def test_a_commune_without_a_birth_still_has_a_travel_time(tree):
    places = PLACES.assign(births=[10.0, 20.0, 0.0, 7.0])
    out = times(places, tree).set_index("zone_id")
    assert out.loc["b", ["mean_min", "unreached"]].tolist() == [10, 0]
    assert out.loc["P", "mean_min"] == pytest.approx((10 * 30 + 20 * 30.001) / 30)


def test_births_only_where_nothing_reaches_leave_the_mean_to_the_people_reached(tree):
    places = PLACES.assign(births=[0.0, 0.0, 0.0, 7.0])
    out = times(places, tree).set_index("zone_id")
    assert out.loc["R", "mean_min"] == pytest.approx((100 * 30 + 200 * 30.001 + 50 * 10) / 350)
    assert out.loc["R", "unreached"] == 1


def test_a_place_of_which_nothing_is_known_weighs_nothing(tree):
    """a1 has unknown births and population: the mean of a is that of a2 alone, which is a half hour."""
    places = PLACES.assign(births=[float("nan"), 20.0, 5.0, 7.0], population=[float("nan"), 200.0, 50.0, 70.0])
    minutes = np.array([90.0, 30.0, 10.0, np.nan])
    out = zone_minutes(places, members(tree, places), minutes, places["births"].to_numpy()).set_index("zone_id")
    assert out.loc["a", ["mean_min", "max_min", "unreached"]].tolist() == [30, 90, 0]
    assert out.loc["P", "mean_min"] == pytest.approx((20 * 30 + 5 * 10) / 25)


def test_an_unknown_birth_does_not_turn_into_people_beside_known_ones(tree):
    """a2 is left out of P; where nothing is known (c), people and then places weigh."""
    places = PLACES.assign(births=[10.0, np.nan, 5.0, np.nan])
    out = times(places, tree).set_index("zone_id")
    assert out.loc["P", "mean_min"] == pytest.approx((10 * 30 + 5 * 10) / 15)


def test_where_a_service_comes_nobody_is_out_of_reach(tree):
    minutes, _ = reached()
    comes = np.array([False, True, False, True])
    out = within_by_zone(PLACES, members(tree), minutes, comes, thresholds_min=[10])
    births = out.set_index("zone_id")["births"]
    assert births[["P", "Q", "R"]].tolist() == [25, 7, 32]


def test_the_service_of_a_zone_is_the_nearest_for_most():
    near = pd.DataFrame(
        {
            "zone_id": ["a", "a", "a", "b", "c"],
            "actor_id": ["x", "w", "w", "w", None],
            "minutes": [5.0, 10.0, 20.0, 7.0, np.nan],
        }
    )
    out = main_service(near, pd.Series([10.0, 6.0, 5.0, 0.0, 9.0]))
    assert out.loc["a"].tolist() == ["w", pytest.approx((6 * 10 + 5 * 20) / 11)]
    assert out.loc["b"].tolist() == ["w", 7.0]
    assert list(out.index) == ["a", "b"]
