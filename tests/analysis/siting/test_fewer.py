"""Fewer services under a norm: against every set of the services that exist."""

from itertools import combinations

import numpy as np
import pytest

from analysis.question import Selection, question_about
from analysis.service_area.area import service_area
from analysis.siting.fewer import fewer_record, fewer_services
from analysis.siting.search import Watch
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from ui.texts import LANGUAGES, texts
from ui.words.closures import fewer_lines

NORM = 80.0


@pytest.fixture(scope="module")
def area():
    data = load(load_territory("wallonie"))
    return service_area(data, question_about(Selection(kind="saf"), threshold_min=NORM))


def by_hand(area):
    """Minutes from every service (rows) to every place where none comes, and births."""
    trips = area.trips
    table = np.full((len(trips.actor_ids), len(trips.place_ids)), np.inf)
    table[trips.actor, trips.place] = trips.minutes
    births = area.demand.fillna(0.0).to_numpy() * ~area.is_covered.to_numpy()
    return table, births, [str(one) for one in trips.actor_ids]


def test_the_fewest_the_needed_and_the_shortest(area):
    table, births, ids = by_hand(area)
    near = table <= NORM
    kept = near.any(axis=0) & (births > 0)
    sets = [
        sites
        for size in range(1, len(ids) + 1)
        for sites in combinations(range(len(ids)), size)
        if near[list(sites)].any(axis=0)[kept].all()
    ]
    fewest = min(map(len, sets))
    found = fewer_services(area, norm_min=NORM, watch=Watch())
    assert (found.fewest, found.services) == (fewest, len(ids))
    assert fewest < len(ids)
    alone = near & (near.sum(axis=0) == 1)
    truth = {one: float(births @ alone[at]) for at, one in enumerate(ids) if births @ alone[at] > 0}
    assert found.needed.to_dict() == pytest.approx(truth)
    assert set(found.needed.index) <= set(found.stay)
    assert found.proven
    for stay in range(fewest, len(ids) + 1):
        told = fewer_services(area, norm_min=NORM, stay=stay, watch=Watch())
        far = table[np.isfinite(table)].max()
        cost = {one: births @ np.minimum(table[list(one)].min(axis=0), far) for one in sets if len(one) == stay}
        mine = tuple(sorted(ids.index(one) for one in told.stay))
        assert cost[mine] == pytest.approx(min(cost.values()))
        assert sorted([*told.stay, *told.close]) == sorted(ids)
        assert told.mean_min_after >= told.mean_min_before - 1e-9 or stay < len(ids)
    record = fewer_record(area, found)
    for language in LANGUAGES:
        said = " ".join(fewer_lines(record, texts(language)))
        assert str(fewest) in said
        assert record["stay"][0]["name"] in said


@pytest.mark.parametrize("worse", [0.0, 4.0, 15.0, 60.0])
def test_nobody_is_much_farther_than_today(area, worse):
    table, births, ids = by_hand(area)
    nearest = table.min(axis=0)
    weighs = np.isfinite(nearest) & (births > 0)
    limit = np.minimum(np.where(nearest <= NORM, NORM, np.inf), nearest + worse)
    found = fewer_services(area, norm_min=NORM, worse_min=worse, watch=Watch())
    sizes = [
        size
        for size in range(1, len(ids) + 1)
        for sites in combinations(range(len(ids)), size)
        if (table[list(sites)].min(axis=0) <= limit)[weighs].all()
    ]
    assert found.fewest == min(sizes)
    stay = [ids.index(one) for one in found.stay]
    assert (table[stay].min(axis=0) <= limit)[weighs].all()
    said = fewer_lines(fewer_record(area, found), texts("fr"))
    assert f"de plus de {worse:g}" in said[1]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"worse_min": -1.0}, "siting-amount"),
        ({"worse_min": 0.0, "stay": 2}, "siting-fewer-short"),
        ({"stay": 1}, "siting-fewer-short"),
        ({"stay": 99}, "siting-fewer-all"),
        ({"norm_min": 0.01}, "siting-fewer-nobody"),
    ],
)
def test_what_cannot_be_kept_is_said(area, asked, key):
    with pytest.raises(BadInputError, match=key) as caught:
        fewer_services(area, **({"norm_min": NORM, "watch": Watch()} | asked))
    assert len({texts(language).error(caught.value) for language in LANGUAGES}) == 2
