"""The services that answer a question, and what they offer: in one unit, as a least and a most, and per zone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.service_area.opening_hours import session_capacity
from analysis.service_area.perhaps_same import at_least
from analysis.service_area.units import UnitConversion, in_unit
from geo.schema import split_codes


@dataclass(frozen=True)
class Supply:
    """The services that answer a selection.

    ``actors`` and ``services`` are those of the actors that count (open; to verify too where the question says so), by
    id; a service that is known not to be delivered is not among them. ``set_aside`` has one row per actor that would
    answer but does not count: planned, suspended, closed, to verify. ``idle`` are actors whose status counts and that
    deliver nothing of what is asked, listed as they are; None: nobody.
    """

    actors: pd.DataFrame
    services: pd.DataFrame
    set_aside: pd.DataFrame
    idle: pd.DataFrame | None = None

    @property
    def listed(self) -> pd.DataFrame:
        """The actors whose status counts, whatever they deliver."""
        if self.idle is None or self.idle.empty:
            return self.actors
        return pd.concat([self.actors, self.idle], ignore_index=True)

    @property
    def delivery(self) -> dict[str, int]:
        """How many of the actors listed deliver all, part, none of what is asked, and of how many it is not known.

        An actor delivers all when each of its services that are asked about does, part when some does or does in part.
        """
        return {**_delivered(self.services), "none": 0 if self.idle is None else len(self.idle)}


def _delivered(services: pd.DataFrame) -> dict[str, int]:
    """Return how many actors deliver in full, in part, and of how many nothing is known."""
    said = services["delivery"].fillna("unknown")
    by_actor = [set(one) for _, one in said.groupby(services["actor_id"])]
    full, unknown = (by_actor.count({one}) for one in ("full", "unknown"))
    return {"full": full, "part": len(by_actor) - full - unknown, "unknown": unknown}


def offer_in_unit(
    actors: pd.DataFrame, services: pd.DataFrame, *, unit: str, steps: Sequence[UnitConversion]
) -> pd.DataFrame:
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


def serving_areas(actors: pd.DataFrame, services: pd.DataFrame, ancestors: pd.DataFrame) -> pd.DataFrame:
    """Return the smallest zones that each service is attached to, and on what ground.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``service``, ``zone_id``, ``basis``: ``declared`` (the register names the area), ``located``
        (no area is declared: the commune where the actor stands) or ``somewhere`` (neither is known: the service is
        one of the territory's, and of no zone below it). An actor whose place is outside the territory has no line.
    """
    parents = set(ancestors.loc[ancestors["zone_id"] != ancestors["ancestor_id"], "ancestor_id"])
    below = ancestors[~ancestors["zone_id"].isin(parents)]
    declared = services.assign(ancestor_id=services["covers"].map(split_codes)).explode("ancestor_id")
    declared = declared.merge(below, on="ancestor_id").drop_duplicates(["actor_id", "service", "zone_id"])
    silent = services[services["covers"].isna()].merge(actors[["actor_id", "zone_id", "lon"]], on="actor_id")
    located = silent[silent["zone_id"].notna()]
    somewhere = silent[silent["zone_id"].isna() & silent["lon"].isna()].assign(zone_id=_whole(ancestors))
    columns = ["actor_id", "service", "zone_id"]
    parts = {"declared": declared, "located": located, "somewhere": somewhere}
    return pd.concat([part[columns].assign(basis=basis) for basis, part in parts.items()], ignore_index=True)


def _whole(ancestors: pd.DataFrame) -> str:
    """Return the zone that is above every other."""
    sizes = ancestors["ancestor_id"].value_counts()
    return str(sizes.index[0])


def capacity_by_zone(
    services: pd.DataFrame,
    areas: pd.DataFrame,
    weights: pd.Series,
    ancestors: pd.DataFrame,
    *,
    group: pd.Series | None = None,
) -> pd.DataFrame:
    """Return what is offered per zone, sharing a service's capacity over its area.

    Parameters
    ----------
    services
        ``schema.SERVICE``, all in one unit of capacity or unknown.
    areas
        What :func:`serving_areas` returns.
    weights
        Weight of each smallest zone (its need, or its births) indexed by ``zone_id``: a service that covers several
        zones shares its capacity in proportion. A service whose zones weigh nothing shares it equally.
    group
        Groups of actors that are perhaps the same (`analysis.service_area.perhaps_same.groups`); none when None.

    Returns
    -------
    pandas.DataFrame
        For every zone: ``zone_id``; ``services`` (how many serve some part of it); ``capacity_known`` (how many of
        them have a known capacity); ``capacity`` and ``used`` (per year: NaN when services exist but none is known,
        0 when there is no service at all); ``capacity_complete`` (False when the capacity is a minimum);
        ``services_low`` and ``capacity_low``, the same were every group one actor
        (`analysis.service_area.perhaps_same.at_least`).
    """
    shares = areas.merge(services[["actor_id", "service", "capacity", "used"]], on=["actor_id", "service"])
    shares["weight"] = shares["zone_id"].map(weights).astype("float64").fillna(0.0)
    key = ["actor_id", "service"]
    total = shares.groupby(key)["weight"].transform("sum")
    size = shares.groupby(key)["weight"].transform("size")
    share = (shares["weight"] / total.where(total > 0)).fillna(1.0 / size)
    shares = shares.assign(capacity=shares["capacity"] * share, used=shares["used"] * share)
    lines = ancestors[["zone_id", "ancestor_id"]].merge(shares, on="zone_id")
    lines = lines.astype({"capacity": "float64", "used": "float64"})
    per_service = lines.groupby(["ancestor_id", *key])[["capacity", "used"]].sum(min_count=1)
    per_zone = per_service.groupby("ancestor_id")
    out = per_zone.sum(min_count=1).assign(services=per_zone.size(), capacity_known=per_zone["capacity"].count())
    out["services_low"], out["capacity_low"] = out["services"], out["capacity"]
    if group is not None and group.reindex(shares["actor_id"].unique()).duplicated().any():
        served = per_service.reset_index().rename(columns={"ancestor_id": "zone_id"})
        out[["services_low", "capacity_low"]] = at_least(served, group).reindex(out.index)
    out = out.reindex(pd.Index(ancestors["ancestor_id"].unique(), name="zone_id"))
    nothing = out["services"].isna()
    amounts, numbers = ["capacity", "used", "capacity_low"], ["services", "capacity_known", "services_low"]
    out[amounts] = out[amounts].mask(nothing, 0.0)
    out[numbers] = out[numbers].fillna(0).astype("int64")
    out["capacity_complete"] = out["services"] == out["capacity_known"]
    return out.reset_index()
