import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadInputError
from geo.roads.network import Network, build
from geo.roads.network.model import WAITS
from geo.roads.profile import load_profile
from geo.roads.snapping import attach, projection, snap, snap_index
from geo.roads.snapping.grid import grid_of, nearest_pieces
from geo.routing import RoadGraph, RoutingEngine
from tests.geo.roads.drawing import STREET, degrees, drawn, simple_profile
from tests.tries import tries

METRIC = "+proj=tmerc +lat_0=0 +lon_0=0 +k=1 +ellps=WGS84 +units=m"
"""True metres near the origin, where the drawings are."""

STREET_OF_300_M = "a----b----c----d"


def places(*metres: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame([degrees(x, y) for x, y in metres], columns=["lon", "lat"])


def engine_of(network: Network) -> RoutingEngine:
    arcs = network.arcs()
    return RoutingEngine.prepare(RoadGraph.from_edges(arcs.tail, arcs.head, arcs.seconds, network.n_nodes))


def minutes(network: Network, origins: pd.DataFrame, actors: pd.DataFrame, **waits: float) -> np.ndarray:
    profile = simple_profile(waits=waits)
    index = snap_index(network, metric_crs=METRIC)
    points = [attach(snap(frame, index, max_walk_m=1000), network, profile=profile) for frame in (origins, actors)]
    return engine_of(network).matrix(*points)


def built(picture, ways, *, signs=None, turns=(), **waits) -> Network:
    return build(drawn(picture, ways, signs=signs, turns=turns), profile=simple_profile(waits=waits), country="BE")


def test_the_nearest_street_not_the_nearest_node() -> None:
    """
    a----b----c----d     a point 20 m south of the street, at 150 m: half of it, a walk of 20 m
            x
    """
    network = built(STREET_OF_300_M, [("abcd", STREET)])
    found = snap(places((150, -20)), snap_index(network, metric_crs=METRIC), max_walk_m=1000).table.iloc[0]
    assert found["edge"] == 0
    assert found["fraction"] == pytest.approx(0.5, abs=1e-6)
    assert found["walk_m"] == pytest.approx(20, rel=0.01)
    assert found["rule"] == ""


def test_the_walk_is_counted_at_both_ends() -> None:
    """From 100 m to 250 m along the street: 15 s; 20 m and 30 m on foot at 5 km/h: 14.4 s and 21.6 s."""
    network = built(STREET_OF_300_M, [("abcd", STREET)])
    times = minutes(network, places((100, -20)), places((250, 30)))
    assert times[0, 0] == pytest.approx(15 + 14.4 + 21.6, rel=0.01)


def test_one_way_streets_are_left_by_their_end_and_reached_from_their_start() -> None:
    """
    a→→→→b    a→b and b→c→d→a are one way: from 75 m along a→b to 25 m along it, all the way round.
    ↑    ↓
    d←←←←c
    """
    picture = """
a----b
|    |
d----c
"""
    network = built(picture, [("ab", STREET | {"oneway": "yes"}), ("bcda", STREET | {"oneway": "yes"})])
    times = minutes(network, places((75, 0), (25, 0)), places((25, 0), (75, 0)))
    assert times == pytest.approx(np.array([[2.5 + 30 + 2.5, 0], [0, 5]]), abs=0.01)


def test_waits_are_counted_at_the_end_of_the_street() -> None:
    """a----b----c, signals at b (8 s): from the middle of a–b to the middle of b–c, 5 + 8 + 5 s; not within a–b."""
    signs = {"b": {"highway": "traffic_signals"}}
    network = built("a----b----c", [("ab", STREET), ("bc", STREET)], signs=signs, signals=8)
    times = minutes(network, places((50, 0)), places((150, 0), (80, 0), (20, 0)), signals=8)
    assert times[0] == pytest.approx([18, 3, 3], abs=0.01)


def test_turn_restrictions_hold_for_points_beside_the_road() -> None:
    """From the middle of a–j to the middle of j–c, no right turn: round by b and d."""
    picture = """
a----j----b
     |    |
     c----d
"""
    ways = [("aj", STREET), ("jb", STREET), ("jc", STREET), ("bdc", STREET)]
    free = built(picture, ways)
    restricted = built(picture, ways, turns=[("no_right_turn", 1, "j", 3)])
    start, end = places((50, 0)), places((100, -50))
    assert minutes(free, start, end)[0, 0] == pytest.approx(10, abs=0.1)
    assert minutes(restricted, start, end)[0, 0] == pytest.approx(5 + 10 + 10 + 10 + 5, abs=0.1)
    assert minutes(restricted, end, start)[0, 0] == pytest.approx(10, abs=0.1)


def test_a_ring_with_one_entrance_keeps_its_houses() -> None:
    """
    a----b----c    the ring b→c→d→e→b hangs on a–b: a house in the middle of c–d is 150 m from b either way
         |    |
         e----d
    """
    picture = """
a----b----c
     |    |
     e----d
"""
    network = built(picture, [("ab", STREET), ("bcdeb", STREET)])
    times = minutes(network, places((0, 0)), places((200, -50), (130, 0)))
    assert times[0] == pytest.approx([10 + 15, 10 + 3], abs=0.1)


def test_nobody_is_attached_to_a_motorway() -> None:
    """
    a====b    motorway
    c----d    street 100 m further south, but the house is nearer to the motorway
    """
    picture = """
a----b
|    |
c----d
"""
    motorway = {"highway": "motorway", "oneway": "no"}
    network = built(picture, [("ab", motorway), ("ac", STREET), ("bd", STREET), ("cd", STREET)])
    snapped = snap(places((50, -10)), snap_index(network, metric_crs=METRIC), max_walk_m=1000)
    assert network.kinds[network.edges["kind"].iloc[snapped.table["edge"].iloc[0]]]["highway"] == "residential"
    assert snapped.table["walk_m"].iloc[0] == pytest.approx(50, abs=0.5)


def test_what_is_left_out_says_why() -> None:
    network = built(STREET_OF_300_M, [("abcd", STREET)])
    points = places((150, -20), (150, -1005), (np.nan, np.nan), (40_000, 0)).set_index(pd.Index(["w", "x", "y", "z"]))
    index = snap_index(network, metric_crs=METRIC)
    snapped = snap(points, index, max_walk_m=1000)
    assert snapped.left_out["rule"].to_dict() == {"x": "road-too-far", "y": "road-no-position", "z": "road-too-far"}
    assert snapped.left_out.loc["z", "walk_m"] == pytest.approx(39_700, abs=100)
    assert np.isnan(snapped.left_out.loc["y", "walk_m"])
    times = minutes(network, points, points)
    assert np.isinf(times[1:]).all()
    assert np.isinf(times[:, 1:]).all()
    assert times[0, 0] == pytest.approx(2 * 14.4, rel=0.01)


def test_the_longest_walk_is_itself_allowed() -> None:
    network = built(STREET_OF_300_M, [("abcd", STREET)])
    index = snap_index(network, metric_crs=METRIC)
    walk_m = snap(places((150, -20)), index, max_walk_m=1000).table["walk_m"].iloc[0]
    assert snap(places((150, -20)), index, max_walk_m=walk_m).table["edge"].iloc[0] == 0
    assert snap(places((150, -20)), index, max_walk_m=walk_m - 0.01).table["edge"].iloc[0] == -1


def test_wrong_settings_are_refused() -> None:
    network = built(STREET_OF_300_M, [("abcd", STREET)])
    for crs in ("EPSG:4326", "EPSG:2225", "nowhere"):
        with pytest.raises(BadInputError, match="crs-not-metric"):
            snap_index(network, metric_crs=crs)
    with pytest.raises(BadInputError, match="bad-walk"):
        snap(places((0, 0)), snap_index(network, metric_crs=METRIC), max_walk_m=0)
    only_motorway = built(STREET_OF_300_M, [("abcd", {"highway": "motorway", "oneway": "no"})])
    with pytest.raises(BadInputError, match="roads-none-to-stop"):
        snap_index(only_motorway, metric_crs=METRIC)


def test_no_point_and_unchanged_inputs() -> None:
    network = built(STREET_OF_300_M, [("abcd", STREET)])
    index = snap_index(network, metric_crs=METRIC)
    assert len(snap(places((0, 0)).iloc[:0], index, max_walk_m=10).table) == 0
    points = places((150, -20), (0, 5))
    before = points.copy()
    snap(points, index, max_walk_m=10)
    pd.testing.assert_frame_equal(points, before)


@tries(80)
@given(
    seed=st.integers(0, 10_000),
    pieces=st.integers(1, 60),
    spread=st.sampled_from([50.0, 1_000.0, 20_000.0]),
    limit_m=st.sampled_from([30.0, 500.0, 50_000.0]),
)
def test_the_nearest_piece_is_the_one_that_shapely_finds(seed, pieces, spread, limit_m) -> None:
    rng = np.random.default_rng(seed)
    start = rng.uniform(0, spread, (pieces, 2))
    end = start + rng.uniform(-60, 60, (pieces, 2))
    place = rng.uniform(-0.5 * spread, 1.5 * spread, (40, 2))
    found = nearest_pieces(place, grid_of(start, end), limit_m)
    lines = shapely.linestrings(np.stack([start, end], axis=1))
    distance_m = shapely.distance(shapely.points(place)[:, None], lines[None])
    expected_m = distance_m.min(axis=1)
    within = expected_m <= limit_m
    assert ((found >= 0) == within).all()
    assert distance_m[np.flatnonzero(within), found[within]] == pytest.approx(expected_m[within], abs=1e-6)


def test_lambert_is_a_metric_system() -> None:
    x, y = projection("EPSG:31370")(np.array([4.3525]), np.array([50.8467]))  # Brussels' town hall, about
    assert (x[0], y[0]) == pytest.approx((148_900, 170_800), abs=300)


def test_every_profile_walks() -> None:
    assert {load_profile(mode).walk_kph for mode in ("car", "bike", "foot")} == {5.0}
    assert WAITS[0] == ""
