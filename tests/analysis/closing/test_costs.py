import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.closing.costs import actors_within, closure_costs
from analysis.service_area.nearest import nearest
from analysis.service_area.pairs import travel_pairs
from tests.analysis.access.small_territories import examples, ids, need, table, territories

# Four places, three actors.
#
#     p0 ──10── a0 ──20── p1 ──35── a1 ──5── p2 ──5── a2        p3
TRAVEL = table([[10, np.nan, np.nan], [20, 35, np.nan], [np.nan, 5, 5], [np.nan, np.nan, np.nan]])
BIRTHS = need(100, 40, 60, 7)


def costs(**options):
    closures = closure_costs(TRAVEL, BIRTHS, threshold_min=30, **options)
    return closures.actors.set_index("actor_id")


def test_closures_by_hand():
    got = costs()
    # a0: p0 loses everything; p1 goes from 20 to 35 minutes, past 30.
    assert got.loc["a0"].to_dict() == {
        "births_nearest": 140,
        "births_affected": 140,
        "births_losing_access": 100,
        "births_newly_beyond": 140,
        "minutes_added_total": 600,
        "minutes_added_mean": 15,
    }
    # a1 and a2 replace each other at no cost; a1 comes first, so it is p2's nearest.
    assert got.loc["a1"].tolist() == [60, 0, 0, 0, 0, 0]
    assert got.loc["a2"].tolist() == [0, 0, 0, 0, 0, 0]


def test_what_was_already_beyond_is_not_newly_beyond():
    got = closure_costs(table([[40, 50]]), need(10), threshold_min=30).actors.set_index("actor_id")
    assert got.loc["a0", "births_newly_beyond"] == 0
    assert got.loc["a0", "minutes_added_total"] == 100


def test_the_threshold_itself_is_still_near():
    got = closure_costs(table([[10, 30]]), need(10), threshold_min=30).actors.set_index("actor_id")
    assert got.loc["a0", "births_newly_beyond"] == 0
    assert got.loc["a0", "births_affected"] == 10


def test_horizon_turns_a_far_actor_into_none():
    got = costs(horizon_min=30)
    assert got.loc["a0", "births_losing_access"] == 140
    assert got.loc["a0", "minutes_added_total"] == 0


def test_only_the_actors_asked_about_count_and_those_out_of_reach_stay():
    got = costs(actors=["a0", "a2", "elsewhere"])
    assert list(got.index) == ["a0", "a2", "elsewhere"]
    assert got.loc["a0", "births_losing_access"] == 140
    assert got.loc["a2", "births_losing_access"] == 60
    assert got.loc["elsewhere"].tolist() == [0] * 6


def test_unknown_births_are_named_and_in_no_figure():
    closures = closure_costs(TRAVEL, need(100, np.nan, 60, 7), threshold_min=30)
    assert closures.unknown_births == ("p1",)
    assert closures.births == 167
    assert closures.actors["births_nearest"].sum() == 160


@examples
@given(territories(), st.integers(1, 90))
def test_closures_equal_taking_each_actor_away(territory, threshold):
    minutes, births, _ = territory
    actors = ids("a", minutes.shape[1])
    pairs = travel_pairs(table(minutes), places=births.index, actors=actors)
    got = closure_costs(pairs, births, threshold_min=threshold).actors.set_index("actor_id")
    now = nearest(pairs)["nearest_min"]
    for actor in actors:
        then = nearest(pairs, actors=actors.drop(actor))["nearest_min"]
        changed = now.notna() & ((then > now) | then.isna())
        lost = now.notna() & then.isna()
        beyond = (now <= threshold) & ~(then <= threshold)
        added = (births * (then - now))[changed & ~lost].sum()
        row = got.loc[actor]
        assert row["births_affected"] == births[changed].sum()
        assert row["births_losing_access"] == births[lost].sum()
        assert row["births_newly_beyond"] == births[beyond].sum()
        assert row["minutes_added_total"] == pytest.approx(added)
        kept = births[changed & ~lost].sum()
        assert row["minutes_added_mean"] == pytest.approx(added / kept if kept else 0)


def test_distinct_actors_within_reach():
    got = actors_within(TRAVEL, threshold_min=35, places=BIRTHS.index)
    assert got.to_dict() == {"p0": 1, "p1": 2, "p2": 2, "p3": 0}
    assert actors_within(TRAVEL, threshold_min=34.9)["p1"] == 1
    assert actors_within(TRAVEL, threshold_min=35, actors=["a2"]).to_dict() == {"p0": 0, "p1": 0, "p2": 1}
