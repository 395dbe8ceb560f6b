"""Small random siting problems, and what brute force says of them."""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.question import question_about
from analysis.siting.problem import siting_problem
from analysis.siting.question import SitingQuestion

FAR = 100.0


def siting_question(*, selection, horizon_min=45.0, **asked):
    """A siting question from all that it asks, side by side."""
    common = {name: asked.pop(name) for name in ("zone", "demand", "mode", "engine") if name in asked}
    return SitingQuestion(asked=question_about(selection, threshold_min=horizon_min, **common), **asked)


def random_problem(seed, *, places=14, sites=7, existing=0.3, missing=0.2):
    """Minutes 1 to 60 by whole numbers (many equal), some trips missing, some places served already."""
    rng = np.random.default_rng(seed)
    minutes = rng.integers(1, 60, (places, sites)).astype(float)
    kept = rng.random((places, sites)) >= missing
    row, column = np.nonzero(kept)
    pairs = pd.DataFrame(
        {"place_id": [f"p{i:02}" for i in row], "site_id": [f"s{j}" for j in column], "minutes": minutes[row, column]}
    )
    index = pd.Index([f"p{i:02}" for i in range(places)])
    weight = pd.Series(rng.integers(0, 9, places).astype(float), index=index)
    before = pd.Series(np.where(rng.random(places) < existing, rng.integers(1, 60, places), np.nan), index=index)
    problem = siting_problem(pairs, weight, pd.Index([f"s{j}" for j in range(sites)]), before=before)
    table = np.where(kept, minutes, np.inf)
    return problem, table, weight.to_numpy(), before.fillna(np.inf).to_numpy()


def planar_problem(seed, *, places=400, sites=60, reach=20.0):
    """Places and sites drawn in a square of 100; minutes are distances, those within reach."""
    rng = np.random.default_rng(seed)
    here, there = rng.random((places, 2)) * 100, rng.random((sites, 2)) * 100
    minutes = np.sqrt(((here[:, None] - there[None]) ** 2).sum(axis=2))
    row, column = np.nonzero(minutes <= reach)
    pairs = pd.DataFrame({"place_id": row, "site_id": column, "minutes": minutes[row, column]})
    return siting_problem(pairs, pd.Series(rng.gamma(1.0, 1.0, places)), pd.RangeIndex(sites))


def after(table, before, chosen):
    return np.minimum(before, table[:, list(chosen)].min(axis=1, initial=np.inf))


def ranked(values, *, smallest=False):
    """Values of every set, the best first."""
    return sorted(values, reverse=not smallest)


def every_set(sites, posts):
    return list(combinations(range(sites), posts))
