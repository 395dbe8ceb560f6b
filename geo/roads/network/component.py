"""The largest part of a network within which one can go from anywhere to anywhere and back."""

from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.errors import BadInputError
from geo.roads.network.model import Network, compacted

NAMED = 5
"""How many of the parts that are left aside are told one by one, the longest first."""


def largest_component(network: Network) -> Network:
    """Keep the largest strongly connected part, and report the share of the length that is left aside.

    A street of which only one direction belongs to the part keeps that direction only.

    Raises
    ------
    BadInputError
        ``roads-none-connected`` when no street can be left again.
    """
    arcs = network.arcs()
    size = network.n_nodes
    _, label = connected_components(
        coo_array((np.ones(arcs.tail.size, np.bool_), (arcs.tail, arcs.head)), shape=(size, size)), connection="strong"
    )
    edges = network.edges
    length_m = edges["length_m"].to_numpy()
    within = label[arcs.tail] == label[arcs.head]
    metres = np.bincount(label[arcs.head], weights=np.where(within, length_m[arcs.edge], 0), minlength=label.max() + 1)
    kept_label = int(np.argmax(metres))
    inside = label == kept_label
    ahead = inside[edges["forward_from"].to_numpy()] & inside[edges["forward_to"].to_numpy()]
    back = inside[edges["backward_from"].to_numpy()] & inside[edges["backward_to"].to_numpy()]
    forward_s = np.where(ahead, edges["forward_s"].to_numpy(), np.nan)
    backward_s = np.where(back, edges["backward_s"].to_numpy(), np.nan)
    open_ = ~(np.isnan(forward_s) & np.isnan(backward_s))
    if not open_.any():
        raise BadInputError("roads-none-connected", file=network.about.source, mode=network.about.mode)
    total_m = float(length_m.sum())
    second_m = float(np.partition(metres, -2)[-2]) if metres.size > 1 else 0.0
    edges = edges.assign(
        forward_s=forward_s,
        backward_s=backward_s,
        forward_kph=np.where(np.isnan(forward_s), np.nan, edges["forward_kph"]),
        backward_kph=np.where(np.isnan(backward_s), np.nan, edges["backward_kph"]),
    )
    # a closed direction must not keep nodes of other parts alive: it takes the ends of the open one
    for closed, own, other in ((~ahead, "forward", "backward"), (~back, "backward", "forward")):
        edges = edges.assign(
            **{
                f"{own}_from": np.where(closed, edges[f"{other}_to"], edges[f"{own}_from"]),
                f"{own}_to": np.where(closed, edges[f"{other}_from"], edges[f"{own}_to"]),
            }
        )
    aside = _largest_aside(network, open_)
    network = replace(network, about=replace(network.about, left_aside=aside))
    return compacted(network.with_edges(edges), open_).reported(
        left_aside_share=float(length_m[~open_].sum()) / total_m if total_m else 0.0,
        left_aside_parts=float(np.count_nonzero(metres > 0) - 1),
        second_part_share=second_m / float(metres.sum()) if metres.sum() else 0.0,
        streets=float(np.count_nonzero(open_ & (edges["kind"].to_numpy() >= 0))),
        length_km=float(length_m[open_].sum()) / 1000,
    )


def _largest_aside(network: Network, kept: np.ndarray) -> tuple[dict[str, Any], ...]:
    """Return the longest parts that are left aside: ``way``, ``highway``, ``km``, ``lon``, ``lat``, ``why``.

    ``way`` is the longest of the part, ``lon`` and ``lat`` where it begins. ``why`` is ``trap`` where streets touch the
    network that is kept but only lead into it or out of it; ``apart`` where no street that the mode may use joins it.
    """
    edges = network.edges[~kept & (network.edges["kind"].to_numpy() >= 0)]
    if edges.empty:
        return ()
    tail, head, size = edges["tail"].to_numpy(), edges["head"].to_numpy(), network.n_nodes
    ends = np.concatenate([network.edges[name].to_numpy()[kept] for name in ("tail", "head")])
    beside = np.zeros(size, np.bool_)
    beside[ends] = True
    _, part_of = connected_components(
        coo_array((np.ones(tail.size, np.bool_), (tail, head)), shape=(size, size)), directed=False
    )
    length_m, part = edges["length_m"].to_numpy(), part_of[tail]
    metres = np.bincount(part, weights=length_m, minlength=part_of.max() + 1)
    touching = np.zeros(metres.size, np.bool_)
    touching[part_of[tail[beside[tail]]]] = touching[part_of[head[beside[head]]]] = True
    found = []
    for one in np.argsort(-metres, kind="stable")[:NAMED].tolist():
        if not metres[one] > 0:
            break
        row = np.flatnonzero(part == one)[np.argmax(length_m[part == one])]
        street = edges.iloc[row]
        lon, lat = network.nodes[["lon", "lat"]].to_numpy()[int(street["tail"])]
        found.append(
            {
                "way": int(street["first_way"]),
                "highway": network.kinds[int(street["kind"])].get("highway", "ferry"),
                "km": round(float(metres[one]) / 1000, 1),
                "lon": round(float(lon), 4),
                "lat": round(float(lat), 4),
                "why": "trap" if touching[one] else "apart",
            }
        )
    return tuple(found)
