"""Passages between services by hand: who is within reach of whom, and what somebody said of each link.

Within 30 minutes h1 reaches a1 (10 births) and a2 (30), h2 reaches c1 (40); m1 comes to a1, a2 and b1 (20).
"""

import pandas as pd
import pytest

from analysis.network.ask import network
from analysis.network.family_path import family_path
from analysis.network.record import family_path_record
from analysis.question import Question
from geo.schema import HANDOVER, conform
from tests.analysis.three_zones import ACTORS, SERVICES, actor, land, service

pytestmark = pytest.mark.usefixtures("trips_by_hand")


def said(*links):
    """Links as (sender, receiver, phase, state)."""
    names = ["sender", "receiver", "phase", "state"]
    rows = [{**dict(zip(names, link, strict=True)), "as_of": "2026", "source": "by hand"} for link in links]
    return conform(pd.DataFrame(rows, columns=HANDOVER.names), HANDOVER)


def follow(*links, data=None, zone="R", stratum="complex"):
    return family_path(network(data or land(), Question(threshold_min=30.0), zone), said(*links), stratum)


def passage(path, name):
    return next(one for one in path.passages if one.handover.handover == name)


def births(*links, **more):
    """The births of the passage from the hospital to the platform, by state from the best to the worst."""
    return list(passage(follow(*links, **more), "doctor-platform").births.values())


def test_nobody_said_is_no_break():
    """a (40) has h1 and m1; b (20) has m1 alone, c1 (40) h2 alone.

    Nobody lists the general practitioners: one may be within reach of b. There is no other platform than m1.
    """
    assert births() == [0, 0, 40, 20, 0, 40]


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        ("in-place", [40, 0, 0, 20, 0, 40]),
        ("planned", [0, 40, 0, 20, 0, 40]),
        ("none", [0, 0, 0, 20, 40, 40]),
        ("unknown", [0, 0, 40, 20, 0, 40]),
    ],
)
def test_a_link_counts_where_both_services_are_within_reach(state, counted):
    assert births(("h1", "m1", "prenatal", state)) == counted


def test_a_link_of_services_that_no_family_has_both_of_changes_nothing():
    assert births(("h2", "m1", "prenatal", "in-place")) == [0, 0, 40, 20, 0, 40]
    assert births(("m1", "h1", "prenatal", "in-place")) == [0, 0, 40, 20, 0, 40]  # the other way round
    assert births(("h1", "m1", "birth", "in-place")) == [0, 0, 40, 20, 0, 40]  # at another moment
    assert births(("h1", "m1", "any", "in-place")) == [40, 0, 0, 20, 0, 40]


def test_what_is_said_of_the_phase_comes_before_what_is_said_of_any_moment():
    assert births(("h1", "m1", "any", "in-place"), ("h1", "m1", "prenatal", "none")) == [0, 0, 0, 20, 40, 40]


def test_none_only_where_every_pair_is_said_not_to_pass():
    """A second platform comes to a1 and a2: one pair of two is said to pass nobody, the other is not said."""
    two = [*ACTORS, actor("m2", "one-plateforme", None, located=False)]
    data = land(actors=two, services=[*SERVICES, service("m2", mode="home-visits", covers="a")])
    no = ("h1", "m1", "prenatal", "none")
    assert births(no, data=data) == [0, 0, 40, 20, 0, 40]
    assert births(no, ("h1", "m2", "prenatal", "none"), data=data) == [0, 0, 0, 20, 40, 40]
    assert births(no, ("h1", "m2", "prenatal", "in-place"), data=data) == [40, 0, 0, 20, 0, 40]
    path = follow(no, data=data)
    assert (passage(path, "doctor-platform").pairs, len(passage(path, "doctor-platform").links)) == (2, 1)


def test_a_service_that_is_both_ends_passes_to_itself():
    """A PEP's visits a (40 births), before birth and after."""
    data = land(
        actors=[*ACTORS, actor("p", "one-peps", None, located=False)],
        services=[*SERVICES, service("p", mode="home-visits", covers="a")],
    )
    assert list(passage(follow(data=data), "peps-peps").births.values()) == [40, 0, 0, 0, 0, 60]


def test_the_phases_take_the_worst_passage_and_the_path_breaks_at_the_first():
    """A maternity t far from everybody, the only one there is: the passage to it breaks, from a PEP's.

    Nobody lists the PEP's: prenatal is out of reach for all 100, since the worse of two counts.
    """
    data = land(actors=[*ACTORS, actor("t", "maternite", "a")], services=[*SERVICES, service("t")])
    path = follow(("h1", "m1", "prenatal", "in-place"), data=data)
    phases = path.phases.set_index("phase")
    assert phases.loc["prenatal", "out-of-reach"] == 100
    assert (path.total, path.whole, path.broken, path.unknown) == (100, 0, 100, 0)
    assert path.zones.set_index("zone_id").loc[["a", "b", "c"], "prenatal"].tolist() == [40, 20, 40]
    assert path.zones.set_index("zone_id").loc["a", "birth"] == 0
    # Without it nobody knows whether there is a maternity: b lacks nothing for sure, c the platform.
    nobody = follow(("h1", "m1", "prenatal", "in-place"))
    assert nobody.phases.set_index("phase").loc["prenatal", ["nobody-known", "out-of-reach"]].tolist() == [60, 40]
    assert (nobody.whole, nobody.broken, nobody.unknown) == (0, 40, 60)
    assert nobody.at_most


def test_a_whole_path_of_one_zone():
    """In P, stratum 1: PEP's to itself, a CPAS to a hospital, a maternity to the consultation for children, linked.

    No passage of the return home or of childcare is named for stratum 1, so the path has two phases.
    """
    data = land(
        actors=[
            actor("p", "one-peps", None, located=False),
            actor("t", "maternite", None, located=False),
            actor("k", "one-consultation-enfants", None, located=False),
            actor("s", "cpas", None, located=False),
            actor("h", "hopital", None, located=False),
        ],
        services=[service(one, mode="home-visits", covers="P") for one in "ptksh"],
    )
    both = [("t", "k", "birth", "in-place"), ("s", "h", "prenatal", "in-place")]
    path = follow(*both, data=data, stratum="low-risk")
    assert path.phases["phase"].tolist() == ["prenatal", "birth"]
    assert (path.whole, path.broken, path.unknown) == (60, 40, 0)
    nobody_said = follow(data=data, stratum="low-risk", zone="P")
    assert (nobody_said.total, nobody_said.whole, nobody_said.broken, nobody_said.unknown) == (60, 0, 0, 60)
    assert nobody_said.zones["zone_id"].tolist() == ["a", "b"]
    planned = follow(("t", "k", "birth", "planned"), both[1], data=data, stratum="low-risk", zone="b")
    assert (planned.zones["zone_id"].tolist(), planned.unknown) == (["b"], 20)


def test_a_passage_that_the_territory_is_to_write_has_no_figure():
    path = follow()
    assert passage(path, "screening").births == {}
    record = family_path_record(network(land(), Question(threshold_min=30.0), "R"), path)
    told = {one["handover"]: one for one in record["passages"]}
    assert told["screening"]["births"] == {}
    assert told["doctor-platform"]["births"]["out-of-reach"] == 40
    assert told["doctor-platform"]["senses"]["in-place"] == "at-least"
