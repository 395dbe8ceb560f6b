"""``maillage backup`` and ``maillage restore``: what the user wrote, in one file, and back."""

from pathlib import Path
from typing import Any

import click

from geo.json_values import json_text
from geo.workspace.backup import dated_copies, read_backup, write_backup
from geo.workspace.data import database_path, now
from geo.workspace.restore import check_known, restore_backup
from geo.workspace.territory import Territory, list_territories, load_territory
from ui.cli.tables import print_table, told_progress
from ui.texts import Texts
from ui.words.numbers import day, days_within


def command(texts: Texts) -> click.Command:
    """Build the command that writes backups."""

    @click.command("backup", help=texts("cli-backup-help"))
    @click.argument("territory", required=False)
    @click.option("--to", type=click.Path(path_type=Path), help=texts("cli-backup-to-help"))
    @click.option("--list", "only_list", is_flag=True, help=texts("cli-backup-list-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def backup(territory: str | None, *, to: Path | None, only_list: bool, as_json: bool) -> None:
        if only_list:
            _print_copies(None if territory is None else load_territory(territory).id, texts, as_json=as_json)
            return
        with told_progress(texts):
            made = [write_backup(one, moment=now(), path=to) for one in _chosen(territory)]
        if as_json:
            click.echo(json_text([{"file": str(path)} for path in made]))
            return
        for path in made:
            click.echo(texts("backup-done", file=str(path)))
        click.echo(texts("backup-without-roads") if made else texts("backup-nothing"))

    return backup


def restore_command(texts: Texts) -> click.Command:
    """Build the command that puts a backup back."""

    @click.command("restore", help=texts("cli-restore-help"))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--dry-run", is_flag=True, help=texts("cli-restore-dry-run-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def restore(file: Path, *, dry_run: bool, as_json: bool) -> None:
        found = read_backup(file)
        check_known(found)
        record: dict[str, Any] = {
            "territory": found.territory_id,
            "made_at": found.made_at.isoformat(),
            "made_by": found.made_by_version,
            "entries": found.entries,
            "layers": len(found.tables.get("place_layer", ())),
            "files": len(found.files),
            "restored": not dry_run,
            "before": None,
        }
        if not dry_run:
            with told_progress(texts) as progress:
                done = restore_backup(found, progress=progress)
            record["before"] = None if done.before is None else str(done.before)
        if as_json:
            click.echo(json_text(record))
            return
        click.echo(texts("restore-content", **{key: record[key] for key in ("entries", "layers", "files")}))
        told = {"territory": found.territory_id, "day": day(f"{found.made_at:%Y-%m-%d}", texts.language)}
        click.echo(texts("import-dry-run") if dry_run else texts("restore-done", **told))
        if record["before"]:
            click.echo(texts("restore-before", file=record["before"]))

    return restore


def _chosen(territory: str | None) -> list[Territory]:
    """Return the territory asked for, or every one that was opened in this workspace."""
    if territory is not None:
        return [load_territory(territory)]
    return [one for one in map(load_territory, list_territories()) if database_path(one).exists()]


def _print_copies(territory_id: str | None, texts: Texts, *, as_json: bool) -> None:
    copies = dated_copies(territory_id)
    if as_json:
        rows = [
            {
                "file": str(copy.path),
                "territory": copy.territory_id,
                "made_at": copy.made_at.isoformat(),
                "automatic": copy.automatic,
            }
            for copy in copies
        ]
        click.echo(json_text(rows))
    elif copies:
        print_table(
            [texts(f"column-{name}") for name in ("backup-file", "territory", "backup-made", "backup-kind")],
            [
                [
                    copy.path.name,
                    copy.territory_id,
                    days_within(f"{copy.made_at:%Y-%m-%d %H:%M}", texts.language),
                    texts("backup-automatic" if copy.automatic else "backup-asked"),
                ]
                for copy in copies
            ],
            figures_from=9,
        )
    else:
        click.echo(texts("backup-none"))
