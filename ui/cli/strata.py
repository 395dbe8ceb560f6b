"""``maillage strata``: the five strata explained, and what is known of them commune by commune."""

import click
import msgspec
import pandas as pd

from analysis.network.strata_told import strata_here, strata_told
from geo.json_values import json_text, plain_number
from geo.schema import STRATA
from geo.workspace.data import load, named_in
from geo.workspace.territory import load_territory
from ui.cli.tables import console, print_table, told_progress
from ui.texts import Texts
from ui.words.network import stratum_name
from ui.words.numbers import day
from ui.words.strata import TOLD, here_rows, indicator_title, stratum_cells, vulnerability_rows


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("strata", help=texts("cli-strata-help"))
    @click.argument("territory", required=False)
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def strata(territory: str | None, *, zone: str | None, as_json: bool) -> None:
        told = strata_told()
        here, names = None, {}
        if territory is not None:
            chosen = load_territory(territory)
            with told_progress(texts) as progress:
                data = named_in(load(chosen, progress=progress), texts.language)
            here = strata_here(data, zone or chosen.root, told)
            names = dict(zip(data.zones["zone_id"], data.zones["name"], strict=True))
        if as_json:
            zones = [] if here is None else _records(here.zones)
            click.echo(json_text({**msgspec.to_builtins(told), "zones": zones}))
            return
        screen = console()
        for one in told.strata:
            name, *cells = stratum_cells(one, texts)
            screen.print(name, style="bold")
            for title, cell in zip(TOLD, cells, strict=True):
                screen.print(f"· {texts(f'strata-{title}')} – {cell}")
            screen.print()
        screen.print(getattr(told.scenarios, texts.language))
        screen.print()
        headers = [texts(f"column-strata-{name}") for name in ("vulnerability", "asked", "stands")]
        print_table(headers, vulnerability_rows(told, texts), figures_from=3)
        if here is not None:
            screen.print()
            screen.print(texts("strata-here"), style="bold")
            titles = [indicator_title(name, texts) for name in here.indicators]
            titles += [stratum_name(code, texts) for code in STRATA]
            print_table([texts("choice-zone"), *titles], here_rows(here, names, texts))
        screen.print()
        screen.print(texts("strata-source", source=told.source, date=day(told.date, texts.language)))

    return strata


def _records(zones: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {str(name): value if isinstance(value, str) else plain_number(value) for name, value in line.items()}
        for line in zones.to_dict("records")
    ]
