"""Lines with a cell too many: a text that holds the separator without quotes, put together where one way fits."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from geo.files.cells import Cell, cell_text, clean_text, is_blank
from geo.files.dates import read_date, says_undated
from geo.files.issues import Findings, Unread
from geo.files.names import name_key
from geo.files.register.intake.raw_list import Raw
from geo.files.register.words import find_word

_PROSE = ("hours", "address", "conditions", "note", "fees", "who_refers", "contact", "source", "name", "locality")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_HOURS = re.compile(
    r"\d\s*(?:h|:)|\b(?:lun|mar|mer|jeu|ven|sam|dim|mo|tu|we|th|fr|su|ph|sh|off|ferm|sauf|matin|apres|semaine|mois|sur)"
)
_STREET = re.compile(
    r"^(?:rue|avenue|av|bd|boulevard|place|pl|chemin|ch|route|rte|chaussee|quai|impasse|allee|square|cours|bat|bte|boite"
    r"|etage|residence|zone|za|zi|lieu dit|bp|cs|bis|ter)\b|^\d+\s*[a-z]?$"
)
_LIKE: Mapping[str, re.Pattern[str]] = {"hours": _HOURS, "address": _STREET}


def rejoin(raw: Raw, columns: Mapping[str, Sequence[str]], findings: Findings) -> Raw:
    """Return a list whose lines with cells too many are mended where only one way of putting cells together fits.

    The cells of a text that holds the separator follow each other: they are put together where every date, number,
    status and postal code of the line then stands under its header. Where several texts would do, the one whose pieces
    look like what it should hold is taken (hours, an address); where that does not tell either, the line stays as it
    is. Every line mended is told (``cells-rejoined``).

    Parameters
    ----------
    columns
        Column of a register → headers that it is read from.
    """
    width = len(raw.names)
    if not raw.separator or all(len(cells) <= width for _, cells in raw.lines):
        return raw
    place = {header: position for position, header in enumerate(raw.names)}
    held = {place[headers[0]]: column for column, headers in columns.items() if headers and headers[0] in place}
    lines = []
    for number, cells in raw.lines:
        filled = len(cells)
        while filled > width and is_blank(cells[filled - 1]):
            filled -= 1
        mended = _mended(cells[:filled], width, held, raw.separator) if filled > width else None
        if mended is not None:
            at, whole = mended
            findings.add("cells-rejoined", row=number, column=raw.names[at], value=cell_text(whole[at]))
        lines.append((number, cells if mended is None else mended[1]))
    return replace(raw, lines=tuple(lines))


def _mended(
    cells: tuple[Cell, ...], width: int, held: Mapping[int, str], separator: str
) -> tuple[int, tuple[Cell, ...]] | None:
    more = len(cells) - width
    ways: dict[int, tuple[Cell, ...]] = {}
    for at in range(width):
        if held.get(at) not in _PROSE or any(is_blank(cell) for cell in cells[at : at + more + 1]):
            continue
        told = f"{separator} ".join(clean_text(cell) for cell in cells[at : at + more + 1])
        whole = (*cells[:at], told, *cells[at + more + 1 :])
        if all(_fits(held.get(position, ""), clean_text(cell)) for position, cell in enumerate(whole)):
            ways[at] = whole
    if len(ways) > 1:
        ways = {at: whole for at, whole in ways.items() if _looks(held[at], cells[at : at + more + 1])}
    return next(iter(ways.items())) if len(ways) == 1 else None


def _looks(column: str, pieces: Sequence[Cell]) -> bool:
    """Whether every piece of a text looks like what its column should hold."""
    like = _LIKE.get(column)
    return like is not None and all(like.search(_bare(piece, column)) for piece in pieces)


def _bare(piece: Cell, column: str) -> str:
    text = clean_text(piece).casefold()
    return text if column == "hours" else name_key(text)


def _fits(column: str, text: str) -> bool:
    check = _CHECKS.get(column)
    return not text or check is None or check(text)


def _is_date(text: str) -> bool:
    return says_undated(text) or not isinstance(read_date(text), Unread)


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(("as_of", "since", "until", "verified", "observed"), _is_date),
    **dict.fromkeys(("lon", "lat", "capacity", "used"), lambda text: _NUMBER.fullmatch(text) is not None),
    "status": lambda text: find_word("status", text) is not None,
    "capacity_unit": lambda text: find_word("capacity_unit", text) is not None,
    "postal_code": lambda text: re.fullmatch(r"\d{3,5}.*", text) is not None,
    "website": lambda text: "." in text and " " not in text,
    "phone": lambda text: sum(character.isdigit() for character in text) >= 6,
}
