"""What the need ledger tells."""

from typing import TypedDict

from analysis.records.bounds import Bounded
from analysis.records.shared import NeedNote, NeedRuleRecord, SourceRecord, Topic, ZoneName, ZoneRecord
from geo.json_values import Number


class LedgerLine(Topic, Bounded):
    """A topic of the ledger in a zone: need against what is offered."""

    unit: str
    rules: list[str]
    need: Number
    need_status: str
    need_low: Number
    need_high: Number
    need_is_minimum: bool
    need_unknown: int
    services: Number
    services_low: Number
    capacity_known: int
    other_unit: int
    used_known: int
    offered_low: Number
    offered_high: Number
    offered_is_minimum: bool
    used: Number
    missing_low: Number
    missing_high: Number
    undeclared: Number
    surplus: Number
    masked: bool


class LedgerPart(ZoneName):
    """The lines of one of the zones compared."""

    lines: list[LedgerLine]


class Filled(ZoneName):
    """A figure that a zone takes from another."""

    indicator: str
    value: Number
    from_zone: str


class Strata(TypedDict):
    """Births of a zone by stratum, a hypothesis, with what it is made of."""

    births: dict[str, Number]
    status: str
    filled: list[Filled]
    absent: list[str]
    terms: list[dict[str, object]]


class LedgerRecord(ZoneRecord):
    """The ledger of a zone and of its parts."""

    territory: str
    births: Number
    births_years: list[int]
    lines: list[LedgerLine]
    parts: list[LedgerPart]
    rules: list[NeedRuleRecord]
    zone_names: dict[str, str]
    need_notes: list[NeedNote]
    strata: Strata | None
    sources: list[SourceRecord]
