"""Decays: how much an actor counts for a place, by the minutes between them.

Each factory returns a `Decay`, a function of an array of minutes. Thresholds are inclusive: at exactly the
threshold, a place is within. A decay never rises with time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.service_area.kernels import step_weights
from geo.errors import BadInputError
from geo.schema import FloatArray


@dataclass(frozen=True)
class Decay:
    """A decay, with the name and the parameters that its figures must quote; worth 0 beyond ``reach_min``."""

    name: str
    parameters: tuple[tuple[str, float | tuple[float, ...]], ...]
    function: Callable[[FloatArray], FloatArray] = field(compare=False, repr=False)
    reach_min: float = np.inf

    def __call__(self, minutes: FloatArray) -> FloatArray:
        """Return the weight of each time, in the shape of ``minutes``."""
        return self.function(np.asarray(minutes, dtype=np.float64))


def binary(*, threshold_min: float) -> Decay:
    """Return 1 up to the threshold, 0 beyond (Luo & Wang 2003)."""
    _positive(threshold_min=threshold_min)
    parameters = (("threshold_min", threshold_min),)
    return Decay("binary", parameters, lambda minutes: (minutes <= threshold_min).astype(np.float64), threshold_min)


def stepped(*, thresholds_min: Sequence[float], weights: Sequence[float]) -> Decay:
    """Return the weight of the first threshold that is not exceeded, 0 beyond the last (Luo & Qi 2009).

    Raises
    ------
    BadInputError
        ``access-bad-steps`` unless thresholds rise, weights do not, lie between 0 and 1, and both are as many.
    """
    edges, steps = np.asarray(thresholds_min, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if (
        edges.size == 0
        or edges.shape != steps.shape
        or not (np.isfinite(edges).all() and edges[0] > 0 and (np.diff(edges) > 0).all())
        or not ((steps >= 0).all() and (steps <= 1).all() and (np.diff(steps) <= 0).all())
    ):
        raise BadInputError("access-bad-steps")
    parameters = (("thresholds_min", tuple(edges.tolist())), ("weights", tuple(steps.tolist())))

    def weigh(minutes: FloatArray) -> FloatArray:
        return step_weights(minutes.ravel(), edges, steps).reshape(minutes.shape)

    return Decay("stepped", parameters, weigh, float(edges[-1]))


def exponential(*, rate_per_min: float, cutoff_min: float = np.inf) -> Decay:
    """Return exp(−rate · t)."""
    _positive(rate_per_min=rate_per_min, cutoff_min=cutoff_min)
    parameters = (("rate_per_min", rate_per_min), ("cutoff_min", cutoff_min))
    return Decay(
        "exponential", parameters, _cut(lambda minutes: np.exp(-rate_per_min * minutes), cutoff_min), cutoff_min
    )


def gaussian(*, sigma_min: float, cutoff_min: float = np.inf) -> Decay:
    """Return exp(−t² / 2σ²), worth 1 at 0 min."""
    _positive(sigma_min=sigma_min, cutoff_min=cutoff_min)
    parameters = (("sigma_min", sigma_min), ("cutoff_min", cutoff_min))

    def weigh(minutes: FloatArray) -> FloatArray:
        return np.asarray(np.exp(-0.5 * (minutes / sigma_min) ** 2))

    return Decay("gaussian", parameters, _cut(weigh, cutoff_min), cutoff_min)


def truncated_gaussian(*, threshold_min: float) -> Decay:
    """Return the Gaussian that falls to exactly 0 at the threshold (Dai 2010).

    (exp(−½ (t/d)²) − exp(−½)) / (1 − exp(−½)) for t ≤ d.
    """
    _positive(threshold_min=threshold_min)
    floor = np.exp(-0.5)

    def weigh(minutes: FloatArray) -> FloatArray:
        inside = np.minimum(minutes, threshold_min) / threshold_min
        return np.asarray((np.exp(-0.5 * inside**2) - floor) / (1 - floor))

    return Decay("truncated-gaussian", (("threshold_min", threshold_min),), weigh, threshold_min)


def linear(*, threshold_min: float) -> Decay:
    """Return 1 − t/d, 0 from the threshold on."""
    _positive(threshold_min=threshold_min)

    def weigh(minutes: FloatArray) -> FloatArray:
        return np.asarray(1.0 - np.minimum(minutes, threshold_min) / threshold_min)

    return Decay("linear", (("threshold_min", threshold_min),), weigh, threshold_min)


def power(*, exponent: float, floor_min: float = 1.0, cutoff_min: float = np.inf) -> Decay:
    """Return t^(−exponent); times under ``floor_min`` count as ``floor_min``, for the power has no value at 0."""
    _positive(exponent=exponent, floor_min=floor_min, cutoff_min=cutoff_min)
    parameters = (("exponent", exponent), ("floor_min", floor_min), ("cutoff_min", cutoff_min))

    def weigh(minutes: FloatArray) -> FloatArray:
        return np.asarray(np.maximum(minutes, floor_min) ** -exponent)

    return Decay("power", parameters, _cut(weigh, cutoff_min), cutoff_min)


def logistic(*, midpoint_min: float, spread_min: float) -> Decay:
    """Return a logistic fall around ``midpoint_min``, of standard deviation ``spread_min`` (Bauer & Groneberg 2016).

    (1 + exp(−m π / (s √3))) / (1 + exp((t − m) π / (s √3))), worth 1 at 0 min.
    """
    _positive(midpoint_min=midpoint_min, spread_min=spread_min)
    slope = np.pi / (spread_min * np.sqrt(3.0))
    top = 1.0 + np.exp(-midpoint_min * slope)

    def weigh(minutes: FloatArray) -> FloatArray:
        # 1 / (1 + e^x) written with the exponential that cannot overflow.
        x = (minutes - midpoint_min) * slope
        small = np.exp(-np.abs(x))
        return np.asarray(top * np.where(x > 0, small, 1.0) / (1.0 + small))

    return Decay("logistic", (("midpoint_min", midpoint_min), ("spread_min", spread_min)), weigh)


def _cut(function: Callable[[FloatArray], FloatArray], cutoff_min: float) -> Callable[[FloatArray], FloatArray]:
    if np.isinf(cutoff_min):
        return function
    return lambda minutes: np.where(minutes <= cutoff_min, function(minutes), 0.0)


def _positive(**parameters: float) -> None:
    for name, value in parameters.items():
        if not value > 0:
            raise BadInputError("access-bad-decay", parameter=name, value=value)
