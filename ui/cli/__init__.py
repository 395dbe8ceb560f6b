"""The command line: thin commands over the functions of ``analysis`` and ``geo``."""

import os
import sys
from importlib import import_module

import click

from geo.errors import MaillageError
from ui.texts import LANGUAGES, Texts, texts

COMMANDS = {
    "access": "access",
    "app": "app",
    "backup": "backup",
    "balance": "balance",
    "compare": "compare",
    "diagnose": "diagnose",
    "doctor": "doctor",
    "export": "exporting",
    "import": "importing",
    "ledger": "ledger",
    "norms": "norms",
    "parcours": "parcours",
    "places": "places",
    "redundancy": "redundancy",
    "restore": "backup:restore_command",
    "roads": "roads",
    "scenario": "scenario",
    "siting": "siting",
    "template": "template",
    "territories": "territories",
    "travel": "travel",
}
"""Module of ``ui.cli`` behind each command, and the function that builds it where it is not ``command``."""


class Commands(click.Group):
    """A group that imports a command's module only when the command is used or listed."""

    catalogue: Texts

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, its help in the catalogue's language."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        built: click.Command = getattr(import_module(f"ui.cli.{module}"), function or "command")(self.catalogue)
        return built


def build(catalogue: Texts) -> click.Group:
    """Return the command line with its help in the catalogue's language."""

    @click.group(cls=Commands, help=catalogue("cli-help"), context_settings={"help_option_names": ["-h", "--help"]})
    @click.version_option(package_name="maillage", message="%(prog)s %(version)s")
    @click.option("--lang", type=click.Choice(LANGUAGES), help=catalogue("cli-lang-help"))
    def group(lang: str | None) -> None:
        del lang  # read before the commands are built: see chosen_language

    assert isinstance(group, Commands)  # noqa: S101
    group.catalogue = catalogue
    return group


def chosen_language(arguments: list[str]) -> str:
    """Return the language asked for by ``--lang`` or ``MAILLAGE_LANG``; French otherwise."""
    asked = os.environ.get("MAILLAGE_LANG", "")
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; an expected error ends with its sentence and status 1."""
    arguments = sys.argv[1:] if arguments is None else arguments
    catalogue = texts(chosen_language(arguments))
    try:
        build(catalogue).main(args=arguments, prog_name="maillage")
    except MaillageError as error:
        click.echo(catalogue.error(error), err=True)
        raise SystemExit(1) from error
