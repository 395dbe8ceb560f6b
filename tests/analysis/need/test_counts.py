import pandas as pd

from analysis.need.bases import counts_by_zone


def figures(rows: list[tuple[str, int, float, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["zone_id", "year", "value", "status"])
    return frame.assign(indicator="births", source_id="s")


def test_sums_upward_and_says_what_is_missing(tree):
    given = figures([("a", 2024, 10, "official"), ("b", 2024, float("nan"), "missing"), ("c", 2024, 5, "official")])
    out = counts_by_zone(given, tree, indicator="births", years=(2024,)).set_index("zone_id")
    assert out["value"].to_dict()["R"] == 15
    assert out.loc["P", ["value", "missing", "status"]].tolist() == [10, 1, "missing"]
    assert pd.isna(out.loc["b", "value"])
    assert out.loc["Q", ["value", "missing", "status"]].tolist() == [5, 0, "official"]


def test_the_mean_of_years_takes_those_known(tree):
    given = figures([("a", 2023, 10, "official"), ("a", 2024, float("nan"), "missing"), ("a", 2025, 20, "official")])
    out = counts_by_zone(given, tree, indicator="births", years=(2023, 2024, 2025)).set_index("zone_id")
    assert out.loc["a", "value"] == 15
    assert out.loc["a", "missing"] == 0


def test_what_a_rate_divides_by_has_every_zone(tree):
    """b is missing in 2024, and stands there at its mean of 2023 and 2025; c was never known, and stands nowhere."""
    given = figures(
        [
            *[("a", year, 10, "official") for year in (2023, 2024, 2025)],
            ("b", 2023, 30, "reconstructed"),
            ("b", 2024, float("nan"), "missing"),
            ("b", 2025, 50, "official"),
            ("c", 2024, float("nan"), "missing"),
        ]
    )
    out = counts_by_zone(given, tree, indicator="births", years=(2024,)).set_index("zone_id")
    assert out.loc["P", ["value", "whole"]].tolist() == [10, 50]
    assert out.loc["R", ["value", "whole", "missing"]].tolist() == [10, 50, 2]
    assert out.loc["c", ["value", "whole"]].isna().all()
    full = counts_by_zone(given, tree, indicator="births", years=(2025,)).set_index("zone_id")
    assert full.loc["P", ["value", "whole"]].tolist() == [60, 60]


def test_zero_is_not_unknown(tree):
    out = counts_by_zone(figures([("a", 2024, 0, "official")]), tree, indicator="births", years=(2024,)).set_index(
        "zone_id"
    )
    assert out.loc["a", "value"] == 0
    assert out.loc["P", "missing"] == 0
