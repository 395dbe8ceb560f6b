"""``maillage access``: a measure of access, per zone, with its inequality."""

from datetime import date
from pathlib import Path
from typing import Literal

import click

from analysis.access.ask import SUPPLIES, access_question, run_access
from analysis.access.options import MEASURES
from analysis.access.record import access_record
from analysis.need.weighing import DEMANDS, weighed_area
from analysis.question import question_about
from analysis.records.access import AccessLine, AccessRecord
from geo.json_values import json_text
from geo.workspace.territory import load_territory
from ui.cli.options import (
    asked_rules,
    at_option,
    chosen_selection,
    ground_options,
    need_options,
    selection_name,
    selection_options,
    told_data,
)
from ui.cli.quantities import Number
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts, pick
from ui.words.balances import amount
from ui.words.cautions import edge_lines
from ui.words.known import bounded_short, register_lines
from ui.words.measures import figure, known_share, quality_lines, trip, unit_name
from ui.words.numbers import count, percent
from ui.words.perhaps_same import linked
from ui.words.to_verify import either, said_of_both

_Value = Literal["value_open", "value_with_to_verify"]
_BOTH: tuple[_Value, _Value] = ("value_open", "value_with_to_verify")


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("access", help=texts("cli-access-help"))
    @click.argument("territory")
    @click.option(
        "--measure", type=click.Choice(MEASURES), default="nearest", show_default=True, help=texts("cli-measure-help")
    )
    @selection_options(texts)
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--decay", help=texts("cli-decay-help"))
    @click.option(
        "--supply", type=click.Choice(SUPPLIES), default="capacity", show_default=True, help=texts("cli-supply-help")
    )
    @click.option("--unit", help=texts("cli-unit-help"))
    @click.option(
        "--demand", type=click.Choice(DEMANDS), default="births", show_default=True, help=texts("cli-demand-help")
    )
    @need_options(texts)
    @click.option("--norm", type=Number(), help=texts("cli-norm-help"))
    @at_option(texts)
    @ground_options(texts)
    def access(
        territory: str,
        *,
        measure: str,
        kind: str | None,
        function: str | None,
        stratum: str | None,
        to_verify: bool,
        zone: str | None,
        decay: str | None,
        supply: str,
        unit: str | None,
        demand: str,
        stage: str | None,
        rules_path: Path | None,
        norm: float | None,
        layer: str | None,
        births: str,
        mode: str,
        engine: str,
        as_json: bool,
        on: date | None,
    ) -> None:
        chosen = load_territory(territory)
        selection = chosen_selection(chosen, kind=kind, function=function, stratum=stratum)
        question = access_question(measure, decay=decay, supply=supply, unit=unit)
        with told_data(chosen, texts, births=births, layer=layer, on=on) as data:
            rules = None
            if demand == "need":
                rules = asked_rules(data, selection, rules_path=rules_path, stage=stage, unit=unit)
            asked = question_about(
                selection,
                demand=demand,
                zone=zone,
                mode=mode,
                engine=engine,
                births=births,
                layer=layer,
                to_verify=to_verify,
                at=on,
            )
            area = weighed_area(data, asked, rules=rules)
            record = access_record(area, run_access(area, question), zone or chosen.root, norm=norm)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, selection_name(selection, texts), texts)

    return access


def _print(record: AccessRecord, name: str, texts: Texts) -> None:
    screen = console()
    measure = texts(f"measure-{record['measure']}")
    screen.print(f"{record['name']} — {name} — {measure}", style="bold")
    if record["state"] != "ok":
        screen.print(_state(record, texts))
    headers = [
        texts("column-zone"),
        texts(f"column-base-{record['base']}"),
        unit_name(record, texts),
        texts("column-served"),
        texts("column-unserved"),
    ]
    rows = [
        [
            line["name"],
            _amount(line, "demand", record, texts),
            either(*(_figure(line, name, record, texts) for name in _BOTH), texts=texts),
            _amount(line, "served", record, texts),
            _amount(line, "unserved", record, texts),
        ]
        for line in [*record["parts"], record]
    ]
    print_table(headers, rows)
    screen.print()
    edge = edge_lines(record["edge"], texts) if record["state"] == "ok" else []
    differ = any(line["value_open"] != line["value_with_to_verify"] for line in [*record["parts"], record])
    for line in [
        *register_lines(record["register"], texts),
        *said_of_both(differ=differ, texts=texts, counted=record["to_verify"]),
        *([texts("access-linked")] if any(map(_linked, [*record["parts"], record])) else []),
        *_remarks(record, texts),
        *_indices(record, texts),
        *edge,
        *quality_lines(record, texts),
    ]:
        screen.print(f"· {line}")
    print_sources(record["sources"], record["territory"], texts)


