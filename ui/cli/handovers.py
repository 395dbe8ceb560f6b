"""``maillage handovers``: the links between services that are in place, and where the path of families breaks."""

from pathlib import Path

import click

from analysis.network.ask import Network
from analysis.network.ask import network as ask_network
from analysis.network.family_path import PASSAGE_STATES, FamilyPath, family_path
from analysis.network.record import family_path_record
from geo.json_values import json_text
from geo.schema import HANDOVER_PHASES, HANDOVER_STATES, STRATA
from geo.workspace.data import load
from geo.workspace.handovers import (
    check_handovers,
    handover_history,
    handovers_text,
    import_handovers,
    present_handovers,
    set_handover,
    withdraw_handover,
)
from geo.workspace.journal import Signature
from geo.workspace.territory import Territory, load_territory
from ui.cli.options import Conditions, conditions_options, told_data
from ui.cli.quantities import Number
from ui.cli.signing import terminal_name
from ui.cli.tables import console, print_issues, print_table, told_progress, write_told
from ui.texts import Texts
from ui.words.family_path import LINK_COLUMNS, link_cells, passage_cells, path_sentence, phase_cells
from ui.words.file_issues import issue_lines
from ui.words.numbers import count, days_within

_JOURNAL = ("recorded", "by", "action", "reason")


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("handovers", help=texts("cli-handovers-help"))
    def handovers() -> None:
        pass

    _add_reading(handovers, texts)
    _add_writing(handovers, texts)
    _add_path(handovers, texts)
    return handovers


