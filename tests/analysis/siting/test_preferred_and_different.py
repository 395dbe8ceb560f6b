"""Preferred sites and answers that must differ, in every model, against every set there is."""

from itertools import combinations

import numpy as np
import pytest

from analysis.siting.capacitated import most_assigned
from analysis.siting.center import shortest_longest
from analysis.siting.covering import backed_up, fewest_posts
from analysis.siting.question import load_preference
from analysis.siting.search import Watch
from geo.errors import BadInputError, MissingFileError
from tests.analysis.siting.small import after, every_set, random_problem
from tests.analysis.siting.test_capacitated import by_programme, random_capacities

SEEDS = range(6)
HORIZON = 40.0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("differ", [1, 2])
def test_capacities_with_preferred_candidates(seed, differ):
    problem = random_capacities(seed)
    bonus = np.where(np.arange(6) % 3 == 0, 2.5, 0.0)
    truth = []
    for sites in combinations(range(6), 2):
        value = by_programme(problem, problem.opened(np.array(sites), np.zeros(0, dtype=int)))
        truth.append((value + bonus[list(sites)].sum(), sites))
    truth.sort(reverse=True)
    choices = most_assigned(problem, posts=2, keep=3, differ=differ, bonus=bonus, watch=Watch())
    assert choices.found[0].value == pytest.approx(truth[0][0])
    known = {sites: value for value, sites in truth}
    for at, one in enumerate(choices.found):
        assert known[one.sites] == pytest.approx(one.value)
        before = choices.found[:at]
        assert all(len(set(one.sites) & set(other.sites)) <= 2 - differ for other in before)
        # Nothing that differs from those before does better.
        left = [
            value for value, sites in truth if all(len(set(sites) & set(other.sites)) <= 2 - differ for other in before)
        ]
        assert one.value == pytest.approx(max(left))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_longest_way_with_preferred_sites_first_among_equals(seed):
    problem, table, weight, before = random_problem(seed, missing=0.0)
    liked = np.arange(7) % 2 == 0
    counted = weight > 0
    truth = [(after(table, before, sites)[counted].max(), sites) for sites in every_set(7, 2)]
    least = min(value for value, _ in truth)
    most = max(int(liked[list(sites)].sum()) for value, sites in truth if value == least)
    best = shortest_longest(problem, 2, preferred=liked, watch=Watch()).best
    assert best.value == least
    assert int(liked[list(best.sites)].sum()) == most
    answers = shortest_longest(problem, 2, keep=3, differ=2, watch=Watch())
    picked = [set(one.sites) for one in answers.found]
    assert all(not one & other for one, other in combinations(picked, 2))
    assert answers.found[0].value == least


@pytest.mark.parametrize("seed", SEEDS)
def test_backup_with_preferred_sites(seed):
    problem, table, weight, before = random_problem(seed, missing=0.0)
    liked = np.arange(7) >= 4
    size = next(
        size
        for size in range(1, 8)
        if any((after(table, before, sites)[weight > 0] <= HORIZON).all() for sites in every_set(7, size))
    )
    truth = [
        backed_up(problem, np.array(sites), horizon_min=HORIZON) + 0.2 * weight.sum() * liked[list(sites)].sum()
        for sites in every_set(7, size)
        if (after(table, before, sites)[weight > 0] <= HORIZON).all()
    ]
    answers = fewest_posts(
        problem, horizon_min=HORIZON, backup=True, preferred=liked, preference=0.2, keep=2, watch=Watch()
    )
    assert [one.value for one in answers.found] == pytest.approx(sorted(truth, reverse=True)[:2])


def test_the_fewest_posts_that_differ():
    problem, *_ = random_problem(1, missing=0.0)
    answers = fewest_posts(problem, horizon_min=HORIZON, keep=4, differ=2, watch=Watch())
    sets = [set(one.sites) for one in answers.found]
    assert len(sets) > 1
    assert all(len(one & other) <= len(other) - 2 for at, one in enumerate(sets) for other in sets[:at])
    with pytest.raises(BadInputError, match="siting-differ"):
        fewest_posts(problem, horizon_min=HORIZON, keep=2, differ=7, watch=Watch())


def test_the_preference_is_data():
    known = load_preference()
    assert (known.share, known.status, known.date) == (0.01, "hypothesis", "2026")
    assert known.source


@pytest.mark.parametrize("written", ["", "[preference]\nshare = 2", "[preference]\nshare = 0.1", 'status = "guess"'])
def test_a_preference_without_sense_or_source_is_refused(tmp_path, written):
    file = tmp_path / "siting.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(BadInputError, match="siting-preference"):
        load_preference(file)
    with pytest.raises(MissingFileError):
        load_preference(tmp_path / "none.toml")
