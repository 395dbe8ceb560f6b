"""What a diagnosis tells."""

from typing import Literal, NotRequired, TypedDict

from analysis.records.bounds import Bounded, CompletenessRecord
from analysis.records.shared import (
    CarGroup,
    Confidence,
    Dated,
    Edge,
    NeedNote,
    QualityRecord,
    ReachShare,
    Services,
    ZoneName,
    ZoneRecord,
)
from geo.json_values import Number


class DiagnosisLine(ZoneRecord, Bounded):
    """A diagnosis of one zone: counts per year, minutes, rates as ratios; thresholds are written in minutes.

    ``share_open`` is the share within reach of open actors alone, ``share_with_to_verify`` that of actors to verify as
    well; ``share_within`` is the one that was asked for. Were the actors that are perhaps the same one each, there
    would be ``services_low``, and ``capacity_low``, ``coverage_rate_low`` and ``gap_high``.
    """

    births: Number
    births_low: Number
    births_high: Number
    births_status: str | None
    births_missing_zones: int | None
    population: Number
    need: Number
    need_status: str
    need_is_minimum: bool
    services: Number
    services_low: Number
    capacity: Number
    capacity_low: Number
    capacity_is_minimum: bool
    capacity_known_share: Number
    used: Number
    need_low: Number
    need_high: Number
    coverage_rate: Number
    coverage_rate_low: Number
    gap: Number
    gap_low: Number
    gap_high: Number
    undeclared: Number
    births_within: dict[str, Number]
    population_within: dict[str, Number]
    share_within: dict[str, Number]
    share_open: dict[str, Number]
    share_with_to_verify: dict[str, Number]
    share_measure: str
    mean_min: Number
    max_min: Number
    unreached_places: Number
    masked: bool


class NeedTopic(TypedDict):
    """A need that the ledger knows of, among several."""

    unit: str | None
    stage: str | None


class FarZone(ZoneName):
    """A zone among the farthest; without a time where nothing reaches it."""

    mean_min: Number
    births: Number


class ActorLine(TypedDict):
    """A service of an actor that serves a zone."""

    actor_id: str
    name: str
    kind: str
    capacity: Number
    used: Number
    unit: str | None
    position_quality: str
    source: str
    as_of: str


class ActorAside(TypedDict):
    """An actor known that does not count: planned, suspended, closed, or to verify."""

    actor_id: str
    name: str
    status: str
    source: str
    as_of: str


class KindLine(Bounded):
    """A kind of actor at a glance: how many count, and who is within reach; ``register`` is of the zone.

    ``to_verify`` are those of the zone to verify, whether they count or not; ``open_low`` is how many there are when
    those that are perhaps the same are one; shares as in `DiagnosisLine`.
    """

    kind: str
    register: CompletenessRecord
    open: Number
    open_low: Number
    to_verify: int
    set_aside: int
    not_delivering: int
    open_all: Number
    unlocated: int
    share_within: dict[str, Number]
    share_open: dict[str, Number]
    share_with_to_verify: dict[str, Number]


class CarLine(TypedDict):
    """Families with or without a car, by what is counted (``share_measure``): within each threshold, mean minutes.

    The mean is that of those who have a time.
    """

    car: CarGroup
    counts: Number
    within: dict[str, Number]
    share_within: dict[str, Number]
    mean_min: Number


class DiagnosisRecord(DiagnosisLine, Dated, Services):
    """Everything that a diagnosis says of a zone.

    ``left_out`` counts its places, and the open actors of the territory, that are too far from any road. ``register``
    is what is known of the services of the zone. ``delivery`` counts the actors that serve it and are listed, by what
    they deliver of what is asked: those that deliver ``none`` of it count nowhere else. ``cars`` are families by
    whether they have a car, nothing where the territory does not know.
    """

    register: CompletenessRecord

    unit: str | None
    to_verify: bool
    need_topics: list[NeedTopic]
    need_strata: list[str]
    need_notes: list[NeedNote]
    uncovered_zones: list[ZoneName] | None
    uncovered_basis: str | None
    horizon_min: float
    farthest: list[FarZone]
    parts: list[DiagnosisLine]
    actors: list[ActorLine]
    set_aside: list[ActorAside]
    capacity_shared: bool
    unlocated: list[str]
    left_out: dict[Literal["places", "actors"], int]
    cars: list[CarLine]
    edge: Edge | None
    reach: list[ReachShare]
    quality: QualityRecord
    confidence: Confidence
    delivery: dict[Literal["full", "part", "none", "unknown"], int]
    kinds: NotRequired[list[KindLine]]
