import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from analysis.path.breaks import parcours
from geo.errors import BadInputError
from tests.analysis.access.small_territories import examples, ids, need, territories

MINUTES = pd.DataFrame(
    {
        "prenatal": [30.0, 40.0, np.nan, 5.0],
        "maternity": [45.0, 20.0, 60.0, 10.0],
        "home-visit": [True, True, False, True],
    },
    index=ids("p", 4),
)
BIRTHS = need(10, 20, 30, np.nan)
ZONES = pd.Series(["north", "north", "south", "south"], index=ids("p", 4))
TIMES = {"prenatal": 30, "maternity": 45}


def test_who_follows_the_path_and_where_it_breaks():
    got = parcours(MINUTES, BIRTHS, ZONES, thresholds_min=TIMES)
    # p0 is at exactly 30 and 45 minutes: within.
    assert got.places["complete"].tolist() == [True, False, False, True]
    assert got.places["steps_reached"].tolist() == [3, 2, 0, 3]
    assert got.places["breaks_at"].tolist()[1:3] == ["prenatal", "prenatal"]
    assert got.places["breaks_at"].isna().tolist() == [True, False, False, True]
    assert (got.births, got.births_complete) == (60, 10)


def test_zones_count_births_and_name_the_step_that_breaks():
    got = parcours(MINUTES, BIRTHS, ZONES, thresholds_min=TIMES)
    north, south = got.zones.loc["north"], got.zones.loc["south"]
    assert north[["births", "births_complete", "places_unknown"]].tolist() == [30, 10, 0]
    assert north["complete_share"] == pytest.approx(1 / 3)
    assert north["breaking_step"] == "prenatal"
    # South: all three steps are missed by the same 30 births; the first of the path is named.
    assert south[["births", "births_complete", "breaking_step", "places_unknown"]].tolist() == [30, 0, "prenatal", 1]
    steps = got.steps.set_index(["zone_id", "step"])
    assert steps.loc[("north", "prenatal")].tolist() == [10, 20, 20]
    assert steps.loc[("south", "maternity")].tolist() == [0, 30, 0]
    assert list(got.steps["step"][:3]) == ["prenatal", "maternity", "home-visit"]


def test_the_worst_step_is_not_always_the_first():
    minutes = pd.DataFrame({"near": [5.0, 50.0, 5.0], "far": [50.0, 5.0, 50.0]}, index=ids("p", 3))
    got = parcours(minutes, need(10, 15, 10), pd.Series("z", index=ids("p", 3)), thresholds_min={"near": 30, "far": 30})
    assert got.zones.loc["z", "breaking_step"] == "far"
    assert got.steps["births_breaking"].tolist() == [15, 20]


def test_a_zone_where_everyone_arrives_breaks_nowhere_and_one_without_births_has_no_share():
    got = parcours(MINUTES.iloc[[0]], need(10), ZONES.iloc[[0]], thresholds_min=TIMES)
    assert got.zones["breaking_step"].isna().all()
    empty = parcours(MINUTES.iloc[[0]], need(0), ZONES.iloc[[0]], thresholds_min=TIMES)
    assert empty.zones["complete_share"].isna().all()


@examples
@given(territories())
def test_births_are_never_lost(territory):
    minutes, births, _ = territory
    steps = pd.DataFrame(minutes, index=births.index, columns=[f"s{i}" for i in range(minutes.shape[1])])
    zones = pd.Series([f"z{i % 2}" for i in range(len(births))], index=births.index)
    got = parcours(steps, births, zones, thresholds_min=dict.fromkeys(steps.columns, 30))
    by_step = got.steps.groupby("zone_id")[["births_breaking"]].sum()["births_breaking"]
    assert (by_step + got.zones["births_complete"]).tolist() == got.zones["births"].tolist()
    assert (
        (got.steps["births_reaching"] + got.steps["births_missing"]).groupby(got.steps["zone_id"]).max()
        == got.zones["births"]
    ).all()
    assert got.births == births.sum()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"minutes": MINUTES[[]], "thresholds_min": {}}, "parcours-no-step"),
        ({"thresholds_min": {"prenatal": 30}}, "parcours-threshold"),
        ({"thresholds_min": {**TIMES, "home-visit": 10}}, "parcours-threshold"),
        ({"thresholds_min": {**TIMES, "dream": 10}}, "parcours-threshold"),
        ({"thresholds_min": {**TIMES, "maternity": 0}}, "parcours-threshold"),
        ({"births": BIRTHS.iloc[:3]}, "access-misaligned"),
        ({"births": -BIRTHS}, "access-bad-demand"),
        ({"zones": ZONES.mask(ZONES == "south")}, "access-missing-id"),
    ],
)
def test_bad_paths_are_refused_by_name(change, key):
    given_values = {"minutes": MINUTES, "births": BIRTHS, "zones": ZONES, "thresholds_min": TIMES} | change
    minutes, births, zones = (given_values.pop(name) for name in ("minutes", "births", "zones"))
    with pytest.raises(BadInputError) as caught:
        parcours(minutes, births, zones, **given_values)
    assert caught.value.key == key
