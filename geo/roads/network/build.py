"""The recipe: from raw roads to the network of a mode."""

from collections.abc import Callable

from geo.roads.network.assemble import assemble, fastest_parallel
from geo.roads.network.component import largest_component
from geo.roads.network.contract import contracted
from geo.roads.network.local_access import without_shortcuts
from geo.roads.network.model import Network
from geo.roads.network.timing import timed
from geo.roads.network.turns import via_nodes, with_turns
from geo.roads.network.waiting import with_waits
from geo.roads.osm import RawRoads
from geo.roads.profile import Profile, SpeedLimits, load_limits, passages

Progress = Callable[[str, float], None]
"""Called with the name of the step that begins and the share done, 0 to 1; it may raise to stop the work."""


def build(
    raw: RawRoads,
    *,
    profile: Profile,
    country: str,
    limits: SpeedLimits | None = None,
    progress: Progress | None = None,
) -> Network:
    """Build the network of a mode.

    Parameters
    ----------
    raw
        Roads of a file.
    profile
        Profile of the mode.
    country
        Country or region (``BE``, ``BE-WAL``, ``FR`` …) whose legal limits hold where nothing is written.
    limits
        Legal limits; those of the embedded file by default.
    progress
        Told of every step.

    Returns
    -------
    Network
        The largest part within which one can go from anywhere to anywhere and back; ``about.report`` says what
        was left aside.

    Raises
    ------
    BadInputError
        ``roads-none-usable`` when the mode may use no road of the file.
    """
    tell = progress or (lambda _step, _share: None)
    limits = limits or load_limits()
    tell("speeds", 0.0)
    passage = passages(raw.way_kinds, profile=profile, limits=limits, country=country)
    tell("assemble", 0.2)
    network = assemble(raw, passage, profile=profile, limits=limits, country=country)
    network = fastest_parallel(network)
    tell("waits", 0.4)
    network = without_shortcuts(with_waits(network, passage), passage)
    tell("contract", 0.55)
    network = contracted(network, kept_nodes=via_nodes(network, raw.restrictions, profile=profile))
    network = timed(network, profile=profile)
    tell("turns", 0.7)
    network = with_turns(network, raw.restrictions, profile=profile)
    network = network.reported(restrictions_ignored=float(raw.restrictions_ignored))
    if raw.margin_km is not None:
        network = network.reported(margin_km=raw.margin_km)
    tell("component", 0.85)
    network = largest_component(network)
    tell("done", 1.0)
    return network
