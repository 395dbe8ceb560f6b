"""What is told of the network of a zone: its cells, who carries each, whom to call."""

from typing import TypedDict

from analysis.records.bounds import Bounded
from analysis.records.shared import EngineRecord, SourceRecord, ZoneRecord
from geo.json_values import Known, Number


class NetworkCell(Bounded):
    """A function for a stratum; fields as in `analysis.network.ask.Network`."""

    function: str
    stratum: str
    state: str
    open: int
    to_verify: int
    planned: int
    known: int
    unlocated: int
    within: Number
    on_one: Number
    on_two: Number
    on_more: Number
    families: Number
    families_within: Number
    single: str | None
    saturated: int


class CarrierActor(TypedDict):
    """An actor within reach that carries a function for a stratum, and how to call it.

    ``capacity`` and ``used`` are those of its services in ``unit``, null where they are not known or not in one unit;
    ``needed`` is the need per year of the area that it serves alone of its kind.
    """

    function: str
    stratum: str
    actor_id: str
    name: str
    kind: str
    status: str
    counts: bool
    tier: str | None
    basis: str | None
    section: str | None
    minutes: Number
    comes: bool
    reached: Number
    alone: Number
    room: str
    capacity: Number
    used: Number
    unit: str | None
    needed: Number
    phone: str | None
    hours: str | None
    website: str | None
    address: str | None
    postal_code: str | None
    locality: str | None
    position_quality: str
    source: str
    as_of: str


class SinglePoint(TypedDict):
    """An actor that alone carries some functions, and the births that its closing would leave with nobody."""

    actor_id: str
    name: str
    cells: int
    functions: int
    alone: Number


class NetworkRecord(ZoneRecord):
    """Who does what for which families of a zone. ``families`` (births per year of each stratum) is a hypothesis.

    ``actors`` are those of the cells that were asked for, none where the whole matrix was.
    """

    territory: str
    threshold_min: Known
    to_verify: bool
    base: str
    total: Number
    families: dict[str, Number]
    families_status: str
    cells: list[NetworkCell]
    single_points: list[SinglePoint]
    actors: list[CarrierActor]
    travel_engine: EngineRecord
    sources: list[SourceRecord]


class PassageTold(TypedDict):
    """A handover of the programme and the births by state; ``births`` is empty where the territory is to write it."""

    handover: str
    phase: str
    senders: list[str]
    receivers: list[str]
    births: dict[str, Number]
    senses: dict[str, str]
    pairs: int
    links: list[dict[str, str | None]]


class FamilyPathRecord(TypedDict):
    """The path of a stratum by phase; fields as in `analysis.network.family_path.FamilyPath`."""

    territory: str
    zone: str
    stratum: str
    threshold_min: Known
    base: str
    total: Number
    whole: Number
    broken: Number
    unknown: Number
    at_most: bool
    passages: list[PassageTold]
    phases: list[dict[str, str | Number]]
    zones: list[dict[str, str | Number]]
    sources: list[SourceRecord]


class CoordinationLine(TypedDict):
    """The need of a function for a stratum; fields as in `analysis.network.coordination.CoordinationNeed`."""

    function: str
    stratum: str
    births: Number
    families_low: Number
    families_high: Number
    hours: Number
    trip_hours: Number
    load: Number
    posts_low: Number
    posts_high: Number
    open: int


class CoordinationTotal(TypedDict):
    """The need of a function over its strata, and what services of the zone say they offer."""

    function: str
    families_low: Number
    families_high: Number
    posts_low: Number
    posts_high: Number
    strata_unknown: str | None
    capacity: Number
    services: int
    capacity_known: int
    register_complete: bool
    gap_low: Number
    gap_high: Number


class CoordinationRecord(TypedDict):
    """Coordination against need in a zone, with the hypotheses of work."""

    territory: str
    zone: str
    fte_hours: Known
    trip_min: Known
    status: str
    source: str
    date: str
    lines: list[CoordinationLine]
    totals: list[CoordinationTotal]
    sources: list[SourceRecord]
