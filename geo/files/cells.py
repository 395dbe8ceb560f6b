"""The cells of a sheet: what they may hold, and their text made safe to keep."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Broken:
    """A cell of a workbook that holds no value: ``rule`` says why, ``text`` is what it shows."""

    rule: str
    text: str


Cell = str | bool | int | float | datetime | date | time | timedelta | Broken | None
"""A cell as the file types it; a CSV file gives only texts."""

Line = tuple[int, tuple[Cell, ...]]
"""Number of a line, from 1, and its cells."""

_ERROR_VALUES = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#NOM?", "#VALEUR!"})

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters but tab and line ends, soft hyphen, zero-width marks, text-direction overrides, surrogates."""


def cell_text(cell: Cell) -> str:
    """Return a cell as text: figures without a useless ``.0``, dates as ISO, ``""`` when there is nothing."""
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        return cell.text
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_number(cell: Cell) -> bool:
    """Whether the file types a cell as a number (a figure written as text is not one)."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def broken_rule(cell: Cell) -> str | None:
    """Return the rule that a cell breaks by holding no value (``#REF!``, a formula never computed), or ``None``."""
    if isinstance(cell, Broken):
        return cell.rule
    if isinstance(cell, str) and cell.strip().upper() in _ERROR_VALUES:
        return "cell-error"
    return None


def clean_text(cell: Cell, *, several_lines: bool = False) -> str:
    """Return the text of a cell, composed (NFC), without unseen characters or spaces at its ends.

    Markup is kept as it is written: a text is only a text, and the views escape it.
    """
    if isinstance(cell, str) and cell.isprintable() and "  " not in cell:  # most cells: nothing unseen, one line
        return unicodedata.normalize("NFC", cell).strip()
    text = unicodedata.normalize("NFC", UNSEEN.sub("", cell_text(cell)))
    if not several_lines:
        return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in re.split(r"\r\n|\r|\n", text))
    return "\n".join(lines).strip()
