"""What is told of the norms of a country."""

from typing import Literal, TypedDict

from analysis.records.bounds import State
from analysis.records.shared import ZoneRecord
from geo.json_values import Known, Number, Said


class NormTold(TypedDict):
    """A norm as its text states it, and whether a zone meets it."""

    id: str
    country: str
    names: dict[str, str]
    kind: str | None
    function: str | None
    stage: str | None
    article: Said
    source: Said
    date: str
    status: str
    read: Said
    denominator: dict[str, str] | None
    notes: dict[str, str]
    outcome: str
    to_verify: bool
    reasons: list[str]


class NoNorm(NormTold):
    """The statement that nothing official was found."""

    form: Literal["none"]


class RatioVerdict(NormTold):
    """An amount per so many people; what is offered without actors to verify, and with them."""

    form: Literal["ratio"]
    direction: str
    amount: Known
    per: Known
    base: str
    base_value: Number
    base_years: list[int]
    base_missing_zones: int
    level: str | None
    unit: str
    required: Number
    offered_low: Number
    offered_high: Number
    open_low: Number
    open_high: Number
    with_to_verify_low: Number
    with_to_verify_high: Number
    services: Number
    register_state: State
    capacity_known: int


class TimeVerdict(NormTold):
    """A time, or a share observed elsewhere; the share without actors to verify, and with them."""

    form: Literal["travel", "reference"]
    mode: str
    minutes: Known
    share_wanted: float | None
    beyond_share_observed: list[float] | None
    measure: Said
    total: Number
    within: Number
    share: Number
    share_low: Number
    share_high: Number
    share_open: Number
    share_with_to_verify: Number
    services: Number
    register_state: State
    engine: str | None


VerdictRecord = NoNorm | RatioVerdict | TimeVerdict


class VerdictsRecord(ZoneRecord):
    """The verdicts of a zone."""

    territory: str
    country: str
    verdicts: list[VerdictRecord]
