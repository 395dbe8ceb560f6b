"""Enough room and the shortest trips: the capacitated p-median, with a bound.

With x_ij the part of place i that open node j serves, q_i what the place needs, C_j what the node takes::

    minimise Σ q_i t_ij x_ij   with   Σ_j x_ij = 1,   Σ_i q_i x_ij ≤ C_j y_j,   x_ij ≤ y_j,   Σ y = p

Places are shared between nodes, or whole (each has one). Relaxing "everyone is served" with a price u_i per unit, any
choice costs at least ``Σ q_i u_i + Σ_existing v_j + the p least v_j``, v_j ≤ 0 being the least that node j brings
within its room (a continuous knapsack). Prices follow the subgradient (Mulvey and Beck, 1984); the sets they open are
improved by moving each site inside the families that it serves, then by shaken exchanges (fixed seed). HiGHS settles
small problems from the choice known.
"""

from dataclasses import dataclass, replace

import numpy as np

from analysis.siting.capacitated import most_assigned
from analysis.siting.capacities import Capacities, most_served
from analysis.siting.kernels import node_prices, whole_assignment, whole_node_prices
from analysis.siting.search import Watch, up_to
from analysis.solver.model import Model
from geo.errors import BadInputError
from geo.schema import FloatArray, IntArray

SETTLED, SETTLED_WHOLE = 25_000, 2_500
"""Trips up to which HiGHS is asked for the proof: places shared, or whole."""

_ROUNDS, _STALLS, _SMALLEST_STEP = 3000, 15, 2e-4
_STILL, _SEED = 400, 0
_TINY = 1e-9
_MOST_WHOLE = 20_000
"""Room up to which knapsacks of whole places are exact."""


@dataclass(frozen=True, eq=False)
class MedianChoice:
    """Candidates that open (counted from 0), Σ need × minutes, what none can do better than, and whether proven."""

    sites: tuple[int, ...]
    minutes: float
    bound: float
    proven: bool

    @property
    def gap(self) -> float:
        """Relative distance to the bound."""
        return max(0.0, self.minutes - self.bound) / max(self.minutes, 1e-12)


@dataclass(frozen=True, eq=False)
class _Table:
    """Minutes of every node (rows) from every place that needs, infinite without a trip."""

    minutes: FloatArray
    need: FloatArray
    room: FloatArray
    n_existing: int
    whole: bool

    def cost(self, nodes: IntArray) -> tuple[float, IntArray]:
        """Return Σ need × minutes of open nodes and, for whole places, the position of the node of each."""
        table, room = np.ascontiguousarray(self.minutes[nodes]), self.room[nodes]
        if self.whole:
            held = whole_assignment(table, self.need, room)
            if held[0] < 0:
                return np.inf, held
            return float(self.need @ table[held, np.arange(len(held))]), held
        return _shared(table, self.need, room)


