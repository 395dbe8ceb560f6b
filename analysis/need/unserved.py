"""The least that is missing whatever the unknown capacities are: what the areas of the services leave to nobody."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from msgspec import Struct

from geo.files.toml import Sourced, Text, read_toml
from geo.workspace.data import TerritoryData
from geo.workspace.territory import Territory


def least_missing(
    need: pd.Series, offer: pd.DataFrame, areas: pd.DataFrame, ancestors: pd.DataFrame, *, whole: bool
) -> pd.DataFrame:
    """Return what is missing at least in every zone, and the need that lives in no declared area.

    Smallest zones that a service links belong together, since it may serve any of them; such a group lacks at least
    its need less all that its services may offer, and nothing where one of their capacities has no upper bound. A
    zone lacks at least what its groups lack, so that what one group has left over never serves another. A service
    that declares no area may serve anybody, and so may one that the register does not know: either links all zones.

    Parameters
    ----------
    need
        Need of the smallest zones, indexed by ``zone_id``; NaN is unknown, and counts for nothing.
    offer
        ``actor_id``, ``service``, ``capacity_high`` (infinite where unknown), in the unit of the need.
    areas
        As :func:`analysis.service_area.offer.serving_areas` returns them.
    ancestors
        Pairs of a zone with itself and each zone above it.
    whole
        Whether the areas that are declared are all there are (:func:`areas_are_whole`).

    Returns
    -------
    pandas.DataFrame
        Indexed by ``zone_id``, every zone that has a known need: ``missing_low`` and ``undeclared`` (need of its
        smallest zones that no service declares; NaN where all zones are linked).
    """
    known = need[need.notna()]
    zones = pd.DataFrame({"zone_id": known.index, "need": known.to_numpy(dtype=np.float64)})
    serving = areas[areas["zone_id"].isin(known.index)]
    anywhere = not whole or bool((areas["basis"] == "located").any())
    zones["group"] = 0 if anywhere else _groups(zones["zone_id"], serving)
    served = serving.merge(offer[["actor_id", "service", "capacity_high"]], on=["actor_id", "service"])
    high = _shared_out(served.merge(zones[["zone_id", "need"]], on="zone_id"))
    zones["high"] = zones["zone_id"].map(high.groupby(served["zone_id"]).sum()).astype("float64").fillna(0.0)
    zones["alone"] = np.nan if anywhere else zones["need"].where(~zones["zone_id"].isin(serving["zone_id"]), 0.0)
    pairs = ancestors[["zone_id", "ancestor_id"]].merge(zones, on="zone_id")
    groups = pairs.groupby(["ancestor_id", "group"])[["need", "high"]].sum()
    missing = (groups["need"] - groups["high"]).clip(lower=0.0).groupby("ancestor_id").sum()
    alone = pairs.groupby("ancestor_id")["alone"].sum(min_count=1)
    return pd.DataFrame({"missing_low": missing, "undeclared": alone}).rename_axis("zone_id")


def least_by_zone(
    data: TerritoryData,
    kind: str | None,
    need: pd.DataFrame,
    services: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    offered: pd.DataFrame,
) -> pd.DataFrame:
    """Return :func:`least_missing` of the services that answer a question, ``missing_low`` as ``gap_low``.

    Parameters
    ----------
    kind
        Kind of actors that the question is about.
    need
        ``zone_id``, ``need`` of zones of every level.
    services
        ``schema.SERVICE``, capacities in the unit of the need; NaN is unknown.
    offered
        As `analysis.service_area.completeness.known_offer` returns it.
    """
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    own = need[need["zone_id"].isin(smallest)].set_index("zone_id")["need"].astype("float64")
    offer = services.assign(capacity_high=services["capacity"].fillna(np.inf))
    whole = areas_are_whole(data.territory, kind)
    found = least_missing(own, offer, areas, data.ancestors, whole=whole)
    states = offered.set_index("zone_id")["register_state"].reindex(found.index)
    return found.assign(gap_low=least_known(found["missing_low"], states, whole=whole)).drop(columns="missing_low")


def least_known(missing: pd.Series, states: pd.Series, *, whole: bool) -> pd.Series:
    """Return what is missing at least by the services that exist, known or not.

    One that the register does not know may serve anybody, unless a source says that the declared areas are all there
    are (``whole``): at least nothing is missing, and nothing can be said where nobody is listed.
    """
    if whole:
        return missing
    return missing.where(states == "complete", 0.0).mask(states == "not-listed")


class _Areas(Sourced, kw_only=True, frozen=True):
    kind: Text


class _File(Struct, frozen=True):
    areas: tuple[_Areas, ...] = ()


def areas_are_whole(territory: Territory, kind: str | None) -> bool:
    """Return whether a source says that the areas which services of a kind declare are all there are.

    Raises
    ------
    BadInputError
        ``declared-areas-file``.
    """
    return kind in _whole(territory.folder / "declared_areas.toml")


@cache
def _whole(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    return frozenset(one.kind for one in read_toml(path, _File, "declared-areas-file").areas)


def _groups(zones: pd.Series, serving: pd.DataFrame) -> pd.Series:
    """Return the number of the group of each zone: zones that services link, directly or through others."""
    group = pd.Series(np.arange(len(zones)), index=pd.Index(zones))
    keys = [serving["actor_id"], serving["service"]]
    while True:
        of_service = serving["zone_id"].map(group).groupby(keys).transform("min")
        linked = of_service.groupby(serving["zone_id"]).min().reindex(group.index)
        least = group.where(linked.isna(), linked).astype(group.dtype)
        if least.equals(group):
            return group.reset_index(drop=True)
        group = least


def _shared_out(served: pd.DataFrame) -> pd.Series:
    """Return the part of each service's capacity that goes to each of its zones, by their need, else equally."""
    whole = served.groupby(["actor_id", "service"])["need"]
    total, size = whole.transform("sum"), whole.transform("size")
    share = (served["need"] / total.where(total > 0)).fillna(1.0 / size)
    # A capacity without bound is without bound in each zone that it may serve, however small its need.
    high = served["capacity_high"].astype("float64")
    return high.where(np.isinf(high), high * share)
