"""The ranges that uncertainty is drawn from, read from ``data/norms/confidence.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from geo.errors import BadInputError, MissingFileError
from geo.paths import data_folder


@dataclass(frozen=True)
class TravelRange:
    """Relative error of travel times: of a whole territory at once, and of each zone apart."""

    shared: float
    own: float


@dataclass(frozen=True)
class ConfidenceParameters:
    """The ranges and their provenance.

    ``thresholds_min`` are inclusive minutes; ``rate`` is a relative half-width per status of a need; capacities that
    are unknown lie between ``unknown_low`` and ``unknown_high`` times the largest known one; ``mask_below`` is the
    smallest count shown when the selection is sensitive.
    """

    thresholds_min: tuple[float, ...]
    draws: int
    seed: int
    interval: float
    rate: Mapping[str, float]
    unknown_low: float
    unknown_high: float
    travel: Mapping[str, TravelRange]
    mask_below: int
    sensitive_strata: tuple[str, ...]
    sensitive_functions: tuple[str, ...]
    sensitive_kinds: tuple[str, ...]
    status: str
    source: str
    date: str

    def travel_range(self, engine: str, median_error_share: float = np.nan) -> TravelRange:
        """Return the error of an engine: the median one where it was measured, else that of the file."""
        given = self.travel.get(engine, TravelRange(0.0, 0.0))
        if np.isnan(median_error_share):
            return given
        half = given.own / given.shared if given.shared > 0 else 0.5
        return TravelRange(median_error_share, median_error_share * half)

    def tails(self) -> tuple[float, float]:
        """Return the two probabilities that bound the interval."""
        return (1 - self.interval) / 2, (1 + self.interval) / 2


def load_parameters(path: Path | None = None) -> ConfidenceParameters:
    """Return the ranges of a file (the embedded one by default).

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``confidence-file`` when an entry is absent or outside sense.
    """
    return _load(path or data_folder() / "norms" / "confidence.toml")


@cache
def _load(path: Path) -> ConfidenceParameters:
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    try:
        parameters = _parameters(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInputError("confidence-file", file=path.name, reason=str(error)) from error
    wrong = _outside_sense(parameters)
    if wrong:
        raise BadInputError("confidence-file", file=path.name, reason=wrong)
    return parameters


def _parameters(raw: dict[str, Any]) -> ConfidenceParameters:
    return ConfidenceParameters(
        thresholds_min=tuple(float(minutes) for minutes in raw["thresholds"]["minutes"]),
        draws=int(raw["monte_carlo"]["draws"]),
        seed=int(raw["monte_carlo"]["seed"]),
        interval=float(raw["monte_carlo"]["interval"]),
        rate={status: float(width) for status, width in raw["rate"].items()},
        unknown_low=float(raw["capacity"]["unknown_low"]),
        unknown_high=float(raw["capacity"]["unknown_high"]),
        travel={name: TravelRange(float(one["shared"]), float(one["own"])) for name, one in raw["travel"].items()},
        mask_below=int(raw["masking"]["below"]),
        sensitive_strata=tuple(raw["masking"]["strata"]),
        sensitive_functions=tuple(raw["masking"]["functions"]),
        sensitive_kinds=tuple(raw["masking"]["kinds"]),
        status=str(raw["status"]),
        source=str(raw["source"]),
        date=str(raw["date"]),
    )


def _outside_sense(given: ConfidenceParameters) -> str:
    widths = [*given.rate.values(), *(value for one in given.travel.values() for value in (one.shared, one.own))]
    checks = {
        "thresholds": bool(given.thresholds_min) and min(given.thresholds_min) > 0,
        "monte_carlo": given.draws > 0 and 0 < given.interval < 1,
        "rate / travel": all(0 <= width < 1 for width in widths),
        "capacity": 0 <= given.unknown_low <= given.unknown_high < np.inf,
        "masking": given.mask_below >= 0,
    }
    return ", ".join(name for name, good in checks.items() if not good)
