"""The fields that the records of several measures share."""

from typing import NotRequired, TypedDict

from geo.json_values import Exact, Known, Number


class ZoneName(TypedDict):
    """A zone by its code and its name."""

    zone: str
    name: str


class Zone(ZoneName):
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


class Engine(TypedDict):
    """Which engine gave the travel times; errors are shares of the road time."""

    kind: str
    mode: str
    status: str
    source: str
    date: str
    median_error_share: Number
    p90_error_share: Number


class Source(TypedDict):
    """What a figure rests on; ``actors`` are those that a source of capacities speaks of."""

    figure: str
    title: str
    publisher: NotRequired[str | None]
    date: str | None
    licence: NotRequired[str | None]
    status: str
    note: NotRequired[str | None]
    actors: NotRequired[list[str]]


class Sourced(TypedDict):
    """Figures of a territory, and what they rest on."""

    territory: str
    sources: list[Source]


class Dated(Sourced):
    """The same, with the births and the population layer that were counted and the travel times."""

    births_years: list[int]
    layer: str
    travel_engine: Engine


class Quality(TypedDict):
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
    travel_engine: Engine


class Edge(TypedDict):
    """How many, of ``base``, are nearer to the border than to any service."""

    base: str
    count: Known
    share: Known


class Reach(TypedDict):
    """The share within a threshold, and the interval that the error of the times leaves it."""

    threshold_min: Known
    share: Number
    low: Number
    high: Number


class Confidence(TypedDict):
    """What intervals were drawn with."""

    draws: int
    seed: int
    interval: float
    status: str
    source: str
    date: str


class Rule(Topic):
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


class AreaTold(Sourced, Services):
    """What every measure of a service area tells beside its figures.

    ``unlocated`` are the open actors whose place is unknown, ``covered_only`` those known by their declared area alone.
    ``actors_low`` is how many there are when those that are perhaps the same are one; measures count each of them.
    """

    actors: int
    actors_low: int
    covered_only: list[str]
    unlocated: list[str]
    quality: Quality
    edge: Edge | None
