"""Balance by nearest: everyone goes to the nearest service, full or not."""

import numpy as np
import pandas as pd

from analysis.balance.result import Balance, nothing_known_of_reach, split, sum_by_zone
from analysis.balance.serving import Serving


def balance_by_nearest(
    need: pd.Series, serving: Serving, zones: pd.Series, ancestors: pd.DataFrame, *, unit: str, horizon_min: float
) -> Balance:
    """Return what becomes of the need when every place sends all of it to its nearest service.

    A service takes what its capacity allows; where more comes, everyone who comes is served in the same proportion.
    Where the place or area of no service is known, the fate of the whole need is unknown.

    Parameters
    ----------
    need
        Need of each place, indexed by ``place_id``; NaN is unknown.
    serving
        Who can serve whom; between equals, the first by actor and service.
    zones
        The smallest zone of each place, aligned with ``need``.
    """
    first = serving.pairs.drop_duplicates("place_id").set_index("place_id").reindex(need.index)
    node = first["node"].fillna(-1).astype("int64").to_numpy()
    reached = pd.Series(node >= 0, index=need.index)
    amount = need.fillna(0.0).to_numpy()
    demand = np.bincount(node[node >= 0], weights=amount[node >= 0], minlength=len(serving.nodes)).astype(np.float64)
    served, loads = {}, {}
    for bound in ("low", "high"):
        taken = np.minimum(demand, serving.nodes[f"capacity_{bound}"].to_numpy(dtype=np.float64))
        share = np.divide(taken, demand, out=np.zeros_like(taken), where=demand > 0)
        at = np.where(node >= 0, share[node] if len(share) else 0.0, 0.0)
        served[bound], loads[bound] = pd.Series(amount * at, index=need.index), taken
    if nothing_known_of_reach(serving.nodes):
        served["high"], reached = need, pd.Series(data=True, index=need.index)
    parts = split(need, served["low"], served["high"], reached)
    minutes = first["minutes"].fillna(0.0).to_numpy() * served["low"].to_numpy()
    spent = np.bincount(node[node >= 0], weights=minutes[node >= 0], minlength=len(serving.nodes)).astype(np.float64)
    nodes = serving.nodes.assign(
        demand=demand,
        load_low=loads["low"],
        load_high=loads["high"],
        minutes_mean=np.divide(spent, loads["low"], out=np.full_like(spent, np.nan), where=loads["low"] > 0),
    )
    flows = pd.DataFrame(
        {
            "place_id": need.index,
            "node": node,
            "amount": served["low"].to_numpy(),
            "minutes": first["minutes"].to_numpy(),
        }
    )
    return Balance(
        by="nearest",
        unit=unit,
        zones=sum_by_zone(parts, zones, ancestors),
        nodes=nodes,
        places=parts,
        flows=flows[flows["amount"] > 0].reset_index(drop=True),
        horizon_min=horizon_min,
    )
