"""Three balances of the same three communes, each worked out by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.balance.assignment import balance_by_assignment
from analysis.balance.declared import balance_by_declared_area
from analysis.balance.nearest import balance_by_nearest
from analysis.balance.result import PARTS
from analysis.balance.serving import serving_pairs
from analysis.need.weighing import need_by_place
from tests.analysis.balance.three_zones import INF, NEED, PLACE_NEED, PLACE_ZONE, TRAVEL, actors, area, offer, places

TWO = ({"actor_id": "S1", "room": 60.0}, {"actor_id": "S2", "room": 30.0})
HALF_KNOWN = ({"actor_id": "S1", "room": 60.0}, {"actor_id": "S2"})


def serving(tree, *rows, horizon_min=45.0, who=None):
    told = who if who is not None else actors(*sorted({row["actor_id"] for row in rows}))
    return serving_pairs(area(told, offer(*rows), tree), offer(*rows), horizon_min=horizon_min)


def nearest(tree, *rows, **options):
    return balance_by_nearest(
        PLACE_NEED,
        serving(tree, *rows, **options),
        PLACE_ZONE,
        tree,
        unit="u",
        horizon_min=options.get("horizon_min", 45.0),
    )


def assigned(tree, *rows, need=PLACE_NEED, solver="auto", **options):
    horizon = options.get("horizon_min", 45.0)
    given = serving(tree, *rows, **options)
    return balance_by_assignment(need, given, PLACE_ZONE, tree, unit="u", horizon_min=horizon, solver=solver)


def declared(tree, *rows, need=NEED):
    told = actors(*sorted({row["actor_id"] for row in rows}))
    return balance_by_declared_area(need, told, offer(*rows), tree, unit="u")


def zone(balance, zone_id):
    return balance.zones.set_index("zone_id").loc[zone_id]


def test_declared_area_by_hand(tree):
    # S1 gives 60 to P by need: a 18 of 30, b 42 of 70. S2's capacity is unknown in c.
    out = declared(tree, {"actor_id": "S1", "room": 60.0, "covers": "P"}, {"actor_id": "S2", "covers": "c"})
    assert zone(out, "a")[["need", *PARTS]].tolist() == pytest.approx([30, 18, 0, 12, 0])
    assert zone(out, "b")[["need", *PARTS]].tolist() == pytest.approx([70, 42, 0, 28, 0])
    assert zone(out, "c")[["need", *PARTS]].tolist() == pytest.approx([50, 0, 50, 0, 0])
    assert zone(out, "R")[["need", *PARTS, "served_high"]].tolist() == pytest.approx([150, 60, 50, 40, 0, 110])
    assert out.nodes["load_low"].tolist() == pytest.approx([60, 0])
    assert out.nodes["load_high"].tolist() == pytest.approx([60, 50])
    assert out.capacity_known_share == 0.5


def test_a_zone_that_nobody_declares_is_said_so(tree):
    out = declared(tree, {"actor_id": "S1", "room": 500.0, "covers": "a"}, {"actor_id": "S2", "room": 9.0})
    assert zone(out, "P")[["need", *PARTS]].tolist() == pytest.approx([100, 30, 0, 0, 70])
    assert out.nodes["reach"].tolist() == ["area", "none"]
    assert out.nodes["load_low"].tolist() == pytest.approx([30, 0])  # what is left over is not a case-load


def test_an_area_that_needs_nothing_shares_equally(tree):
    out = declared(tree, {"actor_id": "S1", "room": 10.0, "covers": "P"}, need=NEED * [0.0, 0.0, 1.0])
    assert zone(out, "P")[["need", *PARTS]].tolist() == pytest.approx([0, 0, 0, 0, 0])


def test_nearest_by_hand(tree):
    # 100 go to S1 (60 places): everyone there is served at 60 %. 50 go to S2 (30 places).
    out = nearest(tree, *TWO)
    assert out.nodes["demand"].tolist() == [100, 50]
    assert out.nodes["load_low"].tolist() == [60, 30]
    assert zone(out, "a")[["need", *PARTS]].tolist() == pytest.approx([30, 18, 0, 12, 0])
    assert zone(out, "b")[["need", *PARTS]].tolist() == pytest.approx([70, 42, 0, 28, 0])
    assert zone(out, "c")[["need", *PARTS]].tolist() == pytest.approx([50, 30, 0, 20, 0])
    # S1: (20·10 + 10·30 + 70·20) / 100 = 19 min
    assert out.nodes["minutes_mean"].tolist() == pytest.approx([19, 15])


def test_assignment_by_hand(tree):
    # b1 may go to S2, but c1 is nearer: 90 places for 150, all full; S1 keeps a1 and the nearest of b1.
    out = assigned(tree, *TWO)
    assert zone(out, "R")[["need", *PARTS]].tolist() == pytest.approx([150, 90, 0, 60, 0])
    assert zone(out, "a")["served_low"] == pytest.approx(20)  # a2 is 30 minutes away, b1 20: b1 first
    assert zone(out, "b")["served_low"] == pytest.approx(40)
    assert zone(out, "c")["served_low"] == pytest.approx(30)
    assert out.flows.sort_values(["place_id", "node"])["amount"].tolist() == pytest.approx([20, 40, 30])


def test_assignment_moves_people_that_nearest_leaves_out(tree):
    rows = ({"actor_id": "S1", "room": 60.0}, {"actor_id": "S2", "room": 100.0})
    assert zone(nearest(tree, *rows), "R")["served_low"] == pytest.approx(110)
    out = assigned(tree, *rows)
    # 150 needed for 160 places: 30 of a and 30 of b at S1, 40 of b at S2 (40 min), 50 of c at S2.
    assert zone(out, "R")[["served_low", "full", "unreached"]].tolist() == pytest.approx([150, 0, 0])
    assert out.nodes["load_low"].tolist() == pytest.approx([60, 90])


def test_too_far_full_and_unknown_add_up(tree):
    out = assigned(tree, *HALF_KNOWN, horizon_min=25.0)
    # At 25 minutes: a2 reaches nothing; S1 has 60 places for a1 + b1 (90); c1 depends on S2.
    assert zone(out, "R")[["need", *PARTS, "served_high"]].tolist() == pytest.approx([150, 60, 50, 30, 10, 110])
    assert zone(out, "a")["unreached"] == 10


def test_the_upper_figure_uses_unknown_capacity_for_those_who_reach_it(tree):
    out = assigned(tree, *HALF_KNOWN)
    # Without limit S2 takes c1 and the part of b1 that S1 has no room for.
    assert zone(out, "R")[["served_low", "served_high", "full"]].tolist() == pytest.approx([60, 150, 0])
    assert out.nodes["load_high"].tolist() == pytest.approx([60, 90])


def test_capacity_between_two_bounds(tree):
    out = assigned(
        tree, {"actor_id": "S1", "low": 20.0, "high": 40.0}, {"actor_id": "S2", "room": 50.0}, horizon_min=20.0
    )
    assert zone(out, "P")[["served_low", "unknown", "full", "unreached"]].tolist() == pytest.approx([20, 20, 50, 10])
    assert out.capacity_known_share == 1.0


def test_the_horizon_includes_its_edge(tree):
    assert zone(assigned(tree, *TWO, horizon_min=30.0), "a")["unreached"] == 0
    assert zone(assigned(tree, *TWO, horizon_min=29.999), "a")["unreached"] == 10


def test_all_capacities_unknown_leaves_the_whole_reach_unknown(tree):
    for made in (nearest, assigned):
        out = made(tree, {"actor_id": "S1"}, {"actor_id": "S2"})
        assert zone(out, "R")[["served_low", "unknown", "full", "unreached"]].tolist() == pytest.approx([0, 150, 0, 0])
        assert out.capacity_known_share == 0


def test_no_service_leaves_everything_out_of_reach(tree):
    empty = offer({"actor_id": "S1"}).iloc[:0]
    given = serving_pairs(area(actors("S1"), empty, tree), empty, horizon_min=45.0)
    for balance in (
        balance_by_nearest(PLACE_NEED, given, PLACE_ZONE, tree, unit="u", horizon_min=45.0),
        balance_by_assignment(PLACE_NEED, given, PLACE_ZONE, tree, unit="u", horizon_min=45.0),
        balance_by_declared_area(NEED, actors("S1"), empty, tree, unit="u"),
    ):
        assert zone(balance, "R")[["need", *PARTS]].tolist() == pytest.approx([150, 0, 0, 0, 150])
        assert math.isnan(balance.capacity_known_share)


def test_services_of_unknown_place_are_unknown_not_too_far(tree):
    lost = actors("S1", lon=np.nan, lat=np.nan)
    for made in (nearest, assigned):
        out = made(tree, {"actor_id": "S1", "room": 60.0}, who=lost)
        assert zone(out, "R")[["served_low", "unknown", "full", "unreached"]].tolist() == pytest.approx([0, 150, 0, 0])
        assert out.reach_unknown == 1


def test_unknown_need_is_in_no_figure_and_is_counted(tree):
    need = PLACE_NEED.where(PLACE_NEED.index != "b1")
    out = assigned(tree, *TWO, need=need)
    assert zone(out, "P")[["need", "served_low", "places_unknown"]].tolist() == pytest.approx([30, 30, 1])
    assert math.isnan(zone(out, "b")["need"])
    nothing = assigned(tree, *TWO, need=PLACE_NEED * np.nan)
    assert nothing.zones["need"].isna().all()


def test_both_solvers_agree(tree):
    for rows in (TWO, HALF_KNOWN):
        flow, highs = assigned(tree, *rows, solver="flow"), assigned(tree, *rows, solver="highs")
        pd.testing.assert_frame_equal(flow.zones, highs.zones)


def test_visits_go_as_far_as_they_say_or_where_they_declare(tree):
    rows = (
        {"actor_id": "S1", "room": 5.0, "mode": "home-visits", "reach_min": 20.0},
        {"actor_id": "S2", "room": 5.0, "mode": "mobile", "covers": "P"},
    )
    out = serving(tree, *rows)
    reached = out.pairs.groupby("node")["place_id"].agg(list)
    assert sorted(reached[0]) == ["a1", "b1"]  # 20 minutes, inclusive
    assert sorted(reached[1]) == ["a1", "a2", "b1"]  # the area, whatever the trip
    assert out.nodes["reach"].tolist() == ["radius", "area"]
    assert out.pairs.set_index(["node", "place_id"]).loc[(1, "b1"), "minutes"] == 40  # known trips are counted
    assert out.pairs.set_index(["node", "place_id"]).loc[(1, "a1"), "minutes"] == 0  # others are not invented


def test_an_area_and_a_radius_hold_together(tree):
    row = {"actor_id": "S1", "room": 5.0, "mode": "home-visits", "covers": "a", "reach_min": 15.0}
    assert serving(tree, row).pairs["place_id"].tolist() == ["a1"]
    nowhere = actors("S1", lon=np.nan, lat=np.nan)
    assert sorted(serving(tree, row, who=nowhere).pairs["place_id"]) == ["a1", "a2"]


def test_a_visiting_service_without_radius_takes_the_horizon_and_says_so(tree):
    out = serving(tree, {"actor_id": "S1", "room": 5.0, "mode": "home-visits"}, horizon_min=25.0)
    assert sorted(out.pairs["place_id"]) == ["a1", "b1"]
    assert out.nodes["reach_supposed"].tolist() == [True]


def test_an_on_site_service_is_not_stopped_by_the_area_it_declares(tree):
    assert sorted(serving(tree, {"actor_id": "S1", "covers": "c"}).pairs["place_id"]) == ["a1", "a2", "b1"]


def test_need_goes_to_places_by_births_then_population_then_equally():
    table = places().assign(births=[20.0, 10.0, np.nan, 0.0, 0.0], population=[0, 0, 0, 30, 10])
    spread = need_by_place(pd.Series({"a": 60.0, "b": 7.0, "c": 8.0, "d": 5.0}), table)
    assert spread.need.tolist() == pytest.approx([40, 20, 7, 6, 2])
    assert spread.unplaced.to_dict() == {"d": 5.0}
    assert math.isnan(need_by_place(pd.Series({"a": np.nan}), table).need["a1"])


def test_inputs_are_not_modified(tree):
    given = [TWO, HALF_KNOWN]
    rows, travel, table, need = offer(*TWO), TRAVEL.copy(), places(), PLACE_NEED.copy()
    before = (rows.copy(), table.copy())
    pairs = serving_pairs(area(actors("S1", "S2"), rows, tree, places=table, travel=travel), rows, horizon_min=45.0)
    balance_by_assignment(need, pairs, PLACE_ZONE, tree, unit="u", horizon_min=45.0)
    balance_by_declared_area(NEED, actors("S1", "S2"), rows, tree, unit="u")
    pd.testing.assert_frame_equal(rows, before[0])
    pd.testing.assert_frame_equal(table, before[1])
    pd.testing.assert_frame_equal(travel, TRAVEL)
    pd.testing.assert_series_equal(need, PLACE_NEED)
    assert given == [TWO, HALF_KNOWN]


def test_no_upper_bound_is_infinite_never_a_number(tree):
    assert assigned(tree, *HALF_KNOWN).nodes["capacity_high"].tolist() == [60, INF]