def _add_reading(group: click.Group, texts: Texts) -> None:
    @group.command("list", help=texts("cli-handovers-list-help"))
    @click.argument("territory")
    @click.option("--history", is_flag=True, help=texts("cli-handovers-history-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def list_them(territory: str, *, history: bool, as_json: bool) -> None:
        chosen = load_territory(territory)
        rows = handover_history(chosen) if history else present_handovers(chosen)
        if as_json:
            told = rows.astype({"recorded_at": "str"}) if history else rows
            click.echo(json_text(told.astype(object).where(told.notna(), None).to_dict("records")))
        elif rows.empty:
            click.echo(texts("links-none"))
        else:
            names = _names(chosen)
            headers = [texts(f"column-link-{name}") for name in LINK_COLUMNS]
            lines = [link_cells(row, names, texts) for row in rows.to_dict("records")]
            if history:
                headers = [*headers, *(texts(f"column-link-{name}") for name in _JOURNAL)]
                lines = [
                    [
                        *link_cells(row, names, texts),
                        days_within(f"{row['recorded_at']:%Y-%m-%d %H:%M}", texts.language),
                        str(row["recorded_by"]),
                        texts(f"link-action-{row['action']}"),
                        str(row["reason"]),
                    ]
                    for row in rows.to_dict("records")
                ]
            print_table(headers, lines, figures_from=len(headers))

    @group.command("export", help=texts("cli-handovers-export-help"))
    @click.argument("territory")
    @click.option("--output", type=click.Path(path_type=Path), help=texts("cli-handovers-output-help"))
    def export(territory: str, *, output: Path | None) -> None:
        chosen = load_territory(territory)
        content = handovers_text(present_handovers(chosen), load(chosen).actors, language=texts.language)
        if output is None:
            click.echo(content, nl=False)
        else:
            write_told(output, content.encode("utf-8-sig"), texts)


def _add_writing(group: click.Group, texts: Texts) -> None:
    by_whom = click.option("--by", default=None, help=texts("cli-by-help"))

    @group.command("set", help=texts("cli-handovers-set-help"))
    @click.argument("territory")
    @click.argument("sender")
    @click.argument("receiver")
    @click.option("--phase", type=click.Choice(HANDOVER_PHASES), default="any", help=texts("cli-handovers-phase-help"))
    @click.option("--state", type=click.Choice(HANDOVER_STATES), required=True, help=texts("cli-handovers-state-help"))
    @click.option("--source", required=True, help=texts("cli-handovers-source-help"))
    @click.option("--date", "as_of", default="", help=texts("cli-kinds-date-help"))
    @click.option("--said-by", default="", help=texts("cli-handovers-said-help"))
    @click.option("--note", default="", help=texts("cli-handovers-note-help"))
    @by_whom
    @click.option("--reason", default="set", show_default=True, help=texts("cli-reason-help"))
    def set_one(territory: str, sender: str, receiver: str, *, by: str | None, reason: str, **line: str) -> None:
        signed = Signature(terminal_name(by), reason, "")
        changed = set_handover(
            load_territory(territory), {"sender": sender, "receiver": receiver, **line}, signed=signed
        )
        click.echo(texts("links-set" if changed else "links-same"))

    @group.command("remove", help=texts("cli-handovers-remove-help"))
    @click.argument("territory")
    @click.argument("sender")
    @click.argument("receiver")
    @click.option("--phase", type=click.Choice(HANDOVER_PHASES), default="any", help=texts("cli-handovers-phase-help"))
    @by_whom
    def remove(territory: str, sender: str, receiver: str, *, phase: str, by: str | None) -> None:
        signed = Signature(terminal_name(by), "remove", "")
        withdraw_handover(load_territory(territory), sender=sender, receiver=receiver, phase=phase, signed=signed)
        click.echo(texts("links-removed"))

    @group.command("import", help=texts("cli-handovers-import-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))
    @by_whom
    @click.option("--reason", default="import", show_default=True, help=texts("cli-reason-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def import_file(territory: str, file: Path, *, dry_run: bool, by: str | None, reason: str, as_json: bool) -> None:
        chosen = load_territory(territory)
        with told_progress(texts) as progress:
            reading = check_handovers(chosen, file, progress=progress)
        changed = None
        if reading.ok and not dry_run:
            changed = import_handovers(chosen, reading, signed=Signature(terminal_name(by), reason, file.name))
        issues = issue_lines(reading.findings.table(), texts)
        if as_json:
            told = {"ok": reading.ok, "rows_read": reading.rows_read, "rows_kept": len(reading.table)}
            click.echo(json_text({**told, "recorded": changed, "issues": issues}))
        else:
            print_issues(issues, texts)
            if not reading.ok:
                errors = len(reading.findings.errors)
                said = texts("import-refused", errors=errors, kept=len(reading.table), rows=reading.rows_read)
            elif changed is None:
                said = texts("import-dry-run")
            else:
                said = texts("links-imported", changed=changed)
            click.echo(said)
        if not reading.ok:
            raise SystemExit(1)


def _add_path(group: click.Group, texts: Texts) -> None:
    @group.command("path", help=texts("cli-handovers-path-help"))
    @click.argument("territory")
    @click.option("--zone", help=texts("cli-zone-help"))
    @click.option("--stratum", type=click.Choice(STRATA), required=True, help=texts("cli-stratum-help"))
    @click.option("--threshold", type=Number(above=0), help=texts("cli-threshold-help"))
    @conditions_options(texts)
    def path(
        territory: str,
        *,
        zone: str | None,
        stratum: str,
        threshold: float | None,
        conditions: Conditions,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        with told_data(chosen, texts, conditions) as data:
            asked = conditions.question(threshold_min=threshold, zone=zone)
            found = ask_network(data, asked, zone or chosen.root)
        followed = family_path(found, present_handovers(chosen), stratum)
        if as_json:
            click.echo(json_text(family_path_record(found, followed)))
        else:
            _print_path(found, followed, texts)


def _print_path(found: Network, path: FamilyPath, texts: Texts) -> None:
    screen = console()
    screen.print(path_sentence(found, path, texts), style="bold")
    screen.print(texts("passages-lead"))
    screen.print()
    states = [texts(f"column-passage-{state}") for state in PASSAGE_STATES]
    print_table(
        [texts("column-phase"), texts("column-passages"), *states],
        [phase_cells(line, texts) for line in path.phases.to_dict("records")],
    )
    screen.print()
    names = ("column-phase", "column-told", "column-telling", "column-what", "column-document", "column-here")
    print_table(
        [*(texts(name) for name in names), texts("column-links")],
        [passage_cells(one, found.total, texts) for one in path.passages],
        figures_from=7,
    )
    worst = path.zones.sort_values("broken", ascending=False, kind="stable").head(10)
    zones = found.data.zones.set_index("zone_id")["name"]
    shown = worst[worst["broken"] > 0]
    if len(shown):
        screen.print()
        screen.print(texts("passages-where"), style="bold")
        phases = list(path.phases["phase"])
        print_table(
            [texts("column-zone"), texts("column-broken"), *(texts(f"phase-{phase}") for phase in phases)],
            [
                [str(zones[row["zone_id"]]), *(count(row[name], texts.language) for name in ("broken", *phases))]
                for row in shown.to_dict("records")
            ],
        )


def _names(territory: Territory) -> dict[str, str]:
    actors = load(territory).actors
    return dict(zip(actors["actor_id"], actors["name"], strict=True))
