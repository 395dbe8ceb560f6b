"""Need against capacity in a state: as much need as possible served within the threshold (capacitated assignment)."""

import pandas as pd

from analysis.balance.assignment import balance_by_assignment
from analysis.balance.result import Balance
from analysis.balance.serving import serving_pairs
from analysis.need.by_place import need_by_place
from analysis.scenario.state import State
from analysis.service_area.offer import offer_in_unit
from analysis.service_area.units import load_conversions


def assigned(state: State) -> Balance | None:
    """Return the balance of a state under capacity; None where no rule says how much is needed.

    A family goes no farther than the threshold of the question; services that come to families go where they say.
    Unknown capacities are nothing in the low figures, without limit in the high ones.
    """
    unit = state.need.unit
    if unit is None or state.need.zones.empty:
        return None
    data = state.data
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    by_zone = state.need.zones.set_index("zone_id")["need"].reindex(pd.Index(smallest, name="zone_id"))
    placed = need_by_place(by_zone.astype("float64"), data.places)
    zones = pd.Series(data.places["zone_id"].to_numpy(), index=placed.need.index)
    offer = offer_in_unit(state.supply.actors, state.supply.services, unit=unit, steps=load_conversions())
    serving = serving_pairs(state.area, offer, horizon_min=state.threshold_min)
    return balance_by_assignment(
        placed.need, serving, zones, data.ancestors, unit=unit, horizon_min=state.threshold_min
    )
