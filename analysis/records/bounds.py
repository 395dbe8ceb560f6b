"""A figure and what is known of it: exact, at least, at most, or unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, nan
from typing import Literal, TypedDict, cast

from geo.json_values import Number, plain_number

Sense = Literal["exact", "at-least", "at-most", "unknown"]
"""How the truth stands to a figure: equal, no lower, no higher, or anywhere."""

State = Literal["complete", "partial", "not-listed"]
"""How a register stands to what exists: all of it, some of it, nobody at all."""


STATES: tuple[State, ...] = ("complete", "partial", "not-listed")


class BoundRecord(TypedDict):
    """A figure as JSON tells it; no value where it is unknown."""

    value: Number
    bound: Sense


class Bounded(TypedDict):
    """Figures that rest on a register: its state, and by field what is known of each; null figures are unknown.

    A field that is not named is exact, or can be said to be neither least nor most.
    """

    register_state: State
    bounds: dict[str, Sense]


class KindKnownRecord(TypedDict):
    """What is known of one kind in a zone: the fields of `analysis.service_area.completeness.KindKnown`."""

    kind: str
    state: State
    known: int
    expected: Number
    low: Number
    high: Number
    stated_in: str | None
    what: str | None
    as_of: str | None
    source: str | None
    reliability: str | None
    note: str | None


class RegisterLine(KindKnownRecord):
    """The same, with the zone; ``own`` where the count is the user's.

    ``row_quality_mean`` is the mean score of the rows of its open actors (`analysis.doubt.row_quality`).
    """

    zone: str
    name: str
    level: str
    own: bool
    row_quality_mean: Number


class CompletenessRecord(TypedDict):
    """What is known in a zone of the services asked about, as `analysis.service_area.completeness.Completeness`.

    ``known`` open actors, beside how many there should be: ``expected``, ``low`` at least, ``high`` at most; ``about``
    is the one of these that says it best, where there is one.
    """

    state: State
    known: int
    expected: Number
    low: Number
    high: Number
    about: Number
    mostly_unknown: bool
    kinds: list[KindKnownRecord]


@dataclass(frozen=True)
class Bound:
    """A figure and what is known of it; ``value`` is NaN where ``sense`` is ``unknown``, and only there."""

    value: float
    sense: Sense

    def __post_init__(self) -> None:
        if isnan(self.value) != (self.sense == "unknown"):
            raise ValueError(f"{self.value} cannot be {self.sense}.")

    @property
    def low(self) -> float:
        """What the truth is no lower than; NaN where nothing is known."""
        return self.value if self.sense in {"exact", "at-least"} else nan

    @property
    def high(self) -> float:
        """What the truth is no higher than; NaN where nothing is known."""
        return self.value if self.sense in {"exact", "at-most"} else nan

    def record(self) -> BoundRecord:
        """Return the figure as plain values."""
        return {"value": plain_number(self.value), "bound": self.sense}


def state_of(value: object) -> State:
    """Return the state that a cell of a frame holds.

    Raises
    ------
    ValueError
        Where it is none.
    """
    for state in STATES:
        if value == state:
            return state
    raise ValueError(f"{value!r} is no state of a register.")


def rising_sense(state: State) -> Sense:
    """Return the sense of a figure that one more service could only raise: shares reached, offers, coverage."""
    return _RISING[state]


def falling_sense(state: State) -> Sense:
    """Return the sense of a figure that one more service could only lower: gaps, minutes, births out of reach."""
    return _FALLING[state]


def rising(state: State, value: float) -> Bound:
    """Return a figure that one more service could only raise: at least what a partial register gives.

    A value that is NaN is unknown whatever the register.
    """
    return _bound(value, _RISING[state])


def falling(state: State, value: float) -> Bound:
    """Return a figure that one more service could only lower: at most what a partial register gives."""
    return _bound(value, _FALLING[state])


def senses(state: State, *, up: Iterable[str] = (), down: Iterable[str] = ()) -> dict[str, Sense]:
    """Return the sense of each figure: of those that one more service could only raise (``up``), or lower."""
    return {**dict.fromkeys(up, _RISING[state]), **dict.fromkeys(down, _FALLING[state])}


def weakest(states: Iterable[State]) -> State:
    """Return the state of what rests on several registers: complete where all are, not listed where one is."""
    found = set(states)
    return "not-listed" if "not-listed" in found else "partial" if "partial" in found else "complete"


def settle(record: Bounded) -> None:
    """Say of every figure of a record that has none, or only empty ones, that it is unknown."""
    for name in record["bounds"]:
        if not _has_figure(cast("dict[str, object]", record)[name]):
            record["bounds"][name] = "unknown"


def _has_figure(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_has_figure, value.values()))
    return bool(value) if isinstance(value, list) else value is not None


def _bound(value: float, sense: Sense) -> Bound:
    return Bound(nan, "unknown") if sense == "unknown" or isnan(value) else Bound(float(value), sense)


_RISING: dict[State, Sense] = {"complete": "exact", "partial": "at-least", "not-listed": "unknown"}
_FALLING: dict[State, Sense] = {"complete": "exact", "partial": "at-most", "not-listed": "unknown"}
