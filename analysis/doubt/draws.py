"""Seeded draws of what is uncertain: rates, unknown capacities, travel times, births of a single year."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.doubt.parameters import ConfidenceParameters, TravelRange
from geo.schema import FloatArray


@dataclass(frozen=True, eq=False)
class Interval:
    """Bounds that hold the middle part of the draws; NaN where nothing could be drawn."""

    low: float
    high: float


def rate_factors(
    rng: np.random.Generator, statuses: Sequence[str | None], *, parameters: ConfidenceParameters
) -> FloatArray:
    """Return factors of a need, one column per line, uniform around 1, as wide as the status of its rate says."""
    widths = np.array([parameters.rate.get(status or "", 0.0) for status in statuses], dtype=np.float64)
    return np.asarray(1.0 + rng.uniform(-1.0, 1.0, (parameters.draws, len(widths))) * widths)


def time_factors(
    rng: np.random.Generator, rows: int, error: TravelRange, *, parameters: ConfidenceParameters
) -> FloatArray:
    """Return factors of travel times, one column per zone: a bias that all share, and an error of its own."""
    together = rng.uniform(error.shortest, error.longest, (parameters.draws, 1))
    apart = 1.0 + rng.uniform(-1.0, 1.0, (parameters.draws, rows)) * error.own
    return np.asarray(together * apart)


def count_draws(rng: np.random.Generator, counts: FloatArray, *, years: int, draws: int) -> FloatArray:
    """Return counts as another year could have given them: Poisson, of the mean of ``years`` years.

    Unknown counts stay unknown.
    """
    known = np.nan_to_num(counts)
    drawn = rng.poisson(known * years, (draws, len(known))) / max(years, 1)
    return np.asarray(np.where(np.isnan(counts), np.nan, drawn), dtype=np.float64)


def unknown_capacities(
    rng: np.random.Generator, shares: FloatArray, *, largest: float, parameters: ConfidenceParameters
) -> FloatArray:
    """Return what unknown capacities could add to each line.

    Parameters
    ----------
    shares
        One line per service of unknown capacity, one column per zone: the part of it that serves the zone, 0 to 1.
    largest
        The largest known capacity; NaN when none is known: nothing can then be drawn where any share is above 0.

    Returns
    -------
    numpy.ndarray
        ``draws`` × zones.
    """
    services, rows = shares.shape
    if services == 0:
        return np.zeros((parameters.draws, rows))
    if np.isnan(largest):
        return np.tile(np.where((shares > 0).any(axis=0), np.nan, 0.0), (parameters.draws, 1))
    low, high = parameters.unknown_low * largest, parameters.unknown_high * largest
    return np.asarray(rng.uniform(low, high, (parameters.draws, services)) @ shares)


def shares_within(minutes: pd.Series, weights: pd.Series, *, threshold_min: float, factors: FloatArray) -> FloatArray:
    """Return the share of people within a threshold when every time is multiplied by each factor.

    Parameters
    ----------
    minutes
        Minutes to the nearest actor of each place; NaN where none is reached.
    weights
        People of the same places; unknown ones are left out.
    factors
        One per draw.

    Returns
    -------
    numpy.ndarray
        One share per factor; NaN when nobody is known.
    """
    weight = weights.to_numpy(dtype=np.float64, na_value=np.nan)
    total = float(np.nansum(weight))
    if not total > 0:
        return np.full(len(factors), np.nan)
    time = minutes.to_numpy(dtype=np.float64, na_value=np.nan)
    reached = ~np.isnan(time) & ~np.isnan(weight)
    order = np.argsort(time[reached], kind="stable")
    running = np.concatenate([[0.0], np.cumsum(weight[reached][order])])
    # Multiplying, not dividing: a factor of exactly 1 must keep thresholds inclusive to the last bit.
    limits = np.where(factors == 1.0, threshold_min, threshold_min / factors)
    return np.asarray(running[np.searchsorted(time[reached][order], limits, side="right")] / total)


def intervals(draws: FloatArray, *, parameters: ConfidenceParameters) -> tuple[FloatArray, FloatArray]:
    """Return the bounds that hold the middle part of the draws of each figure; NaN as soon as one of them is unknown.

    Parameters
    ----------
    draws
        Draws × figures.
    """
    low, high = np.full((2, draws.shape[1]), np.nan)
    known = ~np.isnan(draws).any(axis=0) if len(draws) else np.zeros(draws.shape[1], dtype=np.bool_)
    finite = known & np.isfinite(draws).all(axis=0)
    beyond, tails = known & ~finite, parameters.tails()
    if finite.any():
        low[finite], high[finite] = np.quantile(draws[:, finite], tails, axis=0)
    if beyond.any():  # Between a figure and what is beyond the horizon there is no middle.
        low[beyond], high[beyond] = np.quantile(draws[:, beyond], tails, axis=0, method="nearest")
    return low, high
