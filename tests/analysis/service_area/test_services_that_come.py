"""Services that come to families: where they go by hand, and who is bounded by it."""

import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.service_area.area import service_area
from analysis.service_area.coverage import coverage, meetings, trips_that_count
from geo.travel.times import given_times
from geo.workspace.user_kinds import forget_remit, set_remit
from geo.workspace.vocabulary import TerritorialRemit
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


def of_kind(kind, *, located=True, covers="a"):
    """The area of v and w of a kind, who receive on site and declare an area: v that of ``covers``, w that of c.

    Trips: a1 at 20 minutes, a2 at 20.5, c1 at 5, to both; v has no trip where its place is unknown. Births: a1 10,
    a2 30, b1 20, c1 40.
    """
    data = land(
        actors=[actor("v", kind, "a", located=located), actor("w", kind, "c")],
        services=[service("v", covers=covers), service("w", covers="c")],
    )
    own = TRIPS if located else TRIPS[TRIPS["actor_id"] == "w"]
    travel = given_times(own, data.places, data.actors, engine=ENGINE, horizon_min=240)
    return service_area(data, Question(kind=kind), travel=travel)


def pairs(area):
    """Who can serve whom, as (actor, place, minutes), by the trips that count and by areas."""
    trips = area.trips.table("car")
    told = [(row.actor_id, row.place_id, row.minutes) for row in trips.itertuples()]
    return sorted(told), sorted(area.covered.itertuples(index=False, name=None))


def test_an_area_bounds_whom_a_territorial_kind_serves():
    """A CPAS of a counts for a alone, one of c for c alone: c1 goes to its own, 5 minutes away, and a to v."""
    area = of_kind("cpas")
    assert pairs(area) == ([("v", "a1", 20.0), ("v", "a2", 20.5), ("w", "c1", 5.0)], [])
    assert not area.is_covered.any()  # nobody comes: who is far stays far
    assert area.within(20.0).tolist() == [True, False, False, True, False]
    assert area.covered_only == area.unlocated == ()


def test_an_area_of_another_kind_is_information():
    for kind in ("pmi", "saf"):
        assert len(pairs(of_kind(kind))[0]) == 6
        assert of_kind(kind, located=False).unlocated == ("v",)


def test_a_territorial_service_without_a_place_serves_its_area_in_unknown_minutes():
    area = of_kind("relais-social", located=False, covers="P")
    trips, served = pairs(area)
    assert trips == [("w", "c1", 5.0)]
    assert served == [("v", "a1"), ("v", "a2"), ("v", "b1")]
    assert (area.covered_only, area.unlocated) == (("v",), ())
    assert not area.coverage.visits.any()
    assert area.nearest_min.isna().tolist() == [True, True, True, False, True]
    within = area.within_by_zone((30.0,), measures=("births",)).set_index("zone_id")["births"]
    assert within[["P", "Q", "R"]].tolist() == [60.0, 40.0, 100.0]


def test_a_territorial_service_that_declares_nothing_is_open_to_who_travels():
    assert len([one for one in pairs(of_kind("cpas", covers=None))[0] if one[0] == "v"]) == 3


def test_balances_meet_the_families_of_the_area_alone():
    for located, reach, minutes in ((True, "travel", [20.0, 20.5]), (False, "area", [0.0, 0.0])):
        area = of_kind("cpas", located=located)
        met = meetings(area.data, area.supply.actors, area.supply.services, area.travel, horizon_min=240.0)
        assert met.reach.tolist() == [reach, "travel"]
        assert sorted(zip(met.service, met.place, met.minutes, strict=True)) == [
            (0, 0, minutes[0]),
            (0, 1, minutes[1]),
            (1, 3, 5.0),
        ]


def test_visits_of_a_territorial_service_are_told_from_its_door():
    data = land(
        actors=[actor("v", "cpas", "a")],
        services=[service("v", covers="a"), {**service("v", mode="home-visits", covers="c"), "service": "t"}],
    )
    travel = given_times(TRIPS[TRIPS["actor_id"] == "v"], data.places, data.actors, engine=ENGINE, horizon_min=240)
    area = service_area(data, Question(kind="cpas"), travel=travel)
    assert pairs(area)[1] == [("v", "c1"), ("v", "c2")]
    assert area.coverage.visits.tolist() == [True, True]
    assert len(pairs(area)[0]) == 3  # a by its door, c1 by its visits


def test_whoever_knows_better_says_otherwise(own_workspace):  # noqa: ARG001
    said = TerritorialRemit(
        kind="cpas", bounded=False, status="stated", source="s", date="2026", reason_fr="r", reason_en="r"
    )
    set_remit(said)
    assert len(pairs(of_kind("cpas"))[0]) == 6
    forget_remit("cpas")
    assert len(pairs(of_kind("cpas"))[0]) == 3
