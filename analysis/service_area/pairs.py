"""Travel pairs: a travel table once turned into integer codes, sorted, and ready for any number of measures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.service_area.area import ServiceArea
from analysis.service_area.kernels import (
    copy_heads,
    count_chosen,
    count_within,
    drop_zeros,
    packed_count,
    packed_over_actors,
    packed_over_places,
    place_pairs,
    row_ends,
    sort_rows,
    sum_over_actors,
    sum_over_places,
    sum_products_over_actors,
    sum_products_over_places,
)
from geo.errors import BadInputError
from geo.routing.jit import frozen
from geo.schema import BoolArray, CodeArray, FloatArray, IntArray
from geo.travel.near_pairs import PackedPairs, PackedPart
from geo.travel.trips import Trips

DecayFunction: TypeAlias = Callable[[FloatArray], FloatArray]
"""Turns minutes into weights, element by element. One that is worth 0 beyond some time may say so in an attribute
``reach_min``, as `analysis.access.decay.Decay` does: pairs beyond are then never looked at."""

BLOCK = 1 << 15
"""Pairs whose weights are computed at a time, so that temporary arrays stay in the processor's cache."""

_Scalar = TypeVar("_Scalar", bound=np.generic)
_Coded: TypeAlias = tuple[IntArray, IntArray, FloatArray]


@dataclass(frozen=True, eq=False)
class WeighedPairs:
    """The pairs that count under a decay: as `TravelPairs`, with a ``weight`` w_ij instead of minutes."""

    start: IntArray
    actor: CodeArray
    weight: FloatArray
    n_actors: int

    def counts(self, chosen: BoolArray) -> IntArray:
        """Return how many chosen actors every place reaches."""
        if chosen.all():
            return np.diff(self.start)
        return count_chosen(self.start, self.actor, chosen)

    def over_actors(self, value: FloatArray) -> FloatArray:
        """Return Σ_j w_ij · value_j for every place i."""
        return sum_over_actors(self.start, self.actor, self.weight, value)

    def over_places(self, value: FloatArray) -> FloatArray:
        """Return Σ_i w_ij · value_i for every actor j."""
        return sum_over_places(self.start, self.actor, self.weight, value, self.n_actors)

    def over_actors_by(self, choice: FloatArray, value: FloatArray) -> FloatArray:
        """Return Σ_j v_ij · w_ij · value_j for every place i, ``choice`` being v, one weight per pair."""
        return sum_products_over_actors(self.start, self.actor, choice, self.weight, value)

    def over_places_by(self, choice: FloatArray, value: FloatArray) -> FloatArray:
        """Return Σ_i v_ij · w_ij · value_i for every actor j, ``choice`` being v, one weight per pair."""
        return sum_products_over_places(self.start, self.actor, choice, self.weight, value, self.n_actors)


