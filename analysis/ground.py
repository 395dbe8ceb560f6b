"""The ground of a question: who offers what is asked, who can reach them, and what each place weighs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.access.pairs import TravelPairs, travel_pairs
from analysis.going import covered_places, trips_that_count
from analysis.need.by_place import need_by_place
from analysis.need.by_zone import rules_for
from analysis.need.topic import need_of_rules
from analysis.programme import Programme, load_programme
from analysis.selection import Selection, Supply, select
from geo.errors import BadInputError, NotFoundError
from geo.travel.times import EngineInfo, TravelTimes, travel_times
from geo.workspace.data import TerritoryData

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

DEMANDS = ("births", "population", "need")
"""What places may weigh."""


@dataclass(frozen=True, eq=False)
class Membership:
    """Which places are in which zone, of every level: one entry per place and zone above it, as codes."""

    place_ids: pd.Index
    zone_ids: pd.Index
    place: IntArray
    zone: IntArray

    def total(self, values: FloatArray) -> FloatArray:
        """Return the sum over every zone of a value per place."""
        return np.bincount(self.zone, weights=values[self.place], minlength=len(self.zone_ids)).astype(np.float64)

    def inside(self, zone_id: str) -> npt.NDArray[np.bool_]:
        """Return, for every place, whether it is in a zone.

        Raises
        ------
        NotFoundError
            ``unknown-zone``.
        """
        if zone_id not in self.zone_ids:
            raise NotFoundError("unknown-zone", zone=zone_id)
        found = np.zeros(len(self.place_ids), dtype=np.bool_)
        found[self.place[self.zone == self.zone_ids.get_loc(zone_id)]] = True
        return found


@dataclass(frozen=True, eq=False)
class Ground:
    """What every measure of a selection stands on.

    ``pairs`` are the trips between every place and every located open actor. A service that comes to the family
    (home visits, mobile) only has the pairs of the places that it goes to: its declared area, or its ``reach_min``.
    ``covered`` (``actor_id``, ``place_id``) is where those services come, located or not, by what they state.
    ``covered_only`` are the actors known by their declared area alone, ``unlocated`` those of whom nothing is known:
    neither place, nor stated area of a service that comes. ``demand`` is what each place weighs, NaN where unknown;
    ``demand_status`` and ``demand_unit`` are those of a need, missing for counts.
    """

    data: TerritoryData
    selection: Selection
    supply: Supply
    pairs: TravelPairs
    covered: pd.DataFrame
    covered_only: tuple[str, ...]
    unlocated: tuple[str, ...]
    left_out: pd.DataFrame
    engine: EngineInfo
    horizon_min: float
    base: str
    demand: pd.Series
    demand_status: str | None
    demand_unit: str | None
    membership: Membership

    @cached_property
    def is_covered(self) -> pd.Series:
        """Whether each place is where a service comes, by what it states."""
        return pd.Series(self.demand.index.isin(self.covered["place_id"]), index=self.demand.index)

    @cached_property
    def known_demand(self) -> FloatArray:
        """What each place weighs, zero where that is unknown."""
        return self.demand.fillna(0.0).to_numpy(dtype=np.float64)

    @cached_property
    def zone_demand(self) -> dict[str, FloatArray | IntArray]:
        """Known ``demand`` of every zone (NaN where none is known) and ``demand_unknown``, its places without."""
        unknown = np.asarray(self.demand.isna(), dtype=np.float64)
        nobody = self.membership.total(1.0 - unknown) == 0
        return {
            "demand": np.where(nobody, np.nan, self.membership.total(self.known_demand)),
            "demand_unknown": self.membership.total(unknown).astype(np.int64),
        }

    @property
    def located(self) -> pd.Index:
        """Ids of the open actors whose place is known."""
        return self.pairs.actor_ids


def ground(
    data: TerritoryData,
    selection: Selection,
    *,
    programme: Programme | None = None,
    mode: str = "car",
    engine: str = "auto",
    demand: str = "births",
    rules: pd.DataFrame | None = None,
    supply: Supply | None = None,
    travel: TravelTimes | None = None,
) -> Ground:
    """Return the ground of a selection on a territory.

    Parameters
    ----------
    demand
        What places weigh: ``births`` (``population`` where the territory knows no births), ``population``, or
        ``need``, each commune's need being spread over its places in proportion to that.
    rules
        Need rules of the one topic that ``need`` is about; those of the territory for the selection when None.
    supply, travel
        What answers the selection, and times to these actors at least, where they are known; worked out when None.

    Raises
    ------
    BadInputError
        ``access-unknown-measure-demand`` for another demand, ``access-no-need`` when no rule speaks of the selection.
    NotFoundError
        ``no-travel-assumption``.
    """
    if supply is None:
        supply = select(data.actors, data.services, selection=selection, programme=programme or load_programme())
    if travel is None:
        travel = travel_times(data.territory, data.places, supply.actors, mode=mode, engine=engine)
    place_ids = pd.Index(data.places["place_id"], name="place_id")
    base, weights, status, unit = _demand(data, selection, demand, rules)
    # One index for all: comparing 25,000 names at every measure would cost more than the measure.
    weights = weights.set_axis(place_ids)
    has_position = supply.actors["lon"].notna() & supply.actors["lat"].notna()
    located = supply.actors.loc[has_position, "actor_id"]
    lost = supply.actors.loc[~has_position, "actor_id"]
    table = travel.table[travel.table["actor_id"].isin(located)] if len(located) else travel.table.iloc[:0]
    covered = covered_places(data, supply, table)
    return Ground(
        data=data,
        selection=selection,
        supply=supply,
        pairs=travel_pairs(trips_that_count(table, supply, covered), places=place_ids, actors=pd.Index(located)),
        covered=covered,
        covered_only=tuple(lost[lost.isin(covered["actor_id"])]),
        unlocated=tuple(lost[~lost.isin(covered["actor_id"])]),
        left_out=travel.left_out,
        engine=travel.engine,
        horizon_min=travel.horizon_min,
        base=base,
        demand=weights,
        demand_status=status,
        demand_unit=unit,
        membership=membership(data),
    )


def membership(data: TerritoryData) -> Membership:
    """Return which places are in which zones."""
    place_ids = pd.Index(data.places["place_id"], name="place_id")
    zone_ids = pd.Index(data.zones["zone_id"], name="zone_id")
    place = pd.DataFrame({"place": np.arange(len(place_ids)), "zone_id": data.places["zone_id"].to_numpy()})
    joined = place.merge(data.ancestors[["zone_id", "ancestor_id"]], on="zone_id")
    zone = zone_ids.get_indexer(pd.Index(joined["ancestor_id"])).astype(np.int64)
    return Membership(place_ids, zone_ids, joined["place"].to_numpy(dtype=np.int64), zone)


def count_base(data: TerritoryData) -> str:
    """Return what counts people on this territory: births, or population where no births are known."""
    return "births" if data.places["births"].notna().any() else "population"


def _demand(
    data: TerritoryData, selection: Selection, demand: str, rules: pd.DataFrame | None
) -> tuple[str, pd.Series, str | None, str | None]:
    if demand not in DEMANDS:
        raise BadInputError("access-unknown-measure-demand", demand=demand, known=", ".join(DEMANDS))
    base = "population" if demand == "population" else count_base(data)
    counted = data.places.set_index("place_id")[base].astype("float64")
    if demand != "need":
        return base, counted.rename(base), None, None
    need = need_of_rules(data, rules_for(data.need_rules, selection) if rules is None else rules)
    if need.zones.empty:
        raise BadInputError("access-no-need", selection=str(selection.kind or selection.function))
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    by_zone = need.zones.set_index("zone_id")["need"].reindex(pd.Index(smallest, name="zone_id")).astype("float64")
    root = need.zones.loc[need.zones["zone_id"] == data.territory.root, "need_status"]
    spread = need_by_place(by_zone, data.places).need
    return "need", spread, str(root.iloc[0]) if len(root) else None, need.unit
