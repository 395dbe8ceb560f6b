"""The engine equals Dijkstra's algorithm, on any graph."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geo.routing import RoadGraph, RoutingEngine, nearest, order
from tests.geo.routing.routing_oracle import by_networkx, graph_of
from tests.tries import tries

WITHIN_S = 1e-3


@st.composite
def networks(draw):
    """Directed graphs with islands, loops, parallel, one-way, closed and zero-length edges."""
    n_nodes = draw(st.integers(1, 14))
    node = st.integers(0, n_nodes - 1)
    seconds = st.one_of(st.just(0.0), st.just(np.inf), st.integers(1, 5), st.floats(1e-4, 4000.0))
    return n_nodes, draw(st.lists(st.tuples(node, node, seconds), max_size=40))


@given(networks(), st.booleans())
@tries(150)
def test_every_question_agrees_with_networkx(network, with_positions):
    n_nodes, edges = network
    graph = graph_of(edges, n_nodes)
    if with_positions:
        rng = np.random.default_rng(0)
        graph = RoadGraph.from_edges(
            np.array([e[0] for e in edges], int),
            np.array([e[1] for e in edges], int),
            np.array([e[2] for e in edges], float),
            n_nodes,
            x=rng.random(n_nodes),
            y=rng.random(n_nodes),
        )
    oracle = by_networkx(edges, n_nodes)
    engine = RoutingEngine.prepare(graph)
    every = np.arange(n_nodes)
    np.testing.assert_allclose(engine.matrix(every, every), oracle, atol=WITHIN_S, rtol=1e-7)
    np.testing.assert_allclose(engine.matrix(every, every[:1]), oracle[:, :1], atol=WITHIN_S, rtol=1e-7)
    np.testing.assert_allclose(engine.one_to_all(0), oracle[0], atol=WITHIN_S, rtol=1e-7)
    np.testing.assert_allclose(engine.one_to_all(0, reverse=True), oracle[:, 0], atol=WITHIN_S, rtol=1e-7)
    targets = every[::3]
    seconds, target = engine.nearest(targets)
    np.testing.assert_allclose(seconds, oracle[:, targets].min(axis=1), atol=WITHIN_S, rtol=1e-7)
    known = target >= 0
    np.testing.assert_allclose(oracle[every[known], targets[target[known]]], seconds[known], atol=WITHIN_S, rtol=1e-7)
    assert np.isinf(seconds[~known]).all()
    nodes, reached_s = engine.reach(0, limit_s=np.inf)
    np.testing.assert_allclose(reached_s, oracle[0, nodes], atol=WITHIN_S, rtol=1e-7)
    assert np.isinf(np.delete(oracle[0], nodes)).all()
    assert (np.diff(reached_s) >= 0).all()


def jittered_grid(side: int, seed: int) -> tuple[RoadGraph, csr_matrix]:
    """A grid with one-way streets, gaps and an island: deep enough for flows, separators and several batches."""
    rng = np.random.default_rng(seed)
    number = np.arange(side * side).reshape(side, side)
    pairs = np.concatenate(
        [
            np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()]),
            np.column_stack([number[:-1].ravel(), number[1:].ravel()]),
        ]
    )
    pairs = pairs[rng.random(len(pairs)) < 0.85]
    backward = pairs[rng.random(len(pairs)) < 0.8][:, ::-1]
    tail, head = np.concatenate([pairs, backward]).T
    seconds = rng.uniform(1, 60, tail.size)
    graph = RoadGraph.from_edges(tail, head, seconds, side * side, x=number.ravel() % side, y=number.ravel() // side)
    return graph, csr_matrix((seconds, (tail, head)), shape=(side * side, side * side))


@pytest.mark.parametrize(("seed", "shared_from"), [(1, 10), (2, 10**9)])
def test_a_town_of_thousands_of_crossings_agrees_with_scipy(seed, shared_from, monkeypatch):
    monkeypatch.setattr(order, "WORTH_SHARING", shared_from)  # threads take part in the small work too, or in none
    monkeypatch.setattr(nearest, "WORTH_SHARING", shared_from)
    graph, weights = jittered_grid(60, seed)
    engine = RoutingEngine.prepare(graph)
    rng = np.random.default_rng(seed)
    sources, targets = rng.integers(0, 3600, 37), rng.integers(0, 3600, 500)
    oracle = dijkstra(weights, indices=sources)
    for workers in (1, 2):
        times = engine.matrix(sources, targets, workers=workers)
        np.testing.assert_allclose(times, oracle[:, targets], atol=WITHIN_S)
    np.testing.assert_allclose(engine.matrix(sources, np.arange(3600)), oracle, atol=WITHIN_S)
    backward = dijkstra(weights.T, indices=sources)
    np.testing.assert_allclose(engine.matrix(np.arange(3600), sources), backward.T, atol=WITHIN_S)
    towards = dijkstra(weights.T, indices=sources, min_only=True)
    np.testing.assert_allclose(engine.nearest(sources)[0], towards, atol=WITHIN_S)
    for limit_s in (20, 120, 300, 900):
        limited = engine.matrix(sources, np.arange(3600), limit_s=limit_s)
        np.testing.assert_allclose(limited, np.where(oracle <= limit_s, oracle, np.inf), atol=WITHIN_S)


def test_positions_change_no_result():
    graph, _ = jittered_grid(40, 3)
    bare = RoadGraph.from_edges(graph.tail, graph.head, graph.seconds, graph.n_nodes)
    points = np.arange(0, 1600, 7)
    np.testing.assert_allclose(
        RoutingEngine.prepare(bare).matrix(points, points),
        RoutingEngine.prepare(graph).matrix(points, points),
        atol=WITHIN_S,
    )