@dataclass(frozen=True, eq=False)
class TravelPairs:
    """Who can reach whom, and in how long: one travel mode, without column names.

    The pairs of place ``i`` are ``start[i]:start[i + 1]``, sorted by minutes then actor. A pair that is absent is
    unreachable. The arrays are read-only; a new parameter needs no new pairs.
    """

    place_ids: pd.Index
    actor_ids: pd.Index
    start: IntArray
    actor: CodeArray
    minutes: FloatArray
    _last: list[tuple[DecayFunction, WeighedPairs]] = field(default_factory=list, repr=False)

    @property
    def n_pairs(self) -> int:
        """Number of reachable pairs."""
        return int(self.minutes.size)

    def weights(self, decay: DecayFunction) -> FloatArray:
        """Return the weight of every pair, zeros included.

        Raises
        ------
        BadInputError
            ``access-bad-weight`` when a weight is negative, infinite or not a number.
        """
        return _frozen(_weigh(self.minutes, np.empty(self.n_pairs), decay))

    def reach(self, decay: DecayFunction) -> WeighedPairs:
        """Return the pairs whose weight is above zero; the last answer is kept for the next measure.

        Raises
        ------
        BadInputError
            ``access-bad-weight``.
        """
        for known, reach in self._last:
            if known is decay:
                return reach
        end = row_ends(self.start, self.minutes, float(getattr(decay, "reach_min", np.inf)))
        if int((end - self.start[:-1]).sum()) == self.n_pairs:
            start, actor, weight = self.start, self.actor, self.weights(decay)
        else:
            start, actor, weight = copy_heads(self.start, end, self.actor, self.minutes)
            _weigh(weight, weight, decay)
        if weight.size and weight.min() == 0:
            start, actor, weight = drop_zeros(_frozen(start), _frozen(actor), _frozen(weight))
        reach = WeighedPairs(_frozen(start), _frozen(actor), _frozen(weight), len(self.actor_ids))
        self._last[:] = [(decay, reach)]
        return reach

    def within(self, chosen: BoolArray, threshold_min: float) -> IntArray:
        """Return how many chosen actors every place has at ``threshold_min`` or less."""
        return count_within(self.start, self.actor, self.minutes, chosen, threshold_min)

    def whole_reach(self, decay: DecayFunction) -> WeighedPairs:
        """Return every pair with its weight, zeros included (two decays then weigh the same pairs).

        Raises
        ------
        BadInputError
            ``access-bad-weight``.
        """
        return WeighedPairs(self.start, self.actor, self.weights(decay), len(self.actor_ids))

    def chosen(self, actors: Iterable[object] | None) -> BoolArray:
        """Return, for every actor code, whether it is among ``actors`` (``None``: all of them)."""
        return _among(self.actor_ids, actors)


@dataclass(frozen=True, eq=False)
class PackedReach:
    """As `WeighedPairs`, of packed pairs: ``weight`` is that of each thousandth of a minute, not of each pair."""

    pairs: "TravelInTiles"
    weight: FloatArray

    def counts(self, chosen: BoolArray) -> IntArray:
        """Return how many chosen actors every place reaches."""
        return self._by_place(_counts_of, np.dtype(np.int64), self.weight, chosen)

    def over_actors(self, value: FloatArray) -> FloatArray:
        """Return Σ_j w_ij · value_j for every place i."""
        return self._by_place(_over_actors_of, np.dtype(np.float64), self.weight, value)

    def over_places(self, value: FloatArray) -> FloatArray:
        """Return Σ_i w_ij · value_i for every actor j."""
        total = np.zeros(len(self.pairs.actor_ids))
        for part in self.pairs.packed.parts.each(_over_places_of, (self.weight, value, len(total))):
            total += part
        return total

    def over_actors_by(self, choice: FloatArray, value: FloatArray) -> FloatArray:
        """Return Σ_j v_ij · w_ij · value_j for every place i, ``choice`` being v, by thousandth of a minute."""
        return self._both(choice).over_actors(value)

    def over_places_by(self, choice: FloatArray, value: FloatArray) -> FloatArray:
        """Return Σ_i v_ij · w_ij · value_i for every actor j, ``choice`` being v, by thousandth of a minute."""
        return self._both(choice).over_places(value)

    def _both(self, choice: FloatArray) -> "PackedReach":
        known = min(len(choice), len(self.weight))
        return PackedReach(self.pairs, choice[:known] * self.weight[:known])

    def _by_place(
        self,
        work: Callable[[Any, PackedPart], tuple[IntArray, npt.NDArray[_Scalar]]],
        kind: np.dtype[_Scalar],
        *given: npt.NDArray[Any],
    ) -> npt.NDArray[_Scalar]:
        out = np.zeros(self.pairs.packed.n_places, dtype=kind)
        for order, by_row in self.pairs.packed.parts.each(work, given):
            out[order] = by_row
        return out


def _counts_of(asked: tuple[FloatArray, BoolArray], part: PackedPart) -> tuple[IntArray, IntArray]:
    weight, chosen = map(frozen, asked)
    return part.order, packed_count(frozen(part.start), frozen(part.key), part.shift, weight, chosen)


def _over_actors_of(asked: tuple[FloatArray, FloatArray], part: PackedPart) -> tuple[IntArray, FloatArray]:
    return part.order, packed_over_actors(frozen(part.start), frozen(part.key), part.shift, *map(frozen, asked))


