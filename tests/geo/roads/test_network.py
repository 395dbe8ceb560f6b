from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geo.errors import BadInputError
from geo.roads.network import WAITS, build, retimed
from geo.roads.network.measure import built_up, segment_m
from geo.roads.profile import load_limits, load_profile
from tests.geo.roads.drawing import STREET, drawn, nodes_at, points_of, seconds, simple_profile

LINE = "a----b----c----d"
T_SHAPE = """
a----b----c
     |
     d
"""


def built(raw, **waits):
    return build(raw, profile=simple_profile(waits=waits), country="BE")


def test_letters_stand_where_they_are_drawn() -> None:
    assert points_of(T_SHAPE) == {"a": (0, 0), "b": (100, 0), "c": (200, 0), "d": (100, -100)}


def test_a_street_of_300_m_at_10_m_per_s_takes_30_s() -> None:
    """a----b----c----d, one way tagged, 300 m in all: b and c disappear, and bend the drawing."""
    network = built(drawn(LINE, [("abcd", STREET)]))
    assert network.n_nodes == 2
    assert len(network.edges) == 1
    street = network.edges.iloc[0]
    assert street["length_m"] == pytest.approx(300, abs=1e-6)
    assert (street["forward_s"], street["backward_s"]) == pytest.approx((30, 30))
    assert street["shape_count"] == 2
    assert network.shape["lon"].to_numpy() * 111_319.49 == pytest.approx([100, 200], abs=0.01)
    assert seconds(network, "a", "d") == pytest.approx(30)


def test_one_way_streets_are_travelled_one_way() -> None:
    """
    a→→→→b    a→b and c→a are one way (c→a drawn from a to c, oneway=-1): b→a goes round by c.
    |    |
    c----d
    """
    square = """
a----b
|    |
c----d
"""
    raw = drawn(square, [("ab", STREET | {"oneway": "yes"}), ("ac", STREET | {"oneway": "-1"}), ("bdc", STREET)])
    network = built(raw)
    assert seconds(network, "a", "b") == pytest.approx(10)
    assert seconds(network, "b", "a") == pytest.approx(10 + 10 + 10)
    assert seconds(network, "a", "c") == pytest.approx(10 + 10 + 10)


def test_speed_changes_keep_their_point() -> None:
    """a----b====c----d: 10 m/s, then 5 m/s, then 10 m/s."""
    slow = {"highway": "unclassified"}
    network = built(drawn(LINE, [("ab", STREET), ("bc", slow), ("cd", STREET)]))
    assert network.n_nodes == 4
    assert seconds(network, "a", "d") == pytest.approx(10 + 20 + 10)


def test_different_limits_in_each_direction() -> None:
    street = STREET | {"maxspeed:forward": "36", "maxspeed:backward": "72"}
    network = built(drawn(LINE, [("abcd", street)]))
    assert (seconds(network, "a", "d"), seconds(network, "d", "a")) == pytest.approx((30, 15))


def test_signals_cost_in_the_direction_they_face() -> None:
    """a----b----c----d with signals at b, seen by those who go forward."""
    both = {"b": {"highway": "traffic_signals"}}
    facing = {"b": {"highway": "traffic_signals", "traffic_signals:direction": "forward"}}
    network = built(drawn(LINE, [("abcd", STREET)], signs=both), signals=8)
    assert (seconds(network, "a", "d"), seconds(network, "d", "a")) == pytest.approx((38, 38))
    network = built(drawn(LINE, [("abcd", STREET)], signs=facing), signals=8)
    assert (seconds(network, "a", "d"), seconds(network, "d", "a")) == pytest.approx((38, 30))


def test_the_smaller_street_gives_way_and_the_main_street_passes() -> None:
    """
    a====b====c    a–b–c is primary (10 m/s by its limit), d–b residential: d waits 3 s, a does not.
         |
         d
    """
    main = {"highway": "primary", "maxspeed": "36"}
    network = built(drawn(T_SHAPE, [("abc", main), ("bd", STREET)]), **{"yield": 3, "junction": 1})
    assert seconds(network, "a", "c") == pytest.approx(20)
    assert seconds(network, "d", "c") == pytest.approx(10 + 3 + 10)
    assert seconds(network, "a", "d") == pytest.approx(20)


