import numpy as np
import pandas as pd
import pytest

from analysis.need.universalism import load_weights, vulnerability_weights, weighted_need
from geo.errors import BadInputError, MissingFileError
from ui.texts import texts

INDEX = pd.Index(["a", "b", "c"], name="zone_id")
SHARES = pd.DataFrame({"low-risk": [1.0, 0.5, 0.0], "complex": [0.0, 0.5, 1.0], "danger": np.nan}, index=INDEX)
WEIGHTS = {"low-risk": 1.0, "complex": 3.0}


def test_by_hand():
    weight = vulnerability_weights(SHARES, weights=WEIGHTS)
    assert weight.tolist() == [1, 2, 3]
    # 30·1 + 30·2 + 40·3 = 210 for a total of 100: a 100·30/210.
    out = weighted_need(pd.Series([30.0, 30.0, 40.0], index=INDEX), weight, pd.Series([10.0, 10.0, 10.0], index=INDEX))
    assert out["need_weighted"].tolist() == pytest.approx([100 * 30 / 210, 100 * 60 / 210, 100 * 120 / 210])
    assert out["need_weighted"].sum() == pytest.approx(out["need"].sum())
    assert out["weighted_share"].sum() == pytest.approx(1)
    assert out.loc["a", "coverage_rate"] == pytest.approx(1 / 3)
    assert out.loc["a", "weighted_coverage_rate"] == pytest.approx(0.7)


def test_equal_weights_change_nothing():
    weight = vulnerability_weights(SHARES, weights={"low-risk": 2.0, "complex": 2.0})
    out = weighted_need(pd.Series([30.0, 30.0, 40.0], index=INDEX), weight)
    assert out["need_weighted"].tolist() == pytest.approx(out["need"].tolist())


def test_unknown_stays_unknown_and_out_of_the_totals():
    shares = SHARES.copy()
    shares.loc["c", "complex"] = np.nan
    out = weighted_need(pd.Series([30.0, np.nan, 40.0], index=INDEX), vulnerability_weights(shares, weights=WEIGHTS))
    assert out["need_weighted"].isna().tolist() == [False, True, True]
    assert out.loc["a", "need_weighted"] == 30
    assert out.loc["c", "need"] == 40
    assert vulnerability_weights(SHARES * np.nan, weights=WEIGHTS).isna().all()


def test_zero_need_and_zero_weights_are_no_division():
    zero = weighted_need(pd.Series([0.0, 0.0, 0.0], index=INDEX), pd.Series([1.0, 1.0, 1.0], index=INDEX))
    assert zero["need_weighted"].isna().all()
    none = weighted_need(pd.Series([1.0, 1.0, 1.0], index=INDEX), pd.Series([0.0, 0.0, 0.0], index=INDEX))
    assert none["need_weighted"].isna().all()


@pytest.mark.parametrize(
    ("weights", "key"),
    [
        ({}, "universalism-weights"),
        ({"low-risk": -1.0, "complex": 1.0}, "universalism-weights"),
        ({"low-risk": float("nan"), "complex": 1.0}, "universalism-weights"),
        ({"rich": 1.0}, "universalism-weights"),
        ({"low-risk": 1.0}, "universalism-missing"),
    ],
)
def test_weights_that_will_not_do(weights, key):
    with pytest.raises(BadInputError, match=key):
        vulnerability_weights(SHARES, weights=weights)


def test_other_zones_are_refused():
    with pytest.raises(BadInputError, match="universalism-zones"):
        weighted_need(pd.Series([1.0], index=["a"]), pd.Series([1.0], index=["b"]))


def test_the_file(tmp_path):
    assert load_weights().by_stratum["danger"] == 5
    assert load_weights().status == "hypothesis"
    path = tmp_path / "weights.toml"
    path.write_text('status = "hypothesis"\nsource = "s"\n[weights]\nlow-risk = 1\n', "utf-8")
    with pytest.raises(BadInputError, match="weights-file"):
        load_weights(path)
    with pytest.raises(MissingFileError):
        load_weights(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "content",
    [b"rule_id,rate\nx,1\n", b"", b"\xb1\x00", b'status = "hypothesis"\nsource = "s"\ndate = "2026"\nweights = 3\n'],
    ids=["csv", "empty", "bytes", "no-table"],
)
def test_a_file_of_weights_that_is_not_one_is_refused_in_words(tmp_path, content):
    path = tmp_path / "weights.toml"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match="weights-file") as raised:
        load_weights(path)
    assert "weights.toml" in texts("fr").error(raised.value)
