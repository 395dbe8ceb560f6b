"""``maillage coordination``: families, hours and posts of coordination by stratum, against what is offered."""

from pathlib import Path

import click

from analysis.network.ask import network as ask_network
from analysis.network.coordination import FUNCTIONS, coordination_need, load_hypotheses, mixed_load
from analysis.network.record import coordination_record
from geo.errors import BadInputError
from geo.json_values import json_text
from geo.paths import data_folder
from geo.workspace.territory import load_territory
from ui.cli.options import Conditions, conditions_options, told_data
from ui.cli.quantities import Number
from ui.cli.tables import console, print_table
from ui.texts import Texts
from ui.words.coordination import (
    LINE_TITLES,
    TOTAL_TITLES,
    coordination_sentence,
    hypothesis_sentence,
    line_cells,
    mix_sentence,
    total_cells,
)


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("coordination", help=texts("cli-coordination-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--hypotheses", type=click.Path(path_type=Path), help=texts("cli-coordination-hypotheses-help"))
    @click.option("--trip", type=Number(low=0), help=texts("cli-coordination-trip-help"))
    @click.option("--mix", "mixes", multiple=True, help=texts("cli-coordination-mix-help"))
    @click.option(
        "--function",
        type=click.Choice(FUNCTIONS),
        default="coordination",
        show_default=True,
        help=texts("cli-coordination-function-help"),
    )
    @click.option("--template", is_flag=True, help=texts("cli-coordination-template-help"))
    @conditions_options(texts)
    def coordination(
        territory: str,
        *,
        zone: str | None,
        hypotheses: Path | None,
        trip: float | None,
        mixes: tuple[str, ...],
        function: str,
        template: bool,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        if template:
            click.echo((data_folder() / "norms" / "coordination.toml").read_text(encoding="utf-8"), nl=False)
            return
        chosen = load_territory(territory)
        told = load_hypotheses(hypotheses)
        told = told if trip is None else told.with_trip(trip)
        families = dict(map(_mix, mixes))
        mix = mixed_load(told, function, families) if families else None
        with told_data(chosen, texts, conditions) as data:
            found = ask_network(data, conditions.question(zone=zone), zone or chosen.root)
        need = coordination_need(found, told)
        if as_json:
            more = (
                {} if mix is None else {"mix": {"hours": mix.hours, "posts": mix.posts, "by_stratum": mix.by_stratum}}
            )
            click.echo(json_text({**coordination_record(found, need), **more}))
            return
        screen = console()
        name = str(found.data.zones.set_index("zone_id").loc[found.zone_id, "name"])
        screen.print(coordination_sentence(need, name, texts), style="bold")
        screen.print(hypothesis_sentence(need, texts))
        for titles, rows, write in ((TOTAL_TITLES, need.totals, total_cells), (LINE_TITLES, need.lines, line_cells)):
            screen.print()
            headers = [texts(f"column-coordination-{title}") for title in titles]
            print_table(headers, [write(row, texts) for row in rows.to_dict("records")])
        screen.print()
        screen.print(texts("coordination-self"))
        if mix is not None:
            screen.print(mix_sentence(mix, families, texts))

    return coordination


def _mix(text: str) -> tuple[str, float]:
    stratum, _, number = text.partition("=")
    try:
        return stratum, float(number)
    except ValueError as error:
        raise BadInputError("coordination-mix-text", text=text) from error
