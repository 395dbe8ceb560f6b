"""An access measure as a record, for JSON and the screens: zones, inequality, quality, how much it could move."""

import numpy as np
import pandas as pd

from analysis.access.ask import AccessQuestion, AccessRun, asked_again, run_access
from analysis.access.inequality import gini
from analysis.access.inequality_table import groups_at, inequality_table
from analysis.access.linked import linked_range
from analysis.access.options import Benchmark, load_defaults
from analysis.doubt.area_cautions import area_told
from analysis.doubt.bands import reach_band
from analysis.doubt.parameters import ConfidenceParameters, load_parameters
from analysis.doubt.small_counts import is_sensitive, masked
from analysis.need.bases import latest_by_place, zone_counts
from analysis.records.access import AccessLine, AccessRecord, InequalityRecord, Sensitivity
from analysis.records.bounds import State, senses, settle
from analysis.records.shared import ReachShare
from analysis.service_area.area import ServiceArea
from analysis.service_area.area_again import area_otherwise
from geo.errors import BadInputError
from geo.json_values import encode
from geo.schema import BoolArray
from geo.workspace.zones import parts_of


def access_record(
    area: ServiceArea,
    run: AccessRun,
    zone_id: str,
    *,
    norm: float | None = None,
    parameters: ConfidenceParameters | None = None,
) -> AccessRecord:
    """Return everything that an access measure says of a zone.

    Parameters
    ----------
    norm
        What the figure should be at least (at most, for minutes); default: the benchmark of the measure, if any.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    BadInputError
        ``inequality-bad-norm``.
    """
    known = parameters or load_parameters()
    _, ranked, _ = latest_by_place(area.data, load_defaults().vulnerability)
    births = zone_counts(area.data).get("births")
    told = area_told(area, zone_id, births=births, indicators=() if ranked is None else [ranked])
    beside = _otherwise(area, run), linked_range(area, run)
    parts = _lines(area, run, beside, list(parts_of(area.data, zone_id)["zone_id"]), known)
    shown = [zone_id, *(part["zone"] for part in parts if not part["masked"])]
    question = run.question
    return encode(
        AccessRecord,
        _lines(area, run, beside, [zone_id], known)[0],
        told,
        question,
        run,
        area,
        decay=question.decay_text,
        per=None if question.measure in {"nearest", "cumulative"} else 1000,
        actors_located=len(area.located),
        to_verify=area.question.to_verify,
        parts=parts,
        inequality=_inequality(area, run, zone_id, norm),
        reach=_reach(area, zone_id, known),
        sensitivity=_sensitivity(area, run, shown, area.membership.inside(zone_id), known),
        confidence=known,
    )


def access_lines(
    area: ServiceArea, run: AccessRun, zone_ids: list[str], *, parameters: ConfidenceParameters | None = None
) -> list[AccessLine]:
    """Return what an access measure says of some zones of one level, hidden where few families are counted."""
    beside = _otherwise(area, run), linked_range(area, run)
    return _lines(area, run, beside, zone_ids, parameters or load_parameters())


def _otherwise(area: ServiceArea, run: AccessRun) -> tuple[pd.Series, State]:
    """Return the mean of every zone with actors to verify counted where they are not, or the reverse; NaN unknown.

    The state of the register behind it comes second.
    """
    other = area_otherwise(area)
    if other is area:
        return run.zones["mean"], run.register_state
    try:
        return run_access(other, run.question).zones["mean"], other.reach_state
    except BadInputError:  # no capacity known, or several units, once these actors count or no longer do
        return run.zones["mean"] * float("nan"), other.reach_state


