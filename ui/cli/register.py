"""``maillage register``: correct the register, close, verify, undo, and read its past."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import pandas as pd

from analysis.doubt.row_quality import CRITERIA, row_quality
from analysis.records.shared import RowScore
from geo.errors import BadInputError
from geo.files.atomic import write_atomic
from geo.files.register.columns import COLUMNS, recognise
from geo.files.register.formats.writing import FORMATS
from geo.json_values import encode, json_text
from geo.workspace.data import load, now
from geo.workspace.journal import Signature
from geo.workspace.register_changes import (
    STALE_DAYS,
    changed_since,
    compare_days,
    find_undoing,
    history,
    list_changes,
    open_desk,
    save,
    stale_rows,
    undo,
)
from geo.workspace.register_drafts import Desk, Draft, closed, confirmed, edited, new_actor, new_service, reopened
from geo.workspace.register_intake import present_register
from geo.workspace.territory import Territory, load_territory
from ui.cli.exporting import write_and_tell
from ui.cli.quantities import Day, Whole
from ui.cli.signing import terminal_name
from ui.cli.tables import print_issues, print_table, told_progress
from ui.texts import Texts
from ui.words.file_issues import issue_lines
from ui.words.numbers import count, percent
from ui.words.register_changes import (
    change_cells,
    difference_cells,
    difference_sentence,
    field_name,
    field_value,
    history_cells,
    who,
)


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("register", help=texts("cli-register-help"))
    def register() -> None:
        pass

    _writing(register, texts)
    _undoing(register, texts)
    _scoring(register, texts)
    _reading(register, texts)
    return register


def _writing(register: click.Group, texts: Texts) -> None:
    signed, service, on, seen = _signed(texts), _service(texts), _on(texts), _seen(texts)
    fields = click.option("--set", "cells", multiple=True, metavar="COLUMN=VALUE", help=texts("cli-register-set-help"))

    @register.command("add", help=texts("cli-register-add-help"))
    @click.argument("territory")
    @click.option("--actor", help=texts("cli-register-actor-help"))
    @fields
    @signed
    def add(territory: str, *, actor: str | None, cells: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401
        typed = _fields(cells)
        typed.setdefault("source", given["origin"] or terminal_name(given["by"]))

        def draft(desk: Desk) -> Draft:
            return new_actor(desk, typed) if actor is None else new_service(desk, actor, typed)

        _write(territory, draft, texts, **given)

    @register.command("edit", help=texts("cli-register-edit-help"))
    @click.argument("territory")
    @click.argument("actor")
    @fields
    @service
    @seen
    @signed
    def edit(
        territory: str,
        actor: str,
        *,
        cells: tuple[str, ...],
        service: str | None,
        **given: Any,  # noqa: ANN401
    ) -> None:
        typed = _fields(cells)
        _write(territory, lambda desk: edited(desk, actor, typed, service=service), texts, of=actor, **given)

    @register.command("close", help=texts("cli-register-close-help"))
    @click.argument("territory")
    @click.argument("actor")
    @service
    @on
    @seen
    @signed
    def close(territory: str, actor: str, *, service: str | None, on: date | None, **given: Any) -> None:  # noqa: ANN401
        _write(territory, lambda desk: closed(desk, actor, service=service, day=_iso(on)), texts, of=actor, **given)

    @register.command("reopen", help=texts("cli-register-reopen-help"))
    @click.argument("territory")
    @click.argument("actor")
    @service
    @seen
    @signed
    def reopen(territory: str, actor: str, *, service: str | None, **given: Any) -> None:  # noqa: ANN401
        _write(territory, lambda desk: reopened(desk, actor, service=service), texts, of=actor, **given)

    @register.command("verify", help=texts("cli-register-verify-help"))
    @click.argument("territory")
    @click.argument("actor")
    @service
    @on
    @seen
    @signed
    def verify(territory: str, actor: str, *, service: str | None, on: date | None, **given: Any) -> None:  # noqa: ANN401
        _write(territory, lambda desk: confirmed(desk, actor, service=service, day=_iso(on)), texts, of=actor, **given)


def _undoing(register: click.Group, texts: Texts) -> None:
    @register.command("undo", help=texts("cli-register-undo-help"))
    @click.argument("territory")
    @click.argument("change", required=False)
    @click.option("--keep-later", is_flag=True, help=texts("cli-register-keep-later-help"))
    @_signed(texts)
    def undo_change(
        territory: str,
        change: str | None,
        *,
        keep_later: bool,
        by: str | None,
        reason: str,
        origin: str,
        dry_run: bool,
        as_json: bool,
    ) -> None:
        chosen = load_territory(territory)
        found, saved = find_undoing(chosen, change), None
        if not dry_run:
            signed = Signature(terminal_name(by), reason, origin)
            saved, found = undo(chosen, found.change_id, signed=signed, later="keep" if keep_later else "refuse")
        rows, kept = len(found.rows) + len(found.gone), len(found.later)
        if as_json:
            record = {"undoes": found.change_id, "change": saved and saved.change_id, "rows": rows, "kept": kept}
            click.echo(json_text(record))
            return
        click.echo(
            texts("register-undo-would" if saved is None else "register-undo-done", change=found.change_id, rows=rows)
        )
        if kept:
            click.echo(texts("register-undo-kept", rows=kept))


def _reading(register: click.Group, texts: Texts) -> None:
    as_json_option = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @register.command("history", help=texts("cli-register-history-help"))
    @click.argument("territory")
    @click.argument("actor", required=False)
    @as_json_option
    def read_history(territory: str, actor: str | None, *, as_json: bool) -> None:
        chosen = load_territory(territory)
        lines = list_changes(chosen) if actor is None else history(chosen, actor)
        if as_json:
            click.echo(json_text(_records(lines)))
            return
        _table(change_cells(lines, texts) if actor is None else history_cells(lines, texts), texts)

    @register.command("export", help=texts("cli-register-export-help"))
    @click.argument("territory")
    @click.argument("file", type=click.Path(path_type=Path), required=False)
    @click.option("--output", "-o", type=click.Path(path_type=Path), help=texts("cli-register-output-help"))
    @click.option("--as", "named", type=click.Choice(list(FORMATS)), help=texts("cli-register-as-help"))
    @click.option("--at", type=Day(), default=None, help=texts("cli-register-at-help"))
    @click.option("--publisher", default="", help=texts("cli-register-publisher-help"))
    @click.option("--licence", default="", metavar="URL", help=texts("cli-register-licence-help"))
    @as_json_option
    def export(territory: str, file: Path | None, *, output: Path | None, at: date | None, **given: Any) -> None:  # noqa: ANN401
        path = output or file
        if path is None:
            raise BadInputError("register-export-nowhere")
        write_and_tell(territory, path, texts, on=at, **given)

    @register.command("diff", help=texts("cli-register-diff-help"))
    @click.argument("territory")
    @click.argument("first", type=Day())
    @click.argument("second", type=Day(), required=False)
    @as_json_option
    def diff(territory: str, first: date, second: date | None, *, as_json: bool) -> None:
        lines = compare_days(load_territory(territory), first, second or now().date())
        sentence = difference_sentence(lines, texts)
        if as_json:
            click.echo(json_text({"sentence": sentence, "differences": _records(lines)}))
            return
        click.echo(sentence)
        _table(difference_cells(lines, texts), texts)

    @register.command("stale", help=texts("cli-register-stale-help"))
    @click.argument("territory")
    @click.option(
        "--days",
        type=Whole(low=0, high=36_500),
        default=STALE_DAYS,
        show_default=True,
        help=texts("cli-register-days-help"),
    )
    @as_json_option
    def stale(territory: str, *, days: int, as_json: bool) -> None:
        rows = stale_rows(present_register(load_territory(territory)), today=now().date(), days=days)
        if as_json:
            click.echo(json_text(_records(rows)))
            return
        click.echo(texts("register-stale", count=len(rows), days=days))
        cells = pd.DataFrame(
            {
                "actor_id": rows["actor_id"],
                "name": rows["name"],
                "service": rows["service"],
                "confirmed": [field_value("verified", said, texts) for said in rows["confirmed"]],
                "days": [count(value, texts.language) for value in rows["days"]],
            }
        )
        _table(cells, texts)


def _scoring(register: click.Group, texts: Texts) -> None:
    as_json_option = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @register.command("quality", help=texts("cli-register-quality-help"))
    @click.argument("territory")
    @click.option("--out", "file", type=click.Path(path_type=Path), help=texts("cli-register-quality-out-help"))
    @as_json_option
    def quality(territory: str, *, file: Path | None, as_json: bool) -> None:
        with told_progress(texts) as progress:
            data = load(load_territory(territory), progress=progress)
        scores = row_quality(data.actors, data.services, today=now().date()).reset_index()
        scores.insert(1, "name", data.actors["name"])
        if file is not None:
            write_atomic(file, scores.to_csv(index=False, float_format="%.2f"))
        if as_json:
            click.echo(json_text(encode(list[RowScore], scores)))
        elif file is None:
            headers = [texts("column-actor"), *(texts(f"row-quality-{name}") for name in CRITERIA)]
            shown = scores.sort_values(["score", "name"]).to_dict("records")
            cells = [[str(one["name"]), *(_scored(one[name], texts) for name in (*CRITERIA, "score"))] for one in shown]
            print_table([*headers, texts("column-row-quality")], cells, figures_from=1)


def _scored(score: float, texts: Texts) -> str:
    return texts("row-quality-none") if pd.isna(score) else percent(score, texts.language)


def _write(
    territory: str,
    make: Callable[[Desk], Draft],
    texts: Texts,
    *,
    by: str | None,
    reason: str,
    origin: str,
    dry_run: bool,
    as_json: bool,
    of: str = "",
    seen: str | None = None,
) -> None:
    chosen: Territory = load_territory(territory)
    with told_progress(texts) as progress:
        draft = make(open_desk(chosen, progress=progress))
    if seen is not None:
        _check_seen(chosen, of, seen, texts)
    change = None
    if draft.ok and not dry_run:
        change = save(chosen, draft, signed=Signature(terminal_name(by), reason, origin)).change_id
    if as_json:
        record = {
            "ok": draft.ok,
            "change": change,
            "actor_id": str(draft.after["actor_id"].iloc[0]),
            "differences": _records(draft.differences),
            "issues": issue_lines(draft.issues, texts),
        }
        click.echo(json_text(record))
    else:
        _show(draft, change, texts, dry_run=dry_run)
    if not draft.ok:
        raise SystemExit(1)


def _check_seen(territory: Territory, actor: str, seen: str, texts: Texts) -> None:
    """Refuse to write over what the user has not read, and show it."""
    later = changed_since(territory, actor, seen)
    if later.empty:
        return
    last = later.iloc[0]
    click.echo(texts("edit-stale-since"), err=True)
    _table(history_cells(later, texts), texts)
    told = {"change": str(last["change_id"]), "by": who(str(last["recorded_by"]), texts)}
    raise BadInputError("register-seen-changed", actor=actor, seen=seen, **told)


def _show(draft: Draft, change: str | None, texts: Texts, *, dry_run: bool) -> None:
    lines = issue_lines(draft.issues, texts)
    print_issues([{**line, "column": line["column"] and field_name(line["column"], texts)} for line in lines], texts)
    if not draft.ok:
        click.echo(texts("register-refused"))
        return
    _table(difference_cells(draft.differences, texts), texts)
    if len(draft.after):
        click.echo(texts("register-actor-id", actor=str(draft.after["actor_id"].iloc[0])))
    if change is not None:
        click.echo(texts("register-saved", change=change))
    else:
        click.echo(texts("import-dry-run") if dry_run else texts("register-unchanged"))


def _table(cells: pd.DataFrame, texts: Texts) -> None:
    if len(cells):
        headers = [texts(f"register-head-{name}") for name in cells.columns]
        print_table(headers, cells.to_numpy().tolist(), figures_from=len(headers))


def _records(lines: pd.DataFrame) -> list[dict[str, object]]:
    plain = lines.astype(object).where(lines.notna(), None)
    return [{str(name): _value(value) for name, value in row.items()} for row in plain.to_dict("records")]


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, pd.Timestamp) else value


def _fields(cells: tuple[str, ...]) -> dict[str, Any]:
    """Return the columns and values of ``--set``; a column may bear any of its names."""
    fields: dict[str, Any] = {}
    for cell in cells:
        name, equals, value = cell.partition("=")
        column = recognise(name)
        if not equals or column is None:
            raise BadInputError("unknown-register-column", column=name, known=", ".join(COLUMNS))
        fields[column] = value.strip()
    if not fields:
        raise BadInputError("register-nothing-set")
    return fields


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _service(texts: Texts) -> Callable[..., Any]:
    return click.option("--service", help=texts("cli-register-service-help"))


def _seen(texts: Texts) -> Callable[..., Any]:
    return click.option("--seen", default=None, metavar="CHANGE", help=texts("cli-register-seen-help"))


def _on(texts: Texts) -> Callable[..., Any]:
    return click.option("--on", type=Day(), default=None, help=texts("cli-register-on-help"))


def _signed(texts: Texts) -> Callable[..., Any]:
    options: Mapping[str, Any] = {
        "--by": {"default": None, "help": texts("cli-by-help")},
        "--reason": {"required": True, "help": texts("cli-register-reason-help")},
        "--origin": {"default": "", "help": texts("cli-register-origin-help")},
    }

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        command = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))(command)
        command = click.option("--dry-run", is_flag=True, help=texts("cli-dry-run-help"))(command)
        for name, told in reversed(list(options.items())):
            command = click.option(name, **told)(command)
        return command

    return decorate
