"""What is told of going somewhere and coming back by public transport."""

from typing import Literal

from analysis.records.bounds import State
from analysis.records.shared import FeedDaysRecord, Services, ZoneRecord
from geo.json_values import Known, Number

GoingState = Literal["on-foot", "several", "once", "never", "unknown"]
"""What one can do in a day without a car: walk, go and come back several times or once, never; unknown elsewhere."""


class GoingLine(ZoneRecord):
    """How many of a zone can go and come back, by what places weigh (``total``); ``times_mean`` among those by transit.

    ``last_back_min`` is the minute of the day before which half of those who go by transit have their last way back.
    ``share_mean`` is the share of the opening hours at which one can be received and come back, by transit or on foot,
    at the service where it is largest, in the mean of those of whom it is known.
    """

    total: Number
    on_foot: Number
    several: Number
    once: Number
    never: Number
    unknown: Number
    times_mean: Number
    last_back_min: Number
    share_mean: Number


class GoingRecord(GoingLine, Services):
    """How many times a day one can go to a service and come back while it is open, in a zone.

    ``day`` is that of the timetable, ``stay_min`` the time spent there, ``way_max_min`` the longest way. Of the
    ``services``, ``hours_read`` have opening hours that are read, ``hours_supposed`` are taken to be open at the usual
    hours, ``closed`` are closed that day and ``outside`` are where no line passes. ``register_state`` is what is known
    of the services: where some are not, or no line tells of them, one can go at least that often.
    """

    territory: str
    base: str
    day: str
    source: str
    feed_days: FeedDaysRecord
    stay_min: Known
    way_max_min: Known
    services: int
    hours_read: int
    hours_supposed: int
    closed: int
    outside: int
    unlocated: int
    register_state: State
    parts: list[GoingLine]
