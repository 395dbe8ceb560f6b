"""The compiled loops over travel pairs: the sums that every measure of access is made of.

A travel table is held row by row: the pairs of place ``i`` are ``start[i]`` to ``start[i + 1]``, in ``actor`` (an
integer code) and ``minutes``. ``weight`` runs along the pairs. No function here knows a formula.
"""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from geo.routing.jit import kernel
from geo.schema import BoolArray, CodeArray, FloatArray, IntArray

PackedArray: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]


@kernel
def sum_over_actors(start: IntArray, actor: CodeArray, weight: FloatArray, value: FloatArray) -> FloatArray:
    """Return Σ_j w_ij · value_j for every place i."""
    total = np.zeros(start.size - 1)
    for place in range(start.size - 1):
        running = 0.0
        for pair in range(start[place], start[place + 1]):
            running += weight[pair] * value[actor[pair]]
        total[place] = running
    return total


@kernel
def sum_over_places(
    start: IntArray, actor: CodeArray, weight: FloatArray, value: FloatArray, n_actors: int
) -> FloatArray:
    """Return Σ_i w_ij · value_i for every actor j."""
    total = np.zeros(n_actors)
    for place in range(start.size - 1):
        here = value[place]
        if here == 0.0:
            continue
        for pair in range(start[place], start[place + 1]):
            total[actor[pair]] += weight[pair] * here
    return total


@kernel
def sum_products_over_actors(
    start: IntArray, actor: CodeArray, left: FloatArray, right: FloatArray, value: FloatArray
) -> FloatArray:
    """Return Σ_j v_ij · w_ij · value_j for every place i, ``left`` and ``right`` being v and w."""
    total = np.zeros(start.size - 1)
    for place in range(start.size - 1):
        running = 0.0
        for pair in range(start[place], start[place + 1]):
            running += left[pair] * right[pair] * value[actor[pair]]
        total[place] = running
    return total


@kernel
def sum_products_over_places(  # noqa: PLR0917 - compiled code takes positions
    start: IntArray, actor: CodeArray, left: FloatArray, right: FloatArray, value: FloatArray, n_actors: int
) -> FloatArray:
    """Return Σ_i v_ij · w_ij · value_i for every actor j, ``left`` and ``right`` being v and w."""
    total = np.zeros(n_actors)
    for place in range(start.size - 1):
        here = value[place]
        if here == 0.0:
            continue
        for pair in range(start[place], start[place + 1]):
            total[actor[pair]] += left[pair] * right[pair] * here
    return total


@kernel
def count_chosen(start: IntArray, actor: CodeArray, chosen: BoolArray) -> IntArray:
    """Return, for every place, how many of its pairs are with a chosen actor."""
    count = np.zeros(start.size - 1, dtype=np.int64)
    for place in range(start.size - 1):
        for pair in range(start[place], start[place + 1]):
            if chosen[actor[pair]]:
                count[place] += 1
    return count


@kernel
def count_within(
    start: IntArray, actor: CodeArray, minutes: FloatArray, chosen: BoolArray, threshold_min: float
) -> IntArray:
    """Return, for every place, how many chosen actors are at ``threshold_min`` or less (rows sorted by minutes)."""
    count = np.zeros(start.size - 1, dtype=np.int64)
    for place in range(start.size - 1):
        found = 0
        for pair in range(start[place], start[place + 1]):
            if minutes[pair] > threshold_min:
                break
            if chosen[actor[pair]]:
                found += 1
        count[place] = found
    return count


@kernel
def two_nearest(
    start: IntArray, actor: CodeArray, minutes: FloatArray, chosen: BoolArray, horizon_min: float
) -> tuple[CodeArray, FloatArray, CodeArray, FloatArray]:
    """Return code and minutes of the nearest and second-nearest chosen actor (rows sorted by minutes).

    Where there is none within ``horizon_min`` the code is -1 and the minutes are NaN.
    """
    n_places = start.size - 1
    first = np.full(n_places, -1, dtype=np.int32)
    second = np.full(n_places, -1, dtype=np.int32)
    first_min = np.full(n_places, np.nan)
    second_min = np.full(n_places, np.nan)
    for place in range(n_places):
        for pair in range(start[place], start[place + 1]):
            if minutes[pair] > horizon_min:
                break
            if not chosen[actor[pair]]:
                continue
            if first[place] < 0:
                first[place] = actor[pair]
                first_min[place] = minutes[pair]
            else:
                second[place] = actor[pair]
                second_min[place] = minutes[pair]
                break
    return first, first_min, second, second_min


@kernel
def step_weights(minutes: FloatArray, thresholds_min: FloatArray, steps: FloatArray) -> FloatArray:
    """Return ``steps[k]`` for the first threshold k with minutes ≤ threshold, zero beyond the last."""
    weight = np.zeros(minutes.size)
    # From the farthest step to the nearest, each overwriting the last: no branch inside the long loop.
    for step in range(thresholds_min.size - 1, -1, -1):
        threshold_min, value = thresholds_min[step], steps[step]
        for pair in range(minutes.size):
            weight[pair] = value if minutes[pair] <= threshold_min else weight[pair]
    return weight


@kernel
def row_ends(start: IntArray, minutes: FloatArray, horizon_min: float) -> IntArray:
    """Return, for every place, where its pairs within ``horizon_min`` end (rows sorted by minutes)."""
    end = np.empty(start.size - 1, dtype=np.int64)
    for place in range(start.size - 1):
        low, high = start[place], start[place + 1]
        while low < high:
            middle = (low + high) // 2
            if minutes[middle] <= horizon_min:
                low = middle + 1
            else:
                high = middle
        end[place] = low
    return end


