"""The K best sets of p sites, for models where a set brings the sum of each place's best gain.

The prices of the Lagrangian bound leave few sets that could still be among the best: they are all looked at. Where
they are too many, HiGHS finds the answers one after the other, each cut off by the ones before (no-good cuts). For
each row and each of its distinct gains g_1 > g_2 > …, ``z_k`` says that some site of gain g_k or more is open::

    maximise Σ (g_k − g_{k+1}) z_k   with   z_k ≤ z_{k−1} + Σ_{j: g_ij = g_k} y_j,   0 ≤ z ≤ 1,   Σ y = p

Sites that the bound proves useless, or needed, are settled before; the search starts from the best set known.
"""

import numpy as np

from analysis.siting.exchange import BoundedSites, bounded
from analysis.siting.gains import Gains
from analysis.siting.kernels import enumerate_sets, set_value, site_values
from analysis.siting.search import Answers, Found, Watch
from analysis.solver.model import Model
from geo.schema import BoolArray, FloatArray, IntArray

_SLACK = 1e-9


def best_by_highs(
    gains: Gains, posts: int, begun: BoundedSites, *, keep: int, differ: int, watch: Watch, gap: float
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


def _settled(gains: Gains, posts: int, begun: BoundedSites) -> tuple[BoolArray, BoolArray]:
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


CHUNK = 25_000_000
"""Steps of the search of all sets between two looks at the watch."""

MOST_CHUNKS, BRIEF_CHUNKS = 48, 4
"""Beyond, HiGHS takes over; sooner where a figure is asked for, and not the shortest trips among equals."""

MOST_PAIRS = 600_000
"""Beyond so many gains, HiGHS would not answer in time: the bound says how good the exchange is."""

_TIE = 1e-9


def best_sets(
    gains: Gains,
    posts: int,
    *,
    keep: int = 1,
    differ: int = 1,
    watch: Watch,
    gap: float = 0.0,
    begun: BoundedSites | None = None,
    chunks: int = MOST_CHUNKS,
) -> Answers:
    """Return the best distinct sets of exactly ``posts`` sites.

    Parameters
    ----------
    keep
        How many answers, at most.
    differ
        By how many sites each answer differs from all those before it, at least.
    gap
        Relative gap, proven, at which a first answer is good enough (0: the best itself).
    begun
        A set and a bound to start from, as :func:`analysis.siting.exchange.bounded` gives; worked out when None.
    chunks
        How long every set that the bound leaves may be looked at, in ``CHUNK``.
    """
    begun = begun or bounded(gains, posts, watch=watch, gap=gap if keep == 1 else 0.0)
    if keep == 1 and gap > 0 and begun.near(gap, gains.constant):
        return _answers(
            gains, [(begun.sites, begun.value)], bound=begun.bound, proven=0, solver="exchange", watch=watch
        )
    found, done = _by_enumeration(gains, posts, begun, keep=keep, differ=differ, watch=watch, chunks=chunks)
    if done:
        return _answers(
            gains,
            found,
            bound=found[0][1] if found else begun.bound,
            proven=len(found),
            solver="enumeration",
            watch=watch,
        )
    if len(gains.site) <= MOST_PAIRS and not watch.over:
        answers, bound, proven = best_by_highs(gains, posts, begun, keep=keep, differ=differ, watch=watch, gap=gap)
        if answers:
            return _answers(gains, answers, bound=min(bound, begun.bound), proven=proven, solver="highs", watch=watch)
    found = found or [(begun.sites, begun.value)]
    return _answers(gains, found, bound=begun.bound, proven=0, solver="exchange", watch=watch)


def sets_above(
    gains: Gains,
    posts: int,
    begun: BoundedSites,
    *,
    keep: int,
    only_best: bool,
    watch: Watch,
    chunks: int = MOST_CHUNKS,
) -> tuple[list[tuple[IntArray, float]], bool]:
    """Return the ``keep`` best sets, equals one after the other, and whether none was left out.

    ``only_best`` leaves out those that are worth less than the set known at the start.
    """
    return _by_enumeration(gains, posts, begun, keep=keep, differ=1, watch=watch, chunks=chunks, only_best=only_best)


def _by_enumeration(
    gains: Gains,
    posts: int,
    begun: BoundedSites,
    *,
    keep: int,
    differ: int,
    watch: Watch,
    chunks: int,
    only_best: bool = False,
) -> tuple[list[tuple[IntArray, float]], bool]:
    """Look at every set that could be among the best; return those found, and whether none was left out."""
    value = np.empty(gains.n_sites)
    site_values(gains.start, gains.site, gains.gain, begun.price, value)
    order = np.lexsort((np.arange(gains.n_sites), -value))
    rank = np.empty(gains.n_sites, dtype=np.int64)
    rank[order] = np.arange(gains.n_sites)
    by_site = np.lexsort((gains.row, rank[gains.site]))
    first = np.concatenate(([0], np.cumsum(np.bincount(rank[gains.site], minlength=gains.n_sites)))).astype(np.int64)
    row, gain = gains.row[by_site].astype(np.int64), gains.gain[by_site]
    rounds = [keep] if differ == 1 else [1] * keep
    found: list[tuple[IntArray, float]] = []
    spent = 0
    for wanted in rounds:
        state = np.zeros(posts + 1, dtype=np.int64)
        best = np.full(wanted, -1.0)
        sets = np.full((wanted, posts), -1, dtype=np.int64)
        banned = np.array([np.sort(rank[sites]) for sites, _ in found], dtype=np.int64).reshape(-1, posts)
        if only_best or (wanted == 1 and not found):
            best[:] = begun.value - _TIE * max(1.0, begun.value)
        have, sums = np.zeros((posts, gains.n_rows)), np.zeros(posts)
        over = False
        while not over:
            if watch.over or spent >= chunks:
                return _decoded(best, sets, order, found), False
            over = bool(
                enumerate_sets(
                    first, row, gain, value[order], float(begun.price.sum()), state,
                    have, sums, best, sets, banned, differ, CHUNK,
                )
            )  # fmt: skip
            spent += 1
            watch.tell("enumeration", float(best[0]), begun.bound)
        if sets[0, 0] < 0:
            break
        found = _decoded(best, sets, order, found)
    return found, True


def _decoded(
    best: FloatArray, sets: IntArray, order: IntArray, found: list[tuple[IntArray, float]]
) -> list[tuple[IntArray, float]]:
    more = [(np.sort(order[line]), float(value)) for line, value in zip(sets, best, strict=True) if line[0] >= 0]
    return [*found, *more]


def _answers(
    gains: Gains, found: list[tuple[IntArray, float]], *, bound: float, proven: int, solver: str, watch: Watch
) -> Answers:
    return Answers(
        found=tuple(Found(tuple(map(int, sites)), value + gains.constant) for sites, value in found),
        bound=bound + gains.constant,
        proven=proven,
        solver=solver,
        seconds=watch.spent_s,
        stopped=watch.stopped,
    )
