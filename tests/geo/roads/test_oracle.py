"""Random small networks: the built network answers as networkx does on what was drawn."""

import heapq
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadInputError
from geo.roads.network import build
from geo.roads.network.assemble import assemble, fastest_parallel
from geo.roads.network.contract import contracted
from geo.roads.network.timing import timed
from geo.roads.network.turns import via_nodes, with_turns
from geo.roads.network.waiting import with_waits
from geo.roads.osm import RawRoads
from geo.roads.profile import load_limits, passages
from tests.geo.roads.drawing import drawn, graph_of, seconds, simple_profile
from tests.tries import tries

GRID = """
a----b----c----d
|    |    |    |
e----f----g----h
|    |    |    |
i----j----k----l
"""
NEIGHBOURS = [pair for row in ("abcd", "efgh", "ijkl") for pair in pairwise(row)] + [
    pair for rows in (("abcd", "efgh"), ("efgh", "ijkl")) for pair in zip(*rows, strict=True)
]
KPH = {"residential": 36.0, "unclassified": 18.0, "tertiary": 60.0}
SIGNALS_S = 7.0

ways = st.lists(
    st.tuples(st.sampled_from(NEIGHBOURS), st.sampled_from(sorted(KPH)), st.sampled_from(["no", "yes", "-1"])),
    min_size=6,
    max_size=24,
)


def drawn_ways(chosen, signals=()) -> RawRoads:
    tags = [
        ("".join(pair), {"highway": highway, "maxspeed": str(KPH[highway]), "oneway": oneway})
        for pair, highway, oneway in chosen
    ]
    return drawn(GRID, tags, signs={letter: {"highway": "traffic_signals"} for letter in signals})


def as_drawn(chosen, signals) -> nx.DiGraph:
    graph = nx.DiGraph()
    for (start, end), highway, oneway in chosen:
        for tail, head, closed in ((start, end, "-1"), (end, start, "yes")):
            if oneway != closed:
                time_s = 100 / KPH[highway] * 3.6 + SIGNALS_S * (head in signals)
                before = graph.get_edge_data(tail, head, {"seconds": np.inf})["seconds"]
                graph.add_edge(tail, head, seconds=min(time_s, before))
    return graph


@tries(60)
@given(chosen=ways, signals=st.sets(st.sampled_from("abcdefghijkl"), max_size=3))
def test_times_are_those_of_the_drawing(chosen, signals) -> None:
    profile = simple_profile(waits={"signals": SIGNALS_S})
    oracle = as_drawn(chosen, signals)
    if max(map(len, nx.strongly_connected_components(oracle))) == 1:
        with pytest.raises(BadInputError, match="roads-none-connected"):
            build(drawn_ways(chosen, signals), profile=profile, country="BE")
        return
    network = build(drawn_ways(chosen, signals), profile=profile, country="BE")
    letters = [chr(number) for number in network.nodes["osm_id"]]
    built_graph = graph_of(network)
    for node, letter in enumerate(letters):
        expected = nx.single_source_dijkstra_path_length(oracle, letter, weight="seconds")
        found = nx.single_source_dijkstra_path_length(built_graph, node, weight="seconds")
        for other, end in enumerate(letters):
            assert found[other] == pytest.approx(expected[end], abs=1e-3)


def turn_by_turn(network, forbidden, start) -> dict[int, float]:
    """Dijkstra over (street, direction): the plain reading of turn restrictions."""
    edges = network.edges
    leaving: dict[int, list[tuple[int, bool, int, float]]] = {}
    for edge, street in edges.iterrows():
        if not np.isnan(street["forward_s"]):
            leaving.setdefault(street["tail"], []).append((edge, False, street["head"], street["forward_s"]))
        if not np.isnan(street["backward_s"]):
            leaving.setdefault(street["head"], []).append((edge, True, street["tail"], street["backward_s"]))
    best, at = {}, {start: 0.0}
    queue = [(0.0, start, None)]
    while queue:
        time_s, node, arrival = heapq.heappop(queue)
        if (node, arrival) in best:
            continue
        best[node, arrival] = time_s
        at[node] = min(at.get(node, np.inf), time_s)
        for edge, backward, head, more in leaving.get(node, []):
            if (node, arrival, (edge, backward)) not in forbidden:
                heapq.heappush(queue, (time_s + more, head, (edge, backward)))
    return at