def shortest_with_room(
    problem: Capacities, minutes: FloatArray, *, posts: int, whole: bool = False, gap: float = 0.0, watch: Watch
) -> MedianChoice:
    """Return the ``posts`` candidates that, beside what exists, serve everyone with the shortest trips.

    Parameters
    ----------
    minutes
        One per pair of the problem.
    whole
        Whether each place goes to one node, instead of being shared.
    gap
        Relative gap, proven, that is enough.

    Raises
    ------
    BadInputError
        ``siting-few-candidates``; ``siting-room-short`` (some need finds no room, whichever candidates open: how much,
        and how much room there is); ``siting-room-apart`` (room would do, but not within reach of everyone, whichever
        candidates open: how much they serve at most); ``siting-room-unfound`` (no choice that serves everyone was met
        in time).
    """
    if posts > problem.n_candidates:
        raise BadInputError("siting-few-candidates", posts=posts, candidates=problem.n_candidates)
    needs = np.flatnonzero(problem.need > 0)
    spot = np.full(len(problem.need), -1)
    spot[needs] = np.arange(len(needs))
    table = np.full((problem.n_nodes, len(needs)), np.inf)
    used = spot[problem.row] >= 0
    table[problem.node[used], spot[problem.row[used]]] = minutes[used]
    about = _Table(table, problem.need[needs], problem.room, problem.n_existing, whole)
    _check_room(problem, posts)
    # Where HiGHS can settle, it only needs a start.
    few = int(used.sum()) <= (SETTLED_WHOLE if whole else SETTLED)
    most_s = 2.0 if few else 60.0
    best, bound, price = _descended(about, posts, watch=up_to(watch, 0.3, most_s=most_s), gap=gap)
    if not np.isfinite(best[1]) and not whole:
        best = _serving_all(problem, about, posts, watch=up_to(watch, 0.3))
    best = _shaken(about, best, posts, bound=bound, gap=gap, watch=up_to(watch, 0.3, most_s=most_s))
    # A better choice is a better goal for the prices, which open other sites.
    again, other, _ = _descended(
        about, posts, watch=up_to(watch, 0.5, most_s=most_s), gap=gap, known=(best, bound, price)
    )
    bound = max(bound, other)
    best = _shaken(
        about, min(best, again, key=lambda one: one[1]), posts, bound=bound, gap=gap, watch=up_to(watch, 0.5)
    )
    sites, value = best
    near = bool(np.isfinite(value)) and value - bound <= max(gap, _TINY) * max(value, 1e-12)
    proven = near and value - bound <= _TINY * max(value, 1.0)
    if not near and few and not watch.over:
        sites, value, bound, proven = _settled(about, sites, value, bound, posts, gap, watch)
    if not np.isfinite(value):
        if proven:
            raise BadInputError("siting-room-short", **_room(problem, posts))
        raise BadInputError("siting-room-unfound", posts=posts)
    return MedianChoice(tuple(map(int, np.sort(sites))), value, min(bound, value), proven)


def _room(problem: Capacities, posts: int) -> dict[str, float | int]:
    """Return what is needed, the room of so many services, what everything open would serve, and the size it takes."""
    first, need = problem.n_existing, float(problem.need.sum())
    there, largest = float(problem.room[:first].sum()), np.sort(problem.room[first:])[::-1][:posts]
    everything = np.ones(problem.n_nodes, dtype=np.bool_)
    reached, _, _ = most_served(replace(problem, least=np.zeros(problem.n_nodes)), everything)
    told = {"need": need, "room": there + float(largest.sum()), "reached": reached}
    size = float(np.ceil((need - there) / posts))
    return {"posts": posts, "size": size, **{name: round(value, 1) for name, value in told.items()}}


def _check_room(problem: Capacities, posts: int) -> None:
    """Refuse where room, or everything open, is not enough."""
    told, total = _room(problem, posts), float(problem.need.sum())
    if min(float(told["room"]), float(told["reached"])) < total - 0.06:
        raise BadInputError("siting-room-short", **told)


_Choice = tuple[IntArray, float]


def _serving_all(problem: Capacities, about: _Table, posts: int, *, watch: Watch) -> _Choice:
    """Return a choice that serves everyone, whatever the trips; infinite where none was met.

    Raises
    ------
    BadInputError
        ``siting-room-apart`` where no choice serves everyone, for sure.
    """
    problem = replace(problem, least=np.zeros(problem.n_nodes))
    try:
        done = most_assigned(problem, posts=posts, watch=watch)
    except BadInputError as error:
        if error.key != "siting-stopped":
            raise
        return np.zeros(0, dtype=np.int64), np.inf
    if done.bound < float(problem.need.sum()) - 0.06:
        need = float(problem.need.sum())
        raise BadInputError("siting-room-apart", posts=posts, need=round(need, 1), served=round(done.bound, 1))
    nodes = about.n_existing + np.array(done.found[0].sites, dtype=np.int64)
    here, value = _moved(about, nodes, watch)
    return here - about.n_existing, value


