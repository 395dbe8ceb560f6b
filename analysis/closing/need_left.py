"""What a closure would leave without a place: need that no other capacity within the horizon could take."""

import numpy as np
import pandas as pd

from analysis.balance.assignment import assign
from analysis.service_area.area import ServiceArea
from analysis.service_area.units import in_unit, load_conversions
from analysis.solver.largest_flow import left_by_closing, net
from geo.errors import BadInputError
from geo.schema import FloatArray, IntArray


def need_left(about: ServiceArea, *, horizon_min: float) -> pd.Series:
    """Return, for each actor of known capacity, the need served now that nobody could serve after its closure.

    What the actor serves in the capacitated assignment (`analysis.balance.assignment`) is sent elsewhere, as much as
    fits (`analysis.solver.largest_flow`): the same figure as another assignment without it. Unknown capacities
    count for nothing, now and after: an actor of unknown capacity has no figure, and the others' are a maximum.

    Parameters
    ----------
    about
        A service area whose places weigh the need.
    horizon_min
        The time beyond which nobody goes, inclusive; a service that comes serves its stated area.

    Returns
    -------
    pandas.Series
        Need per year, indexed by ``actor_id``; NaN where the capacity is not known.

    Raises
    ------
    BadInputError
        ``access-no-need`` unless the demand is the need, ``closures-units`` when no capacity is known in the unit of
        the need, and some are in others that do not convert.
    """
    if about.base != "need":
        raise BadInputError("access-no-need", selection=str(about.selection.kind or about.selection.function))
    capacity = _capacity(about)
    room = capacity.fillna(0.0)
    need = about.demand.fillna(0.0)
    pairs = _pairs(about, horizon_min)
    left = pd.Series(np.nan, index=capacity.index.rename("actor_id"), name="need_left_over")
    left = left.mask((capacity == 0).to_numpy(), 0.0)
    closing = np.flatnonzero((room > 0).to_numpy())
    if len(closing):
        left[left.index[closing]] = _left(pairs, need, room, closing)
    return left


def _capacity(about: ServiceArea) -> pd.Series:
    """Return the known capacity of every actor in the unit of the need, per actor; NaN: unknown."""
    services = about.supply.services
    stated = set(services.loc[services["capacity"].notna(), "capacity_unit"].dropna())
    told = in_unit(services, about.demand_unit, steps=load_conversions())
    if stated and told["capacity"].isna().all():
        raise BadInputError("closures-units", need=str(about.demand_unit), capacity=", ".join(sorted(stated)))
    actors = pd.Index(about.supply.actors["actor_id"], name="node")
    return told.astype({"capacity": "float64"}).groupby("actor_id")["capacity"].sum(min_count=1).reindex(actors)


def _left(pairs: pd.DataFrame, need: pd.Series, room: pd.Series, closing: IntArray) -> FloatArray:
    """Return what no other actor could take of what each closing one serves, from one assignment of all."""
    flows = assign(pairs, need, room).flows
    place = need.index.get_indexer(pd.Index(pairs["place_id"])).astype(np.int64)
    node = room.index.get_indexer(pd.Index(pairs["node"])).astype(np.int64)
    key = np.unique(place * len(room) + node)
    used = need.index.get_indexer(pd.Index(flows["place_id"])) * len(room) + room.index.get_indexer(
        pd.Index(flows["node"])
    )
    amount = np.bincount(np.searchsorted(key, used), weights=flows["amount"], minlength=len(key)).astype(np.float64)
    pairs_of = net(key // len(room), key % len(room), n_rows=len(need), n_nodes=len(room))
    return left_by_closing(
        pairs_of, need.to_numpy(dtype=np.float64), room.to_numpy(dtype=np.float64), amount, closing.astype(np.int64)
    )


def _pairs(about: ServiceArea, horizon_min: float) -> pd.DataFrame:
    """Return who can serve whom: trips within the horizon, and stated areas of actors whose place is unknown."""
    counted = about.trips.kept(about.trips.minutes <= horizon_min)
    trips = counted.table(about.engine.mode).rename(columns={"actor_id": "node"})[["place_id", "node", "minutes"]]
    areas = about.covered[about.covered["actor_id"].isin(about.covered_only)].rename(columns={"actor_id": "node"})
    return pd.concat([trips, areas.assign(minutes=0.0)[["place_id", "node", "minutes"]]], ignore_index=True)
