"""The compiled loops of siting: open one by one, exchange, bound, and look at every set that the bound leaves.

Rows of gains are sorted, the largest first: a loop over a row stops at the first gain that can no longer count.
"""

import numpy as np

from analysis.solver.largest_flow import Net
from analysis.solver.transport import NOTHING
from geo.routing.jit import kernel
from geo.schema import BoolArray, CodeArray, FloatArray, IntArray


@kernel
def set_value(start: IntArray, site: CodeArray, gain: FloatArray, chosen: BoolArray) -> float:
    """Return what a set of sites brings."""
    total = 0.0
    for row in range(start.size - 1):
        for pair in range(start[row], start[row + 1]):
            if chosen[site[pair]]:
                total += gain[pair]
                break
    return total


@kernel
def greedy(  # noqa: C901 - one loop
    start: IntArray, site: CodeArray, gain: FloatArray, n_sites: int, posts: int
) -> IntArray:
    """Open the site that brings the most, then the one that adds the most to it, and so on."""
    have = np.zeros(start.size - 1)
    chosen = np.zeros(n_sites, dtype=np.bool_)
    sites = np.empty(posts, dtype=np.int64)
    added = np.empty(n_sites)
    for post in range(posts):
        added[:] = 0.0
        for row in range(start.size - 1):
            for pair in range(start[row], start[row + 1]):
                if gain[pair] <= have[row]:
                    break
                added[site[pair]] += gain[pair] - have[row]
        best = NOTHING
        for candidate in range(n_sites):
            if not chosen[candidate] and (best == NOTHING or added[candidate] > added[best]):
                best = candidate
        chosen[best] = True
        sites[post] = best
        for row in range(start.size - 1):
            for pair in range(start[row], start[row + 1]):
                if gain[pair] <= have[row]:
                    break
                if site[pair] == best:
                    have[row] = gain[pair]
                    break
    return sites


