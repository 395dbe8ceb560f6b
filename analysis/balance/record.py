"""A balance as a record, for JSON and the screens: every figure with its bounds, and what it rests on."""

import numpy as np
import pandas as pd

from analysis.balance.ask import TerritoryBalance
from analysis.doubt.bands import need_band
from analysis.doubt.parameters import load_parameters
from analysis.doubt.small_counts import hide_records, is_sensitive, observed_needs
from analysis.doubt.sources import figure_sources, rule_sources, supply_sources, travel_source
from analysis.need.bases import base_counts
from analysis.need.universalism import Weights, vulnerability_weights, weighted_need
from analysis.question import Selection
from analysis.records.balance import ActorBalance, BalanceLine, BalanceRecord, Universalism, WeightedNeed
from analysis.records.bounds import senses, settle
from analysis.records.shared import Services
from analysis.service_area.completeness import completeness_record
from analysis.service_area.perhaps_same import fewest_services, groups
from geo.json_values import encode
from geo.workspace.data import TerritoryData
from geo.workspace.zones import parts_of, smallest_in, unknown_zone


def balance_record(data: TerritoryData, done: TerritoryBalance, zone_id: str, *, weights: Weights) -> BalanceRecord:
    """Return everything that a balance says of a zone.

    ``unmet`` splits the need that is not served for sure: ``unknown`` (it depends on capacities that are not known),
    ``full``, and ``too_far`` (or ``undeclared``, by declared area). They add up to the need with ``served_low``. With a
    register that is not complete, what is served is a least, what is unmet a most, and no highest figure is known.
    ``actors`` are those that can serve the zone; their case-load counts families from anywhere, and the minutes of
    those whose place is unknown are too. ``universalism``
    compares the zone and its parts; None where nothing is known of the strata, or the need is of one stratum only.
    Needs of families in delicate situations too few to be shown are hidden (``masked``), with what would give them
    back.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    zones = data.zones.set_index("zone_id")
    if zone_id not in zones.index:
        raise unknown_zone(data.zones, zone_id)
    balance = done.balance
    parts = list(parts_of(data, zone_id)["zone_id"])
    inside = set(smallest_in(data, zone_id))
    parameters = load_parameters()
    about = encode(Services, done.topic)
    counted = base_counts(data, ["births"]).get("births")
    births = pd.Series(dtype="float64") if counted is None else counted.set_index("zone_id")["value"]
    below = parameters.mask_below if is_sensitive(Selection(**about), parameters) else 0
    own, lines = hide_records(
        BalanceLine,
        _zone(done, zones, zone_id, births),
        [_zone(done, zones, part, births) for part in parts],
        count="need",
        derived=("need_low", "need_high", "served_low", "served_high", "coverage_low", "coverage_high", "unmet"),
        below=below,
        observed=observed_needs(
            done.need.zones.set_index("zone_id")[["need_status", "rules"]].reindex([zone_id, *parts]), done.need.rules
        ),
    )
    for line in (own, *lines):
        settle(line)
    masked = own["masked"] or any(line["masked"] for line in lines)
    return encode(
        BalanceRecord,
        own,
        done.topic,
        balance,
        done,
        data,
        territory=data.territory.id,
        unplaced=done.unplaced[done.unplaced.index.isin(inside)].sum(),
        services=None if done.register_state == "not-listed" else len(balance.nodes),
        services_low=None
        if done.register_state == "not-listed"
        else fewest_services(balance.nodes, groups(data.actors)),
        register=completeness_record(done.register.of(zone_id)),
        reach_supposed=balance.nodes["reach_supposed"].sum(),
        parts=lines,
        actors=_actors(data, done, inside, below=below),
        universalism=None if masked else _universalism(data, done, zone_id, parts=parts, weights=weights),
        travel_engine=done.engine,
        rules=done.need.rules,
        sources=[
            *figure_sources(data, ["births", "population"], smallest_in(data, zone_id)),
            *rule_sources(done.need.rules),
            *supply_sources(done.supply.actors, done.supply.services),
            *([] if done.engine is None else [travel_source(done.engine)]),
        ],
    )


def _zone(done: TerritoryBalance, zones: pd.DataFrame, zone_id: str, births: pd.Series) -> dict[str, object]:
    line = done.balance.zones.set_index("zone_id").loc[[zone_id]].to_dict("records")[0]
    stated = done.need.zones[done.need.zones["zone_id"] == zone_id]
    need, state = float(line["need"]), done.register_state
    # A register that is not complete leaves no most: others may serve what these do not.
    if state != "complete":
        line["served_high"] = np.nan
    if state == "not-listed":
        line |= dict.fromkeys(("served_low", "unknown", "full", "unreached"), np.nan)
    status = None if stated.empty else str(stated["need_status"].iloc[0])
    of_zone = float(births.get(zone_id, np.nan))
    band = need_band(need, status, parameters=load_parameters(), births=of_zone)
    far = "undeclared" if done.balance.by == "declared" else "too_far"
    return {
        **line,
        **zones.loc[zone_id],
        "zone": zone_id,
        "need_status": "unknown" if np.isnan(need) else status or "unknown",
        "need_low": band.low,
        "need_high": band.high,
        "need_is_minimum": line["places_unknown"] > 0 and need > 0,
        "coverage_low": line["served_low"] / need if need > 0 else np.nan,
        "coverage_high": line["served_high"] / need if need > 0 else np.nan,
        "unmet": {"unknown": line["unknown"], "full": line["full"], far: line["unreached"]},
        "register_state": state,
        "bounds": senses(state, up=["served_low", "coverage_low"], down=["unmet"]),
    }


def _actors(data: TerritoryData, done: TerritoryBalance, inside: set[str], *, below: int) -> list[ActorBalance]:
    nodes = done.balance.nodes.loc[sorted(set(done.reached.loc[done.reached["zone_id"].isin(inside), "node"]))]
    loads = nodes[["demand", "load_low", "load_high"]]
    nodes = nodes.assign(
        **loads.mask((loads > 0) & (loads < below)),
        name=nodes["actor_id"].map(data.actors.set_index("actor_id")["name"]),
        minutes_mean=nodes["minutes_mean"].mask(nodes["actor_id"].isin(done.unlocated)),
    )
    return encode(list[ActorBalance], nodes)


def _universalism(
    data: TerritoryData, done: TerritoryBalance, zone_id: str, *, parts: list[str], weights: Weights
) -> Universalism | None:
    """Return the weighted need of a zone and its parts; the total that does not change is the territory's."""
    shares, ancestors = done.shares.shares, data.ancestors
    if isinstance(done.topic["stratum"], str) or shares.notna().sum().sum() == 0:
        return None
    smallest = done.need.zones[done.need.zones["zone_id"].isin(shares.index)].set_index("zone_id")["need"]
    need = smallest.reindex(shares.index).astype("float64")
    table = weighted_need(need, vulnerability_weights(shares, weights=weights.by_stratum))
    pairs = ancestors[ancestors["ancestor_id"].isin([*parts, zone_id]) & ancestors["zone_id"].isin(table.index)]
    sums = pairs.merge(table[["need", "need_weighted"]], left_on="zone_id", right_index=True)
    both = sums["need"].notna() & sums["need_weighted"].notna()
    total = sums[both].groupby("ancestor_id")[["need", "need_weighted"]].sum()
    lines = total.reindex([*parts, zone_id]).join(data.zones.set_index("zone_id")["name"]).rename_axis("zone")
    *below, own = encode(list[WeightedNeed], lines.reset_index())
    return encode(Universalism, own, weights, weights=weights.by_stratum, parts=below)
