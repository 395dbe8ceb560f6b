"""When a service is open: opening hours written the ordinary French way, read as half-days of the week."""

from analysis.service_area.opening_hours.hours import HALVES, OpeningHours, Slot
from analysis.service_area.opening_hours.reading import read_hours
from analysis.service_area.opening_hours.sessions import session_capacity, sessions_of

__all__ = ["HALVES", "OpeningHours", "Slot", "read_hours", "session_capacity", "sessions_of"]
