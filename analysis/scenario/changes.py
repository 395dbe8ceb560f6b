"""The changes that a scenario is made of, one small class each, and how a change is read from plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from analysis.records.scenario import ChangeRecord
from geo.json_values import encode
from geo.schema import CAPACITY_UNITS, MODES, STRATA

NEW_ACTOR = "scenario-"
"""Ids of the actors that a scenario opens: this and the position of the change, from 1."""

GROWING = ("all", "births", "population")
"""What grows: everybody, or one of the counts alone."""


@dataclass(frozen=True)
class Cell:
    """What a field may hold: ``text``, ``number`` (``low`` to ``high``), ``flag`` (true or false), ``codes`` (a list).

    ``allowed`` are the only texts or codes accepted; empty: any.
    """

    kind: str
    required: bool = False
    low: float = 0.0
    high: float = 1_000_000.0
    allowed: tuple[str, ...] = ()


def _text(*, required: bool = False, allowed: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - a dataclass field
    return field(default=None, metadata={"cell": Cell("text", required=required, allowed=allowed)})


def _number(*, required: bool = False, low: float = 0.0, high: float = 1_000_000.0) -> Any:  # noqa: ANN401
    return field(default=None, metadata={"cell": Cell("number", required=required, low=low, high=high)})


def _flag() -> Any:  # noqa: ANN401
    return field(default=None, metadata={"cell": Cell("flag")})


def _codes(allowed: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    return field(default=(), metadata={"cell": Cell("codes", allowed=allowed)})


@dataclass(frozen=True, kw_only=True)
class Open:
    """Open a service: a new one in a zone or at a point, or an actor of the register that is not open today.

    ``covers`` are the zones that a service which comes to families declares; ``hours`` a text as in the register.
    """

    change: ClassVar[str] = "open"
    actor_id: str | None = _text()
    kind: str | None = _text()
    function: str | None = _text()
    strata: tuple[str, ...] = _codes(STRATA)
    name: str | None = _text()
    zone: str | None = _text()
    lon: float | None = _number(low=-180.0, high=180.0)
    lat: float | None = _number(low=-90.0, high=90.0)
    capacity: float | None = _number()
    capacity_unit: str | None = _text(allowed=CAPACITY_UNITS)
    mode: str | None = _text(allowed=MODES)
    reach_min: float | None = _number(high=1440.0)
    covers: tuple[str, ...] = _codes()
    hours: str | None = _text()


@dataclass(frozen=True, kw_only=True)
class Close:
    """Close an actor with all its services; where ``building`` is true, with all that its building houses."""

    change: ClassVar[str] = "close"
    actor_id: str | None = _text(required=True)
    building: bool | None = _flag()


@dataclass(frozen=True, kw_only=True)
class Move:
    """Move an actor to another zone or point."""

    change: ClassVar[str] = "move"
    actor_id: str | None = _text(required=True)
    zone: str | None = _text()
    lon: float | None = _number(low=-180.0, high=180.0)
    lat: float | None = _number(low=-90.0, high=90.0)


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Give a service another capacity per year; ``service`` is needed where the actor has several."""

    change: ClassVar[str] = "capacity"
    actor_id: str | None = _text(required=True)
    service: str | None = _text()
    capacity: float | None = _number(required=True)
    capacity_unit: str | None = _text(allowed=CAPACITY_UNITS)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Give an actor other opening hours: they tell its capacity where none is stated."""

    change: ClassVar[str] = "hours"
    actor_id: str | None = _text(required=True)
    hours: str | None = _text(required=True)


@dataclass(frozen=True, kw_only=True)
class ReachChange:
    """Change how far a service goes: its minutes, the zones that it declares, or both."""

    change: ClassVar[str] = "reach"
    actor_id: str | None = _text(required=True)
    service: str | None = _text()
    reach_min: float | None = _number(high=1440.0)
    covers: tuple[str, ...] = _codes()


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Another rate of need (per unit of ``base``, births by default) for what the question asks, in a zone."""

    change: ClassVar[str] = "rate"
    zone: str | None = _text(required=True)
    rate: float | None = _number(required=True, high=1000.0)
    kind: str | None = _text()
    function: str | None = _text()
    stratum: str | None = _text(allowed=STRATA)
    base: str | None = _text()
    unit: str | None = _text()


@dataclass(frozen=True, kw_only=True)
class Growth:
    """More or fewer people in a zone, in percent of today: 10 is a tenth more, -5 a twentieth fewer."""

    change: ClassVar[str] = "growth"
    zone: str | None = _text(required=True)
    percent: float | None = _number(required=True, low=-100.0, high=1000.0)
    base: str | None = _text(allowed=GROWING)


@dataclass(frozen=True, kw_only=True)
class MoreTrips:
    """Add the trips of a public transport feed to the timetable of the territory: one more bus.

    ``gtfs`` is a path, or the name of a file kept beside the scenarios (`geo.workspace.kept_scenarios.feed_path`).
    """

    change: ClassVar[str] = "trips"
    gtfs: str | None = _text(required=True)


Change = Open | Close | Move | Capacity | Hours | ReachChange | Rate | Growth | MoreTrips

CHANGES: Mapping[str, type[Change]] = {
    one.change: one for one in (Open, Close, Move, Capacity, Hours, ReachChange, Rate, Growth, MoreTrips)
}
"""Every kind of change by the word that a file uses."""


def cells_of(kind: type[Change]) -> dict[str, Cell]:
    """Return the fields of a kind of change, in order, with what each may hold."""
    return {one.name: one.metadata["cell"] for one in fields(kind)}


def change_of(values: Mapping[str, object]) -> Change:
    """Return a change from plain values that are known to be sound (see `analysis.scenario.reading` for a file).

    Parameters
    ----------
    values
        ``change`` and the fields of that change; None is the same as absent, other keys are left aside.
    """
    kind = CHANGES[str(values["change"])]
    given: dict[str, Any] = {}
    for name, cell in cells_of(kind).items():
        value = values.get(name)
        if value is None or value != value:  # noqa: PLR0124 - NaN
            continue
        given[name] = _as(value, cell)
    return kind(**given)


def change_values(change: Change) -> ChangeRecord:
    """Return a change as plain values, what is not said left out: the opposite of :func:`change_of`."""
    said = {name: getattr(change, name) for name in cells_of(type(change))}
    return encode(
        ChangeRecord, {name: value for name, value in said.items() if value not in (None, ())}, change=change.change
    )


def _as(value: Any, cell: Cell) -> Any:  # noqa: ANN401
    if cell.kind == "number":
        return float(value)
    if cell.kind == "codes":
        return tuple(str(code) for code in value)
    return bool(value) if cell.kind == "flag" else str(value)
