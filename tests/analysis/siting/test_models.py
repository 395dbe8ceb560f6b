"""Covering, median and center models against every set there is."""

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest

from analysis.siting.best_sets import best_by_highs, best_sets
from analysis.siting.center import shortest_longest
from analysis.siting.covering import backed_up, fewest_posts, most_covered
from analysis.siting.exchange import BoundedSites, bounded, exchanged, shaken, together
from analysis.siting.gains import coverage_gains, minutes_gains
from analysis.siting.kernels import greedy, set_value
from analysis.siting.minutes import least_minutes
from analysis.siting.problem import siting_problem
from analysis.siting.search import Watch
from geo.errors import BadInputError
from tests.analysis.siting.small import FAR, after, every_set, planar_problem, random_problem, ranked

SEEDS = range(6)
HORIZON = 25.0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("posts", [1, 2, 3])
def test_the_five_most_covered_are_the_five_best_of_all_sets(seed, posts):
    problem, table, weight, before = random_problem(seed)
    truth = ranked(weight[after(table, before, one) <= HORIZON].sum() for one in every_set(7, posts))
    answers = most_covered(problem, posts, horizon_min=HORIZON, keep=5, watch=Watch())
    assert [one.value for one in answers.found] == pytest.approx(truth[:5])
    assert len({one.sites for one in answers.found}) == 5
    assert answers.proven == 5
    for one in answers.found:
        assert weight[after(table, before, one.sites) <= HORIZON].sum() == pytest.approx(one.value)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("posts", [1, 2, 3])
def test_the_five_shortest_are_the_five_best_of_all_sets(seed, posts):
    problem, table, weight, before = random_problem(seed)
    truth = ranked((weight @ np.minimum(after(table, before, one), FAR) for one in every_set(7, posts)), smallest=True)
    answers = least_minutes(problem, posts, far_min=FAR, keep=5, watch=Watch())
    assert [one.value for one in answers.found] == pytest.approx(truth[:5])
    assert len({one.sites for one in answers.found}) == 5


@pytest.mark.parametrize("seed", range(4))
def test_rows_taken_together_at_first_change_no_bound_and_no_value(seed, monkeypatch):
    gains = minutes_gains(planar_problem(seed, places=300, sites=12, reach=60.0), far_min=FAR)
    truth = best_by_highs(gains, 3, bounded(gains, 3, watch=Watch()), keep=1, differ=1, watch=Watch(), gap=0.0)[0][0]
    monkeypatch.setattr("analysis.siting.exchange.MANY", 1_000)
    found = bounded(gains, 3, watch=Watch())
    chosen = np.isin(np.arange(12), found.sites)
    assert found.value == pytest.approx(set_value(gains.start, gains.site, gains.gain, chosen))
    assert found.value <= truth[1] + 1e-6 <= found.bound + 2e-6
    assert found.value >= 0.98 * truth[1]
    # What any set brings to rows taken together is no more than what it brings to them apart.
    few, part = together(gains, gains.site[gains.start[:-1]].astype(np.int64))
    assert few.n_rows <= 12
    assert len(part) == gains.n_rows
    assert few.gain.sum() == pytest.approx(gains.gain.sum())
    assert (np.diff(few.gain)[np.diff(few.row) == 0] <= 0).all()
    for one in every_set(12, 2):
        chosen = np.isin(np.arange(12), one)
        assert set_value(few.start, few.site, few.gain, chosen) <= set_value(*table_of(gains), chosen) + 1e-6


def table_of(gains):
    return gains.start, gains.site, gains.gain


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("posts", [1, 3])
def test_a_figure_asked_for_alone_is_the_same_figure(seed, posts):
    problem, *_ = random_problem(seed)
    for model in (
        partial(most_covered, problem, posts, horizon_min=HORIZON),
        partial(least_minutes, problem, posts, far_min=FAR),
        partial(shortest_longest, replace(problem, before=np.minimum(problem.before, FAR)), posts),
    ):
        whole, brief = model(watch=Watch()), model(brief=True, watch=Watch())
        assert brief.best.value == pytest.approx(whole.best.value)
        assert brief.proven == whole.proven == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_highs_gives_the_same_answers_in_the_same_order(seed):
    problem, *_ = random_problem(seed)
    for gains in (coverage_gains(problem, horizon_min=HORIZON), minutes_gains(problem, far_min=FAR)):
        answers = best_sets(gains, 3, keep=6, watch=Watch())
        begun = bounded(gains, 3, watch=Watch())
        found, bound, proven = best_by_highs(gains, 3, begun, keep=6, differ=1, watch=Watch(), gap=0.0)
        assert [value + gains.constant for _, value in found] == pytest.approx([one.value for one in answers.found])
        assert proven == 6
        assert bound >= found[0][1] - 1e-6
        assert begun.bound >= found[0][1] - 1e-6
        # One answer alone: sites that the bound settles are settled rightly.
        alone, _, _ = best_by_highs(gains, 3, begun, keep=1, differ=1, watch=Watch(), gap=0.0)
        assert alone[0][1] == pytest.approx(found[0][1])


