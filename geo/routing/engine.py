"""The routing engine: travel times on a road graph, exact and many at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from geo.errors import BadInputError
from geo.routing import archive
from geo.routing.bounded import search
from geo.routing.clock import Clock
from geo.routing.customise import Metric, customise
from geo.routing.graph import RoadGraph, check_nodes
from geo.routing.hierarchy import Hierarchy, UpwardArcs, eliminate
from geo.routing.jit import frozen
from geo.routing.matrix import Matrix
from geo.routing.memory import give_back
from geo.routing.nearest import labels_of, read, spread, take_nearer
from geo.routing.order import elimination_order, undirected
from geo.routing.points import Points, PointSet, checked, direct_ways, ends_of
from geo.routing.rows import LANES
from geo.routing.workers import Cancel, Progress, part_of

FORMAT = 2
BLOCK_BYTES = 256 * 2**20


@dataclass(frozen=True, eq=False)
class RoutingEngine:
    """A road graph made ready for many questions. Build it with :meth:`prepare`, or :meth:`load` it.

    Points are node numbers, or a :class:`geo.routing.points.PointSet`. Times are seconds, float32; ``inf`` is
    unreachable. They equal those of Dijkstra's algorithm to a thousandth of a second, as far as float32 can tell.

    Attributes
    ----------
    graph
        The roads.
    hierarchy
        Their shortcuts, which no change of speed alters.
    metric
        The times of the shortcuts.
    """

    graph: RoadGraph
    hierarchy: Hierarchy
    metric: Metric

    @classmethod
    def prepare(
        cls, graph: RoadGraph, *, workers: int = 2, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> "RoutingEngine":
        """Order the nodes, make the shortcuts, give them their times.

        Parameters
        ----------
        graph
            The roads.
        workers
            Threads.
        progress
            Called with percents done, and 100.
        cancel
            Asked now and then; when it answers true, the work stops.

        Returns
        -------
        RoutingEngine
            Ready.

        Raises
        ------
        BadInputError
            ``routes-too-long`` when routes of the graph may last more than two years.
        CancelledError
            When ``cancel`` answers true.
        """
        hierarchy = _hierarchy(graph, workers=workers, progress=part_of(progress, 0, 60), cancel=cancel)
        give_back()
        metric = customise(hierarchy, graph, workers=workers, progress=part_of(progress, 75, 100), cancel=cancel)
        give_back()
        return cls(graph=graph, hierarchy=hierarchy, metric=metric)

    def recustomise(
        self,
        seconds: np.ndarray,
        *,
        workers: int = 2,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> "RoutingEngine":
        """Give the roads other travel times; the order and the shortcuts stay.

        Parameters
        ----------
        seconds
            float, shape (edges given,): one value per edge given to :meth:`RoadGraph.from_edges`, in the same order.
        workers, progress, cancel
            As in :meth:`prepare`.

        Returns
        -------
        RoutingEngine
            A new engine that shares its hierarchy with this one.

        Raises
        ------
        BadInputError
            ``bad-edge-seconds``, ``bad-graph-shape`` or ``routes-too-long``.
        CancelledError
            When ``cancel`` answers true.
        """
        graph = self.graph.with_seconds(seconds)
        metric = customise(self.hierarchy, graph, workers=workers, progress=progress, cancel=cancel)
        return replace(self, graph=graph, metric=metric)

    def matrix(
        self,
        sources: Points,
        targets: Points,
        *,
        limit_s: float = np.inf,
        workers: int = 2,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> np.ndarray:
        """Travel time from every source to every target.

        Parameters
        ----------
        sources, targets
            Node numbers, or points beside the network.
        limit_s
            Longest time wanted, itself included; longer ones are ``inf``.
        workers
            Threads.
        progress, cancel
            As in :meth:`prepare`; the progress counts batches of thirty-two points.

        Returns
        -------
        numpy.ndarray
            float32, shape (sources, targets), seconds, ``inf`` for unreachable. In memory by rows or by columns,
            whichever was quicker.

        Raises
        ------
        BadInputError
            ``node-out-of-range``, ``access-too-long`` or ``bad-limit``.
        CancelledError
            When ``cancel`` answers true.
        """
        matrix = self._matrix(sources, targets, limit_s, workers)
        return matrix.block(0, len(sources), progress=progress, cancel=cancel)

    def matrix_chunks(
        self,
        sources: Points,
        targets: Points,
        *,
        limit_s: float = np.inf,
        workers: int = 2,
        block_bytes: int = BLOCK_BYTES,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> Iterator[tuple[int, np.ndarray]]:
        """Travel times from every source to every target, some sources at a time.

        Parameters
        ----------
        sources, targets, limit_s, workers, cancel
            As in :meth:`matrix`.
        block_bytes
            Size that one block should not exceed; a block has thirty-two sources at least.
        progress
            Called with the sources done, and their number.

        Yields
        ------
        tuple
            Position of the block's first source, and the block: float32, shape (some sources, targets).

        Raises
        ------
        BadInputError, CancelledError
            As in :meth:`matrix`.
        """
        matrix = self._matrix(sources, targets, limit_s, workers)
        rows = max(1, block_bytes // (4 * LANES * max(1, len(targets)))) * LANES
        for begin in range(0, len(sources), rows):
            end = min(begin + rows, len(sources))
            yield begin, matrix.block(begin, end, cancel=cancel)
            if progress is not None:
                progress(end, len(sources))

    def one_to_all(
        self, source: int | PointSet, *, reverse: bool = False, limit_s: float = np.inf, workers: int = 2
    ) -> np.ndarray:
        """Travel time from one point to every node, or back.

        Parameters
        ----------
        source
            A node, or a set of one point.
        reverse
            False: from the source to the nodes. True: from the nodes to the source.
        limit_s, workers
            As in :meth:`matrix`.

        Returns
        -------
        numpy.ndarray
            float32, shape (nodes,), seconds.

        Raises
        ------
        BadInputError
            As in :meth:`matrix`.
        """
        points = source if isinstance(source, PointSet) else np.array([source])
        return self.nearest(points, reverse=not reverse, limit_s=limit_s, workers=workers)[0]

    def nearest(
        self,
        targets: Points,
        *,
        places: Points | None = None,
        reverse: bool = False,
        limit_s: float = np.inf,
        workers: int = 2,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Nearest target of every node, or of some places.

        Parameters
        ----------
        targets
            Node numbers, or points beside the network.
        places
            Where from; every node when left out.
        reverse
            False: time from the place to the target, as for people who go to a service. True: from the target to the
            place, as for a service that comes to people.
        limit_s, workers
            As in :meth:`matrix`.

        Returns
        -------
        tuple of numpy.ndarray
            Seconds to the nearest target, float32, shape (places,), ``inf`` when there is none; and its position in
            ``targets``, int32, then -1. At equal times, the target listed first.

        Raises
        ------
        BadInputError
            As in :meth:`matrix`.
        """
        rank, clock = self.hierarchy.rank, self.metric.clock
        limit = clock.limit(limit_s)
        targets = checked(targets, n_nodes=self.graph.n_nodes)
        labels = spread(
            self._arcs(up=reverse),
            self._arcs(up=not reverse),
            ends_of(targets, rank, clock, leaving=reverse),
            subtrees=self.hierarchy.subtrees,
            workers=workers,
        )
        if places is None:
            return read(labels[rank], limit=limit, tick_s=clock.tick_s)
        places = checked(places, n_nodes=self.graph.n_nodes)
        at_places = labels_of(labels, ends_of(places, rank, clock, leaving=not reverse))
        if reverse:
            target, place, direct_s = direct_ways(targets, places)
        else:
            place, target, direct_s = direct_ways(places, targets)
        with_direct = take_nearer(at_places, place, target, clock.ticks(direct_s))
        return read(with_direct, limit=limit, tick_s=clock.tick_s)

    def reach(self, source: int | PointSet, *, limit_s: float, reverse: bool = False) -> tuple[np.ndarray, np.ndarray]:
        """Nodes within a time of one point, by a search that goes no further.

        Parameters
        ----------
        source
            A node, or a set of one point.
        limit_s
            Seconds, themselves included.
        reverse
            False: from the source to the nodes. True: from the nodes to the source.

        Returns
        -------
        tuple of numpy.ndarray
            Nodes, int32, the nearest first; and their times, float32 seconds.

        Raises
        ------
        BadInputError
            ``node-out-of-range`` or ``bad-limit``.
        """
        if not limit_s >= 0:
            raise BadInputError("bad-limit", limit_s=limit_s)
        points = source if isinstance(source, PointSet) else PointSet.at_nodes(np.array([source]))
        nodes = points.in_nodes if reverse else points.out_nodes
        access = points.in_seconds if reverse else points.out_seconds
        rows = self.graph.backward if reverse else self.graph.forward
        starts = check_nodes(nodes.ravel(), n_nodes=self.graph.n_nodes)
        reached, seconds = search(rows, starts, frozen(access.ravel().astype(np.float64)), float(limit_s))
        return reached, seconds.astype(np.float32)

    def save(self, path: Path) -> None:
        """Write the engine to a file.

        Parameters
        ----------
        path
            The file, replaced if it exists.
        """
        arrays = {
            f"{part}.{name}": value
            for part in ("graph", "hierarchy", "metric")
            for name, value in vars(getattr(self, part)).items()
            if isinstance(value, np.ndarray)
        }
        archive.write(path, arrays, {"format": FORMAT, "clock": vars(self.metric.clock)})

    @classmethod
    def load(cls, path: Path) -> "RoutingEngine":
        """Open an engine from a file; the arrays are mapped, so that it takes no time whatever the size.

        Parameters
        ----------
        path
            A file written by :meth:`save`; it must stay while the engine is in use.

        Returns
        -------
        RoutingEngine
            As it was saved.

        Raises
        ------
        MissingFileError
            ``missing-routing-file``.
        BadInputError
            ``not-a-routing-file``, ``damaged-routing-file`` or ``routing-file-version``.
        """
        arrays, values = archive.read(path)
        if values.get("format") != FORMAT:
            raise BadInputError("routing-file-version", path=str(path), found=str(values.get("format")))
        parts: dict[str, dict[str, np.ndarray]] = {"graph": {}, "hierarchy": {}, "metric": {}}
        for key, array in arrays.items():
            part, name = key.split(".")
            parts[part][name] = array
        return cls(
            graph=RoadGraph(**parts["graph"]),
            hierarchy=Hierarchy(**parts["hierarchy"]),
            metric=Metric(**parts["metric"], clock=Clock(**values["clock"])),
        )

    def _arcs(self, *, up: bool) -> UpwardArcs:
        return self.hierarchy.with_ticks(self.metric.up if up else self.metric.down)

    def _matrix(self, sources: Points, targets: Points, limit_s: float, workers: int) -> Matrix:
        return Matrix(
            hierarchy=self.hierarchy,
            metric=self.metric,
            sources=checked(sources, n_nodes=self.graph.n_nodes),
            targets=checked(targets, n_nodes=self.graph.n_nodes),
            limit=self.metric.clock.limit(limit_s),
            workers=workers,
        )


def _hierarchy(graph: RoadGraph, *, workers: int, progress: Progress | None, cancel: Cancel | None) -> Hierarchy:
    """Order the nodes and make the shortcuts; what that took is free again afterwards."""
    skeleton = undirected(graph)
    order = elimination_order(graph, skeleton, workers=workers, progress=progress, cancel=cancel)
    give_back()
    return eliminate(graph, skeleton, order)
