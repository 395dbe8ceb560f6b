"""Write ``docs/commandes.md`` and ``docs/commands.md``: every command with its help, as the program itself says it.

``uv run python -m scripts.write_command_reference`` after a change of the command line; a test compares.
"""

from pathlib import Path

import click

from ui.cli import build
from ui.texts import texts

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"fr": "commandes.md", "en": "commands.md"}
_TITLES = {"fr": "Ligne de commande", "en": "Command line"}


def reference(language: str) -> str:
    """Return the page of a language."""
    group = build(texts(language))
    parts = [f"# {_TITLES[language]}", group.help or ""]
    parts += [_section(path, command) for path, command in _commands(("maillage",), group)]
    return "\n\n".join(parts) + "\n"


def _commands(path: tuple[str, ...], group: click.Group) -> list[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group, info_name=" ".join(path))
    found: list[tuple[tuple[str, ...], click.Command]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            found += _commands((*path, name), command)
        elif command is not None:
            found.append(((*path, name), command))
    return found


def _section(path: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(path), terminal_width=100, max_content_width=100)
    return f"## `{' '.join(path)}`\n\n```text\n{command.get_help(context)}\n```"


def main() -> None:
    """Write both pages."""
    for language, name in PAGES.items():
        (DOCS / name).write_text(reference(language), encoding="utf-8")


if __name__ == "__main__":
    main()
