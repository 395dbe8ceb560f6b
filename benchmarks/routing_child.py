"""What a process does alone to be measured: each function takes the folder of its inputs, and imports what it needs."""

from pathlib import Path

import numpy as np

CHUNK = 10


def whole_job(folder: str) -> float:
    """Go from the list of edges to 200 × 10,000 times by the engine; return their mean."""
    from geo.routing import RoadGraph, RoutingEngine  # noqa: PLC0415 (what is imported is measured)

    roads = np.load(Path(folder) / "roads.npz")
    nodes = roads["x"].size
    graph = RoadGraph.from_edges(roads["tail"], roads["head"], roads["seconds"], nodes, x=roads["x"], y=roads["y"])
    return float(RoutingEngine.prepare(graph).matrix(roads["sources"], roads["targets"]).mean(dtype=np.float64))


def whole_job_by_scipy(folder: str) -> float:
    """Do the same by scipy, ten sources at a time as it keeps every node's time."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    roads = np.load(Path(folder) / "roads.npz")
    nodes = roads["x"].size
    graph = csr_matrix((roads["seconds"], (roads["tail"], roads["head"])), shape=(nodes, nodes))
    sources, targets = roads["sources"], roads["targets"]
    times = np.empty((sources.size, targets.size), np.float32)
    for begin in range(0, sources.size, CHUNK):
        times[begin : begin + CHUNK] = dijkstra(graph, indices=sources[begin : begin + CHUNK])[:, targets]
    return float(times.mean(dtype=np.float64))


def first_answer(folder: str) -> float:
    """Open a saved engine and ask it for 10 × 10 times."""
    from geo.routing import RoutingEngine  # noqa: PLC0415

    engine = RoutingEngine.load(Path(folder) / "engine")
    return float(engine.matrix(np.arange(10), np.arange(10)).mean())
