"""Equal answers are one proposal, for every model: against every set of sites on random lines."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from analysis.siting.ask import answers_of, ways_of
from analysis.siting.search import Watch
from geo.errors import BadInputError
from tests.analysis.siting.lines import HORIZON, line_setting


def drawn(seed, model, **asked):
    draw = np.random.default_rng(seed)
    places = list(zip(draw.integers(0, 50, 9), draw.integers(1, 9, 9), strict=True))
    today = float(draw.integers(0, 50)) if seed % 2 else None
    return line_setting(
        places, draw.integers(0, 50, 7).tolist(), today=today, model=model, groups=[0, 1, 2] * 3, **asked
    )


def worth(setting, model):
    """What is equal for sets that are one proposal, the best first, by plain loops; None where a set is no answer."""
    problem = setting.problem
    groups = setting.groups()

    def of(sites):
        way = problem.after(list(sites))
        near = way <= HORIZON
        if model == "lscp":
            return (len(sites),) if near.all() else None
        if model == "p-center":
            return (way.max(),) if np.isfinite(way).all() else None
        total = problem.weight @ near
        shares = [
            problem.weight[groups == one] @ near[groups == one] / problem.weight[groups == one].sum()
            for one in set(groups)
        ]
        aim = total if model == "budget" else min(shares) + 1e-4 * total / problem.weight.sum()
        return (round(-aim, 9), near.tobytes())

    return of


ASKED = {
    "lscp": {"model": "lscp"},
    "p-center": {"model": "p-center", "posts": 2},
    "budget": {"model": "mclp", "budget": 2.0, "posts": None},
    "worst": {"model": "mclp", "objective": "worst", "posts": 2, "level": "province"},
}


@pytest.mark.parametrize("name", list(ASKED))
@pytest.mark.parametrize("seed", range(10))
def test_equal_sets_are_one_proposal_and_the_next_is_another(name, seed):
    asked = dict(ASKED[name])
    setting = drawn(seed, asked.pop("model"), keep=3, **asked)
    if name == "budget":
        setting = replace(setting, candidates=setting.candidates.assign(cost=1.0))
    of = worth(setting, name)
    sizes = {"lscp": range(1, 8), "budget": (1, 2)}.get(name, (2,))
    groups = {}
    for size in sizes:
        for sites in combinations(range(7), size):
            mark = of(sites)
            if mark is not None:
                groups.setdefault(mark, []).append(sites)
    try:
        answers = answers_of(setting, Watch())
    except BadInputError as error:
        assert error.key == "siting-all-covered" or not groups  # noqa: PT017
        return
    ranked = sorted(groups, key=lambda mark: mark[0])
    way = ways_of(setting).total()
    assert answers.settled
    told = [of(one.sites) for one in answers.found]
    assert len(set(told)) == len(told)
    met = []
    for at, one in enumerate(answers.found):
        met += [one.sites, *one.equals]
        mine = groups[told[at]]
        if at == 0 or name in {"p-center", "worst"}:
            assert told[at][0] == pytest.approx(ranked[at][0], abs=1e-6)
        shown = [one.sites, *one.equals]
        assert set(shown) <= set(mine)
        # A set that holds another answer only costs more: it may be left out.
        assert all(any(set(less) < set(each) for less in met) for each in set(mine) - set(shown))
        assert way(one.sites) == pytest.approx(min(map(way, shown)))
        assert [round(way(each), 6) for each in one.equals] == sorted(round(way(each), 6) for each in one.equals)
        if name == "lscp":
            break
