"""Who must be reached by whom within a time, without the places and the sites that change nothing.

A place whose sites hold all those of another is reached as soon as the other is. A site whose places another site
reaches too is never needed for reaching everyone. Both are left out, until none is left to leave out.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from analysis.siting.equal_sets import Cover, cover_of
from analysis.siting.gains import merged
from analysis.siting.problem import Problem
from geo.routing.jit import kernel
from geo.schema import BoolArray, FloatArray, IntArray

_MOST_TABLE = 5_000_000
"""Cells of the table of minutes beyond which nothing but equal places is left out."""
_MOST_LOOKS = 200_000_000
"""Comparisons of sets beyond which those that are left are kept."""


@dataclass(frozen=True, eq=False)
class SlimCover:
    """Rows that must each have one of their sites open; ``sites`` are the codes of the columns of ``cover``."""

    cover: Cover
    sites: IntArray


@dataclass(eq=False)
class Covers:
    """The covers of a problem at each time, and what is known of how many sites they take.

    Those who ask for one number of sites leave what they learn to those who ask for another.

    Parameters
    ----------
    problem
        Every place that weighs something is reached by what exists or by a candidate.
    """

    problem: Problem
    _least: dict[int, int] = field(default_factory=dict)
    _known: list[tuple[int, IntArray]] = field(default_factory=list)

    def __post_init__(self) -> None:
        problem = self.problem
        self.weighs: BoolArray = problem.weight > 0
        finite = problem.before[self.weighs & np.isfinite(problem.before)]
        self.times: FloatArray = np.unique(np.concatenate([problem.minutes[self.weighs[problem.place]], finite]))
        rows = int(self.weighs.sum())
        self._table: FloatArray | None = None
        if rows * problem.n_sites <= _MOST_TABLE:
            useful, line = self.weighs[problem.place], np.cumsum(self.weighs) - 1
            self._table = np.full((rows, problem.n_sites), np.inf)
            self._table[line[problem.place[useful]], problem.site[useful]] = problem.minutes[useful]
            self._before = problem.before[self.weighs]

    def longest(self, sites: IntArray) -> float:
        """Return the longest way of those who count with these sites open; infinite where someone has none."""
        return float(self.problem.after(sites)[self.weighs].max())

    def learn(self, sites: IntArray) -> None:
        """Take note of a set of sites."""
        longest = self.longest(sites)
        if np.isfinite(longest):
            self._known.append((int(np.searchsorted(self.times, longest)), np.sort(sites)))

    def asks(self, at: int, sites: int) -> None:
        """Take note that the time at a position asks for so many sites at least."""
        self._least[at] = max(sites, self._least.get(at, 0))

    def low(self, posts: int) -> int:
        """Return the first position that so many sites may keep, as far as is known."""
        return max((at + 1 for at, least in self._least.items() if least > posts), default=0)

    def known(self, posts: int) -> IntArray | None:
        """Return the best set met of so many sites at most, None without any."""
        few = [(at, len(sites), each) for each, (at, sites) in enumerate(self._known) if len(sites) <= posts]
        return self._known[min(few)[2]][1] if few else None

    def at(self, horizon_min: float, *, every_site: bool = False) -> SlimCover | None:
        """Return who must be reached within a time by whom; None where some place has no candidate.

        Parameters
        ----------
        every_site
            Whether sites are all kept, since some sets are left out for another reason.
        """
        problem = self.problem
        everything = np.arange(problem.n_sites)
        if self._table is None:
            far = (problem.before > horizon_min) & self.weighs
            useful = (problem.minutes <= horizon_min) & far[problem.place]
            if len(np.unique(problem.place[useful])) < int(far.sum()):
                return None
            rows, _ = merged(problem.place[useful], problem.site[useful], problem.weight, n_places=problem.n_places)
            return SlimCover(cover_of(rows), everything)
        near = self._table[self._before > horizon_min] <= horizon_min
        if not near.any(axis=1).all():
            return None
        near, kept = slimmed(near, every_site=every_site)
        row, site = np.nonzero(near)
        return SlimCover(Cover(row, site, len(near)), kept)


def slimmed(near: BoolArray, *, every_site: bool) -> tuple[BoolArray, IntArray]:
    """Return the rows and columns that decide, and the numbers of these columns (all when ``every_site``)."""
    kept = np.arange(near.shape[1])
    near = near[_holding_no_other(near)]
    while not every_site and len(near):
        columns = _holding_no_other(~near.T)
        near, kept = near[:, columns], kept[columns]
        rows = _holding_no_other(near)
        if len(rows) == len(near):
            break
        near = near[rows]
    return near, kept


def _holding_no_other(sets: BoolArray) -> IntArray:
    """Return the numbers of the sets (one per row) that hold no other; the first of those that are equal."""
    packed = np.packbits(sets, axis=1)
    words = np.zeros((len(sets), -(-packed.shape[1] // 8) * 8), dtype=np.uint8)
    words[:, : packed.shape[1]] = packed
    order = np.argsort(sets.sum(axis=1), kind="stable")
    return np.sort(order[_smallest(words.view(np.uint64)[order], _MOST_LOOKS)])


@kernel
def _smallest(words: npt.NDArray[np.uint64], most: int) -> BoolArray:
    """Tell which sets, sorted by size, hold none of those before; all are kept after so many looks."""
    n, width = words.shape
    kept = np.ones(n, dtype=np.bool_)
    small, count, looks = np.empty(n, dtype=np.int64), 0, 0
    for here in range(n):
        for at in range(count):
            if looks > most:
                break
            looks += 1
            held = True
            for word in range(width):
                if words[small[at], word] & ~words[here, word]:
                    held = False
                    break
            if held:
                kept[here] = False
                break
        if kept[here]:
            small[count] = here
            count += 1
    return kept
