"""Services that come to families: where they go by hand, and who is bounded by it."""

import numpy as np
import pandas as pd

from analysis.service_area.coverage import coverage, trips_that_count
from geo.travel.times import given_times
from tests.analysis.three_zones import ENGINE, NAN, actor, land, service

TRIPS = pd.DataFrame(
    [(place, who, minutes) for who in ("v", "w") for place, minutes in (("a1", 20.0), ("a2", 20.5), ("c1", 5.0))],
    columns=["place_id", "actor_id", "minutes"],
).assign(mode="car")


def counted(*services):
    """The trips that count, as (actor, place), and where services come, for v and w at the ends of these trips."""
    data = land(
        actors=[actor("v", "saf", "a"), actor("w", "saf", "c"), actor("x", "saf", "a", located=False)],
        services=[row | {"service": str(at)} for at, row in enumerate(services)],
    )
    travel = given_times(TRIPS, data.places, data.actors, engine=ENGINE, horizon_min=240)
    covered = coverage(data, data.actors, data.services, travel)
    kept = trips_that_count(travel.trips, np.arange(len(data.actors)), covered).table("car")
    comes = list(
        zip(data.actors["actor_id"].iloc[covered.actor], data.places["place_id"].iloc[covered.place], strict=True)
    )
    return kept, sorted(comes)


def reached(*services):
    """The places that v reaches, by hand: a1 at 20 minutes, a2 at 20.5, both in a; c1 at 5, in c."""
    kept, _ = counted(*services)
    return sorted(kept.loc[kept["actor_id"] == "v", "place_id"])


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


def test_an_area_and_a_time_both_hold():
    """v goes to the families of a, no farther than 20 minutes: a2 at 20.5 is too far, c1 at 5 is not in its area."""
    assert reached(service("v", mode="home-visits", covers="a", reach_min=20.0)) == ["a1"]
    assert reached(service("v", mode="home-visits", covers="a", reach_min=6.0)) == []


def test_the_bound_of_one_actor_leaves_the_others_alone():
    kept, comes = counted(service("v", mode="home-visits", covers="a"), service("w"))
    assert sorted(kept.loc[kept["actor_id"] == "w", "place_id"]) == ["a1", "a2", "c1"]
    assert comes == [("v", "a1"), ("v", "a2")]


def test_an_actor_without_a_position_has_no_trip_but_may_come():
    kept, comes = counted(service("v"), service("x", reach_min=NAN), service("x", mode="mobile", covers="c"))
    assert set(kept["actor_id"]) == {"v", "w"}
    assert {who for who, _ in comes} == {"x"}
