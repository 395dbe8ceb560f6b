"""``maillage parcours``: who can follow a path of services whole, and the step that breaks."""

import click

from analysis.path.ask import parse_step, path_ground
from analysis.path.record import path_record
from analysis.records.path import PathRecord
from geo.errors import BadInputError
from geo.json_values import json_text
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import Conditions, conditions_options, told_data
from ui.cli.tables import console, print_sources, print_table
from ui.texts import Texts
from ui.words.cautions import edge_lines
from ui.words.measures import engine_line
from ui.words.path import path_remarks, path_sentence, path_table, steps_table


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("parcours", help=texts("cli-parcours-help"))
    @click.argument("territory")
    @click.option("--step", "steps", multiple=True, help=texts("cli-step-help"))
    @click.option("--zone", help=texts("cli-zone-help"))
    @conditions_options(texts)
    def parcours(
        territory: str, *, steps: tuple[str, ...], zone: str | None, conditions: Conditions, as_json: bool
    ) -> None:
        chosen = load_territory(territory)
        path = [parse_step(step) for step in steps]
        for step in path:
            step.selection.check(load_vocabulary())
        if not path:
            raise BadInputError("parcours-no-step")
        with told_data(chosen, texts, conditions) as data:
            question = conditions.question(zone=zone)
            record = path_record(path_ground(data, path, question), zone or chosen.root)
        if as_json:
            click.echo(json_text(record))
        else:
            _print(record, texts)

    return parcours


def _print(record: PathRecord, texts: Texts) -> None:
    screen = console()
    screen.print(texts("parcours-title", zone=record["name"]), style="bold")
    screen.print(path_sentence(record, texts))
    print_table(*path_table(record, texts))
    screen.print()
    print_table(*steps_table(record, texts))
    for sentence in path_remarks(record, texts):
        screen.print(f"· {sentence}")
    for line in [*edge_lines(None, texts), engine_line(record["travel_engine"], texts)]:
        screen.print(f"· {line}")
    print_sources(record["sources"], record["territory"], texts)
