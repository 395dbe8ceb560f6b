"""Services that come to families: where they go by hand, and who is bounded by it."""

import pandas as pd

from analysis.going import counted_trips, covered_places, trips_that_count
from analysis.selection import Supply
from tests.analysis.three_zones import NAN, actor, land, service

TRIPS = pd.DataFrame(
    [(place, who, minutes) for who in ("v", "w") for place, minutes in (("a1", 20.0), ("a2", 20.5), ("c1", 5.0))],
    columns=["place_id", "actor_id", "minutes"],
).assign(mode="car")


def supply(*services):
    data = land(
        actors=[actor("v", "saf", "a"), actor("w", "saf", "c"), actor("x", "saf", "a", located=False)],
        services=[row | {"service": str(at)} for at, row in enumerate(services)],
    )
    return data, Supply(data.actors, data.services, data.actors.iloc[:0])


def reached(*services):
    """The places that v reaches, by hand: a1 at 20 minutes, a2 at 20.5, both in a; c1 at 5, in c."""
    data, given = supply(*services)
    found = counted_trips(data, given, TRIPS)
    return found.loc[found["actor_id"] == "v", "place_id"].tolist()


def test_one_service_on_its_site_keeps_every_trip():
    """v comes to the families of a, and also receives: who drives to it from c is served."""
    comes = service("v", mode="home-visits", covers="a")
    assert reached(comes) == ["a1", "a2"]
    assert reached(comes, service("v")) == ["a1", "a2", "c1"]
    assert reached(service("v"), comes) == ["a1", "a2", "c1"]
    assert reached(comes, service("v", mode="mobile", covers="c")) == ["a1", "a2", "c1"]


def test_a_service_that_comes_without_saying_how_far_bounds_nothing():
    comes = service("v", mode="home-visits", covers="a")
    assert reached(comes, service("v", mode="mobile")) == ["a1", "a2", "c1"]


def test_the_stated_time_is_included_and_the_longest_counts():
    comes = service("v", mode="home-visits", reach_min=20.0)
    assert reached(comes) == ["a1", "c1"]
    assert reached(comes, service("v", mode="mobile", reach_min=20.5)) == ["a1", "a2", "c1"]


def test_a_declared_area_comes_before_a_stated_time():
    """v goes to a, whatever its 6 minutes: c1 at 5 minutes is not in its area, a1 at 20 is."""
    assert reached(service("v", mode="home-visits", covers="a", reach_min=6.0)) == ["a1", "a2"]


def test_the_bound_of_one_actor_leaves_the_others_alone():
    data, given = supply(service("v", mode="home-visits", covers="a"), service("w"))
    found = counted_trips(data, given, TRIPS)
    assert found.loc[found["actor_id"] == "w", "place_id"].tolist() == ["a1", "a2", "c1"]
    assert covered_places(data, given, TRIPS).to_numpy().tolist() == [["v", "a1"], ["v", "a2"]]
    assert found.index.tolist() == list(range(5))


def test_an_actor_without_a_position_has_no_trip():
    data, given = supply(service("v"), service("x", reach_min=NAN))
    table = pd.concat([TRIPS, TRIPS[:1].assign(actor_id="x")])
    assert set(counted_trips(data, given, table)["actor_id"]) == {"v", "w"}
    assert len(trips_that_count(table, given, covered_places(data, given, table))) == 7
