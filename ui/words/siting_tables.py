"""The answers of a siting question as tables: side by side, by province, and the trade-off curve."""

from analysis.records.siting import Answer, SitingRecord
from ui.texts import Texts
from ui.words.balances import amount
from ui.words.measures import share
from ui.words.siting import covered, gained, has_aim, joined, measured, sites_text, trip


def side_by_side(record: SitingRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return the answers one beside the other: headers and rows."""
    capacities, aim = "unit" in record, has_aim(record)
    names = ["sites", "rank", *(["served", "missing", "mean-new"] if capacities else ["gain", "left", "mean"])]
    headers = [texts(f"siting-table-{name}") for name in names]
    if aim and not capacities:
        headers.insert(2, texts("siting-table-aim"))
    rows = []
    for answer in record["answers"]:
        row = [sites_text(answer, texts), str(answer["rank"])]
        if aim and not capacities:
            row.append(amount(answer["weight_gain"], texts))
        row += [amount(value, texts, unit=record.get("unit")) for value in gained(answer, measured(record))]
        row.append(trip(answer["minutes_mean_new" if capacities else "mean_min_after"], texts))
        rows.append(row)
    return headers, rows


def curve_table(record: SitingRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return the trade-off between the total and the worst-served zone: headers and rows."""
    rows = [
        [
            joined(line["sites"], texts),
            share(line["share"], texts),
            amount(line["covered"], texts, unit=record.get("unit")),
            share(line["worst_share"], texts),
        ]
        for line in record["curve"]
    ]
    return [texts(f"siting-curve-{name}") for name in ("sites", "share", "covered", "worst")], rows


def by_part(record: SitingRecord, answer: Answer, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return what an answer brings to each province: headers and rows."""
    of = measured(record)
    first = texts("column-base-need" if of == "weight" else f"column-base-{record['base']}")
    names = (
        ("part-before-served", "part-after", "part-gain")
        if of == "weight"
        else ("part-column", "part-after", "part-gain")
    )
    rows = []
    for part in answer["parts"]:
        total, before, after = covered(part, of)
        figures = (total, before, after, round(after - before, 6))
        rows.append([part["name"], *(amount(value, texts, unit=record.get("unit")) for value in figures)])
    return [texts("column-zone"), first, *(texts(f"siting-{name}") for name in names)], rows
