import pandas as pd
import pytest

from analysis.service_area.zones import nearest_actor, within_by_zone, zone_minutes

PLACES = pd.DataFrame(
    {
        "place_id": ["a1", "a2", "b1", "c1"],
        "zone_id": ["a", "a", "b", "c"],
        "births": [10.0, 20.0, 5.0, 7.0],
        "population": [100.0, 200.0, 50.0, 70.0],
    }
)
TRAVEL = pd.DataFrame(
    [("a1", "x", 30.0), ("a1", "w", 30.0), ("a2", "x", 30.000001), ("b1", "x", 12.0), ("b1", "w", 10.0)],
    columns=["place_id", "actor_id", "minutes"],
)


def test_the_nearest_actor_and_the_unreachable_place():
    out = nearest_actor(PLACES, TRAVEL).set_index("place_id")
    assert out.loc["b1", ["actor_id", "minutes"]].tolist() == ["w", 10]
    assert out.loc["a1", "actor_id"] == "w"  # equal times: alphabetical
    assert out.loc["c1"].isna()[["actor_id", "minutes"]].all()
    assert list(out.index) == list(PLACES["place_id"])


def test_thresholds_are_inclusive_and_nobody_leaves_the_total(tree):
    out = within_by_zone(PLACES, nearest_actor(PLACES, TRAVEL), tree, thresholds_min=[10, 30, 31])
    births = out.pivot_table(index="zone_id", columns="threshold_min", values="births")
    assert births.loc["R"].tolist() == [5, 15, 35]
    assert births.loc["Q"].tolist() == [0, 0, 0]
    assert out.loc[out["zone_id"] == "R", "births_total"].unique().tolist() == [42]


def test_unknown_births_stay_unknown(tree):
    places = PLACES.assign(births=float("nan"))
    out = within_by_zone(places, nearest_actor(places, TRAVEL), tree, thresholds_min=[30])
    assert out["births"].isna().all()
    assert out.set_index("zone_id").loc["R", "population"] == 150


def test_means_weigh_births_and_count_the_unreached(tree):
    out = zone_minutes(PLACES, nearest_actor(PLACES, TRAVEL), tree).set_index("zone_id")
    assert out.loc["P", "mean_min"] == pytest.approx((10 * 30 + 20 * 30.000001 + 5 * 10) / 35)
    assert out.loc["R", ["max_min", "unreached"]].tolist() == [30.000001, 1]
    assert pd.isna(out.loc["Q", "mean_min"])


def test_a_commune_without_a_birth_still_has_a_travel_time(tree):
    places = PLACES.assign(births=[10.0, 20.0, 0.0, 7.0])
    out = zone_minutes(places, nearest_actor(places, TRAVEL), tree).set_index("zone_id")
    assert out.loc["b", ["mean_min", "unreached"]].tolist() == [10, 0]
    assert out.loc["P", "mean_min"] == pytest.approx((10 * 30 + 20 * 30.000001) / 30)


def test_births_only_where_nothing_reaches_leave_the_mean_to_the_people_reached(tree):
    places = PLACES.assign(births=[0.0, 0.0, 0.0, 7.0])
    out = zone_minutes(places, nearest_actor(places, TRAVEL), tree).set_index("zone_id")
    assert out.loc["R", "mean_min"] == pytest.approx((100 * 30 + 200 * 30.000001 + 50 * 10) / 350)
    assert out.loc["R", "unreached"] == 1
