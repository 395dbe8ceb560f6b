"""Actors of the shipped registers whose newest source is too old to call them open: shown, or put to verify.

``uv run python -m scripts.old_evidence`` lists the lines that break the rule of ``data/actors/evidence.toml`` and ends
with 1 where there are some; ``--apply`` writes ``to-verify`` in their status cells and changes nothing else.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geo.files.atomic import write_atomic
from geo.files.dates import UNDATED
from geo.files.toml import Sourced, read_toml

ACTORS = Path(__file__).resolve().parent.parent / "data" / "actors"
TO_VERIFY = "to-verify"
_COLUMNS = ("actor_id", "status", "as_of")


class Rule(Sourced, kw_only=True, frozen=True):
    """What is old: ``old_year`` and before; what becomes of undated actors; the statuses that do not grow old."""

    old_year: int
    undated: Literal["as-read", "to-verify"]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a CSV text: what it says, and where its characters are."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Broken:
    """A line that breaks the rule."""

    file: str
    line: int
    actor_id: str
    status: Cell
    newest: str


def rule(folder: Path = ACTORS) -> Rule:
    """Return the rule of the registers of a folder."""
    return read_toml(folder / "evidence.toml", Rule, "bad-vocabulary-file", file="evidence.toml")


def register_lines(text: str) -> list[list[Cell]]:
    """Return the cells of a CSV text, comma-separated, quotes doubled inside quotes."""
    lines: list[list[Cell]] = [[]]
    start, quoted = 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in ",\n":
            lines[-1].append(_cell(text, start, at))
            start = at + 1
            if letter == "\n":
                lines.append([])
    if start < len(text):
        lines[-1].append(_cell(text, start, len(text)))
    return [line for line in lines if line]


def broken(name: str, text: str, known: Rule) -> list[Broken]:
    """Return the lines of a register that break the rule; the newest source of an actor speaks for all its lines."""
    header, *lines = register_lines(text)
    at = {cell.text: position for position, cell in enumerate(header)}
    rows = [(number, {column: line[at[column]] for column in _COLUMNS}) for number, line in enumerate(lines, start=2)]
    newest: dict[str, str] = {}
    for _, row in rows:
        actor, date = row["actor_id"].text, row["as_of"].text
        newest[actor] = max(newest.get(actor, ""), "" if date == UNDATED else date)
    return [
        Broken(name, number, row["actor_id"].text, row["status"], newest[row["actor_id"].text] or UNDATED)
        for number, row in rows
        if row["status"].text not in {TO_VERIFY, *known.kept} and _is_old(newest[row["actor_id"].text], known)
    ]


def corrected(text: str, found: Sequence[Broken]) -> str:
    """Return the text with ``to-verify`` in the status cells of the lines found."""
    for one in sorted(found, key=lambda one: one.status.start, reverse=True):
        text = text[: one.status.start] + TO_VERIFY + text[one.status.end :]
    return text


def main(arguments: Sequence[str] | None = None, *, folder: Path = ACTORS) -> int:
    """Say which lines break the rule, or correct them."""
    parser = argparse.ArgumentParser(description="Actors whose newest source is too old to call them open.")
    parser.add_argument("--apply", action="store_true", help="write to-verify in their status cells")
    apply, known = parser.parse_args(arguments).apply, rule(folder)
    texts: Mapping[Path, str] = {path: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.csv"))}
    count = 0
    for path, text in texts.items():
        if not text.startswith("actor_id,"):  # the matrix of the programme
            continue
        found = broken(path.name, text, known)
        for one in found:
            print(f"{one.file}, line {one.line}: {one.actor_id} is {one.status.text}, newest source {one.newest}")
        if apply and found:
            write_atomic(path, corrected(text, found).encode("utf-8"))
        count += len(found)
    print(f"{count} lines {'put to verify' if apply else 'break the rule'} (old: {known.old_year} and before).")
    return 0 if apply or not count else 1


def _cell(text: str, start: int, end: int) -> Cell:
    said = text[start:end].removesuffix("\r")
    return Cell(said.strip('"').replace('""', '"'), start, start + len(said))


def _is_old(newest: str, known: Rule) -> bool:
    return known.undated == "to-verify" if not newest else int(newest[:4]) <= known.old_year


if __name__ == "__main__":
    sys.exit(main())
