import networkx as nx
import numpy as np

from geo.routing import RoadGraph


def graph_of(edges: list[tuple[int, int, float]], n_nodes: int) -> RoadGraph:
    columns = np.array(edges, dtype=float).reshape(-1, 3)
    return RoadGraph.from_edges(columns[:, 0].astype(int), columns[:, 1].astype(int), columns[:, 2], n_nodes)


def by_networkx(edges: list[tuple[int, int, float]], n_nodes: int) -> np.ndarray:
    """All travel times by networkx, which knows nothing of our code."""
    network = nx.MultiDiGraph()
    network.add_nodes_from(range(n_nodes))
    network.add_weighted_edges_from((a, b, s) for a, b, s in edges if np.isfinite(s))
    times = np.full((n_nodes, n_nodes), np.inf)
    for source, reached in nx.all_pairs_dijkstra_path_length(network):
        for target, seconds in reached.items():
            times[source, target] = seconds
    return times
