"""Cumulative access: how much a place can reach, whoever else needs it."""

import pandas as pd

from analysis.access.inputs import Unknown, align_demand, align_supply
from analysis.access.result import reach_counts
from analysis.service_area.pairs import AnyPairs, DecayFunction, as_pairs


def cumulative(
    travel: AnyPairs | pd.DataFrame,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    places: pd.Index | None = None,
    unknown: Unknown = "raise",
) -> pd.DataFrame:
    """Return Σ_j S_j w(t_ij): with a binary decay, the capacity within the threshold; else a gravity measure.

    Parameters
    ----------
    travel, supply, decay, unknown
        As in `analysis.access.fca.two_step`. Give every actor a supply of 1 to count actors.
    places
        Ids of every place to return; default: those of the travel pairs.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``place_id``: ``reachable`` (in units of supply; 0 where no actor is within reach),
        ``actors_reached``, ``actors_not_known`` (within reach, capacity not known and left out).

    Raises
    ------
    BadInputError
        As `travel_pairs` and `align_supply`; ``access-stray-place`` when ``places`` lacks a place of ``travel``.
    """
    pairs = as_pairs(travel)
    index = pairs.place_ids if places is None else places
    layout = align_demand(pairs, pd.Series(1.0, index=index))
    capacity = align_supply(pairs, supply, unknown=unknown)
    reach = pairs.reach(decay)
    reachable = reach.over_actors(capacity.value)
    return pd.DataFrame(
        {"reachable": layout.spread(reachable), **reach_counts(reach, layout, capacity)}, index=index.rename("place_id")
    )
