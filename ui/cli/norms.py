"""``maillage norms``: what the country's norms say of a zone."""

from datetime import date

import click

from analysis.norms.ask import verdicts
from analysis.norms.record import verdicts_record
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.json_values import json_text
from geo.workspace.territory import load_territory
from ui.cli.options import Conditions, at_option, to_verify_option, told_data
from ui.cli.tables import console
from ui.texts import Texts
from ui.words.balances import verdict_text


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("norms", help=texts("cli-norms-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @to_verify_option(texts)
    @at_option(texts)
    @click.option("--births", default="latest", show_default=True, help=texts("cli-births-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def norms(
        territory: str, *, zone: str | None, to_verify: bool, births: str, as_json: bool, on: date | None
    ) -> None:
        chosen = load_territory(territory)
        with told_data(chosen, texts, Conditions(births=births, on=on)) as data:
            place = zone or chosen.root
            found = verdicts(data, place, programme=load_programme(), steps=load_conversions(), to_verify=to_verify)
            record = verdicts_record(data, place, found)
        if as_json:
            click.echo(json_text(record))
            return
        screen = console()
        screen.print(texts("norms-title", zone=record["name"]), style="bold")
        for verdict in record["verdicts"]:
            first, *rest = verdict_text(verdict, texts)
            screen.print(f"· {first}")
            for line in rest:
                screen.print(f"    {line}")
        if any(verdict["form"] == "none" for verdict in record["verdicts"]):
            screen.print(texts("norms-none"))

    return norms