def _over_places_of(asked: tuple[FloatArray, FloatArray, int], part: PackedPart) -> FloatArray:
    weight, value, n_actors = asked
    own = frozen(weight), frozen(value[part.order])
    return packed_over_places(frozen(part.start), frozen(part.key), part.shift, *own, n_actors)


def _groups_met_by(asked: tuple[IntArray, int, int], part: PackedPart) -> BoolArray:
    group, n_groups, n_actors = asked
    met = np.zeros((n_actors, n_groups), dtype=np.bool_)
    actor = (part.key & part.key.dtype.type((1 << part.shift) - 1)).astype(np.int64)
    met[actor, np.repeat(group[part.order], np.diff(part.start))] = True
    return met


@dataclass(frozen=True, eq=False)
class TravelInTiles:
    """As `TravelPairs` where there are too many: four bytes a pair, weighed by thousandth of a minute as they are read.

    Sums over places are taken tile after tile in each shard, then shard after shard.
    """

    place_ids: pd.Index
    actor_ids: pd.Index
    packed: PackedPairs
    within_min: float

    @property
    def n_pairs(self) -> int:
        """Number of pairs."""
        return self.packed.n_pairs

    def weights(self, decay: DecayFunction) -> FloatArray:
        """Return the weight of every thousandth of a minute, as far as there are pairs.

        Raises
        ------
        BadInputError
            ``access-bad-weight``.
        """
        longest = min(self.within_min, float(getattr(decay, "reach_min", np.inf)))
        minutes = np.arange(int(np.floor(longest * 1000 + 1e-6)) + 1) / 1000
        return _frozen(_weigh(minutes, np.empty(len(minutes)), decay))

    def reach(self, decay: DecayFunction) -> PackedReach:
        """Return the pairs with their weight."""
        return PackedReach(self, self.weights(decay))

    whole_reach = reach

    def within(self, chosen: BoolArray, threshold_min: float) -> IntArray:
        """Return how many chosen actors every place has at ``threshold_min`` or less."""
        thousandths = int(np.floor(min(threshold_min, self.within_min) * 1000 + 1e-6))
        return PackedReach(self, np.ones(thousandths + 1)).counts(chosen)

    def groups_met(self, group: IntArray, n_groups: int) -> BoolArray:
        """Return which actors have a pair with some place of which groups: shape (actors, groups)."""
        met = np.zeros((len(self.actor_ids), n_groups), dtype=np.bool_)
        for part in self.packed.parts.each(_groups_met_by, (group, n_groups, len(self.actor_ids))):
            met |= part
        return met

    def chosen(self, actors: Iterable[object] | None) -> BoolArray:
        """Return, for every actor code, whether it is among ``actors`` (``None``: all of them)."""
        return _among(self.actor_ids, actors)


AnyPairs: TypeAlias = TravelPairs | TravelInTiles
"""Pairs that measures of access take, whichever way they are held."""

AnyReach: TypeAlias = WeighedPairs | PackedReach


def pairs_of(area: ServiceArea, *, within_min: float = np.inf) -> AnyPairs:
    """Return the trips of a service area that count, ready for any number of measures; made once for each area.

    Parameters
    ----------
    within_min
        The longest trip that the measure looks at, inclusive: where there are many, longer ones are not made, and those
        that are made are packed where nothing forbids it. A measure that weighs every trip within the horizon says
        none.
    """
    kept = _KEPT.get(area)
    if kept is None or kept.within_min < min(within_min, area.horizon_min):
        # Many pairs are not held for two areas, nor twice for one.
        for other in [one for one, own in _KEPT.items() if own.pairs.n_pairs > _MANY]:
            del _KEPT[other]
        del kept
        _KEPT[area] = kept = _made(area, min(within_min, area.horizon_min))
    return kept.pairs


def _made(area: ServiceArea, within_min: float) -> "_Kept":
    packed = area.packed_within(within_min)
    if packed is not None:
        return _Kept(TravelInTiles(area.demand.index, area.located, packed, within_min), within_min)
    if within_min < area.horizon_min and not area.travel.has_trips:
        return _Kept(_pairs(area, area.trips_within(within_min), own=True), within_min)
    return _Kept(_pairs(area, area.trips, own=False), np.inf)


