"""On how many actors families can count, and what each closure would cost, in words."""

from typing import Literal

from analysis.closing.ask import MOST
from analysis.records.closing import Closure, FamilyChoice, RedundancyRecord, ZoneChoice
from ui.texts import Texts
from ui.words.known import bounded_short
from ui.words.measures import figure
from ui.words.numbers import minutes_apart

Cost = Literal["births_losing_access", "births_newly_beyond", "births_affected", "minutes_added_mean", "need_left_over"]
_COSTS: tuple[Cost, ...] = ("births_losing_access", "births_newly_beyond", "births_affected", "minutes_added_mean")


def choice_headers(texts: Texts) -> list[str]:
    """Return the headers of the columns that count families by the actors they have."""
    return [texts("column-actors-within", count=level) for level in range(MOST)] + [texts("column-three-or-more")]


def choice_table(record: RedundancyRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return how many families of each zone have no actor, one, two, or more."""
    headers = [texts("column-zone"), texts(f"column-base-{record['base']}"), *choice_headers(texts)]
    lines = [*record["parts"], record]
    return headers, [[line["name"], figure(line["total"], texts), *choice_cells(line, texts)] for line in lines]


def closure_table(record: RedundancyRecord, texts: Texts, *, most: int) -> tuple[list[str], list[list[str]]]:
    """Return what the first closures would cost, the dearest first."""
    minutes = f"{record['threshold_min']:g}"
    left = any(line["need_left_over"] is not None for line in record["closures"])
    shown: tuple[Cost, ...] = (*_COSTS, "need_left_over") if left else _COSTS
    headers = [texts(f"column-{column.replace('_', '-')}", minutes=minutes) for column in shown]
    rows = [
        [line["name"], *(_at_most(_cost(line, column, texts), line[column], record, texts) for column in shown)]
        for line in record["closures"][:most]
    ]
    return [texts("column-closure"), *headers], rows


def choices(line: FamilyChoice) -> tuple[float | None, ...]:
    """Return how many families have no actor, one, two, or more."""
    return line["with_0"], line["with_1"], line["with_2"], line["with_3_or_more"]


def choice_cells(line: ZoneChoice, texts: Texts) -> list[str]:
    """Return the cells of the choice; one or two actors may be more or fewer where the register is not complete."""
    names = ("with_0", "with_1", "with_2", "with_3_or_more")
    told = zip(names, choices(line), strict=True)
    return [
        texts("unknown")
        if value is None
        else bounded_short(figure(value, texts), line["bounds"].get(name, "exact"), texts)
        for name, value in told
    ]


def _cost(line: Closure, column: Cost, texts: Texts) -> str:
    cost = line[column]
    if column == "minutes_added_mean" and cost is not None:
        return minutes_apart(cost, texts.language)
    return figure(cost, texts)


def _at_most(written: str, cost: float | None, record: RedundancyRecord, texts: Texts) -> str:
    """Return what a closure costs: others who are not known may serve those who lose."""
    return written if cost is None else bounded_short(written, record["bounds"]["closures"], texts)
