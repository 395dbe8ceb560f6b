"""The text of a file that a person wrote, whatever the program that saved it."""

import codecs
from contextlib import suppress
from pathlib import Path

from geo.errors import BadInputError, MissingFileError

MOST_BYTES = 50_000_000
"""No text written by hand is larger."""


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
    text = _decoded(content)
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str | None:
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" not in content:
        with suppress(UnicodeDecodeError):
            return content.decode("utf-8-sig")
    # Imported only where it is needed: the readers of registers take a while.
    from geo.files.register.delimited import decode  # noqa: PLC0415

    found = decode(content)
    return None if found is None else found.text.removeprefix("\ufeff")