def test_equal_streets_all_slow_down() -> None:
    network = built(drawn(T_SHAPE, [("abc", STREET), ("bd", STREET)]), **{"yield": 3, "junction": 1})
    assert seconds(network, "a", "c") == pytest.approx(21)


def test_signs_replace_the_rule_of_ranks() -> None:
    main = {"highway": "primary", "maxspeed": "36"}
    raw = drawn(T_SHAPE, [("abc", main), ("bd", STREET)], signs={"b": {"highway": "traffic_signals"}})
    network = built(raw, **{"yield": 3, "signals": 8})
    assert seconds(network, "d", "c") == pytest.approx(28)


def test_roundabout() -> None:
    """
    a----b→→→→c----d    b→c→f→e→b is a roundabout: a enters (2 s), goes round, leaves at c.
         |    |
         e←←←←f
    """
    picture = """
a----b----c----d
     |    |
     e----f
"""
    ring = STREET | {"junction": "roundabout"}
    network = built(drawn(picture, [("ab", STREET), ("bcfeb", ring), ("cd", STREET)]), roundabout=2, junction=1)
    assert seconds(network, "a", "d") == pytest.approx(10 + 2 + 10 + 10)
    assert seconds(network, "d", "a") == pytest.approx(10 + 2 + 10 + 10 + 10 + 10)


def test_a_bollard_cuts_the_street() -> None:
    """
    a----x----c    cars go round by d and e, walkers go through x
    |         |
    d---------e
    """
    picture = """
a----x----c
|         |
d---------e
"""
    raw = drawn(picture, [("axc", STREET), ("adec", STREET)], signs={"x": {"barrier": "bollard"}})
    assert seconds(built(raw), "a", "c") == pytest.approx(10 + 20 + 10)
    walk = build(raw, profile=simple_profile("foot"), country="BE")
    assert seconds(walk, "a", "c") == pytest.approx(200 / 5 * 3.6)


def test_parallel_streets_keep_the_fastest_and_loops_go() -> None:
    """a----b drawn twice, at 10 and 5 m/s; a way that stays on b is dropped."""
    slow = {"highway": "unclassified"}
    network = built(drawn("a----b", [("ab", slow), ("ab", STREET), ("ba", slow), ("bb", STREET)]))
    assert len(network.edges) == 1
    assert (seconds(network, "a", "b"), seconds(network, "b", "a")) == pytest.approx((10, 10))


def test_parallel_chains_both_stay_for_snapping_and_the_fastest_counts() -> None:
    """
    a---------b    straight: 200 m; round by c and d: 400 m
    |         |
    c---------d
    """
    picture = """
a---------b
|         |
c---------d
"""
    raw = drawn(picture, [("ab", STREET), ("acdb", STREET)])
    network = built(raw)
    assert seconds(network, "a", "b") == pytest.approx(20)
    assert network.edges["length_m"].sum() == pytest.approx(600, abs=1e-6)


def test_a_lonely_ring_survives() -> None:
    """A ring that no other street touches: an arbitrary point of it stays."""
    picture = """
a----b
|    |
d----c
"""
    network = built(drawn(picture, [("abcda", STREET)]))
    assert len(network.edges) == 1
    assert network.edges["length_m"].iloc[0] == pytest.approx(400, abs=1e-6)


def test_a_ferry_takes_its_duration_then_boarding() -> None:
    """a----b~~~~c~~~~d----e: 200 m of ferry in 10 min, whatever its points; boarding counted once, on leaving."""
    picture = "a----b----c----d----e"
    ferry = {"route": "ferry", "duration": "00:10"}
    network = built(drawn(picture, [("ab", STREET), ("bcd", ferry), ("de", STREET)]), ferry=300)
    assert seconds(network, "a", "e") == pytest.approx(10 + 600 + 300 + 10)
    assert not network.edges.loc[network.edges["fixed_speed"], "snappable"].any()


