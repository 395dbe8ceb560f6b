"""Redundancy: how many actors each place can count on, and what the closure of each actor would cost."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.access.inputs import Demand, align_demand, ratio
from analysis.service_area.kernels import two_nearest
from analysis.service_area.pairs import AnyPairs, TravelPairs, as_pairs, listed_pairs
from geo.schema import BoolArray, FloatArray


@dataclass(frozen=True, eq=False)
class Closures:
    """What each closure costs, one actor at a time, the others staying open.

    ``actors`` has ``actor_id``,
    ``births_nearest`` (births for whom the actor is the nearest; a tie goes to the first), ``births_affected`` (births
    whose nearest actor would be farther, or who would have none), ``births_losing_access`` (no other actor in reach),
    ``births_newly_beyond`` (within the threshold now, beyond it or without any actor after), ``minutes_added_total``
    (births × minutes, for those who keep an actor), ``minutes_added_mean`` (per birth affected who keeps one; 0 when
    there is none). An actor that no place reaches has zeros. ``births`` is the total known, ``unknown_births`` the
    places whose births are not known and which are in no figure.
    """

    actors: pd.DataFrame
    threshold_min: float
    births: float
    unknown_births: tuple[str, ...]


def actors_within(
    travel: AnyPairs | pd.DataFrame,
    *,
    threshold_min: float,
    actors: Iterable[object] | None = None,
    places: pd.Index | None = None,
) -> pd.Series:
    """Return how many distinct actors each place reaches within a time, inclusive.

    Parameters
    ----------
    travel
        Travel pairs, or a travel table: ``place_id``, ``actor_id``, ``minutes``.
    threshold_min
        The time.
    actors
        Ids of the actors that count; default: all.
    places
        Ids of every place to return; default: those of the travel pairs.

    Returns
    -------
    pandas.Series
        ``actors_within``, whole numbers, indexed by ``place_id``; 0 where none is within reach.

    Raises
    ------
    BadInputError
        As `travel_pairs`; ``access-stray-place`` when ``places`` lacks a place of ``travel``.
    """
    pairs = as_pairs(travel)
    layout = align_demand(pairs, pd.Series(1.0, index=pairs.place_ids if places is None else places))
    return _count(pairs, layout, pairs.chosen(actors), threshold_min)


def closure_costs(
    travel: TravelPairs | pd.DataFrame,
    births: pd.Series,
    *,
    threshold_min: float,
    horizon_min: float = np.inf,
    actors: Iterable[object] | None = None,
) -> Closures:
    """Return what the closure of each actor would cost, for the whole territory at once.

    When an actor closes, only the places whose nearest actor it is are affected, and they go to their second
    nearest: one pass over the pairs answers for every actor.

    Parameters
    ----------
    travel
        Travel pairs, or a travel table.
    births
        Births per year of every place, indexed by ``place_id``; NaN is unknown.
    threshold_min
        The time that counts as near, inclusive.
    horizon_min
        The time beyond which an actor is out of reach, inclusive; default: that of the travel table.
    actors
        Ids of the actors that offer the service; default: all.

    Raises
    ------
    BadInputError
        As `travel_pairs` and `align_demand`.
    """
    pairs = listed_pairs(travel)
    need = align_demand(pairs, births, unknown="exclude")
    ids = pairs.actor_ids if actors is None else pd.Index(list(actors)).unique()
    return Closures(
        _closures(pairs, need, ids, threshold_min=threshold_min, horizon_min=horizon_min),
        threshold_min,
        float(births.sum()),
        need.unknown,
    )


def _closures(
    pairs: TravelPairs, need: Demand, ids: pd.Index, *, threshold_min: float, horizon_min: float
) -> pd.DataFrame:
    chosen = pairs.chosen(ids)
    first, first_min, _, second_min = two_nearest(pairs.start, pairs.actor, pairs.minutes, chosen, horizon_min)
    served = first >= 0
    owner, births = first[served], need.value[served]
    here, there = first_min[served], second_min[served]
    alone = np.isnan(there)
    added = np.where(alone, 0.0, there - here)
    kept = (added > 0) & ~alone

    def per_actor(amount: FloatArray) -> FloatArray:
        return np.bincount(owner, weights=amount, minlength=len(pairs.actor_ids)).astype(np.float64)

    keep = per_actor(births * kept)
    total = per_actor(births * added)
    table = pd.DataFrame(
        {
            "births_nearest": per_actor(births),
            "births_affected": per_actor(births * (kept | alone)),
            "births_losing_access": per_actor(births * alone),
            "births_newly_beyond": per_actor(births * ((here <= threshold_min) & ~(there <= threshold_min))),
            "minutes_added_total": total,
            "minutes_added_mean": ratio(total, keep),
        },
        index=pairs.actor_ids,
    )
    return table.reindex(ids, fill_value=0.0).rename_axis("actor_id").reset_index()


def _count(pairs: AnyPairs, layout: Demand, chosen: BoolArray, threshold_min: float) -> pd.Series:
    count = pairs.within(chosen, threshold_min)
    return pd.Series(layout.spread(count).astype(np.int64), index=layout.index.rename("place_id"), name="actors_within")
