"""How fast one travels on a road, by car, bike or foot: from the tags of OpenStreetMap and dated, sourced tables."""

from geo.roads.profile.limits import SpeedLimits, load_limits, tagged_limit_kph
from geo.roads.profile.model import Profile, load_profile
from geo.roads.profile.speeds import LAW, passages

__all__ = ["LAW", "Profile", "SpeedLimits", "load_limits", "load_profile", "passages", "tagged_limit_kph"]
