"""An access measure as plain values, for JSON and the screens: zones, inequality, quality, how much it could move."""

from dataclasses import replace

from analysis.access.ask import AccessQuestion, AccessRun, access_question, run_access, slower
from analysis.access.inequality import gini
from analysis.access.inequality_table import groups_at, inequality_table, vulnerability_rank
from analysis.access.options import Benchmark, load_defaults
from analysis.doubt.bands import band_records, parameters_record, reach_band
from analysis.doubt.completeness import quality, quality_record
from analysis.doubt.parameters import ConfidenceParameters, load_parameters
from analysis.doubt.small_counts import is_sensitive, masked
from analysis.doubt.sources import measure_sources
from analysis.need.bases import zone_counts
from analysis.service_area.area import ServiceArea
from analysis.service_area.border import edge_record
from geo.errors import NotFoundError
from geo.json_values import Record, plain_number
from geo.schema import BoolArray
from geo.workspace.zones import parts_of, smallest_in


def access_record(
    area: ServiceArea,
    run: AccessRun,
    zone_id: str,
    *,
    norm: float | None = None,
    parameters: ConfidenceParameters | None = None,
) -> Record:
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
    data = area.data
    known = parameters or load_parameters()
    if zone_id not in area.membership.zone_ids:
        raise NotFoundError("unknown-zone", zone=zone_id)
    question = run.question
    parts = _lines(area, run, list(parts_of(data, zone_id)["zone_id"]), known)
    services = area.supply.services
    judged = quality(
        data, area.supply.actors, services, area.engine, births=zone_counts(data).get("births"), zone_id=zone_id
    )
    inequality = _inequality(area, run, zone_id, norm)
    return {
        "territory": data.territory.id,
        **_lines(area, run, [zone_id], known)[0],
        "kind": area.selection.kind,
        "function": area.selection.function,
        "stratum": area.selection.stratum,
        "measure": question.measure,
        "decay": question.decay_text or None,
        "decay_source": question.decay_source or None,
        "supply": question.supply,
        "state": run.state,
        "value_unit": run.value_unit,
        "per": _per(question),
        "base": run.base,
        "demand_status": area.demand_status,
        "is_minimum": run.is_minimum,
        "supply_known_share": plain_number(run.supply_known_share),
        "actors": len(area.supply.actors),
        "actors_located": len(area.located),
        "covered_only": list(area.covered_only),
        "unlocated": list(area.unlocated),
        "parts": parts,
        "inequality": inequality,
        "reach": _reach(area, zone_id, known),
        "sensitivity": _sensitivity(
            area,
            run,
            [zone_id, *(part["zone"] for part in parts if not part["masked"])],
            area.membership.inside(zone_id),
            known,
        ),
        "quality": quality_record(judged),
        "confidence": parameters_record(known),
        "edge": edge_record(data, area.supply.actors, smallest_in(data, zone_id)),
        "sources": measure_sources(
            data, area.supply, area.engine, smallest_in(data, zone_id), indicators=_ranked_by(inequality)
        ),
    }


def _ranked_by(inequality: Record) -> list[str]:
    indicator = inequality["rank_indicator"]
    return [] if indicator is None else [indicator]


def _per(question: AccessQuestion) -> int | None:
    return None if question.measure in {"nearest", "cumulative"} else 1000


def _lines(area: ServiceArea, run: AccessRun, zone_ids: list[str], parameters: ConfidenceParameters) -> list[Record]:
    table = run.zones.loc[zone_ids]
    table = table.assign(served_share=(table["served"] / table["demand"]).where(table["demand"] > 0))
    if run.base == "need" and is_sensitive(area.selection, parameters):
        table = masked(
            table,
            ["demand", "served", "unserved"],
            derived=["served_share", "mean"],
            below=parameters.mask_below,
            parts_of_a_total=len(zone_ids) > 1,
        )
    else:
        table = table.assign(masked=False)
    named = area.data.zones.set_index("zone_id").loc[zone_ids]
    return [
        {
            "zone": zone_id,
            "name": name,
            "level": level,
            "demand": plain_number(row.demand),
            "places_unknown": plain_number(row.demand_unknown),
            "value": plain_number(row.mean),
            "served": plain_number(row.served),
            "unserved": plain_number(row.unserved),
            "served_share": plain_number(row.served_share),
            "masked": bool(row.masked),
        }
        for zone_id, name, level, row in zip(
            zone_ids, named["name"], named["level"], table.itertuples(index=False), strict=True
        )
    ]


def _inequality(area: ServiceArea, run: AccessRun, zone_id: str, norm: float | None) -> Record:
    data, defaults = area.data, load_defaults()
    rank, indicator, year = vulnerability_rank(data, defaults.vulnerability)
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
    return {
        "indices": {row.index: plain_number(row.value) for row in table.itertuples(index=False)},
        "known_share": {row.index: plain_number(row.known_share) for row in table.itertuples(index=False)},
        "groups": level,
        "rank_indicator": indicator,
        "rank_year": year,
        "benchmark": None
        if benchmark is None
        else {
            "value": plain_number(benchmark.value),
            "missed": benchmark.missed,
            "status": benchmark.status,
            "source": benchmark.source or None,
            "date": benchmark.date or None,
        },
    }


def _reach(area: ServiceArea, zone_id: str, parameters: ConfidenceParameters) -> list[Record]:
    """Return the share within 15, 20, 30 minutes of the nearest actor, whatever the measure."""
    if len(area.located) == 0:
        return []
    inside = area.membership.inside(zone_id)
    band = reach_band(area.reach_min[inside], area.demand[inside], area.engine, parameters=parameters)
    return band_records(band)


def _sensitivity(
    area: ServiceArea, run: AccessRun, zone_ids: list[str], inside: BoolArray, parameters: ConfidenceParameters
) -> Record | None:
    """Return the figures if all trips were shorter or longer, and at each threshold for a binary decay."""
    if run.state != "ok":
        return None
    question = run.question
    error = parameters.travel_range(area.engine.kind, area.engine.median_error_share).shared
    asked = {"shorter": slower(question, 1 - error), "longer": slower(question, 1 + error)}
    if question.decay is not None and question.decay.name == "binary":
        for minutes in parameters.thresholds_min:
            decay = access_question(question.measure, decay=f"binary:{minutes:g}").decay
            asked[f"{minutes:g}"] = replace(question, decay=decay)
    runs = {name: run_access(area, one) for name, one in asked.items()}
    nearest_too = {"shorter": 1 - error, "longer": 1 + error} if question.measure == "nearest" else {}
    return {
        "time_error_share": plain_number(error),
        "zones": {
            zone: {
                name: plain_number(one.zones["mean"].loc[zone] * nearest_too.get(name, 1.0))
                for name, one in runs.items()
            }
            for zone in zone_ids
        },
        "gini": {
            name: plain_number(gini(one.places["value"][inside], one.places["demand"][inside]).value)
            for name, one in runs.items()
        },
    }
