import pandas as pd
import pytest

from analysis.service_area.offer import capacity_by_zone, serving_areas

WEIGHTS = pd.Series({"a": 30.0, "b": 70.0, "c": 50.0})


def supply(*rows: tuple[str, str | None, str | None, float, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    frame = pd.DataFrame(rows, columns=["actor_id", "zone_id", "covers", "capacity", "used"])
    return frame[["actor_id", "zone_id"]].assign(lon=float("nan")), frame.drop(columns="zone_id").assign(service="1")


def offered(tree, *rows):
    actors, services = supply(*rows)
    areas = serving_areas(actors, services, tree)
    return areas, capacity_by_zone(services, areas, WEIGHTS, tree).set_index("zone_id")


NAN = float("nan")


def test_a_declared_area_shares_its_capacity_by_weight(tree):
    _, out = offered(tree, ("x", None, "R", 150, NAN))
    assert out["capacity"].reindex(["a", "b", "c", "P", "R"]).tolist() == pytest.approx([30, 70, 50, 100, 150])
    assert out["services"].to_dict() == dict.fromkeys("abcPQR", 1)


def test_without_declared_area_the_service_serves_where_it_stands(tree):
    areas, out = offered(tree, ("x", "c", None, 9, NAN))
    assert areas[["zone_id", "basis"]].to_numpy().tolist() == [["c", "located"]]
    assert out["capacity"].reindex(["c", "Q", "R", "P"]).tolist() == [9, 9, 9, 0]


def test_unknown_capacity_is_neither_zero_nor_dropped(tree):
    _, out = offered(tree, ("x", "a", None, 12, NAN), ("y", "b", None, NAN, 40))
    assert out.loc["P", ["services", "capacity_known", "capacity"]].tolist() == [2, 1, 12]
    assert not out.loc["P", "capacity_complete"]
    assert pd.isna(out.loc["b", "capacity"])
    assert out.loc["c", "capacity"] == 0
    assert out.loc["P", "used"] == 40


def test_what_is_used_is_shared_as_what_is_offered(tree):
    """x uses 120 of 150 over R: 3 in 15 in a, 7 in 15 in b, 5 in 15 in c; y uses 6 more in a."""
    _, out = offered(tree, ("x", None, "R", 150, 120), ("y", "a", None, 10, 6))
    assert out["used"].reindex(list("abcPQR")).tolist() == pytest.approx([30, 56, 40, 86, 40, 126])


def test_overlapping_areas_count_once(tree):
    areas, out = offered(tree, ("x", None, "P;a", 100, NAN))
    assert sorted(areas["zone_id"]) == ["a", "b"]
    assert out.loc["P", "capacity"] == pytest.approx(100)


def test_an_area_that_weighs_nothing_is_shared_equally(tree):
    actors, services = supply(("x", None, "P", 10, NAN))
    areas = serving_areas(actors, services, tree)
    out = capacity_by_zone(services, areas, pd.Series({"a": 0.0, "b": 0.0}), tree).set_index("zone_id")
    assert out["capacity"].reindex(["a", "b"]).tolist() == [5, 5]


def test_a_service_without_area_or_place_is_one_of_the_territory_and_of_no_zone_below(tree):
    areas, out = offered(tree, ("x", None, None, 10, NAN), ("y", "a", None, 5, NAN))
    assert areas[["actor_id", "zone_id", "basis"]].to_numpy().tolist() == [
        ["y", "a", "located"],
        ["x", "R", "somewhere"],
    ]
    assert out["services"].to_dict() == {"a": 1, "b": 0, "c": 0, "P": 1, "Q": 0, "R": 2}
    assert out["capacity"].to_dict() == {"a": 5, "b": 0, "c": 0, "P": 5, "Q": 0, "R": 15}
