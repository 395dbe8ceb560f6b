"""What a file holds, judged by its content whatever its name says."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import MissingFileError
from geo.files.archives import DAMAGED_ZIP
from geo.files.delimited import Recognise
from geo.files.issues import Refusal
from geo.files.user_text import Decoded, decode

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "word"),
)
_SQLITE = b"SQLite format 3\0"
_GEOPACKAGE_MARKS = (b"GPKG", b"GP10", b"GP11")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = {".xls": "old", ".ods": "old"}
_HTML_STARTS = ("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<div")
_START = 65_536

TEXTS: Mapping[str, str] = dict.fromkeys((".csv", ".tsv", ".txt"), "text")
WORKBOOKS: Mapping[str, str] = {".xlsx": "workbook", ".xlsm": "workbook", **_OLD}


def _nothing(_header: str) -> None:
    """Recognise no header."""


@dataclass(frozen=True)
class Expected:
    """What a reader takes.

    Parameters
    ----------
    suffixes
        Ending of the name → what the file holds: ``text``, ``workbook``, ``parquet``, ``geopackage``.
    most_mb, most_rows, most_columns
        Size of a file, lines of data, columns.
    otherwise
        What a file with another ending holds; ``None``: it is refused.
    recognise
        The column that a header names, ``None`` for none.
    """

    suffixes: Mapping[str, str]
    most_mb: int
    most_rows: int
    most_columns: int = 200
    otherwise: str | None = None
    recognise: Recognise = _nothing


@dataclass(frozen=True)
class Content:
    """What a file holds (``text``, ``workbook``, ``parquet``, ``geopackage``); ``decoded`` for a text."""

    kind: str
    content: bytes
    decoded: Decoded | None = None


def read_content(path: Path, expected: Expected) -> Content:
    """Return the content of a file of the type that its name says; of tables of types, the first bytes only.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    Refusal
        ``not-a-file``, ``unknown-file-type``, ``file-too-large``, ``file-unreadable``, ``file-empty``,
        ``password-protected``, ``old-excel-format``, ``encoding-unreadable``, ``not-what-its-name-says``.
    """
    if not path.exists():
        raise MissingFileError("missing-file", path=str(path))
    name, suffix = path.name, path.suffix.lower()
    if not path.is_file():
        raise Refusal("not-a-file", value=name)
    wanted = expected.suffixes.get(suffix, expected.otherwise)
    if wanted is None:
        raise Refusal("unknown-file-type", value=name, suffix=suffix or name)
    if path.stat().st_size > expected.most_mb * 1_000_000:
        raise Refusal("file-too-large", value=name, limit_mb=expected.most_mb)
    content = _bytes(path)
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise Refusal("file-empty", value=name)
    found, decoded = true_type(content)
    if found == wanted or (wanted == "workbook" and found in {"xlsx", "archive"} and content.startswith(_ZIP)):
        return Content(wanted, content, decoded)
    raise _mismatch(content, found, wanted, name=name, suffix=suffix)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(_START)
            return content if content.startswith((b"PAR1", _SQLITE)) else content + stream.read()
    except OSError as error:
        raise Refusal("file-unreadable", value=path.name, reason=error.strerror or "") from error


def _mismatch(content: bytes, found: str, wanted: str, *, name: str, suffix: str) -> Refusal:
    if found == "xlsx-password":
        return Refusal("password-protected", value=name)
    if wanted == "old" and found in {"xls", "ods"}:
        return Refusal("old-excel-format", value=name, suffix=suffix)
    if wanted == "text" and found == "other" and not _odd(content[:_START].decode("latin-1")):
        return Refusal("encoding-unreadable", value=name)
    return Refusal("not-what-its-name-says", value=name, suffix=suffix, found=found)


def true_type(content: bytes) -> tuple[str, Decoded | None]:
    """Return what a content is, judged by itself, and its text when it is one.

    Returns
    -------
    tuple
        ``xlsx``, ``xlsx-password``, ``xls``, ``xlsb``, ``ods``, ``word``, ``slides``, ``pdf``, ``html``, ``xml``,
        ``json``, ``image``, ``parquet``, ``geopackage``, ``database``, ``archive``, ``text``, or ``other`` (no text
        that makes sense); the text, None for another type.
    """
    known = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    if known is not None:
        return known, None
    if content.startswith(_SQLITE):
        return "geopackage" if content[68:72] in _GEOPACKAGE_MARKS else "database", None
    if content.startswith(_OLE):
        return "xlsx-password" if _ENCRYPTED in content else "xls", None
    if content.startswith(_ZIP):
        return _zip_type(content), None
    decoded = decode(content)
    if decoded is None or _odd(decoded.text[:_START]):
        return "other", None
    return _text_type(decoded.text), decoded


def _text_type(text: str) -> str:
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(_HTML_STARTS) or (start.startswith(("<?xml", "<!--")) and "<html" in start):
        return "html"
    if start.startswith("<?xml"):
        return "xml"
    return "json" if start.startswith(("{", "[{", "[[", '["')) else "text"


def _odd(start: str) -> bool:
    """Whether the start of a content holds what no text does: many nulls or control characters."""
    odd = sum(start.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\x1a\x1b")
    return odd > 0.02 * len(start)


def _zip_type(content: bytes) -> str:
    """Return what a zip archive is: a workbook, another document, or a mere archive (damaged or not)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    return "ods" if b"opendocument.spreadsheet" in stream.read(100) else "word"
    except (*DAMAGED_ZIP, OSError):
        return "archive"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    folders = {name.split("/")[0] for name in names}
    return "word" if "word" in folders else "slides" if "ppt" in folders else "archive"
