"""From places to zones: who counts, which places are where, and sums, means and the nearest service of every zone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.schema import BoolArray, FloatArray, IntArray
from geo.workspace.data import TerritoryData
from geo.workspace.zones import unknown_zone


@dataclass(frozen=True, eq=False)
class Membership:
    """Which places are in which zone, of every level: one entry per place and zone above it, as codes."""

    place_ids: pd.Index
    zone_ids: pd.Index
    place: IntArray
    zone: IntArray
    zones: pd.DataFrame

    def total(self, values: FloatArray) -> FloatArray:
        """Return the sum over every zone of a value per place."""
        return np.bincount(self.zone, weights=values[self.place], minlength=len(self.zone_ids)).astype(np.float64)

    def known_total(self, values: FloatArray) -> FloatArray:
        """Return the same of values that may be unknown (NaN): NaN for a zone where none is known."""
        known = ~np.isnan(values)
        nobody = self.total(known.astype(np.float64)) == 0
        return np.where(nobody, np.nan, self.total(np.where(known, values, 0.0)))

    def most(self, values: FloatArray) -> FloatArray:
        """Return the largest value of every zone, NaN where it has none."""
        out = np.full(len(self.zone_ids), np.nan)
        np.fmax.at(out, self.zone, values[self.place])
        return out

    def inside(self, zone_id: str) -> BoolArray:
        """Return, for every place, whether it is in a zone.

        Raises
        ------
        NotFoundError
            ``unknown-zone``.
        """
        if zone_id not in self.zone_ids:
            raise unknown_zone(self.zones, zone_id)
        found = np.zeros(len(self.place_ids), dtype=np.bool_)
        found[self.place[self.zone == self.zone_ids.get_loc(zone_id)]] = True
        return found


def membership(data: TerritoryData) -> Membership:
    """Return which places are in which zones."""
    return membership_of(data.places, data.zones, data.ancestors)


def membership_of(places: pd.DataFrame, zones: pd.DataFrame, ancestors: pd.DataFrame) -> Membership:
    """Return which places (``place_id``, ``zone_id``) are in which zones (``zone_id``, ``name``)."""
    zone_ids = pd.Index(zones["zone_id"], name="zone_id")
    place_ids = pd.Index(places["place_id"], name="place_id")
    own = pd.Index(ancestors["zone_id"])
    smallest, code = np.unique(places["zone_id"].to_numpy(dtype=object), return_inverse=True)
    # Zones above each smallest zone, then every place of it: names are compared once per zone, not once per place.
    above = pd.DataFrame(
        {"own": pd.Index(smallest).get_indexer(own), "zone": zone_ids.get_indexer(pd.Index(ancestors["ancestor_id"]))}
    )
    above = above[(above["own"] >= 0) & (above["zone"] >= 0)]
    joined = pd.DataFrame({"place": np.arange(len(place_ids)), "own": code}).merge(above, on="own")
    return Membership(
        place_ids, zone_ids, joined["place"].to_numpy(dtype=np.int64), joined["zone"].to_numpy(dtype=np.int64), zones
    )


def count_base(data: TerritoryData) -> str:
    """Return what counts people on this territory: births, or population where no births are known."""
    return "births" if data.places["births"].notna().any() else "population"


def counts(data: TerritoryData, base: str | None = None) -> pd.Series:
    """Return how many people each place counts (births, else population), indexed by ``place_id``; NaN unknown."""
    index = pd.Index(data.places["place_id"], name="place_id")
    base = base or count_base(data)
    return pd.Series(data.places[base].to_numpy(dtype=np.float64), index=index, name=base)


def is_within(minutes: FloatArray, comes: BoolArray, threshold_min: float) -> BoolArray:
    """Return whether each place has a service within a time, inclusive, or one that comes to it.

    A team that goes to the families of its area serves them whatever its own way is: nobody there is out of reach.
    """
    return np.asarray((minutes <= threshold_min) | comes, dtype=np.bool_)


def within_by_zone(
    places: pd.DataFrame,
    members: Membership,
    minutes: FloatArray,
    comes: BoolArray,
    *,
    thresholds_min: Sequence[float],
    measures: Sequence[str] = ("births", "population"),
) -> pd.DataFrame:
    """Return, for every zone, how many births and people are within each time of a service (`is_within`).

    Thresholds are inclusive: a place at exactly 30 minutes is within 30 minutes. A place that no service reaches
    stays in the totals.

    Parameters
    ----------
    places
        The measures, in the order of ``members``; NaN is unknown.
    minutes
        Minutes to the nearest service of every place, NaN where none is reached.
    comes
        Whether a service comes to the place.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``threshold_min``, and for each measure its count within and ``<measure>_total`` (NaN when the
        measure is not known for any place of the zone), for zones that have places, by zone then time.
    """
    values = {measure: places[measure].to_numpy(dtype=np.float64) for measure in measures}
    totals = {measure: members.known_total(value) for measure, value in values.items()}
    has_places = members.total(np.ones(len(members.place_ids))) > 0
    parts = []
    for threshold in sorted(thresholds_min):
        inside = is_within(minutes, comes, threshold).astype(np.float64)
        columns: dict[str, object] = {"zone_id": members.zone_ids, "threshold_min": threshold}
        for measure in measures:
            columns[measure] = members.known_total(values[measure] * inside)
            columns[f"{measure}_total"] = totals[measure]
        parts.append(pd.DataFrame(columns)[has_places])
    return pd.concat(parts).sort_values(["zone_id", "threshold_min"], ignore_index=True)


def mean_by_zone(members: Membership, values: FloatArray, weight: FloatArray) -> FloatArray:
    """Return the mean of every zone over the places that have a value; NaN where they weigh nothing."""
    counted = np.where(np.isnan(values), 0.0, weight)
    weighed = members.total(counted)
    total = members.total(counted * np.nan_to_num(values))
    mean: FloatArray = np.divide(total, weighed, out=np.full(len(total), np.nan), where=weighed > 0)
    return mean


def mean_minutes(members: Membership, minutes: FloatArray, demand: FloatArray, people: FloatArray) -> FloatArray:
    """Return the mean minutes of every zone, weighed by demand.

    A place whose demand is not known, or that reaches nobody, is left out. Where what is reached weighs nothing,
    people weigh instead, then places: a trip is as long in a commune where no child was born this year.
    """
    mean = mean_by_zone(members, minutes, np.nan_to_num(demand))
    for weight in (np.nan_to_num(people), np.ones(len(minutes))):
        if np.isnan(mean).any():
            mean = np.where(np.isnan(mean), mean_by_zone(members, minutes, weight), mean)
    return mean


def zone_minutes(places: pd.DataFrame, members: Membership, minutes: FloatArray, demand: FloatArray) -> pd.DataFrame:
    """Return the mean (`mean_minutes`) and the longest time to the nearest service, per zone that has places.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``mean_min``, ``max_min`` (missing where no place of the zone is reached), ``unreached`` (places).
    """
    people = places["population"].to_numpy(dtype=np.float64)
    table = pd.DataFrame(
        {
            "zone_id": members.zone_ids,
            "mean_min": mean_minutes(members, minutes, demand, people),
            "max_min": members.most(minutes),
            "unreached": members.total(np.isnan(minutes).astype(np.float64)).astype(np.int64),
        }
    )
    return table[members.total(np.ones(len(members.place_ids))) > 0].reset_index(drop=True)


def main_service(nearest: pd.DataFrame, weight: pd.Series) -> pd.DataFrame:
    """Return the one service that stands for each smallest zone: the nearest for most of those who are counted.

    Parameters
    ----------
    nearest
        ``zone_id``, ``actor_id``, ``minutes`` per place; missing where none is reached.
    weight
        Who is counted at the same places; where a zone counts nobody, its places do.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``zone_id``: ``actor_id`` (between equals, the first by id) and ``minutes``, the mean of those for
        whom it is the nearest. Zones that no service reaches have no row.
    """
    known = nearest.assign(weight=weight.fillna(0.0).to_numpy()).dropna(subset=["actor_id"])
    nobody = known.groupby("zone_id")["weight"].transform("sum") == 0
    known["weight"] = known["weight"].mask(nobody, 1.0)
    known["way"] = known["weight"] * known["minutes"]
    sums = known.groupby(["zone_id", "actor_id"])[["weight", "way"]].sum().reset_index()
    main = sums.sort_values(["weight", "actor_id"], ascending=[False, True]).drop_duplicates("zone_id")
    return main.assign(minutes=main["way"] / main["weight"]).set_index("zone_id")[["actor_id", "minutes"]]
