"""Trips between places and actors as codes and minutes: twelve bytes each, however long the names are.

Minutes are rounded once, here, to a thousandth, then kept in single precision: the rounded value comes back to the last
digit, so that a trip of exactly a threshold is within it, whoever compares.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import BadInputError
from geo.schema import BoolArray, CodeArray, FloatArray

MINUTE_DECIMALS = 3
"""Minutes are told to a thousandth: finer than any engine knows, coarse enough for single precision to bring back."""

LONGEST_MIN = 4096.0
"""Beyond this many minutes, single precision no longer brings a thousandth back."""


def rounded_minutes(minutes: npt.ArrayLike) -> FloatArray:
    """Return minutes as every figure counts them: rounded to a thousandth."""
    exact: FloatArray = np.asarray(minutes, dtype=np.float64)
    return np.asarray(exact.round(MINUTE_DECIMALS))


@dataclass(frozen=True, eq=False)
class Trips:
    """Every trip of one travel mode: from ``place_ids[place]`` to ``actor_ids[actor]`` in ``single_min`` minutes.

    Sorted by place, then actor; a pair that is absent is beyond the horizon, or unreachable. The arrays are read-only.
    Numbers of places and actors are 32-bit integers, minutes 32-bit floats: read them through ``minutes``.
    ``estimated`` tells which trips the estimate gave where the engine knew nothing; None where one engine gave all.
    """

    place_ids: pd.Index
    actor_ids: pd.Index
    place: CodeArray
    actor: CodeArray
    single_min: npt.NDArray[np.float32]
    estimated: BoolArray | None = None

    def __len__(self) -> int:
        return int(self.single_min.size)

    @property
    def nbytes(self) -> int:
        """Bytes that the trips take, names apart."""
        marks = 0 if self.estimated is None else self.estimated.nbytes
        return int(self.place.nbytes + self.actor.nbytes + self.single_min.nbytes + marks)

    @property
    def marks(self) -> BoolArray:
        """Whether the estimate gave each trip where the engine knew nothing."""
        return np.zeros(len(self), dtype=np.bool_) if self.estimated is None else self.estimated

    def marked(self, *, estimated: bool) -> "Trips":
        """Return the trips, all of them told as given by the estimate, or by the engine."""
        return replace(self, estimated=_frozen(np.full(len(self), estimated, dtype=np.bool_)))

    @property
    def minutes(self) -> FloatArray:
        """Minutes of every trip, float64, as they were rounded; made when asked for, not kept."""
        return rounded_minutes(self.single_min)

    @property
    def key(self) -> npt.NDArray[np.int64]:
        """One number per trip, rising: place × number of actors + actor."""
        return self.place.astype(np.int64) * max(1, len(self.actor_ids)) + self.actor

    def estimated_to(self, actor: CodeArray) -> BoolArray:
        """Return whether the estimate gave the trip from every place to its actor; -1 for none, which is no estimate.

        Parameters
        ----------
        actor
            Position in ``actor_ids`` for each of ``place_ids``, all of them reached.
        """
        told = np.zeros(len(self.place_ids), dtype=np.bool_)
        if self.estimated is not None:
            place = np.flatnonzero(actor >= 0)
            told[place] = self.estimated[np.searchsorted(self.key, place * max(1, len(self.actor_ids)) + actor[place])]
        return told

    def kept(self, keep: BoolArray) -> "Trips":
        """Return some of the trips, the places and actors staying as they are."""
        if keep.all():
            return self
        return Trips(
            self.place_ids,
            self.actor_ids,
            _frozen(self.place[keep]),
            _frozen(self.actor[keep]),
            _frozen(self.single_min[keep]),
            _some(self.estimated, keep),
        )

    def of_actors(self, actor_ids: pd.Index) -> "Trips":
        """Return the trips to some actors, in another order perhaps; those that are not known here have none."""
        if actor_ids.equals(self.actor_ids):
            return replace(self, actor_ids=actor_ids)
        code = actor_ids.get_indexer(self.actor_ids).astype(np.int32)[self.actor]
        keep = code >= 0
        marks = _some(self.estimated, keep)
        return _sorted(self.place_ids, actor_ids, self.place[keep], code[keep], self.single_min[keep], marks)

    def of_places(self, place_ids: pd.Index) -> "Trips":
        """Return the trips from some places, in another order perhaps; those that are not known here have none."""
        if place_ids.equals(self.place_ids):
            return replace(self, place_ids=place_ids)
        code = place_ids.get_indexer(self.place_ids).astype(np.int32)[self.place]
        keep = code >= 0
        marks = _some(self.estimated, keep)
        return _sorted(place_ids, self.actor_ids, code[keep], self.actor[keep], self.single_min[keep], marks)

    def with_more(self, other: "Trips") -> "Trips":
        """Return these trips and others of the same places and actors."""
        parts = zip(*((one.place, one.actor, one.single_min) for one in (self, other)), strict=True)
        place, actor, single_min = (np.concatenate(part) for part in parts)
        one_engine = self.estimated is None and other.estimated is None
        marks = None if one_engine else np.concatenate([self.marks, other.marks])
        return _sorted(self.place_ids, self.actor_ids, place, actor, single_min, marks)

    def table(self, mode: str) -> pd.DataFrame:
        """Return the trips as ``schema.TRAVEL``, one row of texts each: for files, never for a measure."""
        return pd.DataFrame(
            {
                "place_id": self.place_ids.take(self.place).array,
                "actor_id": self.actor_ids.take(self.actor).array,
                "mode": mode,
                "minutes": self.minutes,
            }
        )


def trips_of(
    place_ids: pd.Index, actor_ids: pd.Index, place: npt.ArrayLike, actor: npt.ArrayLike, minutes: npt.ArrayLike
) -> Trips:
    """Return trips from codes and minutes, in any order.

    Raises
    ------
    BadInputError
        ``trips-too-long`` for minutes that are negative, unknown, or beyond ``LONGEST_MIN``.
    """
    exact = rounded_minutes(minutes)
    wrong = ~((exact >= 0) & (exact <= LONGEST_MIN))
    if wrong.any():
        raise BadInputError("trips-too-long", minutes=float(exact[wrong][0]), most=LONGEST_MIN)
    return _sorted(
        place_ids,
        actor_ids,
        np.asarray(place, dtype=np.int32),
        np.asarray(actor, dtype=np.int32),
        exact.astype(np.float32),
    )


def sorted_trips(
    place_ids: pd.Index, actor_ids: pd.Index, place: CodeArray, actor: CodeArray, single_min: npt.NDArray[np.float32]
) -> Trips:
    """Return trips from codes and minutes that are rounded, and in order of place then actor, already."""
    return Trips(place_ids, actor_ids, _frozen(place), _frozen(actor), _frozen(single_min))


def trips_of_table(table: pd.DataFrame, place_ids: pd.Index, actor_ids: pd.Index) -> Trips:
    """Return the trips of a travel table (``schema.TRAVEL``) between some places and actors, others left out."""
    place = place_ids.get_indexer(pd.Index(table["place_id"]))
    actor = actor_ids.get_indexer(pd.Index(table["actor_id"]))
    known = (place >= 0) & (actor >= 0)
    return trips_of(
        place_ids, actor_ids, place[known], actor[known], table["minutes"].to_numpy(dtype=np.float64)[known]
    )


def nearest_trip(trips: Trips) -> tuple[CodeArray, FloatArray]:
    """Return the actor of the shortest trip from every place, and its minutes.

    Returns
    -------
    tuple of numpy.ndarray
        Position in ``actor_ids``, int32, -1 without any trip (between equals, the first); minutes, float64, then NaN.
    """
    n_places = len(trips.place_ids)
    actor, minutes = np.full(n_places, -1, dtype=np.int32), np.full(n_places, np.nan)
    if len(trips):
        starts = np.flatnonzero(np.diff(trips.place, prepend=-1))
        least = np.minimum.reduceat(trips.single_min, starts)
        # Trips of a place are in the order of the actors: the first that is as short as the shortest is the one.
        shortest = np.flatnonzero(trips.single_min == np.repeat(least, np.diff(starts, append=len(trips))))
        place, first = np.unique(trips.place[shortest], return_index=True)
        actor[place], minutes[place] = trips.actor[shortest[first]], rounded_minutes(least)
    return actor, minutes


def _sorted(  # noqa: PLR0917 - the fields of a table
    place_ids: pd.Index,
    actor_ids: pd.Index,
    place: CodeArray,
    actor: CodeArray,
    single_min: npt.NDArray[np.float32],
    estimated: BoolArray | None = None,
) -> Trips:
    key = place.astype(np.int64) * max(1, len(actor_ids)) + actor
    if len(key) and not (key[1:] > key[:-1]).all():
        order = np.argsort(key, kind="stable")
        place, actor, single_min = place[order], actor[order], single_min[order]
        estimated = None if estimated is None else estimated[order]
    marks = None if estimated is None else _frozen(estimated)
    return Trips(place_ids, actor_ids, _frozen(place), _frozen(actor), _frozen(single_min), marks)


def _some(marks: BoolArray | None, keep: BoolArray) -> BoolArray | None:
    return None if marks is None else _frozen(marks[keep])


def _frozen(array: npt.NDArray) -> npt.NDArray:  # type: ignore[type-arg]
    # Trips are shared between measures: nobody may write in them.
    array.setflags(write=False)
    return array
