"""``maillage pull``: what a territory can take from the internet, and taking it, because one asks."""

import sys

import click

from geo.errors import BadInputError
from geo.json_values import json_text
from geo.territories.catalogue import CatalogueSource, read_catalogue
from geo.territories.pull import pull
from geo.workspace.territory import load_territory
from ui.cli.tables import told_bytes
from ui.texts import Texts, pick
from ui.words.numbers import count, day

_MEGA = 1_000_000


def command(texts: Texts) -> click.Command:
    """Build the command."""

    @click.command("pull", help=texts("cli-pull-help"))
    @click.argument("territory")
    @click.argument("source", required=False)
    @click.option("--from", "given", metavar="FILE", help=texts("cli-pull-from-help"))
    @click.option("--yes", is_flag=True, help=texts("cli-pull-yes-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def run(territory: str, source: str | None, *, given: str | None, yes: bool, as_json: bool) -> None:
        chosen, catalogue = load_territory(territory), read_catalogue()
        if source is None:
            serving = catalogue.of(chosen)
            if as_json:
                click.echo(json_text({"date": catalogue.date, "sources": [_record(one) for one in serving]}))
                return
            click.echo(texts("pull-list", date=day(catalogue.date, texts.language), count=len(serving)))
            for one in serving:
                _print(one, texts)
            return
        wanted = catalogue.find(chosen, source)
        if not as_json:
            _print(wanted, texts)
        if not yes:
            if not sys.stdin.isatty():
                raise BadInputError("pull-not-agreed", source=source)
            click.confirm(texts("pull-agree"), abort=True)
        with told_bytes(texts) as tell:
            taken = pull(wanted, chosen, given=given, tell=tell)
        then = wanted.then.format(territory=territory, file=taken.path)
        if as_json:
            record = {"path": str(taken.path), "size": taken.size, "sha256": taken.sha256, "checked": taken.checked}
            click.echo(json_text({**record, "then": then}))
            return
        size = count(max(1, round(taken.size / _MEGA)), texts.language)
        click.echo(texts("pull-taken", path=str(taken.path), size=size, checked="yes" if taken.checked else "no"))
        click.echo(texts("pull-then", command=then))

    return run


def _record(source: CatalogueSource) -> dict[str, object]:
    return {name: getattr(source, name) for name in source.__struct_fields__}


def _print(source: CatalogueSource, texts: Texts) -> None:
    size = "" if source.about_mb is None else count(source.about_mb, texts.language)
    click.echo(f"\n{source.id} — {pick(source.title, texts.language)}")
    click.echo("  " + texts("pull-line", publisher=source.publisher, licence=source.licence))
    where = source.address or source.page
    click.echo("  " + (texts("pull-address", address=where, size=size) if size else where))
    if not source.address:
        click.echo("  " + texts("pull-by-hand"))
