"""The nearest actor: who, how far, who comes second, and how much need lies within a time."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.service_area.kernels import two_nearest
from analysis.service_area.pairs import TravelPairs, listed_pairs
from geo.errors import BadInputError
from geo.schema import CodeArray, FloatArray, IntArray


def nearest(
    travel: TravelPairs | pd.DataFrame, *, actors: Iterable[object] | None = None, places: pd.Index | None = None
) -> pd.DataFrame:
    """Return the nearest and the second-nearest actor of every place.

    Parameters
    ----------
    travel
        Travel pairs, or a travel table: ``place_id``, ``actor_id``, ``minutes``.
    actors
        Ids of the actors that count (those that offer the service); default: all.
    places
        Ids of every place to return; default: those of the travel pairs.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``place_id``: ``nearest_min``, ``nearest_actor_id``, ``second_min``, ``second_actor_id``; missing
        where there is none. Between equals, the first actor in the order of the pairs.

    Raises
    ------
    BadInputError
        As `travel_pairs`; ``access-stray-place`` when ``places`` lacks a place of ``travel``.
    """
    pairs = listed_pairs(travel)
    index = pairs.place_ids if places is None else places
    position = _positions(pairs, index)
    first, first_min, second, second_min = two_nearest(
        pairs.start, pairs.actor, pairs.minutes, pairs.chosen(actors), np.inf
    )

    def minutes(by_code: FloatArray) -> FloatArray:
        return np.where(position >= 0, by_code[position], np.nan) if len(by_code) else np.full(len(index), np.nan)

    def names(codes: CodeArray) -> pd.Index:
        chosen = np.where(position >= 0, codes[position], -1) if len(codes) else np.full(len(index), -1)
        return pairs.actor_ids.take(chosen.astype(np.int64), allow_fill=True, fill_value=None)

    return pd.DataFrame(
        {
            "nearest_min": minutes(first_min),
            "nearest_actor_id": np.asarray(names(first)),
            "second_min": minutes(second_min),
            "second_actor_id": np.asarray(names(second)),
        },
        index=index.rename("place_id"),
    )


def _positions(pairs: TravelPairs, index: pd.Index) -> IntArray:
    """Return where each place wanted is among those of the pairs, -1 for those without any."""
    if not index.is_unique:
        raise BadInputError("access-repeated-id", id=str(index[index.duplicated()][0]))
    position = np.asarray(pairs.place_ids.get_indexer(index), dtype=np.int64)
    covered = np.zeros(len(pairs.place_ids), dtype=np.bool_)
    covered[position[position >= 0]] = True
    if not covered.all():
        lost = pairs.place_ids[~covered]
        raise BadInputError("access-stray-place", id=str(lost[0]), count=len(lost))
    return position
