"""Local potential accessibility (APL, DREES): E2SFCA of yearly activity over age-standardised need."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.access.fca import two_step
from analysis.access.inputs import Unknown
from analysis.access.result import AccessResult
from analysis.service_area.pairs import DecayFunction, TravelPairs
from geo.errors import BadInputError


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
    travel: TravelPairs | pd.DataFrame,
    need: pd.Series,
    activity: pd.Series,
    *,
    decay: DecayFunction,
    per: float = 1.0,
    unknown: Unknown = "raise",
) -> AccessResult:
    """Return the yearly activity within reach, per standardised inhabitant, shared among all who can reach it.

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
        As in `analysis.access.fca.two_step`.

    Raises
    ------
    BadInputError
        ``access-bad-decay`` unless ``per`` is above zero; and the errors of `analysis.access.fca.two_step`.
    """
    if not per > 0:
        raise BadInputError("access-bad-decay", parameter="per", value=per)
    result = two_step(travel, need, activity, decay=decay, unknown=unknown)
    return replace(result, measure="apl", places=result.places.assign(access=result.places["access"] * per))
