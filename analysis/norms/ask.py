"""What each norm says of a zone: what it asks for, what is there, and whether it is met; never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import nan

import numpy as np
import pandas as pd

from analysis.doubt.bands import limits_under_bias
from analysis.need.bases import base_counts, territory_shares
from analysis.need.country_norms import Norm, norms_of
from analysis.need.ledger import topic_lines
from analysis.question import Question
from analysis.records.bounds import State
from analysis.service_area.area import ServiceArea, service_area, supply_of
from analysis.service_area.area_again import without_and_with
from analysis.service_area.programme import Programme
from analysis.service_area.units import UnitConversion
from geo import schema
from geo.errors import NotFoundError
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData
from geo.workspace.zones import check_zone

_EDGE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One norm applied to one zone.

    ``to_verify`` tells whether actors to verify count. ``outcome`` is ``met``, ``not-met``, ``unknown``, ``reported``
    (a figure without a target to judge it by, or a norm that is not about zones of this level) or ``no-norm`` (nothing
    official was found). A norm is met when what is known reaches it, not met only when what is not known cannot: never
    with a register that is not complete.

    A ``ratio`` has ``base_value`` (of ``norm.base``, of ``base_years``), ``base_missing`` (smallest zones without it),
    ``required``, ``offered_low``, ``offered_high`` (infinite: unknown), the same of open actors alone (``open_low``,
    ``open_high``) and of actors to verify as well (``with_to_verify_low``, ``with_to_verify_high``), of which one is
    what was asked for, ``services``, ``capacity_known``. A time has ``measure`` (``births`` or ``population``),
    ``total`` and ``within`` of it, ``share``, ``share_low`` and ``share_high`` (with times longer, then shorter, by the
    error of the engine that 9 trips in 10 stay within), ``share_open`` and ``share_with_to_verify`` (without actors to
    verify, then with them: ``share`` is one of them), and ``engine``. ``reasons`` say why it is unknown, or what to
    mind: ``base-unknown``, ``base-partial``, ``base-reconstructed`` (most of it), ``capacity-unknown``,
    ``register-incomplete`` (``register_state`` is ``partial``), ``not-listed`` (nobody is known, which says nothing),
    ``nobody-offers`` (for sure), ``nobody-located``, ``some-unlocated``, ``some-to-verify`` (they are not counted),
    ``to-verify-counted``, ``neighbours`` (services of neighbouring territories are not counted), ``estimated-times``,
    ``no-engine``, ``beyond-horizon``, ``other-denominator``, ``other-level``, ``nothing-required``,
    ``read-second-hand``. Unknown figures are NaN.
    """

    norm: Norm
    zone_id: str
    outcome: str
    to_verify: bool = False
    reasons: tuple[str, ...] = ()
    base_value: float = nan
    base_years: tuple[int, ...] = ()
    base_missing: int = 0
    required: float = nan
    offered_low: float = nan
    offered_high: float = nan
    open_low: float = nan
    open_high: float = nan
    with_to_verify_low: float = nan
    with_to_verify_high: float = nan
    services: float = nan
    capacity_known: int = 0
    register_state: State = "not-listed"
    measure: str = ""
    total: float = nan
    within: float = nan
    share: float = nan
    share_low: float = nan
    share_high: float = nan
    share_open: float = nan
    share_with_to_verify: float = nan
    engine: EngineInfo | None = None


