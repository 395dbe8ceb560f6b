"""What one waits for at the end of a street: signs first, then who passes first at the junction."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.roads.network.model import WAITS, Network

_CODE = {name: np.int8(code) for code, name in enumerate(WAITS)}
_HIGHWAY_SIGNS = {
    "traffic_signals": "signals",
    "stop": "stop",
    "give_way": "give_way",
    "mini_roundabout": "roundabout",
    "crossing": "crossing",
}
_GATES = frozenset({"gate", "lift_gate", "swing_gate", "sliding_gate"})


def with_waits(network: Network, passage: pd.DataFrame) -> Network:
    """Return the network with the reason to wait at the end of every segment, in both directions.

    A sign on the point decides: signals, stop, give way (in the direction it faces, when it says so), level
    crossing, toll, gate. Where three streets or more meet without a sign, and at least two of them come in: one
    gives way when entering a roundabout or a street of higher rank; streets of equal, highest rank slow down when
    three or more of them meet; the others pass. Classes in ``free_flow`` never wait for others. Leaving a ferry
    counts its boarding. ``passage`` says how the mode passes on each kind of way: see ``geo.roads.profile.passages``.
    """
    edges = network.edges
    kind = edges["kind"].to_numpy()
    ends = np.stack([edges["head"].to_numpy(), edges["tail"].to_numpy()])
    comes = ~np.stack([edges["forward_kph"].isna().to_numpy(), edges["backward_kph"].isna().to_numpy()])
    at_junction = _junction_waits(network.n_nodes, ends, comes, passage, kind)
    at_sign = _sign_waits(network, ends)
    waits = np.where(at_sign > 0, at_sign, at_junction)
    ferry = passage["ferry"].to_numpy()[kind]
    ashore = np.zeros(network.n_nodes, np.bool_)
    ashore[ends[:, ~ferry]] = True
    waits[ferry & ashore[ends]] = _CODE["ferry"]
    waits[~comes] = 0
    return network.with_edges(edges.assign(forward_wait=waits[0], backward_wait=waits[1]))


def sign_of(tags: Mapping[str, str]) -> tuple[str, str]:
    """Return the reason to wait that a point carries, and the direction it faces (empty: both)."""
    facing = tags.get("traffic_signals:direction") or tags.get("direction", "")
    facing = facing if facing in {"forward", "backward"} else ""
    if tags.get("highway") in _HIGHWAY_SIGNS:
        return _HIGHWAY_SIGNS[tags["highway"]], facing
    if tags.get("railway") == "level_crossing":
        return "level_crossing", ""
    if tags.get("barrier") == "toll_booth":
        return "toll", ""
    slow = tags.get("barrier") in _GATES or tags.get("ford", "no") != "no"
    return ("gate", "") if slow else ("", "")


def _sign_waits(network: Network, ends: np.ndarray) -> np.ndarray:
    """Codes of shape (2, streets): forward arrivals see the signs that face them, then backward ones."""
    codes = np.zeros((2, len(network.node_kinds) + 1), np.int8)
    for row, tags in enumerate(network.node_kinds):
        name, facing = sign_of(tags)
        codes[0, row] = _CODE[name] if facing != "backward" else 0
        codes[1, row] = _CODE[name] if facing != "forward" else 0
    sign = network.nodes["sign"].to_numpy()
    return np.stack([codes[0][sign[ends[0]]], codes[1][sign[ends[1]]]])


def _junction_waits(
    n_nodes: int, ends: np.ndarray, comes: np.ndarray, passage: pd.DataFrame, kind: np.ndarray
) -> np.ndarray:
    """Codes of shape (2, streets), from ranks and roundabouts."""
    rank = passage["rank"].to_numpy()[kind]
    circle = passage["roundabout"].to_numpy()[kind]
    free = passage["free_flow"].to_numpy()[kind]
    streets = np.bincount(ends.ravel(), minlength=n_nodes)
    entering = np.bincount(ends[comes], minlength=n_nodes)
    top = np.full(n_nodes, -1, np.int16)
    for value in np.unique(rank):  # in growing order: the highest stays
        top[ends[:, rank == value]] = value
    tops = np.bincount(ends[np.stack([rank, rank]) == top[ends]], minlength=n_nodes)
    has_circle = np.zeros(n_nodes, np.bool_)
    has_circle[ends[:, circle]] = True
    waits = np.zeros(ends.shape, np.int8)
    contested = (streets[ends] >= 3) & (entering[ends] >= 2) & ~free
    waits[contested & (tops[ends] >= 3)] = _CODE["junction"]
    waits[contested & (rank < top[ends])] = _CODE["yield"]
    around = contested & has_circle[ends]
    waits[around] = _CODE["roundabout"]
    waits[around & circle] = 0
    return waits
