"""What a balance tells."""

from typing import Literal, TypedDict

from analysis.records.bounds import Bounded, CompletenessRecord
from analysis.records.shared import EngineRecord, NeedRuleRecord, SourcedRecord, Topic, ZoneName, ZoneRecord
from geo.json_values import Number

Far = Literal["undeclared", "too_far"]
"""Why need is not served for a reason of place: by declared area, and otherwise."""


class BalanceLine(ZoneRecord, Bounded):
    """A balance over one zone; ``unmet`` says why need is not served for sure."""

    need: Number
    need_status: str
    need_low: Number
    need_high: Number
    need_is_minimum: bool
    places_unknown: int
    served_low: Number
    served_high: Number
    coverage_low: Number
    coverage_high: Number
    unmet: dict[Literal["unknown", "full"] | Far, Number]
    masked: bool


class ActorBalance(TypedDict):
    """What an actor that can serve a zone takes, from anywhere."""

    actor_id: str
    name: str
    service: str
    mode: str
    reach: str
    reach_supposed: bool
    capacity_low: Number
    capacity_high: Number
    capacity_basis: str
    demand: Number
    load_low: Number
    load_high: Number
    minutes_mean: Number


class WeightedNeed(ZoneName):
    """The need of a zone, and what it is once families are weighed by their stratum."""

    need: Number
    need_weighted: Number


class Universalism(WeightedNeed):
    """The weighted need of a zone and of its parts, with the weights."""

    weights: dict[str, float]
    status: str
    source: str
    date: str
    parts: list[WeightedNeed]


class BalanceRecord(BalanceLine, SourcedRecord, Topic):
    """Everything that a balance says of a zone."""

    by: str
    unit: str
    horizon_min: float | None
    unplaced: Number
    register: CompletenessRecord
    services: Number
    services_low: Number
    capacity_known_share: Number
    reach_unknown: int
    reach_supposed: int
    unlocated: list[str]
    births_years: list[int]
    layer: str
    parts: list[BalanceLine]
    actors: list[ActorBalance]
    universalism: Universalism | None
    travel_engine: EngineRecord | None
    rules: list[NeedRuleRecord]
