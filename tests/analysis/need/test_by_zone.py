import numpy as np
import pandas as pd
import pytest

from analysis.need.by_zone import need_by_zone, rules_for
from analysis.question import Selection
from geo import schema
from geo.errors import BadInputError

COUNTS = {
    "births": pd.DataFrame(
        {"zone_id": list("abcPQR"), "value": [30.0, 70.0, 50.0, 100.0, 50.0, 150.0], "missing": 0, "status": "official"}
    ).assign(whole=lambda frame: frame["value"])
}


def rules(*rows: dict[str, object]) -> pd.DataFrame:
    base = {"kind": "k", "unit": "follow-ups", "base": "births", "status": "stated", "source": "s", "date": "2025"}
    return schema.conform(pd.DataFrame([base | row for row in rows]), schema.NEED_RULE)


STATED = {"rule_id": "stated", "zone_id": "P", "value": 20}
LIKE = {"rule_id": "like", "zone_id": "R", "like": "stated", "status": "hypothesis"}


def need(tree, *rows):
    return need_by_zone(rules(*rows), COUNTS, tree, smallest_level="commune").zones.set_index("zone_id")


def test_a_stated_value_is_exact_in_its_zone_and_a_hypothesis_below(tree):
    out = need(tree, STATED)
    assert out.loc["P", "need"] == pytest.approx(20)
    assert out.loc["P", "need_status"] == "stated"
    assert out["need"].reindex(["a", "b"]).tolist() == pytest.approx([6, 14])
    assert set(out.loc[["a", "b"], "need_status"]) == {"hypothesis"}


def test_another_zones_rate_is_carried_over_as_a_hypothesis(tree):
    out = need(tree, STATED, LIKE)
    assert out.loc["Q", "need"] == pytest.approx(10)  # 20 per 100 births × 50
    assert out.loc["Q", "need_status"] == "hypothesis"
    assert out.loc["P", ["need_status", "rules"]].tolist() == ["stated", "stated"]
    assert out.loc["R", "need"] == pytest.approx(30)
    assert out.loc["R", ["need_status", "rules"]].tolist() == ["hypothesis", "like;stated"]


def test_a_year_with_a_commune_missing_does_not_inflate_the_rate(tree):
    # b published nothing that year: 70 the others. The 20 of P are those of a and b, and c follows 20 per 100.
    values, whole = [30.0, np.nan, 50.0, 30.0, 50.0, 80.0], [30.0, 70.0, 50.0, 100.0, 50.0, 150.0]
    counts = {"births": COUNTS["births"].assign(value=values, whole=whole)}
    out = need_by_zone(rules(STATED, LIKE), counts, tree, smallest_level="commune").zones.set_index("zone_id")
    assert out["need"].to_dict() == pytest.approx({"a": 6, "b": 14, "c": 10, "P": 20, "Q": 10, "R": 30})
    assert out.loc["P", "need_complete"]
    # A rate says nothing of a commune whose births are unknown.
    rate = rules({"rule_id": "rate", "zone_id": "R", "rate": 0.1, "status": "official"})
    alone = need_by_zone(rate, counts, tree, smallest_level="commune").zones.set_index("zone_id")
    assert pd.isna(alone.loc["b", "need"])
    assert alone.loc["R", "need"] == pytest.approx(8)


def test_a_zone_without_a_rule_makes_the_sum_a_minimum(tree):
    out = need(tree, STATED)
    assert "Q" not in out.index
    assert not out.loc["R", "need_complete"]
    assert out.loc["P", "need_complete"]


def test_a_zone_without_births_has_an_unknown_need(tree):
    counts = {"births": COUNTS["births"].assign(value=[np.nan, 70.0, 50.0, 70.0, 50.0, 120.0])}
    rate = rules({"rule_id": "rate", "zone_id": "R", "rate": 0.1, "status": "official"})
    out = need_by_zone(rate, counts, tree, smallest_level="commune").zones.set_index("zone_id")
    assert pd.isna(out.loc["a", "need"])
    assert out.loc["P", "need"] == pytest.approx(7)
    assert not out.loc["P", "need_complete"]
    assert out.loc["Q", "need_status"] == "official"


def test_no_rule_is_an_explicit_empty_result(tree):
    empty = need_by_zone(schema.NEED_RULE.empty(), COUNTS, tree, smallest_level="commune")
    assert empty.zones.empty
    assert empty.unit is None


@pytest.mark.parametrize(
    ("row", "key", "values"),
    [
        ({}, "need-rule-empty", {"rule": "x"}),
        ({"value": 3, "base": "storks"}, "need-rule-base", {"rule": "x", "base": "storks"}),
        ({"like": "nobody"}, "need-rule-like", {"rule": "x", "like": "nobody"}),
        ({"like": "x"}, "need-rule-like", {"rule": "x", "like": "x"}),
    ],
)
def test_a_rule_that_cannot_be_used_says_why(tree, row, key, values):
    with pytest.raises(BadInputError) as caught:
        need(tree, {"rule_id": "x", "zone_id": "P"} | row)
    assert (caught.value.key, caught.value.values) == (key, values)


def test_two_rules_of_one_zone_are_refused_by_name(tree):
    with pytest.raises(BadInputError) as caught:
        need(tree, STATED, {"rule_id": "again", "zone_id": "P", "value": 3})
    assert (caught.value.key, caught.value.values) == ("need-rule-twice", {"rule": "again", "zone": "P"})


def test_units_never_mix(tree):
    with pytest.raises(BadInputError, match="need-units"):
        need(tree, STATED, {"rule_id": "other", "zone_id": "Q", "value": 3, "unit": "places"})


def test_rules_answer_exactly_the_selection():
    given = rules(STATED, {"rule_id": "complex", "zone_id": "P", "value": 5, "stratum": "complex"})
    assert list(rules_for(given, Selection(kind="k"))["rule_id"]) == ["stated"]
    assert list(rules_for(given, Selection(kind="k", stratum="complex"))["rule_id"]) == ["complex"]
    assert rules_for(given, Selection(function="coordination")).empty
