import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from geo.errors import BadInputError
from tests.analysis.access.small_territories import examples

ALL = [
    binary(threshold_min=30),
    stepped(thresholds_min=[10, 20, 30], weights=[1, 0.68, 0.22]),
    exponential(rate_per_min=0.1),
    exponential(rate_per_min=0.1, cutoff_min=45),
    gaussian(sigma_min=20),
    gaussian(sigma_min=20, cutoff_min=45),
    truncated_gaussian(threshold_min=30),
    linear(threshold_min=30),
    power(exponent=1),
    power(exponent=2, floor_min=5, cutoff_min=45),
    logistic(midpoint_min=30, spread_min=10),
]


@pytest.mark.parametrize(
    ("decay", "minutes", "expected"),
    [
        (binary(threshold_min=60), [0, 60, math.nextafter(60, 61), 61], [1, 1, 0, 0]),
        (
            stepped(thresholds_min=[10, 20, 30], weights=[1, 0.68, 0.22]),
            [0, 10, 10.1, 20, 20.1, 30, 30.1],
            [1, 1, 0.68, 0.68, 0.22, 0.22, 0],
        ),
        (exponential(rate_per_min=math.log(2) / 10), [0, 10, 20], [1, 0.5, 0.25]),
        (exponential(rate_per_min=math.log(2) / 10, cutoff_min=10), [10, 10.1], [0.5, 0]),
        (gaussian(sigma_min=10), [0, 10, 20], [1, math.exp(-0.5), math.exp(-2)]),
        (
            truncated_gaussian(threshold_min=60),
            [0, 30, 60, 90],
            [1, (math.exp(-0.125) - math.exp(-0.5)) / (1 - math.exp(-0.5)), 0, 0],
        ),
        (linear(threshold_min=40), [0, 10, 40, 50], [1, 0.75, 0, 0]),
        (power(exponent=1), [0, 0.5, 1, 4, 40], [1, 1, 1, 0.25, 0.025]),
        (power(exponent=2, floor_min=2, cutoff_min=10), [0, 2, 10, 10.5], [0.25, 0.25, 0.01, 0]),
        # At the midpoint the fall is half of what it is worth at 0 before scaling: (1 + e^-x)/2, x = m π/(s √3).
        (
            logistic(midpoint_min=30, spread_min=10),
            [0, 30],
            [1, (1 + math.exp(-30 * math.pi / (10 * math.sqrt(3)))) / 2],
        ),
    ],
)
def test_values_worked_by_hand(decay, minutes, expected):
    np.testing.assert_allclose(decay(np.array(minutes, dtype=float)), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("decay", ALL, ids=repr)
@examples
@given(minutes=st.lists(st.floats(0, 1e4), min_size=1, max_size=30))
def test_a_decay_never_rises_and_stays_between_0_and_1(decay, minutes):
    weights = decay(np.sort(np.array(minutes)))
    assert (np.diff(weights) <= 0).all()
    assert (weights >= 0).all()
    assert (weights <= 1).all()


@pytest.mark.parametrize("decay", ALL, ids=repr)
@examples
@given(beyond=st.floats(1e-6, 1e4))
def test_a_decay_is_worth_nothing_beyond_its_reach(decay, beyond):
    if np.isfinite(decay.reach_min):
        assert decay(np.array([decay.reach_min + beyond]))[0] == 0


@pytest.mark.parametrize("decay", ALL, ids=repr)
def test_shape_is_kept_and_the_input_left_alone(decay):
    minutes = np.array([[0.0, 10.0], [30.0, 90.0]])
    assert decay(minutes).shape == (2, 2)
    assert minutes.tolist() == [[0.0, 10.0], [30.0, 90.0]]


def test_decays_are_told_apart_by_name_and_parameters():
    assert binary(threshold_min=30) == binary(threshold_min=30)
    assert binary(threshold_min=30) != binary(threshold_min=45)
    assert linear(threshold_min=30) != truncated_gaussian(threshold_min=30)
    assert isinstance(binary(threshold_min=30), Decay)


@pytest.mark.parametrize(
    "factory",
    [
        lambda: binary(threshold_min=0),
        lambda: linear(threshold_min=-1),
        lambda: truncated_gaussian(threshold_min=float("nan")),
        lambda: exponential(rate_per_min=0),
        lambda: gaussian(sigma_min=-2),
        lambda: power(exponent=1, floor_min=0),
        lambda: logistic(midpoint_min=30, spread_min=0),
    ],
)
def test_parameters_out_of_sense_are_refused(factory):
    with pytest.raises(BadInputError) as caught:
        factory()
    assert caught.value.key == "access-bad-decay"


@pytest.mark.parametrize(
    ("thresholds", "weights"),
    [
        ([], []),
        ([10, 20], [1]),
        ([20, 10], [1, 0.5]),
        ([10, 10], [1, 0.5]),
        ([10, 20], [0.5, 1]),
        ([10], [1.5]),
        ([10], [-0.1]),
        ([0], [1]),
        ([10, float("nan")], [1, 0.5]),
        ([10], [float("nan")]),
    ],
)
def test_steps_out_of_sense_are_refused(thresholds, weights):
    with pytest.raises(BadInputError) as caught:
        stepped(thresholds_min=thresholds, weights=weights)
    assert caught.value.key == "access-bad-steps"
