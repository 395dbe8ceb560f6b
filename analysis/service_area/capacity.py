"""How much is offered per zone: by declared area, else where the service stands."""

import pandas as pd

from geo.schema import split_codes


def serving_areas(actors: pd.DataFrame, services: pd.DataFrame, ancestors: pd.DataFrame) -> pd.DataFrame:
    """Return the smallest zones that each service is attached to, and on what ground.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``service``, ``zone_id``, ``basis``: ``declared`` (the register names the area) or ``located``
        (no area is declared: the commune where the actor stands). A service with neither has no row.
    """
    parents = set(ancestors.loc[ancestors["zone_id"] != ancestors["ancestor_id"], "ancestor_id"])
    below = ancestors[~ancestors["zone_id"].isin(parents)]
    declared = services.assign(ancestor_id=services["covers"].map(split_codes)).explode("ancestor_id")
    declared = declared.merge(below, on="ancestor_id").drop_duplicates(["actor_id", "service", "zone_id"])
    silent = services[services["covers"].isna()].merge(actors[["actor_id", "zone_id"]], on="actor_id")
    located = silent[silent["zone_id"].notna()]
    columns = ["actor_id", "service", "zone_id"]
    return pd.concat(
        [declared[columns].assign(basis="declared"), located[columns].assign(basis="located")], ignore_index=True
    )


def capacity_by_zone(
    services: pd.DataFrame, areas: pd.DataFrame, weights: pd.Series, ancestors: pd.DataFrame
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

    Returns
    -------
    pandas.DataFrame
        For every zone: ``zone_id``; ``services`` (how many serve some part of it); ``capacity_known`` (how many of
        them have a known capacity); ``capacity`` and ``used`` (per year: NaN when services exist but none is known,
        0 when there is no service at all); ``capacity_complete`` (False when the capacity is a minimum).
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
    out = out.reindex(pd.Index(ancestors["ancestor_id"].unique(), name="zone_id"))
    nothing = out["services"].isna()
    out[["capacity", "used"]] = out[["capacity", "used"]].mask(nothing, 0.0)
    out[["services", "capacity_known"]] = out[["services", "capacity_known"]].fillna(0).astype("int64")
    out["capacity_complete"] = out["services"] == out["capacity_known"]
    return out.reset_index()
