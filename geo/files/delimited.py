"""Text files: the separator found out, records read."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice

from geo.files.cells import Line, clean_text
from geo.files.issues import Refusal

SEPARATORS = (";", ",", "\t", "|")

HEADER_SEARCH = 10
"""Lines, from the first that holds something, among which the headers are looked for."""

Recognise = Callable[[str], str | None]
"""The column that a header names, None for none."""

_START = 1_000_000
"""Characters among which the separator and the headers are looked for."""

_BLANKS = " " + "".join(SEPARATORS)
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_OTHER_SEPARATOR = re.compile(r"[:/!#~^]|\s{2,}|\s-\s")


def read_delimited(text: str, recognise: Recognise) -> tuple[Iterator[Line], str]:
    """Return the lines of a CSV text, and their separator.

    Lines are numbered as a spreadsheet shows them: a record whose text runs over several lines counts for one.

    Raises
    ------
    Refusal
        ``separator-unreadable``; ``quotes-unreadable`` once the lines are read.
    """
    text, given = _without_sep_line(text)
    start = text[:_START]
    separator = given or find_separator(start, recognise)
    lone = sum(recognise(name) is not None for name in _header(start, separator, recognise)) <= 1
    if lone and (header_line := _several_in_one(start, recognise)):
        raise Refusal("separator-unreadable", value=header_line)
    return _records(text, separator), separator


def find_separator(text: str, recognise: Recognise) -> str:
    """Return the separator under which the first lines of a text name most columns, then give most cells."""

    def score(separator: str) -> tuple[int, int]:
        header = _header(text, separator, recognise)
        return count_recognised(header, recognise), len(header)

    return max(SEPARATORS, key=score)


def count_recognised(headers: list[str], recognise: Recognise) -> int:
    """Return how many different columns a line of headers names."""
    return len({column for header in headers if (column := recognise(header))})


def header_place(lines: list[list[str]], recognise: Recognise) -> int:
    """Return which line bears the headers: the one that names most columns (two at least), else the first."""
    counts = [count_recognised(line, recognise) for line in lines]
    best = max(counts, default=0)
    return counts.index(best) if best >= 2 else 0


def _header(text: str, separator: str, recognise: Recognise) -> list[str]:
    try:
        reader = csv.reader(_lines(text), delimiter=separator)
        filled = (line for line in reader if any(cell.strip(_BLANKS) for cell in line))
        lines = [[clean_text(cell) for cell in line] for line in islice(filled, HEADER_SEARCH)]
    except csv.Error:
        return []
    return lines[header_place(lines, recognise)] if lines else []


def _records(text: str, separator: str) -> Iterator[Line]:
    number = 0
    try:
        for record in csv.reader(_lines(text), delimiter=separator, skipinitialspace=True, strict=True):
            number += 1
            yield number, tuple(record)
    except csv.Error as error:
        raise Refusal("quotes-unreadable", row=number + 1) from error


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends; a ``StringIO`` would first copy the text in four bytes a character."""
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")


def _without_sep_line(text: str) -> tuple[str, str | None]:
    """Return the text without the ``sep=;`` line that Excel reads and hides, and the separator it gives."""
    match = _SEP_LINE.match(text)
    if match is None:
        return text, None
    return text[match.end() :], match[1] if match[1] in SEPARATORS else None


def _several_in_one(text: str, recognise: Recognise) -> str | None:
    """Return the first line when it names several columns under a separator that is not read."""
    first = next((line for line in text.splitlines() if line.strip()), "")[:2000]
    names = [part for part in _OTHER_SEPARATOR.split(first) if recognise(part)]
    return first if len(names) >= 2 else None
