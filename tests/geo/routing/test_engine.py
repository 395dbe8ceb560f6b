import numpy as np
import pytest

from geo.errors import BadInputError, CancelledError
from geo.routing import RoadGraph, RoutingEngine

INF = np.inf


def test_times_of_the_drawn_town(town):
    times = town.engine.matrix(town.nodes("ABG"), town.nodes("ABCDEFG"))
    #        A    B    C    D   E   F   G
    by_hand = [
        [0, 60, 150, 30, 75, 90, INF],  # A to F: A-D-E-F 90, not A-B-E-F 95
        [60, 0, 90, 65, 20, 35, INF],
        [INF, INF, INF, INF, INF, INF, 0],
    ]
    np.testing.assert_array_equal(times, np.array(by_hand, np.float32))
    assert times.dtype == np.float32


def test_the_two_directions_differ_on_one_way_roads(town):
    c, f = town.nodes("C"), town.nodes("F")
    assert town.engine.matrix(c, f)[0, 0] == 10
    assert town.engine.matrix(f, c)[0, 0] == INF
    # C to E: by B, 110; E to C: by B, 110; C to F 10, E to F 15
    from_c = town.engine.one_to_all(int(c[0]))
    to_c = town.engine.one_to_all(int(c[0]), reverse=True)
    assert from_c[town.nodes("F")] == 10
    assert to_c[town.nodes("F")] == INF
    np.testing.assert_array_equal(to_c[town.nodes("AB")], np.array([150, 90], np.float32))


def test_more_sources_than_targets_gives_the_same_times(town):
    every = np.arange(7)
    whole = town.engine.matrix(every, every)
    for target in every:
        np.testing.assert_array_equal(town.engine.matrix(every, np.array([target])), whole[:, [target]])


def test_repeated_and_unsorted_points_keep_their_places(town):
    sources, targets = town.nodes("EAEB"), town.nodes("FCFFA")
    times = town.engine.matrix(sources, targets)
    np.testing.assert_array_equal(times[0], np.array([15, 110, 15, 15, 75], np.float32))
    np.testing.assert_array_equal(times[0], times[2])


@pytest.mark.parametrize("limit", [0.0, 59.99, 60.0, 89.999, 90.0])
def test_the_limit_is_itself_allowed(town, limit):
    every = np.arange(7)
    whole = town.engine.matrix(every, every)
    within = np.where(whole <= limit, whole, INF)
    np.testing.assert_array_equal(town.engine.matrix(every, every, limit_s=limit), within)
    np.testing.assert_array_equal(town.engine.one_to_all(0, limit_s=limit), within[0])
    nodes, seconds = town.engine.reach(0, limit_s=limit)
    assert set(nodes) == set(np.flatnonzero(np.isfinite(within[0])))
    np.testing.assert_array_equal(seconds, within[0, nodes])


def test_nearest_is_from_the_node_to_the_target_unless_reversed(town):
    targets = town.nodes("FA")
    seconds, target = town.engine.nearest(targets)
    #                  A  B   C   D   E   F  G: from each node to F or A, whichever is nearer
    np.testing.assert_array_equal(seconds, np.array([0, 35, 10, 30, 15, 0, INF], np.float32))
    np.testing.assert_array_equal(target, [1, 0, 0, 1, 0, 0, -1])
    seconds, target = town.engine.nearest(targets, reverse=True)
    # from F nothing leaves: everything is reached from A
    np.testing.assert_array_equal(seconds, np.array([0, 60, 150, 30, 75, 0, INF], np.float32))
    np.testing.assert_array_equal(target, [1, 1, 1, 1, 1, 0, -1])


def test_of_two_targets_as_near_the_first_listed_is_nearest(town):
    e = int(town.nodes("E")[0])
    for targets in (town.nodes("BB"), town.nodes("ABB")):
        assert town.engine.nearest(targets)[1][e] == list(targets).index(1)


def test_nearest_without_any_target(town):
    seconds, target = town.engine.nearest(np.zeros(0, int))
    assert np.isinf(seconds).all()
    assert (target == -1).all()


@pytest.mark.parametrize(("sources", "targets"), [(0, 0), (0, 3), (3, 0)])
def test_no_point_on_a_side_gives_an_empty_matrix(town, sources, targets):
    times = town.engine.matrix(np.arange(sources), np.arange(targets))
    assert times.shape == (sources, targets)
    assert times.dtype == np.float32


