"""Indicators of zones that are compared: their value, and draws of what they could be."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.confidence.draws import count_draws, rate_factors, shares_within, time_factors, unknown_capacities
from analysis.confidence.mask import is_sensitive, small_counts
from analysis.confidence.parameters import ConfidenceParameters
from analysis.diagnosis import Measures, zone_counts
from geo.errors import BadInputError
from geo.workspace import TerritoryData

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

PER = 1000.0
BASES = ("births", "children_0_4", "population")
"""What figures are given per thousand of, the first that a territory knows."""


@dataclass(frozen=True, eq=False)
class Side:
    """A territory with its measures, and the level that is compared."""

    data: TerritoryData
    measures: Measures
    level: str


def side(data: TerritoryData, measures: Measures, *, level: str | None = None) -> Side:
    """Return a side of the comparison, at the territory's own comparison level by default.

    Raises
    ------
    NotFoundError
        ``unknown-level``.
    """
    wanted = data.territory.comparison_level if level is None else data.territory.level(level).id
    return Side(data, measures, wanted)


def base_of(data: TerritoryData) -> tuple[str, pd.DataFrame]:
    """Return what figures are given per thousand of, and how many there are per zone (`counts_by_zone`).

    Raises
    ------
    BadInputError
        ``compare-no-base`` when nothing is counted.
    """
    counts = zone_counts(data)
    for name in BASES:
        if name in counts and counts[name]["value"].notna().any():
            return name, counts[name]
    raise BadInputError("compare-no-base", territory=data.territory.id)


def hidden_needs(one: Side, parameters: ConfidenceParameters) -> BoolArray:
    """Return, for every zone compared, whether its need is too small a count of a delicate situation to be shown."""
    lines = one.measures.zones[one.measures.zones["level"] == one.level]
    if not is_sensitive(one.measures.selection, parameters):
        return np.zeros(len(lines), dtype=np.bool_)
    return small_counts(lines["need"], below=parameters.mask_below, parts_of_a_total=True)


def mixed_units(measures: Measures) -> bool:
    """Return whether the known capacities are in several units: they then add up to nothing."""
    services = measures.supply.services
    return len(set(services.loc[services["capacity"].notna(), "capacity_unit"].dropna())) > 1


def indicator_draws(
    one: Side, known: ConfidenceParameters, rng: np.random.Generator
) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Return, per indicator, the value of each zone and its draws (draws × zones); NaN is unknown or hidden."""
    data, measures = one.data, one.measures
    lines = measures.zones[measures.zones["level"] == one.level].set_index("zone_id")
    base_name, counted = base_of(data)
    base = counted.set_index("zone_id")["value"].reindex(lines.index).to_numpy(dtype=np.float64)
    years = max(len(data.births_years), 1) if base_name == "births" else 1
    bases = count_draws(rng, base, years=years, draws=known.draws)
    need = np.where(hidden_needs(one, known), np.nan, lines["need"].to_numpy(dtype=np.float64))
    needs = need * rate_factors(rng, list(lines["need_status"]), parameters=known)
    capacity = np.where(lines["services"] > 0, lines["capacity"].to_numpy(dtype=np.float64), 0.0)
    unknown = unknown_capacities(rng, _unknown_shares(one, lines.index), largest=_largest(measures), parameters=known)
    capacities = np.nan_to_num(capacity) + unknown
    if mixed_units(measures):
        capacity, capacities = np.full(len(lines), np.nan), np.full_like(capacities, np.nan)
    services = lines["services"].to_numpy(dtype=np.float64)
    out = {
        "services_per_1000": (_per(services, base), _per(services, bases)),
        "need_per_1000": (_per(need, base), _per(needs, base)),
        "capacity_per_1000": (_per(capacity, base), _per(capacities, base)),
        "coverage_rate": (_ratio(capacity, need), _ratio(capacities, needs)),
        "declared_share": _fixed(_declared_share(one, lines.index), known),
    }
    return out | _reach(one, lines.index, known, rng)


