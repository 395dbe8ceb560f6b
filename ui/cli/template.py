"""``maillage template``: an empty register to fill in, with an explanation of every column."""

from pathlib import Path

import click

from geo.errors import BadInputError
from geo.files.register import COLUMNS
from geo.files.register.template import write_template
from ui.texts import Texts


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("template", help=texts("cli-template-help"))
    @click.argument("file", type=click.Path(path_type=Path))
    def template(file: Path) -> None:
        if file.suffix.lower() != ".xlsx":
            raise BadInputError("template-format", file=file.name)
        if file.exists():
            raise BadInputError("file-exists", file=file.name)
        explanations = {column: texts(f"register-column-{column}") for column in COLUMNS}
        write_template(file, language=texts.language, explanations=explanations)
        click.echo(texts("template-written", file=file.name))

    return template
