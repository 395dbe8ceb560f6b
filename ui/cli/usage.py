"""What is wrong with a command line, in the user's language: click knows English alone."""

import click

from ui.texts import Texts, shortened


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
