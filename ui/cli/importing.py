"""``maillage import``: read a register file, show its issues, record it all or not at all."""

import getpass
from pathlib import Path

import click

from geo.files.register import RegisterReading
from geo.json_values import json_text
from geo.workspace.register_intake import check_register, import_register
from geo.workspace.territory import load_territory
from ui.cli.tables import print_issues, told_progress
from ui.texts import Texts
from ui.words.file_issues import issue_lines


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("import", help=texts("cli-import-help"))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--territory", required=True, help=texts("cli-territory-help"))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @click.option("--by", default=None, help=texts("cli-by-help"))
    @click.option("--reason", default="import", show_default=True, help=texts("cli-reason-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def import_file(file: Path, *, territory: str, dry_run: bool, by: str | None, reason: str, as_json: bool) -> None:
        chosen = load_territory(territory)
        with told_progress(texts) as progress:
            reading = check_register(chosen, file, progress=progress)
        changed = None
        if reading.ok and not dry_run:
            changed = import_register(chosen, reading, by=by or getpass.getuser(), reason=reason, origin=file.name)
        if as_json:
            click.echo(json_text(_record(reading, changed, texts)))
        else:
            _print(reading, changed, texts)
        if not reading.ok:
            raise SystemExit(1)

    return import_file


def _record(reading: RegisterReading, changed: int | None, texts: Texts) -> dict[str, object]:
    return {
        "ok": reading.ok,
        "rows_read": reading.rows_read,
        "rows_kept": reading.rows_kept,
        "recorded": changed,
        "issues": issue_lines(reading.issues, texts),
    }


def _print(reading: RegisterReading, changed: int | None, texts: Texts) -> None:
    print_issues(issue_lines(reading.issues, texts), texts)
    errors = int((reading.issues["severity"] == "error").sum())
    if errors:
        click.echo(texts("import-refused", errors=errors, kept=reading.rows_kept, rows=reading.rows_read))
        return
    click.echo(texts("import-clean", rows=reading.rows_read))
    click.echo(texts("import-dry-run") if changed is None else texts("import-done", changed=changed))
