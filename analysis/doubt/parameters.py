"""The ranges that uncertainty is drawn from, read from ``data/norms/confidence.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import numpy as np
from msgspec import Meta, Struct

from geo.errors import BadInputError
from geo.files.toml import NotNegative, Positive, Share, Sourced, read_toml
from geo.paths import data_folder


@dataclass(frozen=True)
class TravelRange:
    """Relative error of travel times: of a whole territory at once, and of each zone apart."""

    shared: float
    own: float


@dataclass(frozen=True)
class ConfidenceParameters:
    """The ranges and their provenance.

    ``thresholds_min`` are inclusive minutes; ``rate`` is a relative half-width per status of a need; counts under
    ``small_below`` are told with their Poisson interval; capacities that
    are unknown lie between ``unknown_low`` and ``unknown_high`` times the largest known one; ``mask_below`` is the
    smallest count shown when the selection is sensitive.
    """

    thresholds_min: tuple[float, ...]
    draws: int
    seed: int
    interval: float
    rate: Mapping[str, float]
    small_below: float
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


class _Thresholds(Struct, frozen=True):
    minutes: Annotated[tuple[Positive, ...], Meta(min_length=1)]


class _MonteCarlo(Struct, frozen=True):
    draws: Annotated[int, Meta(gt=0)]
    seed: int
    interval: Annotated[float, Meta(gt=0, lt=1)]


class _Counts(Struct, frozen=True):
    small_below: NotNegative


class _Capacity(Struct, frozen=True):
    unknown_low: NotNegative
    unknown_high: NotNegative


class _Travel(Struct, frozen=True):
    shared: Share
    own: Share


class _Masking(Struct, frozen=True):
    below: Annotated[int, Meta(ge=0)]
    strata: tuple[str, ...]
    functions: tuple[str, ...]
    kinds: tuple[str, ...]


class _File(Sourced, kw_only=True, frozen=True):
    thresholds: _Thresholds
    monte_carlo: _MonteCarlo
    rate: dict[str, Share]
    counts: _Counts
    capacity: _Capacity
    travel: dict[str, _Travel]
    masking: _Masking


@cache
def _load(path: Path) -> ConfidenceParameters:
    file = read_toml(path, _File, "confidence-file")
    drawn, capacity, masking = file.monte_carlo, file.capacity, file.masking
    if capacity.unknown_low > capacity.unknown_high:
        raise BadInputError("confidence-file", file=path.name, reason="capacity")
    return ConfidenceParameters(
        thresholds_min=file.thresholds.minutes,
        draws=drawn.draws,
        seed=drawn.seed,
        interval=drawn.interval,
        rate=file.rate,
        small_below=file.counts.small_below,
        unknown_low=capacity.unknown_low,
        unknown_high=capacity.unknown_high,
        travel={name: TravelRange(one.shared, one.own) for name, one in file.travel.items()},
        mask_below=masking.below,
        sensitive_strata=masking.strata,
        sensitive_functions=masking.functions,
        sensitive_kinds=masking.kinds,
        status=file.status,
        source=file.source,
        date=file.date,
    )
