"""Answers that ipea's accessibility package (R) publishes for jobs within 30 minutes in Belo Horizonte."""

import pandas as pd
import pytest

from analysis.access.cumulative import cumulative
from analysis.access.decay import binary
from analysis.access.inequality import concentration, fgt, gini, palma, theil, weighted_quantile

FIVE = ["89a88cdb57bffff", "89a88cdb597ffff", "89a88cdb5b3ffff", "89a88cdb5cfffff", "89a88cd909bffff"]
FIVE_WITH_INCOME = [*FIVE[:4], "89a88cd900bffff"]


@pytest.fixture(scope="module")
def land(shared):
    path = shared / "data" / "benchmarks" / "ipea_accessibility" / "land_use_data.parquet"
    return pd.read_parquet(path).set_index("id")


@pytest.fixture(scope="module")
def jobs_within_30(shared, land):
    travel = pd.read_parquet(shared / "data" / "benchmarks" / "ipea_accessibility" / "travel_matrix.parquet")
    travel = travel.set_axis(["place_id", "actor_id", "minutes"], axis=1)
    jobs = cumulative(travel, land["jobs"].astype(float), decay=binary(threshold_min=30))["reachable"]
    return jobs.reindex


def test_gini(jobs_within_30, land):
    assert gini(jobs_within_30(FIVE), land.loc[FIVE, "population"]).value == pytest.approx(0.1386, abs=5e-5)


@pytest.mark.parametrize(("alpha", "expected"), [(1, 0.5588), (2, 0.3256)])
def test_fgt(jobs_within_30, land, alpha, expected):
    got = fgt(jobs_within_30(FIVE), land.loc[FIVE, "population"], norm=100_000, alpha=alpha)
    assert got.value == pytest.approx(expected, abs=5e-5)


def test_concentration(jobs_within_30, land):
    cells = land.loc[FIVE]
    got = concentration(jobs_within_30(FIVE), cells["population"], cells["income_per_capita"])
    assert got.value == pytest.approx(-0.0248, abs=5e-5)
    assert got.places_excluded == 1  # the cell without inhabitants has no income


def test_palma_with_the_limits_of_the_whole_city(jobs_within_30, land):
    cells = land.loc[FIVE]
    limits = tuple(
        weighted_quantile(land["income_per_capita"], land["population"], probability=share) for share in (0.4, 0.9)
    )
    got = palma(jobs_within_30(FIVE), cells["population"], cells["income_per_capita"], cutoffs=limits)
    assert got.value == pytest.approx(1.0911, abs=5e-5)


def test_theil_between_and_within_income_deciles(jobs_within_30, land):
    cells = land.loc[FIVE_WITH_INCOME]
    got = theil(jobs_within_30(FIVE_WITH_INCOME), cells["population"], cells["income_decile"])
    assert got.value == pytest.approx(0.0852, abs=5e-5)
    assert got.between == pytest.approx(0.0515, abs=5e-5)
    assert got.within == pytest.approx(0.0337, abs=5e-5)
