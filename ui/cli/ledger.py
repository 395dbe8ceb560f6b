"""``maillage ledger``: the need ledger of a territory or one of its zones."""

from datetime import date
from pathlib import Path

import click

from analysis.need.ledger import ledger
from analysis.need.ledger_record import ledger_record
from analysis.records.ledger import LedgerRecord
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.json_values import json_text
from geo.workspace.territory import load_territory
from ui.cli.options import Conditions, at_option, run_rules, to_verify_option, told_data
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.balances import rule_text, rules_named
from ui.words.diagnosis import need_note_text
from ui.words.ledger import ledger_remarks, ledger_table
from ui.words.measures import figure


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("ledger", help=texts("cli-ledger-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--rules", "rules_path", type=click.Path(path_type=Path), help=texts("cli-rules-help"))
    @to_verify_option(texts)
    @at_option(texts)
    @click.option("--births", default="latest", show_default=True, help=texts("cli-births-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def show(
        territory: str,
        *,
        zone: str | None,
        rules_path: Path | None,
        to_verify: bool,
        births: str,
        as_json: bool,
        on: date | None,
    ) -> None:
        chosen = load_territory(territory)
        with told_data(chosen, texts, Conditions(births=births, on=on)) as data:
            rules = run_rules(data, rules_path)
            book = ledger(data, rules, programme=load_programme(), steps=load_conversions(), to_verify=to_verify)
            record = ledger_record(data, book, zone or chosen.root)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, texts)

    return show


def _print(record: LedgerRecord, texts: Texts) -> None:
    screen = console()
    screen.print(texts("ledger-title", zone=record["name"]), style="bold")
    if record["births"] is None:
        screen.print(texts("ledger-births-unknown"))
    else:
        years = ", ".join(map(str, record["births_years"]))
        screen.print(texts("ledger-births", births=figure(record["births"], texts), years=years))
    if not record["lines"]:
        screen.print(texts("ledger-empty"))
        return
    screen.print()
    print_table(*ledger_table(record, texts), figures_from=3)
    screen.print()
    for sentence in ledger_remarks(record, texts):
        screen.print(f"· {sentence}")
    screen.print(texts("ledger-rules"))
    for rule in rules_named(record["rules"], record["zone_names"], texts):
        screen.print(f"  {rule_text(rule, texts)}")
    for note in record["need_notes"]:
        screen.print(f"· {need_note_text(note, texts)}")
    print_sources(record["sources"], record["territory"], texts)
