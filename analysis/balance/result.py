"""What a balance says: need served, or not and why, per place, zone and actor."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

PARTS = ["served_low", "unknown", "full", "unreached"]
"""What becomes of a need: served for sure; served only if unknown capacities allow it; turned away because what is
within reach is full; out of reach. They add up to the need."""


@dataclass(frozen=True)
class Balance:
    """Need against capacity, on one of three grounds.

    ``by`` is ``declared``, ``nearest`` or ``assignment``. ``zones`` has one row per zone of every level: ``need``
    (known), the ``PARTS`` (they add up to it), ``served_high`` (= served_low + unknown) and ``places_unknown``
    (places, or smallest zones for ``declared``, whose need is not known: in no other figure). ``nodes`` has one row
    per open service: ``actor_id``, ``service``, ``mode``, ``reach`` (``travel``, ``radius``, ``area``, ``none``),
    ``capacity_low``, ``capacity_high`` (infinite when unknown), ``capacity_basis``, ``demand`` (what would come; NaN
    for an assignment), ``load_low``, ``load_high`` (case-load when unknown capacities are nothing, or without
    limit), ``minutes_mean`` (of those served in the low case; NaN when nobody is). ``places`` has the same figures
    per place, None for ``declared``. ``flows`` (``place_id``, ``node``, ``amount``, ``minutes``) is the low case of
    an assignment or of the nearest.
    """

    by: str
    unit: str
    zones: pd.DataFrame
    nodes: pd.DataFrame
    places: pd.DataFrame | None = None
    flows: pd.DataFrame | None = None
    horizon_min: float | None = None

    @property
    def capacity_known_share(self) -> float:
        """Share of the services whose capacity is known, exactly or between two bounds; NaN without any service."""
        known = np.isfinite(self.nodes["capacity_high"].to_numpy(dtype=np.float64))
        return float(known.mean()) if len(known) else float("nan")

    @property
    def reach_unknown(self) -> int:
        """How many services could be given no reach: they may serve some of the need that is out of reach."""
        return int((self.nodes["reach"] == "none").sum())


def nothing_known_of_reach(nodes: pd.DataFrame) -> bool:
    """Tell whether there are services, and it is not known of any of them whom it can serve."""
    return bool(len(nodes) and (nodes["reach"] == "none").all())


def split(need: pd.Series, served_low: pd.Series, served_high: pd.Series, reached: pd.Series) -> pd.DataFrame:
    """Return the ``PARTS`` of a need, row by row, so that they add up to it.

    Parameters
    ----------
    need
        NaN is unknown: every part is then unknown too.
    served_low, served_high
        What is served when unknown capacities are nothing, and when they have no limit.
    reached
        Whether anything is within reach, known or unknown.
    """
    low = served_low.clip(upper=need)
    high = served_high.clip(lower=low, upper=need)
    return pd.DataFrame(
        {
            "need": need,
            "served_low": low.where(need.notna()),
            "unknown": (high - low).where(need.notna()),
            "full": (need - high).where(reached, 0.0).where(need.notna()),
            "unreached": (need - high).where(~reached, 0.0).where(need.notna()),
        },
        index=need.index,
    )


def sum_by_zone(parts: pd.DataFrame, zones: pd.Series, ancestors: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of every zone of every level.

    Parameters
    ----------
    parts
        As :func:`split` returns them, one row per place or smallest zone.
    zones
        The smallest zone of each row.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``need``, the ``PARTS``, ``served_high``, ``places_unknown``; every zone of ``ancestors``, NaN
        where no need is known at all.
    """
    named = (
        parts[["need", *PARTS]]
        .reset_index(drop=True)
        .assign(zone_id=zones.to_numpy(), unknown_need=parts["need"].isna().to_numpy())
    )
    own = named.groupby("zone_id")
    table = own[["need", *PARTS]].sum(min_count=1).assign(places_unknown=own["unknown_need"].sum()).reset_index()
    grouped = ancestors[["zone_id", "ancestor_id"]].merge(table, on="zone_id").groupby("ancestor_id")
    out = grouped[["need", *PARTS]].sum(min_count=1)
    out["served_high"] = out["served_low"] + out["unknown"]
    out["places_unknown"] = grouped["places_unknown"].sum().astype("int64")
    out = out.reindex(pd.Index(ancestors["ancestor_id"].unique()))
    out["places_unknown"] = out["places_unknown"].fillna(0).astype("int64")
    return out.rename_axis("zone_id").reset_index()
