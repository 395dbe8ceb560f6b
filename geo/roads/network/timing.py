"""How long a street takes: its length at its speed, then the wait at its end."""

import numpy as np

from geo.errors import BadInputError
from geo.roads.network.model import WAITS, Network
from geo.roads.profile import Profile, SpeedLimits, passages


def timed(network: Network, *, profile: Profile) -> Network:
    """Return the network with ``forward_s`` and ``backward_s`` of every street, in seconds; connectors take none."""
    edges = network.edges
    wait_s = np.array([profile.waits_s.get(name, 0.0) for name in WAITS])
    length_m = edges["length_m"].to_numpy()

    def seconds(direction: str) -> np.ndarray:
        kph = edges[f"{direction}_kph"].to_numpy()
        total: np.ndarray = length_m / kph * 3.6 + wait_s[edges[f"{direction}_wait"].to_numpy()]
        return total

    return network.with_edges(edges.assign(forward_s=seconds("forward"), backward_s=seconds("backward")))


def waits_share(network: Network) -> float:
    """Return the share of the time to go along all streets, once each way, that is waited at their ends; 0 to 1."""
    edges = network.edges
    moving, total = 0.0, 0.0
    for direction in ("forward", "backward"):
        total += float(np.nansum(edges[f"{direction}_s"].to_numpy()))
        moving += float(np.nansum(edges["length_m"].to_numpy() / edges[f"{direction}_kph"].to_numpy() * 3.6))
    return (total - moving) / total if total else 0.0


def retimed(network: Network, *, profile: Profile, limits: SpeedLimits) -> Network:
    """Return the same streets at the speeds and waits of another profile of the same mode.

    Streets, nodes and arcs keep their places, so that the engine's preparation stays valid.

    Raises
    ------
    BadInputError
        ``profile-closes-roads`` when the profile closes a direction: the network must then be built again.
    """
    passage = passages(network.kinds, profile=profile, limits=limits, country=network.about.country)
    kind_kph = passage[["forward_kph", "backward_kph", "forward_urban_kph", "backward_urban_kph"]].to_numpy()
    edges = network.edges
    moving = np.flatnonzero(~edges["fixed_speed"].to_numpy() & (edges["kind"].to_numpy() >= 0))
    kind = edges["kind"].to_numpy()[moving]
    town = edges["town"].to_numpy()[moving]
    speeds = {}
    for column, direction in enumerate(("forward_kph", "backward_kph")):
        before = edges[direction].to_numpy()
        now = before.copy()
        now[moving] = np.where(town, kind_kph[kind, 2 + column], kind_kph[kind, column])
        if (np.isnan(now) & ~np.isnan(before)).any():
            raise BadInputError("profile-closes-roads", mode=profile.mode)
        speeds[direction] = np.where(np.isnan(before), np.nan, now)
    return timed(network.with_edges(edges.assign(**speeds)), profile=profile)
