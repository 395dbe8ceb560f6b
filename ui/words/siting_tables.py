"""The answers of a siting question as tables: side by side, by province, and the trade-off curve."""

from typing import Any

from analysis.records.siting import Answer, SitingRecord
from ui.texts import Texts
from ui.words.balances import amount
from ui.words.known import known_cell_of, share_cell
from ui.words.measures import share
from ui.words.siting import amount_cell, covered, family_name, gained, has_aim, joined, measured, sites_text, trip


def side_by_side(record: SitingRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return the answers one beside the other: headers and rows."""
    capacities, aim, of = "unit" in record, has_aim(record), measured(record)
    names = ["sites", "rank", *(["served", "missing", "mean-new"] if capacities else ["gain", "left", "mean"])]
    headers = [texts(f"siting-table-{name}") for name in names]
    if aim and not capacities:
        headers.insert(2, texts("siting-table-aim"))
    rows = []
    for answer in record["answers"]:
        row = [sites_text(answer, texts), str(answer["rank"])]
        if aim and not capacities:
            row.append(amount_cell(answer["weight_gain"], "weight_gain", record, texts))
        known: dict[str, Any] = dict(answer)
        for name, value in zip(("gain", "left"), gained(answer, of), strict=True):
            as_one = known.get(f"{of}_{name}_as_one")
            row.append(amount_cell(value, f"{of}_{name}", record, texts, as_one=as_one))
        row.append(_mean(record, answer, texts))
        rows.append(row)
    return headers, rows


def _mean(record: SitingRecord, answer: Answer, texts: Texts) -> str:
    """Return the mean time of an answer: to the new sites, or to the nearest of all, at most that."""
    if "unit" in record:
        return trip(answer["minutes_mean_new"], texts)
    sense = record["bounds"]["mean_min_after"]
    return known_cell_of(answer["mean_min_after"], sense, texts, written=lambda value: trip(value, texts))


def curve_table(record: SitingRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return the trade-off between the total and the worst-served zone: headers and rows."""
    rows = [
        [
            joined(line["sites"], texts),
            share(line["share"], texts),
            known_cell_of(
                line["covered"],
                record["bounds"]["weight_after"],
                texts,
                written=lambda value: amount(value, texts, unit=record.get("unit")),
            ),
            share_cell(line["worst_share"], record["bounds"]["weight_after"], texts),
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
        figures = {"total": total, "before": before, "after": after, "gain": round(after - before, 6)}
        cells = [amount_cell(value, f"{of}_{name}", record, texts) for name, value in figures.items()]
        rows.append([part["name"], *cells])
    return [texts("column-zone"), first, *(texts(f"siting-{name}") for name in names)], rows


def by_family(record: SitingRecord, answer: Answer, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return what an answer brings to each stratum and class of vulnerability: headers and rows."""
    headers = [texts("siting-family"), texts(f"column-base-{record['base']}")]
    headers += [texts(f"siting-{name}") for name in ("part-column", "part-gain", "family-nearer", "family-losing")]
    rows = []
    for line in answer["families"]:
        gain = line["counts_after"] - line["counts_before"]
        figures = {"counts": line["counts"], "counts_before": line["counts_before"], "counts_gain": gain}
        cells = [amount_cell(value, name, record, texts) for name, value in figures.items()]
        cells += [amount_cell(line["nearer"], "counts_gain", record, texts), amount(line["losing"], texts)]
        rows.append([family_name(line, texts), *cells])
    return headers, rows
