"""Time as whole ticks of 32 bits.

Sums of whole numbers are exact and quick. A tick is a power of two of a second, so that whole seconds stay whole, and
as fine as the longest route of the graph allows: 1/65,536 s for a region, 1/8,192 s for a country.
"""

import math
from dataclasses import dataclass

import numpy as np

from geo.errors import BadInputError

UNREACHABLE = 2**30 - 1  # twice this still fits 32 bits
FINEST = 16
COARSEST = 4
ACCESS_S = 7200.0  # to or from a road


@dataclass(frozen=True)
class Clock:
    """How many ticks make a second.

    Attributes
    ----------
    ticks_per_s
        A power of two.
    access_max_s
        Longest time between a point and a node of the graph that can be counted.
    """

    ticks_per_s: int
    access_max_s: float

    @property
    def tick_s(self) -> float:
        """What a tick lasts, in seconds."""
        return 1.0 / self.ticks_per_s

    @classmethod
    def for_graph(cls, longest_s: float, seconds: np.ndarray) -> "Clock":
        """Choose the finest tick with which the longest route, and the way to and from it, can be counted.

        Parameters
        ----------
        longest_s
            Bound on the travel times of the graph, in seconds.
        seconds
            float, shape (edges,): the times of its edges; a point may stand in the middle of any.

        Returns
        -------
        Clock
            The clock.

        Raises
        ------
        BadInputError
            ``routes-too-long`` when routes may last more than about two years.
        """
        access_max_s = ACCESS_S + float(seconds[np.isfinite(seconds)].max(initial=0.0))
        room = math.floor(math.log2((UNREACHABLE - 1) / (longest_s + 2 * access_max_s + 1)))
        if room < COARSEST:
            raise BadInputError("routes-too-long", days=round(longest_s / 86400))
        return cls(ticks_per_s=2 ** min(room, FINEST), access_max_s=access_max_s)

    def ticks(self, seconds: np.ndarray) -> np.ndarray:
        """Count seconds in ticks, rounded to the nearest.

        Parameters
        ----------
        seconds
            float, any shape, zero or more, ``inf`` allowed.

        Returns
        -------
        numpy.ndarray
            int32; ``UNREACHABLE`` for ``inf`` and for what is longer than any route.
        """
        scaled = np.rint(np.asarray(seconds, dtype=np.float64) * self.ticks_per_s)
        return np.minimum(scaled, UNREACHABLE).astype(np.int32)

    def seconds(self, ticks: np.ndarray) -> np.ndarray:
        """Turn ticks into seconds.

        Parameters
        ----------
        ticks
            int, any shape.

        Returns
        -------
        numpy.ndarray
            float32; ``inf`` where unreachable.
        """
        exact = ticks / self.ticks_per_s
        return np.where(ticks >= UNREACHABLE, np.inf, exact).astype(np.float32)

    def limit(self, limit_s: float) -> int:
        """Count a time limit, itself allowed, in ticks.

        Parameters
        ----------
        limit_s
            Seconds, zero or more, ``inf`` for no limit.

        Returns
        -------
        int
            The last tick allowed.

        Raises
        ------
        BadInputError
            ``bad-limit`` for a negative limit or one that is no number.
        """
        if not limit_s >= 0:
            raise BadInputError("bad-limit", limit_s=limit_s)
        return int(min(limit_s * self.ticks_per_s, UNREACHABLE - 1))
