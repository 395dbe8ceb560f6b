"""Two-step floating catchment areas: 2SFCA, and E2SFCA when the decay has more than one step."""

import pandas as pd

from analysis.access.inputs import Unknown, align_demand, align_supply, ratio
from analysis.access.result import AccessResult, access_result
from analysis.service_area.pairs import DecayFunction, TravelPairs, as_pairs


def two_step(
    travel: TravelPairs | pd.DataFrame,
    demand: pd.Series,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return capacity per unit of need, shared among all who can reach it.

    R_j = S_j / Σ_i P_i w(t_ij); A_i = Σ_j R_j w(t_ij). With a binary decay this is 2SFCA (Luo & Wang 2003); with a
    stepped or continuous one, E2SFCA (Luo & Qi 2009). Σ_i P_i A_i = Σ_j S_j over the actors that some need reaches.

    Parameters
    ----------
    travel
        Travel pairs, or a travel table: ``place_id``, ``actor_id``, ``minutes``.
    demand
        Need per year, indexed by ``place_id``.
    supply
        Capacity per year, indexed by ``actor_id``, for the actors that offer the service.
    decay
        Weight of a time in minutes.
    unknown
        ``"raise"`` refuses unknown needs and capacities; ``"exclude"`` leaves them out and lists them.

    Returns
    -------
    AccessResult
        ``access`` in units of supply per unit of demand.

    Raises
    ------
    BadInputError
        As `travel_pairs`, `align_demand` and `align_supply`.
    """
    pairs = as_pairs(travel)
    need, capacity = align_demand(pairs, demand, unknown=unknown), align_supply(pairs, supply, unknown=unknown)
    reach = pairs.reach(decay)
    # Step 1: each actor's capacity, per unit of the need that can reach it.
    reached = reach.over_places(need.value)
    r = ratio(capacity.value, reached)
    # Step 2: each place adds up the ratios of the actors that it can reach.
    access = reach.over_actors(r)
    return access_result("two-step", reach, need, capacity, access=access, demand_reached=reached, ratio=r)