def test_the_largest_part_is_kept_and_the_rest_reported() -> None:
    """a----b----c and, apart, x----y; z cannot be left (one way in)."""
    picture = """
a----b----c----z

x----y
"""
    raw = drawn(picture, [("abc", STREET), ("cz", STREET | {"oneway": "yes"}), ("xy", STREET)])
    network = built(raw)
    assert sorted(chr(number) for number in network.nodes["osm_id"]) == ["a", "c"]
    report = network.about.report
    assert report["left_aside_share"] == pytest.approx(200 / 400)
    assert report["length_km"] == pytest.approx(0.2)
    assert report["second_part_share"] == pytest.approx(100 / 300)


def test_nothing_usable_is_said() -> None:
    with pytest.raises(BadInputError, match="roads-none-usable"):
        built(drawn("a----b", [("ab", {"highway": "footway"})]))


def test_retiming_gives_what_a_new_build_gives() -> None:
    raw = drawn(
        T_SHAPE,
        [("abc", {"highway": "tertiary"}), ("bd", STREET | {"surface": "gravel"})],
        signs={"b": {"highway": "stop"}},
    )
    before = build(raw, profile=load_profile("car"), country="BE")
    slower = replace(load_profile("car").with_speeds({"tertiary": 20}), waits_s={"stop": 60})
    again = retimed(before, profile=slower, limits=load_limits())
    anew = build(raw, profile=slower, country="BE")
    pd.testing.assert_frame_equal(again.edges, anew.edges)
    assert again.arcs().seconds.tolist() != before.arcs().seconds.tolist()
    assert again.arcs().tail.tolist() == before.arcs().tail.tolist()
    closed = replace(slower, forbidden_when={"surface": frozenset({"gravel"})})
    with pytest.raises(BadInputError, match="profile-closes-roads"):
        retimed(before, profile=closed, limits=load_limits())


def test_a_dense_place_is_a_town() -> None:
    """Ten inhabited streets of 100 m within a square of 750 m make 1,000 / 0.5625 = 1,778 m per km²."""
    lon = np.full(11, 0.001)
    lon[10] = 0.1  # 11 km away
    lat = np.full(11, 0.001)
    street_m = np.array([100.0] * 10 + [0.0])
    options = {"cell_m": 250.0, "reach_cells": 1}
    assert built_up(lon, lat, street_m, street_m_per_km2=1777, **options).tolist() == [True] * 10 + [False]
    assert not built_up(lon, lat, street_m, street_m_per_km2=1778, **options).any()


def test_lengths_on_the_ellipsoid() -> None:
    """One degree along the meridian at 50° is 111,229 m, along the parallel 71,696 m (WGS 84)."""
    lon, lat = np.array([4.0, 4.0, 5.0]), np.array([49.5, 50.5, 49.5])
    north = segment_m(lon, lat, np.array([0]), np.array([1]))[0]
    east = segment_m(np.array([4.0, 5.0]), np.array([50.0, 50.0]), np.array([0]), np.array([1]))[0]
    assert north == pytest.approx(111_229, abs=2)
    assert east == pytest.approx(71_696, abs=2)


def test_inputs_are_unchanged_and_the_recipe_tells_its_steps() -> None:
    raw = drawn(T_SHAPE, [("abc", STREET), ("bd", STREET)])
    nodes, segments = raw.nodes.copy(), raw.segments.copy()
    told: list[tuple[str, float]] = []
    build(raw, profile=simple_profile(), country="BE", progress=lambda step, share: told.append((step, share)))
    pd.testing.assert_frame_equal(raw.nodes, nodes)
    pd.testing.assert_frame_equal(raw.segments, segments)
    assert [step for step, _ in told][-1] == "done"
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_waits_have_a_cost_in_every_profile() -> None:
    for mode in ("car", "bike", "foot"):
        assert set(WAITS[1:]) == set(load_profile(mode).waits_s)
    assert nodes_at(built(drawn("a----b", [("ab", STREET)])), "a") == [0]


DESTINATION = {"highway": "residential", "motor_vehicle": "destination"}
CUT_THROUGH = """
a----b--x--y--c----d
     |        |
     |        |
     e--------f
"""


