"""The engine equals scipy's Dijkstra on real roads."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from benchmarks.real import rhine_neckar
from geo.routing import RoadGraph, RoutingEngine


@pytest.fixture(scope="module")
def roads(shared):
    return rhine_neckar(shared)


def test_rhine_neckar_agrees_with_scipy(roads):
    graph = RoadGraph.from_edges(roads.tail, roads.head, roads.seconds, roads.n_nodes, x=roads.x, y=roads.y)
    assert roads.tail.size - graph.n_edges == 537  # parallel edges, which scipy would add up
    engine = RoutingEngine.prepare(graph)
    weights = csr_matrix((graph.seconds.astype(float).round(3), graph.head, graph.pointer), shape=(graph.n_nodes,) * 2)
    rng = np.random.default_rng(0)
    sources, targets = rng.choice(roads.n_nodes, 5), rng.choice(roads.n_nodes, 2_000)
    oracle = dijkstra(weights, indices=sources)
    np.testing.assert_allclose(engine.matrix(sources, targets), oracle[:, targets], atol=1e-3)
    np.testing.assert_allclose(engine.one_to_all(int(sources[0])), oracle[0], atol=1e-3)
    towards = dijkstra(weights.T.tocsr(), indices=sources, min_only=True)
    np.testing.assert_allclose(engine.nearest(sources)[0], towards, atol=1e-3)
    nodes, seconds = engine.reach(int(sources[1]), limit_s=900)
    within = np.flatnonzero(oracle[1] <= 900)
    np.testing.assert_array_equal(np.sort(nodes), within)
    np.testing.assert_allclose(seconds, oracle[1, nodes], atol=1e-3)
