"""The text of a file that a person wrote, whatever the program that saved it."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from geo.errors import BadInputError, MissingFileError

MOST_BYTES = 50_000_000
"""No text written by hand is larger."""

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
_NAMES = {"cp1252": "Windows-1252"}
_MAX_NULLS = 10


@dataclass(frozen=True)
class Decoded:
    """Text of a file, the encoding it was in, and whether that encoding is certain."""

    text: str
    encoding: str
    certain: bool

    @property
    def name(self) -> str:
        """Name of the encoding as programs show it."""
        return _NAMES.get(self.encoding, self.encoding.upper())

    @property
    def example(self) -> str:
        """A word whose accents tell whether the encoding was the right one."""
        found = re.search(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", self.text)
        return found[0] if found else self.text[:20]


def read_text(path: Path, *, most_bytes: int = MOST_BYTES) -> str:
    """Return the text of a file in UTF-8, UTF-16 (what PowerShell's ``>`` writes) or Windows-1252.

    Its lines end with a line feed, whatever ends them in the file.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``text-too-large``; ``text-encoding`` when it is no text in any of these.
    """
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    if path.stat().st_size > most_bytes:
        raise BadInputError("text-too-large", file=path.name, megabytes=most_bytes // 1_000_000)
    text = decoded(path.read_bytes())
    if text is None:
        raise BadInputError("text-encoding", file=path.name)
    return text


def decoded(content: bytes) -> str | None:
    """Return the text of bytes, as :func:`read_text`; None when they are no text in any of these encodings."""
    found = decode(content)
    return None if found is None else found.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


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
        return decoded if decoded.text.count("\0") <= _MAX_NULLS else None
    western = _try(content, "cp1252", certain=False)
    return western if western and _reads_as_western(western.text) else None


def _reads_as_western(text: str) -> bool:
    """Whether every character is one that western languages write, and no mark stands inside a word."""
    odd = {character for character in set(text) if not character.isascii()} - _WESTERN
    return not odd and "\0" not in text and _MARK_IN_WORD.search(text) is None


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
