"""Three-step floating catchment area (3SFCA): a family that has a choice does not weigh on every actor in full."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.access.inputs import Unknown, align_demand, align_supply, ratio
from analysis.access.result import AccessResult, access_result
from analysis.service_area.pairs import DecayFunction, TravelPairs, as_pairs


def three_step(
    travel: TravelPairs | pd.DataFrame,
    demand: pd.Series,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    selection: DecayFunction | None = None,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return access when each place spreads its need over the actors by how near they are (Wan et al. 2012).

    G_ij = v_ij / Σ_j v_ij; R_j = S_j / Σ_i G_ij w_ij P_i; A_i = Σ_j G_ij w_ij R_j, with v = w unless ``selection``
    gives another decay to choose by (PySAL chooses among all pairs and cuts only the sums).

    Parameters, units and errors as in `analysis.access.fca.two_step`. G is shared among the actors of ``supply``
    whose capacity is known.
    """
    pairs = as_pairs(travel)
    need, capacity = align_demand(pairs, demand, unknown=unknown), align_supply(pairs, supply, unknown=unknown)
    reach = pairs.reach(decay) if selection is None else pairs.whole_reach(decay)
    v = reach.weight if selection is None else pairs.weights(selection)
    # Step 1: how each place chooses; the denominator of G_ij.
    choice = replace(reach, weight=v).over_actors(capacity.offered.astype(np.float64))
    # Step 2: capacity per unit of the need that chooses the actor and can reach it.
    reached = reach.over_places_by(v, ratio(need.value, choice)) * capacity.offered
    r = ratio(capacity.value, reached)
    # Step 3: each place adds up the ratios, by its choice and its time.
    access = ratio(reach.over_actors_by(v, r), choice)
    return access_result(
        "three-step", pairs.reach(decay), need, capacity, access=access, demand_reached=reached, ratio=r
    )
