"""Text files: encoding and separator found out, records read."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from geo.files.register.cells import Cell
from geo.files.register.columns import count_recognised, recognise
from geo.files.register.issues import Issue
from geo.files.register.sheet import HEADER_SEARCH, Line, Sheet, header_place, make_sheet

SEPARATORS = (";", ",", "\t", "|")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõœøúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕŒØÚÙÛÜÝŸ’‘“”„«»‹›–—…·•€£§°ºª²³¹¼½¾±×÷µ©®™´\u00a0\u00ad"
)
_MARK_IN_WORD = re.compile(r"[^\W\d_][“”„‹›•™][^\W\d_]")
_MAX_NULS = 10
_BLANKS = " " + "".join(SEPARATORS)
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_OTHER_SEPARATOR = re.compile(r"[:/!#~^]|\s{2,}|\s-\s")


@dataclass(frozen=True)
class Decoded:
    """Text of a file, the encoding it was in, and whether that encoding is certain."""

    text: str
    encoding: str
    certain: bool


def decode(content: bytes) -> Decoded | None:
    """Return the text of a file, or ``None`` when no encoding gives a text that makes sense.

    A byte-order mark decides; else UTF-8; else UTF-16 when every other byte is null; else Windows-1252, accepted
    only when every accented character it gives is one that western European languages write.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _try(content[len(mark) :], encoding, certain=True)
    if wide := _half_null(content):
        return _try(content, wide, certain=False)
    if decoded := _try(content, "utf-8", certain=True):
        return decoded if decoded.text.count("\0") <= _MAX_NULS else None
    western = _try(content, "cp1252", certain=False)
    return western if western and _reads_as_western(western.text) else None


def read_delimited(decoded: Decoded) -> Sheet:
    """Return the sheet of a CSV text.

    Issues ``encoding-converted``, ``encoding-utf16``, ``separator-unreadable``, ``quotes-unreadable`` and those of
    :func:`geo.files.register.sheet.make_sheet`. Lines are numbered as a spreadsheet shows them: a record whose text runs
    over several lines counts for one.
    """
    text, given = _without_sep_line(decoded.text)
    separator = given or find_separator(text)
    problems: list[Issue] = list(_encoding_issues(decoded))
    sheet = make_sheet(_records(text, separator, problems), grid=False)
    lone = sheet.headers is not None and len(sheet.headers.positions) <= 1
    if lone and (header := _several_in_one(text)):
        problems.append(Issue("separator-unreadable", value=header))
        return Sheet.refused(*problems)
    if any(issue.severity == "error" for issue in problems):
        return Sheet.refused(*problems)
    return Sheet(sheet.headers, sheet.lines, (*problems, *sheet.issues))


def find_separator(text: str) -> str:
    """Return the separator under which the first lines name most columns, then give most cells."""

    def score(separator: str) -> tuple[int, int]:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            lines = list(islice((line for line in reader if any(cell.strip(_BLANKS) for cell in line)), HEADER_SEARCH))
        except csv.Error:
            return 0, 0
        if not lines:
            return 0, 0
        header = lines[header_place(lines)]
        return count_recognised(header), len(header)

    return max(SEPARATORS, key=score)


def _reads_as_western(text: str) -> bool:
    """Whether every character is one that western languages write, and no mark stands inside a word."""
    odd = {character for character in set(text) if not character.isascii()} - _WESTERN
    return not odd and "\0" not in text and _MARK_IN_WORD.search(text) is None


def _records(text: str, separator: str, problems: list[Issue]) -> Iterator[Line]:
    number = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            number += 1
            cells: tuple[Cell, ...] = tuple(record)
            yield number, cells
    except csv.Error:
        problems.append(Issue("quotes-unreadable", row=number + 1))


def _encoding_issues(decoded: Decoded) -> Iterator[Issue]:
    if not decoded.certain:
        name = {"cp1252": "Windows-1252"}.get(decoded.encoding, decoded.encoding.upper())
        example = re.search(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", decoded.text)
        yield Issue("encoding-converted", value=example[0] if example else decoded.text[:20], values={"encoding": name})
    elif decoded.encoding != "utf-8":
        yield Issue("encoding-utf16", values={"encoding": decoded.encoding.upper()})


def _without_sep_line(text: str) -> tuple[str, str | None]:
    """Return the text without the ``sep=;`` line that Excel reads and hides, and the separator it gives."""
    match = _SEP_LINE.match(text)
    if match is None:
        return text, None
    return text[match.end() :], match[1] if match[1] in SEPARATORS else None


def _several_in_one(text: str) -> str | None:
    """Return the first line when it names several columns under a separator that is not read."""
    first = next((line for line in text.splitlines() if line.strip()), "")[:2000]
    names = [part for part in _OTHER_SEPARATOR.split(first) if recognise(part)]
    return first if len(names) >= 2 else None


def _half_null(content: bytes) -> str | None:
    """Return the UTF-16 whose every other byte is null at the start of the content, if one is."""
    start = content[:4096]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if half >= 4 and odd > 0.6 * half and even <= 0.1 * half:
        return "utf-16-le"
    if half >= 4 and even > 0.6 * half and odd <= 0.1 * half:
        return "utf-16-be"
    return None


def _try(content: bytes, encoding: str, *, certain: bool) -> Decoded | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding, certain)
