"""From a door to the road: every point is attached to the nearest street that the mode may use, on foot."""

from geo.roads.snapping.attachment import attach
from geo.roads.snapping.index import SnapIndex, projection, snap_index
from geo.roads.snapping.index_file import arrays_of, index_of
from geo.roads.snapping.points import RULES, Snapped, snap, snap_metres

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
