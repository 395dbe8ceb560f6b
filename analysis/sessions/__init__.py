"""When a service is open: opening hours written the ordinary French way, read as half-days of the week."""

from analysis.sessions.capacity import session_capacity, sessions_of
from analysis.sessions.hours import HALVES, OpeningHours, Slot
from analysis.sessions.reading import read_hours

__all__ = ["HALVES", "OpeningHours", "Slot", "read_hours", "session_capacity", "sessions_of"]
