"""Balanced floating catchment area (BFCA): neither need nor capacity is counted more than once."""

import numpy as np
import pandas as pd

from analysis.access.inputs import Unknown, align_demand, align_supply, ratio
from analysis.access.result import AccessResult, access_result
from analysis.service_area.pairs import DecayFunction, TravelPairs, as_pairs


def balanced(
    travel: TravelPairs | pd.DataFrame,
    demand: pd.Series,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return access with weights that sum to one on each side (Paez et al. 2019).

    R_j = S_j / Σ_i P_i w_ij / Σ_j w_ij; A_i = Σ_j R_j w_ij / Σ_i w_ij. Σ_i A_i = Σ_j R_j: the level of service is
    divided among places, so places are only comparable within one place layer.

    Parameters, units and errors as in `analysis.access.fca.two_step`. Σ_j runs over the actors of ``supply`` whose
    capacity is known, Σ_i over all places.
    """
    pairs = as_pairs(travel)
    need, capacity = align_demand(pairs, demand, unknown=unknown), align_supply(pairs, supply, unknown=unknown)
    reach = pairs.reach(decay)
    # Step 1: each place divides its need among the actors that it can reach.
    row = reach.over_actors(capacity.offered.astype(np.float64))
    reached = reach.over_places(ratio(need.value, row)) * capacity.offered
    r = ratio(capacity.value, reached)
    # Step 2: each actor divides its ratio among the places that can reach it.
    column = reach.over_places(np.ones(len(pairs.place_ids)))
    access = reach.over_actors(ratio(r, column))
    return access_result("balanced", reach, need, capacity, access=access, demand_reached=reached, ratio=r)
