"""A service outside the territory serves those who reach it, and weighs in no zone."""

from analysis.service_area.offer import serving_areas
from tests.analysis.three_zones import ACTORS, MINUTES, SERVICES, actor, land, service, standing

OUTSIDE = actor("o1", "hopital", None)
NEARER = [*MINUTES, ("a1", "o1", 4.0), ("c2", "o1", 25.0)]


def test_it_is_the_nearest_of_those_who_reach_it():
    data = land(actors=[*ACTORS, OUTSIDE], services=[*SERVICES, service("o1", capacity=50.0)])
    found = standing(data=data, minutes=NEARER).nearest.set_index("place_id")
    assert found.loc["a1", ["actor_id", "minutes"]].tolist() == ["o1", 4.0]
    assert found.loc["c2", ["actor_id", "minutes"]].tolist() == ["o1", 25.0]
    assert found.loc["a2", ["actor_id", "minutes"]].tolist() == ["h1", 30.0]


def test_it_weighs_in_no_zone():
    data = land(actors=[*ACTORS, OUTSIDE], services=[*SERVICES, service("o1", capacity=50.0)])
    areas = serving_areas(data.actors, data.services, data.ancestors)
    assert "o1" not in set(areas["actor_id"])
    assert {"h1", "h2"} <= set(areas["actor_id"])
