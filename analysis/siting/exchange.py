"""Open one by one, then exchange: a good set of sites in little time, and what no set can beat (Lagrangian bound).

Relaxing "a place goes to one site only" with a price u_i ≥ 0 per row, any set of p sites brings at most
``Σ_i u_i + the p largest v_j``, with ``v_j = Σ_i (g_ij − u_i)⁺``. Prices follow the subgradient. Where rows are many,
those that the same site would serve best are first taken as one: their best set and prices are where the others start.
"""

from dataclasses import dataclass, replace

import numpy as np

from analysis.siting.gains import Gains
from analysis.siting.kernels import added_up, best_swap, greedy, set_value, site_values, slopes
from analysis.siting.search import Watch, up_to
from geo.schema import FloatArray, IntArray

NOTHING = -1
_STALLS = 12
"""Steps in a row that do not lower the bound before going back to the best prices, with shorter steps."""
_SHORTER = 0.6
_KEPT_WAY = 0.5
"""How much of the last direction each step keeps: subgradients alone zigzag."""

NEARLY = 0.96
"""A set of the bound that is worth this share of the best one is a start for exchanges."""
_SMALLEST_STEP = 1e-4

MANY, _LIKE = 1_000_000, 4
"""Gains, and rows for each site, from which rows are taken together first."""
_NEAR_GAP = 0.005
"""How near to its bound a set of rows taken together is good enough to start from."""

_SEED = 0
_REPLACED = (2, 6)
STILL, BRIEF_STILL = 400, 100
"""Shakes in a row that bring nothing before giving up; fewer where what follows proves the figure in little time."""


@dataclass(frozen=True)
class BoundedSites:
    """A set of sites, what it brings, the bound and the prices that prove it."""

    sites: IntArray
    value: float
    bound: float
    price: FloatArray

    def near(self, gap: float, constant: float) -> bool:
        """Return whether the bound is within ``gap`` (relative, ``constant`` included) of the value."""
        return self.bound - self.value <= gap * abs(self.value + constant)


def exchanged(gains: Gains, sites: IntArray, *, watch: Watch) -> tuple[IntArray, float]:
    """Return the set once no single exchange improves it, and what it brings."""
    table = (gains.start, gains.site, gains.gain)
    sites = sites.copy()
    at = np.full(gains.n_sites, NOTHING, dtype=np.int64)
    at[sites] = np.arange(len(sites))
    least = 1e-12 * max(1.0, float(gains.gain.sum()))
    while not watch.over:
        more, post, to = best_swap(*table, sites, at)
        if more <= least:
            break
        at[sites[post]] = NOTHING
        sites[post], at[to] = to, post
    return sites, float(set_value(*table, at != NOTHING))


def shaken(
    gains: Gains, begun: BoundedSites, *, watch: Watch, gap: float = 0.0, most_still: int = STILL
) -> BoundedSites:
    """Return the best set met when some sites, drawn by a fixed seed, are replaced and exchanges start again.

    Stops once the set is within ``gap`` (as in :func:`bounded`) of the bound already known.
    """
    draw = np.random.default_rng(_SEED)
    best = begun
    here, worth = begun.sites, begun.value
    still = 0
    while still < most_still and not watch.over and not best.near(gap, gains.constant):
        others = np.setdiff1d(np.arange(gains.n_sites), here)
        replaced = min(int(draw.integers(*_REPLACED)), len(here), len(others))
        if replaced == 0:
            break
        start = here.copy()
        start[draw.choice(len(here), replaced, replace=False)] = draw.choice(others, replaced, replace=False)
        found, brings = exchanged(gains, np.sort(start), watch=watch)
        still += 1
        if brings >= worth:
            here, worth = found, brings
        if brings > best.value:
            best, still = replace(best, sites=np.sort(found), value=brings), 0
            watch.tell("exchange", brings, best.bound)
    return best


def bounded(
    gains: Gains, posts: int, *, watch: Watch, gap: float = 0.0, rounds: int = 4000, most_still: int = STILL
) -> BoundedSites:
    """Return a good set of ``posts`` sites with a bound on what any such set brings.

    ``gap`` is the relative distance (to the value, the constant included) at which the search stops.
    """
    begun = _begun(gains, posts, watch=watch)
    watch.tell("exchange", begun.value)
    found = _descended(gains, begun, watch=watch, gap=gap, rounds=rounds)
    better = shaken(gains, found, watch=watch, gap=gap, most_still=most_still)
    if better.value <= found.value or better.near(gap, gains.constant):
        return better
    return _descended(gains, better, watch=watch, gap=gap, rounds=rounds)


