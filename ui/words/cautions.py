"""What a register cannot say, in sentences: neighbours across the border, services it does not know, partial means."""

from collections.abc import Sequence
from typing import Literal

from analysis.records.diagnosis import DiagnosisLine, DiagnosisRecord
from analysis.records.shared import Edge
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.numbers import minutes, percent


def edge_lines(edge: Edge | None, texts: Texts) -> list[str]:
    """Return who is nearer to the border than to a service: nothing where nobody is, a warning where it is unknown."""
    if edge is None:
        return [texts("caution-neighbours")]
    if not edge["count"]:
        return []
    return [texts("caution-edge", share=percent(edge["share"], texts.language), base=texts(f"base-{edge['base']}"))]


def zero_line(rows: Sequence[DiagnosisLine], texts: Texts) -> list[str]:
    """Return what a zero means where some line has no service at all in the register."""
    return [texts("caution-zero")] if any(row["services"] == 0 and _may_have(row) for row in rows) else []


def _may_have(row: DiagnosisLine) -> bool:
    return row["register_state"] != "complete"


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
        out += edge_lines(record["edge"], texts)
    if any(_adds_up_loosely(record, figure) for figure in _SUMMED):
        out.append(texts("caution-rounded"))
    return out


def _adds_up_loosely(record: DiagnosisRecord, figure: Literal["capacity", "gap"]) -> bool:
    """Tell whether the rounded figures of the parts do not add up to the rounded total, when the exact ones do."""
    total = record[figure]
    values = [value for part in record["parts"] if (value := part[figure]) is not None]
    if not values or total is None or len(values) < len(record["parts"]):
        return False
    exact = abs(sum(values) - total) < 0.01 * len(values)
    return exact and sum(round(value) for value in values) != round(total)


_SUMMED: tuple[Literal["capacity"], Literal["gap"]] = ("capacity", "gap")