def nearest_pairs(area: ServiceArea, count: int) -> TravelPairs:
    """Return pairs among which are those of every place with its ``count`` nearest actors.

    They say who is the nearest, and who would be if ``count - 1`` were not there; not how many are within a time.
    """
    if area.travel.has_trips:
        return _all_pairs(area)
    kept = _KEPT_FEW.get(area)
    if kept is None or kept[0] < count:
        _KEPT_FEW[area] = kept = count, _pairs(area, area.trips_to_few(count), own=True)
    return kept[1]


def _all_pairs(area: ServiceArea) -> TravelPairs:
    pairs = pairs_of(area)
    assert isinstance(pairs, TravelPairs)  # noqa: S101 - trips that are known are never packed
    return pairs


def _pairs(area: ServiceArea, trips: Trips, *, own: bool) -> TravelPairs:
    """Return trips as pairs; ``own`` ones are nobody else's, and sorted where they are."""
    start = np.zeros(len(trips.place_ids) + 1, dtype=np.int64)
    np.cumsum(np.bincount(trips.place, minlength=len(trips.place_ids)), out=start[1:])
    minutes, actor = trips.minutes, trips.actor
    if own and actor.base is None:
        actor.setflags(write=True)
    else:
        actor = actor.copy()
    sort_rows(start, actor, minutes, len(trips.actor_ids))
    return TravelPairs(area.demand.index, trips.actor_ids, _frozen(start), _frozen(actor), _frozen(minutes))


class _Kept(NamedTuple):
    pairs: TravelPairs | TravelInTiles
    within_min: float


_MANY = 5_000_000
_KEPT: WeakKeyDictionary[ServiceArea, _Kept] = WeakKeyDictionary()
_KEPT_FEW: WeakKeyDictionary[ServiceArea, tuple[int, TravelPairs]] = WeakKeyDictionary()


def travel_pairs(
    travel: pd.DataFrame,
    *,
    places: pd.Index | None = None,
    actors: pd.Index | None = None,
    horizon_min: float | None = None,
) -> TravelPairs:
    """Turn a travel table into travel pairs.

    Parameters
    ----------
    travel
        ``place_id``, ``actor_id``, ``minutes``; one mode; one row per reachable pair.
    places, actors
        Every known id, in the wanted order; those without a row are unreachable. Default: the ids of ``travel``,
        sorted.
    horizon_min
        Leave out the pairs that are farther (a pair at exactly the horizon stays).

    Raises
    ------
    BadInputError
        ``access-missing-column``, ``access-several-modes``, ``access-bad-minutes`` (unknown, negative or infinite),
        ``access-missing-id``, ``access-stray-place`` or ``access-stray-actor`` (an id that ``places`` or ``actors``
        lacks), ``access-repeated-id``, ``access-repeated-pair``.
    """
    _check_columns(travel)
    modes = travel["mode"].unique() if "mode" in travel.columns else ()
    if len(modes) > 1:
        raise BadInputError("access-several-modes", modes=", ".join(map(str, modes)))
    place, place_ids = _encode(travel["place_id"], places, "access-stray-place")
    actor, actor_ids = _encode(travel["actor_id"], actors, "access-stray-actor")
    coded = _within(place, actor, _minutes(travel), horizon_min)
    return _assemble(place_ids, actor_ids, lambda: iter([coded]))


def travel_pairs_from_batches(
    batches: Callable[[], Iterable[pd.DataFrame]],
    *,
    places: pd.Index,
    actors: pd.Index,
    horizon_min: float | None = None,
) -> TravelPairs:
    """Turn a travel table that does not fit in memory as a frame into travel pairs.

    ``batches`` is called twice (to count, then to fill) and gives the same frames both times; only one of them is
    held at once, beside twelve bytes per pair. Parameters and errors as in `travel_pairs`.
    """
    for index in (places, actors):
        _check_unique(index)

    def coded() -> Iterator[_Coded]:
        for frame in batches():
            _check_columns(frame)
            place, _ = _encode(frame["place_id"], places, "access-stray-place")
            actor, _ = _encode(frame["actor_id"], actors, "access-stray-actor")
            yield _within(place, actor, _minutes(frame), horizon_min)

    return _assemble(places, actors, coded)


