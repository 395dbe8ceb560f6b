"""The table of a diagnosis, as shown in the app and printed in the terminal: the same cells."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.records.diagnosis import DiagnosisLine, KindLine
from geo.workspace.territory import Territory
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts, pick
from ui.words.diagnosis import missing, need_nature
from ui.words.known import bounded_short, known_cell
from ui.words.measures import figure, needed, supposed, trip
from ui.words.numbers import count, percent
from ui.words.people import People, people_counted, people_field
from ui.words.perhaps_same import count_range, linked, services_cell
from ui.words.table_columns import Field
from ui.words.to_verify import differing, either_share, other_columns, other_fields

_BOUNDED = {
    "capacity": "capacity",
    "rate": "coverage_rate",
    "gap": "gap",
    "services": "services",
    "within": "share_within",
    "mean": "mean_min",
}
"""The columns of figures that rest on a register, and the fields that say what is known of them."""


def headers(rows: Sequence[DiagnosisLine], territory: Territory, texts: Texts) -> list[str]:
    """Return the headers, the unit in each; the first is the level that is compared."""
    names = (_people(rows), "need", "capacity", "coverage", "gap", "services")
    within = [texts("column-within", minutes=int(threshold)) for threshold in territory.thresholds_min]
    zone = pick(territory.level(rows[0]["level"]).names, texts.language).capitalize()
    return [zone, *(texts(f"column-{name}") for name in names), *within, texts("column-mean-minutes")]


def cells(rows: Sequence[DiagnosisLine], texts: Texts) -> list[list[str]]:
    """Return the cells of each zone, in the order of :func:`headers`."""
    people = _people(rows)
    return [_cells(row, people, texts) for row in rows]


def _people(rows: Sequence[DiagnosisLine]) -> People:
    return people_counted((row["births"] for row in rows), (row["population"] for row in rows))


def _cells(row: DiagnosisLine, people: People, texts: Texts) -> list[str]:
    need = texts("hidden") if row["masked"] else needed(row["need"], row["need_status"], texts)
    return [
        row["name"],
        figure(row[people], texts),
        texts("marked-hypothesis", value=need)
        if row["need_status"] == "hypothesis" and row["need"] is not None
        else need,
        capacity_text(row, texts),
        coverage_text(row, texts),
        gap_text(row, texts),
        services_cell(row["services_low"], row["services"], row["bounds"]["services"], texts),
        *(either_share(row, limit, texts) for limit in row["share_within"]),
        bounded_short(trip(row["mean_min"], texts), row["bounds"]["mean_min"], texts),
    ]


def kinds_headers(territory: Territory, texts: Texts) -> list[str]:
    """Return the headers of the table of all kinds of actors."""
    names = [texts(f"column-{name}") for name in ("kind", "open", "set-aside")]
    return names + [texts("column-within", minutes=int(threshold)) for threshold in territory.thresholds_min]


def kind_cells(row: KindLine, texts: Texts) -> list[str]:
    """Return the cells of one kind, in the order of :func:`kinds_headers`."""
    return [
        load_vocabulary().label("kind", row["kind"], language=texts.language, plural=True),
        _open_cell(row, texts),
        count(row["set_aside"], texts.language),
        *(either_share(row, limit, texts) for limit in row["share_within"]),
    ]


def _open_cell(row: KindLine, texts: Texts) -> str:
    """Return how many are known of how many; how many count, where links or those to verify make it another number."""
    low, high, known = row["open_low"], row["open"], row["register"]
    if low is None or high is None or (low == high == known["known"]):
        return known_cell(known, texts)
    said = count_range(low, high, texts)
    if high == known["known"]:
        return known_cell(known, texts, said=said)
    return texts("known-cell-verify", known=known_cell(known, texts), counted=said)


def capacity_text(row: DiagnosisLine, texts: Texts) -> str:
    """Return what is offered, marked as a minimum when some capacities are unknown."""
    return _bounded(row, ("capacity_low", "capacity"), count, "at-least", texts)


def coverage_text(row: DiagnosisLine, texts: Texts) -> str:
    """Return the share of the need that is covered, marked as a minimum when some capacities are unknown."""
    return _bounded(row, ("coverage_rate_low", "coverage_rate"), percent, "at-least", texts)


def gap_text(row: DiagnosisLine, texts: Texts) -> str:
    """Return what is missing: a figure, two bounds, or at most so much where capacities are unknown.

    Services that are perhaps the same leave more of it missing were they one.
    """
    lack, least, most = missing(row, linked=True)
    if lack == "unknown":
        return texts("hidden" if row["masked"] else "unknown")
    if lack == "surplus":
        least, most = row["gap"], row["gap_high"]
    low, high = (needed(value, row["need_status"], texts) for value in (least, most))
    if lack == "at-most":
        return texts("at-most", value=high)
    return high if low == high else texts("between", low=low, high=high)


_Bound = Literal["capacity", "capacity_low", "coverage_rate", "coverage_rate_low"]


def _bounded(
    row: DiagnosisLine, keys: tuple[_Bound, _Bound], written: Callable[[float, str], str], bound: str, texts: Texts
) -> str:
    """Return a figure, what it is were services that are perhaps the same one each coming first in ``keys``."""
    careful, plain = row[keys[0]], row[keys[1]]
    if careful is None or plain is None:
        return texts("hidden") if row["masked"] and keys[1] != "capacity" else texts("unknown")
    if row["capacity_is_minimum"] and not careful:
        return texts("none-known" if keys[1] == "capacity" else "unknown")
    value = written(careful, texts.language)
    if row["capacity_is_minimum"]:
        return texts(bound, value=value)
    if careful == plain:
        return value
    low, high = (written(one, texts.language) for one in sorted((careful, plain)))
    return texts("between", low=low, high=high)


def zones_frame(
    rows: list[DiagnosisLine], territory: Territory, texts: Texts, *, to_verify: bool = False
) -> tuple[pd.DataFrame, list[Field]]:
    """Return the table of several zones as numbers, with the fields that say how to write them.

    ``to_verify`` tells whether services to verify count; where that changes a share, the other share has its column.
    """
    others = differing(rows, texts)
    several = any(row.get("need_topics") for row in rows)
    people = _people(rows)
    lines: list[dict[str, Any]] = [
        {
            "zone": row["name"],
            people: row[people],
            "need": supposed(row["need"], row["need_status"]),
            "status": texts("need-status-several") if several else need_nature(row, texts),
            "capacity": row["capacity"],
            "rate": row["coverage_rate"],
            "gap": supposed(_most(row), row["need_status"]),
            "bound": _remark(row, texts),
            "services": row["services"],
            **{f"within {limit}": share for limit, share in row["share_within"].items()},
            **other_columns(row, others, counted=to_verify),
            "mean": row["mean_min"],
            **{f"{name}-sense": row["bounds"].get(field, "exact") for name, field in _BOUNDED.items()},
        }
        for row in rows
    ]
    said = ("zone", "status", "bound", *(f"{name}-sense" for name in _BOUNDED))
    frame = pd.DataFrame(
        {
            name: [line[name] for line in lines]
            if name in said
            else np.array([_number(line.get(name)) for line in lines], np.float64)
            for name in dict.fromkeys(name for line in lines for name in line)
        }
    )
    level = pick(territory.level(rows[0]["level"]).names, texts.language)
    fields = [
        Field("zone", level.capitalize()),
        people_field(people, texts),
        Field("need", texts("column-need"), "count", texts("glossary-need")),
        Field("status", texts("column-need-status"), width=130),
        Field("capacity", texts("column-capacity"), "count", texts("glossary-capacity"), sense="capacity-sense"),
        Field("rate", texts("column-coverage"), "percent", texts("glossary-coverage"), sense="rate-sense"),
        Field("gap", texts("column-gap"), "count", texts("glossary-gap"), sense="gap-sense"),
        Field("bound", texts("column-bound"), hint=texts("glossary-bound"), width=130),
        Field("services", texts("column-services"), "count", sense="services-sense"),
        *(replace(field, sense="within-sense") for field in within_fields(territory, texts)),
        *(replace(field, sense="within-sense") for field in other_fields(others, texts, counted=to_verify)),
        Field("mean", texts("column-mean-minutes"), "minutes", texts("glossary-mean"), sense="mean-sense"),
    ]
    return frame, fields


def _most(row: DiagnosisLine) -> float | None:
    lack, _, most = missing(row)
    return row["gap"] if lack == "surplus" else most


def _remark(row: DiagnosisLine, texts: Texts) -> str:
    """Return what keeps a row from being read as it is: a hidden need, a capacity that is only a minimum."""
    said = [texts("hidden")] if row["masked"] else []
    if row["register_state"] == "not-listed":
        said.append(texts("state-not-listed"))
    elif row["register_state"] == "partial":
        said.append(texts("bound-register"))
    if row["capacity_is_minimum"] and row["services"]:
        said.append(texts("bound-unknown" if row["capacity"] is None else "bound-minimum"))
    if linked(row["services_low"], row["services"]):
        said.append(texts("unknown-links", services=count_range(row["services_low"], row["services"], texts)))
    lack, least, _ = missing(row)
    if lack == "between":
        said.append(texts("missing-least", value=needed(least, row["need_status"], texts)))
    return ", ".join(said)


def kinds_frame(
    rows: list[KindLine], territory: Territory, texts: Texts, *, to_verify: bool = False
) -> tuple[pd.DataFrame, list[Field]]:
    """Return the table of all kinds of actors as numbers, as :func:`zones_frame` does that of zones."""
    others = differing(rows, texts)
    ranged = any(linked(row["open_low"], row["open"]) for row in rows)
    frame = pd.DataFrame(
        [
            {
                "kind": load_vocabulary().label("kind", row["kind"], language=texts.language, plural=True),
                "open": services_cell(row["open_low"], row["open"], row["bounds"].get("open", "exact"), texts)
                if ranged
                else _number(row["open"]),
                "aside": float(row["set_aside"]),
                **{
                    f"within {limit}": float("nan") if share is None else share
                    for limit, share in row["share_within"].items()
                },
                "known": known_cell(row["register"], texts),
                "open-sense": row["bounds"].get("open", "exact"),
                "within-sense": row["bounds"].get("share_within", "exact"),
                **other_columns(row, others, counted=to_verify),
            }
            for row in rows
        ]
    )
    fields = [
        Field("kind", texts("column-kind")),
        Field("open", texts("column-open"), "text" if ranged else "count", sense="" if ranged else "open-sense"),
        Field("known", texts("column-known-of")),
        Field("aside", texts("column-set-aside"), "count", texts("glossary-set-aside")),
        *(replace(field, sense="within-sense") for field in within_fields(territory, texts)),
        *(replace(field, sense="within-sense") for field in other_fields(others, texts, counted=to_verify)),
    ]
    return frame, fields


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def within_fields(territory: Territory, texts: Texts) -> list[Field]:
    """Return one field per threshold of a territory, for columns named ``within <minutes>``."""
    return [
        Field(f"within {limit:g}", texts("column-within", minutes=int(limit)), "percent", texts("glossary-within"))
        for limit in territory.thresholds_min
    ]
