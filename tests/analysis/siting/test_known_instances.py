"""Instances of our own against optima that other solvers proved: see ``known/generate.py``."""

import json

import numpy as np
import pandas as pd
import pytest

from analysis.siting.capacitated import most_assigned
from analysis.siting.capacities import Capacities
from analysis.siting.center import shortest_longest
from analysis.siting.covering import fewest_posts, most_covered
from analysis.siting.fair import fair_choices
from analysis.siting.minutes import least_minutes
from analysis.siting.problem import siting_problem
from analysis.siting.search import Watch
from analysis.siting.weighed_cover import weighed_cover
from geo.errors import BadInputError
from tests.analysis.siting.known.generate import FAR, FILE, drawn, programme

KNOWN = {one["seed"]: one for one in json.loads(FILE.read_text(encoding="utf-8"))}
CASES = [(seed, asked) for seed, one in KNOWN.items() for asked in one["optima"]]


def named(value):
    return "-".join(f"{value[name]}" for name in value if name != "optimum") if isinstance(value, dict) else str(value)


def covering(one):
    """The candidates of an instance as a problem; services that exist are the minutes of before."""
    minutes, first = np.array(one["minutes"], dtype=float), one["existing"]
    minutes[minutes < 0] = np.inf
    place, site = np.nonzero(np.isfinite(minutes[:, first:]))
    pairs = pd.DataFrame({"place_id": place, "site_id": site, "minutes": minutes[place, first + site]})
    before = pd.Series(minutes[:, :first].min(axis=1, initial=np.inf))
    need = pd.Series(one["need"], dtype="float64")
    return siting_problem(pairs, need, pd.RangeIndex(minutes.shape[1] - first), before=before)


def with_sizes(one, horizon):
    minutes, first = np.array(one["minutes"]), one["existing"]
    row, node = np.nonzero((minutes >= 0) & (minutes <= horizon))
    nodes = minutes.shape[1]
    return Capacities(
        need=np.array(one["need"], dtype=float),
        row=row,
        node=node,
        room=np.array(one["room"], dtype=float),
        least=np.zeros(nodes),
        n_existing=first,
        cost=np.concatenate([np.full(first, np.nan), one["cost"]]),
    )


def found(one, asked):
    """The value of the first answer, and whether it is proven."""
    model, watch, groups = asked["model"], Watch(), np.array(one["zone"])
    if model.startswith("capacitated"):
        about = with_sizes(one, asked["horizon"])
        if model == "capacitated-fair":
            fair = fair_choices(about, groups=groups, share=asked["share"], posts=asked["posts"], watch=watch)
            return fair.found[0].aim, fair.proven
        done = most_assigned(
            about, posts=asked.get("posts"), budget=asked.get("budget"), closures=asked.get("closures", 0), watch=watch
        )
        return done.found[0].value, done.proven
    about = covering(one)
    if model == "mclp-fair":
        cover = weighed_cover(
            about, horizon_min=asked["horizon"], posts=asked["posts"], groups=groups, share=asked["share"], watch=watch
        )
        return cover.found[0].aim, cover.proven
    if model == "mclp-budget":
        cost = np.array(one["cost"], dtype=float)
        cover = weighed_cover(about, horizon_min=asked["horizon"], cost=cost, budget=asked["budget"], watch=watch)
        return cover.found[0].covered, cover.proven
    answers = {
        "p-median": lambda: least_minutes(about, asked["posts"], far_min=FAR, watch=watch),
        "p-center": lambda: shortest_longest(about, asked["posts"], watch=watch),
        "mclp": lambda: most_covered(about, asked["posts"], horizon_min=asked["horizon"], watch=watch),
        "lscp": lambda: fewest_posts(about, horizon_min=asked["horizon"], watch=watch),
    }[model]()
    return answers.best.value, answers.proven


@pytest.mark.parametrize(("seed", "asked"), CASES, ids=named)
def test_the_optimum_that_other_solvers_proved(seed, asked):
    one = KNOWN[seed]
    refused = {0: "siting-all-covered", None: "siting-too-few"}.get(asked["optimum"])
    if refused:
        with pytest.raises(BadInputError, match=refused):
            found(one, asked)
        return
    value, proven = found(one, asked)
    assert value == pytest.approx(asked["optimum"], abs=2e-6)
    assert proven == 1


@pytest.mark.parametrize("seed", KNOWN)
def test_the_file_is_what_its_script_writes(seed):
    stored = KNOWN[seed]
    assert drawn(seed) == {name: value for name, value in stored.items() if name != "optima"}
    for asked in stored["optima"][::6]:
        made, told = programme(stored, asked)
        cost = made.by_scipy()
        assert (None if cost is None else told(cost)) == (
            asked["optimum"] and pytest.approx(asked["optimum"], abs=2e-6)
        )
