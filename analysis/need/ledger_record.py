"""The ledger as plain values, for JSON: every line of a zone, its parts, and the rules and hypotheses behind them."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analysis.doubt.bands import need_band
from analysis.doubt.parameters import load_parameters
from analysis.doubt.small_counts import hide_records, is_sensitive
from analysis.doubt.sources import figure_sources
from analysis.need.bases import base_counts
from analysis.need.ledger import Ledger, lines_of
from analysis.question import Selection
from geo.json_values import Record, bounded, plain_number, rules_record
from geo.schema import STRATA
from geo.workspace.data import TerritoryData
from geo.workspace.zones import parts_of, smallest_in


def ledger_record(data: TerritoryData, book: Ledger, zone_id: str) -> Record:
    """Return the ledger of a zone and of the parts that it compares.

    ``need_low`` and ``need_high`` hold the need in 9 draws out of 10, given its status. None stands for unknown;
    ``offered_high`` is None where some capacity is unknown (``offered_is_minimum``). A service counts in every line
    that it serves: lines of different functions do not add up. Needs of families in delicate situations too few to be
    shown are hidden (``masked``), with what would give them back.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    lines = lines_of(book, zone_id, data)
    zones = data.zones.set_index("zone_id")
    births = base_counts(data, ["births"], shares=book.shares).get("births")
    used = {rule for ids in lines["rules"] for rule in ids.split(";")}
    used |= set(book.rules.loc[book.rules["rule_id"].isin(used), "like"].dropna())
    parts = list(parts_of(data, zone_id)["zone_id"])
    own, below = _shown(data, book, zone_id, parts)
    return {
        "territory": data.territory.id,
        "zone": zone_id,
        "name": zones.loc[zone_id, "name"],
        "level": zones.loc[zone_id, "level"],
        "births": None if births is None else plain_number(births.set_index("zone_id")["value"].get(zone_id)),
        "births_years": list(data.births_years),
        "lines": own,
        "parts": [{"zone": part, "name": zones.loc[part, "name"], "lines": below[part]} for part in parts],
        "rules": rules_record(book.rules[book.rules["rule_id"].isin(used)]),
        "zone_names": {zone: str(zones.loc[zone, "name"]) for zone in sorted(_zones_of(book.rules, used))},
        "strata": _strata(data, book, zone_id),
        "sources": figure_sources(data, ["births", "population", *book.shares.behind], smallest_in(data, zone_id)),
    }


def _zones_of(rules: pd.DataFrame, used: set[str]) -> set[str]:
    return set(rules.loc[rules["rule_id"].isin(used), "zone_id"])


def _shown(
    data: TerritoryData, book: Ledger, zone_id: str, parts: list[str]
) -> tuple[list[Record], dict[str, list[Record]]]:
    """Return the lines of a zone and of its parts, without the small counts of delicate situations."""
    parameters = load_parameters()
    own = [_line(line) for line in lines_of(book, zone_id, data).to_dict("records")]
    found = {part: [_line(line) for line in lines_of(book, part, data).to_dict("records")] for part in parts}
    for position, line in enumerate(own):
        about = Selection(kind=line["kind"], function=line["function"], stratum=line["stratum"])
        limit = parameters.mask_below if is_sensitive(about, parameters) else 0
        same = [
            (part, place) for part in parts for place, other in enumerate(found[part]) if _topic(other) == _topic(line)
        ]
        own[position], hidden = hide_records(
            line, [found[part][place] for part, place in same], count="need", derived=_GIVE_BACK, below=limit
        )
        for (part, place), record in zip(same, hidden, strict=True):
            found[part][place] = record
    for lines in found.values():
        lines[:] = [line if "masked" in line else {**line, "masked": False} for line in lines]
    return own, found


def _topic(line: Record) -> tuple[str | None, ...]:
    return tuple(line[name] for name in _TEXTS)


def _line(line: Mapping[Hashable, Any]) -> Record:
    texts = {name: line[name] if isinstance(line[name], str) else None for name in _TEXTS}
    counts = {name: int(str(line[name])) for name in _COUNTS}
    return {
        **texts,
        "rules": str(line["rules"]).split(";"),
        "need": plain_number(line["need"]),
        "need_status": "unknown" if pd.isna(line["need"]) else line["need_status"],
        **_band(line),
        "need_is_minimum": counts["need_unknown"] > 0 and bool(pd.notna(line["need"])),
        **counts,
        "offered_low": plain_number(line["offered_low"]),
        "offered_high": bounded(line["offered_high"]),
        "offered_is_minimum": bounded(line["offered_high"]) is None,
        "used": plain_number(line["used"]) if counts["used_known"] else None,
        "missing_low": plain_number(line["missing_low"]),
        "missing_high": plain_number(line["missing_high"]),
        "surplus": plain_number(line["surplus"]),
    }


def _band(line: Mapping[Hashable, Any]) -> Record:
    band = need_band(float(line["need"]), str(line["need_status"]), parameters=load_parameters())
    return {"need_low": plain_number(band.low), "need_high": plain_number(band.high)}


def _strata(data: TerritoryData, book: Ledger, zone_id: str) -> Record | None:
    if book.shares.terms.empty:
        return None
    counts = base_counts(data, [f"births:{stratum}" for stratum in STRATA], shares=book.shares)
    births = {
        stratum: plain_number(counts[f"births:{stratum}"].set_index("zone_id")["value"].get(zone_id))
        for stratum in STRATA
    }
    parameters = load_parameters()
    for stratum in parameters.sensitive_strata:
        if 0 < (births[stratum] or 0) < parameters.mask_below:
            births[stratum] = None
    inside = set(smallest_in(data, zone_id))
    filled = book.shares.filled
    names = data.zones.set_index("zone_id")["name"]
    return {
        "births": births,
        "status": "hypothesis",
        "filled": [
            {
                "zone": row["zone_id"],
                "name": names[row["zone_id"]],
                "indicator": row["indicator"],
                "value": plain_number(row["value"]),
                "from_zone": row["from_zone"],
            }
            for row in filled[filled["zone_id"].isin(inside)].to_dict("records")
        ],
        "absent": list(book.shares.absent),
        "terms": [
            {name: None if pd.isna(cell) else cell for name, cell in term.items()}
            for term in book.shares.terms.to_dict("records")
        ],
    }


_GIVE_BACK = ("need_low", "need_high", "missing_low", "missing_high", "surplus")
_TEXTS = ("kind", "function", "stratum", "stage", "unit")
_COUNTS = ("need_unknown", "services", "capacity_known", "other_unit", "used_known")
