"""Travel times on a road graph: exact, many at once, without waiting.

>>> graph = RoadGraph.from_edges(tail, head, seconds, n_nodes)
>>> engine = RoutingEngine.prepare(graph)
>>> engine.matrix(sources, targets)
"""

from geo.routing.engine import RoutingEngine
from geo.routing.graph import RoadGraph
from geo.routing.points import PointSet

__all__ = ["PointSet", "RoadGraph", "RoutingEngine"]
