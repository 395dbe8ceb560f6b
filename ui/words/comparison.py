"""Zones side by side in words: each figure with its interval, and what keeps them from being compared."""

from analysis.records.compare import ComparedZone, ComparisonRecord, Figure
from geo.workspace.territory import load_territory
from ui.texts import Texts, pick
from ui.words.known import bounded_short, share_sense
from ui.words.measures import figure, span, trip
from ui.words.numbers import semicolons

COMPARED_COLUMNS = ("zone", "figure", "between", "ranks", "not-told-from")
"""The columns of `compared_cells`, as their titles name them."""

MOST_TOLD = 40
"""Zones told one by one: a thousand lines for each of a dozen figures are read by nobody."""

_TIMES = ("mean_min", "p10_min", "p50_min", "p90_min")
"""Indicators that are times to reach a service."""


def is_known(figures: Figure) -> bool:
    """Tell whether anything is known of a figure."""
    return figures["beyond_horizon"] or any(figures[name] is not None for name in ("value", "low", "high"))


def is_share(indicator: str) -> bool:
    """Tell whether an indicator is a share, told in percent."""
    return indicator.startswith(("share_", "coverage", "declared"))


def indicator_name(indicator: str, texts: Texts) -> str:
    """Return the name of an indicator."""
    if indicator.startswith("share_"):
        return texts("indicator-share", minutes=indicator.removeprefix("share_"))
    return texts(f"indicator-{indicator.replace('_', '-')}")


def compared_cells(zone: ComparedZone, indicator: str, record: ComparisonRecord, texts: Texts) -> list[str]:
    """Return a line of the table of an indicator: zone, figure, interval, ranks, zones it is not told from."""
    percent = is_share(indicator)
    figures = zone["figures"][indicator]
    scale, digits = (100.0, 0) if percent else (1.0, 2 if indicator in {"services_per_1000", "gini_min"} else 1)
    found = (figures["low"], figures["high"], figures["value"])
    low, high, value = (None if one is None else one * scale for one in found)
    timed = indicator in _TIMES
    said = figure(value, texts, digits=digits, masked=zone["masked"])
    said = trip(value, texts) if timed and value is not None else said
    said = texts("percent-figure", value=said) if percent and value is not None else said
    if figures["bound"] == "at-least" and value == 0:
        return [zone["name"], texts("none-known"), *["–"] * 3]
    if figures["beyond_horizon"]:
        said = texts("beyond")
    sense = share_sense(figures["value"], figures["bound"]) if percent else figures["bound"]
    ranks = "–"
    if figures["rank_low"] is not None:
        ranks = span(figures["rank_low"], figures["rank_high"], texts, digits=0)
        if figures["rank_low"] == figures["rank_high"]:
            ranks = figure(figures["rank_low"], texts)
    names = {f"{other['territory']}:{other['zone']}": other["name"] for other in record["zones"]}
    unsure = [names[other] for other in figures["unsure_against"]]
    return [
        zone["name"],
        said if value is None and not figures["beyond_horizon"] else bounded_short(said, sense, texts),
        _between(low, high, texts, digits=digits, timed=timed),
        ranks,
        "–" if figures["rank_low"] is None else _listed(unsure, texts, most=4) or texts("none"),
    ]


def ends_told(zones: list[ComparedZone], indicator: str) -> list[ComparedZone]:
    """Return the zones to tell one by one: all in their order, or where they are many, the highest and the lowest."""
    if len(zones) <= MOST_TOLD:
        return zones
    ranked = sorted(zones, key=lambda zone: -(zone["figures"][indicator]["value"] or 0.0))
    return [*ranked[: MOST_TOLD // 2], *ranked[-(MOST_TOLD // 2) :]]


def _between(low: float | None, high: float | None, texts: Texts, *, digits: int, timed: bool) -> str:
    if low is None or high is None:
        sense, known = ("at-least", low) if high is None else ("at-most", high)
        written = trip(known, texts) if timed else figure(known, texts, digits=digits)
        return texts("unknown") if known is None else texts(sense, value=written)
    if timed:
        return texts("span", low=trip(low, texts), high=trip(high, texts))
    return span(low, high, texts, digits=digits)


def _value_name(flag: str, value: str, territory: str, texts: Texts) -> str:
    """Return what a line has that another has not, in words; as it is where it has no name of its own."""
    if flag == "level":
        return pick(load_territory(territory).level(value).names, texts.language)
    named = {"births-years": "compare-no-year", "unit": "unknown"} if value == "none" else {}
    prefix = {
        "base": "base",
        "layer": "layer",
        "engine-status": "status",
        "need-status": "status",
        "unit": "unit",
        "register": "state",
    }
    message = named.get(flag) or f"{prefix.get(flag, flag)}-{value}"
    return texts(message) if texts.has(message) else value


def flag_lines(record: ComparisonRecord, texts: Texts) -> list[str]:
    """Return what keeps zones from being compared, a sentence each, and what neighbours change."""
    by_flag: dict[str, dict[str, list[str]]] = {}
    names = {(zone["territory"], zone["zone"]): zone["name"] for zone in record["zones"]}
    for flag in record["flags"]:
        whole = pick(load_territory(flag["territory"]).names, texts.language)
        about = names.get((flag["territory"], flag["zone"] or ""), whole)
        value = _value_name(flag["flag"], flag["value"], flag["territory"], texts)
        by_flag.setdefault(flag["flag"], {}).setdefault(value, []).append(about)
    out = [] if by_flag else [texts("compare-comparable")]
    for named, values in by_flag.items():
        if named in {"capacity-unknown", "register-silent"}:
            said = _listed([name for about in values.values() for name in about], texts)
        else:
            said = semicolons((f"{value} ({_listed(about, texts)})" for value, about in values.items()), texts.language)
        out.append(texts(f"flag-{named}", said=said))
    return [*out, texts("caution-neighbours")]


def _listed(names: list[str], texts: Texts, *, most: int = 8) -> str:
    more = texts("and-more", more=len(names) - most) if len(names) > most else ""
    return ", ".join(names[:most]) + more
