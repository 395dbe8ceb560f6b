"""What a closure would leave without a place: need that no other capacity within the horizon could take."""

import numpy as np
import pandas as pd

from analysis.balance.assignment import assign
from analysis.ground import Ground
from analysis.need import rules_for
from geo.errors import BadInputError


def need_left(about: Ground, *, horizon_min: float) -> pd.Series:
    """Return, for each actor of known capacity, the need served now that nobody could serve after its closure.

    Each closure is a capacitated assignment without the actor (`analysis.balance.assignment`). Unknown capacities
    count for nothing, now and after: an actor of unknown capacity has no figure, and the others' are a maximum.

    Parameters
    ----------
    about
        A ground whose demand is the need.
    horizon_min
        The time beyond which nobody goes, inclusive; a service that comes serves its stated area.

    Returns
    -------
    pandas.Series
        Need per year, indexed by ``actor_id``; NaN where the capacity is not known.

    Raises
    ------
    BadInputError
        ``access-no-need`` unless the demand is the need, ``closures-units`` when need and capacities are in different
        units.
    """
    if about.base != "need":
        raise BadInputError("access-no-need", selection=str(about.selection.kind or about.selection.function))
    services = about.supply.services
    units = set(services.loc[services["capacity"].notna(), "capacity_unit"].dropna())
    wanted = set(rules_for(about.data.need_rules, about.selection)["unit"])
    if units and units != wanted:
        raise BadInputError("closures-units", need=", ".join(sorted(wanted)), capacity=", ".join(sorted(units)))
    actors = pd.Index(about.supply.actors["actor_id"], name="node")
    capacity = services.astype({"capacity": "float64"}).groupby("actor_id")["capacity"].sum(min_count=1)
    capacity = capacity.reindex(actors)
    room = capacity.fillna(0.0)
    need = about.demand.fillna(0.0)
    pairs = _pairs(about, horizon_min)
    served = float(assign(pairs, need, room).served.sum())
    left = pd.Series(np.nan, index=actors.rename("actor_id"), name="need_left_over")
    for actor in actors[(room > 0).to_numpy()]:
        after = assign(pairs[pairs["node"] != actor], need, room.mask(room.index == actor, 0.0))
        left[actor] = max(served - float(after.served.sum()), 0.0)
    left[actors[(capacity == 0).to_numpy()]] = 0.0
    return left


def _pairs(about: Ground, horizon_min: float) -> pd.DataFrame:
    """Return who can serve whom: trips within the horizon, and stated areas of actors whose place is unknown."""
    pairs = about.pairs
    near = pairs.minutes <= horizon_min
    place = np.repeat(np.arange(len(pairs.place_ids)), np.diff(pairs.start))[near]
    trips = pd.DataFrame(
        {
            "place_id": pairs.place_ids.take(place),
            "node": pairs.actor_ids.take(pairs.actor[near]),
            "minutes": pairs.minutes[near],
        }
    )
    areas = about.covered[about.covered["actor_id"].isin(about.covered_only)].rename(columns={"actor_id": "node"})
    return pd.concat([trips, areas.assign(minutes=0.0)[["place_id", "node", "minutes"]]], ignore_index=True)