def _reach(
    one: Side, zones: pd.Index, known: ConfidenceParameters, rng: np.random.Generator
) -> dict[str, tuple[FloatArray, FloatArray]]:
    data, engine = one.data, one.measures.engine
    error = known.travel_range(engine.kind, engine.median_error_share)
    factors = time_factors(rng, len(zones), error, parameters=known)
    weight = "births" if data.places["births"].notna().any() else "population"
    places = one.measures.nearest.merge(data.places[["place_id", weight]], on="place_id")
    inside = places.merge(data.ancestors[["zone_id", "ancestor_id"]], on="zone_id")
    groups = dict(list(inside[inside["ancestor_id"].isin(zones)].groupby("ancestor_id")))
    placed = one.measures.supply.actors.empty or len(one.measures.unlocated) < len(one.measures.supply.actors)
    empty = inside.iloc[:0]
    out = {}
    for threshold in known.thresholds_min:
        value = np.full(len(zones), np.nan)
        draws = np.full((known.draws, len(zones)), np.nan)
        for position, zone in enumerate(zones) if placed else ():
            lines = groups.get(zone, empty)
            minutes, people = lines["minutes"], lines[weight]
            value[position] = shares_within(minutes, people, threshold_min=threshold, factors=np.ones(1))[0]
            draws[:, position] = shares_within(minutes, people, threshold_min=threshold, factors=factors[:, position])
        out[f"share_{threshold:g}"] = (value, draws)
    mean = one.measures.zones.set_index("zone_id")["mean_min"].reindex(zones).to_numpy(dtype=np.float64)
    return out | {"mean_min": (mean, mean * factors)}


def _unknown_shares(one: Side, zones: pd.Index) -> FloatArray:
    """Return, per service of unknown capacity and zone, the part of it that serves the zone: by births, as need is."""
    measures, ancestors = one.measures, one.data.ancestors
    silent = measures.supply.services.loc[measures.supply.services["capacity"].isna(), ["actor_id", "service"]]
    areas = measures.areas.merge(silent, on=["actor_id", "service"])
    weights = measures.zones.set_index("zone_id")["births"].fillna(0.0)
    areas["weight"] = areas["zone_id"].map(weights).astype("float64").fillna(0.0)
    key = [areas["actor_id"], areas["service"]]
    total, size = areas.groupby(key)["weight"].transform("sum"), areas.groupby(key)["weight"].transform("size")
    areas["share"] = (areas["weight"] / total.where(total > 0)).fillna(1.0 / size)
    joined = areas.merge(ancestors[ancestors["ancestor_id"].isin(zones)], on="zone_id")
    table = joined.pivot_table(
        index=["actor_id", "service"], columns="ancestor_id", values="share", aggfunc="sum", fill_value=0.0
    )
    return np.asarray(table.reindex(columns=zones, fill_value=0.0).to_numpy(dtype=np.float64))


def _largest(measures: Measures) -> float:
    known = measures.supply.services["capacity"].dropna()
    return float(known.max()) if len(known) else float("nan")


def _declared_share(one: Side, zones: pd.Index) -> FloatArray:
    data, areas = one.data, one.measures.areas
    declared = areas.loc[areas["basis"] == "declared", "zone_id"]
    weight = "births" if data.places["births"].notna().any() else "population"
    inside = data.places[["zone_id", weight]].merge(data.ancestors[["zone_id", "ancestor_id"]], on="zone_id")
    inside["covered"] = inside[weight] * inside["zone_id"].isin(declared)
    sums = inside.groupby("ancestor_id")[[weight, "covered"]].sum().reindex(zones)
    share = (sums["covered"] / sums[weight]).where(sums[weight] > 0)
    return np.asarray(share if len(declared) else share * np.nan, dtype=np.float64)


def _per(amount: FloatArray, base: FloatArray) -> FloatArray:
    return _ratio(amount, base) * PER


def _ratio(amount: FloatArray, base: FloatArray) -> FloatArray:
    amount, base = np.broadcast_arrays(amount, base)
    out: FloatArray = np.divide(amount, base, out=np.full(amount.shape, np.nan), where=base > 0)
    return out


def _fixed(value: FloatArray, known: ConfidenceParameters) -> tuple[FloatArray, FloatArray]:
    return value, np.tile(value, (known.draws, 1))
