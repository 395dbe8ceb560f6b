"""``maillage import``: read a register file, show its issues and who is there already, record it all or not at all."""

import getpass
from pathlib import Path

import click

from geo.errors import BadInputError
from geo.files.register import RegisterReading
from geo.json_values import json_text
from geo.workspace.register_intake import check_register, import_register, put_beside
from geo.workspace.register_merging import DECISIONS, Beside, Decision
from geo.workspace.territory import load_territory
from ui.cli.tables import print_issues, print_table, told_progress
from ui.texts import Texts
from ui.words.file_issues import issue_lines
from ui.words.matched import matched_cells, matched_records, perhaps_records, perhaps_sentences

_LISTED = 10


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("import", help=texts("cli-import-help"))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--territory", required=True, help=texts("cli-territory-help"))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @click.option("--matched", type=click.Choice(DECISIONS), default=None, help=texts("cli-matched-help"))
    @click.option("--by", default=None, help=texts("cli-by-help"))
    @click.option("--reason", default="import", show_default=True, help=texts("cli-reason-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def import_file(
        file: Path,
        *,
        territory: str,
        dry_run: bool,
        matched: Decision | None,
        by: str | None,
        reason: str,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        with told_progress(texts) as progress:
            reading = check_register(chosen, file, progress=progress)
            sides = put_beside(chosen, reading) if reading.ok else None
        changed, undecided = None, False
        if sides is not None and not dry_run:
            undecided = matched is None and len(sides.matches.sure) > 0
            if not undecided:
                who, rows = by or getpass.getuser(), sides.rows(matched)
                changed = import_register(chosen, reading, by=who, reason=reason, origin=file.name, rows=rows)
        if as_json:
            click.echo(json_text(_record(reading, sides, changed, texts)))
        else:
            _print(reading, sides, changed, texts, tried=dry_run)
        if undecided and sides is not None:
            first = sides.matches.sure.iloc[0]
            named = {"first": str(first["actor_id"]), "known": str(first["known_id"])}
            raise BadInputError("import-matched", count=len(sides.matches.sure), **named)
        if not reading.ok:
            raise SystemExit(1)

    return import_file


def _record(reading: RegisterReading, sides: Beside | None, changed: int | None, texts: Texts) -> dict[str, object]:
    return {
        "ok": reading.ok,
        "rows_read": reading.rows_read,
        "rows_kept": reading.rows_kept,
        "recorded": changed,
        "issues": issue_lines(reading.issues, texts),
        "matched": [] if sides is None else matched_records(sides),
        "perhaps_same": [] if sides is None else perhaps_records(sides),
    }


def _print(reading: RegisterReading, sides: Beside | None, changed: int | None, texts: Texts, *, tried: bool) -> None:
    print_issues(issue_lines(reading.issues, texts), texts)
    errors = int((reading.issues["severity"] == "error").sum())
    if errors or sides is None:
        click.echo(texts("import-refused", errors=errors, kept=reading.rows_kept, rows=reading.rows_read))
        return
    click.echo(texts("import-clean", rows=reading.rows_read))
    _print_matches(sides, texts)
    if changed is not None:
        click.echo(texts("import-done", changed=changed))
    elif tried:
        click.echo(texts("import-dry-run"))


def _print_matches(sides: Beside, texts: Texts) -> None:
    if len(sides.matches.sure):
        click.echo(texts("matched-count", count=len(sides.matches.sure)))
        cells = matched_cells(matched_records(sides), texts)
        headers = [texts(f"matched-head-{name}") for name in cells.columns]
        print_table(headers, cells.to_numpy().tolist(), figures_from=len(headers))
    told = perhaps_sentences(sides, texts)
    for sentence in told[:_LISTED]:
        click.echo(sentence)
    if len(told) > _LISTED:
        click.echo(texts("perhaps-more", count=len(told) - _LISTED))
