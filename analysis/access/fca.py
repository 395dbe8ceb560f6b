"""Floating catchment areas: capacity per unit of need, shared among all who can reach it.

Two steps (2SFCA, E2SFCA), three (3SFCA), three with a Huff model (MH3SFCA), balanced (BFCA), and the local potential
accessibility of the DREES (APL). Each reads like its paper: P_i is the need of place i, S_j the capacity of actor j,
w_ij the weight of the time between them, R_j the ratio of an actor, A_i the access of a place.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.access.inputs import AlignedSupply, Demand, Unknown, align_demand, align_supply, ratio
from analysis.access.result import AccessResult, access_result
from analysis.service_area.pairs import AnyPairs, DecayFunction, as_pairs
from geo.errors import BadInputError


def two_step(
    travel: AnyPairs | pd.DataFrame,
    demand: pd.Series,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return access in two steps.

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
    pairs, need, capacity = _aligned(travel, demand, supply, unknown)
    reach = pairs.reach(decay)
    # Step 1: each actor's capacity, per unit of the need that can reach it.
    reached = reach.over_places(need.value)
    r = ratio(capacity.value, reached)
    # Step 2: each place adds up the ratios of the actors that it can reach.
    access = reach.over_actors(r)
    return access_result("two-step", reach, need, capacity, access=access, demand_reached=reached, ratio=r)


def three_step(
    travel: AnyPairs | pd.DataFrame,
    demand: pd.Series,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    selection: DecayFunction | None = None,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return access when each place spreads its need over the actors by how near they are (Wan et al. 2012).

    A family that has a choice does not weigh on every actor in full.

    G_ij = v_ij / Σ_j v_ij; R_j = S_j / Σ_i G_ij w_ij P_i; A_i = Σ_j G_ij w_ij R_j, with v = w unless ``selection``
    gives another decay to choose by (PySAL chooses among all pairs and cuts only the sums).

    Parameters, units and errors as in `two_step`. G is shared among the actors of ``supply`` whose capacity is known.
    """
    pairs, need, capacity = _aligned(travel, demand, supply, unknown)
    reach = pairs.reach(decay) if selection is None else pairs.whole_reach(decay)
    v = reach.weight if selection is None else pairs.weights(selection)
    # Step 1: how each place chooses; the denominator of G_ij.
    choice = replace(reach, weight=v).over_actors(capacity.offered.astype(np.float64))
    # Step 2: capacity per unit of the need that chooses the actor and can reach it.
    reached = reach.over_places_by(v, ratio(need.value, choice)) * capacity.offered
    r = ratio(capacity.value, reached)
    # Step 3: each place adds up the ratios, by its choice and its time.
    access = ratio(reach.over_actors_by(v, r), choice)
    within = pairs.reach(decay)
    return access_result("three-step", within, need, capacity, access=access, demand_reached=reached, ratio=r)


