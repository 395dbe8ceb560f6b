"""Covers without what decides nothing: by hand, and as small as the whole ones on random instances."""

from itertools import combinations

import numpy as np
import pytest

from analysis.siting import slim_cover
from analysis.siting.center import shortest_longest
from analysis.siting.search import Watch
from analysis.siting.slim_cover import Covers, slimmed
from tests.analysis.siting.small import after, random_problem


def fewest(near):
    """The fewest columns that reach every row, by looking at every set."""
    columns = range(near.shape[1])
    return next(
        n for n in range(len(columns) + 1) if any(near[:, one].any(axis=1).all() for one in combinations(columns, n))
    )


def test_a_place_that_follows_from_another_and_a_site_that_another_stands_for_are_left_out():
    near = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 1], [0, 0, 0, 1], [1, 1, 0, 0]], dtype=np.bool_)
    # The second row follows from the first, the third from the fourth, the last is the first.
    rows, kept = slimmed(near, every_site=True)
    assert rows.tolist() == near[[0, 3]].tolist()
    assert kept.tolist() == [0, 1, 2, 3]
    # Then the first site stands for the second; the third reaches nobody who is left.
    rows, kept = slimmed(near, every_site=False)
    assert kept.tolist() == [0, 3]
    assert rows.tolist() == [[True, False], [False, True]]


@pytest.mark.parametrize("seed", range(30))
def test_what_is_left_takes_as_many_sites_and_covers_everyone(seed):
    rng = np.random.default_rng(seed)
    # More than 64 columns now and then: sets take several words.
    near = rng.random((int(rng.integers(1, 25)), int(rng.choice([5, 8, 70])))) < rng.choice([0.2, 0.5])
    near[np.arange(len(near)), rng.integers(0, near.shape[1], len(near))] = True
    rows, kept = slimmed(near, every_site=False)
    whole, _ = slimmed(near, every_site=True)
    assert len(kept) == rows.shape[1]
    if near.shape[1] < 10:
        size = fewest(near)
        assert fewest(rows) == size
        for one in combinations(range(near.shape[1]), size):
            assert whole[:, one].any(axis=1).all() == near[:, one].any(axis=1).all()
    for line in range(len(rows)):
        # Any set that reaches what is left reaches everyone: one site of each row, whichever.
        chosen = [int(rng.choice(np.flatnonzero(each))) for each in rows]
        assert near[:, kept[chosen]].any(axis=1).all(), line


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("table", [True, False])
def test_numbers_that_share_what_they_learn_have_the_answers_that_each_has_alone(seed, table, monkeypatch):
    if not table:
        monkeypatch.setattr(slim_cover, "_MOST_TABLE", 0)
    problem, minutes, weight, before = random_problem(seed, places=12, sites=7, missing=0.1, existing=0.3)
    covers = Covers(problem)
    order = np.random.default_rng(seed).permutation(np.arange(1, 8))
    for posts in map(int, order):
        truth = min(after(minutes, before, one)[weight > 0].max() for one in combinations(range(7), posts))
        if not np.isfinite(truth):
            continue
        found = shortest_longest(problem, posts, brief=True, covers=covers, watch=Watch())
        assert (found.best.value, found.bound, found.proven) == (truth, truth, 1)
        assert len(found.best.sites) == posts
        assert after(minutes, before, found.best.sites)[weight > 0].max() == truth
        assert covers.low(posts) <= int(np.searchsorted(covers.times, truth))