def verdicts(
    data: TerritoryData,
    zone_id: str,
    *,
    programme: Programme,
    steps: Sequence[UnitConversion],
    norms: Sequence[Norm] | None = None,
    to_verify: bool = False,
) -> list[Verdict]:
    """Return what each norm of the territory's country says of a zone, in the order of the files.

    Parameters
    ----------
    norms
        Norms to apply; those of the country by default.
    to_verify
        Whether actors to verify count as open ones do.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    check_zone(data.zones, zone_id)
    judges = {"ratio": _judge_ratio, "travel": _judge_time, "reference": _judge_time}
    out = []
    for norm in norms_of(data.territory.country) if norms is None else norms:
        if norm.form == "none":
            out.append(Verdict(norm=norm, zone_id=zone_id, outcome="no-norm"))
            continue
        verdict = judges[norm.form](data, zone_id, norm, programme=programme, steps=steps, to_verify=to_verify)
        second_hand = ("read-second-hand",) if norm.read == "secondary" else ()
        out.append(replace(verdict, reasons=(*verdict.reasons, *second_hand), to_verify=to_verify))
    return out


def _judge_ratio(
    data: TerritoryData,
    zone_id: str,
    norm: Norm,
    *,
    programme: Programme,
    steps: Sequence[UnitConversion],
    to_verify: bool,
) -> Verdict:
    rule = _rule(norm, data.territory.root)
    counts = base_counts(data, [norm.base], shares=territory_shares(data))
    topic = rule.iloc[0][["kind", "function", "stratum", "stage", "unit"]]

    def asked(counted: bool) -> pd.Series:  # noqa: FBT001
        lines = topic_lines(data, rule, topic, counts, programme=programme, steps=steps, to_verify=counted)
        return lines[lines["zone_id"] == zone_id].iloc[0]

    line = asked(to_verify)
    question = Question(kind=norm.kind, function=norm.function, stage=norm.stage, to_verify=True)
    doubtful = bool((supply_of(data, question, programme=programme).actors["status"] == "to-verify").any())
    other = asked(not to_verify) if doubtful else line
    without, with_them = (other, line) if to_verify else (line, other)
    low, high, required = float(line["offered_low"]), float(line["offered_high"]), float(line["need"])
    state: State = line["register_state"]
    reported = _level(data, zone_id) != norm.level
    base = counts.get(norm.base)
    row = None if base is None else base[base["zone_id"] == zone_id].iloc[0]
    value = nan if row is None else float(row["value"])
    missing = int(line["need_unknown"])
    reasons = ["base-unknown" if np.isnan(value) else "base-partial"] if missing else []
    reasons += ["base-reconstructed"] if _reconstructed(data, zone_id, norm.base) else []
    reasons += {"not-listed": ["not-listed"], "partial": ["register-incomplete"]}.get(state, [])
    reasons += (
        ["capacity-unknown"] if line["capacity_known"] < (0 if state == "not-listed" else line["services"]) else []
    )
    reasons += ["nobody-offers"] if line["services"] == 0 and state == "complete" else []
    reasons += ["nothing-required"] if required == 0 else []
    reasons += ["other-level"] if reported else []
    asked_for, otherwise = [[float(one[f"offered_{end}"]) for end in ("low", "high")] for one in (line, other)]
    if not np.allclose(asked_for, otherwise, equal_nan=True):
        reasons.append("to-verify-counted" if to_verify else "some-to-verify")
    years = data.births_years if norm.base == "births" else (data.territory.population_year,)
    return Verdict(
        norm=norm,
        zone_id=zone_id,
        outcome="reported" if reported else _compare(norm, required, low, high),
        reasons=tuple(reasons),
        base_value=value,
        base_years=years if row is not None else (),
        base_missing=missing,
        required=required,
        offered_low=low,
        offered_high=high,
        open_low=float(without["offered_low"]),
        open_high=float(without["offered_high"]),
        with_to_verify_low=float(with_them["offered_low"]),
        with_to_verify_high=float(with_them["offered_high"]),
        services=float(line["services"]),
        capacity_known=int(line["capacity_known"]),
        register_state=state,
    )


def _compare(norm: Norm, required: float, low: float, high: float) -> str:
    if np.isnan(required) or np.isnan(low):
        return "unknown"
    if norm.direction == "at-least":
        return "met" if low >= required - _EDGE else "not-met" if high < required - _EDGE else "unknown"
    return "not-met" if low > required + _EDGE else "met" if high <= required + _EDGE else "unknown"


def _judge_time(
    data: TerritoryData,
    zone_id: str,
    norm: Norm,
    *,
    programme: Programme,
    steps: Sequence[UnitConversion],
    to_verify: bool,
) -> Verdict:
    del steps
    silent = Verdict(norm=norm, zone_id=zone_id, outcome="unknown")
    question = Question(kind=norm.kind, function=norm.function, mode=norm.mode, to_verify=to_verify)
    supply = supply_of(data, question, programme=programme)
    actors = supply.actors
    if norm.minutes > data.territory.horizon_min:
        return replace(silent, reasons=("beyond-horizon",))
    doubtful = supply.set_aside[supply.set_aside["status"] == "to-verify"]
    try:
        area = service_area(data, question, supply=supply)
    except NotFoundError:
        return replace(silent, reasons=("no-engine",))
    travel = area.travel
    unlocated = ~actors["actor_id"].isin(area.located)
    state = area.reach_state
    silent = replace(silent, register_state=state, services=nan if state == "not-listed" else float(len(actors)))
    measure = area.base

    def share_of(one: ServiceArea) -> float:
        line = _within(one, zone_id=zone_id, minutes=[norm.minutes]).iloc[0]
        return float(line[measure] / line[f"{measure}_total"]) if line[f"{measure}_total"] > 0 else nan

    without, with_them = without_and_with(area, share_of)
    silent = replace(silent, measure=measure, share_open=without, share_with_to_verify=with_them)
    if not area.reach_known:
        why = "not-listed" if state == "not-listed" else "nobody-located" if len(actors) else "register-incomplete"
        return replace(silent, reasons=(why,), engine=travel.engine)
    engine = area.engine
    limits = limits_under_bias(norm.minutes, engine)
    minutes = [limits.low, limits.given, limits.high]
    lines = _within(area, zone_id=zone_id, minutes=minutes)
    total = float(lines[f"{measure}_total"].iloc[0])
    within = lines.set_index("threshold_min")[measure]
    shares = within / total if total > 0 else within * nan
    low, share, high = (float(shares.get(threshold, nan)) for threshold in (minutes[0], norm.minutes, minutes[-1]))
    bounds = (low, high if state == "complete" else nan)
    could_rise = state != "complete" or bool(unlocated.any())
    outcome, doubt = _compare_share(norm, share, bounds, could_rise=could_rise, verified=with_them)
    reasons = {
        "register-incomplete": state != "complete",
        "nobody-offers": actors.empty,
        "some-unlocated": bool(unlocated.any()),
        "some-to-verify": bool(len(doubtful)),
        "to-verify-counted": to_verify and bool((actors["status"] == "to-verify").any()),
        "neighbours": True,
        "estimated-times": doubt,
        "other-denominator": True,
    }
    return replace(
        silent,
        outcome=outcome,
        reasons=tuple(reason for reason, holds in reasons.items() if holds),
        total=total,
        within=float(within[norm.minutes]),
        share=share,
        share_low=bounds[0],
        share_high=bounds[1],
        engine=engine,
        services=float(len(actors)),
        register_state=state,
    )


def _within(area: ServiceArea, *, zone_id: str, minutes: Sequence[float]) -> pd.DataFrame:
    """Return how many of those who are counted are within each time, in one zone."""
    table = area.within_by_zone(tuple(sorted(set(minutes))), measures=(area.base,))
    return table[table["zone_id"] == zone_id]


def _reconstructed(data: TerritoryData, zone_id: str, base: str) -> bool:
    """Tell whether most of a base rests on figures that were reconstructed."""
    years = data.births_years if base == "births" else (data.territory.population_year,)
    inside = data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"]
    figures = data.figures[(data.figures["indicator"] == base) & data.figures["year"].isin(years)]
    figures = figures[figures["zone_id"].isin(inside)]
    made = figures.loc[figures["status"] == "reconstructed", "value"].sum()
    return bool(made > figures["value"].sum() / 2)


def _compare_share(
    norm: Norm, share: float, bounds: tuple[float, float], *, could_rise: bool, verified: float
) -> tuple[str, bool]:
    """Return the outcome for a share within a time, and whether the engine's error leaves it in doubt."""
    if norm.share is None or np.isnan(share):
        return ("unknown" if np.isnan(share) else "reported"), False
    met = share >= norm.share - _EDGE
    if not met and (could_rise or verified >= norm.share - _EDGE):
        return "unknown", False
    worst = bounds[0] if met else bounds[1]
    doubt = np.isnan(worst) or (worst >= norm.share - _EDGE) != met
    if doubt:
        return "unknown", True
    return ("met" if met else "not-met"), False


def _rule(norm: Norm, zone_id: str) -> pd.DataFrame:
    """Return a ratio as a need rule of the whole territory."""
    named = {name: getattr(norm, name) for name in ("kind", "function", "stage", "unit", "base", "status", "date")}
    row = named | {"rule_id": norm.id, "zone_id": zone_id, "rate": norm.rate, "source": norm.source}
    return schema.conform(pd.DataFrame([row]), schema.NEED_RULE)


def _level(data: TerritoryData, zone_id: str) -> str:
    return str(data.zones.loc[data.zones["zone_id"] == zone_id, "level"].iloc[0])
