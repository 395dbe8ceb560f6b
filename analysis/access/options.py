"""What an access measure is asked with: its decay written in a word, its defaults and benchmarks as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from analysis.access.decay import (
    Decay,
    binary,
    exponential,
    gaussian,
    linear,
    logistic,
    power,
    stepped,
    truncated_gaussian,
)
from analysis.access.published_weights import step_packs
from geo.errors import BadInputError
from geo.files.toml import Names, Status, Text, read_toml
from geo.paths import data_folder

MEASURES = ("nearest", "cumulative", "2sfca", "e2sfca", "3sfca", "mh3sfca", "bfca", "apl")
"""Measures by name, in the order of their complexity."""

_SHAPES: Mapping[str, tuple[Callable[..., Decay], tuple[str, ...], int]] = {
    "binary": (binary, ("threshold_min",), 1),
    "linear": (linear, ("threshold_min",), 1),
    "truncated-gaussian": (truncated_gaussian, ("threshold_min",), 1),
    "gaussian": (gaussian, ("sigma_min", "cutoff_min"), 1),
    "exponential": (exponential, ("rate_per_min", "cutoff_min"), 1),
    "power": (power, ("exponent", "floor_min", "cutoff_min"), 1),
    "logistic": (logistic, ("midpoint_min", "spread_min"), 2),
}
"""Shape → its factory, its parameters in order, and how many of them must be given."""


@dataclass(frozen=True)
class Benchmark:
    """A value that a measure is compared with, and the side on which it is missed."""

    value: float
    missed: Literal["below", "above"]
    status: str
    source: str
    date: str


@dataclass(frozen=True)
class MeasureDefaults:
    """Decay of each measure, benchmark of those that have one, indicators that order zones by vulnerability."""

    decay: Mapping[str, str]
    decay_status: str
    decay_source: str
    benchmarks: Mapping[str, Benchmark]
    vulnerability: tuple[str, ...]


def parse_decay(text: str) -> tuple[Decay, str]:
    """Return the decay that a text names, and what it rests on.

    The text is the name of a published pack (``luo-qi-2009``), a shape with its parameters in minutes
    (``binary:30``, ``gaussian:10,30`` for σ and cut-off, ``linear:45``, ``exponential:0.05``, ``power:1.5``,
    ``logistic:20,5``, ``truncated-gaussian:30``) or steps (``steps:10=1,20=0.68,30=0.22``).

    Raises
    ------
    BadInputError
        ``access-decay-text`` for anything else; ``access-bad-decay`` or ``access-bad-steps`` for parameters outside
        sense.
    """
    packs = step_packs()
    if text in packs:
        pack = packs[text]
        return pack.decay, f"{pack.source} ({pack.date})"
    name, _, given = text.partition(":")
    shape, parameters, least = _SHAPES.get(name, (None, (), 0))
    numbers = _numbers(given.replace("=", ",") if name == "steps" else given)
    if name == "steps" and numbers and len(numbers) % 2 == 0:
        return stepped(thresholds_min=numbers[::2], weights=numbers[1::2]), text
    if shape is None or not least <= len(numbers) <= len(parameters):
        known = ", ".join([*packs, *(f"{shape}:…" for shape in _SHAPES), "steps:…"])
        raise BadInputError("access-decay-text", text=text, known=known)
    return shape(**dict(zip(parameters, numbers, strict=False))), text


def _numbers(text: str) -> list[float]:
    """Return the numbers of a list separated by commas; none when any of them is not one."""
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        return []


def load_defaults(path: Path | None = None) -> MeasureDefaults:
    """Return the defaults of the measures (``data/norms/measures.toml``).

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``measures-file``.
    """
    return _load(path or data_folder() / "norms" / "measures.toml")


class _Note(Struct, frozen=True):
    status: Status
    source: Text


class _Vulnerability(Struct, frozen=True):
    indicators: tuple[str, ...]


class _File(Struct, kw_only=True, frozen=True):
    decay: Names
    decay_note: _Note
    norm: dict[str, Benchmark] = field(default_factory=dict)
    vulnerability: _Vulnerability


@cache
def _load(path: Path) -> MeasureDefaults:
    file = read_toml(path, _File, "measures-file")
    note = file.decay_note
    return MeasureDefaults(file.decay, note.status, note.source, file.norm, file.vulnerability.indicators)
