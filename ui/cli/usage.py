"""The words of click, and what is wrong with a command line, in the user's language: click knows English alone."""

import re
from collections.abc import Callable, Iterable

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.termui

from ui.texts import Texts, shortened

_MODULES = (click.core, click.decorators, click.exceptions, click.formatting, click.termui)
_SAID = {
    "Usage:": "click-usage",
    "Options": "click-options",
    "Positional arguments": "click-arguments",
    "Commands": "click-commands",
    "Show this message and exit.": "click-help",
    "Show the version and exit.": "click-version",
    "required": "click-required",
    "deprecated": "click-deprecated",
    "Aborted!": "click-aborted",
    "Missing command.": "click-missing-command",
    "Repeat for confirmation": "click-repeat",
    "Error: invalid input": "click-invalid",
    "Error: The two entered values do not match.": "click-do-not-match",
}
"""What click says → the message that says it; what holds a value is in :data:`_FILLED`."""
_FILLED = {"default: {default}": ("click-default", "default"), "Error: {message}": ("click-error", "message")}


def speak(texts: Texts) -> None:
    """Have click say its own words in a language: it looks them up in its modules, and has no other door for it."""
    said = {english: texts(key) for english, key in _SAID.items()}
    said |= {english: texts(key, **{name: f"{{{name}}}"}) for english, (key, name) in _FILLED.items()}
    told: Callable[[str], str] = lambda english: said.get(english, english)  # noqa: E731
    for module in _MODULES:
        module._ = told  # type: ignore[attr-defined]


def with_stand_ins(command: click.Command, texts: Texts) -> click.Command:
    """Give a command, and those below it, the words that stand for what is to be typed, in a language."""

    def said(written: str) -> str:
        return re.sub(r"[A-Z]{2,}", lambda found: _stand_in(found[0].lower(), texts), written)

    context = click.Context(command)
    for param in command.params:
        written = param.make_metavar(context)
        if not isinstance(param.type, click.Choice) and not getattr(param, "is_flag", False):
            param.metavar = said(written)
    command.options_metavar = said("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = f"{_stand_in('command', texts)} [{_stand_in('args', texts)}]..."
        for below in _below(command):
            with_stand_ins(below, texts)
    return command


def _stand_in(word: str, texts: Texts) -> str:
    key = f"click-word-{word}"
    return texts(key) if texts.has(key) else word.upper()


def _below(group: click.Group) -> Iterable[click.Command]:
    return group.commands.values()


def confirmed(question: str, texts: Texts, *, default: bool = False) -> bool:
    """Ask at the terminal, and return whether the answer is yes, in the words of the language or in English."""
    yes, no = texts("click-yes").split(), texts("click-no").split()
    known = click.Choice([*yes, *no, *({"y", "yes", "n", "no"} - {*yes, *no})], case_sensitive=False)
    shown = f"{question} [{yes[0]}/{no[0]}]"
    answer = click.prompt(shown, type=known, default=(yes if default else no)[0], show_choices=False)
    return answer in {*yes, "y", "yes"}


def usage_sentence(error: click.ClickException, texts: Texts) -> str:
    """Return what is wrong with the arguments, and where the help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    said = _sentence(error, texts)
    return said if context is None else f"{said}\n{texts('usage-help', command=context.command_path)}"


def _sentence(error: click.ClickException, texts: Texts) -> str:
    near = ", ".join(getattr(error, "possibilities", None) or ())
    match error:
        case click.NoSuchOption():
            said = texts("usage-no-such-option", option=shortened(error.option_name))
        case click.exceptions.NoSuchCommand():
            said = texts("usage-no-such-command", command=shortened(error.command_name))
        case click.MissingParameter():
            said = texts("usage-missing", name=_name(error))
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Choice):
            said = texts("usage-choice", name=_name(error), known=", ".join(map(str, error.param.type.choices)))
        case click.BadParameter():
            said = texts("usage-value", name=_name(error), reason=shortened(error.message))
        case click.BadOptionUsage():
            said = texts("usage-option-value", option=shortened(error.option_name))
        case click.UsageError() if "unexpected extra argument" in error.message:
            said = texts("usage-extra", extra=shortened(error.message.partition("(")[2].rstrip(").")))
        case _:
            said = texts("usage-other", reason=shortened(error.format_message()))
    return f"{said} {texts('usage-near', near=near)}" if near else said


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "–")
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.human_readable_name
