"""``maillage replay``: whether a dossier still says what the register and the data say today."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from geo.files.atomic import write_atomic
from geo.json_values import json_text
from geo.workspace.data import load, named_in
from geo.workspace.territory import load_territory
from ui.cli.tables import print_table, told_progress
from ui.dossier.files import dossier_bytes, format_asked
from ui.texts import Texts
from ui.words.numbers import decimal

_SHOWN = 40


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("replay", help=texts("cli-replay-help"))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--editions", "as_editions", is_flag=True, help=texts("cli-replay-editions-help"))
    @click.option("--out", "page", type=click.Path(path_type=Path), help=texts("cli-replay-out-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def replay(file: Path, *, as_editions: bool, page: Path | None, as_json: bool) -> None:
        # Imported only here: what measures takes a while.
        asking, replaying = import_module("analysis.dossier.ask"), import_module("analysis.dossier.replay")
        record = import_module("ui.dossier.embedded_replay").read_replay(file)
        question = replaying.replayed_question(record)
        wanted = None if page is None else format_asked(None, page)
        with told_progress(texts) as progress:
            chosen = load_territory(record["territory"])
            loaded = load(chosen, births=question.births, layer=question.layer, progress=progress)
            data = named_in(loaded, texts.language)
            if as_editions or page is not None:
                compared = import_module("analysis.dossier.editions").edition_changes(record, data, progress=progress)
                if page is not None and wanted is not None:
                    today = date.today().isoformat()  # noqa: DTZ011 - the day of whoever compares
                    made = import_module("ui.dossier.edition_page").edition_page(
                        compared[0], compared[1], texts, today=today
                    )
                    write_atomic(page, dossier_bytes(made, wanted))
                _tell_editions(compared[0], compared[1], texts, as_json=as_json)
                return
            answers = asking.dossier_answers(data, question, reference=record["reference"], progress=progress)
        changes = replaying.changes_since(record, answers)
        now = replaying.replay_record(answers)
        was_and_is = [(name, record[name], now[name]) for name in ("version", "data", "travel")]
        causes = [cause for cause in was_and_is if cause[1] != cause[2]]
        figures = len(record["figures"])
        if as_json:
            told = {
                "figures": figures,
                "causes": [name for name, *_ in causes],
                "changes": [vars(one) for one in changes],
            }
            click.echo(json_text(told))
        else:
            _print(figures, causes, changes, texts)

    return replay


def _print(figures: int, causes: list[tuple[str, str, str]], changes: list[Any], texts: Texts) -> None:
    click.echo(texts("replay-figures", figures=figures, changed=len(changes)))
    for name, before, after in causes:
        click.echo(f"· {texts(f'replay-cause-{name}', before=str(before)[:40], now=after[:40])}")
    if changes and not causes:
        click.echo(f"· {texts('replay-cause-register')}")
    if changes:
        headers = [texts(f"replay-column-{name}") for name in ("figure", "before", "now")]
        print_table(
            headers, [[one.figure, _told(one.before, texts), _told(one.now, texts)] for one in changes[:_SHOWN]]
        )
    if len(changes) > _SHOWN:
        click.echo(texts("replay-more", count=len(changes) - _SHOWN))


def _tell_editions(found: Any, now: Any, texts: Texts, *, as_json: bool) -> None:  # noqa: ANN401 - imported when it is asked for
    """Tell on one page what changed since an edition: what improved, what worsened, and what it comes from."""
    if as_json:
        told = {"since": found.since.isoformat(), "others": found.others}
        click.echo(json_text({**told, "figures": [vars(one) for one in found.figures]}))
        return
    paging = import_module("ui.dossier.edition_page")
    lines = paging.edition_lines(found, now, texts)
    first, *rest = paging.edition_sentences(found, lines, texts)
    click.echo(first)
    if lines:
        titles = [*paging.edition_headers(texts), texts("editions-column-direction")]
        print_table(titles, [[*line.cells, texts(f"editions-{line.direction}")] for line in lines])
    for line in rest:
        click.echo(line)


def _told(value: float | None, texts: Texts) -> str:
    if value is None:
        return texts("unknown")
    return decimal(value, texts.language, digits=0 if float(value).is_integer() else 3)
