"""``maillage completeness``: how much of what exists the register knows, and the counts that say so."""

from datetime import date
from pathlib import Path

import click

from analysis.doubt.row_quality import row_quality
from analysis.records.bounds import RegisterLine
from analysis.service_area.completeness import register_table
from geo.files.expected import ExpectedReading
from geo.json_values import json_text
from geo.workspace.data import load, named_in, now
from geo.workspace.expected_intake import check_expected, import_expected, own_expected, withdraw_expected
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from ui.cli.options import at_option, tell_day
from ui.cli.signing import terminal_name
from ui.cli.tables import print_issues, print_table, told_progress
from ui.texts import Texts
from ui.words.file_issues import issue_lines
from ui.words.known import known_cell, state_name
from ui.words.measures import share
from ui.words.numbers import dated


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("completeness", help=texts("cli-completeness-help"))
    def completeness() -> None:
        pass

    as_json = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    by_whom = click.option("--by", default=None, help=texts("cli-by-help"))

    @completeness.command("list", help=texts("cli-completeness-list-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--kind", help=texts("cli-kind-help"))
    @at_option(texts)
    @as_json
    def list_them(territory: str, *, zone: str | None, kind: str | None, on: date | None, as_json: bool) -> None:
        chosen = load_territory(territory)
        with told_progress(texts) as progress:
            data = named_in(load(chosen, on=on, progress=progress), texts.language)
        tell_day(on, texts)
        kinds = load_vocabulary().kinds if kind is None else {load_vocabulary().term("kind", kind).code: None}
        scores = row_quality(data.actors, data.services, today=on or now().date())["score"]
        lines = register_table(data, list(kinds), zone_id=zone or chosen.root, own=own_expected(chosen), scores=scores)
        if as_json:
            click.echo(json_text(lines))
            return
        headers = [
            texts(f"column-{name}") for name in ("kind", "zone", "register-state", "known-of", "row-quality", "counted")
        ]
        rows = [_cells(line, texts, sourced=kind is not None) for line in lines]
        print_table(headers, rows, figures_from=len(headers))

    @completeness.command("import", help=texts("cli-completeness-import-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @by_whom
    @click.option("--reason", default="import", show_default=True, help=texts("cli-reason-help"))
    @as_json
    def import_file(territory: str, file: Path, *, dry_run: bool, by: str | None, reason: str, as_json: bool) -> None:
        chosen = load_territory(territory)
        with told_progress(texts) as progress:
            reading = check_expected(chosen, file, progress=progress)
        changed = None
        if reading.ok and not dry_run:
            changed = import_expected(chosen, reading, by=terminal_name(by), reason=reason, origin=file.name)
        if as_json:
            issues = issue_lines(reading.findings.table(), texts)
            told = {"ok": reading.ok, "rows_read": reading.rows_read, "rows_kept": len(reading.table)}
            click.echo(json_text({**told, "recorded": changed, "issues": issues}))
        else:
            _print(reading, changed, texts)
        if not reading.ok:
            raise SystemExit(1)

    @completeness.command("remove", help=texts("cli-completeness-remove-help"))
    @click.argument("territory")
    @click.option("--zone", required=True, help=texts("cli-zone-help"))
    @click.option("--kind", required=True, help=texts("cli-kind-help"))
    @by_whom
    def remove(territory: str, *, zone: str, kind: str, by: str | None) -> None:
        chosen = load_territory(territory)
        withdraw_expected(chosen, zone_id=zone, kind=kind, by=terminal_name(by), reason="remove")
        click.echo(texts("expected-removed"))

    return completeness


def _cells(line: RegisterLine, texts: Texts, *, sourced: bool) -> list[str]:
    counted = [line["what"], line["source"] if sourced else None, dated(line["as_of"], texts.language)]
    said = ", ".join(part for part in counted if part)
    return [
        load_vocabulary().label("kind", line["kind"], language=texts.language),
        line["name"],
        state_name(line["state"], texts),
        known_cell(line, texts),
        share(line["row_quality_mean"], texts),
        texts("expected-own", said=said) if line["own"] else said,
    ]


def _print(reading: ExpectedReading, changed: int | None, texts: Texts) -> None:
    issues = reading.findings.table()
    print_issues(issue_lines(issues, texts), texts)
    errors = int((issues["severity"] == "error").sum())
    if errors:
        click.echo(texts("import-refused", errors=errors, kept=len(reading.table), rows=reading.rows_read))
        return
    click.echo(texts("import-clean", rows=reading.rows_read))
    click.echo(texts("import-dry-run") if changed is None else texts("expected-done", changed=changed))
