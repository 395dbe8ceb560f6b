from dataclasses import dataclass

import numpy as np
import pytest

from geo.routing import RoutingEngine
from tests.geo.routing.routing_oracle import graph_of

NODES = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Town:
    """A network whose nodes have letters."""

    engine: RoutingEngine

    def nodes(self, letters: str) -> np.ndarray:
        return np.array([NODES.index(letter) for letter in letters])


@pytest.fixture(scope="session")
def town() -> Town:
    """Seven crossings; times in seconds; ``>`` is one-way, ``=`` two-way.

    ::

        A ==60== B ==90== C        G (no road)
        |        |        v
       30       20       10
        |        |        v
        D ==45== E >>15>> F

        A-D, B-E: two-way, 30 and 20.  C to F: one-way, 10.  E to F: one-way, 15.
    """
    two_way = [("A", "B", 60), ("B", "C", 90), ("A", "D", 30), ("B", "E", 20), ("D", "E", 45)]
    one_way = [("C", "F", 10), ("E", "F", 15)]
    edges = one_way + two_way + [(b, a, s) for a, b, s in two_way]
    return Town(RoutingEngine.prepare(graph_of([(NODES.index(a), NODES.index(b), s) for a, b, s in edges], 7)))