@pytest.mark.parametrize("n_nodes", [0, 1, 5])
def test_graphs_without_edges(n_nodes):
    nothing = np.zeros(0, int)
    engine = RoutingEngine.prepare(RoadGraph.from_edges(nothing, nothing, np.zeros(0), n_nodes))
    every = np.arange(n_nodes)
    times = engine.matrix(every, every)
    np.testing.assert_array_equal(times, np.where(np.eye(n_nodes, dtype=bool), 0, INF))
    assert engine.nearest(every)[0].shape == (n_nodes,)


def test_new_speeds_keep_the_order_and_the_old_engine(town):
    engine = town.engine
    slower = np.array([10.0, 15, 600, 90, 30, 20, 45, 600, 90, 30, 20, 45])  # A-B now takes ten minutes
    changed = engine.recustomise(slower)
    a, b = int(town.nodes("A")[0]), int(town.nodes("B")[0])
    assert changed.one_to_all(a)[b] == 30 + 45 + 20
    assert engine.one_to_all(a)[b] == 60
    assert changed.hierarchy is engine.hierarchy


def test_a_closed_road_is_not_taken(town):
    seconds = np.array([10.0, 15, 60, 90, 30, 20, 45, 60, 90, 30, 20, 45])
    seconds[4] = np.inf  # A to D, but not D to A
    changed = town.engine.recustomise(seconds)
    a, d = (int(town.nodes(letter)[0]) for letter in "AD")
    assert changed.one_to_all(a)[d] == 60 + 20 + 45
    assert changed.one_to_all(d)[a] == 30


def test_parallel_edges_swap_with_the_speeds():
    graph = RoadGraph.from_edges(np.array([0, 0, 1]), np.array([1, 1, 1]), np.array([50.0, 40, 5]), 2)
    engine = RoutingEngine.prepare(graph)
    assert engine.one_to_all(0)[1] == 40
    assert engine.recustomise(np.array([30.0, 60, 5])).one_to_all(0)[1] == 30


def test_chunks_are_the_matrix(town):
    every = np.tile(np.arange(7), 9)
    whole = town.engine.matrix(every, every)
    counted = []
    blocks = list(
        town.engine.matrix_chunks(
            every, every, block_bytes=4 * 63 * 40, progress=lambda done, total: counted.append((done, total))
        )
    )
    assert [begin for begin, _ in blocks] == [0, 32]
    np.testing.assert_array_equal(np.concatenate([block for _, block in blocks]), whole)
    assert counted == [(32, 63), (63, 63)]


def test_progress_ends_at_its_total_and_never_goes_back(town):
    counted = []
    town.engine.matrix(np.arange(7).repeat(20), np.arange(7).repeat(30), progress=lambda *step: counted.append(step))
    assert counted[-1] == (5, 5)
    prepared = []
    RoutingEngine.prepare(town.engine.graph, progress=lambda *step: prepared.append(step))
    assert prepared[-1] == (100, 100)
    assert prepared == sorted(prepared)


@pytest.mark.parametrize("workers", [1, 2])
def test_cancelling_stops_the_work(town, workers):
    answers = iter([False, True])
    points = np.arange(7).repeat(20)
    with pytest.raises(CancelledError, match="cancelled"):
        town.engine.matrix(points, points, workers=workers, cancel=lambda: next(answers, True))
    with pytest.raises(CancelledError):
        RoutingEngine.prepare(town.engine.graph, cancel=lambda: True)


@pytest.mark.parametrize("bad", [[-1], [7], [0, 99]])
def test_nodes_that_do_not_exist(town, bad):
    for ask in (
        lambda: town.engine.matrix(np.array(bad), np.arange(2)),
        lambda: town.engine.matrix(np.arange(2), np.array(bad)),
        lambda: town.engine.nearest(np.array(bad)),
        lambda: town.engine.one_to_all(bad[-1]),
        lambda: town.engine.reach(bad[-1], limit_s=60),
    ):
        with pytest.raises(BadInputError) as caught:
            ask()
        assert caught.value.key == "node-out-of-range"
        assert caught.value.values["node"] == bad[-1]


@pytest.mark.parametrize("limit", [-1.0, np.nan])
def test_limits_that_make_no_sense(town, limit):
    for ask in (
        lambda: town.engine.matrix(np.arange(2), np.arange(2), limit_s=limit),
        lambda: town.engine.nearest(np.arange(2), limit_s=limit),
        lambda: town.engine.reach(0, limit_s=limit),
    ):
        with pytest.raises(BadInputError, match="bad-limit"):
            ask()
