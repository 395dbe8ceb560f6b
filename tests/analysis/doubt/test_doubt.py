"""What figures rest on, how much they could move, and which counts are hidden."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.ranks import rank_stability
from analysis.doubt.bands import limits_under_bias, reach_band
from analysis.doubt.completeness import quality
from analysis.doubt.draws import count_draws, intervals, rate_factors, shares_within, time_factors, unknown_capacities
from analysis.doubt.parameters import TravelRange, load_parameters
from analysis.doubt.small_counts import is_sensitive, masked, observed_needs, small_counts
from analysis.need.bases import counts_by_zone
from analysis.question import Selection
from analysis.records.shared import QualityRecord
from geo.errors import BadInputError, MissingFileError
from geo.json_values import encode
from geo.paths import data_folder
from geo.travel.engines import EngineInfo
from tests.analysis.three_zones import ACTORS, ENGINE, HOSPITALS, NAN, actor, land, service
from tests.tries import tries

PARAMETERS = load_parameters()


def rng():
    return np.random.default_rng(1)


def test_the_file_is_a_dated_hypothesis():
    assert PARAMETERS.thresholds_min == (15, 20, 30)
    assert PARAMETERS.status == "hypothesis"
    assert PARAMETERS.date
    assert PARAMETERS.mask_below == 5
    assert PARAMETERS.rate["official"] < PARAMETERS.rate["stated"] < PARAMETERS.rate["hypothesis"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("interval = 0.9", "interval = 1.9"),
        ("hypothesis = 0.5", "hypothesis = 1.5"),
        ("unknown_low = 0.0", "unknown_low = 9.0"),
        ("draws = 2000", "draws = 0"),
        ("seed = 1000", ""),
        ("[masking]", "[masked]"),
        ("minutes = [15, 20, 30]", "minutes = []"),
        ("below = 5", "below = ["),
    ],
)
def test_a_file_outside_sense_is_refused(tmp_path, old, new):
    text = (data_folder() / "norms" / "confidence.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "confidence.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInputError, match="confidence-file"):
        load_parameters(path)


def test_no_file_is_said(tmp_path):
    with pytest.raises(MissingFileError):
        load_parameters(tmp_path / "none.toml")


def test_which_selections_are_delicate():
    assert is_sensitive(Selection(kind="saf", stratum="danger"), PARAMETERS)
    assert is_sensitive(Selection(function="case-management"), PARAMETERS)
    assert not is_sensitive(Selection(kind="saf", stratum="low-risk"), PARAMETERS)
    assert not is_sensitive(HOSPITALS, PARAMETERS)


def test_small_counts_are_hidden_and_cannot_be_subtracted_back():
    counts = pd.Series([0, 1, 4, 5, 40, NAN])
    assert small_counts(counts, below=5).tolist() == [False, True, True, False, False, False]
    alone = pd.Series([0, 3, 40, 9, NAN])
    assert small_counts(alone, below=5, parts_of_a_total=True).tolist() == [False, True, False, True, False]
    assert small_counts(pd.Series([3.0, 0.0]), below=5, parts_of_a_total=True).tolist() == [True, False]


def test_what_gives_a_hidden_count_back_is_hidden_too():
    frame = pd.DataFrame({"need": [2.0, 3.0, 50.0], "gap": [1.0, 2.0, 8.0], "births": [1.0, 9.0, 100.0]})
    before = frame.copy()
    out = masked(frame, ["need"], derived=["gap"], below=5, parts_of_a_total=True)
    assert out["masked"].tolist() == [True, True, False]
    assert out["need"].isna().tolist() == out["gap"].isna().tolist() == [True, True, False]
    assert out["births"].tolist() == [1, 9, 100]
    pd.testing.assert_frame_equal(frame, before)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=8))
@tries(50)
def test_a_total_never_gives_one_hidden_count_back(counts):
    hidden = small_counts(pd.Series(counts, dtype="float64"), below=5, parts_of_a_total=True)
    shown_positive = [count for count, gone in zip(counts, hidden, strict=True) if count > 0 and not gone]
    assert hidden.sum() != 1 or not shown_positive
    assert all(count == 0 or count >= 5 for count, gone in zip(counts, hidden, strict=True) if not gone)


def test_shares_within_are_inclusive_and_move_with_time():
    minutes, births = pd.Series([10.0, 30.0, 40.0, NAN]), pd.Series([1.0, 2.0, 3.0, 4.0])
    factors = np.array([1.0, 0.5, 1.01, 3.0])
    assert shares_within(minutes, births, threshold_min=30, factors=factors).tolist() == [0.3, 0.6, 0.1, 0.1]
    nobody = shares_within(minutes, births * 0, threshold_min=30, factors=factors)
    assert np.isnan(nobody).all()


def test_draws_stay_in_their_ranges_and_come_back_the_same():
    rates = rate_factors(rng(), ["official", "stated", "hypothesis", None], parameters=PARAMETERS)
    assert rates.shape == (PARAMETERS.draws, 4)
    assert (rates[:, [0, 3]] == 1).all()
    assert (rates[:, 1].min(), rates[:, 1].max()) == pytest.approx((0.9, 1.1), abs=0.01)
    assert (rates[:, 2].min(), rates[:, 2].max()) == pytest.approx((0.5, 1.5), abs=0.05)
    again = rate_factors(rng(), ["official", "stated", "hypothesis", None], parameters=PARAMETERS)
    np.testing.assert_array_equal(rates, again)
    times = time_factors(rng(), 3, TravelRange(0.9, 1.1, 0.0, 0.0), parameters=PARAMETERS)
    assert (times[:, 0] == times[:, 2]).all()
    assert 0.9 <= times.min() < times.max() <= 1.1


def test_counts_are_drawn_around_their_mean():
    drawn = count_draws(rng(), np.array([100.0, NAN, 0.0]), years=1, draws=5000)
    assert drawn[:, 0].mean() == pytest.approx(100, abs=1)
    assert drawn[:, 0].std() == pytest.approx(10, abs=0.5)
    assert np.isnan(drawn[:, 1]).all()
    assert (drawn[:, 2] == 0).all()
    assert count_draws(rng(), np.array([100.0]), years=3, draws=5000).std() == pytest.approx(10 / 3**0.5, abs=0.3)


def test_unknown_capacities_lie_between_their_bounds():
    shares = np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    drawn = unknown_capacities(rng(), shares, largest=100.0, parameters=PARAMETERS)
    top = PARAMETERS.unknown_high * 100
    assert drawn.min() >= 0 and drawn[:, 0].max() <= 1.5 * top and drawn[:, 1].max() <= 0.5 * top  # noqa: PT018
    assert (drawn[:, 2] == 0).all()
    nothing = unknown_capacities(rng(), shares, largest=NAN, parameters=PARAMETERS)
    assert np.isnan(nothing[:, :2]).all()
    assert (nothing[:, 2] == 0).all()
    assert (unknown_capacities(rng(), np.zeros((0, 2)), largest=NAN, parameters=PARAMETERS) == 0).all()


def test_intervals():
    hundred = np.arange(101.0)
    columns = [
        hundred,
        np.where(hundred == 3, NAN, hundred),
        np.where(hundred > 94, np.inf, hundred),
        hundred[::-1] * 2,
    ]
    low, high = intervals(np.column_stack(columns), parameters=PARAMETERS)
    assert low.tolist() == pytest.approx([5, NAN, 5, 10], nan_ok=True)
    assert high.tolist() == pytest.approx([95, NAN, np.inf, 190], nan_ok=True)
    assert np.isnan(intervals(np.empty((0, 2)), parameters=PARAMETERS)).all()


def test_ranks_that_are_sure_equal_and_not_sure():
    draws = np.array([[10.0, 5.0, 5.0, NAN, 6.0], [10.0, 5.0, 5.0, 1.0, 4.0]] * 10)
    out = rank_stability(draws, pd.Index(list("ABCDE")), probability=0.9)
    assert out.loc["A", ["rank_low", "rank_high"]].tolist() == [1, 1]
    assert out.loc["A", "unsure_against"] == ()
    assert out.loc["B", ["rank_low", "rank_high"]].tolist() == [2, 3]
    assert out.loc["B", "unsure_against"] == ("E",)
    assert out.loc["E", "unsure_against"] == ("B", "C")
    assert out.loc["D", ["rank_low", "rank_high"]].isna().all()


def test_ranks_are_those_of_a_plain_count_over_more_draws_than_a_byte_holds():
    """Lines that always have the same rank are counted once: equal to one another, and to others as each is."""
    draws = np.random.default_rng(4).integers(0, 6, (600, 8)).astype(float)
    draws[:, 6], draws[:, 7] = draws[:, 2], draws[:, 3] + np.arange(600) % 2
    ids = pd.Index(list("ABCDEFGH"))
    out = rank_stability(draws, ids, probability=0.5)
    for line, name in enumerate(ids):
        ranks = np.sort(1 + (draws > draws[:, [line]]).sum(axis=1))
        assert ranks[150 - 1] <= out.loc[name, "rank_low"] <= ranks[150]
        sure = [
            max(np.mean(draws[:, line] > other), np.mean(draws[:, line] < other), np.mean(draws[:, line] == other))
            for other in draws.T
        ]
        assert out.loc[name, "unsure_against"] == tuple(ids[np.array(sure) < 0.5])


def engine(kind="estimate", status="hypothesis", **told):
    return EngineInfo(kind, "car", status, "by hand", "2026", 0.3, 0.5, **told)


def test_the_bias_of_the_engine_is_the_measured_one_where_it_is_known():
    """Times up to a quarter too long are truly 1 / 1.25 of what is told; up to a fifth too short, 1 / 0.8."""
    told = PARAMETERS.travel_range(engine(bias_low=-0.2, bias_high=0.25, scatter=0.1))
    assert (told.shortest, told.longest, told.scatter) == (pytest.approx(0.8), pytest.approx(1.25), 0.1)
    always_long = PARAMETERS.travel_range(engine(bias_low=0.1, bias_high=0.25))
    assert (always_long.shortest, always_long.longest) == (pytest.approx(0.8), 1.0)
    file = PARAMETERS.travel["estimate"]
    unmeasured = PARAMETERS.travel_range(engine())
    assert unmeasured.longest == pytest.approx(1 / (1 + file.bias_low))
    assert unmeasured.shortest == pytest.approx(1 / (1 + file.bias_high))
    assert 1 - unmeasured.shortest > unmeasured.longest - 1, "an estimate is too long more often than too short"
    calibrated = PARAMETERS.travel_range(engine(status="calibrated"))
    assert calibrated.longest == PARAMETERS.travel_range(engine(kind="roads")).longest
    exact = PARAMETERS.travel_range(engine(kind="matrix"))
    assert (exact.shortest, exact.longest, exact.scatter) == (1, 1, 0)


def test_the_median_error_of_one_trip_moves_no_share():
    wide = EngineInfo("estimate", "car", "hypothesis", "by hand", "2026", 0.9, 0.99, bias_low=0.0, bias_high=0.0)
    band = reach_band(pd.Series([14.0, 16.0]), pd.Series([1.0, 1.0]), wide, parameters=PARAMETERS)
    assert band.iloc[0][["share", "low", "high"]].tolist() == [0.5, 0.5, 0.5]


def test_a_band_is_the_shares_at_both_ends_of_the_bias():
    """Four births at 13, 15, 17 and 20 minutes, times too long by a quarter at most, too short by a twentieth.

    Within 15: two as told; if 1 / 0.95 longer, the one at 13 (13.7); if 0.8 as long, those up to 18.75: three.
    """
    minutes = pd.Series([13.0, 15.0, 17.0, 20.0])
    told = engine(bias_low=-0.05, bias_high=0.25)
    band = reach_band(minutes, pd.Series(1.0, index=minutes.index), told, parameters=PARAMETERS).set_index(
        "threshold_min"
    )
    assert band.loc[15].tolist() == [0.5, 0.25, 0.75]
    limits = limits_under_bias(15, told, parameters=PARAMETERS)
    assert (limits.low, limits.given, limits.high) == (pytest.approx(14.25), 15, pytest.approx(18.75))


@tries(60)
@given(low=st.floats(-0.5, 0.5), more=st.floats(0, 0.5), seed=st.integers(0, 9))
def test_a_band_holds_its_figure(low, more, seed):
    minutes = pd.Series(np.random.default_rng(seed).uniform(1, 60, 50))
    told = engine(bias_low=low, bias_high=low + more)
    band = reach_band(minutes, pd.Series(1.0, index=minutes.index), told, parameters=PARAMETERS)
    assert (band["low"] <= band["share"]).all()
    assert (band["share"] <= band["high"]).all()
    assert band["share"].is_monotonic_increasing


def test_quality():
    actors = [*ACTORS[:2], actor("h3", "hopital", None, located=False), *ACTORS[2:]]
    actors[1] = actors[1] | {"position_quality": "locality"}
    data = land(actors=actors, services=[service("h1", capacity=3.0), service("h2"), service("h3")])
    mine = data.actors[data.actors["kind"] == "hopital"]
    births = counts_by_zone(data.figures, data.ancestors, indicator="births", years=(2025,))
    judged = quality(data, mine, data.services, ENGINE, births=births, zone_id="R")
    assert judged.capacity_known_share == pytest.approx(1 / 3)
    assert judged.position_exact_share == judged.position_approximate_share == judged.position_unknown_share
    assert judged.births_spread_share == pytest.approx(0.8)  # b has one place: its births are not spread
    assert judged.births_missing_zones == 0
    assert quality(data, mine, data.services, ENGINE, births=births, zone_id="b").births_spread_share == 0
    empty = quality(data, mine.iloc[:0], data.services.iloc[:0], ENGINE, births=None, zone_id="R")
    assert encode(QualityRecord, empty)["capacity_known_share"] is None
    assert encode(QualityRecord, empty)["births_status"] == "missing"


def test_only_observed_counts_are_hidden():
    counts = pd.Series([3.0, 40.0, 2.0, 9.0])
    observed = np.array([True, True, False, True])
    assert small_counts(counts, below=5, observed=observed).tolist() == [True, False, False, False]
    # A single hidden part would be given back by the total: the smallest other goes too, an estimate though it is.
    kept = small_counts(counts, below=5, parts_of_a_total=True, observed=observed)
    assert kept.tolist() == [True, False, True, False]
    assert not small_counts(counts, below=5, observed=np.zeros(4, dtype=np.bool_)).any()


def test_a_need_is_observed_where_its_rules_state_it():
    rules = pd.DataFrame({"rule_id": ["v", "w", "r"], "value": [6.0, 4.0, float("nan")]})
    lines = pd.DataFrame(
        {
            "need_status": ["stated", "official", "hypothesis", "stated", "stated", None],
            "rules": ["v", "v;w", "v", "r", "v;r", None],
        }
    )
    assert observed_needs(lines, rules).tolist() == [True, True, False, False, False, False]
