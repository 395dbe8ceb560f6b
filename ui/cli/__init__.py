"""The command line: thin commands over the functions of ``analysis`` and ``geo``."""

import io
import os
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from geo.errors import MaillageError
from ui.cli.kept_answers import Answer, answer_to
from ui.cli.usage import speak, usage_sentence, with_stand_ins
from ui.texts import LANGUAGES, Texts, texts
from ui.words.unforeseen_failures import failure_sentence

COMMANDS = {
    "access": "access",
    "accounts": "accounts",
    "app": "app",
    "backup": "backup",
    "balance": "balance",
    "boundaries": "boundaries",
    "compare": "compare",
    "completeness": "completeness",
    "coordination": "coordination",
    "diagnose": "diagnose",
    "diagram": "diagram",
    "doctor": "doctor",
    "every-birth": "every_birth",
    "experiments": "experiments",
    "export": "exporting",
    "handovers": "handovers",
    "import": "importing",
    "kinds": "kinds",
    "ledger": "ledger",
    "mobilise": "mobilise",
    "network": "network",
    "norms": "norms",
    "parcours": "parcours",
    "places": "places",
    "proposals": "proposals",
    "pull": "pull",
    "redundancy": "redundancy",
    "replay": "replay",
    "report": "report",
    "register": "register",
    "restore": "backup:restore_command",
    "roads": "roads",
    "scenario": "scenario",
    "siting": "siting",
    "strata": "strata",
    "template": "template",
    "territory": "territory",
    "transit": "transit",
    "travel": "travel",
}
"""Module of ``ui.cli`` behind each command, and the function that builds it where it is not ``command``."""

INTERRUPTED = 130
"""Status of a command that the user stopped, as shells have it."""


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
        speak(self.catalogue)
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        built: click.Command = getattr(import_module(f"ui.cli.{module}"), function or "command")(self.catalogue)
        return with_stand_ins(built, self.catalogue)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> click.Context:
        """Start the command line, click speaking the language of its catalogue."""
        speak(self.catalogue)
        return super().make_context(info_name, args, parent, **extra)


def build(catalogue: Texts) -> click.Group:
    """Return the command line with its help in the catalogue's language."""
    speak(catalogue)

    @click.group(cls=Commands, help=catalogue("cli-help"), context_settings={"help_option_names": ["-h", "--help"]})
    @click.version_option(package_name="maillage", message="%(prog)s %(version)s")
    @click.option("--lang", type=click.Choice(LANGUAGES), help=catalogue("cli-lang-help"))
    def group(lang: str | None) -> None:
        del lang  # read before the commands are built: see chosen_language

    assert isinstance(group, Commands)  # noqa: S101
    group.catalogue = catalogue
    with_stand_ins(group, catalogue)
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
    """Run the command line.

    Whatever happens ends in a sentence: status 0 when the command did its work, 1 when it could not, 2 when the
    command line itself is wrong, 130 when the user stopped it. Without ``arguments`` this is the program itself, which
    settles its outputs; with them, it is called from another program, whose outputs are its own.
    """
    program = arguments is None
    if arguments is None:
        arguments = sys.argv[1:]
        _speak_utf8()
        if not sys.warnoptions:
            warnings.simplefilter("ignore")  # of libraries, to developers
    language = chosen_language(arguments)
    kept = answer_to(arguments, language) if program else None
    raise SystemExit(_ended(arguments, texts(language), kept))


def _ended(arguments: list[str], catalogue: Texts, answer: Answer | None) -> int:
    """Run a command, or tell its kept answer again; say what went wrong, and return the status."""

    def run() -> object:
        return build(catalogue).main(args=arguments, prog_name="maillage", standalone_mode=False)

    try:
        done = run() if answer is None else 0 if answer.tell() else answer.worked_out(run)
        _flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        _say(usage_sentence(error, catalogue))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say(catalogue("error-cancelled"))
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()  # whoever read the output has seen enough
        return 1
    except Exception as error:  # the last net
        _say(failure_sentence(error, catalogue))
        if isinstance(error, MaillageError):
            _say_lines(error, catalogue)
        return 1
    return done if isinstance(done, int) else 0


def _flush() -> None:
    """Write what is left of the output while its failure can still be told."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        _forget_output()
        raise


def _say(sentence: str) -> None:
    with suppress(OSError, ValueError):
        click.echo(sentence, err=True)


def _say_lines(error: MaillageError, catalogue: Texts) -> None:
    """Tell every line of a file that cannot be used, where the error tells the first."""
    # Imported only where it is needed: tables take a while.
    from ui.cli.tables import print_issues  # noqa: PLC0415
    from ui.words.file_issues import issues_behind  # noqa: PLC0415

    with suppress(OSError, ValueError):
        print_issues(issues_behind(error, catalogue), catalogue, to_errors=True)


def _forget_output() -> None:
    """Drop what is left to write on an output that takes no more, or the interpreter would complain on leaving."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _speak_utf8() -> None:
    """Make both outputs of the program UTF-8, for a redirected file as for a screen.

    French typography has characters that neither Windows-1252 nor ASCII know. What even UTF-8 cannot write (a file name
    in no encoding) is escaped rather than refused.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
