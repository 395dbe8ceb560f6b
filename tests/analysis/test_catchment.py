"""Who lives within a time of each actor, on the three communes drawn by hand."""

import numpy as np
import pandas as pd

from geo.travel.estimated_areas import catchment_population
from tests.analysis.three_zones import HOSPITALS, land, service, standing


def people(data, **asked):
    return catchment_population(data.places, standing(HOSPITALS, data=data).trips, **asked)


def test_people_within_each_time_of_each_actor_zone_by_zone():
    data = land()
    found = people(data, thresholds_min=[30, 60], measures=["births"])
    expected = pd.DataFrame(
        [
            ("h1", "a", 30.0, 2, 40.0),
            ("h1", "a", 60.0, 2, 40.0),
            ("h1", "b", 60.0, 1, 20.0),
            ("h2", "a", 60.0, 1, 30.0),
            ("h2", "b", 60.0, 1, 20.0),
            ("h2", "c", 30.0, 1, 40.0),
            ("h2", "c", 60.0, 1, 40.0),
        ],
        columns=["actor_id", "zone_id", "threshold_min", "places", "births"],
    )
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
    assert people(land(), thresholds_min=[], measures=["births"]).empty


def test_unknown_people_are_not_nobody():
    found = people(land(), thresholds_min=[30], measures=["population", "births"])
    assert found["population"].isna().all()


def test_a_team_that_comes_to_its_area_reaches_nobody_elsewhere():
    visits = land(services=[service("h1", mode="home-visits", covers="a"), service("h2")])
    found = people(visits, thresholds_min=[60], measures=["births"])
    assert found.loc[found["actor_id"] == "h1", "zone_id"].tolist() == ["a"]
    assert np.isclose(found.loc[found["actor_id"] == "h2", "births"].sum(), 30 + 20 + 40)
