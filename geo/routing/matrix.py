"""A matrix of travel times, whole or some of its rows at a time."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geo.routing.customise import Metric
from geo.routing.hierarchy import Hierarchy
from geo.routing.points import Points, direct_ways, ends_of, part
from geo.routing.restriction import Restriction, restrict
from geo.routing.sweep import sweep
from geo.routing.workers import Cancel, Progress


@dataclass(frozen=True, eq=False)
class Matrix:
    """Sources and targets between which times are wanted.

    Attributes
    ----------
    hierarchy, metric
        The engine's.
    sources, targets
        Points, checked.
    limit
        The last tick allowed.
    workers
        Threads.
    """

    hierarchy: Hierarchy
    metric: Metric
    sources: Points
    targets: Points
    limit: int
    workers: int

    @cached_property
    def _targets_below(self) -> Restriction:
        """What is above the targets: the same for all rows."""
        ends = ends_of(self.targets, self.hierarchy.rank, self.metric.clock, leaving=False)
        return restrict(self.hierarchy.with_ticks(self.metric.down), ends)

    def block(
        self, begin: int, end: int, *, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> np.ndarray:
        """Compute some rows.

        The side with fewer points climbs, thirty-two at a time; the sweep settles the other side. When sources are more
        than targets, the climb starts at the targets, against the direction of travel, and the result is transposed.

        Parameters
        ----------
        begin, end
            First row, and the row after the last.
        progress, cancel
            See :func:`geo.routing.workers.run`.

        Returns
        -------
        numpy.ndarray
            float32, shape (end - begin, targets), seconds.

        Raises
        ------
        CancelledError
            When ``cancel`` answers true.
        """
        rank, clock = self.hierarchy.rank, self.metric.clock
        up, down = (self.hierarchy.with_ticks(ticks) for ticks in (self.metric.up, self.metric.down))
        sources = part(self.sources, begin, end)
        leaving = ends_of(sources, rank, clock, leaving=True)
        if len(sources) <= len(self.targets):
            climb, starts, restriction = up, leaving, self._targets_below
        else:
            climb = down
            starts = ends_of(self.targets, rank, clock, leaving=False)
            restriction = restrict(up, leaving)
        out = np.empty((starts.pointer.size - 1, restriction.ends.pointer.size - 1), np.float32)
        sweep(
            climb,
            starts,
            restriction,
            out,
            tick_s=clock.tick_s,
            limit=self.limit,
            workers=self.workers,
            progress=progress,
            cancel=cancel,
        )
        times = out if climb is up else out.T
        source, target, seconds = direct_ways(sources, self.targets)
        direct = clock.seconds(np.where(clock.ticks(seconds) <= self.limit, clock.ticks(seconds), 2**30))
        times[source, target] = np.minimum(times[source, target], direct)
        return times
