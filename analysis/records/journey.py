"""What is told of one journey by public transport."""

from typing import Literal, TypedDict

from analysis.records.shared import FeedDaysRecord
from geo.json_values import Known, Number, Said

JourneyState = Literal["found", "none", "unknown"]
"""Whether there is a journey; unknown where no line passes at one of its ends, and walking does not do."""


class JourneyLeg(TypedDict):
    """A walk (no line) or a ride, in minutes of the day; a stop is null at a door."""

    line: Said
    from_stop: Said
    to_stop: Said
    leaves_min: Known
    arrives_min: Known


class JourneyRecord(TypedDict):
    """A journey from a place to an actor, on the day of the timetable.

    ``ready_min`` is the moment from which one may leave, ``before_min`` that of the appointment: one or the other is
    asked for or, where the journey is ``usual``, is that of the hours of the territory whose time is the travel time
    told elsewhere. ``minutes`` go from ``ready_min`` to the arrival; to an appointment of those hours, from the
    departure; else from the departure, a whole minute, to the arrival. ``last_back_min`` is when the last way back
    leaves, from where one can go and come back within the opening hours.
    """

    territory: str
    mode: str
    day: str
    source: str
    feed_days: FeedDaysRecord
    place: str
    place_name: str
    actor: str
    actor_name: str
    state: JourneyState
    usual: bool
    ready_min: Number
    before_min: Number
    minutes: Number
    leaves_min: Number
    arrives_min: Number
    changes: int | None
    lines: list[str]
    last_back_min: Number
    legs: list[JourneyLeg]