def modified_huff(
    travel: AnyPairs | pd.DataFrame,
    demand: pd.Series,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return access when families choose by capacity and by time, without inflating need (Jörg et al. 2019).

    H_ij = S_j w_ij / Σ_j S_j w_ij; R_j = S_j / Σ_i P_i H_ij; A_i = Σ_j H_ij w_ij R_j.

    Parameters, units and errors as in `two_step`.
    """
    pairs, need, capacity = _aligned(travel, demand, supply, unknown)
    reach, s = pairs.reach(decay), capacity.value
    # Step 1: the pull that each place feels; the denominator of H_ij.
    pull = reach.over_actors(s)
    # Step 2: capacity per unit of the need that chooses the actor.
    reached = s * reach.over_places(ratio(need.value, pull))
    r = ratio(s, reached)
    # Step 3: each place adds up the ratios, by its choice and its time.
    access = ratio(reach.over_actors_by(reach.weight, s * r), pull)
    return access_result("modified-huff", reach, need, capacity, access=access, demand_reached=reached, ratio=r)


def balanced(
    travel: AnyPairs | pd.DataFrame,
    demand: pd.Series,
    supply: pd.Series,
    *,
    decay: DecayFunction,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return access with weights that sum to one on each side (Paez et al. 2019): nothing is counted more than once.

    R_j = S_j / Σ_i P_i w_ij / Σ_j w_ij; A_i = Σ_j R_j w_ij / Σ_i w_ij. Σ_i A_i = Σ_j R_j: the level of service is
    divided among places, so places are only comparable within one place layer.

    Parameters, units and errors as in `two_step`. Σ_j runs over the actors of ``supply`` whose capacity is known,
    Σ_i over all places.
    """
    pairs, need, capacity = _aligned(travel, demand, supply, unknown)
    reach = pairs.reach(decay)
    # Step 1: each place divides its need among the actors that it can reach.
    row = reach.over_actors(capacity.offered.astype(np.float64))
    reached = reach.over_places(ratio(need.value, row)) * capacity.offered
    r = ratio(capacity.value, reached)
    # Step 2: each actor divides its ratio among the places that can reach it.
    column = reach.over_places(np.ones(len(pairs.place_ids)))
    access = reach.over_actors(ratio(r, column))
    return access_result("balanced", reach, need, capacity, access=access, demand_reached=reached, ratio=r)


def standardised_need(ages: pd.DataFrame, *, weights: Mapping[str, float]) -> pd.Series:
    """Return Σ_a population_a × weight_a, in standardised inhabitants.

    Parameters
    ----------
    ages
        Indexed by ``place_id``, one column of people per age group; NaN is unknown.
    weights
        Use of an age group relative to the average; groups of ``ages`` that are not named here are left out.

    Returns
    -------
    pandas.Series
        ``standardised_need``, indexed by ``place_id``; NaN where a named group is unknown.

    Raises
    ------
    BadInputError
        ``access-missing-column`` for a group that ``ages`` lacks; ``access-no-age-weight`` (an empty mapping);
        ``access-bad-age-weight`` (negative or infinite).
    """
    if not weights:
        raise BadInputError("access-no-age-weight")
    for group, weight in weights.items():
        if group not in ages.columns:
            raise BadInputError("access-missing-column", column=group)
        if not (np.isfinite(weight) and weight >= 0):
            raise BadInputError("access-bad-age-weight", group=group, value=weight)
    need = ages[list(weights)].to_numpy(dtype=np.float64) @ np.array(list(weights.values()), dtype=np.float64)
    return pd.Series(need, index=ages.index.rename("place_id"), name="standardised_need")


def potential_access(
    travel: AnyPairs | pd.DataFrame,
    need: pd.Series,
    activity: pd.Series,
    *,
    decay: DecayFunction,
    per: float = 1.0,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return the APL: the yearly activity within reach per standardised inhabitant, an E2SFCA.

    Parameters
    ----------
    need
        Standardised inhabitants, as `standardised_need` returns them.
    activity
        Activity per year (consultations, full-time equivalents), indexed by ``actor_id``.
    decay
        Published weights, for example ``step_pack("fr-apl-2012").decay``.
    per
        Number of standardised inhabitants that ``access`` is expressed for (1: consultations a year per inhabitant;
        100,000: full-time equivalents per 100,000 inhabitants).
    travel, unknown
        As in `two_step`.

    Raises
    ------
    BadInputError
        ``access-bad-decay`` unless ``per`` is above zero; and the errors of `two_step`.
    """
    if not per > 0:
        raise BadInputError("access-bad-decay", parameter="per", value=per)
    result = two_step(travel, need, activity, decay=decay, unknown=unknown)
    return replace(result, measure="apl", places=result.places.assign(access=result.places["access"] * per))


def _aligned(
    travel: AnyPairs | pd.DataFrame, demand: pd.Series, supply: pd.Series, unknown: Unknown
) -> tuple[AnyPairs, Demand, AlignedSupply]:
    pairs = as_pairs(travel)
    return pairs, align_demand(pairs, demand, unknown=unknown), align_supply(pairs, supply, unknown=unknown)
