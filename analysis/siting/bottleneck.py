"""What no choice of services can serve more than: prices on places, as cuts for the choice of sites.

For prices u_i between 0 and 1, any choice serves at most ``Σ u_i P_i + Σ_{j open} K_j(u)``, where K_j is the most that
j could serve counted at 1 − u_i. A bottleneck of a flow is the case where u is 0 inside and 1 outside.
"""

from dataclasses import dataclass

import numpy as np

from analysis.siting.capacities import Capacities, most_served
from analysis.siting.flow import knapsacks, served_by
from analysis.siting.problem import BoolArray, FloatArray, IntArray
from analysis.siting.watch import Watch

_STALLS = 10
_SMALLEST_STEP = 1e-3


@dataclass(frozen=True, eq=False)
class Cut:
    """Served ≤ ``constant`` + Σ ``worth`` of the open nodes."""

    constant: float
    worth: FloatArray


@dataclass(frozen=True, eq=False)
class Priced:
    """The best cuts of the prices, the bound on any choice of so many candidates, and a good choice."""

    cuts: tuple[Cut, ...]
    bound: float
    sites: IntArray
    value: float


def cut_of(problem: Capacities, price: FloatArray) -> Cut:
    """Return the cut of prices, one per distinct row."""
    pairs, need = problem.slim
    order = np.argsort(price, kind="stable")
    worth = knapsacks(pairs, order, price, need, problem.room, np.empty(problem.n_nodes))
    return Cut(float(price @ need), worth)


def bottleneck_cut(problem: Capacities, tight: BoolArray) -> Cut:
    """Return the cut of a bottleneck."""
    return cut_of(problem, np.where(tight, 0.0, 1.0))


def priced(problem: Capacities, posts: int, *, watch: Watch, gap: float = 0.0, rounds: int = 400) -> Priced:
    """Return cuts and a bound for ``posts`` candidates beside everything that exists, and a good choice."""
    pairs, need = problem.slim
    first = problem.n_existing
    price = np.full(len(need), 0.5)
    rest = np.empty(problem.n_nodes)
    bound, kept, length, stalls = np.inf, price, 1.0, 0
    best, sites = -1.0, np.zeros(0, dtype=np.int64)
    cuts: list[Cut] = []
    for turn in range(rounds):
        order = np.argsort(price, kind="stable")
        worth = knapsacks(pairs, order, price, need, problem.room, rest)
        top = np.sort(np.argsort(-worth[first:], kind="stable")[:posts])
        constant = float(price @ need)
        here = constant + float(worth[:first].sum() + worth[first + top].sum())
        if here < bound - 1e-9 * max(1.0, abs(here)):
            bound, kept, stalls = here, price, 0
            cuts = [*cuts[-14:], Cut(constant, worth.copy())]
        else:
            stalls += 1
        is_open = problem.opened(top, np.zeros(0, dtype=np.int64))
        if turn % 5 == 0:
            value, _, refused = most_served(problem, is_open)
            if refused is None and value > best:
                best, sites = value, top
            watch.tell("bound", best, bound)
        if watch.over or length < _SMALLEST_STEP or bound - best <= gap * max(best, 1e-12):
            break
        if stalls >= _STALLS:
            length, stalls, price = length * 0.6, 0, kept
            continue
        slope = need - served_by(pairs, order, price, need, problem.room, is_open)
        slope[(slope > 0) & (price <= 0) | (slope < 0) & (price >= 1)] = 0.0
        squares = float(slope @ slope)
        if squares == 0:
            break
        price = np.clip(price - length * max(here - best, 1e-9) / squares * slope, 0.0, 1.0)
    return Priced(tuple(cuts), bound, sites, best)


def improved(problem: Capacities, begun: Priced, *, watch: Watch, share: float = 0.3) -> tuple[IntArray, float]:
    """Return the choice once exchanges with the candidates worth most bring no more, or time is short."""
    sites, best = begun.sites.copy(), begun.value
    if not len(sites) or not begun.cuts:
        return sites, best
    worth = begun.cuts[-1].worth[problem.n_existing :]
    order = np.argsort(-worth, kind="stable")[: 4 * len(sites) + 10]
    until = watch.left_s * (1 - share)
    nobody = np.zeros(0, dtype=np.int64)
    better = True
    while better and best < begun.bound:
        better = False
        for post in range(len(sites)):
            for to in order:
                if watch.left_s <= until:
                    return np.sort(sites), best
                if to in sites:
                    continue
                other = sites.copy()
                other[post] = to
                value, _, refused = most_served(problem, problem.opened(other, nobody))
                if refused is None and value > best + 1e-9:
                    sites, best, better = other, value, True
                    watch.tell("exchange", best, begun.bound)
    return np.sort(sites), best
