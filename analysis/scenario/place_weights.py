"""What each place weighs in the figures of a scenario: births, people, need, or births of one stratum."""

import numpy as np
import pandas as pd

from analysis.need.bases import STRATUM_MARK, territory_shares
from analysis.need.by_place import need_by_place
from analysis.need.by_zone import Need
from analysis.scenario.definition import DEMANDS
from analysis.service_area.zones import count_base
from geo.errors import BadInputError
from geo.workspace.data import TerritoryData


def place_weights(data: TerritoryData, demand: str, need: Need) -> tuple[pd.Series, str]:
    """Return what every place weighs, NaN where unknown, and what that is.

    Where births are not known at all, people stand for them; births of a stratum are the births of the place × the
    share of the stratum in its commune, a hypothesis.

    Returns
    -------
    tuple
        The weights, indexed by ``place_id``; ``births``, ``population``, ``need`` or ``births:<stratum>``.

    Raises
    ------
    BadInputError
        ``scenario-demand`` for another demand, ``access-no-need`` when no rule speaks of the question,
        ``scenario-no-strata`` when the territory has no share for the stratum.
    """
    if demand not in DEMANDS:
        raise BadInputError("scenario-demand", demand=demand, known=", ".join(DEMANDS))
    index = pd.Index(data.places["place_id"], name="place_id")
    if demand == "need":
        if need.zones.empty:
            raise BadInputError("access-no-need", selection="")
        smallest = set(data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"])
        own = need.zones[need.zones["zone_id"].isin(smallest)].set_index("zone_id")["need"].astype("float64")
        return need_by_place(own, data.places).need.set_axis(index), "need"
    base = "population" if demand == "population" else count_base(data)
    weights = pd.Series(data.places[base].to_numpy(dtype=np.float64), index=index)
    if not demand.startswith(STRATUM_MARK):
        return weights, base
    stratum = demand.removeprefix(STRATUM_MARK)
    shares = territory_shares(data).shares[stratum]
    if base != "births" or shares.isna().all():
        raise BadInputError("scenario-no-strata", stratum=stratum, territory=data.territory.id)
    return weights * data.places["zone_id"].map(shares).to_numpy(dtype=np.float64), demand
