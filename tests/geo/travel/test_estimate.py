import math

import numpy as np
import pandas as pd
import pytest

from geo import schema
from geo.travel.estimate import estimate_trips, great_circle_km, minutes_for
from geo.travel.near_pairs import EARTH_RADIUS_KM
from geo.workspace.territory import EstimateParameters

NAN = float("nan")
FLAT = EstimateParameters("car", 1.0, 60.0, 60.0, 10.0, 0.0, "hypothesis", "test", "2026", NAN, NAN)
RISING = EstimateParameters("car", 1.5, 30.0, 90.0, 12.0, 4.0, "hypothesis", "test", "2026", NAN, NAN)
KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180


def test_a_degree_of_latitude():
    assert great_circle_km(np.array(5.0), np.array(50.0), np.array(5.0), np.array(51.0)) == pytest.approx(KM_PER_DEGREE)


def test_a_degree_of_longitude_at_sixty_north_is_about_half():
    there = great_circle_km(np.array(5.0), np.array(60.0), np.array(6.0), np.array(60.0))
    assert there == pytest.approx(KM_PER_DEGREE / 2, rel=1e-4)


def test_minutes_by_hand():
    # 8 km × 1.5 = 12 km = one scale: speed = 90 − 60/e; minutes = 4 + 60 × 12 / speed
    speed = 90 - 60 / math.e
    assert minutes_for(np.array([8.0]), RISING)[0] == pytest.approx(4 + 720 / speed, abs=5e-4)


def test_time_grows_with_distance():
    minutes = minutes_for(np.linspace(0, 300, 1000), RISING)
    assert minutes[0] == RISING.access_min
    assert (np.diff(minutes) > 0).all()


@pytest.fixture
def meridian() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places 0, 15 and 30 km north of the only located actor; at 60 km/h, as many minutes."""
    lat = [50.0, 50.0 + 15 / KM_PER_DEGREE, 50.0 + 30 / KM_PER_DEGREE]
    places = pd.DataFrame({"place_id": ["here", "near", "far"], "lon": 5.0, "lat": lat})
    actors = pd.DataFrame({"actor_id": ["known", "unknown"], "lon": [5.0, NAN], "lat": [50.0, NAN]})
    return places, actors


def test_the_horizon_is_included(meridian):
    places, actors = meridian
    table = estimate_trips(places, actors, parameters=FLAT, horizon_min=15).table("car")
    assert table[["place_id", "minutes"]].to_numpy().tolist() == [["here", 0.0], ["near", 15.0]]


def test_actors_without_position_have_no_time_and_inputs_stay(meridian):
    places, actors = meridian
    before = places.copy(), actors.copy()
    table = estimate_trips(places, actors, parameters=FLAT, horizon_min=1000).table("car")
    assert set(table["actor_id"]) == {"known"}
    pd.testing.assert_frame_equal(places, before[0])
    pd.testing.assert_frame_equal(actors, before[1])


def test_the_table_is_the_canonical_one_in_the_order_of_the_inputs(meridian):
    places, actors = meridian
    table = estimate_trips(places[::-1], actors, parameters=FLAT, horizon_min=1000).table("car")
    assert table.columns.tolist() == schema.TRAVEL.names
    assert table["place_id"].tolist() == ["far", "near", "here"]
    assert set(table["mode"]) == {"car"}


def test_small_blocks_give_the_same_table(meridian, monkeypatch):
    places, actors = meridian
    whole = estimate_trips(places, actors, parameters=RISING, horizon_min=40).table("car")
    for pairs in (1, 2, 3):
        monkeypatch.setattr("geo.travel.estimate._PAIRS_PER_BLOCK", pairs)
        blocks = estimate_trips(places, actors, parameters=RISING, horizon_min=40).table("car")
        pd.testing.assert_frame_equal(blocks, whole)


def test_no_place_gives_an_empty_table(meridian):
    places, actors = meridian
    assert len(estimate_trips(places.iloc[:0], actors, parameters=FLAT, horizon_min=10)) == 0