def _begun(gains: Gains, posts: int, *, watch: Watch) -> BoundedSites:
    """Return a set that no exchange improves, and prices to start from."""
    if len(gains.site) < MANY or gains.n_rows < _LIKE * gains.n_sites:
        opened = greedy(gains.start, gains.site, gains.gain, gains.n_sites, posts)
        sites, value = exchanged(gains, opened, watch=watch)
        return BoundedSites(sites, value, np.inf, _second_gains(gains, sites))
    alike = gains.site[gains.start[:-1]].astype(np.int64)
    few, part = together(gains, alike)
    known = bounded(few, posts, watch=up_to(watch, 0.2), gap=_NEAR_GAP)
    sites, value = exchanged(gains, known.sites, watch=watch)
    # Above the price of a row as many sites are worth opening as above that of the rows taken as one with it.
    above = np.bincount(few.row, weights=few.gain > known.price[few.row], minlength=few.n_rows).astype(np.int64)[part]
    last = gains.start[:-1] + np.minimum(above, np.diff(gains.start) - 1)
    price = (gains.gain[np.maximum(last - 1, gains.start[:-1])] + gains.gain[last]) / 2
    return BoundedSites(sites, value, np.inf, price)


def together(gains: Gains, alike: IntArray) -> tuple[Gains, IntArray]:
    """Return the gains of rows taken as one where ``alike`` is the same, and the new row of each."""
    part = np.asarray(np.unique(alike, return_inverse=True)[1], dtype=np.int64)
    first = np.concatenate(([0], np.cumsum(np.bincount(part)))).astype(np.int64)
    order = np.argsort(part, kind="stable")
    row, site, gain = added_up(gains.start, gains.site, gains.gain, order, first, gains.n_sites)
    largest = np.lexsort((site, -gain, row))
    start = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(first) - 1)))).astype(np.int64)
    return Gains(start, site[largest].astype(np.int32), gain[largest], gains.n_sites, gains.constant), part


def _descended(gains: Gains, begun: BoundedSites, *, watch: Watch, gap: float, rounds: int) -> BoundedSites:
    """Return the bound once prices have followed the subgradient, with the best set met on the way."""
    table = (gains.start, gains.site, gains.gain)
    posts = len(begun.sites)
    sites, best, bound = begun.sites, begun.value, begun.bound
    price = kept = begun.price
    value, slope = np.empty(gains.n_sites), np.empty(gains.n_rows)
    length, stalls, way = 1.0, 0, np.zeros(0)
    for turn in range(rounds):
        site_values(*table, price, value)
        top = np.argpartition(-value, posts - 1)[:posts] if posts < gains.n_sites else np.arange(gains.n_sites)
        here = float(price.sum() + value[top].sum())
        if here < bound - 1e-12 * abs(bound if np.isfinite(bound) else 1.0):
            bound, kept, stalls = here, price, 0
        else:
            stalls += 1
        chosen = np.zeros(gains.n_sites, dtype=np.bool_)
        chosen[top] = True
        if turn % 10 == 0:
            worth = float(set_value(*table, chosen))
            if worth > NEARLY * best and not watch.over:
                other, worth = exchanged(gains, np.sort(top).astype(np.int64), watch=watch)
                if worth > best:
                    sites, best = other, worth
            watch.tell("bound", best, bound)
        done = bound - best <= gap * abs(best + gains.constant)
        if done or length < _SMALLEST_STEP or watch.over:
            break
        if stalls >= _STALLS:
            length, stalls, price, way = length * _SHORTER, 0, kept, np.zeros(0)
            continue
        if slopes(*table, price, chosen, slope) == 0:
            break
        way = _KEPT_WAY * way + (1 - _KEPT_WAY) * slope if len(way) else slope.copy()
        squares = float(way @ way)
        if squares == 0:
            break
        price = np.maximum(0.0, price - length * max(here - best, 1e-9) / squares * way)
    return BoundedSites(np.sort(sites), best, max(bound, best), kept)


def _second_gains(gains: Gains, sites: IntArray) -> FloatArray:
    """Return, for every row, between its best and its second-best open gain: prices to start from."""
    chosen = np.zeros(gains.n_sites, dtype=np.bool_)
    chosen[sites] = True
    held = np.where(chosen[gains.site], gains.gain, 0.0)
    first = np.maximum.reduceat(held, gains.start[:-1]) if len(held) else np.zeros(gains.n_rows)
    top = held.copy()
    top[held == np.repeat(first, np.diff(gains.start))] = 0.0
    second = np.maximum.reduceat(top, gains.start[:-1]) if len(held) else np.zeros(gains.n_rows)
    price: FloatArray = (first + second) / 2
    return price
