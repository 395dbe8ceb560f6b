"""The shortest longest way: every answer in order against every set, real bounds in time, and stops obeyed at once."""

import threading
import time
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analysis.siting.center import shortest_longest
from analysis.siting.covering import fewest_posts
from analysis.siting.equal_sets import Ways
from analysis.siting.problem import siting_problem
from analysis.siting.search import Watch
from tests.analysis.siting.small import after, random_problem
from tests.tries import some


def ranked(table, weight, before, posts):
    """Every set: its longest way, then its weighted minutes."""
    out = []
    for sites in combinations(range(table.shape[1]), posts):
        reached = after(table, before, sites)
        longest = reached[weight > 0].max()
        if np.isfinite(longest):
            out.append((longest, float(weight @ np.minimum(reached, longest))))
    return sorted(out)


@pytest.mark.parametrize("seed", some(range(15)))
@pytest.mark.parametrize(("posts", "keep"), [(1, 3), (2, 6), (3, 4)])
def test_equal_longest_ways_are_told_apart_by_all_the_ways(seed, posts, keep):
    problem, table, weight, before = random_problem(seed, places=9, sites=7, missing=0.1, existing=0.4)
    truth = ranked(table, weight, before, posts)
    if not truth:
        pytest.skip("no set reaches everyone")
    answers = shortest_longest(problem, posts, keep=keep, watch=Watch())
    found = []
    for one in answers.found:
        reached = after(table, before, one.sites)
        found.append((reached[weight > 0].max(), float(weight @ np.minimum(reached, one.value))))
    assert np.array(found) == pytest.approx(np.array(truth[:keep]))
    assert [one.value for one in answers.found] == [longest for longest, _ in found]
    assert answers.proven == len(answers.found)
    assert answers.settled
    assert answers.bound == answers.best.value


@pytest.mark.parametrize("seed", some(range(15)))
def test_the_smallest_covers_in_order_of_their_trips(seed):
    problem, table, weight, before = random_problem(seed, places=9, sites=7, missing=0.1)
    size = next(
        (
            posts
            for posts in range(1, 8)
            if any((after(table, before, one)[weight > 0] <= 30).all() for one in combinations(range(7), posts))
        ),
        None,
    )
    if size is None or (before[weight > 0] <= 30).all():
        pytest.skip("nothing to cover, or no way to")
    truth = sorted(
        float(weight @ np.minimum(after(table, before, one), 70.0))
        for one in combinations(range(7), size)
        if (after(table, before, one)[weight > 0] <= 30).all()
    )
    answers = fewest_posts(problem, horizon_min=30.0, keep=4, ways=Ways(problem, 70.0), watch=Watch())
    smallest = [one for one in answers.found if one.value == size]
    assert [float(weight @ np.minimum(after(table, before, one.sites), 70.0)) for one in smallest] == pytest.approx(
        truth[:4]
    )
    assert answers.settled


def large(nodes, seed):
    """Places that are all candidates, spread on a plane; minutes by whole numbers: many equals."""
    rng = np.random.default_rng(seed)
    here = rng.random((nodes, 2)) * 100
    minutes = np.rint(np.sqrt(((here[:, None] - here[None]) ** 2).sum(axis=2)))
    place, site = np.indices(minutes.shape)
    pairs = pd.DataFrame({"place_id": place.ravel(), "site_id": site.ravel(), "minutes": minutes.ravel()})
    return siting_problem(pairs, pd.Series(np.ones(nodes)), pd.RangeIndex(nodes))


def test_a_short_search_has_a_real_bound_and_keeps_its_time():
    problem = large(300, 1)
    shortest_longest(large(40, 0), 2, watch=Watch())
    began = time.monotonic()
    answers = shortest_longest(problem, 12, keep=3, watch=Watch(time_limit_s=4.0))
    # The limit, and what HiGHS takes to see that it is over.
    assert time.monotonic() - began < 4.0 + 1.0
    assert answers.gap <= 0.15
    assert 0 < answers.bound <= answers.best.value
    assert problem.after(answers.best.sites).max() == answers.best.value


def test_a_stop_is_obeyed_at_once():
    problem = large(300, 2)
    watch = Watch(time_limit_s=60.0)
    threading.Timer(1.0, watch.stop).start()
    began = time.monotonic()
    answers = shortest_longest(problem, 8, keep=3, watch=watch)
    assert time.monotonic() - began < 3.0
    assert answers.stopped
    assert np.isfinite(answers.best.value)
