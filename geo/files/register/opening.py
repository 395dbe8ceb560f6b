"""A register file opened safely: its size, its true type whatever its name says, then its sheet."""

import io
import zipfile
from pathlib import Path

from geo.errors import MissingFileError
from geo.files.register.delimited import decode, read_delimited
from geo.files.register.issues import Issue
from geo.files.register.sheet import Sheet
from geo.files.register.workbook import read_workbook

MAX_FILE_MB = 20
"""Size of a file."""

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3", "database"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "word"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML_STARTS = ("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<div")


def read_sheet(path: Path) -> Sheet:
    """Return the sheet that a file holds; what prevents it is an issue, never an exception.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    """
    if not path.exists():
        raise MissingFileError("missing-file", path=str(path))
    if not path.is_file():
        return Sheet.refused(Issue("not-a-file", value=path.name))
    suffix = path.suffix.lower()
    if suffix not in (*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES, ".xls", ".ods"):
        return Sheet.refused(Issue("unknown-file-type", value=path.name, values={"suffix": suffix or path.name}))
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE_MB * 1_000_000 + 1)
    except OSError as error:
        return Sheet.refused(Issue("file-unreadable", value=path.name, values={"reason": error.strerror or ""}))
    if len(content) > MAX_FILE_MB * 1_000_000:
        return Sheet.refused(Issue("file-too-large", value=path.name, values={"limit_mb": MAX_FILE_MB}))
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return Sheet.refused(Issue("file-empty", value=path.name))
    return _read(content, name=path.name, suffix=suffix)


def true_type(content: bytes) -> str:
    """Return what a content is, judged by itself.

    Returns
    -------
    str
        ``xlsx``, ``xlsx-password``, ``xls``, ``xlsb``, ``ods``, ``word``, ``slides``, ``pdf``, ``html``, ``xml``,
        ``json``, ``image``, ``parquet``, ``database``, ``archive``, ``text``, or ``other`` (no text that makes
        sense).
    """
    known = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    if known is not None:
        return known
    if content.startswith(_OLE):
        return "xlsx-password" if _ENCRYPTED in content else "xls"
    if content.startswith(_ZIP):
        return _zip_type(content)
    decoded = decode(content)
    return "other" if decoded is None else _text_type(decoded.text)


def _text_type(text: str) -> str:
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(_HTML_STARTS) or (start.startswith(("<?xml", "<!--")) and "<html" in start):
        return "html"
    if start.startswith("<?xml"):
        return "xml"
    return "json" if start.startswith(("{", "[{", "[[", '["')) else "text"


def _read(content: bytes, *, name: str, suffix: str) -> Sheet:
    found = true_type(content)
    if found == "xlsx-password":
        return Sheet.refused(Issue("password-protected", value=name))
    if suffix in {".xls", ".ods"} and found in {"xls", "ods"}:
        return Sheet.refused(Issue("old-excel-format", value=name, values={"suffix": suffix}))
    if suffix in WORKBOOK_SUFFIXES and found in {"xlsx", "archive"} and content.startswith(_ZIP):
        return read_workbook(content)
    if suffix in TEXT_SUFFIXES and found == "other" and not _is_binary(content):
        return Sheet.refused(Issue("encoding-unreadable", value=name))
    if suffix in TEXT_SUFFIXES and found == "text":
        decoded = decode(content)
        if decoded is not None:
            return read_delimited(decoded)
    return Sheet.refused(Issue("not-what-its-name-says", value=name, values={"suffix": suffix, "found": found}))


def _is_binary(content: bytes) -> bool:
    """Whether a content that is no text holds bytes that no text would: many nulls or control characters."""
    start = content[:65536]
    odd = sum(start.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1a\x1b")
    return odd > 0.02 * len(start)


def _zip_type(content: bytes) -> str:
    """Return what a zip archive is: a workbook, another document, or a mere archive (damaged or not)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    return "ods" if b"opendocument.spreadsheet" in stream.read(100) else "word"
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        return "archive"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    folders = {name.split("/")[0] for name in names}
    return "word" if "word" in folders else "slides" if "ppt" in folders else "archive"
