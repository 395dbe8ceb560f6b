"""The nearest actor: who, how far, who comes second, and how much need lies within a time."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.access.inputs import align_demand
from analysis.service_area.kernels import CodeArray, two_nearest
from analysis.service_area.pairs import TravelPairs, as_pairs
from geo.errors import BadInputError


def nearest(
    travel: TravelPairs | pd.DataFrame,
    *,
    actors: Iterable[object] | None = None,
    places: pd.Index | None = None,
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
    pairs = as_pairs(travel)
    index = pairs.place_ids if places is None else places
    layout = align_demand(pairs, pd.Series(1.0, index=index))
    first, first_min, second, second_min = two_nearest(
        pairs.start, pairs.actor, pairs.minutes, pairs.chosen(actors), np.inf
    )

    def names(codes: CodeArray) -> pd.Index:
        return pairs.actor_ids.take(layout.spread(codes, absent=-1).astype(np.int64), allow_fill=True, fill_value=None)

    return pd.DataFrame(
        {
            "nearest_min": layout.spread(first_min, absent=np.nan),
            "nearest_actor_id": np.asarray(names(first)),
            "second_min": layout.spread(second_min, absent=np.nan),
            "second_actor_id": np.asarray(names(second)),
        },
        index=index.rename("place_id"),
    )


def reach_shares(nearest_min: pd.Series, demand: pd.Series, *, thresholds_min: Sequence[float]) -> pd.DataFrame:
    """Return how much need lies within each time of the nearest actor.

    Parameters
    ----------
    nearest_min
        Minutes to the nearest actor, indexed by ``place_id``; NaN where none can be reached.
    demand
        Need (births, population) of the same places; NaN is unknown.
    thresholds_min
        Times, inclusive.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``threshold_min``: ``within``, ``beyond`` (farther, or unreachable), ``unreachable``, ``share``
        (of the known need; NaN when it is 0), ``places_unknown`` (places whose need is not known, in none of the
        others).

    Raises
    ------
    BadInputError
        ``access-misaligned`` unless both have the same places.
    """
    if not nearest_min.index.equals(demand.index):
        raise BadInputError("access-misaligned", left=len(nearest_min), right=len(demand))
    known = demand.notna()
    total = float(demand[known].sum())
    unreachable = float(demand[known & nearest_min.isna()].sum())
    rows = []
    for threshold in thresholds_min:
        within = float(demand[known & (nearest_min <= threshold)].sum())
        rows.append((within, total - within, unreachable, within / total if total > 0 else np.nan))
    table = pd.DataFrame(
        rows,
        columns=["within", "beyond", "unreachable", "share"],
        index=pd.Index(np.asarray(thresholds_min, dtype=np.float64), name="threshold_min"),
    )
    return table.assign(places_unknown=int((~known).sum()))
