"""``maillage access``: a measure of access, per zone, with its inequality."""

from pathlib import Path

import click

from analysis.access.ask import SUPPLIES, access_question, run_access
from analysis.access.options import MEASURES
from analysis.access.record import access_record
from analysis.doubt.parameters import load_parameters
from analysis.need.weighing import DEMANDS, weighed_area
from analysis.records.access import AccessRecord
from geo.json_values import json_text
from geo.workspace.territory import load_territory
from ui.cli.options import (
    Conditions,
    asked_rules,
    chosen_selection,
    conditions_options,
    need_options,
    parquet_option,
    selection_name,
    selection_options,
    told_data,
    write_parts,
)
from ui.cli.quantities import Number
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.access import BOTH_VALUES, access_amount, access_figure, access_indices, access_remarks, access_state
from ui.words.cautions import edge_lines
from ui.words.known import register_lines
from ui.words.measures import quality_lines, unit_name
from ui.words.to_verify import either


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
    @parquet_option(texts)
    @conditions_options(texts)
    def access(
        territory: str,
        *,
        measure: str,
        kind: str | None,
        function: str | None,
        stratum: str | None,
        zone: str | None,
        decay: str | None,
        supply: str,
        unit: str | None,
        demand: str,
        stage: str | None,
        rules_path: Path | None,
        norm: float | None,
        parquet: Path | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        selection = chosen_selection(chosen, kind=kind, function=function, stratum=stratum)
        question = access_question(measure, decay=decay, supply=supply, unit=unit)
        with told_data(chosen, texts, conditions) as data:
            rules = None
            if demand == "need":
                rules = asked_rules(data, selection, rules_path=rules_path, stage=stage, unit=unit)
            asked = conditions.question(selection, demand=demand, zone=zone)
            area = weighed_area(data, asked, rules=rules)
            run = run_access(area, question, parameters=load_parameters())
            record = access_record(area, run, zone or chosen.root, norm=norm)
        if parquet is not None:
            write_parts(chosen, run.zones.rename_axis("zone_id").reset_index(), parquet, texts)
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
        screen.print(access_state(record, texts))
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
            access_amount(line, "demand", record, texts),
            either(*(access_figure(line, name, record, texts) for name in BOTH_VALUES), texts=texts),
            access_amount(line, "served", record, texts),
            access_amount(line, "unserved", record, texts),
        ]
        for line in [*record["parts"], record]
    ]
    print_table(headers, rows)
    screen.print()
    edge = edge_lines(record["edge"], texts) if record["state"] == "ok" else []
    for line in [
        *register_lines(record["register"], texts),
        *access_remarks(record, texts),
        *access_indices(record, texts),
        *edge,
        *quality_lines(record, texts),
    ]:
        screen.print(f"· {line}")
    print_sources(record["sources"], record["territory"], texts)
