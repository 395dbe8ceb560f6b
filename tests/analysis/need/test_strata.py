import numpy as np
import pandas as pd
import pytest

from analysis.need.strata import STRATA_TERM, fill_from_above, marker_shares, markers_of, read_strata, strata_shares
from geo import schema
from geo.errors import BadInputError

INDICATORS = pd.DataFrame({"bim": [0.2, 0.5], "single": [0.1, 0.4]}, index=pd.Index(["a", "b"], name="zone_id"))


def terms(*rows):
    given = {"status": "hypothesis", "source": "s", "date": "2026"}
    return schema.conform(
        pd.DataFrame([{"stratum": s, "term": t, "coefficient": c} | given for s, t, c in rows]), STRATA_TERM
    )


def test_two_markers_by_hand():
    shares = strata_shares(
        terms(
            ("specific", "bim", 1),
            ("specific", "single", 1),
            ("specific", "bim*single", -2),
            ("complex", "bim*single", 1),
            ("refusal", "constant", 0.03),
            ("low-risk", "remainder", None),
        ),
        INDICATORS,
    )
    # a: 0.2 + 0.1 − 2·0.02 = 0.26; 0.02; 0.03; rest 0.69.   b: 0.5; 0.2; 0.03; rest 0.27.
    assert shares.loc["a", ["low-risk", "specific", "complex", "refusal"]].tolist() == pytest.approx(
        [0.69, 0.26, 0.02, 0.03]
    )
    assert shares.loc["b", ["low-risk", "specific", "complex", "refusal"]].tolist() == pytest.approx(
        [0.27, 0.5, 0.2, 0.03]
    )
    assert shares["danger"].isna().all()  # no term: unknown, not zero
    assert shares.drop(columns="danger").sum(axis=1).tolist() == pytest.approx([1, 1])


def test_an_unknown_indicator_leaves_the_shares_unknown():
    shares = strata_shares(
        terms(("complex", "bim", 1), ("low-risk", "remainder", None)), INDICATORS.assign(bim=[np.nan, 0.5])
    )
    assert shares.loc["a"].isna().all()
    assert shares.loc["b", "low-risk"] == 0.5


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([("low-risk", "constant", 0.5), ("complex", "constant", 0.4)], "strata-sum"),
        ([("complex", "constant", 1.2), ("low-risk", "remainder", None)], "strata-range"),
        ([("complex", "constant", -0.1), ("low-risk", "remainder", None)], "strata-range"),
        ([("complex", "bim", 3), ("low-risk", "remainder", None)], "strata-range"),
        ([("complex", "wealth", 1), ("low-risk", "remainder", None)], "strata-term"),
        ([("complex", "bim", None), ("low-risk", "remainder", None)], "strata-term"),
        ([("complex", "remainder", None), ("low-risk", "remainder", None)], "strata-term"),
    ],
)
def test_shares_that_make_no_sense_are_refused(rows, key):
    with pytest.raises(BadInputError, match=key):
        strata_shares(terms(*rows), INDICATORS)


def test_no_hypothesis_no_share():
    assert strata_shares(terms(("complex", "constant", 1)).iloc[:0], INDICATORS).isna().all().all()


def test_the_mean_of_the_province_stands_in_and_is_told(tree):
    values = pd.Series({"a": 0.1, "b": np.nan, "c": np.nan})
    population = pd.Series({"a": 100.0, "b": 50.0, "c": 70.0})
    filled, told = fill_from_above(values, population, tree, level="province")
    assert filled["b"] == pytest.approx(0.1)
    assert np.isnan(filled["c"])  # nothing is known in its province
    assert told.set_index("zone_id")["from_zone"].to_dict() == {"b": "P", "c": "Q"}
    assert np.isnan(told.set_index("zone_id").loc["c", "value"])


def test_the_mean_weighs_people(tree):
    region = fill_from_above(
        pd.Series({"a": 0.1, "b": 0.3, "c": np.nan}),
        pd.Series({"a": 100.0, "b": 300.0, "c": 1.0}),
        tree,
        level="region",
    )
    assert region[0]["c"] == pytest.approx(0.25)


def test_reading_the_file(tmp_path):
    assert read_strata(tmp_path / "none.csv").empty
    path = tmp_path / "strata.csv"
    path.write_text("stratum,term,coefficient,status,source,date\nrich,constant,1,hypothesis,s,2026\n", "utf-8")
    with pytest.raises(BadInputError, match="not-allowed"):
        read_strata(path)
    path.write_text(
        "stratum,term,coefficient,status,source,date\ncomplex,bim * single,0.5,hypothesis,s,2026\n", "utf-8"
    )
    assert markers_of(read_strata(path)) == ["bim", "single"]


def test_two_measures_of_the_same_thing_are_not_added_up():
    """The greatest of those that are known: 0.3 where both are, the other where one is, unknown where none is."""
    known = pd.DataFrame({"bim": [0.2, 0.5, np.nan, np.nan], "poverty": [0.3, np.nan, 0.1, np.nan]}, index=list("abcd"))
    shares = marker_shares("bim|poverty", known)
    assert shares.tolist() == pytest.approx([0.3, 0.5, 0.1, np.nan], nan_ok=True)
    pd.testing.assert_series_equal(marker_shares("bim|poverty", known[["bim"]]), known["bim"], check_names=False)
    rows = (("complex", " bim | poverty * single", 1), ("low-risk", "remainder", None))
    assert markers_of(terms(*rows)) == ["bim|poverty", "single"]
    table = pd.DataFrame({"bim|poverty": shares, "single": 0.5})
    assert strata_shares(terms(*rows), table)["complex"].tolist() == pytest.approx(
        [0.15, 0.25, 0.05, np.nan], nan_ok=True
    )
