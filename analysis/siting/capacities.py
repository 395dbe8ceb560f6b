"""A siting problem with capacities: services that exist, candidates with a size, and how much any choice serves.

What no choice can serve more than is said by prices on places, as cuts for the choice of sites. For prices u_i between
0 and 1, any choice serves at most ``Σ u_i P_i + Σ_{j open} K_j(u)``, where K_j is the most that j could serve counted
at 1 − u_i. A bottleneck of a flow is the case where u is 0 inside and 1 outside.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.siting.gains import merged
from analysis.siting.kernels import knapsacks, served_by
from analysis.siting.search import Watch
from analysis.solver.largest_flow import Net, fill, net
from analysis.solver.model import Model
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Capacities:
    """Places that need, nodes that serve: the services that exist first, then the candidates.

    ``row`` and ``node`` pair them, once each. ``room`` is what a node takes at most when it is open; ``least`` what a
    candidate must take to be worth opening (0 for what exists). ``cost`` is what opening costs, NaN unknown.
    ``building`` names the building of each existing node by the first of its nodes: they open and close together, and
    count once; None where each has its own. ``stays`` are the existing nodes that are not to close, with their building
    where all of it stays; None where all may.
    """

    need: FloatArray
    row: IntArray
    node: IntArray
    room: FloatArray
    least: FloatArray
    n_existing: int
    cost: FloatArray
    building: IntArray | None = None
    stays: BoolArray | None = None

    def __post_init__(self) -> None:
        if (self.need < 0).any() or (self.room < 0).any() or not np.isfinite(self.need).all():
            raise BadInputError("siting-weight", id="?")

    @property
    def n_nodes(self) -> int:
        """Number of services and candidates."""
        return len(self.room)

    @property
    def n_candidates(self) -> int:
        """Number of candidates."""
        return self.n_nodes - self.n_existing

    @property
    def doors(self) -> IntArray:
        """The first node of every building that exists."""
        return np.arange(self.n_existing) if self.building is None else np.unique(self.building)

    @property
    def closable(self) -> IntArray:
        """The first node of every building that may close: one where some node does not stay."""
        if self.stays is None:
            return self.doors
        free = np.flatnonzero(~self.stays)
        return free if self.building is None else np.unique(self.building[free])

    @cached_property
    def slim(self) -> tuple[Net, FloatArray]:
        """The pairs of distinct rows (places that the same nodes serve are one) and what each row needs."""
        useful = (self.need > 0)[self.row] & (self.room > 0)[self.node]
        rows, weights = merged(self.row[useful], self.node[useful].astype(np.int32), self.need, n_places=len(self.need))
        size = np.array([len(row) for row in rows], dtype=np.int64)
        nodes = np.concatenate(rows).astype(np.int64) if rows else np.zeros(0, dtype=np.int64)
        return net(np.repeat(np.arange(len(rows)), size), nodes, n_rows=len(rows), n_nodes=self.n_nodes), weights

    def opened(self, sites: IntArray, closed: IntArray) -> BoolArray:
        """Return which nodes are open with these candidates (counted from 0) and without these services."""
        is_open = np.arange(self.n_nodes) < self.n_existing
        is_open[closed] = False
        is_open[self.n_existing + sites] = True
        return is_open


def most_served(problem: Capacities, is_open: BoolArray) -> tuple[float, BoolArray, BoolArray | None]:
    """Return how much a choice serves, the rows of the bottleneck, and why it is refused.

    The last is None where every open candidate can take the least that is worth opening; else the rows of the
    bottleneck that shows that they cannot.
    """
    pairs, need = problem.slim
    kept = np.flatnonzero(is_open[pairs.node])
    small = net(pairs.row[kept], pairs.node[kept], n_rows=len(need), n_nodes=problem.n_nodes)
    flow = np.zeros(len(small.node))
    least = np.where(is_open, problem.least, 0.0)
    if least.any():
        total, tight = fill(small, need, least, flow)
        if total < least.sum() - 1e-9 * max(1.0, least.sum()):
            return 0.0, tight, tight
    total, tight = fill(small, need, np.where(is_open, problem.room, 0.0), flow)
    return float(total), tight, None


def close_whole(model: Model, problem: Capacities, closures: int, *, exactly: bool = True) -> None:
    """Tell a programme whose first columns are the nodes how many buildings close, exactly or at most."""
    first, doors = problem.n_existing, problem.doors
    if not first:
        return
    if problem.building is not None:
        inside = np.setdiff1d(np.arange(first), doors)
        line, ones = np.arange(len(inside)), np.ones(len(inside))
        columns = np.concatenate([inside, problem.building[inside]])
        both = np.concatenate([line, line])
        model.add(both, columns, np.concatenate([ones, -ones]), low=0.0, high=0.0, n_rows=len(inside))
    staying = np.setdiff1d(doors, problem.closable)
    if len(staying):
        model.add_one(staying, 1.0, len(staying), len(staying))
    least = max(0, len(doors) - closures)
    model.add_one(doors, 1.0, least, least if exactly else len(doors))


def check_closures(problem: Capacities, closures: int) -> None:
    """Refuse to close more buildings than there are.

    Raises
    ------
    BadInputError
        ``siting-closures``.
    """
    if closures > len(problem.closable):
        raise BadInputError("siting-closures", closures=closures, services=len(problem.closable))


_STALLS = 10

MOST_TRIED = 15
"""How many candidates an exchange looks at before it gives up."""
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


def room_cut(problem: Capacities) -> Cut:
    """Return the cut of rooms: what exists serves as today, and each candidate adds all it has room and families for.

    It holds where nothing closes.
    """
    pairs, need = problem.slim
    first = problem.n_existing
    reach = np.bincount(pairs.node, weights=need[pairs.row], minlength=problem.n_nodes)
    worth = np.minimum(reach, problem.room) * (np.arange(problem.n_nodes) >= first)
    nobody = np.zeros(0, dtype=np.int64)
    return Cut(most_served(problem, problem.opened(nobody, nobody))[0], worth)


def priced(
    problem: Capacities, posts: int, *, begun: tuple[int, ...] = (), watch: Watch, gap: float = 0.0, rounds: int = 400
) -> Priced:
    """Return cuts and a bound for ``posts`` candidates beside everything that exists, and a good choice.

    ``begun`` are candidates of a choice known to be good for fewer of them.
    """
    pairs, need = problem.slim
    first = problem.n_existing
    price = np.full(len(need), 0.5)
    rest = np.empty(problem.n_nodes)
    bound, length, stalls = float(need.sum()), 1.0, 0
    mean: FloatArray | None = None
    nobody = np.zeros(0, dtype=np.int64)
    sites, best = _first_choice(problem, posts, begun)
    rooms = room_cut(problem)
    cuts = [rooms]
    bound = min(bound, rooms.constant + float(np.sort(rooms.worth[first:])[::-1][:posts].sum()))
    if best >= bound - 1e-9 * max(1.0, bound):
        return Priced((rooms,), bound, sites, best)
    for turn in range(rounds):
        order = np.argsort(price, kind="stable")
        worth = knapsacks(pairs, order, price, need, problem.room, rest)
        top = np.sort(np.argsort(-worth[first:], kind="stable")[:posts])
        constant = float(price @ need)
        here = constant + float(worth[:first].sum() + worth[first + top].sum())
        if here < bound - 1e-9 * max(1.0, abs(here)):
            bound, stalls = here, 0
            cuts = [rooms, *cuts[1:][-13:], Cut(constant, worth.copy())]
        else:
            stalls += 1
        is_open = problem.opened(top, nobody)
        if turn % 5 == 0:
            value, _, refused = most_served(problem, is_open)
            if refused is None and value > best:
                best, sites = value, top
            watch.tell("bound", best, bound)
        if watch.over or length < _SMALLEST_STEP or bound - best <= gap * max(best, 1e-12):
            break
        if stalls >= _STALLS:
            length, stalls = length * 0.7, 0
        # Directions are averaged: many prices are equal, and one choice between equals is no good direction.
        fresh = need - served_by(pairs, order, price, need, problem.room, is_open)
        mean = fresh if mean is None else 0.7 * mean + 0.3 * fresh
        slope = mean.copy()
        slope[(slope > 0) & (price <= 0) | (slope < 0) & (price >= 1)] = 0.0
        squares = float(slope @ slope)
        if squares == 0:
            break
        price = np.clip(price - length * max(here - best, 1e-9) / squares * slope, 0.0, 1.0)
    return Priced(tuple(cuts), bound, sites, best)


def _first_choice(problem: Capacities, posts: int, begun: tuple[int, ...]) -> tuple[IntArray, float]:
    """Return the better of the choices opened one by one, from none and from those begun with; none, below zero."""
    nobody = np.zeros(0, dtype=np.int64)
    best, sites = -1.0, nobody
    for one in dict.fromkeys([(), begun]):
        opened = opened_one_by_one(problem, posts, begun=one)
        value, _, refused = most_served(problem, problem.opened(opened, nobody))
        if refused is None and value > best:
            best, sites = value, opened
    return sites, best


def opened_one_by_one(problem: Capacities, posts: int, *, begun: tuple[int, ...] = ()) -> IntArray:
    """Return candidates opened one by one after those begun with, each that which could serve most of what is left."""
    pairs, need = problem.slim
    left = need.copy()
    options = np.diff(pairs.start)
    out = list(begun)
    for code in [*range(problem.n_existing), *(problem.n_existing + site for site in begun)]:
        _take(problem, code, left, options)
    while len(out) < posts:
        reach = np.bincount(pairs.node, weights=left[pairs.row], minlength=problem.n_nodes)
        worth = np.minimum(reach, problem.room)[problem.n_existing :]
        worth[out] = -1.0
        best = int(worth.argmax())
        out.append(best)
        _take(problem, problem.n_existing + best, left, options)
    return np.sort(np.array(out, dtype=np.int64))


def _take(problem: Capacities, node: int, left: FloatArray, options: IntArray) -> None:
    """Serve what is left around a node, the places with the fewest other services first."""
    pairs, _ = problem.slim
    rows = pairs.row[pairs.by_node[pairs.first[node] : pairs.first[node + 1]]]
    rows = rows[np.argsort(options[rows], kind="stable")]
    before = np.concatenate(([0.0], np.cumsum(left[rows])[:-1]))
    left[rows] -= np.clip(problem.room[node] - before, 0.0, left[rows])


def improved(problem: Capacities, begun: Priced, *, watch: Watch, share: float = 0.3) -> tuple[IntArray, float]:
    """Return the choice once exchanges bring no more, or a ``share`` of the time left is spent.

    The candidates tried are those that could serve most of what the bottleneck of the present choice leaves.
    """
    sites, best = begun.sites.copy(), begun.value
    until = watch.left_s * (1 - share)
    nobody = np.zeros(0, dtype=np.int64)
    better = len(sites) > 0
    while better and best < begun.bound - 1e-9 and watch.left_s > until:
        better = False
        _, tight, _ = most_served(problem, problem.opened(sites, nobody))
        worth = bottleneck_cut(problem, tight).worth[problem.n_existing :].copy()
        worth[sites] = -1.0
        for to in np.argsort(-worth, kind="stable")[:MOST_TRIED]:
            best, sites, better = _best_exchange(problem, sites, int(to), best, watch=watch, until=until)
            if better:
                watch.tell("exchange", best, begun.bound)
                break
    return np.sort(sites), best


def _best_exchange(
    problem: Capacities, sites: IntArray, to: int, best: float, *, watch: Watch, until: float
) -> tuple[float, IntArray, bool]:
    """Return the best choice that opens one candidate in place of another, and whether it is better."""
    kept, found = sites, False
    if to in sites:
        return best, kept, found
    for post in range(len(sites)):
        if watch.left_s <= until:
            break
        other = sites.copy()
        other[post] = to
        value, _, refused = most_served(problem, problem.opened(other, np.zeros(0, dtype=np.int64)))
        if refused is None and value > best + 1e-9:
            best, kept, found = value, other, True
    return best, kept, found
