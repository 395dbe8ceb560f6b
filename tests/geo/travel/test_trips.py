"""Trips as codes: light, rounded once, and the nearest found without them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo.travel.times as door
from geo.errors import BadInputError
from geo.travel.engines import EngineInfo, MatrixEngine
from geo.travel.estimate import _nearest_in_tree, estimate_nearest, estimate_trips, nearest_of_all, straight
from geo.travel.times import given_times, joined_times, travel_times
from geo.travel.trips import nearest_trip, rounded_minutes, trips_of, trips_of_table
from geo.workspace.territory import load_territory
from tests.tries import tries

ROAD = load_territory("wallonie").estimate("car")
ENGINE = EngineInfo("matrix", "car", "stated", "by hand", "2026", 0.0, 0.0)


def spots(name, rows):
    return pd.DataFrame(rows, columns=[name, "lon", "lat"])


def scattered(n_places, n_actors, seed, *, step=0.01):
    """Places and actors on a coarse grid, so that many are as far from each other, or at the same spot."""
    rng = np.random.default_rng(seed)

    def ids(letter, size):
        lon, lat = 4 + rng.integers(0, 60, size) * step, 50 + rng.integers(0, 60, size) * step
        return {f"{letter}_id": [f"{letter}{i:05d}" for i in range(size)], "lon": lon, "lat": lat}

    return pd.DataFrame(ids("place", n_places)), pd.DataFrame(ids("actor", n_actors))


def test_a_trip_takes_twelve_bytes():
    places, actors = scattered(200, 30, 1)
    trips = estimate_trips(places, actors, parameters=ROAD, horizon_min=240)
    assert len(trips) == 6000
    assert trips.nbytes == 12 * len(trips)


@given(st.lists(st.floats(0, 4000), min_size=1, max_size=50))
@tries(60)
def test_single_precision_gives_every_thousandth_back(minutes):
    index = pd.Index([str(i) for i in range(len(minutes))])
    trips = trips_of(index, pd.Index(["x"]), np.arange(len(minutes)), np.zeros(len(minutes)), minutes)
    np.testing.assert_array_equal(trips.minutes, np.round(minutes, 3))


@pytest.mark.parametrize("edge", [15.0, 30.003, 44.999, 59.997, 239.991])
def test_a_threshold_stays_inclusive_to_the_thousandth(edge):
    index = pd.Index(["at", "over"])
    trips = trips_of(index, pd.Index(["x"]), [0, 1], [0, 0], [edge, edge + 0.001])
    assert (trips.minutes <= edge).tolist() == [True, False]


def test_minutes_that_make_no_sense_are_refused():
    index = pd.Index(["p"])
    for wrong in (-1.0, np.nan, np.inf, 5000.0):
        with pytest.raises(BadInputError, match="trips-too-long"):
            trips_of(index, index, [0], [0], [wrong])


def test_the_nearest_trip_between_equals_is_the_first_actor():
    trips = trips_of(pd.Index(["a", "b", "c"]), pd.Index(["x", "y"]), [1, 0, 0, 1], [1, 1, 0, 0], [7.0, 3.0, 3.0, 9.0])
    actor, minutes = nearest_trip(trips)
    assert actor.tolist() == [0, 1, -1]
    np.testing.assert_array_equal(minutes, [3.0, 7.0, np.nan])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("n_actors", [1, 3, 40, 400])
def test_the_search_finds_what_all_pairs_would(seed, n_actors):
    places, actors = scattered(300, n_actors, seed)
    lon, lat = (actors[name].to_numpy() for name in ("lon", "lat"))
    wanted, wanted_min = nearest_of_all(places, len(lon), straight(ROAD, lon, lat))
    found, found_min = _nearest_in_tree(places, lon, lat, ROAD)
    np.testing.assert_array_equal(found_min, wanted_min)
    np.testing.assert_array_equal(found, wanted)


def test_the_search_keeps_the_horizon_and_skips_actors_without_a_place():
    places = spots("place_id", [("here", 4.0, 50.0), ("far", 6.0, 50.0)])
    actors = spots("actor_id", [("lost", np.nan, np.nan), ("one", 4.0, 50.0)])
    there = float(estimate_trips(places, actors, parameters=ROAD, horizon_min=999).minutes.max())
    for horizon, reached in ((there, 1), (there - 0.001, -1)):
        actor, minutes = estimate_nearest(places, actors, parameters=ROAD, horizon_min=horizon)
        assert actor.tolist() == [1, reached]
        assert np.isnan(minutes[1]) == (reached < 0)
    nobody = estimate_nearest(places, actors.iloc[:1], parameters=ROAD, horizon_min=horizon)
    assert nobody[0].tolist() == [-1, -1]


def test_many_pairs_are_searched_for_and_few_are_made(monkeypatch):
    territory = load_territory("wallonie")
    places, actors = scattered(150, 20, 3)
    few = travel_times(territory, places, actors)
    monkeypatch.setattr(door, "FEW_PAIRS", 10)
    many = travel_times(territory, places, actors)
    monkeypatch.setattr(type(many.asked), "times", None)
    np.testing.assert_array_equal(many.nearest().actor, few.nearest().actor)
    np.testing.assert_array_equal(many.nearest().minutes, few.nearest().minutes)


def test_a_closer_bound_than_the_territory_keeps_its_edge():
    territory = load_territory("wallonie")
    places, actors = scattered(100, 20, 5)
    whole = travel_times(territory, places, actors).trips
    edge = float(np.sort(whole.minutes)[len(whole) // 2])
    near = travel_times(territory, places, actors, within_min=edge)
    assert near.horizon_min == edge
    assert len(near.trips) == int((whole.minutes <= edge).sum())
    assert near.trips.minutes.max() == edge


def test_times_of_some_actors_in_another_order():
    places, actors = scattered(50, 6, 7)
    times = travel_times(load_territory("wallonie"), places, actors)
    order = pd.Index(["actor00004", "actor00001"])
    kept = times.of_actors(order)
    table = times.trips.table("car")
    expected = table[table["actor_id"].isin(order)].set_index(["place_id", "actor_id"])["minutes"].sort_index()
    found = kept.trips.table("car").set_index(["place_id", "actor_id"])["minutes"].sort_index()
    pd.testing.assert_series_equal(found, expected)
    assert list(kept.trips.actor_ids) == list(order)


def test_two_answers_joined_take_the_second_word():
    places = spots("place_id", [("p", 4.0, 50.0)])
    actors = spots("actor_id", [("moved", 4.0, 50.0), ("stays", 4.0, 50.0)])
    first = given_times(
        pd.DataFrame({"place_id": "p", "actor_id": ["moved", "stays"], "minutes": [5.0, 9.0]}),
        places,
        actors,
        engine=ENGINE,
        horizon_min=60.0,
    )
    second = given_times(
        pd.DataFrame({"place_id": "p", "actor_id": ["moved"], "minutes": [30.0]}),
        places,
        actors.iloc[:1],
        engine=ENGINE,
        horizon_min=60.0,
    )
    both = joined_times(first, second, actors)
    assert both.trips.minutes.tolist() == [30.0, 9.0]
    assert both.nearest().actor.tolist() == [1]
    assert replace(both, horizon_min=10.0).trips.minutes.tolist() == [9.0]


def test_a_trip_at_exactly_the_horizon_stays():
    places, actors = spots("place_id", [("p", 4.0, 50.0), ("q", 4.0, 50.0)]), spots("actor_id", [("x", 4.0, 50.0)])
    table = pd.DataFrame({"place_id": ["p", "q"], "actor_id": ["x", "x"], "mode": "car", "minutes": [45.0, 45.001]})
    times = given_times(table, places, actors, engine=ENGINE, horizon_min=45.0)
    assert times.trips.place.tolist() == [0]
    brought = MatrixEngine("car", table, "by hand", "2026")
    assert brought.times(places, actors, horizon_min=45.0).trips.place.tolist() == [0]
    assert brought.nearest(places, actors, horizon_min=45.0).actor.tolist() == [0, -1]


def test_a_table_keeps_only_what_is_known_of():
    table = pd.DataFrame({"place_id": ["p", "q"], "actor_id": ["x", "x"], "minutes": [1.00049, 2.0]})
    trips = trips_of_table(table, pd.Index(["p"]), pd.Index(["x", "y"]))
    assert trips.table("car").to_numpy().tolist() == [["p", "x", "car", 1.0]]
    assert rounded_minutes([1.00051]).tolist() == [1.001]
