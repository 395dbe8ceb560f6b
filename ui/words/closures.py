"""Redundancy in words: how many families can count on somebody, what closures cost, between the bounds of each."""

from math import isnan
from typing import Any

from analysis.closing.ask import MOST
from analysis.records.bounds import Sense, State
from analysis.records.closing import BuildingClosure, Closure, FamilyChoice, FewerServices, RedundancyRecord
from ui.texts import Texts
from ui.words.known import known_cell_of
from ui.words.measures import figure
from ui.words.numbers import count, decimal, minutes_apart

COSTS = ("births_losing_access", "births_newly_beyond", "births_affected", "minutes_added_mean", "need_left_over")
SOME = ("with_1", "with_2", "with_3_or_more")


def choice_headers(state: State, texts: Texts) -> list[str]:
    """Return the titles of the columns that count families by the actors they have."""
    headers = [texts("column-actors-within", count=level, state=state) for level in range(MOST)]
    return [*headers, texts("column-three-or-more")]


def choice_table(record: RedundancyRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return how many families of each zone have no actor, one, two, or more: headers and rows."""
    headers = [texts("column-zone"), texts(f"column-base-{record['base']}")]
    rows = [
        [line["name"], figure(line["total"], texts), *choice_cells(line, line["bounds"], texts)]
        for line in [*record["parts"], record]
    ]
    return [*headers, *choice_headers(record["register_state"], texts)], rows


def closure_table(record: RedundancyRecord, texts: Texts, *, most: int) -> tuple[list[str], list[list[str]]]:
    """Return what the first closures would cost, the dearest first: headers and rows."""
    minutes, sense = f"{record['threshold_min']:g}", record["bounds"]["closures"]
    left = any(line["need_left_over"] is not None for line in record["closures"])
    shown = COSTS if left else COSTS[:-1]
    titles = cost_titles(shown, sense, texts, minutes=minutes)
    biased = any(line["births_newly_beyond_low"] != line["births_newly_beyond_high"] for line in record["closures"])
    rows = [
        [line["name"], *cost_cells(line, shown, sense, texts), *([beyond_cell(line, sense, texts)] if biased else [])]
        for line in record["closures"][:most]
    ]
    return [texts("column-closure"), *titles, *([texts("column-beyond-bias", minutes=minutes)] if biased else [])], rows


def building_table(record: RedundancyRecord, texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Return what closing each shared building would cost, the dearest first: headers and rows."""
    minutes, sense = f"{record['threshold_min']:g}", record["bounds"]["closures"]
    rows = [[" · ".join(one["names"]), *cost_cells(one, COSTS[:-1], sense, texts)] for one in record["buildings"]]
    return [texts("building-closure"), *cost_titles(COSTS[:-1], sense, texts, minutes=minutes)], rows


def choice_cells(line: FamilyChoice, bounds: dict[str, Sense], texts: Texts) -> list[str]:
    """Return how many have no actor, one, two, three or more: both figures where links between actors move some."""
    known: dict[str, Any] = dict(line)
    told = [known_cell_of(line["with_0"], bounds.get("with_0", "exact"), texts, written=lambda one: figure(one, texts))]
    for name in SOME:
        sense = bounds.get(name, "exact")
        told.append(_range(known[name], known[f"{name}_as_one"], sense, texts))
    return told


def cost_cells(line: Closure | BuildingClosure, names: tuple[str, ...], sense: Sense, texts: Texts) -> list[str]:
    """Return what a closure costs: others who are not known may serve those who lose.

    Of a mean nothing can be said: if some no longer lose, that of the others may be more or less.
    """
    known: dict[str, Any] = dict(line)
    cells = []
    for name in names:
        mean = name == "minutes_added_mean"
        told: Sense = "exact" if mean and sense == "at-most" else sense
        cells.append(_range(known[name], known.get(f"{name}_as_one", known[name]), told, texts, apart=mean))
    return cells


def cost_titles(names: tuple[str, ...], sense: Sense, texts: Texts, *, minutes: str) -> list[str]:
    """Return the titles of the same columns."""
    titles = [texts(f"column-{name.replace('_', '-')}", minutes=minutes) for name in names]
    means = [sense == "at-most" and name == "minutes_added_mean" for name in names]
    return [
        texts("column-among-known", title=title) if mean else title for title, mean in zip(titles, means, strict=True)
    ]


def beyond_cell(line: Closure, sense: Sense, texts: Texts) -> str:
    """Return the births newly beyond the threshold between both ends of the bias of the times."""
    low, high = line["births_newly_beyond_low"], line["births_newly_beyond_high"]
    return _range(high if sense == "at-most" else low, high, sense, texts)


def closure_notes(record: RedundancyRecord, texts: Texts) -> list[str]:
    """Return how far the bias of the times moves those who have nobody, and what two figures in a cell mean."""
    said = without_any(
        record["with_0_low"],
        record["with_0_high"],
        record["bounds"]["with_0"],
        texts,
        minutes=record["threshold_min"],
        measure=record["base"],
    )
    said += [texts("building-note")] if record["buildings"] else []
    return [*said, *([texts("closure-linked")] if any(line["linked"] for line in record["closures"]) else [])]


def without_any(
    low: float | None, high: float | None, sense: Sense, texts: Texts, *, minutes: float, measure: str
) -> list[str]:
    """Return between which numbers those who have nobody within reach are, given the error of the times."""
    if low is None or high is None or isnan(low):
        return []
    least, most = figure(low, texts), figure(high, texts)
    if least == most:
        return []
    form = "most" if sense == "at-most" else "range"
    return [texts("closure-bias", form=form, low=least, high=most, minutes=f"{minutes:g}", measure=measure)]


def _range(one: float | None, other: float | None, sense: Sense, texts: Texts, *, apart: bool = False) -> str:
    def written(value: float) -> str:
        return minutes_apart(value, texts.language) if apart else figure(value, texts)

    if one is None or other is None or written(one) == written(other):
        return known_cell_of(other, sense, texts, written=written)
    low, high = sorted((one, other))
    return known_cell_of(
        high, sense, texts, written=lambda _high: texts("count-range", low=written(low), high=written(high))
    )


def fewer_lines(fewer: FewerServices, texts: Texts) -> list[str]:
    """Return how few services keep a norm, which may not close, and which stay."""
    told = {"minutes": f"{fewer['norm_min']:g}", "fewest": fewer["fewest"], "services": fewer["services"]}
    said = [texts("fewer-fewest", **told)]
    if fewer["worse_min"] is not None:
        said.append(texts("fewer-worse", worse=f"{fewer['worse_min']:g}"))
    if fewer["needed"]:
        each = [
            texts("fewer-needed-one", name=line["name"], births=count(line["births"], texts.language))
            for line in fewer["needed"]
        ]
        said.append(texts("fewer-needed", count=len(each), named=", ".join(each)))
    else:
        said.append(texts("fewer-needed-none"))
    stay, close = (", ".join(line["name"] for line in fewer[side]) for side in ("stay", "close"))
    mean = [
        texts("unknown") if value is None else decimal(value, texts.language, digits=1)
        for value in (fewer["mean_min_before"], fewer["mean_min_after"])
    ]
    known = "yes" if fewer["proven"] else "no"
    said.append(texts("fewer-stay", count=len(fewer["stay"]), stay=stay, before=mean[0], after=mean[1], proven=known))
    return [*said, texts("fewer-close", close=close)] if close else said
