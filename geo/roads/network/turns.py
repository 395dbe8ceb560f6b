"""Turn restrictions, by expanding the graph around the point where they apply.

At a junction under a restriction, whoever arrives from a restricted street arrives at a copy of the junction of
its own, and every street that leaves gets a door: a node without length in front of it. A copy leads to the doors
that are allowed, the junction to all of them::

            before                         after, with no turn from a into b

          a → v → b                    a → v' ──────→ door c → c
              ↓                            v  ──────→ door c
              c                            v  ──────→ door b → b

So that nobody escapes a restriction by turning around at the next junction, whoever left the restricted junction
may not turn back there, unless it is a dead end.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pandas as pd

from geo.roads.network.model import CONNECTOR, Network
from geo.roads.profile import Profile

Arrival = tuple[int, bool]
"""A street, and whether one travels it against its drawing."""

Rules = dict[int, dict[Arrival, frozenset[Arrival]]]
"""Per node and arrival, the departures that are forbidden."""


def with_turns(network: Network, restrictions: pd.DataFrame, *, profile: Profile) -> Network:
    """Return the network in which the turn restrictions of the file are obeyed.

    Parameters
    ----------
    network
        Timed streets; the points of the restrictions are among its nodes.
    restrictions
        As in ``RawRoads.restrictions``. Those of other vehicles, and those from which this one is excepted, are
        left out.
    profile
        Profile of the mode.
    """
    applied = _applying(restrictions, profile)
    forbidden, count = _forbidden(network, applied)
    report = {"restrictions_read": float(len(restrictions)), "restrictions_applied": float(count)}
    if not forbidden:
        return network.reported(**report)
    return _expanded(network, _with_guards(network, forbidden)).reported(**report)


def via_nodes(network: Network, restrictions: pd.DataFrame, *, profile: Profile) -> np.ndarray:
    """Return which nodes a restriction passes by: bool, shape (nodes,)."""
    wanted = _applying(restrictions, profile)["via_node"]
    return network.nodes["osm_id"].isin(wanted).to_numpy()


def _applying(restrictions: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    if not profile.obeys_turns:
        return restrictions.iloc[:0]
    vehicles = frozenset(profile.turn_vehicles)
    concerned = (restrictions["vehicle"] == "") | restrictions["vehicle"].isin(vehicles)
    spared = np.array([bool(vehicles & set(text.split(";"))) for text in restrictions["excepted"]], np.bool_)
    known = restrictions["restriction"].str.startswith(("no_", "only_"))
    return restrictions[concerned & ~spared & known]


def _forbidden(network: Network, restrictions: pd.DataFrame) -> tuple[Rules, int]:
    """Return what is forbidden per node, and how many restrictions found their streets."""
    wanted = network.nodes["osm_id"].isin(restrictions["via_node"]).to_numpy()
    node_of = {int(network.nodes["osm_id"].iloc[node]): int(node) for node in np.flatnonzero(wanted)}
    around = _streets_at(network, set(node_of.values()))
    way_at = {False: network.edges["last_way"].to_numpy(), True: network.edges["first_way"].to_numpy()}
    result: Rules = defaultdict(dict)
    count = 0
    columns = [restrictions[name] for name in ("restriction", "via_node", "from_way", "to_way")]
    for rule, via, from_way, to_way in zip(*columns, strict=True):
        node = node_of.get(via, -1)
        arrivals, departures = around.get(node, ([], []))
        entries = [arrival for arrival in arrivals if way_at[arrival[1]][arrival[0]] == from_way]
        exits = {departure for departure in departures if way_at[not departure[1]][departure[0]] == to_way}
        for entry in entries:
            back = (entry[0], not entry[1])
            closed = _closed_exits(rule, exits, set(departures), back)
            if closed:
                result[node][entry] = result[node].get(entry, frozenset()) | closed
                count += 1
    return result, count


def _closed_exits(rule: str, exits: set[Arrival], departures: set[Arrival], back: Arrival) -> frozenset[Arrival]:
    if rule.startswith("only_"):
        return frozenset(departures - exits) if exits else frozenset()
    return frozenset(exits & {back}) if rule == "no_u_turn" and back in exits else frozenset(exits - {back})


def _streets_at(network: Network, nodes: Iterable[int]) -> dict[int, tuple[list[Arrival], list[Arrival]]]:
    """Arrivals and departures of some nodes."""
    found: dict[int, tuple[list[Arrival], list[Arrival]]] = {node: ([], []) for node in nodes}
    edges = network.edges
    for start, end, seconds, backward in (("tail", "head", "forward_s", False), ("head", "tail", "backward_s", True)):
        open_ = ~edges[seconds].isna().to_numpy()
        for column, side in ((end, 0), (start, 1)):
            at = edges[column].to_numpy()
            for edge in np.flatnonzero(open_ & np.isin(at, list(found))):
                found[int(at[edge])][side].append((int(edge), backward))
    return found


def _with_guards(network: Network, forbidden: Rules) -> Rules:
    """Add: no turning back at the next junction after a restricted one, unless it is a dead end."""
    result = {node: dict(rules) for node, rules in forbidden.items()}
    ends = {False: network.edges["head"].to_numpy(), True: network.edges["tail"].to_numpy()}
    leaving = {
        departure
        for node, (_, departures) in _streets_at(network, forbidden).items()
        for departure in departures
        if ends[departure[1]][departure[0]] != node
    }
    nexts = {int(ends[backward][edge]) for edge, backward in leaving}
    around = _streets_at(network, nexts)
    for edge, backward in leaving:
        node = int(ends[backward][edge])
        back = (edge, not backward)
        departures = around[node][1]
        if back in departures and len(departures) > 1:
            rules = result.setdefault(node, {})
            closed = rules.get((edge, backward), frozenset()) | {back}
            if closed != frozenset(departures):
                rules[edge, backward] = closed
    return result


def _expanded(network: Network, forbidden: Rules) -> Network:
    """Add the copies, the doors and the connectors between them."""
    around = _streets_at(network, forbidden)
    columns = {name: network.edges[name].to_numpy().copy() for name in _ROUTED}
    position: list[int] = []
    links: list[tuple[int, int]] = []
    size = network.n_nodes

    def new_node(node: int) -> int:
        position.append(node)
        return size + len(position) - 1

    for node, rules in sorted(forbidden.items()):
        doors = {}
        for edge, backward in around[node][1]:
            doors[edge, backward] = new_node(node)
            columns["backward_from" if backward else "forward_from"][edge] = doors[edge, backward]
            links.append((node, doors[edge, backward]))
        copies: dict[frozenset[Arrival], int] = {}
        for (edge, backward), closed in sorted(rules.items()):
            if closed not in copies:
                copies[closed] = new_node(node)
                links += [(copies[closed], door) for departure, door in doors.items() if departure not in closed]
            columns["backward_to" if backward else "forward_to"][edge] = copies[closed]
    nodes = pd.concat([network.nodes, network.nodes.iloc[position]], ignore_index=True)
    edges = pd.concat([network.edges.assign(**columns), _connectors(network.edges, links)], ignore_index=True)
    return Network(nodes, edges, network.shape, network.kinds, network.node_kinds, network.about)


_ROUTED = ("forward_from", "forward_to", "backward_from", "backward_to")


def _connectors(edges: pd.DataFrame, links: list[tuple[int, int]]) -> pd.DataFrame:
    """Streets without length, one way, from the first node to the second."""
    start = np.array([link[0] for link in links], np.int32)
    end = np.array([link[1] for link in links], np.int32)
    given: dict[str, object] = {
        **dict.fromkeys(("tail", "forward_from", "backward_to"), start),
        **dict.fromkeys(("head", "forward_to", "backward_from"), end),
        "kind": CONNECTOR,
        "length_m": 0.0,
        "forward_kph": 1.0,
        "backward_kph": np.nan,
        "forward_s": 0.0,
        "backward_s": np.nan,
        "first_way": -1,
        "last_way": -1,
    }
    frame = pd.DataFrame({name: given.get(name, 0) for name in edges.columns}, index=range(start.size))
    return frame.astype(edges.dtypes.to_dict())