def _state(record: AccessRecord, texts: Texts) -> str:
    """Return why there is no figure."""
    listed = "yes" if record["register_state"] == "complete" else "no"
    return texts(f"access-state-{record['state']}", count=record["actors"] or 0, listed=listed)


def _amount(line: AccessLine, name: Literal["demand", "served", "unserved"], record: AccessRecord, texts: Texts) -> str:
    """Return a number of births, or of units of need: these may be few, and not whole."""
    value = line[name]
    if record["base"] == "need" and value is not None:
        return amount(value, texts)
    written = figure(value, texts, masked=line["masked"])
    return written if value is None else _bounded(line, name, written, texts)


def _figure(line: AccessLine, name: _Value, record: AccessRecord, texts: Texts) -> str:
    """Return what a line says, between two bounds where links between actors change the figure that was asked for."""
    written = _value(line[name], record, texts, masked=line["masked"])
    if line[name] == line["value"] and _linked(line):
        low, high = (_value(line[end], record, texts) for end in ("value_low", "value_high"))
        written = written if low == high else texts("count-range", low=low, high=high)
    return _bounded(line, name, written, texts)


def _linked(line: AccessLine) -> bool:
    """Return whether links between actors change a figure."""
    return not line["masked"] and linked(line["value_low"], line["value_high"])


def _bounded(line: AccessLine, name: str, written: str, texts: Texts) -> str:
    """Return a cell with what is known of it; as it is where it has no figure, or where it can be said neither way."""
    sense = line["bounds"].get(name, "exact")
    return written if sense == "unknown" else bounded_short(written, sense, texts)


def _value(value: float | None, record: AccessRecord, texts: Texts, *, masked: bool = False) -> str:
    """Return what a measure says, as it is written wherever it is shown."""
    if record["measure"] == "nearest" and value is not None:
        return trip(value, texts)
    return figure(value, texts, digits=1 if record["measure"] == "cumulative" else 2, masked=masked)


def _remarks(record: AccessRecord, texts: Texts) -> list[str]:
    out = [texts("nobody-to-count")] if record["demand"] == 0 else []
    if record["measure"] != "nearest" and record["supply"] == "one":
        out.append(texts("access-counts-one"))
    if record["measure"] == "apl":
        out.append(texts("access-apl-not-standardised"))
    if record["measure"] == "bfca":
        out.append(texts("access-bfca-layer"))
    if record["supply_known_share"] not in {None, 1}:
        out.append(texts("access-minimum", share=percent(record["supply_known_share"], texts.language)))
    if record["unlocated"]:
        out.append(texts("remark-unlocated", actors=len(record["unlocated"])))
    if record["covered_only"]:
        out.append(texts("access-covered-only", count=len(record["covered_only"])))
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
                    shorter=percent(moved["shorter_share"], texts.language),
                    longer=percent(moved["longer_share"], texts.language),
                    low=_value(bounds[0], record, texts),
                    high=_value(bounds[1], record, texts),
                )
            )
    return out


def _rank_name(record: AccessRecord, texts: Texts) -> str:
    indicator = record["inequality"]["rank_indicator"]
    if indicator is None:
        return ""
    return pick(load_territory(record["territory"]).indicators[indicator].names, texts.language)


def _indices(record: AccessRecord, texts: Texts) -> list[str]:
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
