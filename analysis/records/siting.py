"""What the answers of a siting question tell."""

from typing import NotRequired, TypedDict

from analysis.records.bounds import Bounded, CompletenessRecord
from analysis.records.scenario import ChangeRecord
from analysis.records.shared import Dated, Services, ZoneName
from analysis.records.siting_worlds import WorldsRecord
from geo.json_values import Known, Number


class SitingParameters(Services):
    """What reproduces the answers: the fields of `analysis.siting.question.SitingQuestion`, and the data."""

    model: str
    horizon_min: float
    posts: int | None
    budget: float | None
    demand: str
    objective: str
    share: float | None
    level: str | None
    visits_min: float | None
    zone: str | None
    forbidden: list[str]
    preferred: list[str]
    keep: int
    differ: int
    capacity: float | None
    smallest: float
    upgrade: float
    closures: int
    close_exactly: int | None
    upgrade_step: float
    upgrade_cost: float
    closure_saves: float
    worse_min: float | None
    worse_level: str | None
    mode: str
    engine: str
    to_verify: bool
    time_limit_s: float
    gap: float
    inputs_hash: str


class PreferenceRecord(TypedDict):
    """How much a preferred site counts; no share where it only decides between equals."""

    share: float | None
    status: str
    source: str
    date: str


class Site(ZoneName):
    """A site of an answer; ``commune`` and ``part`` name where it is."""

    site_id: str
    commune: str
    part: str | None
    lon: float
    lat: float
    preferred: bool
    cost: Number
    weight_alone: Number
    counts_alone: Number
    size: Number


class CommuneLine(ZoneName):
    """A commune that gains, loses or is left."""

    counts: Known
    minutes_before: Number
    minutes_after: Number


class SitingPart(ZoneName):
    """What an answer changes in a part of the territory, as `analysis.siting.answer_effect.by_zone` tells."""

    weight: Known
    weight_before: Number
    weight_after: Known
    counts: Known
    counts_before: Number
    counts_after: Known
    minutes_before: Number
    minutes_after: Number


class FamilyLine(TypedDict):
    """What an answer changes for a group of families.

    ``group`` is ``stratum``, ``vulnerability`` (classes ``1/4``…) or ``car`` (``without``, ``with``, ``unknown``).

    ``counts_before`` and ``counts_after`` are covered, ``nearer`` have a shorter trip, ``losing`` a longer one or no
    cover any more.
    """

    group: str
    name: str
    counts: Known
    counts_before: Known
    counts_after: Known
    nearer: Known
    losing: Known


class WorstShare(ZoneName):
    """The zone that is least covered after."""

    share_before: Number
    share_after: Known


class LoadLine(TypedDict):
    """What an existing service serves, and what it must gain for that."""

    actor_id: str
    name: str
    capacity: Number
    load: Known
    gain: Known


class ClosedActor(TypedDict):
    """An existing service that closes; ``beside`` names the open actors of other kinds in its building."""

    actor_id: str
    name: str
    beside: list[str]


class ServedCommune(ZoneName):
    """What new sites serve of a commune."""

    amount: Known
    need: Number


class EffectOfSites(TypedDict):
    """What an answer changes.

    ``_low`` and ``_high`` are the least and the greatest value between both ends of the bias of the times, as given
    among them; unknown where capacities are shared.
    """

    sites: list[Site]
    changes: list[ChangeRecord]
    weight: Known
    weight_before: Number
    weight_after: Known
    weight_gain: Known
    weight_left: Known
    counts: Known
    counts_before: Number
    counts_after: Known
    counts_gain: Known
    counts_left: Known
    weight_after_low: Number
    weight_after_high: Number
    weight_gain_low: Number
    weight_gain_high: Number
    counts_after_low: Number
    counts_after_high: Number
    counts_gain_low: Number
    counts_gain_high: Number
    mean_min_after_low: Number
    mean_min_after_high: Number
    minutes_saved: Known
    counts_nearer: Known
    counts_newly_reached: Known
    mean_min_before: Number
    mean_min_after: Number
    longest_min_after: Number
    gainers: list[CommuneLine]
    uncovered: list[CommuneLine]
    uncovered_communes: int
    losers: list[CommuneLine]
    worst: WorstShare | None
    parts: list[SitingPart]
    families: list[FamilyLine]


class EqualSite(ZoneName):
    """A site of a set that is worth the same."""

    site_id: str
    lon: float
    lat: float


class EqualSet(TypedDict):
    """A set of sites that is worth as much as an answer, for the same people: where it differs, and its trips.

    ``sites`` open there, ``instead`` are those of the answer that do not.
    """

    sites: list[EqualSite]
    instead: list[str]
    mean_min_after: Number


class Answer(EffectOfSites):
    """One answer; what each service serves where capacities are shared.

    ``_as_one`` is what is served if services that are perhaps the same are one; absent where none is. ``lost_min`` is
    by how much the way of somebody becomes longer at most, null where nothing closes or no way is kept. ``equals`` are
    the first sets that are worth the same for the same people, the shortest trips first, of ``equals_count``.
    """

    equals: list[EqualSet]
    equals_count: int

    rank: int
    value: Number
    proven: bool
    weight_before_as_one: NotRequired[Known]
    weight_after_as_one: NotRequired[Known]
    weight_gain_as_one: NotRequired[Known]
    weight_left_as_one: NotRequired[Known]
    minutes_mean_new: NotRequired[Number]
    spent: NotRequired[Number]
    lost_min: NotRequired[Number]
    loads: NotRequired[list[LoadLine]]
    closed: NotRequired[list[ClosedActor]]
    communes_of_new: NotRequired[list[ServedCommune]]


class TradeOff(TypedDict):
    """A point of the curve between the total and the worst-served zone."""

    share: float
    sites: list[str]
    covered: Number
    worst_share: Number


class GatheringRecord(TypedDict):
    """How many places are in how many cells, and by how many minutes a trip may differ: at most, on average."""

    places: int
    cells: int
    worst_min: Known
    mean_min: Known


class SearchRecord(Dated, Bounded):
    """What every search of sites says of itself: what was asked, where, of whom, for how long."""

    register: CompletenessRecord
    parameters: SitingParameters
    zone: str
    zone_name: str
    base: str
    weight_status: str
    candidates: int
    seconds: float
    stopped: bool


class BestSitesRecord(SearchRecord):
    """A search whose answers are told in one ``measure``; ``weight`` is all that counts, ``today`` what is now."""

    measure: str
    unit: str | None
    weight: Known
    today: Number


class SitingRecord(SearchRecord):
    """Everything that the answers say; ``unit`` and ``capacities_unknown`` where capacities are shared.

    ``bounds`` are those of the figures of every answer: who is not known may serve already those who seem to gain.
    """

    candidates_left_out: int
    services: Number
    services_low: Number
    unlocated: list[str]
    places_unknown: int
    solver: str
    settled: bool
    bound: Number
    gap: Number
    preference: PreferenceRecord | None
    answers: list[Answer]
    curve: list[TradeOff]
    unit: NotRequired[str]
    capacities_unknown: NotRequired[int]
    worlds: NotRequired[WorldsRecord]
    gathered: NotRequired[GatheringRecord]