@kernel
def added_up(  # noqa: PLR0917 - compiled code takes positions
    start: IntArray, site: CodeArray, gain: FloatArray, rows: IntArray, first: IntArray, n_sites: int
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return the gains of rows taken as one: those of group ``g`` are ``rows[first[g]:first[g + 1]]``.

    One line per group and site: the group, the site, and the sum.
    """
    held = np.zeros(n_sites)
    size = 0
    for turn in range(2):
        if turn == 1:
            group_of, site_of, sums = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size)
        at = 0
        for group in range(first.size - 1):
            held[:] = 0.0
            for spot in range(first[group], first[group + 1]):
                for pair in range(start[rows[spot]], start[rows[spot] + 1]):
                    held[site[pair]] += gain[pair]
            for to in range(n_sites):
                if held[to] > 0.0:
                    if turn == 1:
                        group_of[at], site_of[at], sums[at] = group, to, held[to]
                    at += 1
        size = at
    return group_of, site_of, sums


@kernel
def best_swap(  # noqa: C901, PLR0912 - one reading of the rows
    start: IntArray, site: CodeArray, gain: FloatArray, sites: IntArray, at: IntArray
) -> tuple[float, int, int]:
    """Return the best exchange of an open site for another: what it brings more, the post, and the new site.

    ``at`` is the post of every open site, NOTHING for the others. A gain below the second best of its row changes
    nothing, whoever closes: rows are read no further.
    """
    posts, n_sites = sites.size, at.size
    alone = np.zeros(posts)
    added = np.zeros(n_sites)
    kept = np.zeros((n_sites, posts))
    for row in range(start.size - 1):
        first = second = 0.0
        post = NOTHING
        for pair in range(start[row], start[row + 1]):
            if at[site[pair]] != NOTHING:
                if post == NOTHING:
                    post, first = at[site[pair]], gain[pair]
                else:
                    second = gain[pair]
                    break
        if post != NOTHING:
            alone[post] += first - second
        for pair in range(start[row], start[row + 1]):
            here = gain[pair]
            if here <= second:
                break
            to = site[pair]
            if here > first:
                added[to] += here - first
                if post != NOTHING:
                    kept[to, post] += first - second
            elif post != NOTHING:
                kept[to, post] += here - second
    best, best_post, best_site = 0.0, NOTHING, NOTHING
    for to in range(n_sites):
        if at[to] != NOTHING:
            continue
        for post in range(posts):
            more = added[to] - alone[post] + kept[to, post]
            if more > best:
                best, best_post, best_site = more, post, to
    return best, best_post, best_site


@kernel
def center_swap(  # noqa: PLR0917, C901, PLR0912 - compiled code takes positions, one reading per site
    first: IntArray, place: IntArray, minutes: FloatArray, before: FloatArray, sites: IntArray, at: IntArray
) -> tuple[float, int, int]:
    """Return the longest way of the best exchange of an open site for another, the post, and the new site.

    The pairs of site ``j`` are ``first[j]:first[j + 1]``; ``before`` is below zero where nobody counts, ``at`` the
    post of every open site, NOTHING for the others. Where no exchange shortens the longest way, or leaves fewer
    places that far, the way of today is returned with NOTHING.
    """
    n_places, posts = before.size, sites.size
    near, second = before.copy(), before.copy()
    owner = np.full(n_places, NOTHING)
    for post in range(posts):
        for pair in range(first[sites[post]], first[sites[post] + 1]):
            here = place[pair]
            if minutes[pair] < near[here]:
                second[here], near[here], owner[here] = near[here], minutes[pair], post
            elif minutes[pair] < second[here]:
                second[here] = minutes[pair]
    longest, many = -1.0, 0
    for here in range(n_places):
        if near[here] > longest:
            longest, many = near[here], 0
        many += near[here] == longest
    best, best_many, best_post, best_site = longest, many, NOTHING, NOTHING
    reach = np.full(n_places, np.inf)
    kept, kept_many = np.empty(posts + 1), np.empty(posts + 1)
    lost, lost_many = np.empty(posts + 1), np.empty(posts + 1)
    for to in range(at.size):
        if at[to] != NOTHING:
            continue
        useful = False
        for pair in range(first[to], first[to + 1]):
            reach[place[pair]] = minutes[pair]
            # Only a site nearer to someone who is farthest helps.
            useful |= near[place[pair]] == longest and minutes[pair] < longest
        if useful:
            kept[:], lost[:] = -1.0, -1.0
            kept_many[:], lost_many[:] = 0, 0
            for here in range(n_places):
                if before[here] < 0:
                    continue
                mine = owner[here] if owner[here] != NOTHING else posts
                with_it, without = min(near[here], reach[here]), min(second[here], reach[here])
                if with_it > kept[mine]:
                    kept[mine], kept_many[mine] = with_it, 0
                kept_many[mine] += with_it == kept[mine]
                if without > lost[mine]:
                    lost[mine], lost_many[mine] = without, 0
                lost_many[mine] += without == lost[mine]
            for post in range(posts):
                far, count = lost[post], lost_many[post]
                for other in range(posts + 1):
                    if other != post and kept[other] > far:
                        far, count = kept[other], kept_many[other]
                    elif other != post and kept[other] == far:
                        count += kept_many[other]
                if far < best or (far == best and count < best_many):
                    best, best_many, best_post, best_site = far, count, post, to
        for pair in range(first[to], first[to + 1]):
            reach[place[pair]] = np.inf
    return best, best_post, best_site


@kernel
def site_values(start: IntArray, site: CodeArray, gain: FloatArray, price: FloatArray, value: FloatArray) -> None:
    """Fill ``value`` with Σ_i (g_ij − price_i)⁺ for every site j."""
    value[:] = 0.0
    for row in range(start.size - 1):
        for pair in range(start[row], start[row + 1]):
            if gain[pair] <= price[row]:
                break
            value[site[pair]] += gain[pair] - price[row]


@kernel
def slopes(  # noqa: PLR0917 - compiled code takes positions
    start: IntArray, site: CodeArray, gain: FloatArray, price: FloatArray, chosen: BoolArray, slope: FloatArray
) -> float:
    """Fill ``slope`` with 1 − the number of chosen sites above the price of each row; return the sum of squares."""
    squares = 0.0
    for row in range(start.size - 1):
        count = 1.0
        for pair in range(start[row], start[row + 1]):
            if gain[pair] <= price[row]:
                break
            if chosen[site[pair]]:
                count -= 1.0
        if count > 0.0 and price[row] <= 0.0:
            count = 0.0
        slope[row] = count
        squares += count * count
    return squares


@kernel
def enumerate_sets(  # noqa: PLR0917, C901, PLR0912, PLR0915 - compiled code takes positions, and one loop is one search
    first: IntArray,
    row: IntArray,
    gain: FloatArray,
    value: FloatArray,
    rest: float,
    state: IntArray,
    have: FloatArray,
    sums: FloatArray,
    best: FloatArray,
    sets: IntArray,
    banned: IntArray,
    differ: int,
    budget: int,
) -> bool:
    """Look at every set whose bound is above the worst of the best sets; return whether the search is over.

    Sites are numbered by decreasing ``value`` (their worth above the prices), the gains of site ``j`` being
    ``first[j]:first[j + 1]``. A set is worth at most ``rest`` plus the values of its sites. ``state[d]`` is the next
    site to try at depth ``d``, ``state[-1]`` the depth: a search that ran out of ``budget`` goes on from there.
    ``have[d]`` is what each row has with the first ``d`` sites, ``sums[d]`` their sum. ``best`` is sorted, the largest
    first, with ``sets``. A set that shares more than ``posts − differ`` sites with one of ``banned`` is left out.
    """
    posts = state.size - 1
    n_sites = value.size
    depth = int(state[posts])
    spent = 0
    while depth >= 0:
        if spent > budget:
            state[posts] = depth
            return False
        at = int(state[depth])
        spent += 1
        sum_above = rest
        for level in range(depth):
            sum_above += value[state[level] - 1]
        over = at + (posts - depth) > n_sites
        if not over:
            for ahead in range(posts - depth):
                sum_above += value[at + ahead]
            over = sum_above <= best[best.size - 1]
        if over:
            depth -= 1
            continue
        state[depth] = at + 1
        if depth < posts - 1:
            have[depth + 1] = have[depth]
            sums[depth + 1] = sums[depth]
            for pair in range(first[at], first[at + 1]):
                more = gain[pair] - have[depth, row[pair]]
                if more > 0:
                    have[depth + 1, row[pair]] = gain[pair]
                    sums[depth + 1] += more
            spent += have.shape[1] // 8 + first[at + 1] - first[at]
            depth += 1
            state[depth] = at + 1
            continue
        total = sums[depth]
        for pair in range(first[at], first[at + 1]):
            more = gain[pair] - have[depth, row[pair]]
            if more > 0:
                total += more
        spent += first[at + 1] - first[at]
        if total <= best[best.size - 1]:
            continue
        near = False
        for other in range(banned.shape[0]):
            same = 0
            for level in range(posts):
                for spot in range(posts):
                    if banned[other, spot] == state[level] - 1:
                        same += 1
            if same > posts - differ:
                near = True
        if near:
            continue
        spot = best.size - 1
        while spot > 0 and best[spot - 1] < total:
            best[spot] = best[spot - 1]
            sets[spot] = sets[spot - 1]
            spot -= 1
        best[spot] = total
        for level in range(posts):
            sets[spot, level] = state[level] - 1
    state[posts] = -1
    return True


@kernel
def node_prices(  # noqa: PLR0917 - compiled code takes positions
    minutes: FloatArray,
    need: FloatArray,
    room: FloatArray,
    price: FloatArray,
    chosen: BoolArray,
    value: FloatArray,
    served: FloatArray,
) -> None:
    """Fill the least that each node brings within its room, Σ (minutes − price) × need, the best places first.

    ``served`` is filled with how many times the chosen nodes serve each place.
    """
    served[:] = 0.0
    for node in range(room.size):
        worth = minutes[node] - price
        near = np.flatnonzero(worth < 0)
        order = near[np.argsort(worth[near])]
        left, total = room[node], 0.0
        for here in order:
            take = min(need[here], left)
            left -= take
            total += take * worth[here]
            if chosen[node]:
                served[here] += take / need[here]
            if left <= 0:
                break
        value[node] = total


@kernel
def whole_node_prices(  # noqa: PLR0917 - compiled code takes positions
    minutes: FloatArray,
    need: FloatArray,
    room: FloatArray,
    price: FloatArray,
    chosen: BoolArray,
    value: FloatArray,
    served: FloatArray,
) -> None:
    """Fill the same as :func:`node_prices` where places are whole and needs whole numbers: exact knapsacks."""
    served[:] = 0.0
    size = np.rint(need).astype(np.int64)
    for node in range(room.size):
        worth = (price - minutes[node]) * need
        most = np.int64(np.floor(room[node] + 1e-9))
        items = np.flatnonzero((worth > 0) & (size <= most))
        best = np.zeros(most + 1)
        taken = np.zeros((items.size, most + 1), dtype=np.bool_)
        for at in range(items.size):
            step, gain = size[items[at]], worth[items[at]]
            for held in range(most, step - 1, -1):
                if best[held - step] + gain > best[held]:
                    best[held] = best[held - step] + gain
                    taken[at, held] = True
        value[node] = -best[most]
        if chosen[node]:
            left = most
            for at in range(items.size - 1, -1, -1):
                if taken[at, left]:
                    served[items[at]] += 1.0
                    left -= size[items[at]]


@kernel
def whole_assignment(  # noqa: C901, PLR0912 - one search, its shifts and its exchanges
    minutes: FloatArray, need: FloatArray, room: FloatArray
) -> IntArray:
    """Return the node of every place, each whole, as short as shifts and exchanges make it; -1 where none fits.

    Places are put in order of regret: how much farther their second node with room is.
    """
    nodes, places = minutes.shape
    left, held = room.copy(), np.full(places, -1)
    for _ in range(places):
        best, most, to = -1, -1.0, -1
        for place in range(places):
            if held[place] >= 0:
                continue
            first, second, at = np.inf, np.inf, -1
            for node in range(nodes):
                if left[node] >= need[place] - 1e-9:
                    far = minutes[node, place]
                    if far < first:
                        first, second, at = far, first, node
                    elif far < second:
                        second = far
            if at < 0:
                held[:] = -1
                return held
            regret = (second - first) * need[place] if second < np.inf else 1e18
            if regret > most:
                best, most, to = place, regret, at
        held[best] = to
        left[to] -= need[best]
    better = True
    while better:
        better = False
        for place in range(places):
            here = held[place]
            for node in range(nodes):
                if minutes[node, place] < minutes[here, place] - 1e-9 and left[node] >= need[place] - 1e-9:
                    left[here] += need[place]
                    left[node] -= need[place]
                    held[place], here, better = node, node, True
        for one in range(places):
            for two in range(one + 1, places):
                here, there = held[one], held[two]
                if here == there:
                    continue
                saved = need[one] * (minutes[here, one] - minutes[there, one])
                saved += need[two] * (minutes[there, two] - minutes[here, two])
                if (
                    saved > 1e-9
                    and left[here] + need[one] >= need[two] - 1e-9
                    and left[there] + need[two] >= need[one] - 1e-9
                ):
                    left[here] += need[one] - need[two]
                    left[there] += need[two] - need[one]
                    held[one], held[two], better = there, here, True
    return held


@kernel
def knapsacks(  # noqa: PLR0917 - compiled code takes positions
    pairs: Net, order: IntArray, price: FloatArray, need: FloatArray, room: FloatArray, rest: FloatArray
) -> FloatArray:
    """Return what each node is worth: Σ (1 − price) of the need it would serve, the least priced first.

    ``rest`` is filled with the room that it would keep.
    """
    value = np.zeros(room.size)
    rest[:] = room
    for spot in range(order.size):
        here = order[spot]
        if price[here] >= 1.0:
            break
        for pair in range(pairs.start[here], pairs.start[here + 1]):
            to = pairs.node[pair]
            if rest[to] > 0:
                take = min(need[here], rest[to])
                rest[to] -= take
                value[to] += take * (1.0 - price[here])
    return value


@kernel
def served_by(  # noqa: PLR0917 - compiled code takes positions
    pairs: Net, order: IntArray, price: FloatArray, need: FloatArray, room: FloatArray, chosen: BoolArray
) -> FloatArray:
    """Return how much of each row the chosen nodes would serve, each on its own."""
    served = np.zeros(need.size)
    rest = np.where(chosen, room, 0.0)
    for spot in range(order.size):
        here = order[spot]
        if price[here] >= 1.0:
            break
        for pair in range(pairs.start[here], pairs.start[here + 1]):
            to = pairs.node[pair]
            if rest[to] > 0:
                take = min(need[here], rest[to])
                rest[to] -= take
                served[here] += take
    return served
