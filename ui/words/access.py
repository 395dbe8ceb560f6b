"""What an access measure says, in words: its figures with what is known of them, what they rest on, how unequal."""

from math import nan
from typing import Literal

from analysis.records.access import AccessLine, AccessRecord
from geo.workspace.territory import load_territory
from ui.texts import Texts, pick
from ui.words.balances import amount
from ui.words.known import bounded_short
from ui.words.measures import figure, known_share, trip
from ui.words.numbers import count, percent
from ui.words.perhaps_same import linked
from ui.words.to_verify import said_of_both

ValueName = Literal["value", "value_open", "value_with_to_verify"]
BOTH_VALUES: tuple[ValueName, ValueName] = ("value_open", "value_with_to_verify")


def access_state(record: AccessRecord, texts: Texts) -> str:
    """Return why there is no figure."""
    listed = "yes" if record["register_state"] == "complete" else "no"
    return texts(f"access-state-{record['state']}", count=record["actors"] or 0, listed=listed)


def access_amount(
    line: AccessLine, name: Literal["demand", "served", "unserved"], record: AccessRecord, texts: Texts
) -> str:
    """Return a number of births, or of units of need: these may be few, and not whole."""
    value = line[name]
    if record["base"] == "need" and value is not None:
        return amount(value, texts)
    written = figure(value, texts, masked=line["masked"])
    return written if value is None else _bounded(line, name, written, texts)


def access_figure(line: AccessLine, name: ValueName, record: AccessRecord, texts: Texts) -> str:
    """Return what a line says, between two bounds where links between actors change the figure that was asked for."""
    written = access_value(line[name], record, texts, masked=line["masked"])
    if line[name] == line["value"] and line_linked(line):
        low, high = (access_value(line[end], record, texts) for end in ("value_low", "value_high"))
        written = written if low == high else texts("count-range", low=low, high=high)
    return _bounded(line, name, written, texts)


def line_linked(line: AccessLine) -> bool:
    """Return whether links between actors change a figure."""
    return not line["masked"] and linked(line["value_low"], line["value_high"])


def _bounded(line: AccessLine, name: str, written: str, texts: Texts) -> str:
    """Return a cell with what is known of it; as it is where it has no figure, or where it can be said neither way."""
    sense = line["bounds"].get(name, "exact")
    return written if sense == "unknown" else bounded_short(written, sense, texts)


def access_value(value: float | None, record: AccessRecord, texts: Texts, *, masked: bool = False) -> str:
    """Return what a measure says, as it is written wherever it is shown."""
    if record["measure"] == "nearest" and value is not None:
        return trip(value, texts)
    return figure(value, texts, digits=1 if record["measure"] == "cumulative" else 2, masked=masked)


def access_number(value: float | None) -> float:
    """Return a figure of a record as a number: NaN where it is unknown or hidden."""
    return nan if value is None else value


def access_remarks(record: AccessRecord, texts: Texts) -> list[str]:
    """Return what must be known of the figures: two in one cell, what is left out, how much they could move."""
    lines = [*record["parts"], record]
    differ = any(line["value_open"] != line["value_with_to_verify"] for line in lines)
    share = record["supply_known_share"]
    said = {
        texts("access-linked"): any(map(line_linked, lines)),
        texts("nobody-to-count"): record["demand"] == 0,
        texts("access-counts-one"): record["measure"] != "nearest" and record["supply"] == "one",
        texts("access-apl-not-standardised"): record["measure"] == "apl",
        texts("access-bfca-layer"): record["measure"] == "bfca",
        texts("access-minimum", share=percent(nan if share is None else share, texts.language)): share not in {None, 1},
        texts("remark-unlocated", actors=len(record["unlocated"])): bool(record["unlocated"]),
        texts("access-covered-only", count=len(record["covered_only"])): bool(record["covered_only"]),
    }
    return [
        *said_of_both(differ=differ, texts=texts, counted=record["to_verify"]),
        *(sentence for sentence, holds in said.items() if holds),
        *_moving(record, texts),
    ]


def _moving(record: AccessRecord, texts: Texts) -> list[str]:
    """Return what the weight of time is, and how far the figure of the zone would move with the times of travel."""
    out = []
    if record["decay"]:
        own = record["decay_source"] == record["decay"]
        said = record["decay"] if own else f"{record['decay']} ({record['decay_source']})"
        out.append(texts("access-decay", decay=said))
    moved = record["sensitivity"]
    if moved is not None:
        known = moved["zones"].get(record["zone"], {})
        low, high = known.get("shorter"), known.get("longer")
        if low is not None and high is not None and low != high:
            bounds = sorted((low, high))
            out.append(
                texts(
                    "access-sensitivity",
                    way=_way(moved["shorter_share"], moved["longer_share"]),
                    shorter=percent(moved["shorter_share"], texts.language),
                    longer=percent(moved["longer_share"], texts.language),
                    low=access_value(bounds[0], record, texts),
                    high=access_value(bounds[1], record, texts),
                )
            )
    return out


def _way(shorter: float, longer: float) -> str:
    """Return the way that trips may be wrong: an error of nothing is not told."""
    if round(longer, 2) == 0:
        return "shorter"
    return "longer" if round(shorter, 2) == 0 else "both"


def _rank_name(record: AccessRecord, texts: Texts) -> str:
    indicator = record["inequality"]["rank_indicator"]
    if indicator is None:
        return ""
    return pick(load_territory(record["territory"]).indicators[indicator].names, texts.language)


def access_indices(record: AccessRecord, texts: Texts) -> list[str]:
    """Return how unequal families are before the measure, a sentence for each index that is known."""
    if record["state"] != "ok":
        return []
    indices = record["inequality"]["indices"]
    out = []
    for name in ("gini", "palma", "concentration"):
        if indices.get(name) is not None:
            said = figure(indices[name], texts, digits=2)
            out.append(texts(f"index-{name}", value=said, indicator=_rank_name(record, texts)))
    whole, between = indices["theil"], indices["theil-between"]
    if whole and between is not None:
        total = figure(whole, texts, digits=3)
        out.append(texts("index-theil", value=total, share=percent(between / whole, texts.language)))
    benchmark, missing = record["inequality"]["benchmark"], indices.get("missing-share")
    if benchmark is not None and missing is not None:
        share = percent(missing, texts.language)
        norm = count(benchmark["value"], texts.language) if benchmark["value"] >= 10 else f"{benchmark['value']:g}"
        out.append(texts("index-missing", share=share, norm=norm, missed=benchmark["missed"]))
    known = known_share(record["inequality"]["known_share"].get("gini"))
    if known is not None:
        out.append(texts("index-known", share=percent(known, texts.language)))
    return out
