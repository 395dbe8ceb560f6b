"""The steps of the preparation, each by itself."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadInputError, CancelledError
from geo.routing.clock import UNREACHABLE, Clock
from geo.routing.csr import merge_edges
from geo.routing.extent import longest_route_s, strong_components
from geo.routing.hierarchy import eliminate
from geo.routing.jit import frozen
from geo.routing.leaf import order_leaf
from geo.routing.order import elimination_order, undirected
from geo.routing.peel import peel
from geo.routing.separator import smallest_separator
from geo.routing.subtrees import split
from geo.routing.workers import run
from tests.geo.routing.routing_oracle import by_networkx, graph_of
from tests.tries import tries


@st.composite
def edge_lists(draw, most=12):
    n_nodes = draw(st.integers(1, most))
    node = st.integers(0, n_nodes - 1)
    time = st.one_of(st.integers(0, 9).map(float), st.just(np.inf))
    return n_nodes, draw(st.lists(st.tuples(node, node, time), max_size=4 * most))


def skeleton_of(pairs, n_nodes):
    pairs = np.array(pairs, np.int32).reshape(-1, 2)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    pointer, head, _ = merge_edges(frozen(both[:, 0]), frozen(both[:, 1]), n_nodes)
    return pointer, head


def shortcuts_by_definition(graph, order):
    """Eliminate node after node, joining the neighbours: slow, but plainly right."""
    network = nx.Graph()
    network.add_nodes_from(range(graph.n_nodes))
    network.add_edges_from(zip(graph.tail.tolist(), graph.head.tolist(), strict=True))
    arcs = set()
    for node in order:
        around = list(network[node])
        arcs |= {(node, other) for other in around}
        network.remove_node(node)
        network.add_edges_from(itertools.combinations(around, 2))
    return arcs


@given(edge_lists())
@tries(100)
def test_elimination_makes_the_shortcuts_of_the_definition(network):
    n_nodes, edges = network
    graph = graph_of(edges, n_nodes)
    skeleton = undirected(graph)
    order = elimination_order(graph, skeleton)
    assert sorted(order) == list(range(n_nodes))
    hierarchy = eliminate(graph, skeleton, order)
    by_rank = np.argsort(hierarchy.rank)
    arcs = {
        (by_rank[low], by_rank[high])
        for low in range(n_nodes)
        for high in hierarchy.head[hierarchy.pointer[low] : hierarchy.pointer[low + 1]]
    }
    assert arcs == shortcuts_by_definition(graph, order)
    assert arcs == shortcuts_by_definition(graph, by_rank)  # postorder changes nothing
    for low in range(n_nodes):
        row = hierarchy.head[hierarchy.pointer[low] : hierarchy.pointer[low + 1]]
        assert (np.diff(row) > 0).all()
        assert (row > low).all()
        assert hierarchy.parent[low] == (row[0] if row.size else -1)
    low_of_arc = np.repeat(np.arange(n_nodes), np.diff(hierarchy.pointer))
    low_pointer, low_arc = hierarchy.from_below()
    for high in range(n_nodes):
        from_below = low_arc[low_pointer[high] : low_pointer[high + 1]]
        assert (hierarchy.head[from_below] == high).all()
        assert (np.diff(low_of_arc[from_below]) > 0).all()
    for slot, arc in enumerate(hierarchy.arc_of_slot):
        ends = hierarchy.rank[graph.tail[slot]], hierarchy.rank[graph.head[slot]]
        found = arc if arc >= 0 else -1 - arc
        assert (low_of_arc[found], hierarchy.head[found]) == (min(ends), max(ends))
        assert (arc >= 0) == (ends[0] < ends[1])


@given(edge_lists())
@tries(100)
def test_peeling_eliminates_small_degrees_only(network):
    n_nodes, edges = network
    pointer, head = skeleton_of([(a, b) for a, b, _ in edges], n_nodes)
    peeled, tail, far = peel(frozen(pointer), frozen(head), 3)
    network = nx.Graph()
    network.add_nodes_from(range(n_nodes))
    network.add_edges_from((a, b) for a, b, _ in edges if a != b)
    for node in peeled:
        around = list(network[node])
        assert len(around) <= 3
        network.remove_node(node)
        network.add_edges_from(itertools.combinations(around, 2))
    assert {tuple(sorted(edge)) for edge in network.edges} == {
        tuple(sorted(edge)) for edge in zip(tail.tolist(), far.tolist(), strict=True)
    }
    assert all(degree > 3 for _, degree in network.degree)


@given(edge_lists(most=20), st.integers(1, 20))
@tries(100)
def test_leaves_always_take_a_node_of_least_degree(network, n_inside):
    n_nodes, edges = network
    pairs = [(a, b) for a, b, _ in edges if a != b]
    pointer, head = skeleton_of(pairs, n_nodes)
    part = np.where(np.arange(n_nodes) < n_inside, 7, -1).astype(np.int32)
    nodes = np.flatnonzero(part == 7).astype(np.int32)
    order_leaf(frozen(pointer), frozen(head), nodes, part, np.zeros(n_nodes, np.int32), 7)
    assert sorted(nodes) == list(np.flatnonzero(part == 7))
    graph = nx.Graph()
    graph.add_nodes_from(range(n_nodes))
    graph.add_edges_from(pairs)
    for turn, node in enumerate(nodes):
        assert graph.degree[node] == min(graph.degree[other] for other in nodes[turn:])
        around = list(graph[node])
        graph.remove_node(node)
        graph.add_edges_from((a, b) for a, b in itertools.combinations(around, 2) if part[a] == 7 or part[b] == 7)


@given(edge_lists(), st.data())
@tries(150)
def test_separators_are_as_small_as_can_be(network, data):
    n_nodes, edges = network
    pairs = [(a, b) for a, b, _ in edges if a != b]
    pointer, head = skeleton_of(pairs, n_nodes)
    kind = np.array(data.draw(st.lists(st.integers(0, 2), min_size=n_nodes, max_size=n_nodes)))
    cut, left = smallest_separator(pointer, head, kind == 0, kind == 2)
    # least vertex cut, by networkx: each node is an arc of capacity 1
    flow = nx.DiGraph()
    flow.add_nodes_from(["source", "sink"])
    for node in range(n_nodes):
        flow.add_edge(("in", node), ("out", node), capacity=1)
        if kind[node] == 0:
            flow.add_edge("source", ("in", node))
        if kind[node] == 2:
            flow.add_edge(("out", node), "sink")
    for a, b in pairs:
        flow.add_edge(("out", a), ("in", b))
        flow.add_edge(("out", b), ("in", a))
    assert cut.sum() == nx.maximum_flow_value(flow, "source", "sink")
    rest = nx.Graph()
    rest.add_nodes_from(np.flatnonzero(~cut))
    rest.add_edges_from((a, b) for a, b in pairs if not (cut[a] or cut[b]))
    for part in nx.connected_components(rest):
        sides = {bool(left[node]) for node in part}
        assert len(sides) == 1
        assert not {0, 2} <= {kind[node] for node in part}
    assert not (left & (kind == 2)).any()
    assert not (left & cut).any()
    assert (left | cut)[kind == 0].all()


@given(edge_lists())
@tries(100)
def test_no_route_is_longer_than_the_bound(network):
    n_nodes, edges = network
    graph = graph_of(edges, n_nodes)
    times = by_networkx(edges, n_nodes)
    assert times[np.isfinite(times)].max() <= longest_route_s(graph)
    component, order = strong_components(graph.pointer, graph.head, graph.seconds)
    both = np.isfinite(times) & np.isfinite(times.T)
    np.testing.assert_array_equal(component[:, None] == component[None, :], both)
    assert (np.diff(component[order]) >= 0).all()
    open_edges = np.isfinite(graph.seconds)
    assert (component[graph.tail[open_edges]] >= component[graph.head[open_edges]]).all()


@given(st.lists(st.integers(0, 3), max_size=40), st.integers(1, 9))
@tries(100)
def test_parts_of_a_tree_are_whole_subtrees(steps, parts):
    """A random forest in postorder: each step closes some of the open subtrees under a new node."""
    open_roots, parent = [], []
    for node, closed in enumerate(steps):
        parent.append(-1)
        for _ in range(min(closed, len(open_roots))):
            parent[open_roots.pop()] = node
        open_roots.append(node)
    tree = frozen(np.array(parent, np.int32))
    found = split(tree, np.ones(tree.size), parts=parts)
    runs = [(begin, end, True) for begin, end in found.independent] + [(b, e, False) for b, e in found.top]
    runs.sort()
    assert [begin for begin, _, _ in runs] == ([0] + [end for _, end, _ in runs])[: len(runs)]
    assert not runs or runs[-1][1] == tree.size
    inside = {node: (begin, end) for begin, end, whole in runs if whole for node in range(begin, end)}
    for node, above in enumerate(tree):
        if above in inside:  # below a whole subtree, everything is in the same part
            assert inside.get(node) == inside[above]


def test_the_clock_counts_whole_seconds_exactly_and_the_longest_route():
    clock = Clock.for_graph(40_000.0, np.array([60.0, np.inf], np.float32))
    assert clock.ticks_per_s == 16384
    assert clock.seconds(clock.ticks(np.array([0, 1, 900.25, 39_999, np.inf]))).tolist() == [
        0,
        1,
        900.25,
        39_999,
        np.inf,
    ]
    assert clock.limit(np.inf) == UNREACHABLE - 1
    assert clock.limit(1.0) == clock.ticks(np.array([1.0]))[0]
    assert 2 * UNREACHABLE < 2**31
    with pytest.raises(BadInputError, match="routes-too-long"):
        Clock.for_graph(1e9, np.array([1e9], np.float32))


@pytest.mark.parametrize("workers", [1, 3])
def test_steps_all_run_and_errors_come_out(workers):
    done, told = [], []
    run(
        [lambda i=i: done.append(i) for i in range(10)],
        total=10,
        workers=workers,
        progress=lambda *step: told.append(step),
    )
    assert sorted(done) == list(range(10))
    assert told == [(i, 10) for i in range(1, 11)]

    def fails():
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        run([fails], total=1, workers=workers)
    done.clear()
    with pytest.raises(CancelledError):
        run([lambda: done.append(1)], total=1, workers=workers, cancel=lambda: True)
    assert done == []
