"""What is told of one journey by public transport."""

from typing import Literal, TypedDict

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

    ``ready_min`` is the moment from which one may leave: that asked for, else the first departure of the usual hours
    whose time is the travel time told elsewhere (``usual``); null where an arrival was asked for. ``minutes`` go from
    there to the arrival, else from the departure, which is a whole minute. ``last_back_min`` is when the last way back
    leaves, from where one can go and come back within the opening hours.
    """

    territory: str
    mode: str
    day: str
    source: str
    place: str
    place_name: str
    actor: str
    actor_name: str
    state: JourneyState
    usual: bool
    ready_min: Number
    minutes: Number
    leaves_min: Number
    arrives_min: Number
    changes: int | None
    lines: list[str]
    last_back_min: Number
    legs: list[JourneyLeg]
