"""Sets worth the same are one proposal, the shortest trips first, the next is another: against every set."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.covering import most_covered
from analysis.siting.equal_sets import Ways
from analysis.siting.problem import siting_problem
from analysis.siting.record import siting_record
from analysis.siting.search import Watch
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import after, random_problem, siting_question
from ui.texts import LANGUAGES, texts
from ui.words.siting import equal_sentences, siting_notes

HORIZON, FAR = 25.0, 70.0


def grouped(problem, table, weight, before, posts):
    """By plain loops: sets of the same worth that cover the same places, in order of worth, then of trips."""
    groups = {}
    for sites in combinations(range(problem.n_sites), posts):
        reached = after(table, before, sites)
        covered = (reached <= HORIZON) & (weight > 0)
        total = round(float(weight @ np.minimum(reached, FAR)), 6)
        groups.setdefault((-weight[covered].sum(), covered.tobytes()), []).append((total, sites))
    return sorted((value, *sorted(each)) for (value, _), each in groups.items())


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(("posts", "keep"), [(1, 3), (2, 4), (3, 4), (2, 1)])
def test_proposals_are_groups_of_equals_in_order(seed, posts, keep):
    problem, table, weight, before = random_problem(seed, places=8, sites=9, missing=0.5)
    truth = grouped(problem, table, weight, before, posts)
    answers = most_covered(
        problem, posts, horizon_min=HORIZON, keep=keep, ways=Ways(problem, FAR), apart=True, watch=Watch()
    )
    assert answers.settled
    assert answers.proven == len(answers.found) == min(keep, len(truth))
    for one, (value, *group) in zip(answers.found, truth, strict=False):
        assert one.value == pytest.approx(-value)
        trips = [float(weight @ np.minimum(after(table, before, each), FAR)) for each in (one.sites, *one.equals)]
        assert trips == pytest.approx([total for total, _ in group])
    # Where two groups are worth the same and travel the same, their order is free: as sets they are all there.
    told = {frozenset((one.sites, *one.equals)) for one in answers.found}
    known = [frozenset(sites for _, sites in group) for _, *group in truth]
    assert told <= set(known)


def test_where_all_cannot_be_compared_it_is_said():
    problem, table, weight, before = random_problem(3)
    watch = Watch()
    watch.stop()
    answers = most_covered(problem, 2, horizon_min=HORIZON, keep=3, apart=True, watch=watch)
    assert not answers.settled
    for one in answers.found:
        mine = (after(table, before, one.sites) <= HORIZON) & (weight > 0)
        for other in one.equals:
            assert (((after(table, before, other) <= HORIZON) & (weight > 0)) == mine).all()


def test_the_shortest_of_three_that_reach_the_same():
    # s, t and u reach a and b; t from the nearest. v reaches c alone, worth less.
    lines = [("a", "s", 20), ("b", "s", 20), ("a", "t", 5), ("b", "t", 6), ("a", "u", 9), ("b", "u", 9), ("c", "v", 1)]
    pairs = pd.DataFrame(lines, columns=["place_id", "site_id", "minutes"])
    problem = siting_problem(pairs, pd.Series({"a": 4.0, "b": 3.0, "c": 6.0}), pd.Index(list("stuv")))
    first, second = most_covered(problem, 1, horizon_min=30.0, keep=5, apart=True, watch=Watch()).found
    assert (first.sites, first.equals, first.value) == ((1,), ((2,), (0,)), 7.0)
    assert (second.sites, second.equals, second.value) == ((3,), (), 6.0)


def test_two_services_for_families_in_wallonia():
    data = load(load_territory("wallonie"))
    asked = siting_question(selection=Selection(kind="saf"), model="mclp", posts=2, keep=4, horizon_min=45.0)
    done = run_siting(data, asked)
    record = siting_record(done)
    assert record["settled"]
    seen = set()
    for answer, found in zip(record["answers"], done.answers.found, strict=True):
        assert answer["equals_count"] == len(found.equals) >= len(answer["equals"])
        trips = [answer["mean_min_after"], *(one["mean_min_after"] for one in answer["equals"])]
        assert trips == sorted(trips)
        # By the problem itself: every equal covers the same places, and no two proposals do.
        covered = {
            (np.minimum(done.setting.covering().after(sites), 99) <= 45).tobytes()
            for sites in (found.sites, *found.equals)
        }
        assert len(covered) == 1
        assert not covered & seen
        seen |= covered
    best = record["answers"][0]
    assert best["equals_count"] > 0
    for language in LANGUAGES:
        said = equal_sentences(record, best, texts(language))
        assert len(said) == 2
        assert best["equals"][0]["sites"][0]["name"] in said[0]
        assert len(equal_sentences(record | {"settled": False}, best, texts(language))) == 1
        assert texts(language)("siting-note-equals") not in siting_notes(record, texts(language))
