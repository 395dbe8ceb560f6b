"""What an access measure is asked with: its decay written in a word, its defaults and benchmarks as data."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

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
from geo.errors import BadInputError, MissingFileError
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


@cache
def _load(path: Path) -> MeasureDefaults:
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return MeasureDefaults(
            decay={name: str(text) for name, text in raw["decay"].items()},
            decay_status=str(raw["decay_note"]["status"]),
            decay_source=str(raw["decay_note"]["source"]),
            benchmarks={name: _benchmark(entry) for name, entry in raw.get("norm", {}).items()},
            vulnerability=tuple(raw["vulnerability"]["indicators"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInputError("measures-file", file=path.name, reason=str(error)) from error


def _benchmark(entry: Mapping[str, Any]) -> Benchmark:
    if entry["missed"] not in {"below", "above"}:
        raise ValueError(entry["missed"])
    missed = cast("Literal['below', 'above']", entry["missed"])
    return Benchmark(float(entry["value"]), missed, str(entry["status"]), str(entry["source"]), str(entry["date"]))
