"""Zones of one or several territories side by side: same definitions, per 1,000 births, and how firm the order is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.indicators import (
    ComparedTerritory,
    base_of,
    hidden_needs,
    indicator_draws,
    is_silent,
    mixed_units,
    sense_states,
)
from analysis.compare.ranks import are_comparable, rank_stability
from analysis.doubt.draws import intervals
from analysis.doubt.parameters import ConfidenceParameters, load_parameters
from analysis.records.bounds import Sense, State
from analysis.service_area.completeness import Completeness
from geo.errors import BadInputError
from geo.schema import BoolArray, FloatArray


@dataclass(frozen=True, eq=False)
class Compared:
    """Zones side by side.

    ``rows`` has one line per zone: ``territory``, ``zone_id``, ``name``, ``level``, ``base``, ``base_value``,
    ``base_missing`` (smallest zones without it), ``births_years``, ``need_status``, ``capacity_known_share``,
    ``set_aside`` (actors of the whole territory that are not open), ``register_state``, ``masked`` (its need is too
    small a count to be shown).
    ``figures`` has one line per zone and indicator: ``territory``, ``zone_id``, ``indicator``, ``value``, ``low``,
    ``high``, ``rank_low``, ``rank_high`` (1 is the highest, among zones of the same base), ``unsure_against`` (ids
    whose order with this zone is not sure), ``bound`` (`analysis.records.bounds.Sense`: a register that is not
    complete leaves one bound unknown; zones whose registers are not comparable have no rank). ``flags`` says what
    makes lines not comparable: ``flag``, ``territory``, ``zone_id`` (missing: all its zones), ``value``. NaN:
    unknown.
    """

    rows: pd.DataFrame
    figures: pd.DataFrame
    flags: pd.DataFrame
    parameters: ConfidenceParameters


def compare(
    sides: Sequence[ComparedTerritory],
    *,
    parameters: ConfidenceParameters | None = None,
    thresholds_min: Sequence[float] = (),
) -> Compared:
    """Return the zones of every side, on the same definitions.

    Indicators: ``services_per_1000``, ``need_per_1000``, ``capacity_per_1000`` (of the base), ``coverage_rate``,
    ``declared_share`` (of the births, in the declared area of some service), ``share_15``… (of the births, within
    each threshold of the confidence file, and ``thresholds_min``), ``mean_min``, ``p10_min``, ``p50_min``, ``p90_min``
    (minutes that 10, 50, 90 % of the births do not exceed; infinite: they reach nobody within the horizon) and
    ``gini_min`` (inequality of minutes among those who reach someone; without interval nor rank). Intervals and ranks
    come from seeded draws: need rates by their status, unknown capacities between their bounds, travel times by the
    error of the engine, births as another year could have given them.

    Raises
    ------
    BadInputError
        ``compare-nothing`` without any side, ``compare-repeated`` when a territory comes twice at one level,
        ``compare-selections`` unless all sides answer the same selection.
    """
    if not sides:
        raise BadInputError("compare-nothing")
    keys = [(one.data.territory.id, one.level) for one in sides]
    if len(set(keys)) < len(keys):
        raise BadInputError("compare-repeated", territory=next(key[0] for key in keys if keys.count(key) > 1))
    if len({one.measures.selection for one in sides}) > 1:
        raise BadInputError("compare-selections")
    known = parameters or load_parameters()
    rng = np.random.default_rng(known.seed)
    rows = pd.concat([_rows(one, known) for one in sides], ignore_index=True)
    limits = sorted({float(limit) for limit in (*known.thresholds_min, *thresholds_min)})
    drawn = [indicator_draws(one, known, rng, thresholds_min=limits) for one in sides]
    registers = [one.measures.area.completeness(zone) for one in sides for zone in one.lines["zone_id"]]
    bases, ids = rows["base"].to_numpy(), pd.Index(rows["territory"] + ":" + rows["zone_id"])
    # Births are never ranked among people of another age: each base has its own order.
    orders = [np.asarray(bases == base, dtype=np.bool_) for base in dict.fromkeys(bases)]
    figures: dict[str, list[Any]] = {name: [] for name in _FIGURES}
    for indicator in drawn[0]:
        value = np.concatenate([one[indicator][0] for one in drawn])
        draws = np.concatenate([one[indicator][1] for one in drawn], axis=1)
        told = [line for one in sides for line in sense_states(one, indicator)]
        found = _figures(value, draws, orders, ids, told, registers, known)
        columns: list[Any] = [[indicator] * len(rows), value, *found]
        for name, values in zip(_FIGURES, columns, strict=True):
            figures[name].extend(values)
    named = pd.concat([rows[["territory", "zone_id"]]] * len(drawn[0]), ignore_index=True)
    table = pd.concat([named, pd.DataFrame(figures)], axis=1)
    return Compared(rows, table, _flags(sides, rows), known)


def _rows(one: ComparedTerritory, known: ConfidenceParameters) -> pd.DataFrame:
    data, lines = one.data, one.lines
    base, counted = base_of(one)
    counts = counted.set_index("zone_id").reindex(lines["zone_id"])
    return pd.DataFrame(
        {
            "territory": data.territory.id,
            "zone_id": lines["zone_id"],
            "name": lines["name"],
            "level": one.level,
            "base": base,
            "base_value": counts["value"].to_numpy(dtype=np.float64),
            "base_missing": counts["missing"].fillna(0).to_numpy(dtype=np.int64),
            "births_years": [data.births_years] * len(lines),
            "need_status": lines["need_status"],
            "capacity_known_share": lines["capacity_known_share"],
            "set_aside": len(one.measures.supply.set_aside),
            "register_state": lines["register_state"],
            "masked": hidden_needs(one, known),
        }
    )


_FIGURES = ("indicator", "value", "low", "high", "rank_low", "rank_high", "unsure_against", "bound")


def _figures(  # noqa: PLR0917 - what one indicator is told of
    value: FloatArray,
    draws: FloatArray,
    orders: Sequence[BoolArray],
    ids: pd.Index,
    told: Sequence[tuple[Sense, State]],
    registers: Sequence[Completeness],
    known: ConfidenceParameters,
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, list[tuple[str, ...]], list[str]]:
    """Return the columns of one indicator from ``low`` on.

    Without the bound that nothing known gives, and without ranks between registers of other kinds: ``orders`` are the
    lines that are ranked together.
    """
    rank_low, rank_high = np.full((2, len(value)), np.nan)
    unsure: list[tuple[str, ...]] = [()] * len(value)
    for same in orders:
        valued: list[int] = np.flatnonzero(same & ~np.isnan(value)).tolist()
        comparable = are_comparable([registers[line] for line in valued], [told[line][1] for line in valued])
        ranks = rank_stability(draws[:, same], ids[same], probability=known.interval)
        for line, low, high, others in zip(
            np.flatnonzero(same), ranks["rank_low"], ranks["rank_high"], ranks["unsure_against"], strict=True
        ):
            if comparable or np.isnan(value[line]):
                rank_low[line], rank_high[line], unsure[line] = low, high, others
    low, high = intervals(draws, parameters=known)
    sense = np.array([one for one, _ in told], dtype=object)
    bound = np.where(np.isnan(value), "unknown", sense)
    return (
        np.where(sense == "at-most", np.nan, low),
        np.where(sense == "at-least", np.nan, high),
        rank_low,
        rank_high,
        unsure,
        bound.tolist(),
    )


def _flags(sides: Sequence[ComparedTerritory], rows: pd.DataFrame) -> pd.DataFrame:
    """Return what differs between sides, then what differs between lines."""
    facts: Mapping[str, list[str]] = {
        "births-years": [" ".join(map(str, one.data.births_years)) or "none" for one in sides],
        "base": [base_of(one)[0] for one in sides],
        "engine": [f"{one.measures.engine.kind} {one.measures.engine.mode}" for one in sides],
        "engine-status": [one.measures.engine.status for one in sides],
        "layer": [one.data.layer for one in sides],
        "level": [one.level for one in sides],
        "unit": [one.measures.need.unit or "none" for one in sides],
        "horizon": [f"{one.measures.horizon_min:g}" for one in sides],
        "mixed-units": [str(mixed_units(one.measures)) for one in sides],
    }
    out: list[tuple[str, str, str | None, str]] = [
        (flag, one.data.territory.id, None, value)
        for flag, values in facts.items()
        if len(set(values)) > 1
        for one, value in zip(sides, values, strict=True)
    ]
    lacking = rows[rows["register_state"] != "complete"]
    if not are_comparable(
        [one.measures.area.completeness(zone) for one in sides for zone in one.lines["zone_id"]],
        list(rows["register_state"]),
    ):
        out += [
            ("register", str(territory), str(zone), str(state))
            for territory, zone, state in zip(
                lacking["territory"], lacking["zone_id"], lacking["register_state"], strict=True
            )
        ]
    out += [
        ("register-silent", one.data.territory.id, None, str(len(one.measures.supply.set_aside)))
        for one in sides
        if is_silent(one.measures)
    ]
    lines = rows.astype({"territory": "str", "zone_id": "str"})
    statuses = lines[lines["need_status"].notna()]
    if len(set(statuses["need_status"])) < 2:
        statuses = statuses.iloc[:0]
    for flag, about, column in (
        ("base-missing", lines[lines["base_missing"] > 0], "base_missing"),
        ("need-status", statuses, "need_status"),
        ("capacity-unknown", lines[lines["capacity_known_share"] < 1], "capacity_known_share"),
    ):
        out += [
            (flag, str(territory), str(zone), f"{value:g}" if isinstance(value, float) else str(value))
            for territory, zone, value in zip(about["territory"], about["zone_id"], about[column], strict=True)
        ]
    return pd.DataFrame(out, columns=["flag", "territory", "zone_id", "value"])