@pytest.mark.parametrize("seed", [1, 3, 7])
def test_shaking_leaves_a_set_that_no_single_exchange_improves_for_the_best_one(seed):
    gains = coverage_gains(planar_problem(seed), horizon_min=20.0)
    begun = bounded(gains, 8, watch=Watch())
    best, _, _ = best_by_highs(gains, 8, begun, keep=1, differ=1, watch=Watch(), gap=0.0)
    sites, stuck = exchanged(gains, greedy(gains.start, gains.site, gains.gain, 60, 8), watch=Watch())
    assert stuck < 0.98 * best[0][1]
    again = shaken(gains, BoundedSites(sites, stuck, np.inf, begun.price), watch=Watch())
    assert again.value == pytest.approx(best[0][1])
    assert begun.value == pytest.approx(best[0][1])


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_that_must_differ_by_two_sites(seed):
    problem, table, weight, before = random_problem(seed)
    answers = most_covered(problem, 3, horizon_min=HORIZON, keep=4, differ=2, watch=Watch())
    left, truth = every_set(7, 3), []
    while left and len(truth) < 4:
        best = max(left, key=lambda one: weight[after(table, before, one) <= HORIZON].sum())
        truth.append(weight[after(table, before, best) <= HORIZON].sum())
        left = [one for one in left if len(set(one) & set(answers.found[len(truth) - 1].sites)) <= 1]
    assert [one.value for one in answers.found] == pytest.approx(truth)


