import numpy as np
import pytest

from geo.errors import BadInputError
from geo.routing import RoadGraph


def graph(tail, head, seconds, n_nodes=4, **positions):
    return RoadGraph.from_edges(np.array(tail), np.array(head), np.array(seconds, float), n_nodes, **positions)


def test_edges_are_sorted_the_fastest_parallel_kept_and_loops_dropped():
    kept = graph([2, 0, 0, 1, 0, 1], [0, 3, 1, 1, 1, 0], [5, 4, 9, 1, 7, 2])
    assert kept.pointer.tolist() == [0, 2, 3, 4, 4]
    assert kept.tail.tolist() == [0, 0, 1, 2]
    assert kept.head.tolist() == [1, 3, 0, 0]
    assert kept.seconds.tolist() == [7, 4, 2, 5]
    assert kept.slot_of_edge.tolist() == [3, 1, 0, -1, 0, 2]
    assert (kept.n_nodes, kept.n_edges) == (4, 4)


def test_the_graph_cannot_be_written_to_and_leaves_its_input_alone():
    tail, head, seconds = np.array([0, 1]), np.array([1, 0]), np.array([3.0, 4.0])
    made = RoadGraph.from_edges(tail, head, seconds, 2)
    seconds[0] = 99
    assert made.seconds.tolist() == [3, 4]
    with pytest.raises(ValueError, match="read-only"):
        made.seconds[0] = 1
    assert tail.flags.writeable
    assert seconds.flags.writeable


def test_backward_turns_every_edge_around():
    backward = graph([0, 0, 2], [1, 3, 1], [7, 4, 5]).backward
    assert backward.pointer.tolist() == [0, 0, 2, 2, 3]
    assert backward.head.tolist() == [0, 2, 0]
    assert backward.seconds.tolist() == [7, 5, 4]


@pytest.mark.parametrize(
    ("change", "key", "values"),
    [
        ({"seconds": [1, -2.0]}, "bad-edge-seconds", {"row": 1, "value": -2.0}),
        ({"seconds": [np.nan, 2]}, "bad-edge-seconds", {"row": 0}),
        ({"tail": [0, 4]}, "node-out-of-range", {"row": 1, "node": 4, "nodes": 4}),
        ({"head": [-1, 0]}, "node-out-of-range", {"row": 0, "node": -1}),
        ({"tail": [0.0, 1.0]}, "node-out-of-range", {}),
        ({"tail": [0, 1, 2]}, "bad-graph-shape", {}),
        ({"seconds": [1]}, "bad-graph-shape", {}),
        ({"n_nodes": -1}, "bad-graph-size", {"nodes": -1}),
        ({"x": np.zeros(3), "y": np.zeros(4)}, "bad-node-position", {"nodes": 4}),
        ({"x": np.full(4, np.nan), "y": np.zeros(4)}, "bad-node-position", {}),
    ],
)
def test_what_makes_no_graph_is_refused_with_its_row(change, key, values):
    fine = {"tail": [0, 1], "head": [1, 2], "seconds": [1, 2], "n_nodes": 4}
    with pytest.raises(BadInputError) as caught:
        graph(**(fine | change))
    assert caught.value.key == key
    assert values.items() <= caught.value.values.items()


def test_new_speeds_need_one_value_per_edge_given():
    made = graph([0, 0], [1, 1], [5, 6])
    assert made.with_seconds(np.array([9.0, 2])).seconds.tolist() == [2]
    with pytest.raises(BadInputError, match="bad-graph-shape"):
        made.with_seconds(np.array([9.0]))
    with pytest.raises(BadInputError, match="bad-edge-seconds"):
        made.with_seconds(np.array([9.0, -1]))
