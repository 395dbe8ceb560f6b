"""Write ``docs/commandes.md`` and ``docs/commands.md``: every command with its help, as the program itself says it.

An option that many commands take in the same words is described once, at the top. After a change of the command line:
``uv run python -m scripts.write_command_reference``; a test compares.
"""

from collections import Counter
from pathlib import Path

import click

from ui.cli import build
from ui.texts import texts

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"fr": "commandes.md", "en": "commands.md"}
MANY = 4
"""Commands that take an option in the same words, for it to be described once."""
_TITLES = {"fr": "Ligne de commande", "en": "Command line"}
_SHARED = {"fr": "Options de plusieurs commandes", "en": "Options of several commands"}
_ALSO = {"fr": "Et, décrites en tête\u202f:", "en": "And, described at the top:"}

_Path = tuple[str, ...]


def reference(language: str) -> str:
    """Return the page of a language."""
    group = build(texts(language))
    commands = _commands(("maillage",), group)
    records = {option: option.get_help_record(context) for _, context in commands for option in _options(context)}
    shared: dict[str, click.Option] = {}
    for record, count in Counter(records.values()).most_common():
        option = next(one for one in records if records[one] == record)
        if count >= MANY:
            shared.setdefault(option.opts[-1], option)
    parts = [f"# {_TITLES[language]}", group.help or "", f"## {_SHARED[language]}", _listed(list(shared.values()))]
    for path, context in commands:
        told = [(one, shared.get(one.opts[-1])) for one in _options(context)]
        also = [one for one, known in told if known is not None and records[one] == records[known]]
        for option in also:
            option.hidden = True
        parts += [f"## `{' '.join(path)}`", _text(context.get_help())]
        if names := ", ".join(f"`{option.opts[-1]}`" for option in also if "--help" not in option.opts):
            parts.append(f"{_ALSO[language]} {names}.")
    return "\n\n".join(parts) + "\n"


def _commands(path: _Path, group: click.Group) -> list[tuple[_Path, click.Context]]:
    context = click.Context(group, info_name=" ".join(path))
    found: list[tuple[_Path, click.Context]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            found += _commands((*path, name), command)
        elif command is not None:
            found.append(((*path, name), _context(command, (*path, name))))
    return found


def _context(command: click.Command, path: _Path) -> click.Context:
    return click.Context(command, info_name=" ".join(path), terminal_width=100, max_content_width=100)


def _options(context: click.Context) -> list[click.Option]:
    return [one for one in context.command.get_params(context) if isinstance(one, click.Option)]


def _listed(options: list[click.Option]) -> str:
    context = _context(click.Command(None, params=list(options), add_help_option=False), ())
    formatter = context.make_formatter()
    context.command.format_options(context, formatter)
    return _text(formatter.getvalue().rstrip("\n"))


def _text(content: str) -> str:
    return f"```text\n{content}\n```"


def main() -> None:
    """Write both pages."""
    for language, name in PAGES.items():
        (DOCS / name).write_text(reference(language), encoding="utf-8")


if __name__ == "__main__":
    main()
