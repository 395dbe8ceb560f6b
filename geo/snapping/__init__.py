"""From a door to the road: every point is attached to the nearest street that the mode may use, on foot."""

from geo.snapping.attachment import attach
from geo.snapping.index import SnapIndex, projection, snap_index
from geo.snapping.kept import arrays_of, index_of
from geo.snapping.points import RULES, Snapped, snap, snap_metres

__all__ = [
    "RULES",
    "SnapIndex",
    "Snapped",
    "arrays_of",
    "attach",
    "index_of",
    "projection",
    "snap",
    "snap_index",
    "snap_metres",
]
