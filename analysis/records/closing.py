"""What is told of redundancy and closures."""

from typing import NotRequired, TypedDict

from analysis.records.bounds import Bounded
from analysis.records.shared import AreaTold, ZoneRecord
from geo.json_values import Known, Number


class FamilyChoice(TypedDict):
    """How many families have so many actors within reach; ``_as_one`` were those that are perhaps the same one."""

    with_0: Number
    with_1: Number
    with_2: Number
    with_3_or_more: Number
    with_1_as_one: Number
    with_2_as_one: Number
    with_3_or_more_as_one: Number


class ZoneChoice(ZoneRecord, FamilyChoice, Bounded):
    """The choice that families of a zone have; one or two actors may be more or fewer where the register is partial.

    ``with_0_low`` and ``with_0_high`` are those without any at both ends of the bias of the times.
    """

    total: Number
    with_0_low: Number
    with_0_high: Number


class FunctionChoice(FamilyChoice):
    """The choice that families have for one function."""

    function: str
    stratum: str
    actors: int
    actors_as_one: int


class Closure(TypedDict):
    """What closing an actor would cost, as in `analysis.closing.costs.Closures`.

    ``linked`` says whether it is perhaps the same as another, ``_as_one`` what closes then with it.
    """

    actor_id: str
    name: str
    basis: str
    births_nearest: Number
    births_affected: Number
    births_losing_access: Number
    births_newly_beyond: Number
    births_newly_beyond_low: Number
    births_newly_beyond_high: Number
    minutes_added_total: Number
    minutes_added_mean: Number
    need_left_over: Number
    linked: bool
    births_nearest_as_one: Number
    births_affected_as_one: Number
    births_losing_access_as_one: Number
    births_newly_beyond_as_one: Number
    minutes_added_total_as_one: Number
    minutes_added_mean_as_one: Number


class BuildingClosure(TypedDict):
    """What closing a building that several actors share would cost, all of them closing."""

    actors: list[str]
    names: list[str]
    births_affected: Number
    births_losing_access: Number
    births_newly_beyond: Number
    minutes_added_total: Number
    minutes_added_mean: Number


class NeededService(TypedDict):
    """A service that may not close if the norm is to hold: the births for whom it is the only one within it."""

    actor_id: str
    name: str
    births: Known


class NamedService(TypedDict):
    """A service, by name."""

    actor_id: str
    name: str


class FewerServices(TypedDict):
    """How few services keep a norm, as `analysis.siting.fewer.Fewer` tells."""

    norm_min: Known
    worse_min: Number
    services: int
    fewest: int
    needed: list[NeededService]
    stay: list[NamedService]
    close: list[NamedService]
    mean_min_before: Number
    mean_min_after: Number
    proven: bool


class RedundancyRecord(ZoneChoice, AreaTold):
    """What families of a zone can count on, and the closures."""

    threshold_min: Known
    base: str
    parts: list[ZoneChoice]
    functions: list[FunctionChoice]
    closures: list[Closure]
    buildings: list[BuildingClosure]
    horizon_min: Number
    fewer: NotRequired[FewerServices]
