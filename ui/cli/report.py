"""``maillage report``: the dossier of a zone, as a document to take away."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from analysis.question import Question
from geo.errors import BadInputError
from geo.files.atomic import check_writable, write_atomic
from geo.files.portable_names import portable_name
from geo.json_values import json_text
from geo.workspace.data import told_apart
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import Territory, load_territory
from geo.workspace.zones import check_zone
from ui.cli.options import Conditions, chosen_selection, conditions_options, selection_options, tell_day
from ui.cli.quantities import Number
from ui.cli.tables import told_progress, told_share
from ui.dossier.blocks import Dossier, Picture, TextTable
from ui.dossier.composition import Composition, kept_composition, read_composition
from ui.dossier.files import FORMATS, dossier_bytes, format_asked
from ui.dossier.templates import DEFAULT, load_template, template_names
from ui.texts import Texts


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("report", help=texts("cli-report-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--to", "named", type=click.Choice(FORMATS), default=None, help=texts("cli-report-to-help"))
    @click.option("--out", "file", type=click.Path(path_type=Path), default=None, help=texts("cli-report-out-help"))
    @click.option("--final", is_flag=True, help=texts("cli-report-final-help"))
    @click.option("--reference", default=None, help=texts("cli-report-reference-help"))
    @click.option("--threshold", type=Number(above=0), help=texts("cli-threshold-help"))
    @click.option(
        "--template", type=click.Choice(template_names()), default=None, help=texts("cli-report-template-help")
    )
    @click.option("--with", "chosen_path", type=click.Path(path_type=Path), help=texts("cli-report-with-help"))
    @selection_options(texts)
    @conditions_options(texts)
    def report(
        territory: str,
        *,
        zone: str | None,
        named: str | None,
        file: Path | None,
        final: bool,
        reference: str | None,
        threshold: float | None,
        chosen_path: Path | None,
        template: str | None,
        kind: str | None,
        function: str | None,
        stratum: str | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        selection = chosen_selection(chosen, kind=kind, function=function, stratum=stratum)
        if chosen_path is None:
            composition = kept_composition(chosen.id, zone or chosen.root)
            if composition != Composition():
                click.echo(texts("dossier-composition-used"), err=True)
        else:
            composition = read_composition(chosen_path)
        template = template or composition.template or DEFAULT
        final, reference = final or composition.final, reference or composition.reference or None
        zipped = load_template(template).each
        wanted = format_asked(named or ("pdf" if zipped else None), None if zipped else file)
        question = conditions.question(selection, threshold_min=threshold, zone=zone)
        if file is not None:
            check_writable(file)
        if zipped:
            given: dict[str, Any] = {"final": final, "composition": composition, "as_json": as_json}
            _write_sheets(chosen, question, file, wanted, texts, conditions=conditions, **given)
            return
        with told_progress(texts) as progress:
            data = told_apart(conditions.data(chosen, texts, progress=progress), zone, texts.language)
            # Imported only here: what draws and what measures take a while, and other commands need none of it.
            asking, composing = import_module("analysis.dossier.ask"), import_module("ui.dossier.compose")
            answers = asking.dossier_answers(data, question, reference=reference, progress=progress)
            progress("dossier-pictures")
            day = date.today()  # noqa: DTZ011 - the day of whoever writes
            dossier = composing.compose(
                answers, zone_shapes(chosen), texts, on=day, final=final, composition=composition, template=template
            )
            progress("dossier-writing")
            written = dossier_bytes(dossier, wanted)
            path = file or Path(f"{dossier.file_name}.{wanted}")
            write_atomic(path, written)
        tell_day(conditions.on, texts)
        _tell(dossier, path, len(written), texts, as_json=as_json)

    return report


def _write_sheets(
    territory: Territory,
    question: Question,
    file: Path | None,
    wanted: str,
    texts: Texts,
    *,
    conditions: Conditions,
    final: bool,
    composition: Composition,
    as_json: bool,
) -> None:
    """Write a page for each of the smallest zones of the zone asked about, in a zip."""
    if file is not None and file.suffix.lower() != ".zip":
        raise BadInputError("sheets-zip", file=file.name)
    # Imported only here: what draws and what measures take a while, and other commands need none of it.
    asking, writing = import_module("analysis.dossier.sheets"), import_module("ui.dossier.sheets")
    zone = question.zone or territory.root
    with told_share(texts, named=lambda step: texts(f"progress-sheets-{step}")) as tell:
        tell("measures", 0.0)
        data = conditions.data(territory, texts)
        check_zone(data.zones, zone)
        ground = asking.sheet_ground(data, question)
        content, pages = writing.sheets_zip(
            ground,
            zone,
            zone_shapes(territory),
            texts,
            wanted,
            on=date.today(),  # noqa: DTZ011 - the day of whoever writes
            final=final,
            composition=composition,
            progress=lambda done, total: tell("pages", done / total),
        )
    path = file or Path(f"{portable_name('fiches-' + zone)}.zip")
    write_atomic(path, content)
    tell_day(conditions.on, texts)
    if as_json:
        click.echo(json_text({"file": str(path), "bytes": len(content), "pages": pages}))
    else:
        click.echo(texts("sheets-written", file=str(path), pages=pages, size=round(len(content) / 1000)))


def _tell(dossier: Dossier, path: Path, size: int, texts: Texts, *, as_json: bool) -> None:
    blocks = list(dossier.blocks())
    told = {
        "sections": len(dossier.sections),
        "pictures": sum(isinstance(block, Picture) for block in blocks),
        "tables": sum(isinstance(block, TextTable) for block in blocks),
    }
    if as_json:
        click.echo(json_text({"file": str(path), "bytes": size, **told}))
    else:
        click.echo(texts("dossier-written", file=str(path), size=round(size / 1000), **told))