def as_pairs(travel: AnyPairs | pd.DataFrame) -> AnyPairs:
    """Return ``travel`` itself when it is already prepared, else prepare it."""
    return travel_pairs(travel) if isinstance(travel, pd.DataFrame) else travel


def listed_pairs(travel: TravelPairs | pd.DataFrame) -> TravelPairs:
    """Return the same for what looks at pairs one by one."""
    return travel_pairs(travel) if isinstance(travel, pd.DataFrame) else travel


def _assemble(place_ids: pd.Index, actor_ids: pd.Index, coded: Callable[[], Iterator[_Coded]]) -> TravelPairs:
    # Count the pairs of every place, then drop each pair in its place's row, then sort every row.
    start = np.zeros(len(place_ids) + 1, dtype=np.int64)
    for place, _, _ in coded():
        start[1:] += np.bincount(place, minlength=len(place_ids))
    np.cumsum(start, out=start)
    actor_codes = np.empty(start[-1], dtype=np.int32)
    minutes = np.empty(start[-1])
    free = start[:-1].copy()
    for place, actor, block in coded():
        place_pairs(free, place, actor, block, actor_codes, minutes)
    repeated_place, repeated_actor = sort_rows(start, actor_codes, minutes, len(actor_ids))
    if repeated_place >= 0:
        raise BadInputError(
            "access-repeated-pair", place=str(place_ids[repeated_place]), actor=str(actor_ids[repeated_actor])
        )
    return TravelPairs(place_ids, actor_ids, _frozen(start), _frozen(actor_codes), _frozen(minutes))


def _among(actor_ids: pd.Index, actors: Iterable[object] | None) -> BoolArray:
    if actors is None:
        return np.ones(len(actor_ids), dtype=np.bool_)
    return np.asarray(actor_ids.isin(pd.Index(list(actors))), dtype=np.bool_)


def _frozen(array: npt.NDArray[_Scalar]) -> npt.NDArray[_Scalar]:
    # Kept arrays are shared between measures: nobody may write in them.
    array.setflags(write=False)
    return array


def _weigh(minutes: FloatArray, out: FloatArray, decay: DecayFunction) -> FloatArray:
    for low in range(0, minutes.size, BLOCK):
        block = decay(_frozen(minutes[low : low + BLOCK]))
        if not (block.min() >= 0 and block.max() < np.inf):
            raise BadInputError("access-bad-weight")
        out[low : low + BLOCK] = block
    return out


def _encode(cells: pd.Series, index: pd.Index | None, stray: str) -> tuple[IntArray, pd.Index]:
    codes, found = pd.factorize(cells)
    if (codes < 0).any():
        raise BadInputError("access-missing-id", column=str(cells.name))
    uniques = pd.Index(np.asarray(found)) if isinstance(cells.dtype, pd.CategoricalDtype) else pd.Index(found)
    if index is None:
        index = uniques.sort_values()
    else:
        _check_unique(index)
    position = index.get_indexer(uniques)
    if (position < 0).any():
        lost = uniques[position < 0]
        raise BadInputError(stray, id=str(lost[0]), count=len(lost))
    return position[codes].astype(np.int64, copy=False), index


def _minutes(travel: pd.DataFrame) -> FloatArray:
    minutes = travel["minutes"].to_numpy(dtype=np.float64)
    bad = ~(np.isfinite(minutes) & (minutes >= 0))
    if bad.any():
        raise BadInputError("access-bad-minutes", row=int(bad.argmax()) + 1, count=int(bad.sum()))
    return minutes


def _within(place: IntArray, actor: IntArray, minutes: FloatArray, horizon_min: float | None) -> _Coded:
    if horizon_min is None:
        return place, actor, minutes
    near = minutes <= horizon_min
    return place[near], actor[near], minutes[near]


def _check_columns(travel: pd.DataFrame) -> None:
    for column in ("place_id", "actor_id", "minutes"):
        if column not in travel.columns:
            raise BadInputError("access-missing-column", column=column)


def _check_unique(index: pd.Index) -> None:
    if not index.is_unique:
        raise BadInputError("access-repeated-id", id=str(index[index.duplicated()][0]))
