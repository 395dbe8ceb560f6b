"""The record that reproduces a dossier, found again inside the document that carries it."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import cast

from analysis.dossier.replay import FORM, ReplayRecord
from geo.errors import BadInputError, MissingFileError, file_error

_MOST_BYTES = 200_000_000
_MOST_TOLD = 50_000_000
REPLAY_PART = "maillage-replay.json"
"""The part of an ODT that holds the record."""


def read_replay(path: Path) -> ReplayRecord:
    """Return the record inside a DOCX, an ODT, a PDF or an HTML page, or in a file of its own (JSON).

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``dossier-replay`` when none is there.
    FileError
        When the file cannot be read.
    """
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    try:
        content = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    except OSError as error:
        raise file_error(error, path) from error
    return replay_in(content)


def replay_in(content: bytes) -> ReplayRecord:
    """Return the record inside the content of a document.

    Raises
    ------
    BadInputError
        ``dossier-replay`` when none is there.
    """
    for text in _candidates(content):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and found.get("form") == FORM:
            return cast("ReplayRecord", found)
    raise BadInputError("dossier-replay")


def _candidates(content: bytes) -> Iterator[str]:
    if content.startswith(b"PK"):
        yield from _in_package(content)
    elif content.startswith(b"%PDF"):
        yield from _in_pdf(content)
    else:
        text = content.decode("utf-8", "replace")
        yield text
        for found in re.finditer(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL):
            yield found[1]


def _in_package(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.infolist():
                if part.filename == REPLAY_PART and part.file_size <= _MOST_TOLD:
                    yield package.read(part).decode("utf-8", "replace")
                if part.filename.startswith("customXml/") and part.file_size <= _MOST_TOLD:
                    told = package.read(part).decode("utf-8", "replace")
                    if found := re.search(r"<replay[^>]*>(.*)</replay>", told, re.DOTALL):
                        yield unescape(found[1])
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError):
        return


def _in_pdf(content: bytes) -> Iterator[str]:
    for found in re.finditer(rb"stream\r?\n", content):
        unpacked = zlib.decompressobj()
        try:
            first = unpacked.decompress(content[found.end() : found.end() + 4096], 4096)
            if first.lstrip().startswith(b"{"):
                whole = zlib.decompressobj().decompress(content[found.end() :], _MOST_TOLD)
                yield whole.decode("utf-8", "replace")
        except zlib.error:
            continue
