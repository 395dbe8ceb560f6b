"""What a comparison tells."""

from typing import TypedDict

from analysis.records.bounds import Sense, State
from analysis.records.shared import Confidence, Services, SourceRecord, ZoneRecord
from geo.json_values import Number


class Figure(TypedDict):
    """An indicator of a zone: its interval, its range of ranks, and the zones that it does not differ from for sure.

    ``bound`` says how the truth stands to the value: a register that is not complete leaves one bound unknown.
    """

    value: Number
    low: Number
    high: Number
    rank_low: Number
    rank_high: Number
    bound: Sense
    beyond_horizon: bool
    unsure_against: list[str]


class ComparedZone(ZoneRecord):
    """A zone among others, its figures by indicator."""

    territory: str
    base: str
    base_value: Number
    base_missing_zones: Number
    births_years: list[int]
    need_status: str | None
    capacity_known_share: Number
    set_aside: Number
    register_state: State
    masked: bool
    figures: dict[str, Figure]


class Flag(TypedDict):
    """What keeps lines from being compared."""

    flag: str
    territory: str
    zone: str | None
    value: str


class ComparisonRecord(TypedDict):
    """Zones in the order of their names, never a bare podium."""

    comparable: bool
    flags: list[Flag]
    zones: list[ComparedZone]
    indicators: list[str]
    confidence: Confidence


class TerritorySource(SourceRecord):
    """What a figure of one of the territories rests on."""

    territory: str


class ToldComparison(Services, ComparisonRecord):
    """A comparison with its question and its sources."""

    sources: list[TerritorySource]
