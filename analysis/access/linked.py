"""What an access measure is if actors that are perhaps the same are one: a range beside its figure."""

import numpy as np
import pandas as pd

from analysis.access.ask import AccessRun, actor_supply, run_access
from analysis.service_area.area import ServiceArea
from analysis.service_area.perhaps_same import groups, linked_groups


def linked_range(area: ServiceArea, run: AccessRun) -> pd.DataFrame:
    """Return the least and the greatest mean of every zone, were the actors of each group two or one.

    One actor under several names stands where one of its rows does, and offers what the row that states least offers:
    each row is tried in its turn, and all of them together as the register has them. Minutes to the nearest do not
    change, since every row stands where it stands.

    Returns
    -------
    pandas.DataFrame
        ``low`` and ``high``, indexed by ``zone_id``; both the figure of ``run`` where no link changes anything.
    """
    found = [run.zones["mean"]]
    question = run.question
    linked = linked_groups(area.located, groups(area.data.actors))
    if linked and question.measure != "nearest" and run.state == "ok":
        supply = actor_supply(area, supply=question.supply, unit=question.unit)
        for rank in range(max(map(len, linked))):
            kept = supply.copy()
            for members in linked:
                least, own = supply[members].min(), members[rank % len(members)]
                kept = kept.drop([one for one in members if one != own])
                kept[own] = least
            if kept.notna().any():
                found.append(run_access(area, question, supply=kept).zones["mean"])
    values = np.vstack([one.to_numpy(dtype=np.float64) for one in found])
    return pd.DataFrame({"low": values.min(axis=0), "high": values.max(axis=0)}, index=run.zones.index)
