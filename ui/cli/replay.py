"""``maillage replay``: whether a dossier still says what the register and the data say today."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from geo.json_values import json_text
from geo.workspace.data import load, named_in
from geo.workspace.territory import load_territory
from ui.cli.tables import print_table, told_progress
from ui.texts import Texts
from ui.words.numbers import decimal

_SHOWN = 40


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("replay", help=texts("cli-replay-help"))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def replay(file: Path, *, as_json: bool) -> None:
        # Imported only here: what measures takes a while.
        asking, replaying = import_module("analysis.dossier.ask"), import_module("analysis.dossier.replay")
        record = import_module("ui.dossier.embedded_replay").read_replay(file)
        question = replaying.replayed_question(record)
        with told_progress(texts) as progress:
            chosen = load_territory(record["territory"])
            loaded = load(chosen, births=question.births, layer=question.layer, progress=progress)
            data = named_in(loaded, texts.language)
            answers = asking.dossier_answers(data, question, reference=record["reference"], progress=progress)
        changes = replaying.changes_since(record, answers)
        now = replaying.replay_record(answers)
        causes = [name for name in ("version", "data", "travel") if record[name] != now[name]]
        if as_json:
            told = {"figures": len(record["figures"]), "causes": causes, "changes": [vars(one) for one in changes]}
            click.echo(json_text(told))
        else:
            _print(record, now, causes, changes, texts)

    return replay


def _print(record: dict[str, Any], now: dict[str, Any], causes: list[str], changes: list[Any], texts: Texts) -> None:
    click.echo(texts("replay-figures", figures=len(record["figures"]), changed=len(changes)))
    for name in causes:
        before, after = (str(one[name])[:40] for one in (record, now))
        click.echo(f"· {texts(f'replay-cause-{name}', before=before, now=after)}")
    if changes and not causes:
        click.echo(f"· {texts('replay-cause-register')}")
    if changes:
        headers = [texts(f"replay-column-{name}") for name in ("figure", "before", "now")]
        print_table(
            headers, [[one.figure, _told(one.before, texts), _told(one.now, texts)] for one in changes[:_SHOWN]]
        )
    if len(changes) > _SHOWN:
        click.echo(texts("replay-more", count=len(changes) - _SHOWN))


def _told(value: float | None, texts: Texts) -> str:
    if value is None:
        return texts("unknown")
    return decimal(value, texts.language, digits=0 if float(value).is_integer() else 3)