@kernel
def copy_heads(
    start: IntArray, end: IntArray, actor: CodeArray, minutes: FloatArray
) -> tuple[IntArray, CodeArray, FloatArray]:
    """Return the pairs ``start[i]:end[i]`` of every place, side by side, with their new starts."""
    new_start = np.zeros(start.size, dtype=np.int64)
    for place in range(start.size - 1):
        new_start[place + 1] = new_start[place] + end[place] - start[place]
    new_actor = np.empty(new_start[-1], dtype=np.int32)
    new_minutes = np.empty(new_start[-1])
    for place in range(start.size - 1):
        shift = new_start[place] - start[place]
        for pair in range(start[place], end[place]):
            new_actor[pair + shift] = actor[pair]
            new_minutes[pair + shift] = minutes[pair]
    return new_start, new_actor, new_minutes


@kernel
def drop_zeros(start: IntArray, actor: CodeArray, weight: FloatArray) -> tuple[IntArray, CodeArray, FloatArray]:
    """Return the pairs whose weight is above zero, with their new starts."""
    kept = 0
    for pair in range(weight.size):
        if weight[pair] > 0.0:
            kept += 1
    new_start = np.zeros(start.size, dtype=np.int64)
    new_actor = np.empty(kept, dtype=np.int32)
    new_weight = np.empty(kept)
    slot = 0
    for place in range(start.size - 1):
        for pair in range(start[place], start[place + 1]):
            if weight[pair] > 0.0:
                new_actor[slot] = actor[pair]
                new_weight[slot] = weight[pair]
                slot += 1
        new_start[place + 1] = slot
    return new_start, new_actor, new_weight


@kernel
def place_pairs(  # noqa: PLR0917 - compiled code takes positions
    free: IntArray, place: IntArray, actor: IntArray, minutes: FloatArray, actor_out: CodeArray, minutes_out: FloatArray
) -> None:
    """Write each pair in the next free slot of its place; ``free`` moves on."""
    for pair in range(place.size):
        slot = free[place[pair]]
        actor_out[slot] = actor[pair]
        minutes_out[slot] = minutes[pair]
        free[place[pair]] = slot + 1


@kernel
def sort_rows(start: IntArray, actor: CodeArray, minutes: FloatArray, n_actors: int) -> tuple[int, int]:
    """Sort the pairs of every place by minutes, then actor, in place.

    Return the codes (place, actor) of the first pair found twice, or (-1, -1).
    """
    last_seen = np.full(n_actors, -1, dtype=np.int64)
    for place in range(start.size - 1):
        low, high = start[place], start[place + 1]
        for pair in range(low, high):
            if last_seen[actor[pair]] == place:
                return place, int(actor[pair])
            last_seen[actor[pair]] = place
        ordered = True
        for pair in range(low + 1, high):
            before, here = minutes[pair - 1], minutes[pair]
            if before > here or (before == here and actor[pair - 1] > actor[pair]):
                ordered = False
                break
        if ordered:
            continue
        order = np.argsort(minutes[low:high], kind="mergesort")
        minutes[low:high] = minutes[low:high][order]
        actor[low:high] = actor[low:high][order]
        tie = low
        for pair in range(low + 1, high + 1):
            if pair == high or minutes[pair] != minutes[tie]:
                if pair - tie > 1:
                    actor[tie:pair] = np.sort(actor[tie:pair])
                tie = pair
    return -1, -1


@kernel
def packed_over_actors(
    start: IntArray, key: PackedArray, shift: int, weight: FloatArray, value: FloatArray
) -> FloatArray:
    """Return Σ_j w(t_ij) · value_j for every row, ``weight`` being w by thousandth.

    Rows are sorted by minutes: they are read as far as the weight is known.
    """
    bits, below = np.uint64(shift), np.uint64((1 << shift) - 1)
    total = np.zeros(start.size - 1)
    for row in range(start.size - 1):
        running = 0.0
        for pair in range(start[row], start[row + 1]):
            one = np.uint64(key[pair])
            time = np.int64(one >> bits)
            if time >= weight.size:
                break
            running += weight[time] * value[np.int64(one & below)]
        total[row] = running
    return total


@kernel
def packed_over_places(  # noqa: PLR0917 - compiled code takes positions
    start: IntArray, key: PackedArray, shift: int, weight: FloatArray, value: FloatArray, n_actors: int
) -> FloatArray:
    """Return Σ_i w(t_ij) · value_i for every actor j; as :func:`packed_over_actors`."""
    bits, below = np.uint64(shift), np.uint64((1 << shift) - 1)
    total = np.zeros(n_actors)
    for row in range(start.size - 1):
        here = value[row]
        if here == 0.0:
            continue
        for pair in range(start[row], start[row + 1]):
            one = np.uint64(key[pair])
            time = np.int64(one >> bits)
            if time >= weight.size:
                break
            total[np.int64(one & below)] += weight[time] * here
    return total


@kernel
def packed_count(start: IntArray, key: PackedArray, shift: int, weight: FloatArray, chosen: BoolArray) -> IntArray:
    """Return, for every row, how many of its pairs with a chosen actor weigh more than nothing."""
    bits, below = np.uint64(shift), np.uint64((1 << shift) - 1)
    count = np.zeros(start.size - 1, dtype=np.int64)
    for row in range(start.size - 1):
        found = 0
        for pair in range(start[row], start[row + 1]):
            one = np.uint64(key[pair])
            time = np.int64(one >> bits)
            if time >= weight.size:
                break
            if weight[time] > 0.0 and chosen[np.int64(one & below)]:
                found += 1
        count[row] = found
    return count
