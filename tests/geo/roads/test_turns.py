import pytest

from geo.roads.network import build
from tests.geo.roads.drawing import STREET, drawn, nodes_at, seconds, simple_profile

PICTURE = """
a----j----b----f
     |    |
     c----d
"""
# ways: 1 = a–j, 2 = j–b, 3 = j–c, 4 = the square b–d–c, 5 = b–f
WAYS = [("aj", STREET), ("jb", STREET), ("jc", STREET), ("bdc", STREET), ("bf", STREET)]


def built(turns, mode="car"):
    return build(drawn(PICTURE, WAYS, turns=turns), profile=simple_profile(mode), country="BE")


def test_without_restriction() -> None:
    """From a, right at j into c: 100 + 100 m."""
    assert seconds(built([]), "a", "c") == pytest.approx(10 + 10)


def test_no_right_turn_goes_round_the_block() -> None:
    """No turn at j from way 1 into way 3: a, j, b, d, c = 100 + 100 + 100 + 100 m; the others turn as before."""
    network = built([("no_right_turn", 1, "j", 3)])
    assert seconds(network, "a", "c") == pytest.approx(40)
    assert seconds(network, "b", "c") == pytest.approx(20)
    assert seconds(network, "c", "a") == pytest.approx(20)
    assert network.about.report["restrictions_applied"] == 1


def test_turning_back_at_the_next_junction_is_no_way_out() -> None:
    """Without d–c: a goes on to b, may not turn back there, goes to the end of b–d (or b–f) and comes back."""
    raw = drawn(PICTURE, [*WAYS[:3], ("bd", STREET), WAYS[4]], turns=[("no_right_turn", 1, "j", 3)])
    network = build(raw, profile=simple_profile(), country="BE")
    assert seconds(network, "a", "c") == pytest.approx(10 + 10 + 10 + 10 + 10 + 10)


def test_only_straight_on() -> None:
    network = built([("only_straight_on", 1, "j", 2)])
    assert seconds(network, "a", "c") == pytest.approx(40)
    assert seconds(network, "a", "b") == pytest.approx(20)
    assert seconds(network, "b", "c") == pytest.approx(20)


def test_no_u_turn_matters_only_to_those_who_turn_back() -> None:
    network = built([("no_u_turn", 1, "j", 1)])
    assert seconds(network, "a", "c") == pytest.approx(20)
    assert network.about.report["restrictions_applied"] == 1


def test_restrictions_of_others_and_exceptions_are_left_out() -> None:
    raw = drawn(PICTURE, WAYS, turns=[("no_right_turn", 1, "j", 3)])
    spared = raw.restrictions.assign(excepted="psv;motorcar")
    trucks = raw.restrictions.assign(vehicle="hgv")
    for restrictions in (spared, trucks):
        changed = type(raw)(**{**vars(raw), "restrictions": restrictions})
        network = build(changed, profile=simple_profile(), country="BE")
        assert seconds(network, "a", "c") == pytest.approx(20)
        assert network.about.report["restrictions_applied"] == 0
    cars_only = type(raw)(**{**vars(raw), "restrictions": raw.restrictions.assign(vehicle="motorcar")})
    assert seconds(build(cars_only, profile=simple_profile(), country="BE"), "a", "c") == pytest.approx(40)


def test_cyclists_and_walkers_may_dismount() -> None:
    for mode, kph in (("bike", 15), ("foot", 5)):
        network = built([("no_right_turn", 1, "j", 3)], mode)
        assert seconds(network, "a", "c") == pytest.approx(200 / kph * 3.6)


def test_a_restriction_that_finds_no_street_changes_nothing() -> None:
    network = built([("no_right_turn", 1, "j", 99), ("only_left_turn", 98, "j", 3), ("no_entry_sign", 1, "z", 3)])
    assert network.about.report["restrictions_read"] == 3
    assert network.about.report["restrictions_applied"] == 0
    assert seconds(network, "a", "c") == pytest.approx(20)


def test_every_street_is_there_once() -> None:
    """Copies and doors have the position of their junction; streets are neither doubled nor moved."""
    plain, restricted = built([]), built([("no_right_turn", 1, "j", 3)])
    streets = restricted.edges[restricted.edges["kind"] >= 0]
    assert streets["length_m"].sum() == pytest.approx(plain.edges["length_m"].sum())
    assert (restricted.edges.loc[restricted.edges["kind"] < 0, ["length_m", "forward_s"]] == 0).all().all()
    assert not restricted.edges.loc[restricted.edges["kind"] < 0, "snappable"].any()
    at_j = restricted.nodes.iloc[nodes_at(restricted, "j")]
    assert len(at_j) > 1
    assert at_j[["lon", "lat"]].drop_duplicates().shape[0] == 1
