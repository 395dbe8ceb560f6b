"""``maillage export``: the register of a territory as it stands, in a file that can be corrected and imported back."""

from datetime import date
from pathlib import Path

import click

from geo.files.register.formats.writing import format_of
from geo.json_values import json_text
from geo.workspace.register_exports import export_register
from geo.workspace.territory import load_territory
from ui.cli.tables import told_progress
from ui.texts import Texts
from ui.words.exports import export_record, export_sentences, unsaid_sentences, words_of_catalogues


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("export", help=texts("cli-export-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    def export(territory: str, file: Path) -> None:
        write_and_tell(territory, file, texts)

    return export


def write_and_tell(
    territory: str,
    file: Path,
    texts: Texts,
    *,
    named: str | None = None,
    on: date | None = None,
    publisher: str = "",
    licence: str = "",
    as_json: bool = False,
) -> None:
    """Write a register in a format, and say what was written and what the format leaves out.

    Raises
    ------
    BadInputError
        Those of :func:`geo.files.register.formats.writing.format_of` and
        :func:`geo.workspace.register_exports.export_register`.
    """
    chosen = format_of(file, named)
    with told_progress(texts) as progress:
        written = export_register(
            load_territory(territory),
            file,
            chosen,
            language=texts.language,
            words=words_of_catalogues,
            on=on,
            publisher=publisher,
            licence=licence,
            progress=progress,
        )
    sentences = export_sentences(written, texts)
    sentences += unsaid_sentences(chosen, publisher=publisher, licence=licence, texts=texts)
    if as_json:
        click.echo(json_text(export_record(written, file, chosen, sentences)))
        return
    for sentence in (texts("export-done", file=file.name, rows=written.rows), *sentences):
        click.echo(sentence)
