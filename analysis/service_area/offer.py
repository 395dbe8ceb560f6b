"""What services offer in one unit: a least and a most, since some capacities are only bounded, or unknown."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.service_area.opening_hours import session_capacity
from analysis.service_area.units import Step, in_unit
from geo.schema import split_codes


def offer_in_unit(actors: pd.DataFrame, services: pd.DataFrame, *, unit: str, steps: Sequence[Step]) -> pd.DataFrame:
    """Return the capacity of services in a unit, as a least and a most.

    A capacity that the register states comes first, converted where a stated step leads to the unit; else what the
    opening hours give; else it is unknown: at least 0, at most infinite. Where the unit is ``actors``, every service
    of an actor but the first counts for nothing.

    Parameters
    ----------
    actors, services
        :data:`geo.schema.ACTOR` and :data:`geo.schema.SERVICE`.

    Returns
    -------
    pandas.DataFrame
        The services, with ``capacity`` and ``used`` in the unit (NaN: unknown); ``capacity_low``, ``capacity_high``;
        ``capacity_basis``: ``stated``, ``converted``, ``hours``, ``other-unit`` (stated in a unit that does not
        convert) or ``unknown``.
    """
    out = in_unit(services, unit, steps=steps)
    names = {"same": "stated", "converted": "converted", "other": "other-unit", "unsaid": "unknown"}
    out["capacity_basis"] = out.pop("unit_basis").map(names)
    out.loc[out["capacity"].isna() & out["capacity_basis"].isin(["stated", "converted"]), "capacity_basis"] = "unknown"
    out["capacity_low"] = out["capacity_high"] = out["capacity"]
    if unit == "actors":
        first = ~out["actor_id"].duplicated()
        return out.assign(
            capacity=first.astype("float64"),
            capacity_low=first.astype("float64"),
            capacity_high=first.astype("float64"),
            used=np.nan,
            capacity_basis="stated",
        )
    hours = session_capacity(actors, services, unit=unit, steps=steps).set_index(["actor_id", "service"])
    keys = pd.MultiIndex.from_frame(out[["actor_id", "service"]])
    told = hours.reindex(keys)
    by_hours = (out["capacity"].isna() & told["capacity_low"].notna().to_numpy()).to_numpy()
    for bound, fallback in (("capacity_low", 0.0), ("capacity_high", np.inf)):
        out[bound] = np.where(by_hours, told[bound].to_numpy(dtype=np.float64), out[bound])
        out[bound] = out[bound].fillna(fallback)
    out["capacity_basis"] = out["capacity_basis"].mask(by_hours, "hours")
    exact = by_hours & (out["capacity_low"] == out["capacity_high"]).to_numpy()
    out["capacity"] = out["capacity"].mask(exact, out["capacity_low"])
    return out


def of_stage(services: pd.DataFrame, stage: str | None) -> pd.DataFrame:
    """Return the services of a stage; one that does not say its stages is taken for all of them."""
    if stage is None:
        return services
    said = services["stages"].map(split_codes)
    return services[said.map(lambda codes: not codes or stage in codes).astype("bool")]
