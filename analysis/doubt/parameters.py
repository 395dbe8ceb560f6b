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
from geo.travel.engines import EngineInfo


class TravelError(Struct, frozen=True):
    """Errors of an engine by the file: bounds of its bias (time given ÷ true time − 1), of a zone, of one trip."""

    bias_low: Annotated[float, Meta(gt=-1, le=0)]
    bias_high: Annotated[float, Meta(ge=0, le=10)]
    own: Share
    scatter: Share


@dataclass(frozen=True)
class TravelRange:
    """What travel times may be multiplied by to be true.

    ``shortest`` (1 or less) to ``longest`` (1 or more) for a whole territory at once, its bias; ``own`` is a relative
    half-width of each zone apart, ``scatter`` what one trip is wrong by besides.
    """

    shortest: float
    longest: float
    own: float
    scatter: float


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
    travel: Mapping[str, TravelError]
    mask_below: int
    sensitive_strata: tuple[str, ...]
    sensitive_functions: tuple[str, ...]
    sensitive_kinds: tuple[str, ...]
    status: str
    source: str
    date: str

    def travel_range(self, engine: EngineInfo) -> TravelRange:
        """Return what the times of an engine may be wrong by: as it was measured, else as the file says.

        An estimate calibrated on roads is as far from the truth as these roads.
        """
        named = "roads" if engine.kind == "estimate" and engine.status == "calibrated" else engine.kind
        low, high, scatter = engine.bias_low, engine.bias_high, engine.scatter
        given = self.travel.get(named)
        if np.isnan(low) or np.isnan(high):
            low, high = (0.0, 0.0) if given is None else (given.bias_low, given.bias_high)
        if np.isnan(scatter):
            scatter = 0.0 if given is None else given.scatter
        own = 0.0 if given is None else given.own
        return TravelRange(min(1.0, 1 / (1 + high)), max(1.0, 1 / (1 + low)), own, scatter)

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
    travel: dict[str, TravelError]
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
        travel=file.travel,
        mask_below=masking.below,
        sensitive_strata=masking.strata,
        sensitive_functions=masking.functions,
        sensitive_kinds=masking.kinds,
        status=file.status,
        source=file.source,
        date=file.date,
    )