def test_streets_to_arrive_by_are_no_shortcut_and_every_house_keeps_its_way() -> None:
    """From b to c: 180 m through the quiet street, 180 + 2 × 150 m around it, all at 10 m/s (the quiet one at half)."""
    fast = replace(simple_profile(), class_kph={**simple_profile().class_kph, "residential": 36.0})
    around = [("ab", STREET), ("cd", STREET), ("be", STREET), ("ef", STREET), ("fc", STREET)]
    through = build(drawn(CUT_THROUGH, [("bxyc", STREET), *around]), profile=fast, country="BE")
    quiet = build(drawn(CUT_THROUGH, [("bxyc", DESTINATION), *around]), profile=fast, country="BE")
    assert seconds(through, "b", "c") == pytest.approx(18, rel=0.01)
    assert seconds(quiet, "b", "c") == pytest.approx(48, rel=0.01)
    # the houses: x from b, y from c, as slowly as the profile says; from one to the other by the way around
    drawn_m = quiet.edges.loc[quiet.edges["kind"].map(lambda kind: quiet.kinds[kind] == DESTINATION), "length_m"]
    assert drawn_m.sum() == pytest.approx(180, rel=0.01)
    assert quiet.about.report["left_aside_share"] == 0


def test_one_way_streets_to_arrive_by_are_left_whole() -> None:
    """Cutting a one-way street would shut its houses in: it only stays slow."""
    quiet = {**DESTINATION, "oneway": "yes"}
    around = [("ab", STREET), ("cd", STREET), ("be", STREET), ("ef", STREET), ("fc", STREET)]
    network = build(drawn(CUT_THROUGH, [("bxyc", quiet), *around]), profile=simple_profile(), country="BE")
    assert seconds(network, "b", "c") == pytest.approx(36, rel=0.01)


def test_walkers_pass_where_cars_only_arrive() -> None:
    around = [("ab", STREET), ("cd", STREET), ("be", STREET), ("ef", STREET), ("fc", STREET)]
    raw = drawn(CUT_THROUGH, [("bxyc", {**STREET, "foot": "destination"}), *around])
    network = build(raw, profile=simple_profile("foot"), country="BE")
    assert seconds(network, "b", "c") == pytest.approx(180 / (5 / 3.6), rel=0.01)


@pytest.mark.parametrize(("columns", "kph"), [(50, 10), (300, 25)])
def test_a_ferry_without_duration_goes_by_its_length(columns: int, kph: float) -> None:
    """1 km: a small ferry at 10 km/h; 6 km: 25 km/h."""
    picture = f"a{'-' * (columns - 1)}b---c"
    raw = drawn(picture, [("ab", {"route": "ferry"}), ("bc", STREET)])
    network = build(raw, profile=simple_profile(), country="BE")
    assert seconds(network, "a", "b") == pytest.approx(columns * 20 / kph * 3.6, rel=0.01)
    slower = retimed(network, profile=simple_profile(), limits=load_limits())
    assert seconds(slower, "a", "b") == pytest.approx(columns * 20 / kph * 3.6, rel=0.01)


def test_what_is_left_aside_says_which_roads_and_why() -> None:
    picture = """
a----b----c

d----e  x----y

g----h
"""
    trap = {**STREET, "oneway": "yes"}
    ways = [("abc", STREET), ("de", STREET), ("xy", STREET), ("gh", {"highway": "tertiary"}), ("cy", trap)]
    aside = build(drawn(picture, ways), profile=simple_profile(), country="BE").about.left_aside
    told = {(part["way"], part["highway"], part["why"]) for part in aside}
    assert {(2, "residential", "apart"), (4, "tertiary", "apart")} <= told
    # the longest first; x–y is reached by the one-way street and nobody comes back
    assert aside[0]["why"] == "trap"
    assert aside[0]["km"] == pytest.approx((100 + np.hypot(60, 100)) / 1000, abs=0.06)
    assert [part["km"] for part in aside] == sorted((part["km"] for part in aside), reverse=True)
