"""What a scenario tells: its changes, and what they do."""

from typing import Literal, NotRequired, Required, TypedDict

from analysis.records.bounds import Bounded, CompletenessRecord
from analysis.records.round_trips import GoingLine
from analysis.records.shared import CarGroup, Dated, ZoneName, ZoneRecord
from geo.json_values import Known, Number

Moment = Literal["before", "after"]
"""The two states that are compared: as it is, and as it would be."""


class ChangeRecord(TypedDict, total=False):
    """A change of a scenario, as in `analysis.scenario.changes`; what is not said is absent or None."""

    change: Required[str]
    actor_id: str | None
    building: bool | None
    service: str | None
    kind: str | None
    function: str | None
    stratum: str | None
    strata: list[str]
    name: str | None
    zone: str | None
    lon: float | None
    lat: float | None
    capacity: float | None
    capacity_unit: str | None
    mode: str | None
    reach_min: float | None
    covers: list[str] | None
    hours: str | None
    rate: float | None
    percent: float | None
    base: str | None
    unit: str | None
    gtfs: str | None


class QuestionRecord(TypedDict, total=False):
    """What is said of a `analysis.question.Question`, the territory apart."""

    kind: str
    function: str
    stratum: str
    threshold_min: float
    demand: str
    zone: str
    mode: str
    engine: str
    births: str
    layer: str
    stage: str
    to_verify: bool
    at: str


class ScenarioRecord(TypedDict):
    """All that is needed to run a scenario again."""

    name: str
    territory: str
    note: NotRequired[str]
    question: QuestionRecord
    changes: list[ChangeRecord]


class ZoneState(Bounded):
    """A zone in one of the two states; ``within_low`` to ``within_high`` at both ends of the bias of the times."""

    weight: Number
    within: Number
    within_low: Number
    within_high: Number
    mean_min: Number
    need: Number
    services: Number
    capacity: Number
    capacity_complete: bool
    coverage_rate: Number
    gap: Number
    gap_low: Number
    undeclared: Number
    share_within: Number


class Moved(TypedDict):
    """Weights that gain or lose time, cross the threshold or the horizon, and weight × minutes."""

    gaining: Number
    losing: Number
    newly_within: Number
    newly_beyond: Number
    newly_reached: Number
    newly_unreached: Number
    minutes_saved: Number
    minutes_lost: Number


class Moves(Moved, Bounded):
    """The moves of a zone, with the mean time of those who have one in both states.

    Where the register is partial the means are those of the services that are known, and bound nothing.
    """

    minutes_saved_mean: Number
    minutes_lost_mean: Number


class EffectLine(ZoneRecord, Bounded):
    """What a scenario does to a zone; what it gains within the threshold, and between both ends of the bias.

    Who is not known may serve already those who seem to gain or to lose: a change is no larger than it seems, either
    way, unless there are not the same people before and after (``within_gain`` then has no bound).
    """

    verdict: str
    before: ZoneState
    after: ZoneState
    moves: Moves
    within_gain: Number
    within_gain_low: Number
    within_gain_high: Number


class CarMoves(TypedDict):
    """What a scenario does to families with or without a car."""

    car: CarGroup
    weight: Number
    within_before: Number
    within_after: Number
    gaining: Number
    losing: Number


class WorstZone(ZoneName):
    """The worst-served zone of a state."""

    mean_min: Number
    weight: Number


class BeyondZone(ZoneName):
    """A zone by what it leaves beyond the threshold."""

    beyond: Number


class VulnerabilityClass(Moved):
    """What a scenario does to one class of vulnerability; class 0 is the unknown."""

    vulnerability_class: Known
    weight: Number
    within_before: Number
    within_after: Number
    mean_before: Number
    mean_after: Number
    need_before: Number
    need_after: Number
    capacity_before: Number
    capacity_after: Number


class VulnerabilityRecord(TypedDict):
    """Families by how vulnerable their place is."""

    indicator: str | None
    year: int | None
    limits: list[Known]
    classes: list[VulnerabilityClass]


class ActorEffect(TypedDict):
    """What falls to an actor in each state, and what becomes of it.

    ``beside`` names the other running actors in its building: after, or before where it closes.
    """

    actor_id: str
    name: str
    kind: str
    zone: str | None
    beside: list[str]
    fate: str
    unit: str | None
    nearest_before: Number
    nearest_after: Number
    capacity_before: Number
    capacity_after: Number


class AssignedFigures(TypedDict):
    """Need served under capacity, and why the rest is not."""

    need: Number
    served_low: Number
    served_high: Number
    unreached: Number
    full: Number
    unknown: Number


class AssignedPart(AssignedFigures):
    """The same for a part of the zone."""

    zone: str


class AssignedActor(TypedDict):
    """What an actor takes."""

    actor_id: str
    load_low: Number
    load_high: Number
    capacity_low: Number
    capacity_known: bool


class AssignedRecord(AssignedFigures):
    """An assignment under capacity of one state."""

    unit: str
    horizon_min: Known
    capacity_known_share: Number
    reach_unknown: int
    parts: list[AssignedPart]
    actors: list[AssignedActor]


class EffectRecord(EffectLine, Dated):
    """Everything that a scenario does to a zone, with all that is needed to run it again.

    ``unlocated`` counts the open actors without a known place in each state, ``sharing`` those in a building that
    others share; ``housed`` names those that close because their building does. ``returns`` is what one can do in a day
    without a car, where the scenario changes what runs; None elsewhere. ``cars`` are families by whether they have a
    car, nothing where the territory does not know.
    """

    scenario: ScenarioRecord | None
    against: ScenarioRecord | None
    threshold_min: Known
    base: str
    unit: str | None
    comparable: bool
    worst: dict[Moment, WorstZone | None]
    parts: list[EffectLine]
    communes: list[EffectLine]
    beyond: list[BeyondZone]
    beyond_zones: Number
    register: CompletenessRecord
    vulnerability: VulnerabilityRecord
    inequality: dict[str, dict[Moment, Number]]
    actors: list[ActorEffect]
    assigned: dict[Moment, AssignedRecord | None]
    need_status: str
    unlocated: dict[Moment, int]
    sharing: dict[Moment, int]
    housed: list[str]
    cars: list[CarMoves]
    returns: dict[Moment, GoingLine] | None
    horizon_min: Known
    inputs_hash: str
    is_hypothesis: bool
