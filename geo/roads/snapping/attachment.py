"""Points as the engine takes them: by which nodes each leaves and is reached, with the walk counted."""

import numpy as np

from geo.roads.network import WAITS, Network
from geo.roads.profile import Profile
from geo.roads.snapping.points import Snapped
from geo.routing import PointSet
from geo.routing.points import NO_SEGMENT


def attach(snapped: Snapped, network: Network, *, profile: Profile) -> PointSet:
    """Return snapped points as the engine takes them.

    A point leaves by the ends of its street that its directions allow, waits there as anybody, and is reached in the
    same way. The walk counts on both sides. Points left out have no attachment: they are unreachable.

    Parameters
    ----------
    snapped
        Points of :func:`geo.roads.snapping.snap`.
    network
        The network of the index.
    profile
        Profile of the network.
    """
    table = snapped.table
    edge = table["edge"].to_numpy()
    attached = edge >= 0
    walk_s = np.where(attached, table["walk_m"].to_numpy() / profile.walk_m_per_s, 0.0)
    return attached_points(edge, table["fraction"].to_numpy(), walk_s, network, profile=profile)


def attached_points(
    edge: np.ndarray, fraction: np.ndarray, walk_s: np.ndarray, network: Network, *, profile: Profile
) -> PointSet:
    """Attach points along streets.

    Parameters
    ----------
    edge
        int, shape (points,): streets, -1 for none.
    fraction
        float, shape (points,): shares of their length, from the start of their drawing.
    walk_s
        float, shape (points,): time of the walk to the street.
    network, profile
        The network and its profile.
    """
    attached = edge >= 0
    street = np.where(attached, edge, 0)
    fraction = np.where(attached, fraction, 0.0)
    columns = {name: cells.to_numpy()[street] for name, cells in network.edges.items()}
    wait_s = np.array([profile.waits_s.get(name, 0.0) for name in WAITS])
    runs, waits = [], []
    for way in ("forward", "backward"):
        waits.append(wait_s[columns[f"{way}_wait"]])
        run_s = columns[f"{way}_s"] - waits[-1]
        runs.append(np.where(attached & ~np.isnan(run_s), np.maximum(run_s, 0.0), np.inf))
    ahead, back = runs
    out_s = np.column_stack([_part(ahead, 1 - fraction) + waits[0], _part(back, fraction) + waits[1]])
    in_s = np.column_stack([_part(ahead, fraction), _part(back, 1 - fraction)])
    return PointSet(
        out_nodes=np.column_stack([columns["forward_to"], columns["backward_to"]]),
        out_seconds=out_s + walk_s[:, None],
        in_nodes=np.column_stack([columns["forward_from"], columns["backward_from"]]),
        in_seconds=in_s + walk_s[:, None],
        segment=np.where(attached, edge.astype(np.int64), NO_SEGMENT),
        fraction=fraction,
        forward_s=ahead,
        backward_s=back,
        access_s=walk_s,
    )


def _part(seconds: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Share of a time; a closed direction stays closed."""
    return np.where(np.isfinite(seconds), np.where(np.isfinite(seconds), seconds, 0.0) * share, np.inf)
