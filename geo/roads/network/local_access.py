"""Streets open to those who arrive (``motor_vehicle=destination``) lead to their houses, and through to nowhere.

Each crossing of such streets belongs to the entrance from which it is reached soonest. A segment between the lands of
two entrances is cut at one end, which becomes a dead end: every house keeps a way in and out, nobody passes through.
What is one way is left whole, since cutting it would shut people in: there the slowness of the profile deters alone.
"""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from geo.roads.network.model import Network


def without_shortcuts(network: Network, passage: pd.DataFrame) -> Network:
    """Return the network, not yet contracted, in which nobody passes through streets that are only to arrive by.

    ``passage`` says how the mode passes on each kind of way: see ``geo.roads.profile.passages``.
    """
    edges = network.edges
    tail, head = edges["tail"].to_numpy(), edges["head"].to_numpy()
    local = passage["local"].to_numpy()[edges["kind"].to_numpy()]
    if not local.any() or local.all():
        return network
    kph = np.fmax(edges["forward_kph"].to_numpy(), edges["backward_kph"].to_numpy())
    seconds = edges["length_m"].to_numpy() / kph * 3.6 + 1e-6
    open_nodes = np.zeros(network.n_nodes, np.bool_)
    open_nodes[tail[~local]] = open_nodes[head[~local]] = True
    touched = np.unique(np.concatenate([tail[local], head[local]]))
    row = np.full(network.n_nodes, -1, np.int64)
    row[touched] = np.arange(touched.size)
    entrances = np.flatnonzero(open_nodes[touched])
    if not entrances.size:
        return network
    size = touched.size
    graph = coo_array((seconds[local], (row[tail[local]], row[head[local]])), shape=(size, size))
    _, _, nearest = dijkstra(graph.tocsr(), directed=False, indices=entrances, min_only=True, return_predecessors=True)
    both_ways = edges["forward_kph"].notna().to_numpy() & edges["backward_kph"].notna().to_numpy()
    crossing = np.flatnonzero(local & both_ways)
    sides = nearest[row[tail[crossing]]], nearest[row[head[crossing]]]
    cut = crossing[(sides[0] != sides[1]) & (sides[0] >= 0) & (sides[1] >= 0)]
    if not cut.size:
        return network
    ends = (network.n_nodes + np.arange(cut.size)).astype(np.int32)
    nodes = pd.concat([network.nodes, network.nodes.iloc[head[cut]].assign(sign=np.int32(-1))], ignore_index=True)
    columns = {name: edges[name].to_numpy().copy() for name in ("head", "forward_to", "backward_from")}
    for values in columns.values():
        values[cut] = ends
    waits = edges["forward_wait"].to_numpy().copy()
    waits[cut] = 0
    edges = edges.assign(**columns, forward_wait=waits)
    return Network(nodes, edges, network.shape, network.kinds, network.node_kinds, network.about)
