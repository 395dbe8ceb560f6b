"""``maillage kinds``: the kinds of actors, those that come with Maillage and those that the user adds."""

from dataclasses import asdict

import click

from geo.files.names import slug
from geo.json_values import json_text
from geo.workspace.user_kinds import add_kind, forget_remit, own_kinds, own_remits, remove_kind, set_remit
from geo.workspace.vocabulary import Kind, TerritorialRemit, load_vocabulary
from ui.cli.tables import print_table
from ui.texts import Texts
from ui.words.services import remit_cells


def command(texts: Texts) -> click.Command:
    """Build the group of commands."""

    @click.group("kinds", help=texts("cli-kinds-help"))
    def kinds() -> None:
        pass

    as_json = click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))

    @kinds.command("list", help=texts("cli-kinds-list-help"))
    @click.option("--added", is_flag=True, help=texts("cli-kinds-added-help"))
    @as_json
    def list_them(*, added: bool, as_json: bool) -> None:
        own = own_kinds()
        shown = own if added else list(load_vocabulary().kinds.values())
        if as_json:
            codes = {kind.code for kind in own}
            click.echo(json_text([_record(kind) | {"added": kind.code in codes} for kind in shown]))
        elif shown:
            headers = [texts(f"column-kind-{name}") for name in ("code", "name", "family", "synonyms")]
            print_table(headers, [_cells(kind, texts) for kind in shown])
        else:
            click.echo(texts("kinds-none"))

    @kinds.command("add", help=texts("cli-kinds-add-help"))
    @click.argument("name")
    @click.option("--family", required=True, help=texts("cli-kinds-family-help", families=", ".join(_families())))
    @click.option("--en", default="", help=texts("cli-kinds-en-help"))
    @click.option("--plural", default="", help=texts("cli-kinds-plural-help"))
    @click.option("--synonym", "synonyms", multiple=True, help=texts("cli-kinds-synonym-help"))
    @click.option("--code", default=None, help=texts("cli-kinds-code-help"))
    def add(name: str, *, family: str, en: str, plural: str, synonyms: tuple[str, ...], code: str | None) -> None:
        made = add_kind(code or slug(name), fr=name, en=en, family=family, synonyms=synonyms, plural=plural)
        click.echo(texts("kinds-added", kind=made.label(texts.language), code=made.code))

    @kinds.command("remove", help=texts("cli-kinds-remove-help"))
    @click.argument("code")
    def remove(code: str) -> None:
        remove_kind(code)
        click.echo(texts("kinds-removed", code=code))

    _add_remits(kinds, texts)
    return kinds


def _add_remits(kinds: click.Group, texts: Texts) -> None:
    """Add what the declared area of each kind means: listed, said otherwise, taken back."""

    @kinds.command("remits", help=texts("cli-kinds-remits-help"))
    @click.option("--json", "as_json", is_flag=True, help=texts("cli-json-help"))
    def remits(*, as_json: bool) -> None:
        told, own = load_vocabulary().remits, own_remits()
        if as_json:
            click.echo(json_text([asdict(remit) | {"own": code in own} for code, remit in told.items()]))
            return
        headers = [texts(f"column-remit-{name}") for name in ("kind", "bounded", "reason", "source", "date", "status")]
        print_table(headers, [remit_cells(remit, texts, own=code in own) for code, remit in told.items()])

    @kinds.command("remit", help=texts("cli-kinds-remit-help"))
    @click.argument("code")
    @click.option("--bounded/--free", "bounded", default=True, help=texts("cli-kinds-bounded-help"))
    @click.option("--reason", default="", help=texts("cli-kinds-reason-help"))
    @click.option("--source", default="", help=texts("cli-kinds-source-help"))
    @click.option("--date", "date_", default="", help=texts("cli-kinds-date-help"))
    @click.option("--to-verify", is_flag=True, help=texts("cli-kinds-unsure-help"))
    @click.option("--reset", is_flag=True, help=texts("cli-kinds-reset-help"))
    def remit(code: str, *, bounded: bool, reason: str, source: str, date_: str, to_verify: bool, reset: bool) -> None:
        if reset:
            forget_remit(code)
        else:
            status = "to-verify" if to_verify else "stated"
            set_remit(
                TerritorialRemit(
                    kind=code,
                    bounded=bounded,
                    status=status,
                    source=source,
                    date=date_,
                    reason_fr=reason,
                    reason_en=reason,
                )
            )
        told = "yes" if code in load_vocabulary().bounded_kinds else "no"
        click.echo(
            texts("remit-set", kind=load_vocabulary().label("kind", code, language=texts.language), bounded=told)
        )


def _families() -> list[str]:
    return list(load_vocabulary().families)


def _record(kind: Kind) -> dict[str, object]:
    return {"code": kind.code, "fr": kind.fr, "en": kind.en, "family": kind.family, "synonyms": list(kind.synonyms)}


def _cells(kind: Kind, texts: Texts) -> list[str]:
    family = load_vocabulary().label("family", kind.family, language=texts.language)
    synonyms = kind.synonyms_fr if texts.language == "fr" else kind.synonyms_en
    return [kind.code, kind.label(texts.language), family, ", ".join(synonyms)]
