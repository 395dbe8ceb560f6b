"""Answers that others published: ipea's accessibility (R), the fca package (R), PySAL access (Python)."""

import numpy as np
import pandas as pd
import pytest

from analysis.access.decay import binary, power
from analysis.access.fca import balanced, modified_huff, three_step, two_step
from tests.analysis.access.small_territories import capacity, need, table

FIVE = ["89a88cdb57bffff", "89a88cdb597ffff", "89a88cdb5b3ffff", "89a88cdb5cfffff", "89a88cd909bffff"]


@pytest.fixture(scope="module")
def belo_horizonte(shared):
    """Travel, population and jobs of five cells of Belo Horizonte."""
    folder = shared / "data" / "benchmarks" / "ipea_accessibility"
    land = pd.read_parquet(folder / "land_use_data.parquet").set_index("id").loc[FIVE]
    travel = pd.read_parquet(folder / "travel_matrix.parquet").set_axis(["place_id", "actor_id", "minutes"], axis=1)
    travel = travel[travel["place_id"].isin(FIVE) & travel["actor_id"].isin(FIVE)]
    return travel, land["population"].astype(float), land["jobs"].astype(float)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [(two_step, [0.0152, 0.1491, 0.1491, 0.1068, 0]), (balanced, [0.0094, 0.1993, 0.1993, 0.1147, 0])],
)
def test_ipea_within_45_minutes(belo_horizonte, measure, expected):
    travel, population, jobs = belo_horizonte
    result = measure(travel, population, jobs, decay=binary(threshold_min=45))
    np.testing.assert_allclose(result.places["access"], expected, atol=5e-5)


def test_ipea_threshold_is_inclusive(belo_horizonte):
    # One pair is at exactly 45 minutes: the published figures count it, a strict threshold would not.
    travel, population, jobs = belo_horizonte
    assert (travel["minutes"] == 45).any()
    strict = two_step(travel, population, jobs, decay=binary(threshold_min=44.99))
    assert strict.places["access"].iloc[1] != pytest.approx(0.1491, abs=5e-5)


FCA_P, FCA_S, FCA_W = need(1, 2, 3, 4), capacity(1, 2, 3, 4, 5, 6), np.arange(1.0, 25.0).reshape(4, 6)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [(three_step, [0.6686, 1.3565, 2.0921, 2.8355]), (modified_huff, [9.6176, 21.7174, 34.3258, 47.0329])],
)
def test_r_fca(measure, expected):
    # The package is given weights 1 to 24: here the minutes are the weights.
    result = measure(table(FCA_W), FCA_P, FCA_S, decay=lambda weights: weights)
    np.testing.assert_allclose(result.places["access"], expected, atol=5e-5)


def test_r_fca_two_step():
    result = two_step(table(FCA_W), FCA_P, FCA_S, decay=binary(threshold_min=24))
    np.testing.assert_allclose(result.places["access"], 2.1)


# PySAL access, hospital example, gridlock: the hospitals of 1 and 2 are 40 from 3, and 80 from each other.
#
#     1 ──40── 3 ──40── 2
TOY = table([[1, 80, 40], [80, 1, 40], [40, 40, 1]])
TOY_P, TOY_S = need(100, 50, 10), capacity(15, 20, 100)


def test_pysal_toy_two_step():
    result = two_step(TOY, TOY_P, TOY_S, decay=power(exponent=1, cutoff_min=61))
    np.testing.assert_allclose(result.places["access"], [0.331444, 0.579828, 7.286418], atol=5e-7)


def test_pysal_toy_three_step():
    # PySAL lets families choose among all pairs and cuts at 61 only when it sums.
    result = three_step(TOY, TOY_P, TOY_S, decay=power(exponent=1, cutoff_min=61), selection=power(exponent=1))
    np.testing.assert_allclose(result.places["access"], [0.156257, 0.406216, 9.906352], atol=5e-7)
