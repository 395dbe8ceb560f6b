"""What an access measure tells."""

from typing import TypedDict

from analysis.records.bounds import Bounded
from analysis.records.shared import AreaTold, Confidence, ReachShare, ZoneRecord
from geo.json_values import Known, Number, Said


class AccessLine(ZoneRecord, Bounded):
    """A measure over one zone.

    ``value_open`` is what it is of open actors alone, ``value_with_to_verify`` of actors to verify as well; ``value``
    is the one that was asked for, between ``value_low`` and ``value_high`` as actors that are perhaps the same are
    several or one (`analysis.access.linked`).
    """

    demand: Number
    places_unknown: Number
    value: Number
    value_low: Number
    value_high: Number
    value_open: Number
    value_with_to_verify: Number
    served: Number
    unserved: Number
    served_share: Number
    masked: bool


class BenchmarkRecord(TypedDict):
    """What a figure should be; ``missed`` says on which side it is missed."""

    value: Known
    missed: str
    status: str
    source: Said
    date: Said


class InequalityRecord(TypedDict):
    """Indices of inequality between families, each with the share of families it knows of."""

    indices: dict[str, Number]
    known_share: dict[str, Number]
    groups: str
    rank_indicator: str | None
    rank_year: int | None
    benchmark: BenchmarkRecord | None


class Sensitivity(TypedDict):
    """The figures if all trips were ``shorter`` or ``longer``, and at each threshold of a binary decay."""

    shorter_share: Known
    longer_share: Known
    zones: dict[str, dict[str, Number]]
    gini: dict[str, Number]


class AccessRecord(AccessLine, AreaTold):
    """Everything that an access measure says of a zone."""

    measure: str
    decay: Said
    decay_source: Said
    supply: str
    state: str
    value_unit: str
    per: int | None
    base: str
    demand_status: str | None
    is_minimum: bool
    supply_known_share: Number
    actors_located: int
    to_verify: bool
    parts: list[AccessLine]
    inequality: InequalityRecord
    reach: list[ReachShare]
    sensitivity: Sensitivity | None
    confidence: Confidence
