"""What a register cannot say, in sentences: neighbours across the border, services it does not know, partial means."""

from collections.abc import Sequence

from analysis.records.diagnosis import DiagnosisLine, DiagnosisRecord
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.numbers import minutes, percent


def edge_lines(record: Record, texts: Texts) -> list[str]:
    """Return who is nearer to the border than to a service: nothing where nobody is, a warning where it is unknown."""
    edge = record.get("edge")
    if edge is None:
        return [texts("caution-neighbours")]
    if not edge["count"]:
        return []
    return [texts("caution-edge", share=percent(edge["share"], texts.language), base=texts(f"base-{edge['base']}"))]


def zero_line(rows: Sequence[DiagnosisLine], texts: Texts) -> list[str]:
    """Return what a zero means where some line has no service at all in the register."""
    return [] if all(row["services"] for row in rows) else [texts("caution-zero")]


def diagnosis_cautions(record: DiagnosisRecord, texts: Texts) -> list[str]:
    """Return what must be known before quoting a diagnosis: its zeros, its means, its edges, its rounding."""
    rows = [*record["parts"], record]
    out = zero_line(rows, texts)
    if record["need_strata"]:
        strata = load_vocabulary().strata
        named = ", ".join(strata[code].short(texts.language) for code in record["need_strata"])
        out.append(texts("caution-need-strata", strata=named))
    if record["mean_min"] is not None and record["unreached_places"]:
        out.append(texts("caution-mean", minutes=minutes(record["horizon_min"], texts.language)))
    if record["share_within"] and any(share is not None for share in record["share_within"].values()):
        out += edge_lines(record, texts)
    if _adds_up_loosely(record, "capacity") or _adds_up_loosely(record, "gap"):
        out.append(texts("caution-rounded"))
    return out


def _adds_up_loosely(record: DiagnosisRecord, figure: str) -> bool:
    """Tell whether the rounded figures of the parts do not add up to the rounded total, when the exact ones do."""
    values = [part[figure] for part in record["parts"]]
    if not values or record[figure] is None or any(value is None for value in values):
        return False
    exact: bool = abs(sum(values) - record[figure]) < 0.01 * len(values)
    return exact and bool(sum(round(value) for value in values) != round(record[figure]))
