"""``maillage compare``: zones of one or several territories side by side, and how firm their order is."""

import click

from analysis.compare.ask import compare as put_side_by_side
from analysis.compare.indicators import ComparedTerritory, side
from analysis.compare.record import comparison_record
from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import sources_behind
from analysis.records.compare import ComparedZone, Figure, TerritorySource, ToldComparison
from geo.json_values import encode, json_text
from geo.workspace.territory import load_territory
from ui.cli.options import (
    Conditions,
    chosen_selection,
    conditions_options,
    selection_name,
    selection_options,
    tell_day,
)
from ui.cli.tables import console, print_sources, print_table, told_progress
from ui.texts import Texts, pick
from ui.words.known import bounded_short, share_sense
from ui.words.measures import confidence_line, figure, span, trip

_TIMES = ("mean_min", "p10_min", "p50_min", "p90_min")
"""Indicators that are times to reach a service."""


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("compare", help=texts("cli-compare-help"))
    @click.argument("territories", nargs=-1, required=True)
    @selection_options(texts)
    @click.option("--level", help=texts("cli-level-help"))
    @conditions_options(texts)
    def compare(
        territories: tuple[str, ...],
        *,
        kind: str | None,
        function: str | None,
        stratum: str | None,
        level: str | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = [load_territory(territory) for territory in territories]
        selection = chosen_selection(chosen[0], kind=kind, function=function, stratum=stratum)
        with told_progress(texts) as progress:
            sides = []
            for territory in chosen:
                data = conditions.data(territory, texts, progress=progress)
                progress("measures")
                question = conditions.question(selection)
                sides.append(side(data, measure(data, question), level=level))
            compared = comparison_record(put_side_by_side(sides))
        tell_day(conditions.on, texts)
        sources = [source for one in sides for source in _sources(one)]
        record = encode(ToldComparison, {**vars(selection), **compared}, sources=sources)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, selection_name(selection, texts), texts)

    return compare


def _sources(one: ComparedTerritory) -> list[TerritorySource]:
    root = one.data.territory.root
    return [{"territory": one.data.territory.id, **source} for source in sources_behind(one.data, one.measures, root)]


def _print(record: ToldComparison, name: str, texts: Texts) -> None:
    screen = console()
    screen.print(texts("compare-title", name=name), style="bold")
    for indicator in record["indicators"]:
        lines = [zone for zone in record["zones"] if _known(zone["figures"][indicator])]
        if not lines:
            continue
        percent = indicator.startswith(("share_", "coverage", "declared"))
        screen.print()
        screen.print(_indicator_name(indicator, texts), style="bold")
        print_table(
            [texts(f"column-{column}") for column in ("zone", "figure", "between", "ranks", "not-told-from")],
            [_cells(zone, indicator, percent, record, texts) for zone in lines],
        )
    screen.print()
    for line in _flag_lines(record, texts):
        screen.print(f"· {line}")
    screen.print(f"· {confidence_line(record['confidence'], texts)}")
    for territory in dict.fromkeys(source["territory"] for source in record["sources"]):
        mine = [source for source in record["sources"] if source["territory"] == territory]
        print_sources(mine, territory, texts)


def _known(figures: Figure) -> bool:
    return figures["beyond_horizon"] or any(figures[name] is not None for name in ("value", "low", "high"))


def _indicator_name(indicator: str, texts: Texts) -> str:
    if indicator.startswith("share_"):
        return texts("indicator-share", minutes=indicator.removeprefix("share_"))
    return texts(f"indicator-{indicator.replace('_', '-')}")


def _cells(zone: ComparedZone, indicator: str, percent: bool, record: ToldComparison, texts: Texts) -> list[str]:  # noqa: FBT001
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


def _flag_lines(record: ToldComparison, texts: Texts) -> list[str]:
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
            said = "\u202f; ".join(f"{value} ({_listed(about, texts)})" for value, about in values.items())
        out.append(texts(f"flag-{named}", said=said))
    return [*out, texts("caution-neighbours")]


def _listed(names: list[str], texts: Texts, *, most: int = 8) -> str:
    more = texts("and-more", more=len(names) - most) if len(names) > most else ""
    return ", ".join(names[:most]) + more
