"""From a door to the road: every point is attached to the nearest street that the mode may use, on foot."""

from geo.snapping.attachment import attach
from geo.snapping.index import SnapIndex, projection, snap_index
from geo.snapping.points import RULES, Snapped, snap, snap_metres

__all__ = ["RULES", "SnapIndex", "Snapped", "attach", "projection", "snap", "snap_index", "snap_metres"]
