"""``maillage experiments``: the national experiments that exist in a zone on a day."""

from datetime import date
from pathlib import Path

import click

from analysis.network.experiments import experiments_on, read_experiments
from geo.json_values import json_text
from geo.workspace.data import load, named_in, now
from geo.workspace.territory import load_territory
from ui.cli.options import at_option
from ui.cli.tables import console, print_table, told_progress
from ui.texts import Texts
from ui.words.experiments import TITLES, experiment_cells, experiments_sentence
from ui.words.numbers import semicolons


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("experiments", help=texts("cli-experiments-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--file", type=click.Path(path_type=Path), help=texts("cli-experiments-file-help"))
    @at_option(texts)
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def experiments(territory: str, *, zone: str | None, file: Path | None, on: date | None, as_json: bool) -> None:
        chosen = load_territory(territory)
        told = read_experiments(file)
        with told_progress(texts) as progress:
            data = named_in(load(chosen, progress=progress), texts.language)
        found = experiments_on(data, zone or chosen.root, on or now().date(), experiments=told)
        if as_json:
            click.echo(
                json_text(
                    {
                        "territory": chosen.id,
                        "zone": found.zone_id,
                        "day": found.day.isoformat(),
                        "experiments": found.lines.to_dict("records"),
                        "zones": found.zones.to_dict("records"),
                    }
                )
            )
            return
        name = str(data.zones.set_index("zone_id").loc[found.zone_id, "name"])
        screen = console()
        screen.print(experiments_sentence(found, name, texts), style="bold")
        headers = [texts(f"column-experiment-{title}") for title in TITLES]
        rows = [experiment_cells(line, texts) for line in found.lines.to_dict("records")]
        print_table(headers, rows, figures_from=len(headers))
        sources = dict.fromkeys(found.lines["source"])
        screen.print()
        screen.print(texts("experiments-source", source=semicolons(sources, texts.language)))

    return experiments
