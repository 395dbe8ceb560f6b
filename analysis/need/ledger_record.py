"""The ledger as a record, for JSON and the screens: every line of a zone, its parts, the rules behind them."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.doubt.bands import need_band
from analysis.doubt.parameters import load_parameters
from analysis.doubt.small_counts import hide_records, is_sensitive, observed_needs
from analysis.doubt.sources import figure_sources
from analysis.need.bases import base_counts
from analysis.need.ledger import Ledger, lines_of
from analysis.need.rule_notes import need_notes
from analysis.question import Selection
from analysis.records.bounds import Sense, State, senses, settle
from analysis.records.ledger import LedgerLine, LedgerRecord, Strata
from analysis.records.shared import Services
from geo.json_values import encode
from geo.schema import STRATA
from geo.workspace.data import TerritoryData
from geo.workspace.zones import parts_of, smallest_in


def ledger_record(data: TerritoryData, book: Ledger, zone_id: str) -> LedgerRecord:
    """Return the ledger of a zone and of the parts that it compares.

    ``need_low`` and ``need_high`` are the supposed range of the need, given its status. None stands for unknown;
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
    return encode(
        LedgerRecord,
        zones.loc[zone_id],
        data,
        territory=data.territory.id,
        zone=zone_id,
        births=None if births is None else births.set_index("zone_id")["value"].get(zone_id),
        lines=own,
        parts=[{"zone": part, "name": zones.loc[part, "name"], "lines": below[part]} for part in parts],
        rules=book.rules[book.rules["rule_id"].isin(used)],
        zone_names={zone: zones.loc[zone, "name"] for zone in sorted(_zones_of(book.rules, used))},
        need_notes=need_notes(data.territory, book.rules[book.rules["rule_id"].isin(used)]),
        strata=_strata(data, book, zone_id),
        sources=figure_sources(data, ["births", "population", *book.shares.behind], smallest_in(data, zone_id)),
    )


def _zones_of(rules: pd.DataFrame, used: set[str]) -> set[str]:
    return set(rules.loc[rules["rule_id"].isin(used), "zone_id"])


def _shown(
    data: TerritoryData, book: Ledger, zone_id: str, parts: list[str]
) -> tuple[list[LedgerLine], dict[str, list[LedgerLine]]]:
    """Return the lines of a zone and of its parts, without the small counts of delicate situations."""
    parameters = load_parameters()
    births = base_counts(data, ["births"]).get("births")
    counted = pd.Series(dtype="float64") if births is None else births.set_index("zone_id")["value"]
    raw = {zone: lines_of(book, zone, data) for zone in (zone_id, *parts)}
    seen = {zone: observed_needs(lines, book.rules) for zone, lines in raw.items()}

    def told(zone: str) -> list[LedgerLine]:
        of_zone = float(counted.get(zone, np.nan))
        return [_line(line, of_zone) for line in raw[zone].to_dict("records")]

    own, found = told(zone_id), {part: told(part) for part in parts}
    for position, line in enumerate(own):
        about = Selection(**encode(Services, line))
        limit = parameters.mask_below if is_sensitive(about, parameters) else 0
        same = [
            (part, place) for part in parts for place, other in enumerate(found[part]) if _topic(other) == _topic(line)
        ]
        others = [found[part][place] for part, place in same]
        observed = np.array([seen[zone_id][position], *(seen[part][place] for part, place in same)], dtype=np.bool_)
        own[position], hidden = hide_records(
            LedgerLine, line, others, count="need", derived=_GIVE_BACK, below=limit, observed=observed
        )
        for (part, place), record in zip(same, hidden, strict=True):
            found[part][place] = record
    for line in (*own, *(one for lines in found.values() for one in lines)):
        settle(line)
    return own, found


def _topic(line: LedgerLine) -> tuple[str | None, ...]:
    return (line["kind"], line["function"], line["stratum"], line["stage"], line["unit"])


def _line(line: Mapping[Hashable, Any], births: float) -> LedgerLine:
    status = str(line["need_status"])
    band = need_band(float(line["need"]), status, parameters=load_parameters(), births=births)
    unknown = bool(pd.isna(line["need"]))
    return encode(
        LedgerLine,
        line,
        rules=str(line["rules"]).split(";"),
        need_status="unknown" if unknown else line["need_status"],
        need_low=band.low,
        need_high=band.high,
        need_is_minimum=int(str(line["need_unknown"])) > 0 and not unknown,
        offered_is_minimum=bool(np.isinf(line["offered_high"])),
        used=line["used"] if int(str(line["used_known"])) else None,
        masked=False,
        bounds=_bounds(line),
    )


def _bounds(line: Mapping[Hashable, Any]) -> dict[str, Sense]:
    state: State = line["register_state"]
    least = "partial" if state == "complete" and np.isinf(line["offered_high"]) else state
    return {
        **senses(state, up=["services", "used"]),
        **senses(least, up=["offered_low", "surplus"], down=["missing_high"]),
    }


def _strata(data: TerritoryData, book: Ledger, zone_id: str) -> Strata | None:
    if book.shares.terms.empty:
        return None
    counts = base_counts(data, [f"births:{stratum}" for stratum in STRATA], shares=book.shares)
    births = {
        stratum: counts[f"births:{stratum}"].set_index("zone_id")["value"].get(zone_id, np.nan) for stratum in STRATA
    }
    inside = smallest_in(data, zone_id)
    filled = book.shares.filled[book.shares.filled["zone_id"].isin(inside)]
    return encode(
        Strata,
        births=births,
        status="hypothesis",
        filled=filled.assign(name=filled["zone_id"].map(data.zones.set_index("zone_id")["name"])).rename(
            columns={"zone_id": "zone"}
        ),
        absent=book.shares.absent,
        terms=[
            {name: None if pd.isna(cell) else cell for name, cell in term.items()}
            for term in book.shares.terms.to_dict("records")
        ],
    )


_GIVE_BACK = ("need_low", "need_high", "missing_low", "missing_high", "undeclared", "surplus")
