"""Indicators of zones that are compared: their value, and draws of what they could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.access.inequality import gini
from analysis.diagnosis.ask import Measures, zone_line
from analysis.doubt.draws import count_draws, rate_factors, shares_within, time_factors, unknown_capacities
from analysis.doubt.parameters import ConfidenceParameters
from analysis.doubt.small_counts import is_sensitive, observed_needs, small_counts
from analysis.records.bounds import Sense, State, falling_sense, rising_sense
from analysis.service_area.zones import count_base, counts
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray
from geo.workspace.data import TerritoryData

PER = 1000.0
PER_THOUSAND_BASES = ("births", "children_0_4", "population")
"""What figures are given per thousand of, the first that a territory knows."""

OFFERS = ("services_per_1000", "capacity_per_1000", "coverage_rate", "declared_share")
"""Indicators of what zones are offered; the others but the need are about times."""

PERCENTILES = (10, 50, 90)
"""Shares of the births, in percent, whose longest time is told."""

_HALF = 0.5

EDGE = 1e-12
"""Relative rounding of a sum of births."""


@dataclass(frozen=True, eq=False)
class ComparedTerritory:
    """A territory with its measures, the level that is compared, and the zone inside which it is."""

    data: TerritoryData
    measures: Measures
    level: str
    inside: str

    @cached_property
    def lines(self) -> pd.DataFrame:
        """The measures of the zones compared, in the order of their ids."""
        zones = self.measures.zones
        under = self.data.ancestors.loc[self.data.ancestors["ancestor_id"] == self.inside, "zone_id"]
        return zones[(zones["level"] == self.level) & zones["zone_id"].isin(under)].reset_index(drop=True)


def side(
    data: TerritoryData, measures: Measures, *, level: str | None = None, inside: str | None = None
) -> ComparedTerritory:
    """Return a side of the comparison, at the territory's own comparison level by default.

    Parameters
    ----------
    inside
        The zone whose parts are compared; the whole territory when None.

    Raises
    ------
    NotFoundError
        ``unknown-level``, ``unknown-zone``.
    """
    wanted = data.territory.comparison_level if level is None else data.territory.level(level).id
    return ComparedTerritory(data, measures, wanted, str(zone_line(measures, inside or data.territory.root)["zone_id"]))


def base_of(one: ComparedTerritory) -> tuple[str, pd.DataFrame]:
    """Return what figures are given per thousand of, and how many there are per zone (`counts_by_zone`).

    Raises
    ------
    BadInputError
        ``compare-no-base`` when nothing is counted.
    """
    counts = one.measures.counts
    for name in PER_THOUSAND_BASES:
        if name in counts and counts[name]["value"].notna().any():
            return name, counts[name]
    raise BadInputError("compare-no-base", territory=one.data.territory.id)


def hidden_needs(one: ComparedTerritory, parameters: ConfidenceParameters) -> BoolArray:
    """Return, for every zone compared, whether its need is too small a count of a delicate situation to be shown."""
    lines = one.lines
    if not is_sensitive(one.measures.selection, parameters):
        return np.zeros(len(lines), dtype=np.bool_)
    observed = observed_needs(lines, one.measures.need.rules)
    return small_counts(lines["need"], below=parameters.mask_below, parts_of_a_total=True, observed=observed)


def mixed_units(measures: Measures) -> bool:
    """Return whether the known capacities are in several units: they then add up to nothing."""
    services = measures.supply.services
    return len(set(services.loc[services["capacity"].notna(), "capacity_unit"].dropna())) > 1


def indicator_draws(
    one: ComparedTerritory, known: ConfidenceParameters, rng: np.random.Generator, *, thresholds_min: Sequence[float]
) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Return, per indicator, the value of each zone and its draws (draws × zones); NaN is unknown or hidden.

    A register that knows of no open actor says nothing of the supply: a territory is not compared on a zero that
    nobody counted.

    Minutes that 10, 50 or 90 % of the births do not exceed are infinite beyond the horizon.
    """
    data, measures = one.data, one.measures
    lines = one.lines.set_index("zone_id")
    base_name, counted = base_of(one)
    found = counted.set_index("zone_id").reindex(lines.index)
    base = found["whole"].to_numpy(dtype=np.float64)
    years = max(len(data.births_years), 1) if base_name == "births" else 1
    bases = count_draws(rng, base, years=years, draws=known.draws)
    # A need that leaves out communes whose births are unknown is given per thousand of the births that are known.
    partial = ~lines["need_complete"].isin([True]).to_numpy(dtype=np.bool_) & (found["value"] > 0).to_numpy()
    ratio = np.where(partial, (found["value"] / found["whole"]).to_numpy(dtype=np.float64), 1.0)
    asked, asks = base * ratio, bases * ratio
    need = np.where(hidden_needs(one, known), np.nan, lines["need"].to_numpy(dtype=np.float64))
    needs = need * rate_factors(rng, list(lines["need_status"]), parameters=known)
    listed = (lines["register_state"] != "not-listed").to_numpy()
    capacity = np.where(lines["services"] == 0, 0.0, lines["capacity"].to_numpy(dtype=np.float64))
    unknown = unknown_capacities(rng, _unknown_shares(one, lines.index), largest=_largest(measures), parameters=known)
    capacities = np.where(listed, np.nan_to_num(capacity) + unknown, np.nan)
    if mixed_units(measures):
        capacity, capacities = np.full(len(lines), np.nan), np.full_like(capacities, np.nan)
    services = lines["services"].to_numpy(dtype=np.float64)
    fewest = lines["services_low"].to_numpy(dtype=np.float64)
    numbers: FloatArray = np.broadcast_to(services, capacities.shape)
    if (fewest < services).any():
        # Actors that are perhaps the same are one each in half of the draws, all of them together.
        merged = rng.random(known.draws) < _HALF
        fewest_capacity = np.where(lines["services"] > 0, lines["capacity_low"].to_numpy(dtype=np.float64), 0.0)
        numbers = np.where(merged[:, None], fewest, services)
        capacities = capacities - np.where(merged[:, None], np.nan_to_num(capacity - fewest_capacity), 0.0)
    out = {
        "services_per_1000": (_per(services, base), _per(numbers, bases)),
        "need_per_1000": (_per(need, asked), _per(needs, asks)),
        "capacity_per_1000": (_per(capacity, base), _per(capacities, bases)),
        "coverage_rate": (_ratio(capacity, need), _ratio(capacities, needs)),
        "declared_share": _fixed(_declared_share(one, lines.index), known),
    }
    out |= _reach(one, lines.index, known, rng, thresholds_min)
    return _without_supply(out) if is_silent(measures) else out