def forbidden_turns(network, restrictions) -> set[tuple[int, tuple[int, bool], tuple[int, bool]]]:
    """What the restrictions forbid, and turning back at the next junction after one."""
    edges = network.edges
    travels = [(edge, False, a, b) for edge, a, b in zip(edges.index, edges["tail"], edges["head"], strict=True)]
    travels += [(edge, True, b, a) for edge, _, a, b in travels]
    open_ = {False: edges["forward_s"].notna(), True: edges["backward_s"].notna()}
    travels = [travel for travel in travels if open_[travel[1]][travel[0]]]
    departures = {node: {t[:2] for t in travels if t[2] == node} for node in range(network.n_nodes)}
    way = edges["first_way"].to_numpy()  # every way is one street here
    letters = dict(enumerate(network.nodes["osm_id"]))
    found = set()
    for rule in restrictions.itertuples():
        for edge, backward, _, node in travels:
            if letters[node] == rule.via_node and way[edge] == rule.from_way:
                exits = {leave for leave in departures[node] if way[leave[0]] == rule.to_way}
                only = departures[node] - exits if exits else set()
                closed = only if rule.restriction.startswith("only") else exits - {(edge, not backward)}
                found |= {(node, (edge, backward), leave) for leave in closed}
    vias = {node for node, _, _ in found}
    for edge, backward, start, node in travels:
        if start in vias and node != start:
            others = {leave for leave in departures[node] if (node, (edge, backward), leave) not in found}
            if others - {(edge, not backward)} and len(departures[node]) > 1:
                found.add((node, (edge, backward), (edge, not backward)))
    return found


@tries(40)
@given(
    chosen=st.lists(
        st.tuples(st.sampled_from(NEIGHBOURS), st.sampled_from(sorted(KPH)), st.sampled_from(["no", "no", "yes"])),
        min_size=12,
        max_size=17,
        unique_by=lambda way: way[0],
    ),
    turns=st.lists(
        st.tuples(st.sampled_from(["no_left_turn", "only_straight_on"]), st.integers(1, 17), st.integers(1, 17)),
        min_size=1,
        max_size=4,
    ),
    via=st.lists(st.sampled_from("bcfgjk"), min_size=4, max_size=4),
)
def test_turn_restrictions_are_read_plainly(chosen, turns, via) -> None:
    profile = simple_profile()
    raw = drawn_ways(chosen)
    rows = [(rule, start, letter, end) for (rule, start, end), letter in zip(turns, via, strict=False)]
    raw = RawRoads(**{**vars(raw), "restrictions": drawn("a", [], turns=rows).restrictions})
    limits = load_limits()
    passage = passages(raw.way_kinds, profile=profile, limits=limits, country="BE")
    network = with_waits(
        fastest_parallel(assemble(raw, passage, profile=profile, limits=limits, country="BE")), passage
    )
    every_node = via_nodes(network, raw.restrictions, profile=profile) | True
    streets = timed(contracted(network, kept_nodes=every_node), profile=profile)
    restricted = with_turns(streets, raw.restrictions, profile=profile)
    forbidden = forbidden_turns(streets, raw.restrictions)
    graph = graph_of(restricted)
    for start in range(streets.n_nodes):
        expected = turn_by_turn(streets, forbidden, start)
        found = nx.single_source_dijkstra_path_length(graph, start, weight="seconds")
        for end, osm_id in enumerate(streets.nodes["osm_id"]):
            copies = np.flatnonzero(restricted.nodes["osm_id"].to_numpy() == osm_id)
            time_s = min((found[copy] for copy in copies if copy in found), default=np.inf)
            assert time_s == pytest.approx(expected.get(end, np.inf), abs=1e-6)


def test_the_oracle_can_fail() -> None:
    network = build(drawn_ways([(("a", "b"), "residential", "no")]), profile=simple_profile(), country="BE")
    assert seconds(network, "a", "b") != pytest.approx(
        as_drawn([(("a", "b"), "tertiary", "no")], ())["a"]["b"]["seconds"]
    )
