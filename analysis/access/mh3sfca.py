"""Modified Huff three-step floating catchment area (MH3SFCA): families choose by capacity and by time."""

import pandas as pd

from analysis.access.inputs import Unknown, align_demand, align_supply, ratio
from analysis.access.result import AccessResult, access_result
from analysis.service_area.pairs import DecayFunction, TravelPairs, as_pairs


def modified_huff(
    travel: TravelPairs | pd.DataFrame,
    demand: pd.Series,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return access when need is spread by a Huff model, without inflating it (Jörg et al. 2019).

    H_ij = S_j w_ij / Σ_j S_j w_ij; R_j = S_j / Σ_i P_i H_ij; A_i = Σ_j H_ij w_ij R_j.

    Parameters, units and errors as in `analysis.access.fca.two_step`.
    """
    pairs = as_pairs(travel)
    need, capacity = align_demand(pairs, demand, unknown=unknown), align_supply(pairs, supply, unknown=unknown)
    reach, s = pairs.reach(decay), capacity.value
    # Step 1: the pull that each place feels; the denominator of H_ij.
    pull = reach.over_actors(s)
    # Step 2: capacity per unit of the need that chooses the actor.
    reached = s * reach.over_places(ratio(need.value, pull))
    r = ratio(s, reached)
    # Step 3: each place adds up the ratios, by its choice and its time.
    access = ratio(reach.over_actors_by(reach.weight, s * r), pull)
    return access_result("modified-huff", reach, need, capacity, access=access, demand_reached=reached, ratio=r)