@pytest.mark.parametrize("seed", SEEDS)
def test_fewest_posts_and_backup(seed):
    problem, table, weight, before = random_problem(seed, missing=0.0)
    horizon = float(np.ceil(np.minimum(before, table.min(axis=1)).max()))
    counted = weight > 0
    size, covers = next(
        (size, found)
        for size in range(1, 8)
        if (found := [one for one in every_set(7, size) if after(table, before, one)[counted].max() <= horizon])
    )
    answers = fewest_posts(problem, horizon_min=horizon, keep=50, watch=Watch())
    smallest = [one.sites for one in answers.found if one.value == size]
    assert sorted(smallest) == sorted(covers)
    assert all(not set(one.sites) > set(two.sites) for one in answers.found for two in answers.found)

    def twice(one):
        return weight[(table[:, list(one)] <= horizon).sum(axis=1) + (before <= horizon) >= 2].sum()

    backed = fewest_posts(problem, horizon_min=horizon, backup=True, keep=3, watch=Watch())
    truth = ranked(twice(one) for one in covers)
    assert [one.value for one in backed.found] == pytest.approx(truth[:3])
    assert backed_up(problem, np.array(backed.best.sites), horizon_min=horizon) == pytest.approx(truth[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_shortest_longest_way(seed):
    problem, table, weight, before = random_problem(seed, missing=0.0)
    counted = weight > 0
    truth = ranked((after(table, before, one)[counted].max() for one in every_set(7, 2)), smallest=True)
    answers = shortest_longest(problem, 2, keep=4, watch=Watch())
    assert [one.value for one in answers.found] == truth[:4]
    assert len({one.sites for one in answers.found}) == 4


def test_the_horizon_is_included():
    pairs = pd.DataFrame({"place_id": ["a", "b"], "site_id": ["s", "s"], "minutes": [30.0, 30.000001]})
    problem = siting_problem(pairs, pd.Series({"a": 5.0, "b": 7.0}), pd.Index(["s"]))
    assert most_covered(problem, 1, horizon_min=30.0, watch=Watch()).best.value == 5.0


def test_the_order_of_rows_changes_nothing():
    problem, *_ = random_problem(3)
    pairs = pd.DataFrame(
        {
            "place_id": problem.place_ids[problem.place],
            "site_id": problem.site_ids[problem.site],
            "minutes": problem.minutes,
        }
    )
    weight = pd.Series(problem.weight, index=problem.place_ids)
    before = pd.Series(problem.before, index=problem.place_ids)
    again = siting_problem(pairs.sample(frac=1, random_state=1), weight, problem.site_ids, before=before)
    one, two = (most_covered(each, 3, horizon_min=HORIZON, keep=5, watch=Watch()) for each in (problem, again))
    assert one.found == two.found


def test_a_preferred_site_wins_between_equals_only():
    pairs = pd.DataFrame({"place_id": ["a", "a", "b"], "site_id": ["s", "t", "u"], "minutes": [5.0, 5.0, 5.0]})
    problem = siting_problem(pairs, pd.Series({"a": 100.0, "b": 90.0}), pd.Index(["s", "t", "u"]))

    def chosen(*liked):
        preferred = problem.site_ids.isin(liked)
        return most_covered(problem, 1, horizon_min=9.0, preferred=preferred, preference=0.01, watch=Watch()).best.sites

    assert chosen("t") == (1,)
    assert chosen("s") == (0,)
    assert chosen("u") in {(0,), (1,)}


def test_between_equals_the_shorter_ways_win():
    pairs = pd.DataFrame(
        {"place_id": ["a", "a", "b", "b"], "site_id": ["s", "t", "s", "t"], "minutes": [9.0, 5.0, 8.0, 8.0]}
    )
    problem = siting_problem(pairs, pd.Series({"a": 4.0, "b": 2.0}), pd.Index(["s", "t"]))
    answers = most_covered(problem, 1, horizon_min=10.0, keep=2, watch=Watch())
    assert [(one.sites, one.value) for one in answers.found] == [((1,), 6.0), ((0,), 6.0)]


def test_a_stopped_search_keeps_the_best_found():
    problem, table, weight, before = random_problem(1)
    watch = Watch()
    watch.stop()
    answers = most_covered(problem, 2, horizon_min=HORIZON, keep=5, watch=watch)
    assert answers.stopped
    best = answers.best
    assert best.value == pytest.approx(weight[after(table, before, best.sites) <= HORIZON].sum())
    assert answers.bound >= best.value


@pytest.mark.parametrize(
    ("key", "ask"),
    [
        ("siting-posts", lambda p: most_covered(p, 0, horizon_min=20, watch=Watch())),
        ("siting-few-candidates", lambda p: most_covered(p, 3, horizon_min=20, watch=Watch())),
        ("siting-useless", lambda p: most_covered(p, 1, horizon_min=9, watch=Watch())),
        ("siting-all-covered", lambda p: most_covered(p, 1, horizon_min=80, watch=Watch())),
        ("siting-unreachable", lambda p: fewest_posts(p, horizon_min=20, watch=Watch())),
        ("siting-out-of-reach", lambda p: shortest_longest(p, 1, watch=Watch())),
        ("siting-no-shorter", lambda p: least_minutes(p, 1, far_min=5, watch=Watch())),
    ],
)
def test_what_cannot_be_answered_is_said(key, ask):
    pairs = pd.DataFrame({"place_id": ["a", "b"], "site_id": ["s", "t"], "minutes": [10.0, 40.0]})
    before = pd.Series({"a": 50.0, "b": 80.0, "c": np.nan if key == "siting-out-of-reach" else 60.0})
    problem = siting_problem(pairs, pd.Series({"a": 1.0, "b": 1.0, "c": 1.0}), pd.Index(["s", "t"]), before=before)
    with pytest.raises(BadInputError) as caught:
        ask(problem)
    assert caught.value.key == key
    if key == "siting-useless":
        assert caught.value.values["least"] == 10
    if key == "siting-unreachable":
        assert (caught.value.values["places"], caught.value.values["least"]) == (2, 60)


def test_nothing_to_serve():
    pairs = pd.DataFrame({"place_id": ["a"], "site_id": ["s"], "minutes": [10.0]})
    problem = siting_problem(pairs, pd.Series({"a": np.nan}), pd.Index(["s"]))
    assert problem.unknown == 1
    with pytest.raises(BadInputError, match="siting-no-demand"):
        most_covered(problem, 1, horizon_min=20, watch=Watch())


@pytest.mark.parametrize(
    ("pairs", "weight", "sites", "key"),
    [
        ([("a", "s", 1.0), ("a", "s", 2.0)], {"a": 1.0}, ["s"], "siting-pair"),
        ([("a", "z", 1.0)], {"a": 1.0}, ["s"], "siting-pair"),
        ([("a", "s", np.nan)], {"a": 1.0}, ["s"], "siting-pair"),
        ([("a", "s", 1.0)], {"a": -1.0}, ["s"], "siting-weight"),
        ([("a", "s", 1.0)], {"a": 1.0}, ["s", "s"], "siting-repeated-site"),
    ],
)
def test_a_bad_table_is_refused(pairs, weight, sites, key):
    with pytest.raises(BadInputError, match=key):
        siting_problem(
            pd.DataFrame(pairs, columns=["place_id", "site_id", "minutes"]), pd.Series(weight), pd.Index(sites)
        )