def _lines(
    area: ServiceArea,
    run: AccessRun,
    beside: tuple[tuple[pd.Series, State], pd.DataFrame],
    zone_ids: list[str],
    parameters: ConfidenceParameters,
) -> list[AccessLine]:
    """Return the lines of some zones; ``beside`` is what `_otherwise` and `linked_range` say."""
    other, linked = beside
    table = run.zones.loc[zone_ids]
    asked, otherwise = (table["mean"], run.register_state), (other[0][zone_ids], other[1])
    both = (otherwise, asked) if area.question.to_verify else (asked, otherwise)
    (value_open, reach_open), (value_with, reach_with) = both
    table = table.assign(value_open=value_open, value_with_to_verify=value_with)
    table[["value_low", "value_high"]] = linked.loc[zone_ids]
    table = table.assign(served_share=(table["served"] / table["demand"]).where(table["demand"] > 0))
    if run.base == "need" and is_sensitive(area.selection, parameters):
        table = masked(
            table,
            ["demand", "served", "unserved"],
            derived=["served_share", "mean", "value_low", "value_high", "value_open", "value_with_to_verify"],
            below=parameters.mask_below,
            parts_of_a_total=len(zone_ids) > 1,
            observed=np.isin(zone_ids, list(area.demand_observed)),
        )
    else:
        table = table.assign(masked=False)
    named = area.data.zones.set_index("zone_id")[["name", "level"]]
    renamed = table.rename(columns={"demand_unknown": "places_unknown", "mean": "value"})
    up, down = ["served", "served_share"], ["unserved"]
    {"up": up, "down": down}.get(str(run.moves), []).extend(["value", "value_low", "value_high"])
    told = senses(run.register_state, up=up, down=down)
    if run.moves is not None:
        for name, state in (("value_open", reach_open), ("value_with_to_verify", reach_with)):
            told |= senses(state, **{str(run.moves): [name]})
    lines = renamed.join(named).rename_axis("zone").reset_index().to_dict("records")
    records = [encode(AccessLine, line, register_state=run.register_state, bounds=told) for line in lines]
    for record in records:
        settle(record)
    return records


def _inequality(area: ServiceArea, run: AccessRun, zone_id: str, norm: float | None) -> InequalityRecord:
    data, defaults = area.data, load_defaults()
    rank, indicator, year = latest_by_place(data, defaults.vulnerability)
    benchmark = defaults.benchmarks.get(run.question.measure)
    if norm is not None:
        benchmark = Benchmark(norm, "above" if run.question.measure == "nearest" else "below", "stated", "", "")
    inside = area.membership.inside(zone_id)
    places = run.places[inside]
    parts = parts_of(data, zone_id)
    level = data.territory.smallest_level if parts.empty else str(parts["level"].iloc[0])
    table = inequality_table(
        places["value"],
        places["demand"],
        groups=groups_at(data, level)[inside],
        rank=rank[inside],
        benchmark=benchmark,
        unreached=~places["served"] if run.state in {"ok", "unreachable"} else None,
        coming=area.is_covered[inside],
    )
    named = table.set_index("index")
    return encode(
        InequalityRecord,
        indices=named["value"],
        known_share=named["known_share"],
        groups=level,
        rank_indicator=indicator,
        rank_year=year,
        benchmark=benchmark,
    )


def _reach(area: ServiceArea, zone_id: str, parameters: ConfidenceParameters) -> list[ReachShare]:
    """Return the share within 15, 20, 30 minutes of the nearest actor, whatever the measure."""
    if len(area.located) == 0:
        return []
    inside = area.membership.inside(zone_id)
    band = reach_band(area.reach_min[inside], area.demand[inside], area.engine_in(zone_id), parameters=parameters)
    return encode(list[ReachShare], band if area.reach_state == "complete" else band.assign(high=np.nan))


def _sensitivity(
    area: ServiceArea, run: AccessRun, zone_ids: list[str], inside: BoolArray, parameters: ConfidenceParameters
) -> Sensitivity | None:
    """Return the figures if all trips were shorter or longer, and at each threshold for a binary decay."""
    if run.state != "ok":
        return None
    question = run.question
    error = parameters.travel_range(area.engine)
    ends = {"shorter": error.shortest, "longer": error.longest}
    runs = {name: _run_unless(run, area, one) for name, one in asked_again(area, question, parameters).items()}
    nearest_too = ends if question.measure == "nearest" else {}
    return encode(
        Sensitivity,
        shorter_share=1 - error.shortest,
        longer_share=error.longest - 1,
        zones={
            zone: {name: one.zones["mean"].loc[zone] * nearest_too.get(name, 1.0) for name, one in runs.items()}
            for zone in zone_ids
        },
        gini={
            name: gini(one.places["value"][inside], one.places["demand"][inside]).value for name, one in runs.items()
        },
    )


def _run_unless(known: AccessRun, area: ServiceArea, question: AccessQuestion) -> AccessRun:
    """Return the answer that is known where the question is the same, else run it."""
    # A weight without end looks the same however long trips are.
    ends = question.decay is None or np.isfinite(question.decay.reach_min)
    return known if ends and question.decay == known.question.decay else run_access(area, question)
