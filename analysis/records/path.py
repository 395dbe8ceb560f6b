"""What is told of a path."""

from typing import TypedDict

from analysis.records.bounds import Bounded, State
from analysis.records.shared import Confidence, Dated, Services, ZoneRecord
from geo.json_values import Known, Number


class StepFigures(Bounded):
    """How many reach a step, miss it, or stop there."""

    step: str
    reaching: Number
    missing: Number
    unknown: Number
    breaking: Number


class PathLine(ZoneRecord, Bounded):
    """Who can follow a path in a zone."""

    total: Number
    complete: Number
    broken: Number
    unknown: Number
    share_low: Number
    share_high: Number
    places_unknown: Number
    breaking_step: str | None
    steps: list[StepFigures]


class PathStep(Services):
    """A step: its services, how near they must be (None: a declared area), and how many there are."""

    step: str
    limit_min: Number
    actors: Number
    unplaced: int
    set_aside: int
    register_state: State


class Shares(TypedDict):
    """Who can follow a path, between two bounds."""

    share_low: Number
    share_high: Number


class PathSensitivity(TypedDict):
    """The answer at both ends of the bias of the times: all trips shorter, or longer, by these shares."""

    shorter_share: Known
    longer_share: Known
    shorter: Shares
    longer: Shares


class PathRecord(PathLine, Dated):
    """Who can follow a path in a zone, step by step."""

    base: str
    path: list[PathStep]
    parts: list[PathLine]
    sensitivity: PathSensitivity
    confidence: Confidence
