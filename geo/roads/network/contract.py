"""Streets from segments: points where nothing happens disappear from the graph and stay in the drawing."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.roads.network.model import Network


def contracted(network: Network, *, kept_nodes: np.ndarray) -> Network:
    """Merge segments that follow each other where nobody can turn, wait or change speed.

    A point disappears when exactly two segments meet there, drawn in the same direction, of the same kind and open
    in the same directions, without a wait, and when it is not kept for a turn restriction. Ferries keep to their way.

    Parameters
    ----------
    network
        Segments without shape, one per pair of points.
    kept_nodes
        bool, shape (nodes,): points that must stay.
    """
    edges = network.edges
    following = _following(network, kept_nodes)
    first, rank = _chains(following)
    order = np.lexsort((rank, first))
    starts = np.flatnonzero(rank[order] == 0)
    count = np.diff(np.append(starts, order.size))
    heads, lasts = order[starts], order[starts + count - 1]
    inner = np.ones(order.size, np.bool_)
    inner[starts + count - 1] = False
    bends = edges["head"].to_numpy()[order[inner]]
    streets = edges.iloc[heads].reset_index(drop=True)
    last = edges.iloc[lasts]
    streets = streets.assign(
        **{name: last[name].to_numpy() for name in ("head", "forward_to", "backward_from", "forward_wait", "last_way")},
        length_m=np.add.reduceat(edges["length_m"].to_numpy()[order], starts),
        shape_start=np.cumsum(count - 1) - (count - 1),
        shape_count=(count - 1).astype(np.int32),
    )
    return _without_unused_nodes(network, streets, bends)


def _following(network: Network, kept_nodes: np.ndarray) -> np.ndarray:
    """Segment that continues each segment, -1 where its end is a node of the graph. Shape (segments,)."""
    edges = network.edges
    tail, head = edges["tail"].to_numpy(), edges["head"].to_numpy()
    n_nodes = network.n_nodes
    streets = np.bincount(tail, minlength=n_nodes) + np.bincount(head, minlength=n_nodes)
    incoming, outgoing = np.full(n_nodes, -1, np.int64), np.full(n_nodes, -1, np.int64)
    incoming[head], outgoing[tail] = np.arange(head.size), np.arange(tail.size)
    plain = np.flatnonzero((streets == 2) & (incoming >= 0) & (outgoing >= 0) & ~kept_nodes)
    before, after = incoming[plain], outgoing[plain]
    same = before != after
    same &= (edges["forward_wait"].to_numpy()[before] == 0) & (edges["backward_wait"].to_numpy()[after] == 0)
    ferry_way = np.where(edges["fixed_speed"], edges["first_way"], -1)
    for key in (edges["kind"], edges["town"], edges["forward_kph"].isna(), edges["backward_kph"].isna()):
        same &= key.to_numpy()[before] == key.to_numpy()[after]
    same &= ferry_way[before] == ferry_way[after]
    following = np.full(head.size, -1, np.int64)
    following[before[same]] = after[same]
    return _opened_rings(following)


def _opened_rings(following: np.ndarray) -> np.ndarray:
    """Break rings that no other street touches, at their first segment."""
    linked = np.flatnonzero(following >= 0)
    size = following.size
    _, label = connected_components(
        coo_array((np.ones(linked.size, np.bool_), (linked, following[linked])), shape=(size, size)), directed=False
    )
    segments = np.bincount(label)
    ring = segments == np.bincount(label[linked], minlength=segments.size)
    first = np.full(segments.size, size, np.int64)
    np.minimum.at(first, label, np.arange(size))
    opened = following.copy()
    starts = first[ring]
    opened[np.isin(following, starts)] = -1
    return opened


def _chains(following: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First segment of the chain of each segment, and its rank in it, by pointer jumping."""
    first = np.arange(following.size)
    linked = np.flatnonzero(following >= 0)
    first[following[linked]] = linked
    rank = (first != np.arange(following.size)).astype(np.int64)
    while True:
        further = first[first]
        if np.array_equal(further, first):
            return first, rank
        rank = rank + rank[first]
        first = further


def _without_unused_nodes(network: Network, streets: pd.DataFrame, bends: np.ndarray) -> Network:
    used = np.zeros(network.n_nodes, np.bool_)
    used[streets["tail"].to_numpy()] = True
    used[streets["head"].to_numpy()] = True
    new = (np.cumsum(used) - 1).astype(np.int32)
    ends = ("tail", "head", "forward_from", "forward_to", "backward_from", "backward_to")
    return Network(
        nodes=network.nodes[used].reset_index(drop=True),
        edges=streets.assign(**{name: new[streets[name].to_numpy()] for name in ends}),
        shape=network.nodes[["lon", "lat"]].iloc[bends].reset_index(drop=True),
        kinds=network.kinds,
        node_kinds=network.node_kinds,
        about=network.about,
    )
