"""Verdicts as a record, for JSON and the screens."""

from collections.abc import Sequence

from analysis.norms.ask import Verdict
from analysis.records.norms import NoNorm, RatioVerdict, TimeVerdict, VerdictRecord, VerdictsRecord
from geo.json_values import encode
from geo.workspace.data import TerritoryData


def verdicts_record(data: TerritoryData, zone_id: str, found: Sequence[Verdict]) -> VerdictsRecord:
    """Return the verdicts of a zone; None stands for unknown."""
    return encode(
        VerdictsRecord,
        data.zones.set_index("zone_id").loc[zone_id],
        territory=data.territory.id,
        country=data.territory.country,
        zone=zone_id,
        verdicts=[_verdict(verdict) for verdict in found],
    )


def _verdict(verdict: Verdict) -> VerdictRecord:
    norm = verdict.norm
    denominator = norm.denominators if any(norm.denominators.values()) else None
    if norm.form == "ratio":
        return encode(RatioVerdict, norm, verdict, denominator=denominator, base_missing_zones=verdict.base_missing)
    if norm.form == "none":
        return encode(NoNorm, norm, verdict, denominator=denominator)
    return encode(
        TimeVerdict,
        verdict,
        norm,
        denominator=denominator,
        share_wanted=norm.share,
        beyond_share_observed=norm.beyond_share or None,
        engine=verdict.engine.kind if verdict.engine else None,
    )
