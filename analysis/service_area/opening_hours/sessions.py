"""How many sessions a week each actor offers, from its opening hours."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.service_area.opening_hours.reading import read_hours
from analysis.service_area.units import UnitConversion, conversion

HALF_DAYS, SESSION_HOURS = "half-days-per-week", "session-hours-per-week"


def sessions_of(actors: pd.DataFrame) -> pd.DataFrame:
    """Return what the opening hours of each actor say.

    Parameters
    ----------
    actors
        ``actor_id``, ``hours`` (:data:`geo.schema.ACTOR`).

    Returns
    -------
    pandas.DataFrame
        One row per actor that has hours, in order: ``actor_id``, ``hours`` (the text), ``hours_status`` (``read``,
        ``days-unknown``, ``unknown``), ``half_days_min``, ``half_days_max``, ``hours_min``, ``hours_max`` (a week;
        NaN is unknown), ``not_understood`` (words, joined by spaces), ``term_only``.
    """
    rows = []
    told = actors[actors["hours"].notna()]
    for actor_id, text in zip(told["actor_id"], told["hours"], strict=True):
        read = read_hours(str(text))
        rows.append(
            {
                "actor_id": actor_id,
                "hours": read.text,
                "hours_status": read.status,
                "half_days_min": read.half_days_min,
                "half_days_max": read.half_days_max,
                "hours_min": read.hours_min,
                "hours_max": read.hours_max,
                "not_understood": " ".join(read.not_understood),
                "term_only": read.term_only,
            }
        )
    columns = ["actor_id", "hours", "hours_status", "half_days_min", "half_days_max", "hours_min", "hours_max"]
    return pd.DataFrame(rows, columns=[*columns, "not_understood", "term_only"])


def session_capacity(
    actors: pd.DataFrame, services: pd.DataFrame, *, unit: str, steps: Sequence[UnitConversion]
) -> pd.DataFrame:
    """Return the capacity that opening hours give to services, as a least and a most.

    Hours belong to an actor: they speak of its service only where it has one. Hours written as times are used as they
    are; half-days alone pass into hours by a stated conversion, or not at all.

    Parameters
    ----------
    actors, services
        :data:`geo.schema.ACTOR` and :data:`geo.schema.SERVICE`; a home visit has no opening hours.
    unit
        The unit wanted: one that half-days or session hours a week convert to.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``service``, ``capacity_low``, ``capacity_high``: only services whose hours give a figure.
    """
    alone = services[~services["actor_id"].duplicated(keep=False) & (services["mode"] != "home-visits")]
    joined = alone[["actor_id", "service"]].merge(sessions_of(actors), on="actor_id")
    from_hours = conversion(SESSION_HOURS, unit, steps=steps)
    from_halves = conversion(HALF_DAYS, unit, steps=steps)
    hours = np.nan if from_hours is None or unit.startswith("half-days") else from_hours.factor
    halves = np.nan if from_halves is None else from_halves.factor
    for bound, side in (("capacity_low", "min"), ("capacity_high", "max")):
        written = joined[f"hours_{side}"] * hours
        joined[bound] = written.where(written.notna(), joined[f"half_days_{side}"] * halves).astype("float64")
    known = joined[joined["capacity_low"].notna()]
    return known[["actor_id", "service", "capacity_low", "capacity_high"]].reset_index(drop=True)