def is_silent(measures: Measures) -> bool:
    """Return whether nobody of the kind is listed in the territory: what is offered is then unknown."""
    return measures.area.reach_state == "not-listed"


def sense_states(one: ComparedTerritory, indicator: str) -> list[tuple[Sense, State]]:
    """Return, for every zone compared, what is known of an indicator: how the truth stands to it, and on what register.

    What zones offer rests on their own register, times on that of the whole territory.
    """
    if indicator == "need_per_1000":
        return [("exact", "complete")] * len(one.lines)
    if indicator in OFFERS:
        return [(rising_sense(state), state) for state in one.lines["register_state"]]
    state = one.measures.area.reach_state
    sense = rising_sense(state) if indicator.startswith("share_") else falling_sense(state)
    return [(sense, state)] * len(one.lines)


def _without_supply(drawn: dict[str, tuple[FloatArray, FloatArray]]) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Return indicators where only the need is known."""
    return {
        name: both if name == "need_per_1000" else (np.full_like(both[0], np.nan), np.full_like(both[1], np.nan))
        for name, both in drawn.items()
    }


def _reach(
    one: ComparedTerritory,
    zones: pd.Index,
    known: ConfidenceParameters,
    rng: np.random.Generator,
    thresholds_min: Sequence[float],
) -> dict[str, tuple[FloatArray, FloatArray]]:
    engine, groups, area = one.measures.engine, _people(one, zones), one.measures.area
    error = known.travel_range(engine)
    factors = time_factors(rng, len(zones), error, parameters=known)
    # Where a service comes to the family, its time keeps nobody out of reach.
    reach_min = area.reach_min
    reached = [(reach_min[minutes.index], people) for minutes, people in groups]
    out = {}
    for threshold in thresholds_min:
        shares = np.full((1 + known.draws, len(zones)), np.nan)
        for position, (minutes, people) in enumerate(reached):
            times = np.concatenate([[1.0], factors[:, position]])
            shares[:, position] = shares_within(minutes, people, threshold_min=threshold, factors=times)
        out[f"share_{threshold:g}"] = (shares[0], shares[1:])
    mean = one.measures.zones.set_index("zone_id")["mean_min"].reindex(zones).to_numpy(dtype=np.float64)
    out["mean_min"] = (mean, mean * factors)
    for percent in PERCENTILES:
        value = np.array([percentile(*lines, share=percent / 100) for lines in groups] or [np.nan] * len(zones))
        out[f"p{percent}_min"] = (value, value * factors)
    # Times that are all wrong alike leave the Gini as it is; how unequally wrong they are is not known: no interval.
    # One place says nothing of how unequal those who live around it are.
    unequal = np.array(
        [gini(*lines).value if len(lines[0]) > 1 else np.nan for lines in groups] or [np.nan] * len(zones)
    )
    return out | {"gini_min": (unequal, np.full_like(factors, np.nan))}


def percentile(minutes: pd.Series, people: pd.Series, *, share: float) -> float:
    """Return the minutes that a share of people do not exceed; infinite where they reach nobody.

    Parameters
    ----------
    minutes
        Minutes to the nearest of each place; NaN where nothing is reached.
    people
        People of the same places; unknown ones are left out.
    """
    weight = people.fillna(0.0).to_numpy(dtype=np.float64)
    if not weight.sum() > 0:
        return float("nan")
    far = minutes.fillna(np.inf).to_numpy(dtype=np.float64)
    order = np.argsort(far, kind="stable")
    running = np.cumsum(weight[order])
    first = int(np.searchsorted(running, share * running[-1] * (1 - EDGE)))
    return float(far[order][first])


def _people(one: ComparedTerritory, zones: pd.Index) -> list[tuple[pd.Series, pd.Series]]:
    """Return minutes and people of the places of each zone; nothing when the place of no actor is known."""
    data = one.data
    if not one.measures.area.reach_known:
        return []
    minutes, people = one.measures.area.nearest_min, counts(data)
    found = [one.measures.area.membership.inside(zone) for zone in zones]
    return [(minutes[inside], people[inside]) for inside in found]


def _unknown_shares(one: ComparedTerritory, zones: pd.Index) -> FloatArray:
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


def _declared_share(one: ComparedTerritory, zones: pd.Index) -> FloatArray:
    data, areas = one.data, one.measures.areas
    declared = areas.loc[areas["basis"] == "declared", "zone_id"]
    weight = count_base(data)
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
