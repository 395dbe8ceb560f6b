"""What is missing at least: by hand on three communes, and against every way of serving them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.need.unserved import areas_are_whole, least_missing
from geo.errors import BadInputError
from geo.workspace.territory import load_territory
from tests.tries import tries

INF = float("inf")
NEED = pd.Series({"a": 30.0, "b": 70.0, "c": 50.0})


def least(tree, offers, *, need=NEED, whole=True, basis="declared"):
    """``offers``: per service, its greatest capacity and the communes that it serves."""
    areas = [(name, "s", zone, basis) for name, (_, zones) in offers.items() for zone in zones]
    capacities = [(name, "s", high) for name, (high, _) in offers.items()]
    return least_missing(
        need,
        pd.DataFrame(capacities, columns=["actor_id", "service", "capacity_high"]),
        pd.DataFrame(areas, columns=["actor_id", "service", "zone_id", "basis"]),
        tree,
        whole=whole,
    )


def test_the_need_of_communes_that_nobody_declares_is_missing_for_sure(tree):
    out = least(tree, {"unknown": (INF, "a"), "known": (20.0, "c")})
    # a may be served whole; nobody declares b; c lacks 30 of its 50
    assert out["missing_low"].to_dict() == {"a": 0, "b": 70, "c": 30, "P": 70, "Q": 30, "R": 100}
    assert out["undeclared"].to_dict() == {"a": 0, "b": 70, "c": 0, "P": 70, "Q": 0, "R": 70}


def test_what_one_area_has_left_over_serves_no_other(tree):
    out = least(tree, {"large": (500.0, "a"), "small": (10.0, "c")})
    assert out.loc["R", "missing_low"] == 70 + 40


def test_areas_that_meet_are_one(tree):
    # 90 for a and b, 25 for b and c: whoever serves b, 35 of the 150 lack
    out = least(tree, {"one": (90.0, "ab"), "two": (25.0, "bc")})
    assert out.loc["R", "missing_low"] == pytest.approx(150 - 115)
    assert out.loc["R", "undeclared"] == 0


def test_a_service_that_declares_nothing_or_is_not_known_may_serve_anybody(tree):
    located = least(tree, {"here": (INF, "a")}, basis="located")
    unlisted = least(tree, {"known": (20.0, "c")}, whole=False)
    assert located.loc["R", "missing_low"] == 0
    assert unlisted.loc["R", "missing_low"] == 130
    assert located["undeclared"].isna().all()
    assert unlisted["undeclared"].isna().all()


def test_without_any_service_all_is_missing_and_an_unknown_need_counts_for_nothing(tree):
    out = least(tree, {}, need=pd.Series({"a": 30.0, "b": np.nan, "c": 50.0}))
    assert out["missing_low"].to_dict() == {"a": 30, "c": 50, "P": 30, "Q": 50, "R": 80}
    assert least(tree, {}, need=pd.Series({"a": np.nan})).empty


@tries(40)
@given(st.lists(st.tuples(st.integers(0, 120), st.sets(st.sampled_from("abc"), min_size=1)), min_size=0, max_size=3))
def test_no_way_of_serving_leaves_less(offers):
    """The best that services can do is a maximum flow: what it leaves is no less than what is told."""
    networkx = pytest.importorskip("networkx")
    rows = [(zone, above) for zone, chain in {"a": "aR", "b": "bR", "c": "cR", "R": "R"}.items() for above in chain]
    tree = pd.DataFrame(rows, columns=["zone_id", "ancestor_id"])
    graph = networkx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for zone, need in NEED.items():
        graph.add_edge(zone, "sink", capacity=need)
    for place, (high, zones) in enumerate(offers):
        graph.add_edge("source", place, capacity=high)
        for zone in zones:
            graph.add_edge(place, zone)
    served = networkx.maximum_flow_value(graph, "source", "sink")
    told = least(tree, {f"s{place}": (float(high), sorted(zones)) for place, (high, zones) in enumerate(offers)})
    assert told.loc["R", "missing_low"] <= NEED.sum() - served + 1e-9
    assert told.loc["R", "undeclared"] <= told.loc["R", "missing_low"] + 1e-9


def test_a_source_says_that_the_platforms_of_wallonia_have_no_other_area():
    wallonia = load_territory("wallonie")
    assert areas_are_whole(wallonia, "one-plateforme")
    assert not areas_are_whole(wallonia, "one-consultation-enfants")
    assert not areas_are_whole(wallonia, None)
    assert not areas_are_whole(load_territory("ain"), "pmi")


def test_a_file_of_areas_without_a_source_is_refused(tmp_path):
    (tmp_path / "declared_areas.toml").write_text('[[areas]]\nkind = "pmi"\n', encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        areas_are_whole(replace(load_territory("ain"), folder=tmp_path), "pmi")
    assert caught.value.key == "declared-areas-file"
