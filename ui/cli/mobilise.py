"""``maillage mobilise``: whom to call for a situation, in the order of the programme."""

from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import click

from analysis.network.ask import Network
from analysis.network.ask import network as ask_network
from analysis.network.record import network_record
from geo.json_values import json_text
from geo.schema import STRATA
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import Conditions, conditions_options, told_data
from ui.cli.quantities import Number
from ui.cli.tables import console, print_sources, print_table, write_told
from ui.texts import Texts
from ui.words.calling import call_groups, call_title, told_lines


def command(texts: Texts) -> click.Command:
    """Build ``mobilise``."""

    @click.command("mobilise", help=texts("cli-mobilise-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--stratum", type=click.Choice(STRATA), required=True, help=texts("cli-stratum-help"))
    @click.option("--function", "functions", multiple=True, help=texts("cli-network-function-help"))
    @click.option("--threshold", type=Number(above=0), help=texts("cli-threshold-help"))
    @click.option("--output", type=click.Path(path_type=Path), help=texts("cli-mobilise-output-help"))
    @conditions_options(texts)
    def mobilise(
        territory: str,
        *,
        zone: str | None,
        stratum: str,
        functions: tuple[str, ...],
        threshold: float | None,
        output: Path | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        for code in functions:
            load_vocabulary().term("function", code)
        chosen = load_territory(territory)
        with told_data(chosen, texts, conditions) as data:
            asked = conditions.question(threshold_min=threshold, zone=zone)
            found = ask_network(data, asked, zone or chosen.root)
        if as_json:
            told = [asdict(one) for one in told_lines(found, stratum, texts)]
            every = functions or tuple(load_vocabulary().functions)
            click.echo(json_text({**network_record(found, functions=every, stratum=stratum), "handovers": told}))
        elif output is not None:
            # Imported only where it is needed: it brings what writes PDFs.
            sheet = import_module("ui.drawing.call_sheet").call_sheet(
                call_title(_name(found), stratum, texts),
                call_groups(found, stratum, texts, functions=functions, most=4 if functions else 2),
                told_lines(found, stratum, texts),
                texts("call-lead"),
                texts,
            )
            write_told(output, sheet, texts)
        else:
            _print(found, stratum, functions, texts)

    return mobilise


def _name(found: Network) -> str:
    return str(found.data.zones.set_index("zone_id").loc[found.zone_id, "name"])


def _print(found: Network, stratum: str, functions: tuple[str, ...], texts: Texts) -> None:
    screen = console()
    screen.print(call_title(_name(found), stratum, texts), style="bold")
    screen.print(texts("call-lead"))
    names = ["column-actor", "column-tier", "column-way", "column-contact", "column-room", "column-status-date"]
    rows = []
    for group in call_groups(found, stratum, texts, functions=functions):
        name = group.function
        for line in group.lines:
            rows.append([name, line.name, line.tier, line.way, line.contact, line.room, line.dated])
            name = ""
        if group.said:
            rows.append([name, group.said, "", "", "", "", ""])
    print_table([texts("network-function"), *(texts(one) for one in names)], rows, figures_from=7)
    told = told_lines(found, stratum, texts)
    if told:
        screen.print()
        screen.print(texts("call-told-title"), style="bold")
        titles = ["column-told", "column-telling", "column-what", "column-phase", "column-document", "column-here"]
        print_table(
            [texts(one) for one in titles],
            [[one.sender, one.receiver, one.what, one.phase, one.document, one.here] for one in told],
            figures_from=6,
        )
    screen.print()
    print_sources(network_record(found)["sources"], found.data.territory.id, texts, days=True)
