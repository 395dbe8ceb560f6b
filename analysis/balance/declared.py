"""Balance by declared area: each service shares its capacity over the zones that it says it serves."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.balance.result import Balance, split, sum_by_zone
from analysis.balance.serving import NODE
from analysis.service_area.offer import serving_areas


def balance_by_declared_area(
    need: pd.Series, actors: pd.DataFrame, offer: pd.DataFrame, ancestors: pd.DataFrame, *, unit: str
) -> Balance:
    """Return what becomes of the need of each smallest zone, from the services that declare it.

    A service shares its capacity over its zones in proportion to their need (equally where they need nothing). A zone
    is served up to its need; what it is given beyond stays there.

    Parameters
    ----------
    need
        Need of every smallest zone, indexed by ``zone_id``; NaN is unknown.
    offer
        Services with ``capacity_low``, ``capacity_high`` and ``capacity_basis``. Those without a declared area take
        no part, whatever their place: they are listed with the reach ``none``.
    """
    nodes = offer.sort_values(["actor_id", "service"], ignore_index=True)
    areas = serving_areas(actors, nodes[nodes["covers"].notna()], ancestors)
    lines = areas.merge(nodes[["actor_id", "service"]].assign(node=nodes.index), on=["actor_id", "service"])
    lines = lines[lines["zone_id"].isin(need.index)]
    weight = lines["zone_id"].map(need).astype("float64").fillna(0.0)
    total = weight.groupby(lines["node"]).transform("sum")
    size = weight.groupby(lines["node"]).transform("size")
    share = (weight / total.where(total > 0)).fillna(1.0 / size).to_numpy()
    reached = pd.Series(need.index.isin(lines["zone_id"]), index=need.index)
    out = nodes[NODE].assign(reach=np.where(nodes["covers"].notna(), "area", "none"), reach_supposed=False)
    served = {}
    for bound in ("low", "high"):
        capacity = nodes[f"capacity_{bound}"].to_numpy(dtype=np.float64)[lines["node"]]
        given = pd.Series(np.where(share > 0, capacity * np.where(share > 0, share, 1.0), 0.0), index=lines.index)
        offered = given.groupby(lines["zone_id"]).sum().reindex(need.index).fillna(0.0)
        served[bound] = pd.Series(np.minimum(need.fillna(0.0), offered), index=need.index)
        out[f"load_{bound}"] = _loads(lines, given, served[bound], len(nodes))
    parts = split(need, served["low"], served["high"], reached)
    zones = pd.Series(need.index, index=need.index)
    demand = np.bincount(lines["node"], weights=weight, minlength=len(nodes)).astype(np.float64)
    return Balance(
        by="declared",
        unit=unit,
        zones=sum_by_zone(parts, zones, ancestors),
        nodes=out.assign(demand=demand, minutes_mean=np.nan),
    )


def _loads(lines: pd.DataFrame, given: pd.Series, served: pd.Series, n_nodes: int) -> npt.NDArray[np.float64]:
    """Return the case-load of each service: each zone's served need, shared as its services give.

    Where some give without limit, they share it equally and the others carry none of it.
    """
    endless = np.isinf(given)
    any_endless = endless.groupby(lines["zone_id"]).transform("any")
    part = given.where(~any_endless, endless.astype("float64"))
    total = part.groupby(lines["zone_id"]).transform("sum")
    carried = (part / total.where(total > 0)).fillna(0.0) * lines["zone_id"].map(served).astype("float64")
    return np.bincount(lines["node"], weights=carried, minlength=n_nodes).astype(np.float64)
