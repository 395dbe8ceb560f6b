"""``maillage balance``: need against capacity, by declared area, by nearest, or by capacitated assignment."""

from pathlib import Path

import click

from analysis.balance.ask import GROUNDS, territory_balance
from analysis.balance.record import balance_record
from analysis.need.universalism import load_weights
from analysis.records.balance import BalanceRecord, Far
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.json_values import json_text
from geo.workspace.territory import load_territory
from ui.cli.options import (
    Conditions,
    chosen_selection,
    conditions_options,
    need_options,
    run_rules,
    selection_options,
    told_data,
)
from ui.cli.quantities import Number
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.balances import amount, balance_notes, balance_sentences, bounds, need_text, precision_text, subject_text
from ui.words.cautions import edge_lines
from ui.words.known import bounded_short
from ui.words.numbers import minutes


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("balance", help=texts("cli-balance-help"))
    @click.argument("territory")
    @click.option(
        "--by", type=click.Choice(GROUNDS), default="declared", show_default=True, help=texts("cli-ground-help")
    )
    @click.option("--zone", help=texts("cli-zone-help"))
    @selection_options(texts)
    @need_options(texts)
    @click.option("--unit", help=texts("cli-topic-unit-help"))
    @click.option("--horizon", "horizon_min", type=Number(above=0), help=texts("cli-horizon-help"))
    @click.option("--weights", "weights_path", type=click.Path(path_type=Path), help=texts("cli-weights-help"))
    @conditions_options(texts)
    def balance(
        territory: str,
        *,
        by: str,
        zone: str | None,
        kind: str | None,
        function: str | None,
        stratum: str | None,
        stage: str | None,
        unit: str | None,
        horizon_min: float | None,
        rules_path: Path | None,
        weights_path: Path | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        selection = chosen_selection(chosen, kind=kind, function=function, stratum=stratum)
        weights = load_weights(weights_path)
        with told_data(chosen, texts, conditions) as data:
            rules = run_rules(data, rules_path)
            done = territory_balance(
                data,
                conditions.question(selection, threshold_min=horizon_min, stage=stage),
                rules,
                by=by,
                programme=load_programme(),
                steps=load_conversions(),
                unit=unit,
            )
            record = balance_record(data, done, zone or chosen.root, weights=weights)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, texts)

    return balance


def _print(record: BalanceRecord, texts: Texts) -> None:
    screen = console()
    ground = texts(f"ground-{record['by']}", minutes=f"{record['horizon_min'] or 0:g}")
    precision = precision_text(record, texts)
    subject = subject_text(record, texts) + ("" if precision == "–" else f" ({precision})")
    screen.print(texts("bal-title", zone=record["name"], subject=subject, ground=ground), style="bold")
    for sentence in balance_sentences(record, texts):
        screen.print(sentence)
    screen.print()
    far: Far = "undeclared" if record["by"] == "declared" else "too_far"
    headers = ["", texts("ledger-column-needed"), texts("bal-column-served")]
    headers += [texts(f"bal-column-{name.replace('_', '-')}") for name in (far, "full", "unknown")]
    known = record["universalism"]
    weighted = {part["zone"]: part["need_weighted"] for part in ([*known["parts"], known] if known else [])}
    headers += [texts("bal-column-weighted")] if weighted else []
    rows, unit = [], record["unit"]
    for line in [*record["parts"], record]:
        cells = [
            line["name"],
            need_text(line, texts, unit=unit),
            bounds(line["served_low"], line["served_high"], texts, unit=unit),
        ]
        unmet = line["unmet"]
        parts = (unmet[far], unmet["full"], unmet["unknown"])
        sense = line["bounds"]["unmet"]
        cells += [bounded_short(amount(value, texts, unit=unit), sense, texts) for value in parts]
        if line["masked"]:
            cells[1:] = [texts("hidden")] * (len(cells) - 1)
        if weighted:
            cells.append(amount(weighted[line["zone"]], texts, unit=unit))
        rows.append(cells)
    print_table(headers, rows)
    screen.print()
    _print_actors(record, texts)
    notes = balance_notes(record, texts) + ([] if record["by"] == "declared" else edge_lines(None, texts))
    for note in notes:
        screen.print(f"· {note}")
    print_sources(record["sources"], record["territory"], texts)


def _print_actors(record: BalanceRecord, texts: Texts) -> None:
    if not record["actors"]:
        return
    console().print(texts("bal-actors"))
    names = ("actor", "capacity", "demand", "load", "minutes")
    print_table(
        [texts(f"bal-column-{name}") for name in names],
        [
            [
                actor["name"],
                bounds(actor["capacity_low"], actor["capacity_high"], texts, unit=record["unit"]),
                "–" if actor["demand"] is None else amount(actor["demand"], texts, unit=record["unit"]),
                bounds(actor["load_low"], actor["load_high"], texts, unit=record["unit"]),
                "–" if actor["minutes_mean"] is None else minutes(actor["minutes_mean"], texts.language),
            ]
            for actor in record["actors"]
        ],
    )
    console().print()
