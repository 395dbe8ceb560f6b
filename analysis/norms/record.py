"""Verdicts as plain values, for JSON."""

from collections.abc import Sequence

from analysis.norms.ask import Verdict
from geo.json_values import Record, bounded, plain_number
from geo.workspace.data import TerritoryData


def verdicts_record(data: TerritoryData, zone_id: str, found: Sequence[Verdict]) -> Record:
    """Return the verdicts of a zone; None stands for unknown."""
    zone = data.zones.set_index("zone_id").loc[zone_id]
    return {
        "territory": data.territory.id,
        "country": data.territory.country,
        "zone": zone_id,
        "name": zone["name"],
        "level": zone["level"],
        "verdicts": [_verdict(verdict) for verdict in found],
    }


def _verdict(verdict: Verdict) -> Record:
    norm = verdict.norm
    record: Record = {
        "id": norm.id,
        "country": norm.country,
        "form": norm.form,
        "names": dict(norm.names),
        "kind": norm.kind,
        "function": norm.function,
        "stage": norm.stage,
        "article": norm.article or None,
        "source": norm.source or None,
        "date": norm.date,
        "status": norm.status,
        "read": norm.read or None,
        "denominator": dict(norm.denominators) if any(norm.denominators.values()) else None,
        "notes": dict(norm.notes),
        "outcome": verdict.outcome,
        "reasons": list(verdict.reasons),
    }
    if norm.form == "ratio":
        return record | {
            "direction": norm.direction,
            "amount": plain_number(norm.amount),
            "per": plain_number(norm.per),
            "base": norm.base,
            "base_value": plain_number(verdict.base_value),
            "base_years": list(verdict.base_years),
            "base_missing_zones": verdict.base_missing,
            "level": norm.level,
            "unit": norm.unit,
            "required": plain_number(verdict.required),
            "offered_low": plain_number(verdict.offered_low),
            "offered_high": bounded(verdict.offered_high),
            "services": verdict.services,
            "capacity_known": verdict.capacity_known,
        }
    if norm.form == "none":
        return record
    return record | {
        "mode": norm.mode,
        "minutes": plain_number(norm.minutes),
        "share_wanted": norm.share,
        "beyond_share_observed": list(norm.beyond_share) if norm.beyond_share else None,
        "measure": verdict.measure or None,
        "total": plain_number(verdict.total),
        "within": plain_number(verdict.within),
        "share": plain_number(verdict.share),
        "share_low": plain_number(verdict.share_low),
        "share_high": plain_number(verdict.share_high),
        "share_verified": plain_number(verdict.share_verified),
        "services": verdict.services,
        "engine": verdict.engine.kind if verdict.engine else None,
    }
