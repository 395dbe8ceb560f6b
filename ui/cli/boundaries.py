"""``maillage boundaries``: official boundaries brought in place of the approximate ones, or taken away."""

from pathlib import Path

import click

from geo.json_values import json_text
from geo.workspace.boundaries import keep_boundaries, read_boundaries, remove_boundaries
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory
from ui.texts import Texts
from ui.words.boundaries import reading_lines


def command(texts: Texts) -> click.Command:
    """Build the group."""

    @click.group("boundaries", help=texts("cli-boundaries-help"))
    def boundaries() -> None:
        pass

    @boundaries.command("import", help=texts("cli-boundaries-import-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def import_boundaries(territory: str, file: Path, *, as_json: bool) -> None:
        chosen = load_territory(territory)
        reading = read_boundaries(file, zone_shapes(chosen), chosen)
        keep_boundaries(chosen, reading)
        if as_json:
            told = {"zones": len(reading.shapes), "column": reading.column, "other": reading.other}
            click.echo(json_text({**told, "missing": list(reading.missing)}))
            return
        for line in reading_lines(reading, texts):
            click.echo(line)

    @boundaries.command("remove", help=texts("cli-boundaries-remove-help"))
    @click.argument("territory")
    def remove(territory: str) -> None:
        remove_boundaries(load_territory(territory))
        click.echo(texts("boundaries-removed"))

    return boundaries
