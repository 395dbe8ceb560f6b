"""``maillage export``: the data of a territory as tables, or its register alone; both are imported back."""

from datetime import date
from importlib import import_module
from pathlib import Path

import click

from analysis.question import Selection
from geo.errors import BadInputError
from geo.files.register.formats.writing import format_of
from geo.json_values import json_text
from geo.workspace.register_exports import export_register
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory
from ui.cli.options import Conditions, conditions_options, tell_day
from ui.cli.tables import told_progress, told_share
from ui.texts import Texts
from ui.words.exports import export_record, export_sentences, unsaid_sentences, words_of_catalogues
from ui.words.numbers import count


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("export", help=f"{texts('cli-export-help')}\n\n{texts('cli-export-file-help')}")
    @click.argument("territory")
    @click.argument("file", required=False, type=click.Path(path_type=Path))
    @click.option("--travel/--no-travel", default=True, show_default=True, help=texts("cli-export-travel-help"))
    @conditions_options(texts)
    def export(territory: str, file: Path | None, *, travel: bool, conditions: Conditions, as_json: bool) -> None:
        if file is not None and file.suffix.lower() not in {"", ".zip"}:
            write_and_tell(territory, file, texts, as_json=as_json)
            return
        _write_book(territory, file, texts, conditions, travel=travel, as_json=as_json)

    return export


def _write_book(
    territory: str, file: Path | None, texts: Texts, conditions: Conditions, *, travel: bool, as_json: bool
) -> None:
    """Write the data book of a territory in a folder or a zip, and say what is in it."""
    # Imported only here: what measures and what draws take a while, and other commands need none of it.
    asking, writing = import_module("analysis.dossier.data_book"), import_module("ui.dossier.data_book")
    chosen = load_territory(territory)
    path = file or Path(f"maillage-{chosen.id}-{date.today().isoformat()}")  # noqa: DTZ011 - the day of whoever writes
    if path.exists():
        raise BadInputError("file-exists", file=path.name)
    with told_share(texts, named=lambda step: texts(f"progress-book-{step}")) as tell:
        data = conditions.data(chosen, texts)
        question = conditions.question(Selection())
        book = asking.data_book(
            data, zone_shapes(chosen), question, progress=lambda done, total: tell("measures", done / total)
        )
        written = writing.write_book(book, path, texts, travel=travel, tell=tell)
    tell_day(conditions.on, texts)
    if as_json:
        click.echo(json_text({"file": str(path), "rows": written.rows, "files": list(written.files)}))
        return
    total = sum(written.rows.values())
    told = {"tables": len(written.rows), "rows": total, "told": count(total, texts.language)}
    click.echo(texts("book-written", path=str(path), files=len(written.files), **told))


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
