"""``maillage network``: who does what for which families of a zone."""

import click

from analysis.network.ask import network as ask_network
from analysis.network.record import network_record
from analysis.records.network import NetworkRecord
from geo.json_values import json_text
from geo.schema import STRATA
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import Conditions, conditions_options, told_data
from ui.cli.quantities import Number
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.measures import figure
from ui.words.network import (
    basis_text,
    cell_more,
    cell_sentences,
    cell_text,
    contact_text,
    dated_text,
    function_name,
    network_sentence,
    room_text,
    stratum_name,
    way_text,
)


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("network", help=texts("cli-network-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--function", "functions", multiple=True, help=texts("cli-network-function-help"))
    @click.option("--stratum", help=texts("cli-network-stratum-help"))
    @click.option("--threshold", type=Number(above=0), help=texts("cli-threshold-help"))
    @conditions_options(texts)
    def network(
        territory: str,
        *,
        zone: str | None,
        functions: tuple[str, ...],
        stratum: str | None,
        threshold: float | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        words = load_vocabulary()
        for code in functions:
            words.term("function", code)
        if stratum is not None:
            words.term("stratum", stratum)
        with told_data(chosen, texts, conditions) as data:
            question = conditions.question(threshold_min=threshold, zone=zone)
            found = ask_network(data, question, zone or chosen.root)
            record = network_record(found, functions=functions, stratum=stratum)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, texts)

    return network


def _print(record: NetworkRecord, texts: Texts) -> None:
    screen = console()
    screen.print(texts("network-title", zone=record["name"]), style="bold")
    if not record["actors"]:
        screen.print(network_sentence(record, texts))
    cells = {(cell["function"], cell["stratum"]): cell for cell in record["cells"]}
    strata = [code for code in STRATA if any(stratum == code for _, stratum in cells)]
    lines = []
    for function in dict.fromkeys(function for function, _ in cells):
        told = [cells[function, stratum] for stratum in strata]
        said = [
            f"{cell_text(cell, texts)} {f'({more})' if (more := cell_more(cell, record, texts)) else ''}"
            for cell in told
        ]
        lines.append([function_name(function, texts), *(one.strip() for one in said)])
    print_table([texts("network-function"), *(stratum_name(code, texts) for code in strata)], lines)
    if record["actors"]:
        _print_actors(record, texts)
    elif record["single_points"]:
        screen.print()
        screen.print(texts("network-singles-title"), style="bold")
        headers = ["column-actor", "column-cells", "column-functions", "column-alone"]
        print_table(
            [texts(name, base=record["base"]) for name in headers],
            [
                [one["name"], str(one["cells"]), str(one["functions"]), figure(one["alone"], texts)]
                for one in record["single_points"]
            ],
        )
    screen.print()
    print_sources(record["sources"], record["territory"], texts, days=True)


def _print_actors(record: NetworkRecord, texts: Texts) -> None:
    screen = console()
    names = ["column-actor", "column-tier", "column-way", "column-room", "column-contact", "column-status-date"]
    for cell in record["cells"]:
        key = (cell["function"], cell["stratum"])
        actors = [one for one in record["actors"] if (one["function"], one["stratum"]) == key]
        screen.print()
        name = f"{function_name(cell['function'], texts)}, {stratum_name(cell['stratum'], texts)}"
        screen.print(name, style="bold")
        for sentence in cell_sentences(cell, record, texts):
            screen.print(f"· {sentence}")
        if actors:
            print_table(
                [*(texts(name) for name in names), texts("column-programme-said")],
                [
                    [
                        one["name"],
                        one["tier"] or "–",
                        way_text(one, texts),
                        room_text(one, texts),
                        contact_text(one, texts),
                        dated_text(one, texts),
                        basis_text(one, texts),
                    ]
                    for one in actors
                ],
                figures_from=len(names) + 1,
            )
