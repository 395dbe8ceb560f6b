"""Sets of sites that are worth the same: one proposal with its equivalents, the shortest trips first.

Two sets are equivalent when they are worth the same and nobody is covered by one and not by the other. A set that is
worth as much for other families is another proposal. All the sets that are worth as much as the last proposal are
looked at, so that the shortest trips win for sure; where there are too many, that is said.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from analysis.siting.best_sets import MOST_CHUNKS, best_sets, sets_above
from analysis.siting.exchange import BRIEF_STILL, BoundedSites, bounded
from analysis.siting.gains import Gains, with_bonus
from analysis.siting.problem import Problem
from analysis.siting.search import Answers, Found, Watch
from geo.schema import BoolArray, CodeArray, IntArray

MOST_SETS = 20_000
"""How many sets are kept beside one another, at most."""

MOST_TABLE = 20_000_000
"""Cells of the table of minutes, beyond which trips are worked out from the list."""

_CLOSE = 1e-9

Coded = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Ways:
    """Trips of everyone, from the places of a problem that holds those of today.

    A place that nothing reaches counts as ``far_min`` away, so that sets that reach more are not held back by it.
    """

    problem: Problem
    far_min: float

    def total(self) -> Callable[[Coded], float]:
        """Return what gives Σ weight × minutes to the nearest service with a set of sites open."""
        problem = self.problem
        if problem.n_places * problem.n_sites > MOST_TABLE:
            return lambda sites: float(problem.weight @ np.minimum(problem.after(sites), self.far_min))
        table = np.full((problem.n_sites, problem.n_places), self.far_min)
        table[problem.site, problem.place] = np.minimum(problem.minutes, self.far_min)
        now = np.minimum(problem.before, self.far_min)
        return lambda sites: float(problem.weight @ np.minimum(now, table[list(sites)].min(axis=0)))


def proposals(
    gains: Gains,
    posts: int,
    begun: BoundedSites,
    ways: Ways,
    *,
    keep: int,
    differ: int,
    apart: bool,
    watch: Watch,
    chunks: int = MOST_CHUNKS,
) -> list[Found] | None:
    """Return the best proposals in order, each with its equivalents; None where sets are too many to be looked at.

    Parameters
    ----------
    apart
        Whether equivalents are one proposal; else each set is one.
    chunks
        How long they may be looked at, as for :func:`analysis.siting.best_sets.best_sets`.
    """
    only_best = keep == 1
    size = max(64, 4 * keep)
    while size <= MOST_SETS:
        found, done = sets_above(gains, posts, begun, keep=size, only_best=only_best, watch=watch, chunks=chunks)
        if not done:
            return None
        full = len(found) == size
        # Where the list is full, some sets worth as much as its last may be missing.
        last = found[-1][1] + _CLOSE * max(1.0, abs(found[-1][1])) if full and found else -np.inf
        told = _told(gains, [one for one in found if one[1] > last], ways, keep=keep, differ=differ, apart=apart)
        if len(told) >= keep or not full:
            return told
        size *= 16
    return None


def _told(
    gains: Gains, found: list[tuple[IntArray, float]], ways: Ways, *, keep: int, differ: int, apart: bool
) -> list[Found]:
    covered_by, minutes = covered(gains), ways.total()
    groups: dict[tuple[float, bytes], list[Coded]] = {}
    for sites, value in found:
        group = groups.setdefault((_rounded(value), covered_by(sites) if apart else sites.tobytes()), [])
        group.append(tuple(map(int, sites)))
    by_value: dict[float, list[list[Coded]]] = {}
    for (value, _), group in groups.items():
        by_value.setdefault(value, []).append(group)
    told: list[Found] = []
    for value in sorted(by_value, reverse=True):
        ranked = []
        for group in by_value[value]:
            cost = {sites: minutes(sites) for sites in group}
            group.sort(key=lambda sites, cost=cost: (round(cost[sites], 6), sites))  # type: ignore[misc]
            ranked.append((round(cost[group[0]], 6), group))
        ranked.sort(key=lambda each: (each[0], each[1][0]))
        for _, group in ranked:
            mine = [sites for sites in group if all(_apart(sites, one.sites, differ) for one in told)]
            if mine:
                told.append(Found(mine[0], value, tuple(one for one in group if one != mine[0]) if apart else ()))
            if len(told) == keep:
                return told
    return told


def covered(gains: Gains) -> Callable[[IntArray], bytes]:
    """Return what gives a mark of the rows that a set of sites reaches: equal for the same rows."""
    row, start, site = gains.row, gains.start, gains.site

    def mark(sites: IntArray) -> bytes:
        chosen = np.zeros(gains.n_sites, dtype=np.bool_)
        chosen[sites] = True
        reached = np.zeros(len(start) - 1, dtype=np.bool_)
        reached[row[chosen[site]]] = True
        return np.packbits(reached).tobytes()

    return mark


def _apart(sites: Coded, other: Coded, differ: int) -> bool:
    return len(set(sites) & set(other)) <= len(other) - differ


def _rounded(value: float) -> float:
    return float(np.round(value, 6))


def as_one(gains: Gains, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return answers where those worth the same for the same people are one, with what one exchange gives beside."""
    mark = covered(gains)
    groups: dict[tuple[float, bytes], list[Found]] = {}
    for one in found:
        groups.setdefault((_rounded(one.value), mark(np.array(one.sites))), []).append(one)
    out = []
    for group in groups.values():
        others = dict.fromkeys([one.sites for one in group[1:]])
        others |= dict.fromkeys(one_for_one(gains, group[0].sites))
        out.append(Found(group[0].sites, group[0].value, tuple(others)))
    return tuple(out)


