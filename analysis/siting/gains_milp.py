"""The same models as integer programmes, for HiGHS.

For each row and each of its distinct gains g_1 > g_2 > …, ``z_k`` says that some site of gain g_k or more is open::

    maximise Σ (g_k − g_{k+1}) z_k   with   z_k ≤ z_{k−1} + Σ_{j: g_ij = g_k} y_j,   0 ≤ z ≤ 1,   Σ y = p

Sites that the Lagrangian bound proves useless, or needed, are settled before; the search starts
from the best set known.
"""

import numpy as np

from analysis.siting.exchange import Bounded
from analysis.siting.gains import Gains
from analysis.siting.kernels import set_value, site_values
from analysis.siting.search_limits import Watch
from analysis.solver.model import Model
from geo.schema import BoolArray, FloatArray, IntArray

_SLACK = 1e-9


def best_by_highs(
    gains: Gains, posts: int, begun: Bounded, *, keep: int, differ: int, watch: Watch, gap: float
) -> tuple[list[tuple[IntArray, float]], float, int]:
    """Return the best sets in order, a bound on the first, and how many are proven."""
    closed, needed = _settled(gains, posts, begun) if keep == 1 else _nothing_settled(gains)
    model = _programme(gains, posts, closed=closed, needed=needed)
    model.begin(np.arange(gains.n_sites), np.isin(np.arange(gains.n_sites), begun.sites))
    found: list[tuple[IntArray, float]] = []
    bound, proven = np.inf, 0
    while len(found) < keep and not watch.over:
        answer = model.solve(watch, gap=gap)
        if not found:
            bound = min(-answer.bound, begun.bound)
        if answer.values is None:
            if answer.infeasible:
                proven += not found
            break
        sites = np.flatnonzero(answer.values[: gains.n_sites] > 0.5)
        chosen = np.zeros(gains.n_sites, dtype=np.bool_)
        chosen[sites] = True
        found.append((sites, float(set_value(gains.start, gains.site, gains.gain, chosen))))
        proven += answer.proven and proven == len(found) - 1
        watch.tell("highs", found[0][1], bound)
        model.add_one(sites, 1.0, -np.inf, posts - differ)
        if not answer.proven:
            break
    if found and found[0][1] < begun.value:
        found, proven = [(begun.sites, begun.value)], 0
    return found, bound, proven


def _settled(gains: Gains, posts: int, begun: Bounded) -> tuple[BoolArray, BoolArray]:
    """Return which sites no better set opens, and which every better set opens."""
    value = np.empty(gains.n_sites)
    site_values(gains.start, gains.site, gains.gain, begun.price, value)
    order = np.argsort(-value, kind="stable")
    worth = float(begun.price.sum() + value[order[:posts]].sum())
    floor = begun.value - _SLACK * max(1.0, begun.value)
    last, following = value[order[posts - 1]], value[order[posts]] if posts < gains.n_sites else 0.0
    inside = np.zeros(gains.n_sites, dtype=np.bool_)
    inside[order[:posts]] = True
    return ~inside & (worth - last + value < floor), inside & (worth - value + following < floor)


def _nothing_settled(gains: Gains) -> tuple[BoolArray, BoolArray]:
    return np.zeros(gains.n_sites, dtype=np.bool_), np.zeros(gains.n_sites, dtype=np.bool_)


def _programme(gains: Gains, posts: int, *, closed: BoolArray, needed: BoolArray) -> Model:
    """Return the integer programme: the sites first, then the levels of every row."""
    useful = ~closed[gains.site]
    row, site, gain = gains.row[useful], gains.site[useful].astype(np.int64), gains.gain[useful]
    fresh = np.ones(len(row), dtype=np.bool_)
    fresh[1:] = (row[1:] != row[:-1]) | (gain[1:] != gain[:-1])
    level = np.cumsum(fresh) - 1
    level_row, level_gain = row[fresh], gain[fresh]
    n_levels = len(level_row)
    same = np.zeros(n_levels, dtype=np.bool_)
    same[1:] = level_row[1:] == level_row[:-1]
    after = np.zeros(n_levels)
    after[:-1] = np.where(same[1:], level_gain[1:], 0.0)
    n_sites = gains.n_sites
    cost: FloatArray = np.concatenate([np.zeros(n_sites), after - level_gain])
    model = Model(cost, whole=np.arange(n_sites + n_levels) < n_sites)
    number = np.arange(n_levels)
    chain = number[same]
    cells = np.concatenate([np.ones(n_levels), -np.ones(len(chain)), -np.ones(len(site))])
    lines = np.concatenate([number, chain, level])
    columns = np.concatenate([n_sites + number, n_sites + chain - 1, site])
    model.add(lines, columns, cells, high=0.0, n_rows=n_levels)
    model.add_one(np.arange(n_sites), 1.0, posts, posts)
    if closed.any():
        model.add_one(np.flatnonzero(closed), 1.0, 0.0, 0.0)
    if needed.any():
        model.add_one(np.flatnonzero(needed), 1.0, int(needed.sum()), int(needed.sum()))
    return model
