"""Coordination against need, in words: families, hours and posts by stratum, and what is offered."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.network.coordination import CoordinationNeed, MixedLoad
from ui.texts import Texts
from ui.words.network import function_name, stratum_name
from ui.words.numbers import count, decimal, significant

LINE_TITLES = ("function", "stratum", "births", "families", "hours", "trip", "load", "posts", "open")
TOTAL_TITLES = ("function", "families", "posts", "capacity", "gap", "unknown")


def coordination_sentence(need: CoordinationNeed, zone_name: str, texts: Texts) -> str:
    """Return the sentence that opens the table: posts of coordination that the known strata ask for."""
    own = need.totals[need.totals["function"] == "coordination"]
    if own.empty or pd.isna(own["posts_high"].iloc[0]):
        return texts("coordination-nothing", zone=zone_name)
    line = own.to_dict("records")[0]
    return texts(
        "coordination-finding",
        zone=zone_name,
        families=_range(line, "families", texts),
        posts=_range(line, "posts", texts),
        offer=_offer(line, texts),
    )


def line_cells(line: Mapping[Any, Any], texts: Texts) -> list[str]:
    """Return a line on a function and a stratum."""
    language = texts.language
    return [
        function_name(line["function"], texts),
        stratum_name(line["stratum"], texts),
        _supposed(line["births"], language),
        _range(line, "families", texts),
        decimal(line["hours"], language),
        decimal(line["trip_hours"], language),
        count(line["load"], language),
        _range(line, "posts", texts),
        count(line["open"], language),
    ]


def total_cells(line: Mapping[Any, Any], texts: Texts) -> list[str]:
    """Return a line on a function over its strata, with what is offered and what lacks."""
    unknown = [stratum_name(code, texts) for code in str(line["strata_unknown"] or "").split(";") if code]
    low, high = line["gap_low"], line["gap_high"]
    if pd.isna(low) or (pd.isna(high) and not low):
        gap = texts("unknown")
    elif pd.isna(high):
        gap = texts("coordination-at-least", number=_supposed(low, texts.language))
    else:
        gap = _range({"gap_low": low, "gap_high": high}, "gap", texts)
    return [
        function_name(line["function"], texts),
        _range(line, "families", texts),
        _range(line, "posts", texts),
        _offer(line, texts),
        gap,
        ", ".join(unknown) or "–",
    ]


def mix_sentence(mix: MixedLoad, families: Mapping[str, float], texts: Texts) -> str:
    """Return what families of several strata followed together take of a post."""
    told = ", ".join(
        texts("coordination-mix-part", number=count(number, texts.language), stratum=stratum_name(stratum, texts))
        for stratum, number in families.items()
        if number
    )
    return texts(
        "coordination-mix",
        families=told,
        hours=count(mix.hours, texts.language),
        posts=decimal(mix.posts, texts.language, digits=2),
    )


def hypothesis_sentence(need: CoordinationNeed, texts: Texts) -> str:
    """Return what the hours rest on."""
    told = need.hypotheses
    return texts(
        "coordination-hypotheses",
        hours=count(told.fte_hours, texts.language),
        minutes=decimal(told.trip_min, texts.language, digits=0),
        source=told.source,
    )


def _offer(line: Mapping[Any, Any], texts: Texts) -> str:
    language = texts.language
    told = {"known": line["capacity_known"], "services": line["services"]}
    if pd.isna(line["capacity"]):
        return texts("coordination-offer-unknown", **told)
    return texts("coordination-offer", capacity=count(line["capacity"], language), **told)


def _range(line: Mapping[Any, Any], name: str, texts: Texts) -> str:
    low, high = line[f"{name}_low"], line[f"{name}_high"]
    if pd.isna(low):
        return texts("unknown")
    write = decimal if name == "posts" else _supposed
    written = [write(value, texts.language) for value in (low, high)]
    return written[0] if written[0] == written[1] else texts("coordination-range", low=written[0], high=written[1])


def _supposed(value: float, language: str) -> str:
    """Return a number of families, which rests on supposed shares: two significant digits; unknown stays unknown."""
    return count(value if pd.isna(value) else significant(value), language)