def _descended(
    about: _Table, posts: int, *, watch: Watch, gap: float, known: tuple[_Choice, float, FloatArray] | None = None
) -> tuple[_Choice, float, FloatArray]:
    """Return the best set met on the way of the prices and what it costs, the bound, and the prices that prove it."""
    need, first = about.need, about.n_existing
    # A first price: as far as the edge of what a site would serve. Each moves by what trips cost where it is.
    near = np.sort(np.where(np.isfinite(about.minutes), about.minutes, np.nan), axis=0)
    price = np.fmin(near[min(len(near) - 1, len(near) // posts)], np.nanmax(near, axis=0))
    square = (need * np.nanmean(near, axis=0)) ** 2 + _TINY
    bound, length, stalls, kept = -np.inf, 1.5, 0, price
    best: _Choice = (np.zeros(0, dtype=np.int64), np.inf)
    if known is not None:
        (sites, cost), bound, price = known
        best, kept = (sites + first, cost), price
    seen: set[bytes] = set()
    # Exact knapsacks take longer: once the prices are good.
    exact = (
        known is not None
        and about.whole
        and bool((need == np.rint(need)).all())
        and float(about.room.max()) <= _MOST_WHOLE
    )
    prices = whole_node_prices if exact else node_prices
    value, served, way = np.empty(len(about.room)), np.empty(len(need)), np.zeros(len(need))
    fixed = np.arange(first)
    for turn in range(_ROUNDS):
        chosen = np.zeros(len(about.room), dtype=np.bool_)
        prices(about.minutes, need, about.room, price, chosen, value, served)
        top = first + np.sort(np.argpartition(value[first:], posts - 1)[:posts])
        here = float(need @ price + value[:first].sum() + value[top].sum())
        if here > bound + 1e-7 * max(1.0, abs(here)):
            bound, kept, stalls = here, price, 0
        else:
            stalls += 1
        if turn % 10 == 0 and (mark := top.tobytes()) not in seen:
            seen.add(mark)
            found = _moved(about, top, watch)
            best = found if found[1] < best[1] else best
            watch.tell("bound", best[1], bound)
        if watch.over or length < _SMALLEST_STEP or best[1] - bound <= gap * best[1]:
            break
        if stalls >= _STALLS:
            length, stalls, price, way = length * 0.7, 0, kept, np.zeros(len(need))
            continue
        chosen[top] = True
        chosen[fixed] = True
        prices(about.minutes, need, about.room, price, chosen, value, served)
        way = 0.6 * way + (1.0 - served)
        squares = float(square @ way**2)
        if squares == 0:
            break
        goal = best[1] if np.isfinite(best[1]) else here + 0.05 * abs(here) + 1.0
        price = price + length * max(goal - here, 1e-6 * abs(here) + 1e-9) / squares * square * way / need
    return (best[0] - first, best[1]), bound, kept


def _moved(about: _Table, nodes: IntArray, watch: Watch) -> tuple[IntArray, float]:
    """Return candidates once none has a better place among the families that it serves."""
    first = about.n_existing
    fixed = np.arange(first)
    here = nodes.copy()
    best, held = about.cost(np.concatenate([fixed, here]))
    while np.isfinite(best) and not watch.over:
        other = here.copy()
        for post in range(len(here)):
            mine = held == first + post
            if not mine.any():
                continue
            load = about.need[mine].sum() if about.whole else 0.0
            total = about.minutes[first:, mine] @ about.need[mine]
            total[np.setdiff1d(other, other[post]) - first] = np.inf
            total[about.room[first:] < load - _TINY] = np.inf
            if np.isfinite(total.min()):
                other[post] = first + int(total.argmin())
        if (other == here).all():
            break
        value, again = about.cost(np.concatenate([fixed, other]))
        if value >= best - _TINY:
            break
        here, best, held = other, value, again
    return here, best


def _shaken(
    about: _Table, begun: tuple[IntArray, float], posts: int, *, bound: float, gap: float, watch: Watch
) -> tuple[IntArray, float]:
    """Return the best set met when some sites are drawn anew, most often near to where they stand."""
    draw = np.random.default_rng(_SEED)
    first, n_nodes = about.n_existing, len(about.room)
    near = np.where(np.isfinite(about.minutes), about.minutes, 1e6)
    here, value = begun[0] + first, begun[1]
    if not len(here):
        here = first + np.sort(draw.choice(n_nodes - first, posts, replace=False))
    still = 0
    while still < _STILL and not watch.over and value - bound > max(gap, _TINY) * max(value, 1e-12):
        others = np.setdiff1d(np.arange(first, n_nodes), here)
        if not len(others):
            break
        start = here.copy()
        post = int(draw.integers(len(here)))
        apart = np.abs(near[others] - near[here[post]]).sum(axis=1)
        few = others[np.argsort(apart, kind="stable")[: max(3, len(others) // 10)]]
        start[post] = draw.choice(few if draw.random() < 0.7 else others)
        found, cost = _moved(about, start, watch)
        still += 1
        if cost < value - _TINY:
            here, value, still = found, cost, 0
            watch.tell("exchange", value, bound)
    return here - first, value


def _settled(  # noqa: PLR0917 - what is known so far
    about: _Table, sites: IntArray, value: float, bound: float, posts: int, gap: float, watch: Watch
) -> tuple[IntArray, float, float, bool]:
    """Return the choice, its cost, the bound and whether it is proven, by HiGHS from what is known."""
    node, place = np.nonzero(np.isfinite(about.minutes))
    n_nodes, n_pairs, first = len(about.room), len(node), about.n_existing
    pair, line = n_nodes + np.arange(n_pairs), np.arange(n_pairs)
    cost = np.concatenate([np.zeros(n_nodes), about.need[place] * about.minutes[node, place]])
    model = Model(cost, whole=np.arange(n_nodes + n_pairs) < (n_nodes + (n_pairs if about.whole else 0)))
    model.add(place, pair, 1.0, low=1.0, high=1.0, n_rows=len(about.need))
    ones = np.ones(n_pairs)
    model.add(np.concatenate([line, line]), np.concatenate([pair, node]), np.concatenate([ones, -ones]), high=0.0,
              n_rows=n_pairs)  # fmt: skip
    at = np.arange(n_nodes)
    model.add(
        np.concatenate([node, at]),
        np.concatenate([pair, at]),
        np.concatenate([about.need[place], -np.minimum(about.room, about.need.sum())]),
        high=0.0,
        n_rows=n_nodes,
    )
    if first:
        model.add_one(at[:first], 1.0, first, first)
    model.add_one(at[first:], 1.0, posts, posts)
    if np.isfinite(value):
        model.begin(at, np.isin(at, np.concatenate([np.arange(first), first + sites])))
    answer = model.solve(watch, gap=gap)
    if answer.infeasible:
        return sites, np.inf, bound, True
    bound = max(bound, answer.bound)
    if answer.values is not None and answer.objective < value - _TINY:
        sites = np.flatnonzero(answer.values[first:n_nodes] > 0.5)
        value = answer.objective
    return sites, value, bound, answer.proven and value - bound <= 1e-6 * max(1.0, value)


def _shared(table: FloatArray, need: FloatArray, room: FloatArray) -> tuple[float, IntArray]:
    """Return Σ need × minutes when places are shared, and the node that serves most of each; infinite without room."""
    node, place = np.nonzero(np.isfinite(table))
    line = np.arange(len(node))
    model = Model(table[node, place], upper=need[place])
    model.add(place, line, 1.0, low=need, n_rows=len(need))
    model.add(node, line, 1.0, high=room, n_rows=len(room))
    answer = model.solve()
    if answer.values is None:
        return np.inf, np.full(len(need), -1)
    amount = np.zeros(table.shape)
    amount[node, place] = answer.values
    return answer.objective, amount.argmax(axis=0)
