"""``maillage diagnose``: the diagnosis of a territory or one of its zones."""

from pathlib import Path

import click

from analysis.diagnosis.ask import measure
from analysis.diagnosis.overview import kinds_overview, overview_records
from analysis.diagnosis.record import diagnosis_record
from analysis.records.diagnosis import DiagnosisRecord
from geo.json_values import json_text
from geo.workspace.data import TerritoryData
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import (
    Conditions,
    chosen_selection,
    conditions_options,
    parquet_option,
    selection_options,
    told_data,
    write_parts,
)
from ui.cli.tables import console, print_table
from ui.texts import Texts
from ui.words.diagnosis import headline, overview_title, remarks, source_line
from ui.words.diagnosis_tables import cells, headers, kind_cells, kinds_headers
from ui.words.measures import confidence_lines


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("diagnose", help=texts("cli-diagnose-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @selection_options(texts)
    @parquet_option(texts)
    @conditions_options(texts)
    def diagnose(
        territory: str,
        *,
        zone: str | None,
        function: str | None,
        kind: str | None,
        stratum: str | None,
        parquet: Path | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        everything = function is None and kind is None
        selection = chosen_selection(chosen, kind=kind, function=function, stratum=stratum)
        with told_data(chosen, texts, conditions) as data:
            question = conditions.question(selection, zone=zone)
            measures = measure(data, question)
            record = diagnosis_record(data, measures, zone or chosen.root)
            if everything:
                record["kinds"] = overview_records(kinds_overview(data, record["zone"], question))
        if parquet is not None:
            write_parts(chosen, measures.zones, parquet, texts)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(data, record, texts)

    return diagnose


def _print(data: TerritoryData, record: DiagnosisRecord, texts: Texts) -> None:
    screen = console()
    screen.print(f"{record['name']} — {selection_label(record, texts)}", style="bold")
    for sentence in headline(record, texts):
        screen.print(sentence)
    screen.print()
    rows = [*record["parts"], record]
    print_table(headers(rows, data.territory, texts), cells(rows, texts))
    if "kinds" in record:
        screen.print()
        screen.print(overview_title(record, texts), style="bold")
        print_table(kinds_headers(data.territory, texts), [kind_cells(row, texts) for row in record["kinds"]])
    screen.print()
    own = data.layer == data.territory.default_layer
    told = [] if own else [texts("layer-in-use", layer=data.layer, places=len(data.places))]
    told += confidence_lines(record, texts)
    for sentence in [*told, *remarks(record, data.territory, texts), texts("sources-title")]:
        screen.print(f"· {sentence}" if sentence != texts("sources-title") else sentence)
    for source in record["sources"]:
        screen.print(f"  {source_line(source, texts)}")


def selection_label(record: DiagnosisRecord, texts: Texts) -> str:
    """Return the name of the kind or function that a diagnosis is about."""
    table, code = ("kind", record["kind"]) if record["kind"] else ("function", record["function"] or "")
    return load_vocabulary().label(table, code, language=texts.language, plural=True)
