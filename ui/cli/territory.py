"""``maillage territory``: those that are known, and new ones made from files, from a country's tables, from a ZIP."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from msgspec.structs import asdict

from geo.errors import BadInputError
from geo.files.issues import Findings
from geo.files.register.export import write_register
from geo.json_values import json_text
from geo.territories.country import draft_of, list_units
from geo.territories.draft import INDICATOR_WORDS, TerritoryDraft, births_known
from geo.territories.figures_file import read_figures_file
from geo.territories.from_files import LevelColumns, TerritoryReading, TerritoryRequest, read_territory_files
from geo.territories.kept import (
    check_id,
    give_figures,
    own_territory,
    remove_territory,
    rename,
    save_draft,
    share,
    take,
)
from geo.workspace.data import load
from geo.workspace.register_intake import present_register
from geo.workspace.summaries import summaries
from geo.workspace.territory import load_territory
from ui.cli.quantities import Whole
from ui.cli.tables import print_issues, print_table, told_progress
from ui.texts import Texts, pick
from ui.words.file_issues import issue_lines
from ui.words.numbers import count
from ui.words.territories import draft_line, unit_words


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("territory", help=texts("cli-territories-help"))
    def territory() -> None:
        pass

    _listing(territory, texts)
    _from_country(territory, texts)
    _making(territory, texts)
    _changing(territory, texts)
    _sharing(territory, texts)
    return territory


def _listing(territory: click.Group, texts: Texts) -> None:
    @territory.command("list", help=texts("cli-territory-list-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def list_them(*, as_json: bool) -> None:
        rows = summaries()
        if as_json:
            click.echo(json_text([asdict(row) for row in rows]))
            return
        language = texts.language
        print_table(
            [texts(f"column-{key}") for key in ("territory", "zones", "places", "actors", "births")],
            [
                [
                    f"{pick(row.name, language)} ({row.id})",
                    _sizes(row.id, row.zones, language),
                    count(row.places, language),
                    count(row.actors, language),
                    count(float("nan") if row.births is None else row.births, language),
                ]
                for row in rows
            ],
            figures_from=2,
        )


def _from_country(territory: click.Group, texts: Texts) -> None:
    as_json = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @territory.command("units", help=texts("cli-territory-units-help"))
    @click.argument("country")
    @as_json
    def units(country: str, *, as_json: bool) -> None:
        found = list_units(country)
        if as_json:
            click.echo(json_text(found.to_dict("records")))
            return
        rows = [[code, *words] for code, words in unit_words(found, texts).items()]
        headers = [texts("column-code"), texts("territories-unit"), ""]
        print_table(headers, rows, figures_from=len(headers))

    @territory.command("make", help=texts("cli-territory-make-help"))
    @click.argument("country")
    @click.argument("unit")
    @click.option("--id", "territory_id", help=texts("cli-territory-id-help"))
    @click.option("--replace", "in_place_of", is_flag=True, help=texts("cli-territory-replace-help"))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @as_json
    def make(
        country: str, unit: str, *, territory_id: str | None, in_place_of: bool, dry_run: bool, as_json: bool
    ) -> None:
        with told_progress(texts) as progress:
            progress("territory-draw")
            draft = draft_of(country, unit, territory_id=territory_id)
            check_id(draft.territory_id, in_place_of=in_place_of)
            if not dry_run:
                load(save_draft(draft, in_place_of=in_place_of), progress=progress)
        _tell(TerritoryReading(draft, Findings(), {}), texts, saved=not dry_run, as_json=as_json)


def _making(territory: click.Group, texts: Texts) -> None:
    file = click.Path(path_type=Path)

    @territory.command("new", help=texts("cli-territory-new-help"))
    @click.argument("name")
    @click.option("--boundaries", type=file, required=True, help=texts("cli-territory-boundaries-help"))
    @click.option("--figures", type=file, help=texts("cli-territory-figures-option-help"))
    @click.option("--levels-file", type=file, help=texts("cli-territory-levels-file-help"))
    @click.option(
        "--level", "levels", multiple=True, metavar="LEVEL=CODE[:NAME]", help=texts("cli-territory-level-help")
    )
    @click.option("--whole", default="territoire", help=texts("cli-territory-whole-help"))
    @click.option("--smallest", default="commune", help=texts("cli-territory-smallest-help"))
    @click.option("--code", help=texts("cli-territory-code-help"))
    @click.option("--label", help=texts("cli-territory-label-help"))
    @click.option("--country", default="", help=texts("cli-territory-country-help"))
    @click.option("--crs", help=texts("cli-territory-crs-help"))
    @click.option("--year", type=Whole(low=1900, high=2200), help=texts("cli-territory-year-help"))
    @click.option("--official", is_flag=True, help=texts("cli-territory-official-help"))
    @click.option("--source", "boundaries_source", default="", help=texts("cli-territory-source-help"))
    @click.option("--figures-source", default="", help=texts("cli-territory-figures-source-help"))
    @click.option("--id", "territory_id", help=texts("cli-territory-id-help"))
    @click.option("--replace", "in_place_of", is_flag=True, help=texts("cli-territory-replace-help"))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def new(
        *,
        boundaries: Path,
        figures: Path | None,
        levels_file: Path | None,
        levels: tuple[str, ...],
        in_place_of: bool,
        dry_run: bool,
        as_json: bool,
        **said: Any,  # noqa: ANN401 - the other options, as TerritoryRequest names them
    ) -> None:
        request = TerritoryRequest(levels=tuple(_level(written) for written in levels), **said)
        with told_progress(texts) as progress:
            progress("territory-read")
            reading = read_territory_files(
                boundaries, request, today_year=datetime.now(UTC).year, levels_file=levels_file, figures=figures
            )
            saved = False
            if reading.draft is not None:
                check_id(reading.draft.territory_id, in_place_of=in_place_of)
                if not dry_run:
                    load(save_draft(reading.draft, in_place_of=in_place_of), progress=progress)
                    saved = True
        _tell(reading, texts, saved=saved, as_json=as_json)


def _changing(territory: click.Group, texts: Texts) -> None:
    @territory.command("figures", help=texts("cli-territory-figures-help"))
    @click.argument("territory_id", metavar="TERRITORY")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--year", type=Whole(low=1900, high=2200), help=texts("cli-territory-year-help"))
    @click.option("--code", help=texts("cli-territory-code-help"))
    @click.option("--source", default="", help=texts("cli-territory-figures-source-help"))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def figures(
        territory_id: str, file: Path, *, year: int | None, code: str | None, source: str, dry_run: bool, as_json: bool
    ) -> None:
        chosen = own_territory(territory_id)
        data = load(chosen)
        low = data.zones.loc[data.zones["level"] == chosen.smallest_level, "zone_id"]
        told = read_figures_file(file, low, year=year, code=code)
        columns = {f"{indicator} {of}": header for header, (indicator, of) in told.columns.items()}
        saved = told.findings.ok and not dry_run
        if saved:
            with told_progress(texts) as progress:
                load(give_figures(territory_id, told.figures, source=source or file.name), progress=progress)
        _tell(TerritoryReading(None, told.findings, columns), texts, saved=saved, as_json=as_json)

    @territory.command("rename", help=texts("cli-territory-rename-help"))
    @click.argument("territory_id", metavar="TERRITORY")
    @click.argument("name")
    @click.option("--english", help=texts("cli-territory-english-help"))
    def rename_it(territory_id: str, name: str, *, english: str | None) -> None:
        renamed = rename(territory_id, {"fr": name, "en": english or name})
        click.echo(texts("territory-renamed", territory=territory_id, name=pick(renamed.names, texts.language)))

    @territory.command("remove", help=texts("cli-territory-remove-help"))
    @click.argument("territory_id", metavar="TERRITORY")
    def remove(territory_id: str) -> None:
        made = remove_territory(territory_id)
        click.echo(texts("territory-removed", territory=territory_id))
        if made is not None:
            click.echo(texts("territory-removed-backup", backup=str(made)))


def _sharing(territory: click.Group, texts: Texts) -> None:
    @territory.command("export", help=texts("cli-territory-export-help"))
    @click.argument("territory_id", metavar="TERRITORY")
    @click.option("--out", type=click.Path(path_type=Path), help=texts("cli-territory-out-help"))
    @click.option("--with-register", is_flag=True, help=texts("cli-territory-with-register-help"))
    def export(territory_id: str, *, out: Path | None, with_register: bool) -> None:
        path = out or Path(f"{territory_id}.zip")
        share(territory_id, path, register=_register(territory_id) if with_register else None)
        click.echo(texts("file-written", path=str(path)))

    @territory.command("import", help=texts("cli-territory-import-help"))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--replace", "in_place_of", is_flag=True, help=texts("cli-territory-replace-help"))
    def take_in(file: Path, *, in_place_of: bool) -> None:
        with told_progress(texts) as progress:
            taken = take(file, in_place_of=in_place_of)
            load(taken, progress=progress)
        click.echo(texts("territory-taken", name=pick(taken.names, texts.language), territory=taken.id))


def _register(territory_id: str) -> bytes | None:
    """Return the register as it is now, as the file that comes with a territory; None while nobody is in it."""
    register = present_register(load_territory(territory_id))
    if register.empty:
        return None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        write_register(path, register, language="fr")
        return path.read_bytes()


def _level(written: str) -> LevelColumns:
    """Return a level from ``province=code_prov:nom_prov``."""
    word, _, columns = written.partition("=")
    code, _, name = columns.partition(":")
    if not word.strip() or not code.strip():
        raise BadInputError("territory-bad-level", value=written)
    return LevelColumns(word.strip(), code.strip(), name.strip() or None)


def _column_words(found: str, texts: Texts) -> str:
    """Return what a column was read as: births and such by their names, with their year where the column says it."""
    indicator, _, year = found.partition(" ")
    if indicator not in INDICATOR_WORDS:
        return found
    french, english, _ = INDICATOR_WORDS[indicator]
    return f"{french if texts.language == 'fr' else english} {year}".removesuffix(" 0")


def _tell(reading: TerritoryReading, texts: Texts, *, saved: bool, as_json: bool) -> None:
    draft, lines = reading.draft, issue_lines(reading.findings.table(), texts)
    if as_json:
        record = {"ok": reading.findings.ok, "saved": saved, "columns": dict(reading.columns), "issues": lines}
        click.echo(json_text(record | ({} if draft is None else _described(draft))))
    else:
        print_issues(lines, texts)
        for found, header in reading.columns.items():
            click.echo(texts("territory-column-read", found=_column_words(found, texts), header=header))
        if draft is not None:
            _print_draft(draft, texts)
        if saved and draft is not None:
            click.echo(texts("territory-saved", territory=draft.territory_id))
        elif saved:
            click.echo(texts("territory-figures-kept"))
        else:
            click.echo(texts("territory-checked" if reading.findings.ok else "territory-refused"))
    if not reading.findings.ok:
        raise SystemExit(1)


def _described(draft: TerritoryDraft) -> dict[str, Any]:
    sizes = draft.zones["level"].value_counts()
    births = births_known(draft)
    return {
        "id": draft.territory_id,
        "name": dict(draft.names),
        "metric_crs": draft.metric_crs,
        "zones": {level.id: int(sizes.get(level.id, 0)) for level in draft.levels},
        "births": births,
        "births_year": draft.births_year,
    }


def _print_draft(draft: TerritoryDraft, texts: Texts) -> None:
    told = _described(draft)
    click.echo(draft_line(draft, texts))
    if told["births"] is not None:
        births = count(told["births"], texts.language)
        click.echo(texts("territory-births", births=births, year=str(draft.births_year)))


def _sizes(territory_id: str, zones: dict[str, int], language: str) -> str:
    levels = load_territory(territory_id).levels
    return ", ".join(
        f"{count(zones[level.id], language)} {pick(level.names if zones[level.id] == 1 else level.plurals, language)}"
        for level in levels
    )
