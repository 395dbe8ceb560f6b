"""Points along roads: the same times as on a graph where the roads are really cut at the points."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadInputError
from geo.routing import PointSet, RoutingEngine
from geo.routing.points import direct_ways
from tests.geo.routing.routing_oracle import by_networkx, graph_of
from tests.tries import tries

INF = np.inf


@st.composite
def towns(draw):
    """Roads (a, b, forward_s, backward_s) and points (road, fraction, access_s): sources, then targets."""
    n_nodes = draw(st.integers(1, 7))
    node = st.integers(0, n_nodes - 1)
    time = st.one_of(st.just(INF), st.just(0.0), st.integers(1, 100).map(float))
    roads = draw(st.lists(st.tuples(node, node, time, time), min_size=1, max_size=10))
    point = st.tuples(st.integers(0, len(roads) - 1), st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), st.integers(0, 9))
    return n_nodes, roads, draw(st.lists(point, max_size=5)), draw(st.lists(point, max_size=5))


def point_set(roads, points):
    road = np.array([p[0] for p in points], int)
    columns = np.array(roads, float)[road].reshape(-1, 4)
    return PointSet.on_edges(
        columns[:, 0].astype(int),
        columns[:, 1].astype(int),
        fraction=np.array([p[1] for p in points], float),
        forward_s=columns[:, 2],
        backward_s=columns[:, 3],
        segment=road,
        access_s=np.array([p[2] for p in points], float),
    )


def by_cutting(n_nodes, roads, points):
    """Times between all points on a graph where each point is a node and cuts its road."""
    edges = []
    count = n_nodes
    doors = [count + i for i in range(len(points))]
    count += len(points)
    for number, (a, b, forward, backward) in enumerate(roads):
        stops = [(0.0, a), (1.0, b)]
        for door, (road, fraction, access) in zip(doors, points, strict=True):
            if road == number:
                edges += [(count, door, access), (door, count, access)]
                stops.append((fraction, count))
                count += 1
        for (f, u), (g, v) in itertools.pairwise(sorted(stops)):
            edges += [(u, v, forward * (g - f) if g > f else 0), (v, u, backward * (g - f) if g > f else 0)]
    return by_networkx(edges, count)[np.ix_(doors, doors)]


@given(towns())
@tries(150)
def test_points_on_roads_equal_a_graph_cut_at_the_points(town):
    n_nodes, roads, sources, targets = town
    edges = [(a, b, f) for a, b, f, _ in roads] + [(b, a, r) for a, b, _, r in roads]
    engine = RoutingEngine.prepare(graph_of(edges, n_nodes), workers=1)
    oracle = by_cutting(n_nodes, roads, sources + targets)[: len(sources), len(sources) :]
    source_points, target_points = point_set(roads, sources), point_set(roads, targets)
    times = engine.matrix(source_points, target_points)
    np.testing.assert_allclose(times, oracle, atol=1e-3)
    seconds, nearest = engine.nearest(target_points, places=source_points)
    np.testing.assert_allclose(seconds, oracle.min(axis=1, initial=INF), atol=1e-3)
    for place in np.flatnonzero(nearest >= 0):
        assert oracle[place, nearest[place]] == pytest.approx(seconds[place], abs=1e-3)
    seconds, _ = engine.nearest(source_points, places=target_points, reverse=True)
    np.testing.assert_allclose(seconds, oracle.min(axis=0, initial=INF), atol=1e-3)


def test_two_houses_in_one_one_way_street():
    """Walk 5 s to the street; 100 s along it, only from A to B; 300 s round the block from B to A.

    ::

        A >>--p-------q-->> B      p at 0.2, q at 0.7
        ^                   v
        +<<<<<<< 300 <<<<<<<+
    """
    engine = RoutingEngine.prepare(graph_of([(0, 1, 100), (1, 0, 300)], 2))
    zero, one = np.zeros(2, int), np.ones(2, int)
    houses = PointSet.on_edges(
        zero,
        one,
        fraction=np.array([0.2, 0.7]),
        forward_s=np.array([100.0, 100]),
        backward_s=np.array([INF, INF]),
        segment=zero,
        access_s=5.0,
    )
    p_to_q = 5 + 50 + 5
    q_to_p = 5 + 30 + 300 + 20 + 5
    np.testing.assert_allclose(engine.matrix(houses, houses), [[10, p_to_q], [q_to_p, 10]], atol=1e-3)
    seconds, nearest = engine.nearest(houses, places=houses)
    np.testing.assert_array_equal(nearest, [0, 1])
    np.testing.assert_array_equal(seconds, [10, 10])


def test_points_at_nodes_wait_for_their_access():
    engine = RoutingEngine.prepare(graph_of([(0, 1, 60)], 2))
    homes = PointSet.at_nodes(np.array([0, 1]), access_s=np.array([30.0, 7]))
    times = engine.matrix(homes, PointSet.at_nodes(np.array([1]), access_s=3.0))
    np.testing.assert_array_equal(times, np.array([[93], [10]], np.float32))
    np.testing.assert_array_equal(engine.matrix(homes, np.array([1])), np.array([[90], [7]], np.float32))


def test_a_point_that_no_road_serves_is_unreachable_not_at_zero():
    engine = RoutingEngine.prepare(graph_of([(0, 1, 60)], 2))
    lost = PointSet.at_nodes(np.array([0]), access_s=INF)
    assert np.isinf(engine.matrix(lost, np.array([0, 1]))).all()
    assert engine.nearest(np.array([0]), places=lost)[1] == [-1]


def test_the_limit_counts_the_access_and_the_direct_way():
    engine = RoutingEngine.prepare(graph_of([(0, 1, 60), (1, 0, 60)], 2))
    street = PointSet.on_edges(
        np.array([0, 0]),
        np.array([1, 1]),
        fraction=np.array([0.5, 0.5]),
        forward_s=np.array([60.0, 60]),
        backward_s=np.array([60.0, 60]),
        segment=np.array([4, 4]),
        access_s=np.array([10.0, 20]),
    )
    assert engine.matrix(street, street, limit_s=30)[0, 1] == 30
    assert engine.matrix(street, street, limit_s=29.99)[0, 1] == INF
    assert engine.nearest(street, places=street, limit_s=19.99)[1].tolist() == [-1, -1]
    nodes, seconds = engine.reach(PointSet.at_nodes(np.array([0]), access_s=15.0), limit_s=75)
    assert (nodes.tolist(), seconds.tolist()) == ([0, 1], [15, 75])


@pytest.mark.parametrize(
    "wrong", [{"fraction": 1.5}, {"fraction": -0.1}, {"fraction": np.nan}, {"forward_s": -1.0}, {"access_s": np.nan}]
)
def test_points_that_make_no_sense(wrong):
    fine = {"fraction": 0.5, "forward_s": 10.0, "backward_s": 10.0, "access_s": 0.0}
    values = {name: np.array([value]) for name, value in (fine | wrong).items()}
    with pytest.raises(BadInputError, match="bad-point"):
        PointSet.on_edges(np.array([0]), np.array([1]), segment=np.array([0]), **values)


def test_an_access_of_a_day_is_refused():
    engine = RoutingEngine.prepare(graph_of([(0, 1, 60)], 2))
    far = PointSet.at_nodes(np.array([0]), access_s=86400.0)
    with pytest.raises(BadInputError, match="access-too-long"):
        engine.matrix(far, np.array([0]))


def test_points_of_different_roads_have_no_direct_way():
    apart = point_set([(0, 1, 10.0, 10.0), (0, 1, 10.0, 10.0)], [(0, 0.5, 0), (1, 0.5, 0)])
    source, target, seconds = direct_ways(apart, apart)
    assert (source.tolist(), target.tolist(), seconds.tolist()) == ([0, 1], [0, 1], [0, 0])
    assert direct_ways(apart, np.array([0]))[0].size == 0
