"""The need ledger in words: its lines as a table, and what must be known before they are quoted."""

from analysis.records.ledger import LedgerLine, LedgerRecord, Strata
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.balances import (
    missing_text,
    need_text,
    offered_text,
    precision_text,
    subject_text,
    unit_text,
    unknowns_text,
    used_text,
)
from ui.words.measures import figure, share

_COLUMNS = ("subject", "precision", "unit", "needed", "offered", "in-use", "missing", "unknowns")


def ledger_table(record: LedgerRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return the lines of a zone: headers and rows, figures from the fourth column on."""
    headers = [texts(f"ledger-column-{name}") for name in _COLUMNS]
    return headers, [_cells(line, texts) for line in record["lines"]]


def ledger_remarks(record: LedgerRecord, texts: Texts) -> list[str]:
    """Return what must be known before quoting the lines: what adds up, what is hidden, supposed or not known."""
    out = [texts("ledger-adding-up")]
    if any(line["masked"] for line in record["lines"]):
        out.append(texts("remark-hidden"))
    moved = [
        texts("ledger-band", status=texts(f"status-{status}"), low=share(1 - low, texts))
        for status, low in _bands(record["lines"]).items()
    ]
    if moved:
        out.append(texts("ledger-bands", said=", ".join(moved)))
    out += _strata(record["strata"], texts)
    if any(line["services"] == 0 and line["register_state"] != "complete" for line in record["lines"]):
        out.append(texts("caution-zero"))
    return out


def _cells(line: LedgerLine, texts: Texts) -> list[str]:
    return [
        subject_text(line, texts),
        precision_text(line, texts),
        unit_text(line["unit"], texts),
        need_text(line, texts, unit=line["unit"]),
        offered_text(line, texts),
        used_text(line, texts),
        missing_text(line, texts),
        unknowns_text(line, texts),
    ]


def _bands(lines: list[LedgerLine]) -> dict[str, float]:
    """Return, per status of a need, its lower bound as a share of the need, where most families are counted."""
    bounds: dict[str, float] = {}
    for line in lines:
        need, low = line["need"], line["need_low"]
        if need and low is not None and low != need and not line["masked"]:
            status = line["need_status"]
            bounds[status] = max(low / need, bounds.get(status, 0.0))
    return bounds


def indicator_text(name: str, texts: Texts) -> str:
    """Return the name of an indicator that strata rest on; its code where nobody named it."""
    return texts(f"strata-indicator-{name}") if texts.has(f"strata-indicator-{name}") else name


def _strata(strata: Strata | None, texts: Texts) -> list[str]:
    if strata is None:
        return []
    named = load_vocabulary().strata
    shares = ", ".join(
        texts("ledger-strata-share", stratum=named[stratum].short(texts.language), births=figure(births, texts))
        for stratum, births in strata["births"].items()
    )
    out = [texts("ledger-strata", shares=shares)]
    if strata["absent"]:
        absent = ", ".join(indicator_text(name, texts) for name in strata["absent"])
        out.append(texts("ledger-strata-absent", named=absent))
    zones = sorted({line["name"] for line in strata["filled"]})
    if zones:
        out.append(texts("ledger-filled", zones=len(zones), named=", ".join(zones)))
    return out
