"""``maillage export``: the register of a territory as it stands, in a file that can be corrected and imported back."""

from pathlib import Path

import click

from geo.files.register.export import write_register
from geo.workspace.register_intake import present_register
from geo.workspace.territory import load_territory
from ui.cli.tables import told_progress
from ui.texts import Texts


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("export", help=texts("cli-export-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    def export(territory: str, file: Path) -> None:
        with told_progress(texts) as progress:
            register = present_register(load_territory(territory), progress=progress)
        write_register(file, register, language=texts.language)
        click.echo(texts("export-done", file=file.name, rows=len(register)))

    return export