def folded(answers: Answers, *, keep: int, asked: int, same: Callable[[Found], Hashable], ways: Ways) -> Answers:
    """Return answers where those that are the same choice are one, with its equivalents, the shortest ways first.

    Parameters
    ----------
    keep, asked
        How many proposals to keep; how many answers were asked for: where so many were found, others may be the same as
        the last proposal, and ``settled`` is False.
    same
        What is equal for answers that are one proposal.
    """
    groups: dict[Hashable, list[Found]] = {}
    first: dict[Hashable, int] = {}
    for at, one in enumerate(answers.found):
        groups.setdefault(mark := same(one), []).append(one)
        first.setdefault(mark, at)
    way = ways.total()
    out = []
    for group in list(groups.values())[:keep]:
        cost = {one.sites: round(way(one.sites), 6) for one in group}
        ranked = (
            [sites for _, sites in sorted((cost[sites], sites) for sites in cost)] if answers.settled else list(cost)
        )
        best, *others = ranked
        out.append(Found(best, group[0].value, tuple(others)))
    whole = len(groups) > keep or len(answers.found) < asked
    proven = sum(at < answers.proven for at in list(first.values())[:keep])
    return replace(answers, found=tuple(out), proven=proven, settled=answers.settled and whole)


def one_for_one(gains: Gains, sites: Coded) -> tuple[Coded, ...]:
    """Return the sets that reach the same rows with one site in the place of another."""
    mark = covered(gains)
    same = mark(np.array(sites))
    out = []
    for post in range(len(sites)):
        kept = sites[:post] + sites[post + 1 :]
        for to in np.setdiff1d(np.arange(gains.n_sites), sites):
            other = tuple(sorted((*kept, int(to))))
            if mark(np.array(other)) == same:
                out.append(other)
    return tuple(out)


class Cover(NamedTuple):
    """Cells of who can be reached by whom: every one of ``n_rows`` rows must have one of its sites open."""

    row: IntArray
    site: IntArray
    n_rows: int


def cover_of(rows: list[CodeArray]) -> Cover:
    """Return the cells of the sets of sites that reach each row."""
    line = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    return Cover(line, np.concatenate(rows).astype(np.int64) if rows else np.zeros(0, dtype=np.int64), len(rows))


def shortest_covers(
    trips: Gains, cover: Cover, posts: int, *, preferred: BoolArray, keep: int, differ: int, watch: Watch
) -> Answers:
    """Return the sets of ``posts`` sites that leave no row out, most preferred sites, then shortest trips first.

    Each row weighs more than all preferred sites, each of those more than all the trips (``trips``, as
    :func:`analysis.siting.gains.minutes_gains`): the best sets of the sum leave no row out, where any does.
    """
    whole = float(-trips.constant) + 1.0
    gains = with_bonus(trips, preferred, whole)
    row = whole * (posts + 2)
    size = np.bincount(cover.row, minlength=cover.n_rows)
    gains = replace(
        gains,
        start=np.concatenate([gains.start, gains.start[-1] + np.cumsum(size)]).astype(np.int64),
        site=np.concatenate([gains.site, cover.site]).astype(np.int32),
        gain=np.concatenate([gains.gain, np.full(len(cover.site), row)]),
    )
    # Every set above a good one is looked at: a start is enough.
    begun = bounded(gains, posts, watch=watch, most_still=BRIEF_STILL)
    answers = best_sets(gains, posts, keep=keep, differ=differ, watch=watch, begun=begun)
    all_rows = (cover.n_rows - 0.5) * row + gains.constant
    full = tuple(one for one in answers.found if one.value > all_rows)
    return replace(answers, found=full, proven=min(answers.proven, len(full)))
