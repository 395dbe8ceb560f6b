"""The fields that the records of several measures share."""

from typing import Literal, NotRequired, TypedDict

from analysis.records.bounds import CompletenessRecord
from geo.json_values import Exact, Known, Number

CarGroup = Literal["without", "with", "unknown"]
"""Families by whether they have a car."""


class ZoneName(TypedDict):
    """A zone by its code and its name."""

    zone: str
    name: str


class ZoneRecord(ZoneName):
    """A zone of a level."""

    level: str


class Services(TypedDict):
    """Which services a figure is about."""

    kind: str | None
    function: str | None
    stratum: str | None


class Topic(Services):
    """What a need is about."""

    stage: str | None


class EngineClass(TypedDict):
    """How far an estimate was found from published times, for one class of trips, now and before any correction."""

    id: str
    trips: int
    bias: Known
    bias_low: Known
    bias_high: Known
    scatter: Known
    median_error: Known
    p90_error: Known
    bias_before: Known
    median_error_before: Known
    p90_error_before: Known


class HoursRecord(TypedDict):
    """The moments over which times by a timetable were taken, in minutes of the day; one has to be there, or leaves."""

    arrives: bool
    windows: list[list[Known]]
    percentile: Known


class FeedDaysRecord(TypedDict):
    """The day of a timetable, the days on which all its feeds are valid, and the feeds that the day is not of."""

    day: str
    first_day: str
    last_day: str
    lacking: list[str]


class EngineRecord(TypedDict):
    """Which engine gave the travel times; errors are shares of the road time.

    ``name`` is the kind and, for an estimate that knows more than the distance, its ``way``. ``bias_low`` to
    ``bias_high`` is what all times may be wrong by together, ``scatter`` what one trip is wrong by besides; ``classes``
    has both where they were measured. ``estimated_share`` is the
    share of the trips that the estimate gave where an engine knew nothing, null where one engine gave all.
    ``hours`` and ``feed_days`` are null where no timetable answered; records kept by an earlier version do not say.
    """

    kind: str
    name: str
    mode: str
    status: str
    source: str
    date: str
    median_error_share: Number
    p90_error_share: Number
    way: str
    bias_low: Number
    bias_high: Number
    scatter: Number
    classes: list[EngineClass]
    estimated_share: Number
    hours: NotRequired[HoursRecord | None]
    feed_days: NotRequired[FeedDaysRecord | None]


class SourceRecord(TypedDict):
    """What a figure rests on; ``actors`` are those that a source of capacities speaks of, ``feed_days`` of feeds."""

    figure: str
    title: str
    publisher: NotRequired[str | None]
    date: str | None
    licence: NotRequired[str | None]
    status: str
    note: NotRequired[str | None]
    actors: NotRequired[list[str]]
    feed_days: NotRequired[FeedDaysRecord | None]


class SourcedRecord(TypedDict):
    """Figures of a territory, and what they rest on."""

    territory: str
    sources: list[SourceRecord]


class Dated(SourcedRecord):
    """The same, with the births and the population layer that were counted and the travel times.

    ``on`` is the day whose open actors these are, None for today.
    """

    births_years: list[int]
    layer: str
    travel_engine: EngineRecord
    on: NotRequired[str | None]


class QualityRecord(TypedDict):
    """Fields of `analysis.doubt.completeness.Quality`."""

    services: int
    capacity_known_share: Number
    actors: int
    position_exact_share: Number
    position_approximate_share: Number
    position_unknown_share: Number
    births_years: list[int]
    births_spread_share: Number
    births_missing_zones: int
    births_status: str
    layer: str
    travel_engine: EngineRecord
    row_quality_mean: Number


class Edge(TypedDict):
    """How many, of ``base``, are nearer to the border than to any service."""

    base: str
    count: Known
    share: Known


class ReachShare(TypedDict):
    """The share within a threshold, and the interval that the error of the times leaves it.

    ``high`` is null where the register is not complete: more families may be within reach of who is not known.
    """

    threshold_min: Known
    share: Number
    low: Number
    high: Number


class Confidence(TypedDict):
    """What intervals were drawn with."""

    draws: int
    seed: int
    interval: float
    small_below: float
    status: str
    source: str
    date: str


class NeedRuleRecord(Topic):
    """A need rule, as in ``schema.NEED_RULE``."""

    rule_id: str
    zone_id: str
    unit: str
    base: str | None
    like: str | None
    status: str
    source: str
    date: str
    note: str | None
    rate: Exact
    value: Number


class NeedNote(TypedDict):
    """What else is known of a need rule: a range that another source gives, a choice that was made."""

    rule_id: str
    names: dict[str, str]
    low: Number
    high: Number
    status: str
    source: str
    date: str


class AreaTold(SourcedRecord, Services):
    """What every measure of a service area tells beside its figures.

    ``unlocated`` are the open actors whose place is unknown, ``covered_only`` those known by their declared area alone;
    ``register`` is what is known of the services of the zone, ``actors`` is null where nobody is listed. ``actors_low``
    is how many there are when those that are perhaps the same are one; measures count each of them.
    """

    register: CompletenessRecord
    actors: Number
    actors_low: Number
    covered_only: list[str]
    unlocated: list[str]
    quality: QualityRecord
    edge: Edge | None


class RowScore(TypedDict):
    """How good a row of the register is, as `analysis.doubt.row_quality`; None where it does not apply."""

    actor_id: str
    name: str
    fresh: Number
    place: Number
    capacity: Number
    hours: Number
    contact: Number
    score: Number
