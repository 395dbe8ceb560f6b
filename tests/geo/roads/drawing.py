"""Road networks drawn as text: every letter is a point, one column is 20 m, one line is 50 m.

::

    a----b----c        a, b and c are 100 m apart, d is 100 m south of b
         |
         d
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd

from geo.roads.network import Network
from geo.roads.network.measure import metres_per_degree
from geo.roads.osm import RawRoads
from geo.roads.osm.raw import restrictions_frame
from geo.roads.profile import Profile, load_profile

COLUMN_M, LINE_M = 20.0, 50.0
EAST, NORTH = (float(size) for size in metres_per_degree(np.array(0.0)))
STREET = {"highway": "residential"}


def points_of(picture: str) -> dict[str, tuple[float, float]]:
    """Metres east and north of the top left corner, per letter."""
    return {
        letter: (column * COLUMN_M, -line * LINE_M)
        for line, text in enumerate(picture.strip("\n").splitlines())
        for column, letter in enumerate(text)
        if letter.isalpha()
    }


def degrees(x: float, y: float) -> tuple[float, float]:
    return x / EAST, y / NORTH


def drawn(
    picture: str,
    ways: Sequence[tuple[str, Mapping[str, str]]],
    *,
    signs: Mapping[str, Mapping[str, str]] | None = None,
    turns: Sequence[tuple[str, int, str, int]] = (),
) -> RawRoads:
    """Raw roads: ways are (letters, tags), numbered from 1; turns are (rule, from way, via letter, to way)."""
    points = points_of(picture)
    letters = sorted(points)
    row = {letter: at for at, letter in enumerate(letters)}
    kinds: list[Mapping[str, str]] = []
    segments = []
    for number, (path, tags) in enumerate(ways, start=1):
        if tags not in kinds:
            kinds.append(tags)
        segments += [(number, kinds.index(tags), row[a], row[b]) for a, b in pairwise(path)]
    node_kinds = list((signs or {}).values())
    sign_of = {letter: at for at, letter in enumerate(signs or {})}
    frame = pd.DataFrame(segments, columns=["way_id", "kind", "tail", "head"]).astype(
        {"way_id": np.int64, "kind": np.int32, "tail": np.int32, "head": np.int32}
    )
    lonlat = np.array([degrees(*points[letter]) for letter in letters])
    nodes = pd.DataFrame(
        {
            "osm_id": [ord(letter) for letter in letters],
            "lon": lonlat[:, 0],
            "lat": lonlat[:, 1],
            "kind": np.array([sign_of.get(letter, -1) for letter in letters], np.int32),
        }
    )
    rows = [(rule, "", "", start, ord(via), end) for rule, start, via, end in turns]
    return RawRoads(nodes, frame, tuple(kinds), tuple(node_kinds), restrictions_frame(rows), "drawn", "0")


def simple_profile(mode: str = "car", *, waits: Mapping[str, float] | None = None) -> Profile:
    """10 m/s on residential streets, 5 m/s on unclassified ones, no wait unless given."""
    profile = load_profile(mode)
    speeds = {"residential": 36.0, "unclassified": 18.0} if mode == "car" else {}
    profile = profile.with_speeds(speeds, limit_share=1.0)
    return replace(profile, waits_s={name: (waits or {}).get(name, 0.0) for name in profile.waits_s})


def graph_of(network: Network) -> nx.DiGraph:
    """The network as networkx has it, the fastest of parallel arcs."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(network.n_nodes))
    arcs = network.arcs()
    for tail, head, seconds in zip(arcs.tail.tolist(), arcs.head.tolist(), arcs.seconds.tolist(), strict=True):
        if tail != head and seconds < graph.get_edge_data(tail, head, {"seconds": np.inf})["seconds"]:
            graph.add_edge(tail, head, seconds=seconds)
    return graph


def nodes_at(network: Network, letter: str) -> list[int]:
    return np.flatnonzero(network.nodes["osm_id"].to_numpy() == ord(letter)).tolist()


def seconds(network: Network, start: str, end: str) -> float:
    """Fastest time from one letter to another, from the plain junction to any of its copies."""
    lengths = nx.single_source_dijkstra_path_length(graph_of(network), nodes_at(network, start)[0], weight="seconds")
    return min((lengths[node] for node in nodes_at(network, end) if node in lengths), default=np.inf)
